"""Camera noise: is the noise of one film's pictures found again in another's?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["LEAST_AREA", "Grain", "SharedGrain", "grain_of", "noisier", "shared", "survival"]

Pictures = NDArray[np.uint8]
Rest = NDArray[np.float32]

FINE_PX = 1.5
"""Standard deviation in pixels of the blur that is taken away: noise is finer than shading."""
AROUND = 2
"""Pictures before and after whose mean is taken away too: it holds still texture and the sensor's
fixed pattern, which two captures of one camera share. More of them would blur a held camera."""
QUARTER, WIDE_PX = 4, 1.0
"""Movement is sought in pictures a quarter as large, blurred this much, where noise is averaged
away."""
STILL = 2.0
"""Grey levels that such a picture may change within ``AROUND``: noise of 8 changes it by 1."""
DARK, BRIGHT = 18, 235
"""Grey levels between which a sensor's noise is neither cut off nor drowned."""
BLOCK = 17
"""Side in pixels of the squares in which the strength of the noise is measured."""
LEAST_SPREAD = 0.4
"""Grey levels under which nothing is left but rounding (0.29)."""
MOST_SPREAD = 2.5
"""Times the median strength from which a place is taken for something that moves."""
LEAST_AREA = 0.002
"""Share of the picture that has to be still and plain in both: 370 pixels of 576 x 320."""
REACH = 24
"""Pixels that one picture may lie beside where the map puts it: a hand's sway in half a second."""
APART_STEPS = 4.5
"""Frames from the best offset at which coding no longer repeats its noise."""
RIVALS = 5
"""Other offsets, the highest first, at which the floor is measured."""
MOST = 70
"""Percentile of the pairs of pictures whose correlation counts."""
CLIP = 3.0
"""Standard deviations at which noise is cut: what is higher is an edge."""
SEED = 5


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Grain:
    """What is new in each picture of a still, plain place.

    ``rest``: float32 (n, h, w) of standard deviation 1, 0 where something moves, where there is
    texture, where it is too dark or bright and where coding left nothing. ``strength``: its
    standard deviation in grey levels (median), 0 for none. ``area``: share of the picture.
    """

    rest: Rest
    strength: float
    area: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedGrain:
    """How far one film's noise is another's.

    ``correlation`` (-1 to 1): of pairs of pictures at the best offset and shift, see ``MOST``.
    ``floor``: the highest such at other offsets, where nothing can be shared. ``area``: share of
    the picture that was compared. ``offset_seconds``: right time less left time.
    """

    correlation: float
    floor: float
    area: float
    offset_seconds: float


def grain_of(luma: Pictures) -> Grain:
    """The noise of consecutive pictures, uint8 (n, h, w), n at least 3.

    Source: Lukas, Fridrich and Goljan 2006 take a sensor's pattern from the mean of what denoising
    takes away; we keep what that mean leaves, which is another in every picture.
    """
    fine = _fine(luma)
    rest = np.empty_like(fine)
    mask = np.empty(fine.shape, np.bool_)
    texture = np.empty_like(fine)
    wide = _wide(luma)
    for number in range(len(fine)):
        near = _near(number, len(fine))
        mean = fine[near].mean(0)
        rest[number] = fine[number] - mean
        texture[number] = _texture(mean)
        mask[number] = _still(wide[number], wide[near], fine.shape[1:])
    count = _box(mask.mean(0, dtype=np.float32))
    spread = np.sqrt(_box((rest * rest * mask).mean(0)) / np.maximum(count, 0.05))
    mask &= (texture < spread**2) & (spread > LEAST_SPREAD) & (count > 0.2)
    area = float(mask.mean())
    if area < LEAST_AREA:
        return Grain(rest=np.zeros_like(rest), strength=0.0, area=area)
    strength = float(np.median(spread[mask.any(0)]))
    mask &= spread < MOST_SPREAD * strength
    even = np.where(mask, rest / np.maximum(spread, LEAST_SPREAD), np.float32(0))
    return Grain(rest=np.clip(even, -CLIP, CLIP), strength=strength, area=float(mask.mean()))


def shared(
    left: Grain,
    right: Grain,
    left_seconds: NDArray[np.float64],
    right_seconds: NDArray[np.float64],
) -> SharedGrain:
    """Seek the left's noise in the right, at every constant offset and at shifts up to ``REACH``.

    Both lie in one grid; seconds are of the pictures, float64 (n,), and the right's begin no later
    and end no sooner on its clock than the offsets to be tried ask. Too little still, plain
    picture gives zeros.
    """
    step = float(np.median(np.diff(right_seconds)))
    low, high = right_seconds[0] - left_seconds[0], right_seconds[-1] - left_seconds[-1]
    offsets = np.arange(low, high + step / 2, step)
    nothing = SharedGrain(correlation=0.0, floor=0.0, area=0.0, offset_seconds=0.0)
    if min(left.area, right.area) < LEAST_AREA or len(offsets) < 2:
        return nothing
    rows = [np.abs(right_seconds[None] - (left_seconds + o)[:, None]).argmin(1) for o in offsets]
    pooled, shifts = _searched(left.rest, right.rest, rows)
    best = int(pooled.argmax())
    correlation, area = _agreement(left.rest, right.rest[rows[best]], shifts[best])
    if area < LEAST_AREA:
        return nothing
    far = np.flatnonzero(np.abs(offsets - offsets[best]) > APART_STEPS * step)
    rivals = far[np.argsort(-pooled[far], kind="stable")][:RIVALS]
    others = [_agreement(left.rest, right.rest[rows[r]], shifts[r])[0] for r in rivals]
    return SharedGrain(
        correlation=correlation,
        floor=max(others, default=1.0),
        area=area,
        offset_seconds=float(offsets[best]),
    )


