"""What became of each claim: one state, from which every label of it comes, with a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from secondtake.judging.claim_messages import INSTEAD, LOOKED_FOR, STATES, WOULD_SETTLE
from secondtake.judging.tying import Ties
from secondtake.model.enums import ClaimCheck, ClaimState, Polarity, RelationKind, Testable
from secondtake.model.page_enums import ClaimSubject
from secondtake.model.people import PeopleCompared
from secondtake.model.report import Claimed
from secondtake.model.text import Claim, Reading

__all__ = ["ONE_PLACE", "Looked", "became_of"]

ONE_PLACE = (
    RelationKind.SAME_SCENE,
    RelationKind.RETAKE,
    RelationKind.SAME_MOMENT,
    RelationKind.COPY,
)
"""Relations of shots that show at least the same place."""
_NO_FOOTAGE_TESTS = (ClaimCheck.NONE, ClaimCheck.PRIOR_STATEMENT)

_State = tuple[ClaimState, str]
"""What became of a claim, and a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What there was to look at.

    ``waiting``: pairs of shots not compared yet; ``across``: pairs of shots of two files;
    ``places``: those of them that show one place; ``takes``: the aligned pairs of one set-up.
    """

    films: int
    shots: int
    pairs: int
    waiting: int
    across: int
    places: int
    takes: int
    names: str
    failed: str
    origins: frozenset[str]
    compared_people: PeopleCompared | None
    people_left_out: bool


def became_of(reading: Reading, claim: Claim, ties: Ties, looked: Looked) -> Claimed:
    """One claim with its state, what bears on it and why, and what would settle it."""
    read = claim.testable != Testable.UNKNOWN
    testable = read and claim.testable != Testable.NO and claim.check not in _NO_FOOTAGE_TESTS
    tied = ties.of(reading.article.exhibit, claim, computed=testable)
    bears = any(map(ties.is_found, tied.findings))
    if not read and not bears:
        return _not_read(reading, claim)
    if not testable and not bears:
        state, note = ClaimState.NOT_FROM_FOOTAGE, _untestable(claim)
    elif bears:
        state, note = ClaimState.FINDINGS, STATES[ClaimState.FINDINGS]
        if claim.denied or claim.polarity == Polarity.NEGATED:
            note = " ".join((note, STATES["denied" if claim.denied else "negated"]))
    else:
        state, note = _state(claim, looked)
    more = [STATES["others"]] if tied.others else []
    searched = testable and (claim.check != ClaimCheck.PROVENANCE or ClaimCheck.COPY in claim.also)
    if searched and looked.films:
        more += _held(reading, looked)
    return Claimed(
        page=reading.article.exhibit,
        claim=claim.id,
        state=state,
        note=" ".join((note, *more)),
        findings=tied.findings if state != ClaimState.COULD_NOT_LOOK else (),
        looked_for=_looked_for(claim, looked) if testable else (),
        would_settle=tuple(WOULD_SETTLE[check] for check in claim.checks),
        ties=tied.bearing if state != ClaimState.COULD_NOT_LOOK else (),
        others=tied.others,
    )


def _not_read(reading: Reading, claim: Claim) -> Claimed:
    """A quote in a language that is not read: nothing was looked for."""
    return Claimed(
        page=reading.article.exhibit,
        claim=claim.id,
        state=ClaimState.COULD_NOT_LOOK,
        note=STATES[Testable.UNKNOWN],
        findings=(),
        looked_for=(),
        would_settle=(WOULD_SETTLE[Testable.UNKNOWN],),
    )


def _untestable(claim: Claim) -> str:
    """That no footage tests it, and what could be shown in its place."""
    if claim.check == ClaimCheck.PRIOR_STATEMENT:
        return STATES[ClaimCheck.PRIOR_STATEMENT]
    instead = [INSTEAD[s] for s in claim.focus.subjects if s in INSTEAD]
    return " ".join((STATES[ClaimState.NOT_FROM_FOOTAGE], *instead))


def _held(reading: Reading, looked: Looked) -> list[str]:
    """On which footage the claim was judged, and how much more the page points to."""
    held = STATES["held"].format(films=looked.names)
    pointed = {r.address for r in reading.article.references if r.address is not None}
    missing = len(pointed - looked.origins)
    return [held, STATES["not held"].format(count=missing)] if missing else [held]


def _state(claim: Claim, looked: Looked) -> _State:
    """The state of a testable claim on which nothing found bears."""
    if claim.check == ClaimCheck.PROVENANCE:
        return ClaimState.NOT_BY_FOOTAGE_ALONE, _of_provenance(claim, looked)
    if not looked.films:
        return ClaimState.COULD_NOT_LOOK, STATES["no footage"]
    if claim.check == ClaimCheck.SAME_PERSON_TWO_ROLES:
        if looked.people_left_out:
            return ClaimState.FOR_A_PERSON, STATES["people left out"]
        return _of_people(looked.compared_people)
    if claim.check == ClaimCheck.VISIBLE_CONTENT:
        limits = [STATES[ClaimSubject.LIGHT]] if ClaimSubject.LIGHT in claim.focus.subjects else []
        return ClaimState.FOR_A_PERSON, " ".join((STATES[claim.check], *limits))
    if looked.waiting and not looked.pairs:
        return ClaimState.COULD_NOT_LOOK, STATES["not compared"].format(waiting=looked.waiting)
    if claim.check == ClaimCheck.SAME_PLACE:
        if not looked.across:
            return ClaimState.COULD_NOT_LOOK, STATES["no other place"]
        told = STATES[claim.check].format(same=looked.places, across=looked.across)
        return ClaimState.FOR_A_PERSON, told
    if claim.check == ClaimCheck.COPY:
        if not looked.across:
            return ClaimState.COULD_NOT_LOOK, STATES["no older film"]
        return ClaimState.NOTHING_FOUND, STATES[claim.check].format(across=looked.across)
    if not looked.pairs:
        told = STATES["one shot" if looked.shots < 2 else "none alike"]
        return ClaimState.COULD_NOT_LOOK, told.format(shots=looked.shots)
    if claim.check == ClaimCheck.CONTINUITY_DIFFERENCE and not looked.takes:
        return ClaimState.COULD_NOT_LOOK, STATES["no takes"].format(pairs=looked.pairs)
    nothing = STATES[ClaimState.NOTHING_FOUND].format(pairs=looked.pairs)
    return ClaimState.NOTHING_FOUND, nothing


def _of_provenance(claim: Claim, looked: Looked) -> str:
    """Records settle it; what footage can add is whether it was used before."""
    told = [STATES[ClaimCheck.PROVENANCE]]
    if ClaimCheck.COPY in claim.also and looked.films:
        told.append(
            STATES[ClaimCheck.COPY].format(across=looked.across)
            if looked.across
            else STATES["no older film"]
        )
    return " ".join(told)


def _of_people(compared: PeopleCompared | None) -> _State:
    """The state of a claim that one person had two roles."""
    if compared is None:
        return ClaimState.COULD_NOT_LOOK, STATES[ClaimCheck.SAME_PERSON_TWO_ROLES]
    if not compared.pairs:
        note = STATES["no pair of people"].format(tracks=len(compared.seen))
        return ClaimState.COULD_NOT_LOOK, note
    return ClaimState.NOTHING_FOUND, STATES["no body"].format(pairs=compared.pairs)


def _looked_for(claim: Claim, looked: Looked) -> tuple[str, ...]:
    if not looked.films:
        return (LOOKED_FOR["no footage"],)
    people = looked.compared_people
    told = []
    for check in claim.checks:
        if check == ClaimCheck.SAME_PERSON_TWO_ROLES and looked.people_left_out:
            continue
        if check == ClaimCheck.SAME_PERSON_TWO_ROLES and people is not None:
            told.append(LOOKED_FOR["people"].format(pairs=people.pairs, films=looked.names))
        else:
            told.append(
                LOOKED_FOR[check].format(
                    pairs=looked.pairs, across=looked.across, films=looked.names
                )
            )
    if looked.failed:
        told.append(LOOKED_FOR["failed"].format(failed=looked.failed))
    return tuple(told)
