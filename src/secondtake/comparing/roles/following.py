"""Follows bodies from frame to frame: where motion leads, like colours, one to one."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.bodies import Body
from secondtake.comparing.clothing import Appearance, appearances
from secondtake.comparing.people import colour_likeness
from secondtake.comparing.roles.assigning import cheapest_pairs
from secondtake.comparing.roles.finding import Found, overlap

__all__ = ["Follower", "Look", "Path"]

GAP_SECONDS = 2.6
"""How long a body may be hidden and still be the same track."""
REACH = 0.45
"""How far from where it is awaited a body may be seen, in its heights, and as much a second more
while it is hidden."""
MOST_COST = 0.62
"""Cost (0 to 1) of a link above which a new track begins."""
PLACE_SHARE = 0.3
"""Share of place in the cost; the rest is colour. At 0.6 made walks that cross had IDF1 0.77, at
0.3 they have 0.81 (the first three scenes of bench.accuracy.people_tracking)."""
LOOK_EVERY = 0.6
"""Seconds of a track from which the best view is kept."""
MOST_LOOKS = 8
"""Views of one track that are described, evenly spread."""
LOOK_PX = 320
"""Tallest view kept."""
HEAD_PX = 256
"""Widest picture kept of a head."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Look:
    """One view of a body: the crop around it, its points there, the head as filmed.

    ``head_scale``: pixels of ``head`` for one pixel of the frame.
    """

    seconds: float
    rgb: NDArray[np.uint8]
    body: Body
    appearance: Appearance
    head: NDArray[np.uint8] | None
    head_scale: float
    sure: float


@dataclass(kw_only=True, eq=False)
class Path:
    """A track being followed: times, boxes and points so far, and its best views."""

    seconds: list[float] = field(default_factory=list)
    boxes: list[NDArray[np.float32]] = field(default_factory=list)
    points: list[NDArray[np.float32]] = field(default_factory=list)
    velocity: NDArray[np.float64] = field(default_factory=lambda: np.zeros(2))
    colours: NDArray[np.float32] | None = None
    looks: dict[int, Look] = field(default_factory=dict)

    def awaited(self, seconds: float) -> NDArray[np.float32]:
        """Where the body should be by its speed; after half a second it is taken to stop."""
        shift = self.velocity * min(seconds - self.seconds[-1], 0.5)
        return (self.boxes[-1] + np.tile(shift, 2)).astype(np.float32)

    def add(self, seconds: float, found: Found, look: Look) -> None:
        """The body was seen again."""
        if self.boxes:
            step = max(seconds - self.seconds[-1], 1e-3)
            moved = (_middle(found.box) - _middle(self.boxes[-1])) / step
            self.velocity = 0.5 * self.velocity + 0.5 * moved
        self.seconds.append(seconds)
        self.boxes.append(found.box)
        self.points.append(found.points)
        seen = look.appearance.histograms
        if self.colours is None:
            self.colours = seen
        else:
            known, new = self.colours.sum(1) > 0, seen.sum(1) > 0
            mixed = np.where((known & new)[:, None], 0.8 * self.colours + 0.2 * seen, 0)
            self.colours = np.where(known[:, None] & ~new[:, None], self.colours, mixed)
            self.colours = np.where(new[:, None] & ~known[:, None], seen, self.colours)
        slot = int(seconds / LOOK_EVERY)
        if slot not in self.looks or look.sure > self.looks[slot].sure:
            self.looks[slot] = look
        if len(self.looks) > 3 * MOST_LOOKS:
            self.looks = {slot: self.looks[slot] for slot in sorted(self.looks)[::2]}

    def best(self) -> list[Look]:
        """At most ``MOST_LOOKS`` views, the surest, in order of time."""
        surest = sorted(self.looks.values(), key=lambda v: -v.sure)[:MOST_LOOKS]
        return sorted(surest, key=lambda v: v.seconds)


