"""Candidates for one body to findings: worded, gated, with alternatives; never an identity."""

from __future__ import annotations

from collections.abc import Mapping

from secondtake.judging.gate import DISTINCT, LEAST_SECONDS, figures_of, rated
from secondtake.judging.messages import (
    ALTERNATIVES,
    BODY_ALTERNATIVES,
    CHECKS,
    FORBIDDEN,
    LIMITS,
    NOTES,
    SENTENCES,
    WOULD_CHANGE,
)
from secondtake.judging.relation_findings import MAKER, clock
from secondtake.model.findings import (
    WEIGHTS,
    Alternative,
    ErrorFigures,
    ErrorRates,
    Finding,
    GateCheck,
    Relation,
)
from secondtake.model.people import KINDS_OF_BODY, BodiesCompared, BodyCandidate, BodySeen

__all__ = ["ABOUT_BODIES", "MOST", "body_findings"]

ABOUT_BODIES = ("same body", "no body")
"""Kinds of the findings made here."""
MOST = 12
"""Candidates that become findings, the highest scores first; the report's table holds them all."""
LEAST_CONTROLS = 10
"""Comparisons with other tracks under which a first rank says little."""
LEAST_QUALITY = 0.6
"""Quality of a track (0 to 1) from which it counts as seen well."""


def body_findings(
    bodies: BodiesCompared,
    relations: tuple[Relation, ...],
    names: dict[str, str],
    *,
    rates: Mapping[str, ErrorRates],
) -> tuple[Finding, ...]:
    """One finding for each candidate that nobody rejected, or one that says there was none."""
    errors = {k: figures_of(rates.get(k), bodies.pairs) for k in KINDS_OF_BODY}
    seen = {b.id: b for b in bodies.seen}
    related = {frozenset((r.left, r.right)): r for r in relations}
    open_ones = [c for c in bodies.candidates if c.decision != "rejected"][:MOST]
    if not open_ones:
        return (_none(bodies, errors["same clothes"]),) if bodies.pairs else ()
    return tuple(
        _finding(c, (seen[c.left], seen[c.right]), related, names, errors[c.kind])
        for c in open_ones
    )


def _finding(
    candidate: BodyCandidate,
    two: tuple[BodySeen, BodySeen],
    related: dict[frozenset[str], Relation],
    names: dict[str, str],
    errors: ErrorFigures,
) -> Finding:
    def tell(names: dict[str, str]) -> str:
        left, right = (
            f"{clock(b.start)}–{clock(b.end)} of {names[b.exhibit]} ({b.id.rpartition(':')[2]})"
            for b in two
        )
        clothes = "the same clothes" if candidate.kind == "same clothes" else "other clothes"
        return SENTENCES["same body"].format(left=left, right=right, clothes=clothes)

    checks = _gate(candidate, two, related, errors, tell(dict.fromkeys(names, "it")))
    default = [a for a in ALTERNATIVES if a[0] not in {name for name, _ in BODY_ALTERNATIVES}]
    return Finding(
        id=candidate.finding,
        kind="same body",
        sentence=tell(names),
        claims=(),
        relations=(),
        state="gate passed" if all(c.state == "passed" for c in checks) else "candidate",
        checks=checks,
        alternatives=tuple(
            Alternative(explanation=name, expected=WEIGHTS[1], reason=why)
            for name, why in (*BODY_ALTERNATIVES, *default)
        ),
        errors=errors,
        limits=LIMITS["same body"] + LIMITS["all"],
        would_change=WOULD_CHANGE["same body"],
        made_by=MAKER,
    )


def _none(bodies: BodiesCompared, errors: ErrorFigures) -> Finding:
    return Finding(
        id="B-none",
        kind="no body",
        sentence=SENTENCES["no body"].format(pairs=bodies.pairs),
        claims=(),
        relations=(),
        state="nothing found",
        checks=(),
        alternatives=(),
        errors=errors,
        limits=LIMITS["no body"] + LIMITS["all"],
        would_change=WOULD_CHANGE["no body"],
        made_by=MAKER,
    )


def _gate(
    candidate: BodyCandidate,
    two: tuple[BodySeen, BodySeen],
    related: dict[frozenset[str], Relation],
    errors: ErrorFigures,
    sentence: str,
) -> tuple[GateCheck, ...]:
    """The checks of the gate that bear on one body seen twice."""
    word = FORBIDDEN.search(sentence)
    reviewed = NOTES["bodies: reviewed"].format(decision=candidate.decision)
    states = {
        1: _distinct(two, related),
        4: _seen(two),
        6: _rank(candidate),
        7: rated(errors),
        8: ("open", reviewed if candidate.decision else NOTES["reviewers"].format(count=0)),
        9: ("open", NOTES["weighed"]),
        10: ("failed", NOTES["word"].format(word=word[0]))
        if word
        else ("passed", NOTES["sentence"]),
    }
    known = dict(CHECKS)
    return tuple(
        GateCheck(number=number, name=known[number], state=state, note=note)
        for number, (state, note) in states.items()
    )


def _distinct(
    two: tuple[BodySeen, BodySeen], related: dict[frozenset[str], Relation]
) -> tuple[str, str]:
    """A copied recording shows its people twice: that is no second role."""
    if two[0].shot == two[1].shot:
        return "passed", NOTES["bodies: one shot"]
    relation = related.get(frozenset(b.shot for b in two))
    if relation is None:
        return "open", NOTES["bodies: not related"]
    score = relation.score("copy")
    if score is None:
        return "open", NOTES["distinct: not measured"]
    name = "distinct" if score < DISTINCT else "distinct: not told"
    return ("passed" if score < DISTINCT else "open"), NOTES[name].format(score=score)


def _seen(two: tuple[BodySeen, BodySeen]) -> tuple[str, str]:
    seconds = min(b.end - b.start for b in two)
    quality = min(b.quality for b in two)
    if seconds < LEAST_SECONDS or quality < LEAST_QUALITY:
        return "open", NOTES["bodies: seen little"].format(seconds=seconds, quality=quality)
    return "passed", NOTES["bodies: seen"].format(seconds=seconds, quality=quality)


def _rank(candidate: BodyCandidate) -> tuple[str, str]:
    rank, controls = candidate.rank, candidate.controls
    if not controls:
        return "open", NOTES["bodies: no control"]
    if controls < LEAST_CONTROLS:
        told = NOTES["bodies: few controls"]
        return "open", told.format(rank=rank, controls=controls, least=LEAST_CONTROLS)
    if rank > 1:
        return "open", NOTES["bodies: outranked"].format(better=rank - 1, controls=controls)
    return "passed", NOTES["bodies: first"].format(controls=controls)
