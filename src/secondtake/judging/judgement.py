"""Claims and relations in, findings and the state of every claim out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from secondtake.judging.messages import ASSUMED_RATE, LOOKED_FOR, MORE_FILMS, STATES, WOULD_SETTLE
from secondtake.judging.people_findings import person_findings
from secondtake.judging.relation_findings import RatesOf, findings
from secondtake.judging.review_checks import InWords
from secondtake.model.enums import (
    ClaimCheck,
    ClaimState,
    FindingKind,
    PersonCandidateKind,
    RelationKind,
    Testable,
)
from secondtake.model.evidence import Exhibit, Failure
from secondtake.model.film_key import film_mark, film_names
from secondtake.model.findings import Dismissal, ErrorRates, Finding, Relation, Review
from secondtake.model.footage import Reel, Shot
from secondtake.model.names import called, shown
from secondtake.model.people import PeopleCompared
from secondtake.model.report import Claimed
from secondtake.model.text import Claim, Reading

__all__ = ["Judgement", "Snapshot", "judge"]

BEARS_ON = {
    ClaimCheck.REPEATED_TAKE: (
        FindingKind.RETAKE,
        FindingKind.COPY,
        FindingKind.SAME_MOMENT,
        FindingKind.NONE,
    ),
    ClaimCheck.CONTINUITY_DIFFERENCE: (FindingKind.DIFFERENCE, FindingKind.NONE),
    ClaimCheck.SAME_PERSON_TWO_ROLES: (FindingKind.SAME_PERSON, FindingKind.NO_PERSON),
}
"""Kinds of findings that bear on a claim, by the check that would test it."""
_NOT_BY_FOOTAGE = (ClaimCheck.NONE, ClaimCheck.PROVENANCE, ClaimCheck.PRIOR_STATEMENT)
MOST_NAMED = 8
"""Films or failures named in one sentence; the report lists them all."""


_State = tuple[ClaimState, str, tuple[str, ...]]
"""What became of a claim, a sentence, and the findings that bear on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Findings, each with the claims it bears on, and what became of every claim."""

    findings: tuple[Finding, ...]
    claimed: tuple[Claimed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """All of a case that bears on a judgement, at one moment.

    ``rates_of``: the measured error rates of an engine for a kind of relation; ``people_rates``:
    those of comparing people, by kind of candidate. ``in_words``: how a reason is put into words
    inside a sentence. ``reviews`` is what people said of findings;
    ``dismissals`` are pairs people set aside: they are counted, and in no finding; ``controls``
    are relations with control footage. ``compared_people`` is None when people were not to be
    compared.
    """

    readings: tuple[Reading, ...]
    shots: tuple[Shot, ...]
    reels: tuple[Reel, ...]
    relations: tuple[Relation, ...]
    failures: tuple[Failure, ...]
    exhibits: tuple[Exhibit, ...]
    rates_of: RatesOf
    in_words: InWords
    reviews: tuple[Review, ...] = ()
    dismissals: tuple[Dismissal, ...] = ()
    controls: tuple[Relation, ...] = ()
    compared_people: PeopleCompared | None = None
    people_rates: Mapping[PersonCandidateKind, ErrorRates] = field(default_factory=dict)


def judge(case: Snapshot) -> Judgement:
    """Tie what footage shows to what pages claim; nothing is decided about who is right.

    The same input gives the same findings, ids and order. A finding stays a candidate while a
    check of the gate is open.
    """
    films_of = [*(r.film for r in case.reels), *(s.film for s in case.shots)]
    names = film_names(_names(case.exhibits), films_of)
    pairs = len(case.relations)
    found = findings(
        case.relations,
        {s.id: s for s in case.shots},
        names,
        rates_of=case.rates_of,
        in_words=case.in_words,
        pairs_compared=pairs,
        reviews=case.reviews,
        dismissals=case.dismissals,
        controls=case.controls,
    )
    if case.compared_people is not None:
        found += person_findings(
            case.compared_people, case.relations, names, rates=case.people_rates
        )
    assumed = {film_mark(r.film): r for r in case.reels if r.rate_assumed}
    found = tuple(_with_assumed(f, assumed) for f in found)
    films = {r.film for r in case.reels if r.has_picture and not r.still}
    looked = _Looked(
        films=len(films),
        pairs=pairs,
        takes=sum(r.kind == RelationKind.RETAKE and bool(r.alignment) for r in case.relations),
        names=_listed(sorted(names.get(f, f) for f in films)),
        failed=_listed(called(tuple(f.subject for f in case.failures), names)),
        origins=frozenset(e.origin for e in case.exhibits),
        compared_people=case.compared_people,
    )
    claimed = tuple(_claimed(r, claim, found, looked) for r in case.readings for claim in r.claims)
    tied = tuple(
        replace(f, claims=tuple(c.claim for c in claimed if f.id in c.findings)) for f in found
    )
    return Judgement(findings=tied, claimed=claimed)


def _with_assumed(finding: Finding, assumed: Mapping[str, Reel]) -> Finding:
    """A finding with its limit where it compares times of a stream that has no clock."""
    rates = {
        assumed[shot.partition(":")[0]].frame_rate
        for pair in finding.relations
        for shot in pair
        if shot.partition(":")[0] in assumed
    }
    limits = tuple(ASSUMED_RATE.format(rate=rate) for rate in sorted(rates, key=str))
    return replace(finding, limits=(*finding.limits, *limits)) if limits else finding


def _names(exhibits: tuple[Exhibit, ...]) -> dict[str, str]:
    """Each exhibit's name as sentences hold it; one that two bear gets the digest beside it."""
    plain = {e.digest: shown(e.name) for e in exhibits}
    borne = Counter(plain.values())
    return {d: n if borne[n] == 1 else f"{n} ({d[:8]})" for d, n in plain.items()}


