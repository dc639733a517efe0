"""Sound as a second witness of a copy: a print of a film's sound, and whether two prints agree."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from secondtake.model.enums import SoundAgreement

__all__ = ["SOUND_RATE", "SoundPrinter", "heard"]

SOUND_RATE = 8000
"""Samples a second of the mono sound that is printed."""
HOP = 400
WINDOW = 3000
"""Samples between two rows of a print, and under one: rows of 0.375 s, 20 a second, overlap so
far that half a step of shift turns few bits."""
ROWS_PER_SECOND = SOUND_RATE / HOP
EDGES_HZ = 300.0 * (2000.0 / 300.0) ** (np.arange(35) / 33)
"""33 bands begin a semitone apart and are two wide, so that a pitch half way between two of them
still falls in both; what lies from 300 to 2100 Hz every telephone and codec carries."""
SEMITONE = math.log(2000.0 / 300.0) / 33
"""Natural logarithm of the step between bands."""
SILENCE = 1e-3
"""Root mean square (samples -1 to 1) under which a row is silent: -60 dB."""
LEAST_ROWS = 40
"""Rows with sound on both sides (2 s) under which prints say nothing."""
SHIFT_ROWS = 20
"""How far (1 s) sound and picture may be apart in one of the films."""
AGREE, DISAGREE = 0.38, 0.44
"""Share of bits that differ up to which sounds agree, and from which they do not. The soundtracks
of copies-dev, re-encoded at 12 to 32 kbit/s or run 5 % faster or slower, gave up to 0.34; unrelated
ones, at the best of all offsets and pitches tried, 0.45 or more."""
SPEED = 0.05
"""How far from its own speed a recording may run for its sound to be known still."""


class SoundPrinter:
    """Hears a film's sound in order, in pieces, and gives its print.

    A row is 32 bits: does the difference between neighbouring bands rise or fall from the row
    before? Source: Haitsma and Kalker, "A Highly Robust Audio Fingerprinting System", ISMIR 2002;
    logarithms of the energies are taken here, so that loudness and equalising turn fewer bits.
    """

    def __init__(self) -> None:
        self._samples: NDArray[np.float32] = np.zeros(0, np.float32)
        self._at = 0
        self._before: tuple[int, NDArray[np.float64]] | None = None
        self._rows: list[NDArray[np.int64]] = []
        self._prints: list[NDArray[np.uint32]] = []

    def hear(self, start: float, samples: NDArray[np.float32]) -> None:
        """Take a piece, float32 (n,) at ``SOUND_RATE``, that begins at ``start`` seconds."""
        at = round(start * SOUND_RATE)
        if abs(at - self._at - len(self._samples)) > HOP:
            self._samples, self._at, self._before = samples, at, None
        else:
            self._samples = np.concatenate([self._samples, samples])
        first = max(0, -(-self._at // HOP))
        last = (self._at + len(self._samples) - WINDOW) // HOP
        if last < first:
            return
        self._print(np.arange(first, last + 1))
        kept = (last + 1) * HOP - self._at
        self._samples, self._at = self._samples[kept:], self._at + kept

    def finish(self) -> NDArray[np.uint32]:
        """The print, uint32 (n,): row i begins at i / 20 s; 0 where nothing was heard."""
        if not self._rows:
            return np.zeros(0, np.uint32)
        rows = np.concatenate(self._rows)
        out = np.zeros(int(rows.max()) + 1, np.uint32)
        out[rows] = np.concatenate(self._prints)
        return out

    def _print(self, rows: NDArray[np.int64]) -> None:
        places = (rows * HOP - self._at)[:, None] + np.arange(WINDOW)
        frames = self._samples[places]
        loud = np.sqrt(np.square(frames, dtype=np.float64).mean(1)) >= SILENCE
        power = np.abs(np.fft.rfft(frames * np.hanning(WINDOW).astype(np.float32), axis=1)) ** 2
        bands = np.log(power @ _bands() + 1e-9)
        steps = bands[:, :-1] - bands[:, 1:]
        known = self._before is not None and self._before[0] == rows[0] - 1
        before = self._before[1] if known and self._before else steps[0]
        rises = np.diff(steps, axis=0, prepend=before[None]) > 0
        bits = (rises.astype(np.uint64) << np.arange(32, dtype=np.uint64)).sum(1)
        self._rows.append(rows)
        self._prints.append(np.where(loud, np.maximum(bits, 1), 0).astype(np.uint32))
        self._before = int(rows[-1]), steps[-1]


def _bands() -> NDArray[np.float64]:
    """Which bins of the spectrum lie in which band: float64 (bins, 33), each at least one bin."""
    hertz = np.fft.rfftfreq(WINDOW, 1 / SOUND_RATE)
    inside = (hertz[:, None] >= EDGES_HZ[:-2]) & (hertz[:, None] < EDGES_HZ[2:])
    return inside.astype(np.float64)


def heard(
    query: NDArray[np.uint32],
    reference: NDArray[np.uint32],
    stretch: tuple[float, float],
    shown: tuple[float, float],
    slope: float,
) -> SoundAgreement:
    """What two prints say of a copied stretch.

    ``stretch``: query seconds, ``shown``: reference seconds, ``slope``: reference seconds per
    query second, negative when played backwards. Sound that runs at another speed is looked for
    with its pitch moved along and with its pitch kept.
    """
    first, last = (round(s * ROWS_PER_SECOND) for s in stretch)
    rows = np.arange(max(0, first), min(last, len(query)))
    origin = shown[0] if slope > 0 else shown[1]
    line = origin * ROWS_PER_SECOND + slope * (rows - first)
    moved = round(math.log(abs(slope)) / SEMITONE)
    pitches = sorted({p for centre in (0, moved) for p in (centre - 1, centre, centre + 1)})
    best, most = 1.0, 0
    for shift in range(-SHIFT_ROWS, SHIFT_ROWS + 1):
        there = np.round(line + shift).astype(np.int64)
        inside = (there >= 0) & (there < len(reference))
        one, two = query[rows[inside]], reference[there[inside]]
        both = (one > 0) & (two > 0)
        most = max(most, int(both.sum()))
        if both.sum() < LEAST_ROWS:
            continue
        best = min(best, *(_apart(one[both], two[both], p, reverse=slope < 0) for p in pitches))
    if most < LEAST_ROWS:
        return SoundAgreement.CANNOT_SAY
    if best <= AGREE:
        return SoundAgreement.AGREES
    certain = abs(abs(slope) - 1) <= SPEED and best >= DISAGREE
    return SoundAgreement.DIFFERS if certain else SoundAgreement.CANNOT_SAY


def _apart(one: NDArray[np.uint32], two: NDArray[np.uint32], pitch: int, *, reverse: bool) -> float:
    """Share of bits that differ when the query's bands lie ``pitch`` semitones lower.

    Backwards, every rise is a fall: the bits are turned.
    """
    wide = 32 - abs(pitch)
    if wide < 16:
        return 1.0
    mask = np.uint32((1 << wide) - 1)
    low, high = (one, two >> np.uint32(pitch)) if pitch >= 0 else (one >> np.uint32(-pitch), two)
    differ = np.bitwise_count((low ^ high) & mask)
    share = float(differ.sum()) / (wide * len(one))
    return 1 - share if reverse else share
