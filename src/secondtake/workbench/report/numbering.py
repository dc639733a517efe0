"""Numbers of findings, films and pages, given once in a case and never to anything else.

A finding keeps its number while it rests on the pairs it rested on, also when more footage makes
its group larger or a new version words it otherwise. A number whose finding is gone is retired.
Findings about people are named by the two people, whose numbers follow from the log: forgetting
people leaves nothing of them behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from secondtake import judging
from secondtake.model.enums import EventAction, FindingKind, FindingState, NumberSeries
from secondtake.model.enums import RetiredBecause as Because
from secondtake.model.evidence import Exhibit, Withdrawn
from secondtake.model.findings import Dismissal, Finding, Relation
from secondtake.model.footage import Reel, Shot
from secondtake.model.numbering import Numbered, Retired
from secondtake.model.people import PeopleCompared
from secondtake.model.text import Reading
from secondtake.store import Case

__all__ = ["Numbering", "numbering", "record", "retired"]

Pairs = tuple[tuple[str, str], ...]


class Held(Protocol):
    """What of a case's content is needed here."""

    @property
    def case(self) -> Case: ...
    @property
    def exhibits(self) -> tuple[Exhibit, ...]: ...
    @property
    def reels(self) -> tuple[Reel, ...]: ...
    @property
    def readings(self) -> tuple[Reading, ...]: ...
    @property
    def shots(self) -> tuple[Shot, ...]: ...
    @property
    def dismissals(self) -> tuple[Dismissal, ...]: ...
    @property
    def compared_people(self) -> PeopleCompared | None: ...
    @property
    def withdrawn(self) -> tuple[Withdrawn, ...]: ...
    @property
    def relations(self) -> tuple[Relation, ...]: ...
    @property
    def waiting(self) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """The numbers of what a case holds now; ``new`` are those that no event has recorded yet.

    ``about_people``: names of findings about people (``P3+P7``), by their ids.
    """

    current: tuple[Numbered, ...]
    new: tuple[Numbered, ...]
    about_people: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> dict[str, str]:
        """``F2``, ``N1``, ``Film 3`` or ``Page 2`` by the finding's id, the film's key or the
        page's digest."""
        return {n.subject: n.name for n in self.current} | dict(self.about_people)

    def place(self, finding: str) -> tuple[bool, bool, int]:
        """Where a finding of that id stands in lists: by number, negative results last."""
        one = next((n for n in self.current if n.subject == finding), None)
        if one is None:
            return False, True, 0
        return one.series != NumberSeries.FINDING, False, one.number


def numbering(held: Held, findings: Sequence[Finding]) -> Numbering:
    """Numbers for the findings, films and pages held now, those of earlier reports first."""
    earlier = held.case.fetch(Numbered)
    series: dict[NumberSeries, list[Numbered]] = {s: [] for s in NumberSeries}
    for one in earlier:
        series[one.series].append(one)
    kinds = judging.sought(findings)
    shown = [f for f in findings if f.state != FindingState.NOTHING_FOUND]
    pairs = held.compared_people.pair_names if held.compared_people else {}
    people = {f.id: pairs.get(f.id, f.id) for f in shown if f.kind in judging.ABOUT_PEOPLE}
    shown = [f for f in shown if f.id not in people]
    none = [f for f in findings if f.state == FindingState.NOTHING_FOUND]
    current = [
        *_of_findings(series[NumberSeries.FINDING], shown),
        *_of_negatives(series[NumberSeries.NEGATIVE], none, kinds),
        *_in_order(NumberSeries.FILM, series[NumberSeries.FILM], _films(held)),
        *_in_order(
            NumberSeries.PAGE,
            series[NumberSeries.PAGE],
            [r.article.exhibit for r in held.readings],
        ),
    ]
    newest = {(n.series, n.number): n for n in earlier}
    return Numbering(
        current=tuple(current),
        new=tuple(n for n in current if _is_new(n, newest)),
        about_people=people,
    )


def record(held: Held, findings: Sequence[Finding], *, actor: str) -> None:
    """Log the numbers that are new, each with what has it; nothing where none is."""
    new = numbering(held, findings).new
    if new:
        said = [(n.name, n.subject) for n in new]
        held.case.record(EventAction.NUMBERED, actor=actor, detail=said, records=list(new))


