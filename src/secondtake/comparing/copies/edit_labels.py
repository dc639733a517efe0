"""Name what was done to the reference before it appears in the query: words a desk can read."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.copies.candidate_verification import Segment
from secondtake.comparing.copies.film_fingerprint import STRIP_RATE
from secondtake.comparing.copies.freeze_frames import stands_still
from secondtake.comparing.copies.homography import applied
from secondtake.comparing.copies.overlays import covered, light_of, sharpness_of
from secondtake.comparing.copies.registration import registered
from secondtake.model.enums import EditKind

__all__ = ["edits_of"]

PICTURES = 24
"""Aligned pairs of pictures looked at."""
SPEED_PLAY = 0.025
"""Share by which a measured speed may be off."""
TURN_DEGREES = 1.5
"""Turn of the picture from which it is named."""
TILT = 0.04
"""Perspective term per long side from which the picture is not seen straight on."""
CROPPED = 0.94
"""Share of the reference's picture shown in the query below which it was cropped."""
INSET = 0.9
"""Share of the query's picture filled by the reference below which something is around it."""
FLAT = 8.0
"""Standard deviation in grey levels below which what is around is an even border."""
SMOOTH = 0.25
"""Fine detail around the picture, as a share of that inside, below which it is a blurred fill."""
FULL = 0.94
"""Share of a side that counts as the whole side."""


def edits_of(
    segment: Segment, query: NDArray[np.uint8], reference: NDArray[np.uint8]
) -> tuple[str, ...]:
    """Edits that the segment's map, line of times and pictures show; strips as in the engine.

    Re-encoding, scaling and frame rate leave no trace that could be told from the original's own
    and are not named. Empty when nothing differs.
    """
    named = _of_time(segment.slope)
    if stands_still(segment, query, reference):
        named.append(EditKind.FREEZE_FRAME)
    named += _of_map(segment, query)
    return tuple(str(one) for one in named + _of_pictures(segment, query, reference))


def _of_time(slope: float) -> list[str]:
    named: list[str] = [EditKind.REVERSE] if slope < 0 else []
    speed = abs(slope)
    if abs(speed - 1) > SPEED_PLAY:
        named.append(f"{EditKind.SPEED} {speed:.2f}x" + (" (slow motion)" if speed < 1 else ""))
    return named


def _of_map(segment: Segment, query: NDArray[np.uint8]) -> list[str]:
    picture = segment.picture
    named: list[str] = [EditKind.MIRROR] if picture.mirrored else []
    # The map goes from query to reference; the turn of the query is the other way round.
    turn = -np.rad2deg(np.arctan2(picture.matrix[1, 0], picture.matrix[0, 0]))
    if abs(turn) > TURN_DEGREES:
        quarter = round(turn / 90) * 90
        shown = quarter if abs(turn - quarter) < TURN_DEGREES * 2 and quarter else turn
        named.append(f"{EditKind.ROTATION} {shown:.0f} degrees")
    if np.abs(picture.matrix[2, :2]).max() > TILT:
        named.append(EditKind.PERSPECTIVE)
    return named


def _of_pictures(
    segment: Segment, query: NDArray[np.uint8], reference: NDArray[np.uint8]
) -> list[str]:
    left, right = _aligned(segment, query, reference)
    if not len(left):
        return []
    pair = registered(left, right, segment.picture)
    cropped: list[str] = [EditKind.CROP] if pair.valid.mean() < CROPPED else []
    around = _around(segment, left, right)
    over, free = covered(pair, inset=bool(around))
    # The other pane of a split screen lies on what was cut off, and is told already.
    over = [] if EditKind.SPLIT_SCREEN in around else over
    named = cropped + around + over + light_of(pair, free)
    if not named and abs(segment.slope) == 1:
        # Of whole pictures only: a part of one may hold more or less detail than the rest.
        named += sharpness_of(_part(query, segment.query), _part(reference, segment.reference))
    return named


def _part(strip: NDArray[np.uint8], seconds: tuple[float, float]) -> NDArray[np.uint8]:
    """The pictures of a strip from the first to the last second, without those at the ends."""
    first, last = (round(at * STRIP_RATE) for at in seconds)
    return strip[first + 1 : last - 1]


def _aligned(
    segment: Segment, query: NDArray[np.uint8], reference: NDArray[np.uint8]
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    seconds = np.linspace(*segment.query, PICTURES + 2)[1:-1]
    begun = segment.reference[0] if segment.slope > 0 else segment.reference[1]
    shown = begun + segment.slope * (seconds - segment.query[0])
    rows, columns = (np.floor(t * STRIP_RATE).astype(int) for t in (seconds, shown))
    inside = (rows >= 0) & (rows < len(query)) & (columns >= 0) & (columns < len(reference))
    return query[rows[inside]], reference[columns[inside]]


def _around(segment: Segment, left: NDArray[np.uint8], right: NDArray[np.uint8]) -> list[str]:
    """What surrounds the reference's picture within the query's."""
    import cv2

    height, width = left.shape[1:]
    tall, wide = right.shape[1:]
    corners = np.array([[0, 0], [wide, 0], [wide, tall], [0, tall]]) / max(wide, tall)
    to_query = np.asarray(np.linalg.inv(segment.picture.matrix), np.float64)
    placed = applied(to_query, corners) * max(width, height)
    if segment.picture.mirrored:
        placed[:, 0] = width - placed[:, 0]
    inside = np.zeros((height, width), np.uint8)
    cv2.fillPoly(inside, [np.round(placed).astype(np.int32)], 1)
    outside = cv2.dilate(inside, np.ones((5, 5), np.uint8)) == 0
    if outside.mean() < 1 - INSET:
        return []
    x, y = np.clip(placed, 0, [width, height]).T
    across, down = np.ptp(x) / width, np.ptp(y) / height
    spans = across > FULL or down > FULL
    if float(left[:, outside].std()) < FLAT:
        whole = not spans or min(across, down) > 0.5
        return [EditKind.BORDERS if whole else EditKind.BORDERS_REFRAMED]
    fine = [_fineness(left, where) for where in (outside, inside > 0)]
    if spans and fine[0] < SMOOTH * fine[1]:
        return [EditKind.BLURRED_FILL]
    return [EditKind.SPLIT_SCREEN if spans else EditKind.PICTURE_IN_PICTURE]


def _fineness(pictures: NDArray[np.uint8], where: NDArray[np.bool_]) -> float:
    import cv2

    return float(np.mean([np.abs(cv2.Laplacian(p, cv2.CV_32F))[where].mean() for p in pictures]))
