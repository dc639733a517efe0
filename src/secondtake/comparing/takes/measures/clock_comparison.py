"""Do two burnt-in clocks show the same? Their pictures are compared, no digit is read."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.takes.describe.description import Described
from secondtake.comparing.takes.measures.scene_match import Place
from secondtake.vision.burnt_in_clock import BurntInClock

__all__ = ["ClocksCompared", "clocks_compared"]

Pictures = NDArray[np.float32]

LEAST_MATCHES = 8
"""Matches of the map by which the right clock is laid on the left one."""
SHARED = 0.5
"""Share of the left line that the right one must cover to be the same clock of the picture."""
SLACK_PX = 2
"""Pixels by which two lines may lie apart under the map, and a character once more by one."""
CONTRAST = 40.0
"""Grey levels between ink and ground without which a line cannot be compared."""
OTHER = 0.38
"""Difference, as a share of the contrast, from which a character is another one: made clocks that
were re-encoded at CRF 28 and scaled to three quarters gave up to .27 for one character and .46 and
more for two."""
CLEARLY = 0.5
"""The same from which it surely is another one: copies scaled to .6 at CRF 28 reached .39 in a
character that is the same, where other hours had .65 and more. Between the two nothing is read."""
MOST_CODING = 0.33
"""How far apart coding may set most of what stands still in a line: of those beyond it, at half
the size and the lowest quality .4, neither a difference nor an agreement was right."""
SOFTENING = 0.45
"""Blur, in pixels of the coarser film, that the finer one's line is given: what scaling took."""
SOFT_PX = 0.8
"""Blur in pixels before characters are compared: coding frays their edges."""
LEAST_TICKS = 2
"""Pictures at one offset that must agree for clocks to agree."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClocksCompared:
    """Two clocks at the same place of the picture.

    ``agree``: True where one offset lets every second of the overlap show the same, False where any
    two pictures clearly differ. ``offset_seconds``: right time less left time at which they agree,
    else None.
    ``left_box``, ``right_box``: x, y, width, height of the line in pixels of the views.
    ``left_seconds``, ``right_seconds``: a moment of each that was compared. ``elsewhere``: whether
    they differ in what does not tick too, as hours, minutes and dates do.
    """

    agree: bool
    offset_seconds: float | None
    left_box: tuple[int, int, int, int]
    right_box: tuple[int, int, int, int]
    left_seconds: float
    right_seconds: float
    elsewhere: bool


def clocks_compared(left: Described, right: Described, place: Place) -> tuple[ClocksCompared, ...]:
    """Every clock of the left with the one the right has at the same place; none where it has none.

    What cannot be read is left out: a line without contrast, and characters that
    are neither clearly the same nor clearly others, as coding leaves them.
    """
    maps = [m for m in place.maps[:1] if m.inliers >= LEAST_MATCHES and not m.mirrored]
    if not maps:
        return ()
    pairs = [
        _compared((left, mine), (right, yours), maps[0].matrix)
        for mine in left.clocks
        for yours in right.clocks
    ]
    return tuple(one for one in pairs if one is not None)


def _compared(
    left: tuple[Described, BurntInClock],
    right: tuple[Described, BurntInClock],
    matrix: NDArray[np.float64],
) -> ClocksCompared | None:
    (one, mine), (two, yours) = left, right
    if yours.box[3] > mine.box[3]:
        # In the finer grid characters differ more than coding makes them.
        turned = _compared(right, left, np.asarray(np.linalg.inv(matrix), np.float64))
        return None if turned is None else _turned(turned)
    laid, covered = _laid(mine, yours, matrix)
    if covered.mean() < SHARED:
        return None
    here = _softened(mine.pictures, float(np.sqrt(abs(np.linalg.det(matrix[:2, :2])))))
    contrast = float(np.percentile(here, 98) - np.percentile(here, 2))
    if contrast < CONTRAST:
        return None
    width = max(4, round(0.6 * mine.box[3]))
    apart = _apart(here, _fitted(here, laid, covered), covered, contrast, width)
    ticking = _ticking(mine, width, apart.shape[2])
    # What stands still shows how far coding alone sets the same characters apart.
    if (~ticking).any() and np.median(apart[:, :, ~ticking].min((0, 1))) > MOST_CODING:
        return None
    same = np.asarray((apart < OTHER).all(2), np.bool_)
    begun = _begun(mine, one), _begun(yours, two)
    offset = _offset(same, begun)
    still = bool((apart[:, :, ~ticking] >= CLEARLY).any(2).all())
    if offset is None and not still and not (apart >= CLEARLY).any(2).all():
        return None
    return ClocksCompared(
        agree=offset is not None,
        offset_seconds=offset,
        left_box=mine.box,
        right_box=yours.box,
        left_seconds=float(begun[0][0]),
        right_seconds=float(begun[1][0]),
        elsewhere=still,
    )


def _softened(pictures: NDArray[np.uint8], finer: float) -> Pictures:
    """The pictures of a line ``finer`` times as large as the other, as soft as scaling made that.

    Source of the blur: ``capture/noise_registration.py``.
    """
    import cv2

    blur = SOFTENING * float(np.sqrt(max(finer**2 - 1, 0.0)))
    if blur < 0.1:
        return pictures.astype(np.float32)
    return np.stack([cv2.GaussianBlur(p, (0, 0), blur) for p in pictures]).astype(np.float32)


def _turned(found: ClocksCompared) -> ClocksCompared:
    return replace(
        found,
        offset_seconds=None if found.offset_seconds is None else -found.offset_seconds,
        left_box=found.right_box,
        right_box=found.left_box,
        left_seconds=found.right_seconds,
        right_seconds=found.left_seconds,
    )


def _begun(clock: BurntInClock, shot: Described) -> NDArray[np.float64]:
    """When each picture of the line begins, on the film's clock."""
    return np.concatenate([shot.seconds[:1], clock.ticks])[: len(clock.pictures)]


