"""Candidates for one person to findings: worded, gated, with alternatives; never an identity."""

from __future__ import annotations

from collections.abc import Mapping

from secondtake.judging.gate import DISTINCT, LEAST_SECONDS, figures_of, rated
from secondtake.judging.measured_checks import Checked
from secondtake.judging.messages import (
    ALTERNATIVES,
    CHECKS,
    FORBIDDEN,
    LIMITS,
    NOTES,
    PERSON_ALTERNATIVES,
    SENTENCES,
    WOULD_CHANGE,
)
from secondtake.judging.relation_findings import MAKER, clock, state_of
from secondtake.model.enums import (
    CheckState,
    Expected,
    FindingKind,
    FindingState,
    PersonCandidateKind,
    PersonDecision,
    RelationKind,
)
from secondtake.model.findings import (
    Alternative,
    ErrorFigures,
    ErrorRates,
    Finding,
    GateCheck,
    Relation,
)
from secondtake.model.people import PeopleCompared, PersonCandidate, PersonSeen

__all__ = ["ABOUT_PEOPLE", "MOST", "of_one_event", "person_findings"]

ABOUT_PEOPLE = (FindingKind.SAME_PERSON, FindingKind.NO_PERSON)
"""Kinds of the findings made here."""
_ONE_EVENT = {RelationKind.COPY: "recording", RelationKind.SAME_MOMENT: "moment"}
"""Relations of shots that show one event, and what they share."""
MOST = 12
"""Candidates that become findings, the highest scores first; the report's table holds them all."""
LEAST_CONTROLS = 10
"""Comparisons with other tracks under which a first rank says little."""
LEAST_QUALITY = 0.6
"""Quality of a track (0 to 1) from which it counts as seen well."""


def person_findings(
    people: PeopleCompared,
    relations: tuple[Relation, ...],
    names: dict[str, str],
    *,
    rates: Mapping[PersonCandidateKind, ErrorRates],
) -> tuple[Finding, ...]:
    """One finding for each candidate that nobody rejected, or one that says there was none."""
    errors = {k: figures_of(rates.get(k), people.pairs) for k in PersonCandidateKind}
    seen = {b.id: b for b in people.seen}
    related = {frozenset((r.left, r.right)): r for r in relations}
    open_ones = [c for c in people.candidates if c.decision != PersonDecision.REJECTED][:MOST]
    if not open_ones:
        return (_none(people, errors[PersonCandidateKind.SAME_CLOTHES]),) if people.pairs else ()
    return tuple(
        _finding(c, (seen[c.left], seen[c.right]), related, names, errors[c.kind])
        for c in open_ones
    )


def of_one_event(people: PeopleCompared, relations: tuple[Relation, ...]) -> frozenset[str]:
    """Ids of the findings whose two people are in shots of one recording or of one moment.

    Those show everybody twice, so that a person seen in both has no second role by it.
    """
    seen = {b.id: b.shot for b in people.seen}
    one = {frozenset((r.left, r.right)) for r in relations if r.kind in _ONE_EVENT}
    return frozenset(
        c.finding for c in people.candidates if frozenset((seen[c.left], seen[c.right])) in one
    )


def _finding(
    candidate: PersonCandidate,
    two: tuple[PersonSeen, PersonSeen],
    related: dict[frozenset[str], Relation],
    names: dict[str, str],
    errors: ErrorFigures,
) -> Finding:
    def tell(names: dict[str, str]) -> str:
        left, right = (
            f"{clock(b.start)}–{clock(b.end)} of {names[b.film]} ({b.name})" for b in two
        )
        clothes = (
            "the same clothes"
            if candidate.kind == PersonCandidateKind.SAME_CLOTHES
            else "other clothes"
        )
        sentence = SENTENCES[FindingKind.SAME_PERSON]
        relation = related.get(frozenset(b.shot for b in two))
        what = _ONE_EVENT.get(relation.kind, "") if relation else ""
        if what:
            sentence += SENTENCES["one event"]
        return sentence.format(left=left, right=right, clothes=clothes, what=what)

    checks = _gate(candidate, two, related, errors, tell(dict.fromkeys(names, "it")))
    default = [a for a in ALTERNATIVES if a[0] not in {name for name, _ in PERSON_ALTERNATIVES}]
    return Finding(
        id=candidate.finding,
        kind=FindingKind.SAME_PERSON,
        sentence=tell(names),
        claims=(),
        relations=(),
        state=state_of(checks),
        checks=checks,
        alternatives=tuple(
            Alternative(explanation=name, expected=Expected.EQUALLY, reason=why)
            for name, why in (*PERSON_ALTERNATIVES, *default)
        ),
        errors=errors,
        limits=LIMITS[FindingKind.SAME_PERSON] + LIMITS["all"],
        would_change=WOULD_CHANGE[FindingKind.SAME_PERSON],
        made_by=MAKER,
    )


