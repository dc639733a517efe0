"""A pair shown without what it is about: an opaque name, and left and right by chance."""

from __future__ import annotations

from dataclasses import dataclass, replace

from secondtake.model.frame_table import FrameTable
from secondtake.web.comparison import Comparison

__all__ = ["PICTURES", "Look", "places"]

PICTURES = 5
"""Pictures of a pair, evenly over its stretch: what moves is seen to move."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One finding before one reviewer. ``swapped``: its right stands on the left of the page.

    ``blind``: nothing that tells what it is about had been sent to the browser when it began.
    """

    case: str
    finding: str
    swapped: bool
    blind: bool


def places(chosen: Comparison, left: FrameTable, right: FrameTable) -> list[tuple[int, int]]:
    """The frames of both sides, from 0, of each of the ``PICTURES`` pictures."""
    first, last = chosen.left.first, chosen.left.last
    at = [first + (last - first) * n // (PICTURES - 1) for n in range(PICTURES)]
    return [replace(chosen, at=frame).shown(left, right) for frame in at]
