"""Where two aligned runs of frames differ above the noise floor taken from within one take."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from secondtake.vision.temporal_median import median_in_time

__all__ = ["LEAST_UNLIKE", "Region", "differing", "likened"]

LEAST_SIZE = 3.0
"""Multiples of the noise floor from which a pixel differs."""
LEAST_UNLIKE = 0.45
"""Least loss of local structure (0 the same, 1 unrelated, 2 the opposite)."""
LEAST_LEVELS = 28.0
"""Grey levels (of 255) that differ for certain even where both pictures are flat."""
LEAST_SHARE = 0.004
"""Least share of the picture a region fills: a head at a sixteenth of the picture's height."""
SOFT_PX = 1.2
"""Blur of both pictures before comparing, small pixels: a copy may have lost its fine detail."""
WINDOW_PX = 2.5
"""Standard deviation of the window in which structure is compared, small pixels."""
QUIET = 30.0
"""Variance (grey levels squared) below which a window holds no structure to lose."""
TONES = 16
"""Levels through which the tone curve between two pictures is drawn."""
LEAST_ALIKE = 0.3
"""Share of the picture that must agree in structure for tones to be fitted to it alone."""
BLACK = 18
"""Grey level at the border below which a pixel that never changes is a bar, not picture."""
JOIN_PX = 7
"""Gaps up to this many small pixels do not part a region."""
MOST_REGIONS = 4
"""Regions given, the largest first."""

Pixels = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Region:
    """One region that differs.

    ``box``: x0, y0, x1, y1 in small pixels of the left. ``first``, ``last``: which aligned
    frames. ``size``: median difference in it over the noise floor. ``mask``: bool (h, w).
    """

    box: tuple[int, int, int, int]
    first: int
    last: int
    size: float
    mask: NDArray[np.bool_]


def differing(
    left: NDArray[np.uint8], right: NDArray[np.uint8], valid: NDArray[np.bool_]
) -> tuple[tuple[Region, ...], float]:
    """Regions where aligned, registered frames uint8 (n, h, w, 3) differ, and the share that fits.

    Brightness and contrast are fitted away frame by frame, haze and shadow by comparing local
    structure. Structure term: Wang et al. 2004 (SSIM), without its light term.
    """
    import cv2

    if len(left) < 2 or valid.sum() < 100:
        return (), 1.0
    one, two = _gray(left), _gray(right)
    valid = valid & ~(_bars(one) | _bars(two))
    valid = cv2.erode(valid.astype(np.uint8), np.ones((5, 5), np.uint8)).astype(bool)
    if valid.sum() < 100:
        return (), 1.0
    alike = _alike(one, two, valid)
    lit = [np.where(valid, _lit(x, y, alike), x) for x, y in zip(one, two, strict=True)]
    one, two = _soft(one), _soft(np.stack(lit))
    unlike = np.stack([_unlike(x, y) for x, y in zip(one, two, strict=True)])
    own = median_in_time(np.stack([_unlike(x, y) for x, y in pairwise(one)]))
    steady = median_in_time(unlike)
    floor = np.maximum(own, max(0.06, float(np.median(steady[valid]))))
    levels = median_in_time(np.abs(one - two))
    inner = cv2.erode(valid.astype(np.uint8), np.ones((5, 5), np.uint8)).astype(bool)
    structure = (steady > LEAST_UNLIKE) & (steady > LEAST_SIZE * floor)
    mask = ((structure | (levels > LEAST_LEVELS)) & inner).astype(np.uint8)
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((JOIN_PX, JOIN_PX), np.uint8))
    size = np.maximum(steady / floor, levels / (LEAST_LEVELS / LEAST_SIZE))
    fits = float(1 - mask[inner].mean()) if inner.any() else 1.0
    return _regions(mask, size, unlike + np.abs(one - two) / LEAST_LEVELS), fits


