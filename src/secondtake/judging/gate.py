"""The gate of ten checks a candidate has to pass before it may be called more (DESK section 4)."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from secondtake.judging.wording import CHECKS, FORBIDDEN, NOTES
from secondtake.model.findings import (
    DECISIONS,
    AtHeight,
    ErrorFigures,
    GateCheck,
    Relation,
    Review,
)

__all__ = ["Beside", "at_height", "figures_of", "gate"]

LEAST_SECONDS = 2.0
"""Aligned time under which an action is too short to tell a repetition from chance."""
DISTINCT = 0.1
"""Score of another kind under which it counts as told apart."""
LEAST_DIFFERENCES = 2
LEAST_CONTROLS = 20
"""Pairs with control footage under which a first rank says little."""
REVIEWERS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What the gate asks beside the relations of a finding.

    ``reviews`` are those of this finding. ``controls`` are relations of pairs in which one shot
    at least is control footage: footage of the same kind, known to be something else.
    """

    reviews: tuple[Review, ...] = ()
    controls: tuple[Relation, ...] = ()

    def latest(self) -> tuple[Review, ...]:
        """Each reviewer's newest word, in the order they first spoke."""
        return tuple({r.reviewer: r for r in self.reviews}.values())


_APPLY = {
    "copy": (3, 4, 7, 8, 9, 10),
    "same moment": (1, 4, 7, 8, 9, 10),
    "retake": tuple(range(1, 11)),
    "difference": (1, 4, 5, 7, 8, 9, 10),
}
"""Which checks bear on which kind of finding; "none" has nothing to check."""


def gate(
    kind: str,
    relations: tuple[Relation, ...],
    errors: ErrorFigures,
    sentence: str,
    beside: Beside,
) -> tuple[GateCheck, ...]:
    """The checks that bear on a finding, each passed, open or failed, with what was seen.

    ``sentence`` is the finished sentence without the films' names.
    """
    seen: dict[int, Callable[[], tuple[str, str]]] = {
        1: lambda: _told_apart(relations, "copy", "distinct"),
        2: lambda: _told_apart(relations, "same moment", "no moment"),
        3: lambda: _no_loop(kind, relations),
        4: lambda: _long_enough(relations),
        5: lambda: _differences(relations),
        6: lambda: _ranked(kind, relations, beside.controls),
        7: lambda: _rate(errors),
        8: lambda: _reviewed(beside.latest()),
        9: lambda: _weighed(beside.latest()),
        10: lambda: _neutral(sentence),
    }
    names = dict(CHECKS)
    checks = []
    for number in _APPLY[kind]:
        state, note = seen[number]()
        checks.append(GateCheck(number=number, name=names[number], state=state, note=note))
    return tuple(checks)


def figures_of(measured: dict[str, Any] | None, pairs: int) -> ErrorFigures:
    """The detector's error figures for this case; unknown ones stay None ("not measured")."""
    known = measured or {}
    rate = known.get("false_alarm_rate")
    return ErrorFigures(
        pairs_compared=pairs,
        threshold=known.get("threshold"),
        false_alarm_rate=rate,
        recall=known.get("recall"),
        tested_on=str(known.get("tested_on") or NOTES["no rate"]),
        expected_false_alarms=None if rate is None else rate * pairs,
    )


def at_height(measured: dict[str, Any] | None, relation: Relation) -> AtHeight | None:
    """The error figures measured with people about as tall as in this pair; None if there are none.

    The height is the relation's own measurement, in pixels of the pictures compared.
    """
    heights = [m.value for m in relation.measurements if m.name == "height"]
    for step in (measured or {}).get("by_height", ()):
        if heights and step["from"] <= heights[0] < (step["to"] or math.inf):
            return AtHeight(
                height_px=heights[0],
                low=step["from"],
                high=step["to"],
                pairs=step["pairs"],
                recall=step["recall"],
                false_alarm_rate=step["false_alarm_rate"],
            )
    return None