def noisier(luma: Pictures, grain: Grain) -> Pictures:
    """The pictures under as much more noise as they have; the same every time."""
    laid = luma + _laid(luma.shape, grain.strength)
    return np.asarray(np.clip(np.rint(laid), 0, 255), np.uint8)


def survival(grain: Grain, coded: Pictures) -> float:
    """How much of the noise laid over pictures by ``noisier`` is found after coding, 0 to 0.7.

    ``coded``: uint8 (n, h, w), the noisier pictures as coding at the film's own rate leaves them.
    It cannot be more than 0.7, as half of the noise there is the film's own.
    """
    found, laid = (_news(_fine(p)) for p in (coded, _laid(coded.shape, grain.strength)))
    return max(0.0, _agreement(np.where(grain.rest != 0, laid, np.float32(0)), found, (0, 0))[0])


def _laid(shape: tuple[int, ...], strength: float) -> Rest:
    noise = np.random.default_rng(SEED).standard_normal(shape, np.float32)
    return np.asarray(noise * np.float32(strength))


def _near(number: int, count: int) -> list[int]:
    low, high = max(0, number - AROUND), min(count, number + AROUND + 1)
    return [other for other in range(low, high) if other != number]


def _fine(pictures: NDArray[np.uint8] | Rest) -> Rest:
    import cv2

    frames = pictures.astype(np.float32)
    return np.stack([f - cv2.GaussianBlur(f, (0, 0), FINE_PX) for f in frames])


def _news(fine: Rest) -> Rest:
    """Each picture less the mean of those around it."""
    return np.stack([f - fine[_near(n, len(fine))].mean(0) for n, f in enumerate(fine)])


def _wide(luma: Pictures) -> Rest:
    """Small blurred pictures that show light and movement without noise."""
    import cv2

    height, width = luma.shape[1:]
    size = max(1, width // QUARTER), max(1, height // QUARTER)
    small = [cv2.resize(f, size, interpolation=cv2.INTER_AREA).astype(np.float32) for f in luma]
    return np.stack([cv2.GaussianBlur(f, (0, 0), WIDE_PX) for f in small])


def _texture(mean: Rest) -> Rest:
    """Power of what stays from picture to picture, spread to what lies beside it."""
    import cv2

    return np.asarray(
        cv2.dilate(cv2.boxFilter(mean * mean, -1, (5, 5)), np.ones((9, 9), np.uint8)), np.float32
    )


def _still(here: Rest, near: Rest, shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """Where nothing moves, beside a change of light, and the light is neither too low nor high."""
    import cv2

    change = np.abs(near - here)
    change = np.abs(change - np.median(change, (1, 2), keepdims=True)).max(0)
    change = cv2.dilate(change, np.ones((5, 5), np.uint8))
    whole, level = (
        cv2.resize(p, shape[::-1], interpolation=cv2.INTER_LINEAR) for p in (change, here)
    )
    return np.asarray((whole < STILL) & (level > DARK) & (level < BRIGHT))


def _box(values: Rest) -> Rest:
    import cv2

    # Sums that run along a picture leave rounding errors below zero.
    return np.asarray(np.maximum(cv2.boxFilter(values, -1, (BLOCK, BLOCK)), 0), np.float32)


def _searched(
    left: Rest, right: Rest, rows: list[NDArray[np.int64]]
) -> tuple[NDArray[np.float64], list[tuple[int, int]]]:
    """The highest pooled correlation of each offset (k,), and the shift down and right it has.

    ``rows``: which right pictures go with the left's at each offset.
    """
    height, width = left.shape[1:]
    mine, yours = np.conj(np.fft.rfft2(left)), np.fft.rfft2(right)
    powers = (left**2).sum((1, 2)), (right**2).sum((1, 2))
    pooled, shifts = [], []
    for row in rows:
        # Summed along an axis of its own: einsum would turn to a slow loop for complex numbers.
        lags = np.fft.irfft2((mine * yours[row]).sum(0), (height, width))
        near = np.roll(lags, (REACH, REACH), (0, 1))[: 2 * REACH + 1, : 2 * REACH + 1]
        down, across = np.unravel_index(int(near.argmax()), near.shape)
        power = float(powers[0].sum() * powers[1][row].sum())
        pooled.append(float(near[down, across]) / max(np.sqrt(power), 1e-6))
        shifts.append((int(down) - REACH, int(across) - REACH))
    return np.array(pooled), shifts


def _agreement(left: Rest, right: Rest, shift: tuple[int, int]) -> tuple[float, float]:
    """Correlation of pairs of pictures where both have noise, and how much of them has.

    ``MOST`` of the pairs have less: one flash changes a whole picture in both films alike, and of
    a copy that was slowed by a tenth half of the pairs do not go together.
    """
    moved = np.roll(left, shift, (1, 2))
    both = (moved != 0) & (right != 0)
    product = (moved * right).sum((1, 2))
    power = (moved**2 * both).sum((1, 2)) * (right**2 * both).sum((1, 2))
    each = product / np.sqrt(np.maximum(power, 1e-6))
    return float(np.percentile(each, MOST)), float(both.mean())
