"""The stretches a finding rests on, as films that can be handed out: redacted by default."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secondtake import viewing
from secondtake.cluster.progress import Stage
from secondtake.export.atomic_write import write_whole
from secondtake.export.render.timecode_strip import burnt, with_time
from secondtake.model.enums import EventAction, ProgressUnit
from secondtake.model.findings import Relation
from secondtake.model.footage import Shot
from secondtake.model.time import Span
from secondtake.store import blobs
from secondtake.workbench.bench import Bench
from secondtake.workbench.handover.format_export import Exports, require_outside
from secondtake.workbench.verbs.named_findings import named

__all__ = ["clip"]

LONG_SIDE = 1280
EVERY_FRAME = 1000.0
"""Frames a second asked for: more than any film has."""
MOST_SECONDS = 60.0
"""A longer stretch is cut there, which is said."""
LEFT_OUT = (
    "sound, with every voice",
    "metadata: place, device, names, dates and programs",
    "subtitles, chapters and anything else that is not picture",
)


def clip(bench: Bench, finding: str, folder: Path, *, redacted: bool = True) -> Exports:
    """Write both stretches of a finding's first pair, and a list of what was redacted.

    ``redacted`` False leaves faces as they are: a deliberate act, written to the log first.
    Raises ``InputInvalid`` for a finding that is not there or a folder in the case.
    """
    require_outside(bench.case, folder)
    held = bench.numbered()
    told, called = named(held, finding)
    if not redacted:
        bench.case.record(EventAction.UNREDACTED, actor=bench.by, detail=[("clips", told.id)])
    relations = {(r.left, r.right): r for r in held.relations}
    relation = relations[told.relations[0]]
    shots = {s.id: s for s in held.shots}
    names = held.film_names
    files: list[tuple[str, str]] = []
    listed, cut = [], False
    for side in ("left", "right"):
        shot = shots[relation.left if side == "left" else relation.right]
        span = _span(relation, side, shot)
        cut |= span.length_seconds > MOST_SECONDS
        veil = viewing.Veil(whole_people=held.people)
        path = bench.case.evidence_path(shot.exhibit)
        frames = _told(
            bench,
            Stage(f"Writing the {side}", ProgressUnit.FILM_SECOND),
            _frames(path, span, shot.stream),
            span,
        )
        film = viewing.encoded(_with_margin(veil.over(frames) if redacted else frames, side))
        name = f"{called}-{side}.mp4"
        files.append(_written(folder, name, film))
        listed.append(
            {
                "file": name,
                "sha256": files[-1][1],
                "film": {"name": names[shot.film], "sha256": shot.exhibit},
                "start_seconds": span.seconds[0],
                "end_seconds": min(span.seconds[1], span.seconds[0] + MOST_SECONDS),
                "covered": [_look(look) for look in veil.looks],
                "left_out": LEFT_OUT,
            }
        )
    shape = {
        "format": "secondtake-clips",
        "version": 1,
        "case": bench.case.id,
        "finding": told.id,
        "name": called,
        "sentence": told.sentence,
        "redacted": redacted,
        "clips": listed,
    }
    text = json.dumps(shape, indent=1, ensure_ascii=False) + "\n"
    files.append(_written(folder, f"{called}-clips.json", text.encode("utf-8")))
    bench.case.record(EventAction.EXPORTED, actor=bench.by, detail=files)
    longer = (f"A segment was longer than {MOST_SECONDS:.0f} s and was cut there.",) if cut else ()
    kept = () if redacted else ("Faces were left as they are.",)
    return Exports(
        folder=str(folder),
        files=tuple(files),
        left_out=(*kept, *longer, *(f"{what}." for what in LEFT_OUT)),
    )


def _span(relation: Relation, side: str, shot: Shot) -> Span:
    """From where the alignment begins on a side to where it ends; without one, the whole shot."""
    spans = [getattr(stretch, side) for stretch in relation.alignment] or [shot.span]
    start = min(s.seconds[0] for s in spans)
    end = max(s.seconds[1] for s in spans)
    return Span.of_seconds(start, end, shot.span.tick)


def _frames(path: Path, span: Span, stream: int) -> Iterator[tuple[float, NDArray[np.uint8]]]:
    until = span.seconds[0] + MOST_SECONDS
    for seconds, frames, _ in viewing.through(
        path, rate=EVERY_FRAME, long_side=LONG_SIDE, span=span, stream=stream
    ):
        for second, rgb in zip(seconds, frames, strict=True):
            if second >= until:
                return
            yield float(second), rgb


def _with_margin(
    frames: Iterator[tuple[float, NDArray[np.uint8]]], side: str
) -> Iterator[tuple[float, NDArray[np.uint8]]]:
    """Each frame, untouched, above a margin with its time and that it is of a candidate."""
    for second, rgb in frames:
        even = rgb[: rgb.shape[0] - rgb.shape[0] % 2]
        yield second, with_time(even, f"{side} {burnt(second)}")


def _told(
    bench: Bench, stage: str, frames: Iterator[tuple[float, NDArray[np.uint8]]], span: Span
) -> Iterator[tuple[float, NDArray[np.uint8]]]:
    start, length = span.seconds[0], min(span.length_seconds, MOST_SECONDS)
    for second, rgb in frames:
        bench.progress(stage, min(second - start, length), length)
        yield second, rgb


def _look(look: tuple[float, tuple[viewing.Region, ...]]) -> dict[str, Any]:
    second, regions = look
    return {"at_seconds": round(second, 3), "boxes": regions}


def _written(folder: Path, name: str, data: bytes) -> tuple[str, str]:
    with blobs.unwritable(folder):
        return name, blobs.file_digest(write_whole(folder, name, data))
