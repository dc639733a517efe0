"""Claims and relations in, findings and the state of every claim out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from secondtake.judging.claim_states import ONE_PLACE, Looked, became_of
from secondtake.judging.messages import ASSUMED_RATE, MORE_FILMS
from secondtake.judging.named_exhibits import NamedFilms
from secondtake.judging.people_findings import of_one_event, person_findings
from secondtake.judging.relation_findings import RatesOf, findings
from secondtake.judging.review_checks import InWords
from secondtake.judging.tying import Ties
from secondtake.model.by_hand import HandTie
from secondtake.model.enums import PersonCandidateKind, RelationKind
from secondtake.model.evidence import Exhibit, Failure
from secondtake.model.film_key import film_mark, film_names
from secondtake.model.findings import Dismissal, ErrorRates, Finding, Relation, Review
from secondtake.model.footage import Reel, Shot
from secondtake.model.names import called, shown
from secondtake.model.people import PeopleCompared
from secondtake.model.report import Claimed
from secondtake.model.text import Reading

__all__ = ["Judgement", "Snapshot", "judge"]

MOST_NAMED = 8
"""Films or failures named in one sentence; the report lists them all."""


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
    compared, and where ``people_left_out`` says that what was seen is not for whom this is for.
    ``waiting``: pairs of shots that are worth comparing and were not.
    ``hand_ties``: what people say of findings and claims, which counts before what is computed.
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
    waiting: int = 0
    hand_ties: tuple[HandTie, ...] = ()
    people_left_out: bool = False


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
    file_of = {s.id: s.exhibit for s in case.shots}
    across = [r for r in case.relations if file_of[r.left] != file_of[r.right]]
    looked = Looked(
        films=len(films),
        shots=len(case.shots),
        pairs=pairs,
        waiting=case.waiting,
        across=len(across),
        places=sum(r.kind in ONE_PLACE for r in across),
        takes=sum(r.kind == RelationKind.RETAKE and bool(r.alignment) for r in case.relations),
        names=_listed(sorted(names.get(f, f) for f in films)),
        failed=_listed(called(tuple(f.subject for f in case.failures), names)),
        origins=frozenset(e.origin for e in case.exhibits),
        compared_people=case.compared_people,
        people_left_out=case.people_left_out,
    )
    shown_in = {s.exhibit for s in case.shots}
    named = NamedFilms([e for e in case.exhibits if e.digest in shown_in], _names(case.exhibits))
    ties = Ties(
        found,
        case.relations,
        {s.id: s for s in case.shots},
        named,
        case.in_words,
        of_one_event=of_one_event(case.compared_people, case.relations)
        if case.compared_people
        else frozenset(),
        by_hand=case.hand_ties,
    )
    claimed = tuple(became_of(r, claim, ties, looked) for r in case.readings for claim in r.claims)
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
