"""How two pictures differ once camera, motion and light are taken out of what changed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["GRID", "Change", "Picture", "block_share", "change"]

Frame = NDArray[np.uint8]
Cells = NDArray[np.float32]

GRID = (32, 18)
"""Cells a frame is averaged to: noise and compression vanish, a person still fills some cells."""
FLOW_SIZE = (160, 90)
"""Pixels at which motion is sought: a few pixels are a person's step from picture to picture."""
TOP = 0.08
"""Share of cells that changed most: where a person moves while the place stands still."""
UNMOVED = 8.0
"""Change of a cell, grey levels, under which it shows what it showed."""
PIXEL = 22
"""Change of a pixel, grey levels, from which it shows another thing."""
CALM = 1.0, 10.0
"""Mean and most changed cells, grey levels, under which motion is not sought: nothing leapt."""
DARK, BURNT = 6, 240
"""Grey levels outside which a cell does not follow the light."""
BLOCK = 0.78
"""Share of its bounding box that a patch fills from which it is a title's: people fill half."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Picture:
    """A frame as it is compared: its small picture and its cells, float32 (18, 32, 3)."""

    frame: Frame
    cells: Cells

    @classmethod
    def of(cls, frame: Frame) -> Picture:
        """The picture of a small frame, uint8 (h, w, 3)."""
        import cv2

        cells: Cells = cv2.resize(frame, GRID, interpolation=cv2.INTER_AREA).astype(np.float32)
        return cls(frame=frame, cells=cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What changed between two pictures, in grey levels, over all cells and the most changed.

    ``left``, ``left_top``: what remains when motion and light are taken out.
    ``unlike``: ``left`` as a share of what two unrelated pictures of such contrast would leave.
    ``still``: share of cells that stayed; ``block``: share of the change in filled rectangles.
    """

    mean: float
    top: float
    left: float
    left_top: float
    unlike: float
    still: float
    block: float


def change(before: Picture, now: Picture) -> Change:
    """Compare two pictures of one size.

    Motion by dense inverse search (Kroeger et al. 2016), light as gain and offset of each channel.
    """
    over = np.abs(now.cells - before.cells).max(axis=2).ravel()
    mean, top = float(np.abs(now.cells - before.cells).mean()), _top(over)
    still = float((over < UNMOVED).mean())
    if mean < CALM[0] and top < CALM[1]:
        return Change(
            mean=mean, top=top, left=mean, left_top=top, unlike=0.0, still=still, block=0.0
        )
    moved = _moved(before, now)
    left = min(
        (_unlit(cells, now.cells) for cells in (before.cells, moved)),
        key=lambda rest: float(np.abs(rest).mean()),
    )
    rest = np.abs(left)
    spread = float(now.cells.std() + before.cells.std()) / 2
    return Change(
        mean=mean,
        top=top,
        left=float(rest.mean()),
        left_top=_top(rest.max(axis=2).ravel()),
        unlike=float(np.sqrt(np.square(left).mean())) / max(spread, 4.0),
        still=still,
        block=block_share(before.frame, now.frame) if still > 0.4 else 0.0,
    )


def block_share(before: Frame, now: Frame) -> float:
    """Share of the changed pixels in filled rectangles: a title comes or goes."""
    import cv2

    over = np.abs(now.astype(np.int16) - before).max(axis=2)
    # Half of what changed most: what moves behind a title changes less.
    level = max(PIXEL, float(np.percentile(over, 99.5)) / 3)
    changed = (over > level).astype(np.uint8)
    closed = cv2.morphologyEx(changed, cv2.MORPH_CLOSE, np.ones((3, 7), np.uint8))
    count, _, boxes, _ = cv2.connectedComponentsWithStats(closed)
    sizes = boxes[1:, cv2.CC_STAT_AREA]
    if count < 2 or not sizes.sum():
        return 0.0
    full = sizes / (boxes[1:, cv2.CC_STAT_WIDTH] * boxes[1:, cv2.CC_STAT_HEIGHT])
    return float(sizes[(full > BLOCK) & (sizes > 12)].sum() / sizes.sum())


def _moved(before: Picture, now: Picture) -> Cells:
    """Cells of the picture before, moved to where the things of the picture now are."""
    import cv2

    one, two = (cv2.resize(p.frame, FLOW_SIZE) for p in (before, now))
    grey = (cv2.cvtColor(p, cv2.COLOR_RGB2GRAY) for p in (two, one))
    flow = _search().calc(*grey, None)
    x, y = _positions()
    moved = cv2.remap(
        one, x + flow[..., 0], y + flow[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    cells: Cells = cv2.resize(moved, GRID, interpolation=cv2.INTER_AREA).astype(np.float32)
    return cells


@cache
def _search() -> Any:
    import cv2

    return cv2.DISOpticalFlow_create(cv2.DISOPTICAL_FLOW_PRESET_FAST)  # type: ignore[attr-defined]


@cache
def _positions() -> tuple[Cells, Cells]:
    y, x = np.mgrid[: FLOW_SIZE[1], : FLOW_SIZE[0]].astype(np.float32)
    return x, y


def _unlit(before: Cells, now: Cells) -> Cells:
    """What is left of the picture now when the one before, in another light, is taken away."""
    one, two = before.reshape(-1, 3), now.reshape(-1, 3)
    plain: Cells = now - before
    # White that is burnt out, and black, do not follow the light.
    within = ((one > DARK) & (one < BURNT) & (two > DARK) & (two < BURNT)).astype(np.float32)
    count = within.sum(axis=0)
    if count.min() < len(one) / 4:
        return plain
    middles = (one * within).sum(axis=0) / count, (two * within).sum(axis=0) / count
    apart, toward = (one - middles[0]) * within, (two - middles[1]) * within
    gain = (apart * toward).sum(axis=0) / np.maximum(np.square(apart).sum(axis=0), 1e-3)
    # A light makes a picture at most so much stronger or weaker; mixtures are no light.
    lit = ((one - middles[0]) * gain.clip(0.4, 2.5) + middles[1]).clip(0, 255)
    left: Cells = (two - lit).reshape(now.shape)
    return left if np.abs(left).mean() < 0.6 * np.abs(plain).mean() else plain


def _top(values: Cells) -> float:
    """Mean of the cells that changed most."""
    most = max(1, int(TOP * len(values)))
    return float(np.partition(values, -most)[-most:].mean())
