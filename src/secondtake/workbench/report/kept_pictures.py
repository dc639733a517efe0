"""The report's pictures, each drawn once: fetched by all that it is drawn of, and by whom."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from secondtake import __version__
from secondtake.constants_digest import constants_digest
from secondtake.errors import InvalidRecord
from secondtake.model.evidence import Maker
from secondtake.model.report import Picture
from secondtake.model.serialization import plain, record
from secondtake.store import Case, picture_cache

__all__ = ["KeptPictures", "maker"]

VERSION = "2"
"""Raised with every change of what is drawn, or of what is covered, within one release."""
TOGETHER = 64
"""Pictures logged by one event: what a killed run has to draw again."""


@cache
def maker() -> Maker:
    """Who draws and covers: the release, and every constant and model that redaction rests on."""
    constants = constants_digest(
        "secondtake.viewing.covering",
        "secondtake.viewing.head_detection",
        "secondtake.viewing.redaction",
        "secondtake.viewing.licence_plates",
        "secondtake.vision.person_detection",
        "secondtake.vision.pose",
        "secondtake.vision.tiles",
        "secondtake.weights",
        "secondtake.comparing.takes.differences.heatmap",
        "secondtake.export.render.timecode_strip",
        "secondtake.workbench.report.report_pictures",
        "secondtake.workbench.report.stills",
    )
    return Maker(
        name="pictures of reports",
        version=VERSION,
        settings=(("release", __version__), ("constants", constants)),
    )


class KeptPictures:
    """Pictures by what they are drawn of; those that are not kept are drawn, and kept.

    ``redacted`` False: none is fetched or kept, as what shows faces is not written down twice.
    Threads may ask at once; ``finish`` logs what was drawn.
    """

    def __init__(self, case: Case, *, actor: str, redacted: bool) -> None:
        self._case, self._actor, self._keeps = case, actor, redacted
        self._guard = threading.Lock()
        self._held = picture_cache.held(case, maker().digest) if redacted else {}
        self._made: dict[str, bytes] = {}
        self._shown: set[str] = set()

    def of(
        self, exhibits: Sequence[str], drawn_of: Any, draw: Callable[[], Iterable[Picture]]
    ) -> tuple[Picture, ...]:
        """The pictures of some exhibits (their digests) that ``draw`` gives.

        ``drawn_of``: records and plain values on which they depend, beside who draws.
        """
        if not self._keeps:
            return tuple(draw())
        films = "+".join(sorted({exhibit[:12] for exhibit in exhibits}))
        name = f"{films} {_digest([maker().digest, list(exhibits), plain(drawn_of)])}"
        kept = self._kept(name)
        if kept is None:
            kept = tuple(draw())
            with self._guard:
                self._made[name] = _packed(kept)
                if len(self._made) >= TOGETHER:
                    self._log()
        return kept

    def finish(self) -> None:
        """Log what was drawn since the last event, and bound what is kept."""
        with self._guard:
            self._log()
        if self._keeps:
            picture_cache.bound(self._case, self._shown)

    def _kept(self, name: str) -> tuple[Picture, ...] | None:
        digest = self._held.get(name)
        data = None if digest is None else picture_cache.fetch(self._case, digest)
        if data is None:
            return None
        self._shown.add(str(digest))
        return _unpacked(data)

    def _log(self) -> None:
        if self._made:
            made, self._made = self._made, {}
            picture_cache.keep(self._case, maker().digest, made, actor=self._actor)
            self._shown |= {hashlib.sha256(data).hexdigest() for data in made.values()}


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode("ascii")).hexdigest()[:40]


def _packed(pictures: tuple[Picture, ...]) -> bytes:
    """A line of JSON, which says how long each picture is, and their bytes one after the other."""
    told = [{**plain(replace(p, data=b"")), "data": len(p.data)} for p in pictures]
    head = json.dumps(told).encode("ascii")
    return b"".join((head, b"\n", *(p.data for p in pictures)))


def _unpacked(data: bytes) -> tuple[Picture, ...] | None:
    """What ``_packed`` made ``data`` of; None where an earlier version packed something else."""
    head, _, rest = data.partition(b"\n")
    made, at = [], 0
    try:
        for told in json.loads(head):
            length = int(told["data"])
            picture: Picture = record(Picture, {**told, "data": ""})
            made.append(replace(picture, data=rest[at : at + length]))
            at += length
    except (InvalidRecord, KeyError, TypeError, ValueError):
        return None
    return tuple(made)
