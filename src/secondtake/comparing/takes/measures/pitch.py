"""Whether one sound lies higher than the other: their spectra shifted along log frequency."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.takes.measures.audio_sync import SoundPrint

__all__ = ["Pitch", "pitch_of"]

STEPS_PER_OCTAVE = 96
"""Of ``SPECTRUM_HZ``."""
REACH = STEPS_PER_OCTAVE // 4
"""Steps by which spectra are shifted: a speed of up to 1.19 either way."""
ALIKE = 0.6
"""Correlation at the best shift under which the sounds are not one."""
CLEAR = 0.02
"""Least by which one of both answers must fit better: of noise alone both fit as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pitch:
    """``fits``: correlation of the spectra by shift, -REACH to REACH; positive: right is higher."""

    fits: NDArray[np.float64]

    def at(self, ratio: float) -> float:
        """How well the spectra fit where the right's frequencies are ``ratio`` times the left's."""
        shift = STEPS_PER_OCTAVE * math.log2(ratio)
        return float(np.interp(shift, np.arange(-REACH, REACH + 1), self.fits))

    def went_with(self, speed: float) -> bool | None:
        """Whether pitch moved along with a speed, right seconds per left second; None: unclear."""
        moved, kept = self.at(1 / speed), self.at(1.0)
        if max(moved, kept) < ALIKE or abs(moved - kept) < CLEAR:
            return None
        return moved > kept


def pitch_of(left: SoundPrint | None, right: SoundPrint | None) -> Pitch | None:
    """How two sounds' mean spectra fit at each shift; None where one has none."""
    if left is None or right is None or left.spectrum is None or right.spectrum is None:
        return None
    one, two = (_fine(print_.spectrum) for print_ in (left, right) if print_.spectrum is not None)
    inner = slice(REACH, len(one) - REACH)
    fits = [
        float(np.corrcoef(one[inner], two[REACH + k : len(two) - REACH + k])[0, 1])
        for k in range(-REACH, REACH + 1)
    ]
    return Pitch(fits=np.nan_to_num(np.array(fits)))


def _fine(spectrum: NDArray[np.float32]) -> NDArray[np.float64]:
    """What is left when what is wider than a third of an octave is taken off: rooms and codecs."""
    wide = STEPS_PER_OCTAVE // 3 | 1
    padded = np.pad(spectrum.astype(np.float64), wide // 2, mode="edge")
    return np.asarray(spectrum - np.convolve(padded, np.full(wide, 1 / wide), "valid"), np.float64)
