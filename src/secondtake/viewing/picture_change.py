"""How two pictures differ once camera, motion and light are taken out of what changed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondtake.viewing.momentum import FLOW_SIZE, Step, moved

__all__ = ["COARSE", "GRID", "Change", "Picture", "change", "fine_detail"]

Frame = NDArray[np.uint8]
Cells = NDArray[np.float32]

GRID = (32, 18)
"""Cells a frame is averaged to: noise and compression vanish, a person still fills some cells."""
COARSE = (16, 9)
"""Cells in which mixtures are sought: motion inside a dissolving shot blurs away."""
TOP = 0.08
"""Share of cells that changed most: where a person moves while the place stands still."""
UNMOVED = 8.0
"""Change of a cell, grey levels, under which it shows what it showed."""
CALM = 1.0, 10.0
"""Mean and most changed cells, grey levels, under which motion is not sought: nothing leapt."""
LIT, LESS = 4.0, 0.45
"""Mean change of a channel, grey levels, from which light is sought, and the share of the change
that it then leaves at most: less is chance."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Picture:
    """A frame as it is compared: its small picture and its cells, float32 (18, 32, 3)."""

    frame: Frame
    cells: Cells

    @classmethod
    def of(cls, frame: Frame) -> Picture:
        """The picture of a small frame, uint8 (h, w, 3)."""
        return cls(frame=frame, cells=_cells(frame))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Change:
    """What changed between two pictures, in grey levels, mean over all cells.

    ``lit``: what remains when light is taken out; ``left``: light and motion.
    ``cells``: what remains of each cell without light, (576,); ``top``: of the most changed.
    ``unlike``: ``left`` as a share of what two unrelated pictures of such contrast would leave.
    ``still``: share of cells that stayed as they were.
    """

    mean: float
    top: float
    lit: float
    left: float
    unlike: float
    still: float
    cells: Cells


def change(before: Picture, now: Picture, seconds: float) -> tuple[Change, Step | None]:
    """Compare two pictures of one size, so many seconds apart; with how things moved, if they did.

    Motion by dense inverse search (Kroeger et al. 2016), light as any rising curve of each channel.
    """
    plain = now.cells - before.cells
    size = np.abs(plain)
    over = size.max(axis=2).ravel()
    mean, top = float(size.mean()), _top(over)
    still = float((over < UNMOVED).mean())
    if mean < CALM[0] and top < CALM[1]:
        calm = Change(mean=mean, top=top, lit=mean, left=mean, unlike=0.0, still=still, cells=over)
        return calm, None
    one, two = (_sized(p.frame) for p in (before, now))
    step = Step.of(one, two, seconds)
    carried = moved(one, step.flow)
    lit = _unlit(one, two, plain)
    unmoved = _unlit(carried, two, now.cells - _cells(carried))
    left = min(lit, unmoved, key=lambda rest: float(np.abs(rest).mean()))
    rest = np.abs(left)
    spread = float(now.cells.std() + before.cells.std()) / 2
    cells = over if lit is plain else np.abs(lit).max(axis=2).ravel()
    seen = Change(
        mean=mean,
        top=_top(cells),
        lit=float(np.abs(lit).mean()),
        left=float(rest.mean()),
        unlike=float(np.sqrt(np.square(left).mean())) / max(spread, 4.0),
        still=still,
        cells=cells,
    )
    return seen, step


def fine_detail(frame: Frame) -> Cells:
    """Mean squared step between neighbouring pixels in each coarse cell, grey levels squared."""
    import cv2

    green = frame[..., 1].astype(np.float32)
    steps = np.zeros_like(green)
    steps[:, 1:] = np.diff(green, axis=1) ** 2
    steps[1:] += np.diff(green, axis=0) ** 2
    cells: Cells = cv2.resize(steps, COARSE, interpolation=cv2.INTER_AREA).ravel()
    return cells


def _unlit(before: Frame, now: Frame, plain: Cells) -> Cells:
    """What is left of the picture now when the one before, in its light, is taken away.

    ``plain``: what is left when it is taken away as it is.
    Light and exposure are any rising curve of each channel, by matching the histograms: of the
    picture that holds more, since what is burnt out in the other cannot be known.
    """
    if float(np.abs(plain.mean(axis=(0, 1))).max()) < LIT:
        return plain
    left = min(
        _relit(before, now), _relit(now, before), key=lambda rest: float(np.abs(rest).mean())
    )
    return left if np.abs(left).mean() < LESS * np.abs(plain).mean() else plain


def _relit(before: Frame, now: Frame) -> Cells:
    pairs = zip(_channels(before), _channels(now), strict=True)
    lit = np.stack([_curve(one, two)[one] for one, two in pairs], axis=2)
    # A flat picture differs little from any other: as much as in the richer of both.
    richer = max(1.0, float(before.std()) / max(float(now.std()), 1.0))
    return (_cells(now) - _cells(lit)) * np.float32(richer)


def _curve(before: Frame, now: Frame) -> Frame:
    """The grey level that each of 256 becomes."""
    import cv2

    counts = (cv2.calcHist([p], [0], None, [256], [0, 256]) for p in (now, before))
    then, first = (np.cumsum(c, dtype=np.float64) / before.size for c in counts)
    return np.searchsorted(then, first - 1e-9).clip(0, 255).astype(np.uint8)


def _channels(frame: Frame) -> list[Frame]:
    return [np.ascontiguousarray(frame[..., i]) for i in range(3)]


def _cells(frame: Frame) -> Cells:
    import cv2

    cells: Cells = cv2.resize(frame, GRID, interpolation=cv2.INTER_AREA).astype(np.float32)
    return cells


def _sized(frame: Frame) -> Frame:
    import cv2

    if frame.shape[1::-1] == FLOW_SIZE:
        return frame
    sized: Frame = cv2.resize(frame, FLOW_SIZE, interpolation=cv2.INTER_AREA)
    return sized


def _top(values: Cells) -> float:
    """Mean of the cells that changed most."""
    most = max(1, int(TOP * len(values)))
    return float(np.partition(values, -most)[-most:].mean())
