"""Camera noise and groups of frames: do they say one recording, distinct captures, or nothing?"""

from __future__ import annotations

from collections.abc import Sequence

from secondtake.model.enums import ReasonCode
from secondtake.model.findings import Measurement
from secondtake.model.measure_names import MeasureName
from secondtake.model.reasons import Reason, reason

__all__ = [
    "CHANCE",
    "CLEAR",
    "EXPECTED",
    "FOUND",
    "capture_reasons",
    "coding_of",
    "grain_of",
    "told_of_coding",
    "told_of_grain",
]

FOUND = 0.05
"""Correlation of noise from which it is found again; chosen on made films of part tune, where one
recording whose noise was found had .16 or more (docs/methods/grain.md)."""
CLEAR = 2.5
"""Times the floor it has to be: among distinct captures the highest was 1.6 times."""
EXPECTED = 0.05
"""Correlation one recording would have had at least, from which noise that is not found tells
distinct captures: one recording that would have had .05 had .22 or more."""
WELL_ABOVE = 3.0
"""Times the floor that expected correlation has to be."""
LEAST_KEYS, CHANCE = 3, 0.001
"""Key pictures that have to fall together, and how likely by chance at most: one coding."""


Measured = Sequence[Measurement]
"""The measurements of one pair of shots."""


def grain_of(measurements: Measured) -> str:
    """``found``, ``apart`` (distinct captures), ``untold``, or ``unseen`` where none was measured.

    Where no still and plain place of one lies on one of the other, no noise was compared, however
    much would have been left of it. A movement that fits at other offsets too may have been
    aligned to another repetition, where noise would not be sought. In both, noise that is not
    found says nothing.
    """
    told = _told(measurements)
    if MeasureName.SENSOR_NOISE_CORRELATION not in told:
        return "unseen"
    grain, floor, expected = (
        told[n]
        for n in (
            MeasureName.SENSOR_NOISE_CORRELATION,
            MeasureName.SENSOR_NOISE_CORRELATION_ELSEWHERE,
            MeasureName.SENSOR_NOISE_CORRELATION_EXPECTED,
        )
    )
    if grain is None or floor is None:
        return "untold"
    if grain >= FOUND and grain >= CLEAR * floor:
        return "found"
    enough = expected is not None and expected >= EXPECTED and expected >= WELL_ABOVE * floor
    return (
        "apart"
        if enough and (told.get(MeasureName.ALTERNATIVE_ALIGNMENTS) or 0.0) < 1
        else "untold"
    )


def coding_of(measurements: Measured) -> str:
    """``one`` (one coding), ``few``, ``by chance``, ``apart``, or ``unseen``."""
    told = _told(measurements)
    if MeasureName.KEY_FRAMES_COINCIDING not in told:
        return "unseen"
    together, keys, chance = (
        told[n]
        for n in (
            MeasureName.KEY_FRAMES_COINCIDING,
            MeasureName.KEY_FRAMES_COMPARED,
            MeasureName.KEY_FRAMES_CHANCE,
        )
    )
    if together is None or keys is None or chance is None or keys < LEAST_KEYS:
        return "few"
    if together >= LEAST_KEYS and chance <= CHANCE:
        return "one"
    return "by chance" if together == keys else "apart"


def capture_reasons(measurements: Measured) -> tuple[Reason, ...]:
    """What noise and key frames of one pair said; none where none was measured."""
    told = (
        (grain_of(measurements), told_of_grain((measurements,))[1]),
        (coding_of(measurements), told_of_coding((measurements,))[1]),
    )
    return tuple(one for state, one in told if state != "unseen")


def told_of_grain(pairs: Sequence[Measured]) -> tuple[bool, Reason]:
    """Whether noise says one recording of any pair, and what was seen of the pair that says most
    for it."""
    order = ("found", "unseen", "untold", "apart")
    states = [grain_of(pair) for pair in pairs]
    state = min(states, key=order.index)
    if state == "unseen":
        return False, reason(ReasonCode.NOISE_NOT_COMPARED)
    numbers = [_told(p) for p, s in zip(pairs, states, strict=True) if s == state]
    compared = [n for n in numbers if n[MeasureName.SENSOR_NOISE_CORRELATION] is not None]
    if not compared:
        return False, reason(ReasonCode.NOISE_UNCLEAR)
    if state == "untold":
        enough = [
            n
            for n in compared
            if (n[MeasureName.SENSOR_NOISE_CORRELATION_EXPECTED] or 0.0) >= EXPECTED
        ]
        repeats = any((n.get(MeasureName.ALTERNATIVE_ALIGNMENTS) or 0.0) >= 1 for n in enough)
        unclear = ReasonCode.NOISE_REPEATED_MOTION if repeats else ReasonCode.NOISE_UNCLEAR
        return False, reason(unclear)
    shown = max(compared, key=lambda n: n[MeasureName.SENSOR_NOISE_CORRELATION] or 0.0)
    values = {
        "correlation": shown[MeasureName.SENSOR_NOISE_CORRELATION],
        "elsewhere_up_to": shown[MeasureName.SENSOR_NOISE_CORRELATION_ELSEWHERE],
    }
    if state == "found":
        return True, reason(ReasonCode.NOISE_SHARED, **values)
    expected = min(n[MeasureName.SENSOR_NOISE_CORRELATION_EXPECTED] or 0.0 for n in compared)
    return False, reason(ReasonCode.NOISE_DISTINCT, **values, one_recording_about=expected)


def told_of_coding(pairs: Sequence[Measured]) -> tuple[bool, Reason]:
    """Whether key pictures say one coding of any pair, and what was seen of the one nearest it."""
    codes = {
        "one": ReasonCode.KEY_FRAMES_SHARED,
        "unseen": ReasonCode.KEY_FRAMES_NOT_COMPARED,
        "by chance": ReasonCode.KEY_FRAMES_BY_CHANCE,
        "apart": ReasonCode.KEY_FRAMES_DISTINCT,
        "few": ReasonCode.KEY_FRAMES_TOO_FEW,
    }
    states = [coding_of(pair) for pair in pairs]
    state = min(states, key=list(codes).index)
    if state == "unseen":
        return False, reason(codes[state])
    numbers = _told(next(p for p, s in zip(pairs, states, strict=True) if s == state))
    keys = round(numbers[MeasureName.KEY_FRAMES_COMPARED] or 0)
    if state == "few":
        return False, reason(codes[state], key_frames=keys)
    return state == "one", reason(
        codes[state],
        coincide=round(numbers[MeasureName.KEY_FRAMES_COINCIDING] or 0),
        key_frames=keys,
        by_chance=numbers[MeasureName.KEY_FRAMES_CHANCE],
    )


def _told(measurements: Measured) -> dict[MeasureName, float | None]:
    return {m.name: m.value for m in measurements}
