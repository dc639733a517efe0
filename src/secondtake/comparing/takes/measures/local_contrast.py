"""Pictures at a film's own rate registered in local contrast: light and colour drop out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondtake.vision.warp import shown_where, warped_frames

__all__ = ["Laid", "cell_means", "distances", "laid", "steadied"]

SPREAD_PX = 3.0
"""Standard deviation of the window in which contrast is local: a head in a picture of 96."""
FAINT = 4.0
"""Grey levels of contrast that count half: coding leaves as many on a smooth wall."""
MOST = 2.5
"""Local standard deviations beyond which a pixel is no farther: an edge is an edge."""
STIRRING = 0.5
"""Local standard deviations a pixel must change to move: coding stays under."""
APART_SECONDS = 0.25
"""Time before and after from which a moving pixel must differ: a slow arm has moved a pixel."""
LEAST_PIXELS = 60
"""Pixels both must show, in a picture of about 96 by 54."""
CELL_PX = 6
"""Side of a cell in small pixels: a hand of a person who fills the picture."""
LEAST_CELL = 0.1
"""Mean weight of a cell's pixels in a picture, over six pixels, from which it is looked at."""
PANNED = 0.35
"""Share of the pixels that move, from which the camera does."""
CLEAR = 0.05
"""Least peak of phase correlation that is believed."""
SHIFTS_PX = (0.2, 12.0)
"""Shifts between two pictures of a pan that are taken out: from what is seen to a fast pan."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Laid:
    """Two shots' pictures in the left's grid, where both have picture.

    ``left``, ``right``: float32 (n, k) and (m, k), local contrast, mean 0 and variance about 1.
    ``left_moves``, ``right_moves``: the same shapes, how surely a pixel shows what moves, 0 to
    1.5. ``valid``: bool (h, w), the k pixels.
    """

    left: NDArray[np.float32]
    right: NDArray[np.float32]
    left_moves: NDArray[np.float32]
    right_moves: NDArray[np.float32]
    valid: NDArray[np.bool_]


def laid(
    left: NDArray[np.uint8],
    right: NDArray[np.uint8],
    times: tuple[NDArray[np.float64], NDArray[np.float64]],
    matrix: NDArray[np.float64],
) -> Laid | None:
    """Both shots under a map of right to left pixels, float64 (3, 3); None where little is shared.

    ``left``, ``right``: uint8 (n, h, w) and (m, h', w'). The finer one is blurred to the coarser:
    an enlarged picture is no sharper than it was.
    """
    import cv2

    scale = _scale(matrix, right.shape[1:3])
    soft = 0.5 * float(np.sqrt(abs(max(scale, 1 / scale) ** 2 - 1)))
    coarse, fine = (left, right) if scale < 1 else (right, left)
    if soft > SPREAD_PX / 8:
        fine = np.stack([np.asarray(cv2.GaussianBlur(f, (0, 0), soft), np.uint8) for f in fine])
    one, two = (coarse, fine) if scale < 1 else (fine, coarse)
    valid = shown_where((right.shape[1], right.shape[2]), matrix, left.shape[1:3])
    # A pixel at the border is made of what lies outside it.
    valid = cv2.erode(valid.astype(np.uint8), np.ones((3, 3), np.uint8), borderValue=1) > 0
    if valid.sum() < LEAST_PIXELS:
        return None
    a = _contrast(one, valid)
    b = _contrast(warped_frames(two, matrix, left.shape[1:3]), valid)
    return Laid(
        left=a,
        right=b,
        left_moves=_moves(a, times[0]),
        right_moves=_moves(b, times[1]),
        valid=valid,
    )


def distances(
    rows: NDArray[np.float32], weights: NDArray[np.float32], others: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Sums of squared distances of each row to each other one, weighed by the rows' own weights.

    ``rows``, ``weights``: float32 (n, k); ``others``: float32 (m, k). Returns float32 (n, m).
    """
    weighed = weights * rows
    near = (weighed * rows).sum(1)[:, None] - 2 * weighed @ others.T + weights @ (others**2).T
    return np.asarray(np.maximum(near, 0), np.float32)