def retired(held: Held, current: Iterable[Numbered]) -> tuple[Retired, ...]:
    """The numbers of findings that nothing has now, in their order, each with why."""
    now = [n for n in current if n.series == NumberSeries.FINDING]
    used = {n.number for n in now}
    earlier = (n for n in held.case.fetch(Numbered) if n.series == NumberSeries.FINDING)
    last = {n.number: n for n in earlier if n.number not in used}
    if not last:
        return ()
    said = {f.id: f.sentence for f in held.case.fetch(Finding)}
    return tuple(_retired(one, now, held, said) for _, one in sorted(last.items()))


def _is_new(one: Numbered, newest: Mapping[tuple[NumberSeries, int], Numbered]) -> bool:
    before = newest.get((one.series, one.number))
    # The id of a negative result holds its counts: that those changed gives it no other number.
    return before is None or (one.series == NumberSeries.FINDING and before != one)


def _retired(
    one: Numbered, now: Sequence[Numbered], held: Held, said: Mapping[str, str]
) -> Retired:
    pairs = set(one.pairs)
    within = next((n.name for n in now if n.kind == one.kind and pairs & set(n.pairs)), "")
    gone = {w.exhibit.digest[:12] for w in held.withdrawn}
    sentence = said.get(one.subject, "")
    if {shot[:12] for pair in pairs for shot in pair} & gone:
        # What is set aside stands in no part of the report but the log.
        return Retired(name=one.name, because=Because.WITHDRAWN)
    if within:
        return Retired(name=one.name, because=Because.JOINED, within=within, sentence=sentence)
    differs = one.kind == FindingKind.DIFFERENCE
    aside = {(d.left, d.right) for d in held.dismissals if differs or not d.of_differences}
    if held.waiting and not pairs <= {(r.left, r.right) for r in held.relations}:
        return Retired(name=one.name, because=Because.NOT_COMPARED, sentence=sentence)
    why = Because.SET_ASIDE if pairs and pairs <= aside else Because.NOT_HELD
    return Retired(name=one.name, because=why, sentence=sentence)


def _of_findings(earlier: Sequence[Numbered], findings: Sequence[Finding]) -> list[Numbered]:
    """The number a finding had by its id, else that of the one whose pairs it shares most."""
    known = {n.subject: n.number for n in earlier}
    newest = {n.number: n for n in earlier}
    given: dict[str, int] = {}
    for f in findings:
        number = known.get(f.id)
        if number is not None and number not in given.values():
            given[f.id] = number
    for f in findings:
        if f.id in given:
            continue
        shared = {
            number: len(set(f.relations) & set(n.pairs))
            for number, n in newest.items()
            if n.kind == f.kind and number not in given.values()
        }
        best = max(shared, key=lambda n: (shared[n], -n), default=0)
        given[f.id] = best if best and shared[best] else _next((*newest, *given.values()))
    return [
        Numbered(
            series=NumberSeries.FINDING,
            number=given[f.id],
            subject=f.id,
            kind=str(f.kind),
            pairs=f.relations,
        )
        for f in findings
    ]


def _of_negatives(
    earlier: Sequence[Numbered], findings: Sequence[Finding], kinds: Mapping[str, str]
) -> list[Numbered]:
    """One number for each kind that was looked for: what it counts differs from day to day."""
    given = {n.kind: n.number for n in earlier}
    made = []
    for f in findings:
        kind = kinds.get(f.id, str(FindingKind.NO_PERSON))
        given.setdefault(kind, _next(given.values()))
        made.append(
            Numbered(
                series=NumberSeries.NEGATIVE, number=given[kind], subject=f.id, kind=kind, pairs=()
            )
        )
    return made


def _films(held: Held) -> list[str]:
    return [
        *(r.film for r in held.reels),
        *(e.digest for e in held.exhibits if e.is_footage),
        *(s.film for s in held.shots),
    ]


def _in_order(
    series: NumberSeries, earlier: Sequence[Numbered], subjects: Sequence[str]
) -> list[Numbered]:
    """The number each subject had, else the next, in the order of arrival."""
    given = {n.subject: n.number for n in earlier}
    for subject in subjects:
        given.setdefault(subject, _next(given.values()))
    return [Numbered(series=series, number=given[s], subject=s) for s in dict.fromkeys(subjects)]


def _next(taken: Iterable[int]) -> int:
    return max(taken, default=0) + 1
