"""Made sound: wind, steps, engine and calls that belong to a moment, heard from a place."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["heard"]

RATE = 16000


def heard(moment: int, seconds: float, *, gain: float = 1.0, ear: int = 0) -> NDArray[np.float32]:
    """Mono sound of a moment, float32 (n,) in -1..1.

    ``moment``: the same number is the same moment, with the same steps and calls; ``ear`` is the
    microphone: its own hiss and loudness.
    """
    rng = np.random.default_rng([moment, 3])
    own = np.random.default_rng([moment, ear, 4])
    count = round(seconds * RATE)
    out = np.zeros(count, np.float32)
    for at in np.cumsum(rng.uniform(0.22, 0.42, int(seconds * 4))):
        _add(out, float(at), _thud(rng))
    for at in np.sort(rng.uniform(0, seconds, max(2, int(seconds / 2)))):
        _add(out, float(at), _call(rng))
    wind = np.cumsum(own.normal(0, 1, count)).astype(np.float32)
    wind -= np.convolve(wind, np.ones(801, np.float32) / 801, "same")
    out += 0.03 * wind / max(1e-6, float(np.abs(wind).max())) + own.normal(0, 0.004, count)
    return np.clip(out * gain, -1, 1).astype(np.float32)


def _add(out: NDArray[np.float32], at: float, piece: NDArray[np.float32]) -> None:
    start = round(at * RATE)
    end = min(len(out), start + len(piece))
    if start < end:
        out[start:end] += piece[: end - start]


def _thud(rng: np.random.Generator) -> NDArray[np.float32]:
    t = np.arange(int(0.09 * RATE)) / RATE
    noise = rng.normal(0, 1, len(t))
    return (rng.uniform(0.1, 0.25) * noise * np.exp(-t * 55)).astype(np.float32)


def _call(rng: np.random.Generator) -> NDArray[np.float32]:
    t = np.arange(int(rng.uniform(0.25, 0.6) * RATE)) / RATE
    pitch = rng.uniform(160, 330) * (1 + 0.12 * np.sin(2 * np.pi * rng.uniform(2, 5) * t))
    phase = 2 * np.pi * np.cumsum(pitch) / RATE
    voice = sum(np.sin(k * phase) / k for k in range(1, 7))
    return (0.14 * voice * np.sin(np.pi * t / t[-1]).clip(0) ** 0.7).astype(np.float32)