def _told_apart(relations: tuple[Relation, ...], other: str, note: str) -> tuple[str, str]:
    measured = [dict(r.scores).get(other) for r in relations]
    scores = [score for score in measured if score is not None]
    if len(scores) < len(measured):
        return "open", NOTES[f"{note}: not measured"]
    if max(scores) < DISTINCT:
        return "passed", NOTES[note].format(score=max(scores))
    return "open", NOTES[f"{note}: not told"].format(score=max(scores))


def _no_loop(kind: str, relations: tuple[Relation, ...]) -> tuple[str, str]:
    """Mirrored, reversed, slowed and looped stretches of one recording score as a copy.

    A performance has its own tempo, so speed alone speaks of a replay only where it is a copy.
    """
    if kind != "copy":
        told = max(r.score("copy") for r in relations) < DISTINCT
        return ("passed", NOTES["no loop"]) if told else ("open", NOTES["no loop: not told"])
    for stretch in (a for r in relations for a in r.alignment):
        if stretch.mirrored or not 0.8 < stretch.speed < 1.25:
            mirrored = ", mirrored" if stretch.mirrored else ""
            return "open", NOTES["loop seen"].format(speed=stretch.speed, mirrored=mirrored)
    return "passed", NOTES["plain copy"]


def _ranked(
    kind: str, relations: tuple[Relation, ...], controls: tuple[Relation, ...]
) -> tuple[str, str]:
    """Where the finding's score stands among the same score of control pairs."""
    if not controls:
        return "open", NOTES["controls"]
    score = min(r.score(kind) for r in relations)
    higher = sum(r.score(kind) >= score for r in controls)
    told = NOTES["ranked"].format(
        rank=higher + 1,
        pairs=len(controls) + 1,
        percentile=100 * (1 - higher / len(controls)),
    )
    if len(controls) < LEAST_CONTROLS:
        return "open", told + NOTES["few controls"].format(least=LEAST_CONTROLS)
    return ("passed" if higher == 0 else "open"), told


def _reviewed(latest: tuple[Review, ...]) -> tuple[str, str]:
    if not latest:
        return "open", NOTES["reviewers"].format(count=0)
    counts = [(d, sum(r.decision == d for r in latest)) for d in DECISIONS]
    told = ", ".join(f"{count} {decision}" for decision, count in counts if count)
    blind = sum(r.blind for r in latest)
    note = NOTES["reviewed"].format(count=len(latest), told=told, blind=blind)
    if len({r.decision for r in latest}) > 1:
        return "open", note + NOTES["disagree"]
    if len(latest) < REVIEWERS or not blind or latest[0].decision == DECISIONS[2]:
        return "open", note
    return ("passed" if latest[0].decision == DECISIONS[0] else "failed"), note


def _weighed(latest: tuple[Review, ...]) -> tuple[str, str]:
    who = [r.reviewer for r in latest if r.weights]
    if not who:
        return "open", NOTES["weighed"]
    return "passed", NOTES["weighed by"].format(who=", ".join(who))


def _long_enough(relations: tuple[Relation, ...]) -> tuple[str, str]:
    seconds = min(sum(a.left.length_seconds for a in r.alignment) for r in relations)
    if seconds < LEAST_SECONDS:
        return "open", NOTES["short"].format(seconds=seconds, least=LEAST_SECONDS)
    return "passed", NOTES["long"].format(seconds=seconds)


def _differences(relations: tuple[Relation, ...]) -> tuple[str, str]:
    count = max(len(r.differences) for r in relations)
    if count < LEAST_DIFFERENCES:
        return "open", NOTES["few differences"].format(count=count)
    return "passed", NOTES["differences"].format(count=count)


def _rate(errors: ErrorFigures) -> tuple[str, str]:
    if errors.false_alarm_rate is None:
        return "open", NOTES["no rate"]
    note = NOTES["rate"].format(rate=errors.false_alarm_rate, tested_on=errors.tested_on)
    return "passed", note


def _neutral(sentence: str) -> tuple[str, str]:
    found = FORBIDDEN.search(sentence)
    if found is None:
        return "passed", NOTES["sentence"]
    return "failed", NOTES["word"].format(word=found[0])
