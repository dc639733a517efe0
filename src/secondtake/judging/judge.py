"""Claims and relations in, findings and the state of every claim out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from secondtake.judging.findings import Figures, findings
from secondtake.judging.wording import LOOKED_FOR, STATES, WOULD_SETTLE
from secondtake.model.evidence import Exhibit, Failure
from secondtake.model.findings import Finding, Relation
from secondtake.model.footage import Reel, Shot
from secondtake.model.report import Claimed
from secondtake.model.text import Claim, Reading

__all__ = ["Judgement", "judge"]

BEARS_ON = {
    "repeated-take": ("retake", "copy", "same moment", "none"),
    "continuity-difference": ("difference", "none"),
}
"""Kinds of findings that bear on a claim, by the check that would test it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Findings, each with the claims it bears on, and what became of every claim."""

    findings: tuple[Finding, ...]
    claimed: tuple[Claimed, ...]


def judge(
    readings: tuple[Reading, ...],
    shots: tuple[Shot, ...],
    reels: tuple[Reel, ...],
    relations: tuple[Relation, ...],
    failures: tuple[Failure, ...],
    *,
    figures: Figures,
    pairs_compared: int,
    exhibits: tuple[Exhibit, ...],
) -> Judgement:
    """Tie what footage shows to what pages claim; nothing is decided about who is right.

    The same input gives the same findings, ids and order. A finding stays a candidate while a
    check of the gate is open.
    """
    names = {e.digest: e.name for e in exhibits}
    found = findings(
        relations,
        {s.id: s for s in shots},
        names,
        figures=figures,
        pairs_compared=pairs_compared,
    )
    films = {r.exhibit for r in reels if r.has_picture}
    looked = _Looked(
        films=len(films),
        shots=len(shots),
        pairs=pairs_compared,
        names=tuple(sorted(names.get(f, f) for f in films)),
        failed=tuple(names.get(f.subject, f.subject) for f in failures),
    )
    claimed = tuple(_claimed(r, claim, found, looked) for r in readings for claim in r.claims)
    tied = tuple(
        replace(f, claims=tuple(c.claim for c in claimed if f.id in c.findings)) for f in found
    )
    return Judgement(findings=tied, claimed=claimed)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looked:
    """What there was to look at."""

    films: int
    shots: int
    pairs: int
    names: tuple[str, ...]
    failed: tuple[str, ...]


def _claimed(
    reading: Reading, claim: Claim, found: tuple[Finding, ...], looked: _Looked
) -> Claimed:
    state, note, bearing = _state(claim, found, looked)
    return Claimed(
        page=reading.article.exhibit,
        claim=claim.id,
        state=state,
        note=note,
        findings=bearing,
        looked_for=_looked_for(claim, looked) if claim.testable != "no" else (),
        would_settle=(WOULD_SETTLE[claim.check],),
    )


def _state(
    claim: Claim, found: tuple[Finding, ...], looked: _Looked
) -> tuple[str, str, tuple[str, ...]]:
    if claim.testable == "no" or claim.check in ("none", "provenance", "prior-statement"):
        return "not from footage", STATES["not from footage"], ()
    if not looked.films:
        return "could not look", STATES["no footage"], ()
    if claim.check not in BEARS_ON:
        note = STATES[claim.check].format(shots=looked.shots)
        return "could not look", note, ()
    if not looked.pairs:
        return "could not look", STATES["one shot"], ()
    kinds = BEARS_ON[claim.check]
    bearing = tuple(f.id for f in found if f.kind in kinds)
    if any(f.kind != "none" for f in found if f.id in bearing):
        return "findings", STATES["findings"], bearing
    return "nothing found", STATES["nothing found"].format(pairs=looked.pairs), bearing


def _looked_for(claim: Claim, looked: _Looked) -> tuple[str, ...]:
    if not looked.films:
        return (LOOKED_FOR["no footage"],)
    told = [LOOKED_FOR[claim.check].format(pairs=looked.pairs, films=", ".join(looked.names))]
    if looked.failed:
        told.append(LOOKED_FOR["failed"].format(failed=", ".join(looked.failed)))
    return tuple(told)