def _alike(one: Pixels, two: Pixels, valid: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Where structure agrees, so that both show one thing in, at most, another light.

    A dark bar laid over a sixth of the picture would otherwise draw the tone curve's dark end.
    """
    import cv2

    few = np.unique(np.linspace(0, len(one) - 1, 5).round().astype(int))
    loss = np.median(
        [_unlike(x, y) for x, y in zip(_soft(one[few]), _soft(two[few]), strict=True)], 0
    )
    lost = cv2.dilate((loss > LEAST_UNLIKE).astype(np.uint8), np.ones((5, 5), np.uint8))
    kept = valid & (lost == 0)
    return kept if kept.sum() >= LEAST_ALIKE * valid.sum() else valid


def likened(
    left: NDArray[np.uint8], right: NDArray[np.uint8], valid: NDArray[np.bool_]
) -> tuple[Pixels, NDArray[np.bool_]]:
    """Loss of structure between two registered pictures, and where either has any to lose.

    ``left``, ``right``: uint8 (h, w, 3). Returns float32 (h, w) and bool (h, w) inside ``valid``.
    """
    import cv2

    one, two = _gray(left[None])[0], _gray(right[None])[0]
    if valid.sum() < 100:
        return np.zeros(valid.shape, np.float32), np.zeros(valid.shape, bool)
    lit = np.where(valid, _lit(one, two, valid), one)
    x, y = _soft(one[None])[0], _soft(np.asarray(lit, np.float32)[None])[0]
    inner = cv2.erode(valid.astype(np.uint8), np.ones((5, 5), np.uint8)).astype(bool)
    structured = np.maximum(_variance(x), _variance(y)) > 2 * QUIET
    return _unlike(x, y), inner & structured


def _variance(x: Pixels) -> Pixels:
    import cv2

    mean = cv2.GaussianBlur(x, (0, 0), WINDOW_PX)
    return np.asarray(cv2.GaussianBlur(x * x, (0, 0), WINDOW_PX) - mean * mean, np.float32)


def _bars(frames: Pixels) -> NDArray[np.bool_]:
    """Black at the border in every frame: bool (h, w), joined to the border."""
    import cv2

    dark = (frames.max(0) < BLACK).astype(np.uint8)
    count, labels = cv2.connectedComponents(cv2.copyMakeBorder(dark, 1, 1, 1, 1, 0, value=1))
    del count
    return np.asarray(labels[1:-1, 1:-1] == labels[0, 0])


def _regions(
    mask: NDArray[np.uint8], size: NDArray[np.floating], by_frame: NDArray[np.floating]
) -> tuple[Region, ...]:
    import cv2

    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    found = []
    for label in range(1, count):
        x, y, width, height, area = (int(v) for v in stats[label])
        if area < LEAST_SHARE * mask.size:
            continue
        inside = labels == label
        course = np.array([np.median(frame[inside]) for frame in by_frame])
        shown = np.flatnonzero(course > 0.5 * course.max())
        found.append(
            Region(
                box=(x, y, x + width, y + height),
                first=int(shown[0]),
                last=int(shown[-1]),
                size=float(np.median(size[inside])),
                mask=inside,
            )
        )
    found.sort(key=lambda r: -float(r.mask.sum()))
    return tuple(found[:MOST_REGIONS])


def _gray(frames: NDArray[np.uint8]) -> Pixels:
    import cv2

    return np.stack([cv2.cvtColor(f, cv2.COLOR_RGB2GRAY).astype(np.float32) for f in frames])


def _soft(frames: Pixels) -> Pixels:
    import cv2

    return np.stack([cv2.GaussianBlur(f, (0, 0), SOFT_PX) for f in frames])


def _unlike(x: Pixels, y: Pixels) -> Pixels:
    """Loss of structure by pixel: 0 the same, 1 unrelated; 0 where neither has any."""
    import cv2

    def mean(v: Pixels) -> Pixels:
        return np.asarray(cv2.GaussianBlur(v, (0, 0), WINDOW_PX), np.float32)

    a, b = mean(x), mean(y)
    vary_x, vary_y, shared = mean(x * x) - a * a, mean(y * y) - b * b, mean(x * y) - a * b
    return np.asarray(1 - (2 * shared + QUIET) / (vary_x + vary_y + QUIET), np.float32)


def _lit(a: Pixels, b: Pixels, valid: NDArray[np.bool_]) -> Pixels:
    """``b`` brought to the light of ``a``: a rising tone curve through the medians by level."""
    x, y = b[valid], a[valid]
    edges = np.unique(np.quantile(x, np.linspace(0, 1, TONES + 1)))
    if len(edges) < 3:
        return np.asarray(b + float(np.median(y) - np.median(x)), np.float32)
    order = np.argsort(x)
    cuts = np.searchsorted(x[order], edges[1:-1])
    levels = [np.median(part) for part in np.split(y[order], cuts) if len(part)]
    middles = [np.median(part) for part in np.split(x[order], cuts) if len(part)]
    rising = np.maximum.accumulate(levels)
    # Beyond the outermost middles tones keep their distance: a white van is brighter than a wall.
    beyond = b - np.clip(b, middles[0], middles[-1])
    return np.asarray(np.interp(b, middles, rising) + beyond, np.float32)
