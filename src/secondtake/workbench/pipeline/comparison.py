"""Which pairs of shots are related, and how: candidates, a finer look, every engine's word, kept.

What each engine says of a pair is recorded by itself. A relation is made of these records by
``comparing/combine.py`` alone, over the whole case, so that it depends neither on the order in
which films came nor on where a run was killed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from secondtake import comparing
from secondtake.cluster import Workers
from secondtake.cluster.local_pool import Pool
from secondtake.cluster.progress import Stage
from secondtake.errors import CannotLook, SecondTakeError
from secondtake.model.enums import ProgressUnit, ReasonCode, RelationKind
from secondtake.model.evidence import Failure, Maker
from secondtake.model.findings import Relation, ShotPair
from secondtake.model.footage import Descriptors, Shot
from secondtake.model.pair_results import CaptureResult, CopiesResult, FilmCopies, TakesResult
from secondtake.model.reasons import reason
from secondtake.store import Case
from secondtake.workbench.pipeline import capture_check
from secondtake.workbench.pipeline.copy_search import copies_between
from secondtake.workbench.pipeline.kept_descriptions import Looks, near_first, remake
from secondtake.workbench.pipeline.shot_tasks import DescribedPair, compared_by

__all__ = ["Comparison", "combine", "compare", "controlled", "current", "waiting", "wanted"]

COMPARING = Stage("Comparing pairs of shots", ProgressUnit.PAIR)
MEASURING = Stage("Comparing sensor noise", ProgressUnit.PAIR)
TOGETHER = 32
"""Results recorded in one transaction: what a killed run may have to do again."""
ALARMS = {
    RelationKind.RETAKE: "takes",
    RelationKind.COPY: "copies",
    RelationKind.SAME_MOMENT: "same moments",
}
"""Kinds that become findings, in words short enough for one line of a terminal."""
MOST_CONTROLS = 300
"""Pairs with control footage that are compared: what a rank needs, in a minute or two."""

Pair = tuple[str, str]

_chosen: WeakKeyDictionary[Case, tuple[object, tuple[ShotPair, ...]]] = WeakKeyDictionary()
"""Of each open case: its shots and newest descriptors, and the pairs that were chosen of these."""
_related: WeakKeyDictionary[Case, tuple[int, tuple[Relation, ...]]] = WeakKeyDictionary()
"""Of each open case: the event of its newest relations, and all of them, oldest first."""

R = TypeVar("R", TakesResult, FilmCopies, CaptureResult)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How a case's shots are to be compared: where its films lie and who computes.

    ``by``: who works, as the custody log will say. ``workers``: who describes and compares shots
    instead of ``pool``, if anybody. ``controls`` are shots of control footage:
    footage of the same kind, known to be of something else, that shows how high the same scores
    come there. ``record`` takes results and relations, and who made them.
    """

    case: Case
    by: str
    shots: tuple[Shot, ...]
    controls: tuple[Shot, ...]
    pool: Pool
    progress: Callable[[str, float, float | None], None]
    fail: Callable[[str, Any, SecondTakeError], None]
    record: Callable[[list[Any], list[Maker]], None]
    workers: Workers | None = None


def current(
    case: Case, shots: tuple[Shot, ...], controls: tuple[Shot, ...]
) -> tuple[Relation, ...]:
    """The relations of the pairs that the case as it is asks for, by the engines of today."""
    today = _today()
    asked = {(p.left, p.right) for p in _asked(case, shots, controls)}
    found = {
        (r.left, r.right): r
        for r in _relations(case)
        if (r.left, r.right) in asked and set(r.made_by) <= today
    }
    return tuple(found[pair] for pair in sorted(found))


def wanted(case: Case, shots: tuple[Shot, ...]) -> tuple[ShotPair, ...]:
    """The pairs of shots worth a look, of all films that were watched.

    They are asked for at every step: what was chosen last of a case stands while it is the same.
    """
    state = (shots, case.newest(Descriptors))
    chosen = _chosen.get(case)
    if chosen is None or chosen[0] != state:
        films = sorted({shot.film for shot in shots})
        descriptors = tuple(d for film in films for d in case.fetch_latest(Descriptors, film))
        chosen = _chosen[case] = state, comparing.candidates(shots, descriptors)
    return chosen[1]


def waiting(
    case: Case,
    shots: tuple[Shot, ...],
    relations: Iterable[Relation],
    failures: Iterable[Failure],
) -> int:
    """How many pairs of shots are worth a look and have had none that succeeded or failed."""
    related = {(r.left, r.right) for r in relations}
    failed = {f.subject for f in failures}
    pairs = ((p.left, p.right) for p in wanted(case, shots))
    return sum(p not in related and f"{p[0]} and {p[1]}" not in failed for p in pairs)


