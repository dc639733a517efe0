"""One frame as it may be shown: shrunk, blurred where it has to be, above the time it is of."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondtake import viewing
from secondtake.export.render.timecode_strip import with_time
from secondtake.model.enums import PictureRole
from secondtake.model.findings import Box
from secondtake.model.footage import ShotView
from secondtake.model.report import Picture

__all__ = ["SIDE", "Frame", "Framed", "common_side", "framed", "hidden_share", "picture"]

SIDE = 480
"""Long side in pixels of a finding's two stills: enough to see clothing, small by design."""

Frame = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Framed:
    """One frame: ``raw`` as it was filmed, ``shown`` as it may be, ``covered`` where they differ.

    uint8 (h, w, 3) RGB twice, bool (h, w).
    """

    raw: Frame
    shown: Frame
    covered: NDArray[np.bool_]


def common_side(views: tuple[ShotView, ...]) -> int:
    """The long side at which all views stand at one scale: the smallest, at most ``SIDE``."""
    return min(SIDE, *(max(view.rgb.shape[1:3]) for view in views))


def framed(
    rgb: Frame, side: int, *, shown_px: int | None = None, redacted: bool, whole_people: bool
) -> Framed:
    """The frame at ``side``; heads are looked for at ``SIDE``, where more of them are found.

    ``shown_px``: the long side at which it is shown, if that is less than ``side``.
    """
    large = viewing.fit(rgb, SIDE)
    if not redacted:
        raw = viewing.fit(large, side)
        return Framed(raw=raw, shown=raw, covered=np.zeros(raw.shape[:2], bool))
    shown, regions = viewing.redact(large, whole_people=whole_people, shown_px=shown_px or side)
    mask = np.zeros(large.shape[:2], np.uint8)
    for x, y, width, height in regions:
        mask[y : y + height, x : x + width] = 255
    return Framed(
        raw=viewing.fit(large, side),
        shown=viewing.fit(shown, side),
        covered=viewing.fit(mask, side) > 0,
    )


def hidden_share(covered: NDArray[np.bool_], boxes: Sequence[Box]) -> float:
    """Share, 0 to 1, of the box that is covered most; without any, of the picture.

    ``covered``: bool (h, w). ``boxes``: x, y, width, height, each 0 to 1.
    """
    height, width = covered.shape
    parts = [
        covered[int(y * height) : int((y + h) * height), int(x * width) : int((x + w) * width)]
        for x, y, w, h in boxes or [(0.0, 0.0, 1.0, 1.0)]
    ]
    return round(max((float(part.mean()) for part in parts if part.size), default=0.0), 3)


def picture(
    shown: Frame,
    side: int,
    *,
    role: PictureRole,
    exhibit: str,
    shot: str,
    at_seconds: float,
    alt: str,
    finding: str | None = None,
    time: str = "",
    hidden: float = 0.0,
) -> Picture:
    """The frame as a picture of the report; ``time`` goes into a margin below it."""
    small = viewing.fit(shown, side)
    if time:
        small = with_time(small, time)
    data = viewing.to_jpeg(small)
    return Picture(
        id=hashlib.sha256(data).hexdigest()[:16],
        role=role,
        exhibit=exhibit,
        shot=shot,
        finding=finding,
        at_seconds=at_seconds,
        width=small.shape[1],
        height=small.shape[0],
        media_type="image/jpeg",
        data=data,
        alt=alt,
        hidden=hidden,
    )