def _laid(
    mine: BurntInClock, yours: BurntInClock, matrix: NDArray[np.float64]
) -> tuple[Pictures, NDArray[np.bool_]]:
    """The right line's pictures in the left line's grid, and where they have any."""
    import cv2

    to_view = np.array([[1, 0, yours.box[0]], [0, 1, yours.box[1]], [0, 0, 1.0]])
    from_view = np.array([[1, 0, -mine.box[0]], [0, 1, -mine.box[1]], [0, 0, 1.0]])
    whole = from_view @ matrix @ to_view
    size = mine.box[2], mine.box[3]
    ones = np.ones(yours.pictures.shape[1:], np.uint8)
    covered = cv2.warpPerspective(ones, whole, size, flags=cv2.INTER_NEAREST) > 0
    moved = [
        cv2.warpPerspective(p, whole, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        for p in yours.pictures
    ]
    return np.stack(moved).astype(np.float32), covered


def _fitted(here: Pictures, there: Pictures, covered: NDArray[np.bool_]) -> Pictures:
    """The right line moved by whole pixels to where its mean fits best, at the left's contrast."""
    mean, other = here.mean(0), there.mean(0)
    steps = range(-SLACK_PX, SLACK_PX + 1)

    def fit(down: int, across: int) -> float:
        moved = np.roll(other, (down, across), (0, 1))[covered]
        return float(np.corrcoef(mean[covered], moved)[0, 1]) if moved.std() > 1 else -1.0

    best = max(((d, a) for d in steps for a in steps), key=lambda s: fit(*s))
    moved = np.roll(there, best, (1, 2))
    gain = mean[covered].std() / max(float(moved.mean(0)[covered].std()), 1.0)
    shifted = (moved - moved.mean(0)[covered].mean()) * gain + mean[covered].mean()
    return np.asarray(shifted, np.float32)


def _apart(
    here: Pictures, there: Pictures, covered: NDArray[np.bool_], contrast: float, width: int
) -> NDArray[np.float32]:
    """float32 (n, m, k): how far each character-wide piece of each two pictures is from the same.

    The least over shifts by one pixel, as a share of the contrast.
    """
    import cv2

    soft = [
        np.stack([cv2.GaussianBlur(p, (0, 0), SOFT_PX) for p in side]) for side in (here, there)
    ]
    pieces = -(-here.shape[2] // width)
    out = np.full((len(here), len(there), pieces), np.inf, np.float32)
    for down in (-1, 0, 1):
        for across in (-1, 0, 1):
            moved = np.roll(soft[1], (down, across), (1, 2))
            for number, picture in enumerate(soft[0]):
                gap = np.abs(picture - moved)[:, 1:-1] * covered[1:-1]
                for piece in range(pieces):
                    high = gap[:, :, piece * width : (piece + 1) * width].max((1, 2)) / contrast
                    out[number, :, piece] = np.minimum(out[number, :, piece], high)
    return out


def _ticking(mine: BurntInClock, width: int, pieces: int) -> NDArray[np.bool_]:
    """bool (pieces,): the pieces of the left line in which its pictures differ."""
    ever = np.ptp(mine.pictures.astype(np.int16), axis=0).max(0) > CONTRAST
    return np.array([ever[p * width : (p + 1) * width].any() for p in range(pieces)])


def _offset(
    same: NDArray[np.bool_], begun: tuple[NDArray[np.float64], NDArray[np.float64]]
) -> float | None:
    """The offset in seconds at which every picture that meets another is the same, or None."""
    rows, columns = np.nonzero(same)
    best: tuple[int, float] | None = None
    apart = begun[1][None, :] - begun[0][:, None]
    # The first pictures begin with the film, not with a change of the clock.
    told = (np.arange(same.shape[0]) > 0)[:, None] & (np.arange(same.shape[1]) > 0)[None]
    for offset in np.unique(np.round(apart[rows, columns][told[rows, columns]], 1)):
        met = told & (np.abs(apart - offset) < 0.5)
        if int(met.sum()) >= LEAST_TICKS and same[met].all():
            best = max(best or (0, 0.0), (int(met.sum()), float(offset)))
    return None if best is None else best[1]
