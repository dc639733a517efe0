"""One moment by its sound: the delay at which two microphones' onsets lock, for it and against.

Source: Knapp and Carter 1976, generalised cross-correlation with phase transform; of onsets
instead of waves, because microphones in two places hear other waves of one event.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.takes.measures.audio_sync import (
    HOP_SECONDS,
    LEAST_SECONDS,
    LEAST_SHARE,
    SoundPrint,
)

__all__ = ["SoundDelay", "sound_delay_of"]

BLOCK_SECONDS = 10.0
"""Length of the pieces whose delays may drift from one to the next."""
DRIFTS = np.arange(-5, 6) * 1e-4
"""Drifts tried, seconds per second: clocks of cheap recorders differ by up to 100 parts in a
million, sound laid anew under a film of another rate by a few times as much."""
NEAR_SECONDS = 0.05
"""How far from the best another delay is another one: the way of sound over 17 m."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundDelay:
    """``seconds``: right time minus left time from each shot's start.

    ``z``: the best above all other delays' middle, in their robust standard deviations.
    ``margin``: above the next best. ``loudness_db``: of the quieter side, 0 the loudest a file can
    hold: two loud sounds without a lock speak against one moment, two quiet ones say nothing.
    """

    seconds: float
    z: float
    margin: float
    drift: float
    loudness_db: float


def sound_delay_of(left: SoundPrint, right: SoundPrint) -> SoundDelay | None:
    """The delay, over which the phases of all onsets agree, drift allowed; None for short sounds.

    Every frequency of the onsets' course counts alike (the phase transform), so that a beat or a
    hum does not outweigh the rest, and delays that do not fit spread like noise.
    """
    count, other = left.onsets.shape[1], right.onsets.shape[1]
    least = max(round(LEAST_SECONDS / HOP_SECONDS), round(LEAST_SHARE * min(count, other)))
    lags = np.arange(1 - count, other)
    enough = np.minimum(count, other - lags) - np.maximum(0, -lags) >= least
    if not enough.any():
        return None
    block = round(BLOCK_SECONDS / HOP_SECONDS)
    starts = [at for at in range(0, other, block) if at == 0 or other - at >= block // 2]
    edges = [*starts, other]
    pieces = [
        _phase_locked(left.onsets, right.onsets, slice(first, last))
        for first, last in pairwise(edges)
    ]
    drifts = DRIFTS if len(pieces) > 1 else np.zeros(1)
    found = [
        _best(
            np.sum([np.roll(p, -round(drift * a)) for p, a in zip(pieces, starts, strict=True)], 0),
            lags,
            enough,
        )
        for drift in drifts
    ]
    chosen = int(np.argmax([z for z, _, _ in found]))
    z, margin, lag = found[chosen]
    quieter = min(left.loudness, right.loudness)
    return SoundDelay(
        seconds=lag * HOP_SECONDS,
        z=z,
        margin=margin,
        drift=float(drifts[chosen]),
        loudness_db=20 * float(np.log10(quieter)),
    )


def _best(
    curve: NDArray[np.float64], lags: NDArray[np.int64], enough: NDArray[np.bool_]
) -> tuple[float, float, int]:
    """How far the best lag stands above all, and above the next best; and the lag."""
    middle = float(np.median(curve[enough]))
    spread = 1.4826 * float(np.median(np.abs(curve[enough] - middle)))
    z = np.where(enough, (curve - middle) / max(spread, 1e-12), -np.inf)
    top = int(z.argmax())
    apart = enough & (np.abs(lags - lags[top]) * HOP_SECONDS > NEAR_SECONDS)
    rival = float(z[apart].max()) if apart.any() else 0.0
    return float(z[top]), float(z[top]) - rival, int(lags[top])


def _phase_locked(
    left: NDArray[np.float32], right: NDArray[np.float32], part: slice
) -> NDArray[np.float64]:
    """The phase transform of the left with a part of the right, summed over bands: (lags,)."""
    count, other = left.shape[1], right.shape[1]
    kept = np.zeros((len(right), other))
    kept[:, part] = right[:, part] - right[:, part].mean(1, keepdims=True)
    size = 1 << (count + other).bit_length()
    crossed = np.conj(np.fft.rfft(left - left.mean(1, keepdims=True), size)) * np.fft.rfft(
        kept, size
    )
    power = np.abs(crossed)
    crossed /= np.maximum(power, 1e-9 * power.max() + 1e-12)
    lags = np.fft.irfft(crossed, size)
    return np.asarray(lags[:, np.arange(1 - count, other)].sum(0), np.float64)