class Follower:
    """Links the bodies of one shot; frames come in order, ``end`` closes the shot.

    Each pair of a track and a body costs what separates the awaited place from the seen one and
    the colours of both; the cheapest assignment is taken (Kuhn 1955).
    """

    def __init__(self) -> None:
        self._open: list[Path] = []

    def see(self, seconds: float, rgb: NDArray[np.uint8], found: list[Found]) -> list[Path]:
        """Take one frame; give the tracks that have ended."""
        looks = [_look(seconds, rgb, one) for one in found]
        links = self._links(seconds, found, looks)
        for path, number in links:
            path.add(seconds, found[number], looks[number])
        taken = {number for _, number in links}
        for number in range(len(found)):
            if number not in taken:
                path = Path()
                path.add(seconds, found[number], looks[number])
                self._open.append(path)
        ended = [p for p in self._open if seconds - p.seconds[-1] > GAP_SECONDS]
        self._open = [p for p in self._open if seconds - p.seconds[-1] <= GAP_SECONDS]
        return ended

    def end(self) -> list[Path]:
        """The shot is over: every track ends."""
        ended, self._open = self._open, []
        return ended

    def _links(
        self, seconds: float, found: list[Found], looks: list[Look]
    ) -> list[tuple[Path, int]]:
        if not self._open or not found:
            return []
        cost = np.array(
            [
                [_cost(path, seconds, one, look) for one, look in zip(found, looks, strict=True)]
                for path in self._open
            ]
        )
        pairs = cheapest_pairs(cost)
        return [(self._open[row], one) for row, one in pairs if cost[row, one] <= MOST_COST]


def _cost(path: Path, seconds: float, found: Found, look: Look) -> float:
    awaited = path.awaited(seconds)
    tall = max(float(awaited[3] - awaited[1]), 1.0)
    hidden = seconds - path.seconds[-1]
    apart = float(np.hypot(*(_middle(awaited) - _middle(found.box)))) / tall
    if apart > REACH * (1 + hidden) or not 0.45 < found.height / tall < 2.2:
        return 1.0
    place = 1 - max(overlap(awaited, found.box), 1 - apart / (REACH * (1 + hidden)))
    return PLACE_SHARE * place + (1 - PLACE_SHARE) * (1 - _alike(path.colours, look))


def _alike(colours: NDArray[np.float32] | None, look: Look) -> float:
    """Likeness of colours of the parts seen in both, 0 to 1; a half when none is."""
    if colours is None:
        return 0.5
    known = [
        colour_likeness(one, two)
        for one, two in zip(colours, look.appearance.histograms, strict=True)
        if one.any() and two.any()
    ]
    return float(np.mean(known)) if known else 0.5


def _middle(box: NDArray[np.float32]) -> NDArray[np.float64]:
    return np.asarray((box[:2] + box[2:]) / 2, np.float64)


def _look(seconds: float, rgb: NDArray[np.uint8], found: Found) -> Look:
    import cv2

    height, width = rgb.shape[:2]
    margin = 0.2 * found.height
    left, top = (max(0, int(v - margin)) for v in found.box[:2])
    right, bottom = min(width, int(found.box[2] + margin)), min(height, int(found.box[3] + margin))
    crop = rgb[top:bottom, left:right]
    scale = min(1.0, LOOK_PX / crop.shape[0])
    if scale < 1:
        size = (max(8, round(crop.shape[1] * scale)), LOOK_PX)
        crop = cv2.resize(crop, size, interpolation=cv2.INTER_AREA)
    points = found.points.copy()
    points[:, :2] = (points[:, :2] - [left, top]) * scale
    box = ((found.box - np.tile([left, top], 2)) * scale).astype(np.float32)
    body = Body(frames=np.zeros(1, np.int64), points=points[None], boxes=box[None])
    kept = np.ascontiguousarray(crop)
    head, head_scale = _head(rgb, found)
    return Look(
        seconds=seconds,
        rgb=kept,
        body=body,
        appearance=appearances(kept[None], (body,))[0],
        head=head,
        head_scale=head_scale,
        sure=float(found.points[:, 2].mean()) * float(np.sqrt(found.height)),
    )


def _head(rgb: NDArray[np.uint8], found: Found) -> tuple[NDArray[np.uint8] | None, float]:
    """The surroundings of the head as filmed, and its pixels for one of the frame's."""
    import cv2

    sure = found.points[:, 2] > 0.25
    face = np.flatnonzero(sure[:5])
    if len(face) < 3:
        return None, 1.0
    middle = found.points[face, :2].mean(0)
    size = 2.2 * float(np.hypot(*np.ptp(found.points[face, :2], axis=0)))
    if sure[5] and sure[6]:
        size = max(size, 0.8 * float(np.hypot(*(found.points[5, :2] - found.points[6, :2]))))
    half = max(size, 16.0)
    height, width = rgb.shape[:2]
    x0, y0 = max(0, int(middle[0] - half)), max(0, int(middle[1] - half))
    x1, y1 = min(width, int(middle[0] + half)), min(height, int(middle[1] + half))
    if min(x1 - x0, y1 - y0) < 24:
        return None, 1.0
    part = rgb[y0:y1, x0:x1]
    scale = min(1.0, HEAD_PX / max(part.shape[:2]))
    if scale < 1:
        part = cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.ascontiguousarray(part), scale
