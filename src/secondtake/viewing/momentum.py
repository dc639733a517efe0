"""Whether things are where the motion before and after a step carries them, or have leapt."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["FLOW_SIZE", "Step", "carried_back", "carried_on", "moved"]

Frame = NDArray[np.uint8]
Flow = NDArray[np.float32]
Cells = NDArray[np.float32]

FLOW_SIZE = (160, 90)
"""Pixels at which motion is sought: a few pixels are a person's step from picture to picture."""
CELLS = (32, 18)
"""Cells over which what is left of a step is averaged."""
LONGEST = 4.0
"""How many times as long as it was seen a motion is drawn on at most."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Step:
    """One picture to the next: both in grey, uint8 (90, 160), and what moved.

    ``flow``: float32 (90, 160, 2), pixels from where a thing is now back to where it was.
    """

    before: Frame
    now: Frame
    flow: Flow
    seconds: float

    @classmethod
    def of(cls, before: Frame, now: Frame, seconds: float) -> Step:
        """The step between two pictures of 160 x 90 in colour."""
        import cv2

        grey = [cv2.cvtColor(p, cv2.COLOR_RGB2GRAY) for p in (before, now)]
        flow = _search().calc(grey[1], grey[0], None)
        return cls(before=grey[0], now=grey[1], flow=flow, seconds=seconds)


def carried_on(last: Step, step: Step) -> Cells:
    """Change of each cell, grey levels, that is left when the motion of the step before goes on."""
    return _left(step.before, step.now, last.flow, _long(step, last))


def carried_back(step: Step, following: Step) -> Cells:
    """The same of the motion of the step after, drawn back to where it would have come from."""
    return _left(step.now, step.before, following.flow, -_long(step, following))


def moved(picture: Frame, flow: Flow, times: float = 1.0) -> Frame:
    """A picture whose things are moved to where they go by so many times the flow."""
    import cv2

    x, y = _positions()
    flow = flow * np.float32(times)
    seen: Frame = cv2.remap(
        picture,
        x + flow[..., 0],
        y + flow[..., 1],
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return seen


def _long(step: Step, other: Step) -> float:
    return min(step.seconds / max(other.seconds, 1e-3), LONGEST)


def _left(source: Frame, target: Frame, flow: Flow, times: float) -> Cells:
    import cv2

    # As cells: what compression and a flow of a pixel too little leave is averaged out.
    made, seen = (
        cv2.resize(p, CELLS, interpolation=cv2.INTER_AREA).astype(np.float32)
        for p in (moved(source, flow, times), target)
    )
    left: Cells = np.abs(made - seen)
    return left


@cache
def _search() -> Any:
    import cv2

    return cv2.DISOpticalFlow_create(cv2.DISOPTICAL_FLOW_PRESET_FAST)  # type: ignore[attr-defined]


@cache
def _positions() -> tuple[Flow, Flow]:
    y, x = np.mgrid[: FLOW_SIZE[1], : FLOW_SIZE[0]].astype(np.float32)
    return x, y