def controlled(shots: tuple[Shot, ...], controls: tuple[Shot, ...]) -> tuple[ShotPair, ...]:
    """Pairs of control shots with shots of the case, then with each other in other films.

    At most ``MOST_CONTROLS``, evenly spread, so that every shot of the case has its share.
    """
    pairs = [(s, c) for s in shots for c in controls]
    pairs += [(a, b) for a, b in combinations(controls, 2) if a.film != b.film]
    step = max(1.0, len(pairs) / MOST_CONTROLS)
    chosen = [pairs[int(n * step)] for n in range(min(len(pairs), MOST_CONTROLS))]
    why = reason(ReasonCode.CONTROL_FOOTAGE)
    return tuple(ShotPair(left=a.id, right=b.id, reason=why) for a, b in chosen)


def compare(todo: Comparison) -> None:
    """Ask every engine for what it has not said yet, and combine; what cannot be is a failure.

    A pair whose pictures could be compared but not analysed for sensor noise is both: a relation
    that says what is missing, and a failure.
    """
    shots = {shot.id: shot for shot in (*todo.shots, *todo.controls)}
    remake(
        todo.case,
        tuple(shots.values()),
        by=todo.by,
        pool=todo.workers or todo.pool,
        progress=todo.progress,
        fail=todo.fail,
    )
    every = [(p.left, p.right) for p in _asked(todo.case, todo.shots, todo.controls)]
    takes = _kept(todo.case, TakesResult, comparing.maker())
    open_pairs = [p for p in every if p not in takes]
    _announce(todo, open_pairs)
    if open_pairs:
        takes |= _by_pair(_ask_takes(todo, shots, open_pairs))
    asked = [p for p in every if p in takes]
    _combine(todo, shots, takes, _ask_copies(todo, shots, asked), asked)


def combine(todo: Comparison) -> None:
    """Make the relations that the case holds again, of what the engines have said of its films.

    No pair is compared that was not: what may be asked is the sensor noise of a pair that no
    longer counts as a copy.
    """
    shots = {shot.id: shot for shot in (*todo.shots, *todo.controls)}
    takes = _kept(todo.case, TakesResult, comparing.maker())
    held = {(r.left, r.right) for r in current(todo.case, todo.shots, todo.controls)}
    asked = sorted(held & takes.keys())
    films = _films_compared(todo, shots, asked)
    kept = _kept_copies(todo.case)
    _combine(todo, shots, takes, {pair: kept[pair] for pair in films & kept.keys()}, asked)


def _combine(
    todo: Comparison,
    shots: Mapping[str, Shot],
    takes: Mapping[Pair, TakesResult],
    films: Mapping[Pair, FilmCopies],
    pairs: list[Pair],
) -> None:
    common = comparing.copies.common_stretches(tuple(films.values()))

    def copies_of(pair: Pair) -> CopiesResult | None:
        left, right = shots[pair[0]], shots[pair[1]]
        found = films.get(_film_pair(left.film, right.film))
        return None if found is None else comparing.copies.in_shots(found, common, left, right)

    copied = {pair: copies_of(pair) for pair in pairs}
    captures = _ask_capture(todo, shots, {p: (takes[p], copied[p]) for p in copied})
    made = {p: comparing.make_relation(takes[p], copied[p], captures.get(p)) for p in copied}
    held = {(r.left, r.right): r for r in _relations(todo.case)}
    new = [relation for pair, relation in sorted(made.items()) if held.get(pair) != relation]
    for first in range(0, len(new), TOGETHER):
        some = new[first : first + TOGETHER]
        todo.record(some, list(dict.fromkeys(m for r in some for m in r.made_by)))


def _relations(case: Case) -> tuple[Relation, ...]:
    """All relations that were ever recorded; every step asks, and each is 30 kB to be read."""
    event, kept = case.newest(Relation), _related.get(case)
    if kept is None or kept[0] != event:
        kept = _related[case] = event, case.fetch(Relation)
    return kept[1]


def _today() -> set[Maker]:
    return {comparing.maker(), comparing.copies.maker(), capture_check.maker()}


def _asked(case: Case, shots: tuple[Shot, ...], controls: tuple[Shot, ...]) -> tuple[ShotPair, ...]:
    return wanted(case, shots) + controlled(shots, controls)


def _film_pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _by_pair(results: Iterable[R]) -> dict[Pair, R]:
    return {(r.left, r.right): r for r in results}


def _kept(case: Case, kind: type[R], maker: Maker) -> dict[Pair, R]:
    """What an engine of today has said, by pair."""
    return _by_pair(r for r in case.fetch(kind) if r.made_by == maker)


class _Recorded:
    """Records results some at a time as they come, and what is left when the work ends."""

    def __init__(self, todo: Comparison) -> None:
        self._todo, self._open = todo, list[Any]()

    def add(self, result: TakesResult | FilmCopies | CaptureResult) -> None:
        self._open.append(result)
        if len(self._open) == TOGETHER:
            self.flush()

    def flush(self) -> None:
        if self._open:
            self._todo.record(self._open, [self._open[0].made_by])
            self._open = []


