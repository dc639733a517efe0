"""How surely two sets of signals agree at every constant offset, in standard normal units.

Sources: Bartlett 1935 for how many free values two signals with memory hold, Fisher 1921 for one
signal on each side, Hotelling 1936 and Bartlett 1947 for the canonical correlations of several,
Wilson and Hilferty 1931 for the normal form, Padfield 2012 for the overlap under the transform.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Curve", "agreement", "shifted_agreement"]

Signal = NDArray[np.float64]
MEMORY = 40
"""Steps over which a signal's memory of itself is summed."""
RIDGE = 0.05
"""Share of a signal's variance that counts as noise: canonical correlations of short stretches
are otherwise 1 for anything."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Curve:
    """``z``: float64 (lags,), standard normal units, how surely more than chance at that lag alone.

    ``correlation``: of one signal, or the first canonical one. ``overlap``: steps in common.
    ``lags``: int64, right step minus left step.
    """

    z: Signal
    correlation: Signal
    overlap: Signal
    lags: NDArray[np.int64]


def agreement(left: Signal, right: Signal) -> Curve:
    """Agreement of ``left`` (channels, n) with ``right`` (channels, m) at every lag.

    One channel on each side: its correlation over the overlap. More: whether any mixtures of them
    agree, which holds for points of one scene before two distant cameras, whatever their angle.
    """
    moments = _Moments(left, right)
    free = moments.overlap / _memory(left, right)
    if len(left) == len(right) == 1:
        found = moments.correlation()[0]
        z = np.arctanh(found) * np.sqrt(np.maximum(free - 3, 0))
        return Curve(z=z, correlation=found, overlap=moments.overlap, lags=moments.lags)
    together = _canonical(moments)
    terms = len(left) * len(right)
    lost = -np.log(np.clip(np.linalg.det(np.eye(len(left)) - together), 1e-6, 1.0))
    chi = lost * np.maximum(free - (len(left) + len(right) + 3) / 2, 0)
    spread = 2 / (9 * terms)
    first = np.sqrt(np.clip(np.linalg.eigvals(together).real.max(1), 0, 1))
    z = (np.cbrt(chi / terms) - (1 - spread)) / np.sqrt(spread)
    return Curve(z=z, correlation=first, overlap=moments.overlap, lags=moments.lags)


def shifted_agreement(left: Signal, right: Signal, shifts: NDArray[np.int64]) -> Signal:
    """The ``z`` of one signal (1, n) with surrogates of the other: float64 (shifts, lags).

    A surrogate is the same signal (1, m) begun elsewhere, its end put before its start: all it is
    but its time is kept (Quian Quiroga and others 2002).
    """
    rolled = np.stack([np.roll(right[0], shift) for shift in shifts])
    moments = _Moments(left, rolled)
    free = moments.overlap / _memory(left, right)
    found: Signal = np.arctanh(moments.correlation()) * np.sqrt(np.maximum(free - 3, 0))
    return found


class _Moments:
    """Means, variances and covariances over the overlap at every lag, by fast transforms."""

    def __init__(self, left: Signal, right: Signal) -> None:
        self._sides = left, right
        count, other = left.shape[1], right.shape[1]
        self._size = 1 << (count + other).bit_length()
        self.lags = np.arange(1 - count, other, dtype=np.int64)
        ones = self._transform(np.ones(count)), self._transform(np.ones(other))
        self._ones = ones
        self.overlap: Signal = self._crossed(*ones).round()
        self._weight = 1 / np.maximum(self.overlap, 1)
        self._turned = self._transform(left), self._transform(right)
        self._means = (
            self._crossed(self._turned[0], ones[1]) * self._weight,
            self._crossed(ones[0], self._turned[1]) * self._weight,
        )

    def correlation(self) -> Signal:
        """Of the left's first channel with each channel of the right: (channels, lags)."""
        left, right = self._sides
        own = self._crossed(self._transform(left[:1] ** 2), self._ones[1]) * self._weight
        his = self._crossed(self._ones[0], self._transform(right**2)) * self._weight
        spread = (own - self._means[0][:1] ** 2) * (his - self._means[1] ** 2)
        least = 1e-6 * float(left[:1].var()) * right.var(1)[:, None] + 1e-12
        found = self.across()[0] / np.sqrt(np.maximum(spread, least))
        return np.asarray(np.clip(found, -0.995, 0.995))

    def across(self) -> Signal:
        """Covariances of left channels with right ones: (channels, channels, lags)."""
        both = self._crossed(self._turned[0][:, None], self._turned[1][None]) * self._weight
        return both - self._means[0][:, None] * self._means[1][None]

    def within(self, side: int) -> Signal:
        """Covariances of one side's channels over the overlap: (channels, channels, lags)."""
        own = self._transform(self._sides[side][:, None] * self._sides[side][None])
        crossed = self._crossed(self._ones[0], own) if side else self._crossed(own, self._ones[1])
        mean = self._means[side]
        return crossed * self._weight - mean[:, None] * mean[None]

    def _transform(self, values: Signal) -> NDArray[np.complex128]:
        return np.fft.rfft(values, self._size)

    def _crossed(self, left: NDArray[np.complex128], right: NDArray[np.complex128]) -> Signal:
        wrapped = np.fft.irfft(np.conj(left) * right, self._size)
        return np.asarray(wrapped[..., self.lags], np.float64)


def _canonical(moments: _Moments) -> Signal:
    """The matrix whose eigenvalues are the squared canonical correlations, for every lag first."""
    left, right, across = (
        np.moveaxis(values, -1, 0)
        for values in (moments.within(0), moments.within(1), moments.across())
    )
    left = left + RIDGE * np.eye(left.shape[1])
    right = right + RIDGE * np.eye(right.shape[1])
    there = np.linalg.solve(left, across)
    back = np.linalg.solve(right, np.swapaxes(across, 1, 2))
    return np.asarray(there @ back)


def _memory(left: Signal, right: Signal) -> float:
    """Steps that hold one free value between them, by both sides' own correlations; at least 1."""
    length = min(left.shape[1], right.shape[1])
    steps = min(length, MEMORY)
    fade = 1 - np.arange(steps) / length
    mine, yours = _own(left, steps), _own(right, steps)
    summed = np.einsum("il,jl,l->ij", mine, yours, fade)
    return max(1.0, float((2 * summed - 1).mean()))


def _own(values: Signal, steps: int) -> Signal:
    """Correlation of each channel with itself at the first lags: (channels, steps)."""
    off = values - values.mean(1, keepdims=True)
    size = 1 << (2 * off.shape[1]).bit_length()
    power = np.abs(np.fft.rfft(off, size)) ** 2
    lags = np.fft.irfft(power, size)[:, :steps]
    return np.asarray(lags / np.maximum(lags[:, :1], 1e-12))
