"""Closer looks at a case's shots: each is made once, kept, and fetched as a pair needs it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from secondtake import comparing, viewing
from secondtake.cluster import Workers
from secondtake.cluster.local_pool import Pool
from secondtake.cluster.progress import Stage
from secondtake.errors import SecondTakeError
from secondtake.model.enums import ProgressUnit
from secondtake.model.footage import Shot
from secondtake.store import Case, shot_descriptions
from secondtake.workbench.pipeline.shot_tasks import described_by

__all__ = ["Looks", "near_first", "remake", "size"]

DESCRIBING = Stage("Describing shots in detail", ProgressUnit.SHOT)
TOGETHER = 8
"""Looks kept by one event: what a killed run has to look at again, half a minute's work."""
MOST_HELD = 64
"""Descriptions held in memory: 0.35 GB when every shot is long and full of people."""


def size(case: Case) -> int:
    """Bytes of all descriptions that a case keeps."""
    return shot_descriptions.size(case)


class Looks:
    """The closer looks at some shots of a case, by the shots' names."""

    def __init__(self, case: Case, shots: Sequence[Shot], *, by: str) -> None:
        self._case = case
        self._by = by
        self._maker = comparing.look_maker()
        self._shots = {_name(shot): shot for shot in shots}
        kept = shot_descriptions.held(case, self._maker.digest, self._shots.keys())
        self._digests = {s.id: kept[name] for name, s in self._shots.items() if name in kept}
        self._fetched = lru_cache(MOST_HELD)(self._fetch)

    def make(
        self,
        pool: Pool | Workers,
        progress: Callable[[str, float, float | None], None],
        fail: Callable[[str, Any, SecondTakeError], None],
    ) -> None:
        """Look at every shot that was not looked at yet; what cannot be looked at is a failure."""
        todo = [name for name, shot in self._shots.items() if shot.id not in self._digests]
        paths = {e: self._case.evidence_path(e) for e in {self._shots[n].exhibit for n in todo}}

        def look(shot: Shot) -> bytes:
            view = viewing.look(paths[shot.exhibit], shot)
            return comparing.packed(comparing.describe(view))

        shots = [self._shots[name] for name in todo]
        if isinstance(pool, Workers):
            outcomes = described_by(pool, [(paths[s.exhibit], s) for s in shots])
        else:
            outcomes = pool.map(look, shots)
        made: dict[str, bytes] = {}
        if todo:
            progress(DESCRIBING, 0, len(todo))
        try:
            for number, outcome in enumerate(outcomes, 1):
                progress(DESCRIBING, number, len(todo))
                if outcome.error is not None:
                    fail(outcome.item.id, comparing.maker(), outcome.error)
                    continue
                made[_name(outcome.item)] = outcome.result()
                if len(made) == TOGETHER:
                    self._keep(made)
                    made = {}
        finally:
            # Ctrl-C too: what was seen need not be looked at again.
            if made:
                self._keep(made)

    def __contains__(self, shot: str) -> bool:
        return shot in self._digests

    @property
    def folder(self) -> Path:
        """Where the descriptions lie, each by its digest."""
        return shot_descriptions.folder(self._case)

    def digest(self, shot: str) -> str:
        """The SHA-256 of a shot's description, by which its file is named."""
        return self._digests[shot]

    def __getitem__(self, shot: str) -> comparing.Described:
        """The description of a shot; raises ``EvidenceDamaged`` when it is gone by now."""
        return self._fetched(shot)

    def _fetch(self, shot: str) -> comparing.Described:
        return comparing.unpacked(shot_descriptions.fetch(self._case, self._digests[shot]))

    def _keep(self, made: dict[str, bytes]) -> None:
        kept = shot_descriptions.keep(self._case, self._maker.digest, made, actor=self._by)
        self._digests |= {self._shots[name].id: digest for name, digest in kept.items()}


def remake(
    case: Case,
    shots: Sequence[Shot],
    *,
    by: str,
    pool: Pool | Workers,
    progress: Callable[[str, float, float | None], None],
    fail: Callable[[str, Any, SecondTakeError], None],
) -> None:
    """Look again at the shots whose descriptions are in the log and no longer in the case."""
    lost = shot_descriptions.lost(case, comparing.look_maker().digest)
    again = [shot for shot in shots if _name(shot) in lost]
    if again:
        Looks(case, again, by=by).make(pool, progress, fail)


def near_first(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The pairs in an order in which few descriptions are needed at a time.

    Pairs of few shots stay as they come, the most promising first. Of more than are held in memory
    those of one place follow each other, so that each description is fetched about once.
    """
    near: dict[str, list[str]] = {}
    for left, right in pairs:
        near.setdefault(left, []).append(right)
        near.setdefault(right, []).append(left)
    if len(near) <= MOST_HELD:
        return list(pairs)
    rank: dict[str, int] = {}
    for start in sorted(near):
        ahead = [start]
        while ahead:
            shot = ahead.pop()
            if shot not in rank:
                rank[shot] = len(rank)
                ahead += [other for other in reversed(near[shot]) if other not in rank]
    return sorted(pairs, key=lambda p: sorted((rank[p[0]], rank[p[1]]), reverse=True))


def _name(shot: Shot) -> str:
    """A shot found anew by another detector may have the same number and another span."""
    return f"{shot.id} {shot.made_by.digest[:12]}"
