"""Camera noise and groups of frames: do they say one recording, distinct captures, or nothing?"""

from __future__ import annotations

from collections.abc import Sequence

from secondtake.judging.messages import NOTES
from secondtake.model.findings import Measurement

__all__ = [
    "CHANCE",
    "CLEAR",
    "EXPECTED",
    "FOUND",
    "coding_of",
    "grain_of",
    "sentences",
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
    if "grain" not in told:
        return "unseen"
    grain, floor, expected = (told[n] for n in ("grain", "grain_floor", "grain_expected"))
    if grain is None or floor is None:
        return "untold"
    if grain >= FOUND and grain >= CLEAR * floor:
        return "found"
    enough = expected is not None and expected >= EXPECTED and expected >= WELL_ABOVE * floor
    return "apart" if enough and (told.get("rivals") or 0.0) < 1 else "untold"


def coding_of(measurements: Measured) -> str:
    """``one`` (one coding), ``few``, ``by chance``, ``apart``, or ``unseen``."""
    told = _told(measurements)
    if "key_frames" not in told:
        return "unseen"
    together, keys, chance = (told[n] for n in ("key_frames", "key_frames_of", "key_frames_chance"))
    if together is None or keys is None or chance is None or keys < LEAST_KEYS:
        return "few"
    if together >= LEAST_KEYS and chance <= CHANCE:
        return "one"
    return "by chance" if together == keys else "apart"


def sentences(measurements: Measured) -> tuple[str, ...]:
    """What noise and key frames of one pair said, as sentences; none where none was measured."""
    told = (
        (grain_of(measurements), told_of_grain((measurements,))[1]),
        (coding_of(measurements), told_of_coding((measurements,))[1]),
    )
    notes = [note.removeprefix("; ") for state, note in told if state != "unseen"]
    return tuple(f"{note[0].upper()}{note[1:]}." for note in notes)


def told_of_grain(pairs: Sequence[Measured]) -> tuple[bool, str]:
    """Whether noise says one recording of any pair, and what was seen of the pair that says most
    for it."""
    order = ("found", "unseen", "untold", "apart")
    states = [grain_of(pair) for pair in pairs]
    state = min(states, key=order.index)
    if state == "unseen":
        return False, NOTES["grain: unseen"]
    numbers = [_told(p) for p, s in zip(pairs, states, strict=True) if s == state]
    compared = [n for n in numbers if n["grain"] is not None]
    if not compared:
        return False, NOTES["grain: untold"]
    shown = max(compared, key=lambda n: n["grain"] or 0.0)
    floor, expected = shown["grain_floor"], min(n["grain_expected"] or 0.0 for n in compared)
    enough = [n for n in compared if (n["grain_expected"] or 0.0) >= EXPECTED]
    if state == "untold" and any((n.get("rivals") or 0.0) >= 1 for n in enough):
        return False, NOTES["grain: repeats"]
    note = NOTES[f"grain: {state}"]
    return state == "found", note.format(grain=shown["grain"], floor=floor, expected=expected)


def told_of_coding(pairs: Sequence[Measured]) -> tuple[bool, str]:
    """Whether key pictures say one coding of any pair, and what was seen of the one nearest it."""
    order = ("one", "unseen", "by chance", "apart", "few")
    states = [coding_of(pair) for pair in pairs]
    state = min(states, key=order.index)
    numbers = _told(next(p for p, s in zip(pairs, states, strict=True) if s == state))
    note = NOTES[f"keys: {state}"]
    chance = numbers.get("key_frames_chance")
    return state == "one", note.format(
        together=round(numbers.get("key_frames") or 0),
        keys=round(numbers.get("key_frames_of") or 0),
        chance=1.0 if chance is None else chance,
    )


def _told(measurements: Measured) -> dict[str, float | None]:
    return {m.name: m.value for m in measurements}