def cell_means(
    values: NDArray[np.float32], weights: NDArray[np.float32], valid: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Weighted means over time of cells of ``CELL_PX`` pixels that have weight: float64 (c,).

    ``values``, ``weights``: float32 (n, k), the pixels of ``valid``, bool (h, w).
    """
    sums, total = _cells((values * weights).sum(0), valid), _cells(weights.sum(0), valid)
    enough = total > LEAST_CELL * len(values)
    return np.asarray(sums[enough] / total[enough], np.float64)


def steadied(
    left: NDArray[np.float32],
    right: NDArray[np.float32],
    moves: NDArray[np.float32],
    valid: NDArray[np.bool_],
) -> NDArray[np.float32]:
    """The right's pictures shifted onto the left's, float32 (n, k), where the camera moves.

    Between two pictures of a fast pan it moved by pixels, and two copies need not have kept the
    same ones. ``moves``: the left's moving pixels. Shift: phase correlation, Kuglin and Hines 1975.
    """
    import cv2

    out = right.copy()
    size = valid.shape[1], valid.shape[0]
    window = cv2.createHanningWindow(size, cv2.CV_32F)
    for row in np.flatnonzero((moves > 0).mean(1) > PANNED):
        one, two = np.zeros(valid.shape, np.float32), np.zeros(valid.shape, np.float32)
        one[valid], two[valid] = left[row], right[row]
        # A copy: where no padding is needed, OpenCV multiplies its inputs by the window in place.
        (x, y), clear = cv2.phaseCorrelate(one, two.copy(), window)
        if clear > CLEAR and SHIFTS_PX[0] < np.hypot(x, y) < SHIFTS_PX[1]:
            shift = np.array([[1.0, 0, -x], [0, 1, -y]])
            moved = cv2.warpAffine(two, shift, size, borderMode=cv2.BORDER_REPLICATE)
            out[row] = moved[valid]
    return out


def _cells(flat: NDArray[np.float32], valid: NDArray[np.bool_]) -> NDArray[np.float32]:
    whole = np.zeros([-(-side // CELL_PX) * CELL_PX for side in valid.shape], np.float32)
    whole[: valid.shape[0], : valid.shape[1]][valid] = flat
    rows, columns = whole.shape[0] // CELL_PX, whole.shape[1] // CELL_PX
    return np.asarray(whole.reshape(rows, CELL_PX, columns, CELL_PX).sum((1, 3)))


def _scale(matrix: NDArray[np.float64], shape: tuple[int, ...]) -> float:
    """How many left pixels a right pixel in the middle is wide."""
    middle = np.array([shape[1] / 2, shape[0] / 2, 1.0])
    moved = matrix @ middle
    jacobian = (matrix[:2, :2] - np.outer(moved[:2] / moved[2], matrix[2, :2])) / moved[2]
    return float(max(np.sqrt(abs(np.linalg.det(jacobian))), 1e-3))


def _contrast(frames: NDArray[np.uint8], valid: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Grey levels less the mean around, over the standard deviation around: float32 (n, k)."""
    import cv2

    mask = valid.astype(np.float32)
    share = np.maximum(cv2.GaussianBlur(mask, (0, 0), SPREAD_PX), 1e-3)
    out = np.empty((len(frames), int(valid.sum())), np.float32)
    for row, frame in enumerate(frames):
        grey = frame * mask
        apart = (grey - cv2.GaussianBlur(grey, (0, 0), SPREAD_PX) / share) * mask
        around = cv2.GaussianBlur(apart * apart, (0, 0), SPREAD_PX) / share
        out[row] = (apart / np.sqrt(around + FAINT**2))[valid]
    return np.clip(out, -MOST, MOST)


def _moves(pictures: NDArray[np.float32], seconds: NDArray[np.float64]) -> NDArray[np.float32]:
    """How surely a pixel shows what moves now: it differs from what was there and what will be.

    What differs from the median does not do: where somebody stands most of the time, the empty
    room would move. Source: three-frame differencing, Kameda and Minoh 1996.
    """
    before = np.searchsorted(seconds, seconds - APART_SECONDS, side="right") - 1
    after = np.searchsorted(seconds, seconds + APART_SECONDS)
    # At a shot's ends it is not known: what will be covered in a moment would move already.
    known = np.flatnonzero((before >= 0) & (after < len(seconds)))
    apart = np.zeros_like(pictures)
    apart[known] = np.minimum(
        np.abs(pictures[known] - pictures[before[known]]),
        np.abs(pictures[known] - pictures[after[known]]),
    )
    return np.asarray(np.clip(apart - STIRRING, 0, 1.5), np.float32)
