"""The gate of ten checks a candidate has to pass before it may be called more (DESK section 4)."""

from __future__ import annotations

import math
from collections.abc import Callable

from secondtake.judging.measured_checks import (
    DISTINCT,
    LEAST_CONTROLS,
    LEAST_SECONDS,
    Checked,
    differing,
    distinct,
    long_enough,
    no_loop,
    no_moment,
    ranked,
)
from secondtake.judging.messages import CHECKS, FORBIDDEN, NOTES
from secondtake.judging.review_checks import Beside, reviewed, weighed
from secondtake.model.enums import CheckState, FindingKind, RelationKind
from secondtake.model.findings import AtHeight, ErrorFigures, ErrorRates, GateCheck, Relation
from secondtake.model.measure_names import MeasureName

__all__ = [
    "DISTINCT",
    "LEAST_SECONDS",
    "Beside",
    "at_height",
    "figures_of",
    "gate",
    "rated",
]

UNKNOWN = ErrorRates(
    threshold=None, false_alarm_rate=None, recall=None, pairs=0, tested_on=NOTES["no rate"]
)
"""Of an engine that nobody measured."""
_APPLY = {
    FindingKind.COPY: (3, 4, 7, 8, 9, 10),
    FindingKind.SAME_MOMENT: (1, 4, 7, 8, 9, 10),
    FindingKind.RETAKE: tuple(range(1, 11)),
    FindingKind.DIFFERENCE: (1, 2, 4, 5, 7, 8, 9, 10),
}
"""Which checks bear on which kind of finding; where nothing was seen there is nothing to check."""
_APPLY_IN_A_COPY = (3, 4, 5, 7, 8, 9, 10)
"""Which checks bear on a difference inside one recording."""


def gate(
    kind: FindingKind,
    relations: tuple[Relation, ...],
    errors: ErrorFigures,
    sentence: str,
    beside: Beside,
) -> tuple[GateCheck, ...]:
    """The checks that bear on a finding, each passed, open or failed, with what was seen.

    ``sentence`` is the finished sentence without the films' names.
    """
    copied = kind == FindingKind.DIFFERENCE and all(r.kind == RelationKind.COPY for r in relations)
    seen: dict[int, Callable[[], Checked]] = {
        1: lambda: distinct(kind, relations, beside.in_words),
        2: lambda: no_moment(relations),
        3: lambda: no_loop(FindingKind.COPY if copied else kind, relations),
        4: lambda: long_enough(relations),
        5: lambda: differing(relations),
        6: lambda: ranked(kind, relations, beside.controls),
        7: lambda: _on_controls(rated(errors), kind, beside.controls),
        8: lambda: reviewed(beside),
        9: lambda: weighed(beside),
        10: lambda: _neutral(sentence),
    }
    names = dict(CHECKS)
    checks = []
    for number in _APPLY_IN_A_COPY if copied else _APPLY[kind]:
        state, note = seen[number]()
        checks.append(GateCheck(number=number, name=names[number], state=state, note=note))
    return tuple(checks)


def figures_of(rates: ErrorRates | None, pairs: int) -> ErrorFigures:
    """An engine's error figures for this case; unknown ones stay None ("not measured")."""
    if rates is None:
        return figures_of(UNKNOWN, pairs)
    rate = rates.false_alarm_rate
    return ErrorFigures(
        pairs_compared=pairs,
        threshold=rates.threshold,
        false_alarm_rate=rate,
        recall=rates.recall,
        tested_on=rates.tested_on,
        expected_false_alarms=None if rate is None else rate * pairs,
    )


def at_height(rates: ErrorRates, relation: Relation) -> AtHeight | None:
    """The error figures measured with people about as tall as in this pair; None if there are none.

    The height is the relation's own measurement, in pixels of the pictures compared.
    """
    height = relation.measured(MeasureName.PERSON_HEIGHT_PX)
    for step in rates.by_height:
        if height is not None and step.low <= height < (step.high or math.inf):
            return AtHeight(
                height_px=height,
                low=step.low,
                high=step.high,
                pairs=step.pairs,
                recall=step.recall,
                false_alarm_rate=step.false_alarm_rate,
            )
    return None


def rated(errors: ErrorFigures) -> Checked:
    """Check 7: the rate was measured; times the pairs compared it says what to expect."""
    if errors.false_alarm_rate is None or errors.expected_false_alarms is None:
        return CheckState.OPEN, NOTES["no rate"]
    return CheckState.PASSED, NOTES["rate"].format(
        rate=errors.false_alarm_rate,
        pairs=errors.pairs_compared,
        expected=errors.expected_false_alarms,
        tested_on=errors.tested_on,
    )


def _on_controls(measured: Checked, kind: FindingKind, controls: tuple[Relation, ...]) -> Checked:
    """Check 7 goes on: a rate of drawn scenes holds for footage of a kind only with controls of it.

    What is called so among control pairs, which are known to be something else, is false.
    """
    state, note = measured
    looked = [r for r in controls if r.decided_by is not None]
    if state != CheckState.PASSED:
        return measured
    if len(looked) < LEAST_CONTROLS:
        return CheckState.OPEN, note + NOTES["rate: elsewhere"].format(least=LEAST_CONTROLS)
    wrong = sum(
        bool(r.differences) if kind == FindingKind.DIFFERENCE else r.kind.value == kind.value
        for r in looked
    )
    return CheckState.PASSED, note + NOTES["rate: controls"].format(wrong=wrong, pairs=len(looked))


def _neutral(sentence: str) -> Checked:
    """Check 10. No strength is ever put in words, whatever checks 6 and 7 gave."""
    found = FORBIDDEN.search(sentence)
    if found is None:
        return CheckState.PASSED, NOTES["sentence"]
    return CheckState.FAILED, NOTES["word"].format(word=found[0])