def _ask_takes(todo: Comparison, shots: Mapping[str, Shot], pairs: list[Pair]) -> list[TakesResult]:
    names = sorted({name for pair in pairs for name in pair})
    looks = Looks(todo.case, [shots[n] for n in names], by=todo.by)
    looks.make(todo.workers or todo.pool, todo.progress, todo.fail)
    ready = near_first([p for p in pairs if p[0] in looks and p[1] in looks])

    def compared(pair: Pair) -> TakesResult:
        return comparing.compare_takes(looks[pair[0]], looks[pair[1]])

    if todo.workers is None:
        outcomes = todo.pool.map(compared, ready)
    else:
        described = [
            DescribedPair(
                left=left,
                right=right,
                left_description=looks.digest(left),
                right_description=looks.digest(right),
            )
            for left, right in ready
        ]
        outcomes = compared_by(todo.workers, looks.folder, described)
    recorded, found = _Recorded(todo), []
    if ready:
        todo.progress(COMPARING, 0, len(ready))
    try:
        for number, outcome in enumerate(outcomes, 1):
            todo.progress(COMPARING, number, len(ready))
            if outcome.error is not None:
                todo.fail(" and ".join(outcome.item), comparing.maker(), outcome.error)
                continue
            found.append(outcome.result())
            recorded.add(found[-1])
    finally:
        # Ctrl-C too: what was compared need not be compared again.
        recorded.flush()
    return found


def _ask_copies(
    todo: Comparison, shots: Mapping[str, Shot], pairs: list[Pair]
) -> dict[Pair, FilmCopies]:
    """What each two films have in common of which shots are compared, control footage left out."""
    films, kept = _films_compared(todo, shots, pairs), _kept_copies(todo.case)
    open_pairs = sorted(films - kept.keys())
    if not open_pairs:
        return {pair: kept[pair] for pair in films}
    recorded = _Recorded(todo)
    try:
        for found in copies_between(open_pairs, todo):
            kept[_film_pair(found.left, found.right)] = found
            recorded.add(found)
    finally:
        recorded.flush()
    return {pair: kept[pair] for pair in films if pair in kept}


def _films_compared(todo: Comparison, shots: Mapping[str, Shot], pairs: list[Pair]) -> set[Pair]:
    """The films of pairs of shots, two by two, without control footage."""
    own = {shot.film for shot in todo.shots}
    return {
        _film_pair(*films)
        for pair in pairs
        for films in [(shots[pair[0]].film, shots[pair[1]].film)]
        if films[0] != films[1] and set(films) <= own
    }


def _kept_copies(case: Case) -> dict[Pair, FilmCopies]:
    """What the copy engine of today has said, by films."""
    kept = _kept(case, FilmCopies, comparing.copies.maker())
    return {_film_pair(*films): found for films, found in kept.items()}


def _ask_capture(
    todo: Comparison,
    shots: Mapping[str, Shot],
    told: Mapping[Pair, tuple[TakesResult, CopiesResult | None]],
) -> dict[Pair, CaptureResult]:
    """Sensor noise and GOP of the pairs on which they bear; one that failed says why."""
    asked = [pair for pair, said in told.items() if comparing.wants_capture(*said)]
    kept = _kept(todo.case, CaptureResult, capture_check.maker())
    found = {pair: kept[pair] for pair in asked if pair in kept}
    todo_pairs = sorted(set(asked) - found.keys())

    def captured(pair: Pair) -> CaptureResult:
        left, right = ((todo.case.evidence_path(shots[n].exhibit), shots[n]) for n in pair)
        takes = told[pair][0]
        return capture_check.captured(takes, left, right)

    recorded = _Recorded(todo)
    if todo_pairs:
        todo.progress(MEASURING, 0, len(todo_pairs))
    try:
        for number, outcome in enumerate(todo.pool.map(captured, todo_pairs), 1):
            todo.progress(MEASURING, number, len(todo_pairs))
            pair = outcome.item
            if isinstance(outcome.error, CannotLook):
                todo.fail(" and ".join(pair), capture_check.maker(), outcome.error)
                found[pair] = capture_check.not_captured(pair, str(outcome.error))
                continue
            found[pair] = outcome.result()
            recorded.add(found[pair])
    finally:
        recorded.flush()
    return found


def _announce(todo: Comparison, pairs: list[Pair]) -> None:
    """Before a big run, say how many false alarms to expect; control pairs can give none.

    Each is a stage of its own and short: a terminal keeps the line, and cuts what is too wide.
    """
    if len(pairs) <= comparing.ALL_PAIRS:
        return
    controls = {shot.id for shot in todo.controls}
    own = sum(not set(pair) & controls for pair in pairs)
    todo.progress(f"{len(pairs):,} pairs of shots to compare", 0, None)
    told = []
    for kind, words in ALARMS.items():
        rate = comparing.rates_of(comparing.maker().name, kind).false_alarm_rate
        told.append(f"{words} not measured" if rate is None else f"{rate * own:,.0f} {words}")
    todo.progress(f"Expected false alarms: about {', '.join(told)}", 0, None)
