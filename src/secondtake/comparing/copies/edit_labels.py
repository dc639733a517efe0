"""Name what was done to the reference before it appears in the query: words a desk can read."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.copies.candidate_verification import Segment
from secondtake.comparing.copies.cards import card_seconds
from secondtake.comparing.copies.film_fingerprint import STRIP_RATE
from secondtake.comparing.copies.freeze_frames import stands_still
from secondtake.comparing.copies.overlays import covered, light_of, sharpness_of
from secondtake.comparing.copies.passing_overlays import over_border, over_picture, passing
from secondtake.comparing.copies.registration import registered
from secondtake.comparing.copies.surroundings import around, circle_in
from secondtake.model.enums import EditKind

__all__ = ["edits_of"]

PICTURES = 24
"""Aligned pairs of pictures looked at."""
MORE_PICTURES = 64
"""The same for what comes and goes: of 20 s, three a second."""
SPEED_PLAY = 0.025
"""Share by which a measured speed may be off."""
TURN_DEGREES = 1.5
"""Turn of the picture from which it is named."""
TILT = 0.04
"""Perspective term per long side from which the picture is not seen straight on."""
CROPPED = 0.94
"""Share of the reference's picture shown in the query below which it was cropped."""


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
    named += _of_pictures(segment, query, reference)
    cards = [card_seconds(strip)[1] for strip in (query, reference)]
    if cards[0] and not cards[1]:
        named.append(f"{EditKind.END_CARD} of {cards[0]:.1f} s")
    return tuple(str(one) for one in named)


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
    left, right = _aligned(segment, query, reference, PICTURES)
    if not len(left):
        return []
    pair = registered(left, right, segment.picture)
    cropped: list[str] = [EditKind.CROP] if pair.valid.mean() < CROPPED else []
    beside, border = around(segment.picture, left, right)
    whole = pair.valid
    circle = circle_in(left)
    if circle is not None and circle_in(right) is None:
        beside = [EditKind.ROUND, *beside]
        # The corners cover the other film's picture, and are told already.
        whole &= registered(circle[None] * np.uint8(255), right[:1], segment.picture).query[0] > 250
    pair = replace(pair, valid=whole)
    over, free = covered(pair, inset=bool(beside))
    # The other pane of a split screen lies on what was cut off, and is told already.
    over = [] if EditKind.SPLIT_SCREEN in beside else over
    more = _aligned(segment, query, reference, MORE_PICTURES)
    laid = over_picture(replace(registered(*more, segment.picture), valid=whole))
    over += passing(laid, over_border(more[0], border))
    named = cropped + beside + over + light_of(pair, free)
    if not named and abs(segment.slope) == 1:
        # Of whole pictures only: a part of one may hold more or less detail than the rest.
        named += sharpness_of(_part(query, segment.query), _part(reference, segment.reference))
    return named


def _part(strip: NDArray[np.uint8], seconds: tuple[float, float]) -> NDArray[np.uint8]:
    """The pictures of a strip from the first to the last second, without those at the ends."""
    first, last = (round(at * STRIP_RATE) for at in seconds)
    return strip[first + 1 : last - 1]


def _aligned(
    segment: Segment, query: NDArray[np.uint8], reference: NDArray[np.uint8], count: int
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Evenly over the segment, pictures of both films that show the same."""
    seconds = np.linspace(*segment.query, count + 2)[1:-1]
    begun = segment.reference[0] if segment.slope > 0 else segment.reference[1]
    shown = begun + segment.slope * (seconds - segment.query[0])
    rows, columns = (np.floor(t * STRIP_RATE).astype(int) for t in (seconds, shown))
    inside = (rows >= 0) & (rows < len(query)) & (columns >= 0) & (columns < len(reference))
    return query[rows[inside]], reference[columns[inside]]