def _none(people: PeopleCompared, errors: ErrorFigures) -> Finding:
    return Finding(
        id="B-none",
        kind=FindingKind.NO_PERSON,
        sentence=SENTENCES[FindingKind.NO_PERSON].format(pairs=people.pairs),
        claims=(),
        relations=(),
        state=FindingState.NOTHING_FOUND,
        checks=(),
        alternatives=(),
        errors=errors,
        limits=LIMITS[FindingKind.NO_PERSON] + LIMITS["all"],
        would_change=WOULD_CHANGE[FindingKind.NO_PERSON],
        made_by=MAKER,
    )


def _gate(
    candidate: PersonCandidate,
    two: tuple[PersonSeen, PersonSeen],
    related: dict[frozenset[str], Relation],
    errors: ErrorFigures,
    sentence: str,
) -> tuple[GateCheck, ...]:
    """The checks of the gate that bear on one person seen twice."""
    word = FORBIDDEN.search(sentence)
    reviewed = NOTES["people: reviewed"].format(decision=candidate.decision)
    states = {
        1: _distinct(two, related),
        4: _seen(two),
        6: _rank(candidate),
        7: rated(errors),
        8: (
            CheckState.OPEN,
            reviewed if candidate.decision else NOTES["reviewers"].format(count=0),
        ),
        9: (CheckState.OPEN, NOTES["weighed"]),
        10: (CheckState.FAILED, NOTES["word"].format(word=word[0]))
        if word
        else (CheckState.PASSED, NOTES["sentence"]),
    }
    known = dict(CHECKS)
    return tuple(
        GateCheck(number=number, name=known[number], state=state, note=note)
        for number, (state, note) in states.items()
    )


def _distinct(
    two: tuple[PersonSeen, PersonSeen], related: dict[frozenset[str], Relation]
) -> Checked:
    """A copied recording shows its people twice: that is no second role."""
    if two[0].shot == two[1].shot:
        return CheckState.PASSED, NOTES["people: one shot"]
    relation = related.get(frozenset(b.shot for b in two))
    if relation is None:
        return CheckState.OPEN, NOTES["people: not related"]
    score = relation.score(RelationKind.COPY)
    if score is None:
        return CheckState.OPEN, NOTES["distinct: not measured"]
    name = "distinct" if score < DISTINCT else "distinct: not told"
    return (CheckState.PASSED if score < DISTINCT else CheckState.OPEN), NOTES[name].format(
        score=score
    )


def _seen(two: tuple[PersonSeen, PersonSeen]) -> Checked:
    seconds = min(b.end - b.start for b in two)
    quality = min(b.quality for b in two)
    if seconds < LEAST_SECONDS or quality < LEAST_QUALITY:
        return CheckState.OPEN, NOTES["people: seen little"].format(
            seconds=seconds, quality=quality
        )
    return CheckState.PASSED, NOTES["people: seen"].format(seconds=seconds, quality=quality)


def _rank(candidate: PersonCandidate) -> Checked:
    rank, controls = candidate.rank, candidate.controls
    if not controls:
        return CheckState.OPEN, NOTES["people: no control"]
    if controls < LEAST_CONTROLS:
        told = NOTES["people: few controls"]
        return CheckState.OPEN, told.format(rank=rank, controls=controls, least=LEAST_CONTROLS)
    if rank > 1:
        return CheckState.OPEN, NOTES["people: outranked"].format(
            better=rank - 1, controls=controls
        )
    return CheckState.PASSED, NOTES["people: first"].format(controls=controls)
