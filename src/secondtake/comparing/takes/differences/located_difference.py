"""One difference that has a place: what a difference is, before it has a clock."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from secondtake.comparing.takes.describe.description import Described
from secondtake.model.enums import DifferenceKind
from secondtake.model.reasons import Reason

__all__ = ["SIDE", "Box", "Located", "on_sides", "share_of"]

SIDE = "side"
"""The name of a value that is a side: of the one shot alone something is said."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """One difference; ``what`` calls the sides left and right as they were measured.

    Boxes are x, y, width, height, 0 to 1. ``left_frames``, ``right_frames``: first and last.
    """

    kind: DifferenceKind
    what: Reason
    left_box: Box
    right_box: Box
    left_frames: tuple[int, int]
    right_frames: tuple[int, int]
    size: float | None


def on_sides(what: Reason, sides: tuple[str, str]) -> Reason:
    """What differs, with the sides, left and right as measured, called by other names."""
    called = dict(zip(("left", "right"), sides, strict=True))
    values = tuple(
        (called.get(name, name), called[str(value)] if name == SIDE else value)
        for name, value in what.values
    )
    return Reason(code=what.code, values=values)


def share_of(box: tuple[float, ...], shot: Described) -> Box:
    """A box of small pixels as x, y, width, height, 0 to 1."""
    height, width = shot.small.shape[1:3]
    x0, x1 = (float(np.clip(v / width, 0, 1)) for v in (box[0], box[2]))
    y0, y1 = (float(np.clip(v / height, 0, 1)) for v in (box[1], box[3]))
    return round(x0, 4), round(y0, 4), round(x1 - x0, 4), round(y1 - y0, 4)
