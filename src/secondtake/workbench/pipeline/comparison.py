"""Which pairs of shots are related, and how: candidates, a finer look, relations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from secondtake import comparing
from secondtake.errors import CannotLook, SecondTakeError
from secondtake.model.findings import Relation, ShotPair
from secondtake.model.footage import Descriptors, Shot
from secondtake.store import Case
from secondtake.workbench.pipeline import capture_check
from secondtake.workbench.pipeline.copy_search import Copied, copied_between, with_copies
from secondtake.workbench.pipeline.kept_descriptions import Looks, near_first
from secondtake.workbench.session.pool import Pool

__all__ = ["Comparison", "compare", "controlled", "current", "wanted"]

TOGETHER = 32
"""Relations recorded in one transaction: what a killed run may have to do again."""
ALARMS = {"retake": "takes", "copy": "copies", "same moment": "same moments"}
"""Kinds that become findings, in words short enough for one line of a terminal."""
MOST_CONTROLS = 300
"""Pairs with control footage that are compared: what a rank needs, in a minute or two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How a case's shots are to be compared: where its films lie and who computes.

    ``by``: who works, as the custody log will say.

    ``controls`` are shots of control footage: footage of the same kind, known to be of something
    else, that shows how high the same scores come there.
    """

    case: Case
    by: str
    shots: tuple[Shot, ...]
    controls: tuple[Shot, ...]
    pool: Pool
    progress: Callable[[str, float, float | None], None]
    fail: Callable[[str, Any, SecondTakeError], None]
    record: Callable[[list[Relation]], None]


def current(case: Case) -> tuple[Relation, ...]:
    """The relations made by the comparer of today, one for each pair."""
    mine = comparing.maker().digest
    found = {(r.left, r.right): r for r in case.fetch(Relation) if r.made_by.digest == mine}
    return tuple(found[pair] for pair in sorted(found))


def wanted(case: Case, shots: tuple[Shot, ...]) -> tuple[ShotPair, ...]:
    """The pairs of shots worth a look, of all films that were watched."""
    films = {shot.exhibit for shot in shots}
    descriptors = tuple(d for film in sorted(films) for d in case.fetch_latest(Descriptors, film))
    return comparing.candidates(shots, descriptors)


def controlled(shots: tuple[Shot, ...], controls: tuple[Shot, ...]) -> tuple[ShotPair, ...]:
    """Pairs of control shots with shots of the case, then with each other in other films.

    At most ``MOST_CONTROLS``, evenly spread, so that every shot of the case has its share.
    """
    pairs = [(s, c) for s in shots for c in controls]
    pairs += [(a, b) for a, b in combinations(controls, 2) if a.exhibit != b.exhibit]
    step = max(1.0, len(pairs) / MOST_CONTROLS)
    chosen = [pairs[int(n * step)] for n in range(min(len(pairs), MOST_CONTROLS))]
    return tuple(ShotPair(left=a.id, right=b.id, reason="control footage") for a, b in chosen)


def compare(todo: Comparison) -> None:
    """Relate every wanted pair that has no relation yet; what cannot be looked at is a failure.

    A pair whose pictures could be compared but not looked at closer is both: a relation without
    those measurements, and a failure.
    """
    done = {(r.left, r.right) for r in current(todo.case)}
    every = wanted(todo.case, todo.shots) + controlled(todo.shots, todo.controls)
    pairs = [p for p in every if (p.left, p.right) not in done]
    _announce(todo, pairs)
    shots = {shot.id: shot for shot in (*todo.shots, *todo.controls)}
    names = sorted({name for p in pairs for name in (p.left, p.right)})
    looks = Looks(todo.case, [shots[n] for n in names], by=todo.by)
    looks.make(todo.pool, todo.progress, todo.fail)
    ready = near_first([p for p in pairs if p.left in looks and p.right in looks])
    own = {shot.exhibit for shot in todo.shots}
    films = {shots[n].exhibit for p in ready for n in (p.left, p.right)}
    copied = _copied(todo, films & own)

    def relate(pair: ShotPair) -> tuple[Relation, CannotLook | None]:
        left, right = shots[pair.left], shots[pair.right]
        relation = comparing.relate(looks[pair.left], looks[pair.right])
        relation = with_copies(relation, left, right, copied)
        places = (todo.case.evidence_path(shot.exhibit) for shot in (left, right))
        return capture_check.tried(relation, *zip(places, (left, right), strict=True))

    outcomes = todo.pool.map(relate, ready)
    found: list[Relation] = []
    for number, outcome in enumerate(outcomes, 1):
        todo.progress("Comparing pairs of shots", number, len(ready))
        subject = f"{outcome.item.left} and {outcome.item.right}"
        if outcome.error is not None:
            todo.fail(subject, comparing.maker(), outcome.error)
            continue
        relation, unseen = outcome.result()
        if unseen is not None:
            todo.fail(subject, capture_check.maker(), unseen)
        found.append(relation)
        if len(found) == TOGETHER:
            todo.record(found)
            found = []
    if found:
        todo.record(found)


def _announce(todo: Comparison, pairs: list[ShotPair]) -> None:
    """Before a big run, say how many false alarms to expect; control pairs can give none.

    Each is a stage of its own and short: a terminal keeps the line, and cuts what is too wide.
    """
    if len(pairs) <= comparing.ALL_PAIRS:
        return
    controls = {shot.id for shot in todo.controls}
    own = sum(not {p.left, p.right} & controls for p in pairs)
    todo.progress(f"{len(pairs):,} pairs of shots to compare", 0, None)
    told = []
    for kind, words in ALARMS.items():
        rate = comparing.figures(kind)["false_alarm_rate"]
        told.append(f"{words} not measured" if rate is None else f"{rate * own:,.0f} {words}")
    todo.progress(f"Expected false alarms: about {', '.join(told)}", 0, None)


def _copied(todo: Comparison, films: set[str]) -> tuple[Copied, ...]:
    if len(films) < 2:
        return ()
    return copied_between(
        {film: todo.case.evidence_path(film) for film in sorted(films)},
        todo.progress,
        lambda film, error: todo.fail(film, comparing.maker(), error),
    )
