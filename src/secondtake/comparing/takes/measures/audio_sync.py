"""Sound synchronisation: do two shots' sounds fit at one constant offset?"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

__all__ = ["AudioSync", "SoundPrint", "audio_sync_of", "sound_print"]

HOP_SECONDS = 0.01
"""Step of the envelope: ten milliseconds is a third of a video frame."""
BANDS_HZ = (100, 300, 700, 1500, 3000, 7000)
"""Edges of the bands whose onsets are compared."""
SPECTRUM_HZ = 200.0 * 2.0 ** (np.arange(4 * 96 + 1) / 96)
"""Steps of 0.7 %, six to the 4 % between film and PAL television, over what every codec carries."""
SPECTRUM_SECONDS = 0.5
"""Length of sound under one spectrum: it parts 2 Hz, a step at 300 Hz."""
MOST_SPECTRA = 240
"""Spectra averaged: a minute of sound, or evenly out of more."""
SILENCE = 1e-4
"""Root mean square of samples (-1 to 1) below which a shot is silent: -80 dB."""
BACKGROUND = 10
"""Percentile of a band's power that is its background noise: the level that is exceeded nine tenths
of the time (L90, ISO 1996-1)."""
DIGITAL_SILENCE = 1e-8
"""Power of a band under which nothing was recorded: a hundredth of the last of 16 bits' power."""
LEAST_SECONDS = 1.0
"""Shorter overlaps of sound are no evidence."""
LEAST_SHARE = 0.5
"""Shortest overlap as a share of the shorter sound: at the ends anything agrees by chance."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SoundPrint:
    """Onset strength by band: float32 (bands, n), ``HOP_SECONDS`` apart; loudness as RMS.

    ``spectrum``: float32 (m,), the mean of the logarithm of power at ``SPECTRUM_HZ``.
    """

    onsets: NDArray[np.float32]
    loudness: float
    spectrum: NDArray[np.float32] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioSync:
    """Best offset in seconds (right time minus left time from each shot's start), how well."""

    offset_seconds: float
    correlation: float
    rival: float


def sound_print(samples: NDArray[np.float32], rate: int) -> SoundPrint | None:
    """Onsets of mono sound float32 (n,) by band; None for silence or under a second.

    A rise counts as far as it leaves the background noise: where digital silence ends, as a
    hundredth of a second into every AAC track, nothing was heard.
    """
    hop = round(HOP_SECONDS * rate)
    window = 2 * hop
    if len(samples) < LEAST_SECONDS * rate:
        return None
    loudness = float(np.sqrt(np.mean(np.square(samples, dtype=np.float64))))
    if loudness < SILENCE:
        return None
    starts = np.arange(0, len(samples) - window, hop)
    frames = samples[starts[:, None] + np.arange(window)[None]] * np.hanning(window)
    power = np.abs(np.fft.rfft(frames, axis=1)) ** 2
    hertz = np.fft.rfftfreq(window, 1 / rate)
    bands = [power[:, (hertz >= low) & (hertz < high)].sum(1) for low, high in pairwise(BANDS_HZ)]
    loud = np.stack([np.log(band + _background(band)) for band in bands])
    onsets = np.maximum(np.diff(loud, axis=1, prepend=loud[:, :1]), 0)
    spectrum = _spectrum(samples, rate)
    return SoundPrint(onsets=onsets.astype(np.float32), loudness=loudness, spectrum=spectrum)


def _background(band: NDArray[np.float64]) -> float:
    """The power of a band's background noise, digital silence left out."""
    heard = band[band > DIGITAL_SILENCE]
    return float(np.percentile(heard, BACKGROUND)) if len(heard) else DIGITAL_SILENCE


def _spectrum(samples: NDArray[np.float32], rate: int) -> NDArray[np.float32]:
    """Logarithm of power on steps of equal ratio, averaged over the sound."""
    window = 1 << round(np.log2(SPECTRUM_SECONDS * rate))
    starts = np.arange(0, max(1, len(samples) - window), window // 2)
    starts = starts[np.linspace(0, len(starts) - 1, min(len(starts), MOST_SPECTRA)).astype(int)]
    frames = samples[starts[:, None] + np.arange(window)[None]] * np.hanning(window)
    power = np.log(np.mean(np.abs(np.fft.rfft(frames, axis=1)) ** 2, axis=0) + 1e-8)
    steps = np.interp(SPECTRUM_HZ, np.fft.rfftfreq(window, 1 / rate), power)
    return np.asarray(steps, np.float32)


def audio_sync_of(left: SoundPrint, right: SoundPrint) -> AudioSync | None:
    """The offset at which onsets fit best, and the best rival more than 0.2 s away.

    Correlations are -1 to 1 over the overlap. None when no overlap of a second exists.
    """
    count, other = left.onsets.shape[1], right.onsets.shape[1]
    least = max(round(LEAST_SECONDS / HOP_SECONDS), round(LEAST_SHARE * min(count, other)))
    size = 1 << (count + other).bit_length()

    def crossed(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
        spectrum = np.conj(np.fft.rfft(a, size)) * np.fft.rfft(b, size)
        lags = np.fft.irfft(spectrum, size)
        return np.concatenate([lags[-(count - 1) :], lags[:other]]) if count > 1 else lags[:other]

    overlap = crossed(np.ones(count), np.ones(other)).round()
    total: NDArray[np.float64] = np.zeros(len(overlap))
    for one, two in zip(
        left.onsets.astype(np.float64), right.onsets.astype(np.float64), strict=True
    ):
        a, b = one - one.mean(), two - two.mean()
        power_a, power_b = crossed(a**2, np.ones(other)), crossed(np.ones(count), b**2)
        total += crossed(a, b) / np.sqrt(np.maximum(power_a * power_b, 1e-12))
    total = np.where(overlap >= least, total / len(left.onsets), -1.0)
    best = int(total.argmax())
    if total[best] <= -1:
        return None
    apart = np.abs(np.arange(len(total)) - best) > round(0.2 / HOP_SECONDS)
    rival = float(total[apart].max()) if apart.any() else 0.0
    return AudioSync(
        offset_seconds=(best - (count - 1)) * HOP_SECONDS,
        correlation=float(total[best]),
        rival=rival,
    )