def _listed(names: Sequence[str]) -> str:
    shortened = ", ".join(names[:MOST_NAMED])
    if len(names) <= MOST_NAMED:
        return shortened
    return MORE_FILMS.format(films=shortened, more=len(names) - MOST_NAMED)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looked:
    """What there was to look at; ``takes`` counts the aligned pairs of one set-up."""

    films: int
    pairs: int
    takes: int
    names: str
    failed: str
    origins: frozenset[str]
    compared_people: PeopleCompared | None


def _claimed(
    reading: Reading, claim: Claim, found: tuple[Finding, ...], looked: _Looked
) -> Claimed:
    state, note, bearing = _state(claim, found, looked)
    if state != ClaimState.NOT_FROM_FOOTAGE and looked.films:
        note = " ".join((note, *_held(reading, looked)))
    return Claimed(
        page=reading.article.exhibit,
        claim=claim.id,
        state=state,
        note=note,
        findings=bearing,
        looked_for=_looked_for(claim, looked) if claim.testable != Testable.NO else (),
        would_settle=(WOULD_SETTLE[claim.check],),
    )


def _held(reading: Reading, looked: _Looked) -> tuple[str, ...]:
    """On which footage the claim was judged, and how much more the page points to."""
    held = STATES["held"].format(films=looked.names)
    pointed = {r.address for r in reading.article.references if r.address is not None}
    missing = len(pointed - looked.origins)
    return (held, STATES["not held"].format(count=missing)) if missing else (held,)


def _state(claim: Claim, found: tuple[Finding, ...], looked: _Looked) -> _State:
    if claim.testable == Testable.NO or claim.check in _NOT_BY_FOOTAGE:
        why = STATES[ClaimState.NOT_FROM_FOOTAGE]
        if claim.testable != Testable.NO:
            why = STATES.get(claim.check, why)
        return ClaimState.NOT_FROM_FOOTAGE, why, ()
    if not looked.films:
        return ClaimState.COULD_NOT_LOOK, STATES["no footage"], ()
    if claim.check == ClaimCheck.SAME_PERSON_TWO_ROLES:
        return _state_of_people(found, looked)
    if claim.check not in BEARS_ON:
        return ClaimState.COULD_NOT_LOOK, STATES[claim.check], ()
    if not looked.pairs:
        return ClaimState.COULD_NOT_LOOK, STATES["one shot"], ()
    kinds = BEARS_ON[claim.check]
    bearing = tuple(f.id for f in found if f.kind in kinds)
    if any(f.kind != FindingKind.NONE for f in found if f.id in bearing):
        return ClaimState.FINDINGS, STATES[ClaimState.FINDINGS], bearing
    if claim.check == ClaimCheck.CONTINUITY_DIFFERENCE and not looked.takes:
        return ClaimState.COULD_NOT_LOOK, STATES["no takes"].format(pairs=looked.pairs), ()
    return (
        ClaimState.NOTHING_FOUND,
        STATES[ClaimState.NOTHING_FOUND].format(pairs=looked.pairs),
        bearing,
    )


def _state_of_people(found: tuple[Finding, ...], looked: _Looked) -> _State:
    """The state of a claim that one person had two roles."""
    if looked.compared_people is None:
        return ClaimState.COULD_NOT_LOOK, STATES[ClaimCheck.SAME_PERSON_TWO_ROLES], ()
    if not looked.compared_people.pairs:
        note = STATES["no pair of people"].format(tracks=len(looked.compared_people.seen))
        return ClaimState.COULD_NOT_LOOK, note, ()
    kinds = BEARS_ON[ClaimCheck.SAME_PERSON_TWO_ROLES]
    bearing = tuple(f.id for f in found if f.kind in kinds)
    if any(f.kind == FindingKind.SAME_PERSON for f in found):
        return ClaimState.FINDINGS, STATES[ClaimState.FINDINGS], bearing
    return (
        ClaimState.NOTHING_FOUND,
        STATES["no body"].format(pairs=looked.compared_people.pairs),
        bearing,
    )


def _looked_for(claim: Claim, looked: _Looked) -> tuple[str, ...]:
    if not looked.films:
        return (LOOKED_FOR["no footage"],)
    told = [LOOKED_FOR[claim.check].format(pairs=looked.pairs, films=looked.names)]
    if claim.check == ClaimCheck.SAME_PERSON_TWO_ROLES and looked.compared_people is not None:
        told = [LOOKED_FOR["people"].format(pairs=looked.compared_people.pairs, films=looked.names)]
    if looked.failed:
        told.append(LOOKED_FOR["failed"].format(failed=looked.failed))
    return tuple(told)
