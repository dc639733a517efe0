"""A person's path through a shot as it is followed: where it was, its colours, its best views."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from secondtake.vision.clothing import Appearance, appearances
from secondtake.vision.pose import Person
from secondtake.vision.tiles import Found

__all__ = ["Look", "Path", "Step", "look_at"]

LOOK_EVERY = 0.6
"""Seconds of a track from which the best view is kept."""
MOST_LOOKS = 8
"""Views of one track that are described, evenly spread."""
LOOK_PX = 320
"""Tallest view kept."""
SURE_AFTER = 4
"""Sightings after which somebody who is hidden is held to be there; before, for no longer than
they were seen."""
HEAD_PX = 256
"""Widest picture kept of a head."""

Step = tuple[NDArray[np.float64], float]
"""What the camera did to the picture since the last frame: a scale about 0, 0, then a shift, px."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Look:
    """One view of a person: the crop around it, its points there, the head as filmed.

    ``head_scale``: pixels of ``head`` for one pixel of the frame.
    """

    seconds: float
    rgb: NDArray[np.uint8]
    person: Person
    appearance: Appearance
    head: NDArray[np.uint8] | None
    head_scale: float
    sure: float


@dataclass(kw_only=True, eq=False)
class Path:
    """A track being followed: times, boxes and points so far, and its best views.

    ``serials``: its own number and those of paths that turned out to be its. ``last``: where its
    last box would be now had only the camera moved. ``hidden``: times since then, and that box at
    each. ``filled``: times and boxes between two sightings.
    """

    serials: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    boxes: list[NDArray[np.float32]] = field(default_factory=list)
    points: list[NDArray[np.float32]] = field(default_factory=list)
    last: NDArray[np.float32] = field(default_factory=lambda: np.zeros(4, np.float32))
    hidden: list[tuple[float, NDArray[np.float32]]] = field(default_factory=list)
    filled: list[tuple[float, NDArray[np.float32]]] = field(default_factory=list)
    velocity: NDArray[np.float64] = field(default_factory=lambda: np.zeros(2))
    colours: NDArray[np.float32] | None = None
    looks: dict[int, Look] = field(default_factory=dict)

    def awaited(self, seconds: float) -> NDArray[np.float32]:
        """Where the person should be by its speed; after half a second it is taken to stop."""
        shift = self.velocity * min(seconds - self.seconds[-1], 0.5)
        return (self.last + np.tile(shift, 2)).astype(np.float32)

    def carry(self, step: Step) -> None:
        """The camera moved: what is in the picture moved against it."""
        shift, scale = step
        self.last = (self.last * scale + np.tile(shift, 2)).astype(np.float32)
        self.velocity = self.velocity * scale

    def hide(self, seconds: float) -> None:
        """The person was not seen in this frame."""
        self.hidden.append((seconds, self.last))

    def add(self, seconds: float, found: Found, look: Look, *, plain: bool = True) -> None:
        """The person was seen again; where it was hidden, its box is placed between the two.

        ``plain``: nobody else's box covers much of it, so that its colours are its own.
        """
        if self.boxes:
            gap = max(seconds - self.seconds[-1], 1e-3)
            moved = (_middle(found.box) - _middle(self.last)) / gap
            self.velocity = 0.5 * self.velocity + 0.5 * moved
            self._fill(seconds, found.box, self.last)
        self.last = found.box
        self.seconds.append(seconds)
        self.boxes.append(found.box)
        self.points.append(found.points)
        if plain or self.colours is None:
            self._colour(look.appearance.histograms)
        slot = int(seconds / LOOK_EVERY)
        if slot not in self.looks or look.sure > self.looks[slot].sure:
            self.looks[slot] = look
        if len(self.looks) > 3 * MOST_LOOKS:
            self.looks = {slot: self.looks[slot] for slot in sorted(self.looks)[::2]}

    def best(self) -> list[Look]:
        """At most ``MOST_LOOKS`` views, the surest, in order of time."""
        surest = sorted(self.looks.values(), key=lambda v: -v.sure)[:MOST_LOOKS]
        return sorted(surest, key=lambda v: v.seconds)

    def join(self, later: Path) -> None:
        """Go on with a path that turned out to be the same person's."""
        waited = next((box for at, box in self.hidden if at >= later.seconds[0]), None)
        if waited is not None:
            self._fill(later.seconds[0], later.boxes[0], waited)
        self.serials += later.serials
        self.seconds += later.seconds
        self.boxes += later.boxes
        self.points += later.points
        self.filled += later.filled
        self.last, self.velocity, self.hidden = later.last, later.velocity, later.hidden
        self.colours = later.colours
        self.looks |= later.looks

    def _fill(
        self, seconds: float, found: NDArray[np.float32], waited: NDArray[np.float32]
    ) -> None:
        """Boxes for the times it was hidden; what ``waited`` missed by is spread over them.

        None when it was seen too seldom before: that may be a shadow that comes back.
        """
        gap = max(seconds - self.seconds[-1], 1e-3)
        sure = len(self.seconds) >= SURE_AFTER or len(self.hidden) <= len(self.seconds)
        for at, box in self.hidden:
            if sure and at < seconds:
                share = (at - self.seconds[-1]) / gap
                self.filled.append((at, (box + share * (found - waited)).astype(np.float32)))
        self.hidden = []

    def _colour(self, seen: NDArray[np.float32]) -> None:
        if self.colours is None:
            self.colours = seen
            return
        known, new = self.colours.sum(1) > 0, seen.sum(1) > 0
        mixed = np.where((known & new)[:, None], 0.8 * self.colours + 0.2 * seen, 0)
        self.colours = np.where(known[:, None] & ~new[:, None], self.colours, mixed)
        self.colours = np.where(new[:, None] & ~known[:, None], seen, self.colours)


def look_at(seconds: float, rgb: NDArray[np.uint8], found: Found) -> Look:
    """One view of a person found in a frame uint8 (h, w, 3)."""
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
    person = Person(frames=np.zeros(1, np.int64), points=points[None], boxes=box[None])
    kept = np.ascontiguousarray(crop)
    head, head_scale = _head(rgb, found)
    return Look(
        seconds=seconds,
        rgb=kept,
        person=person,
        appearance=appearances(kept[None], (person,))[0],
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


def _middle(box: NDArray[np.float32]) -> NDArray[np.float64]:
    return np.asarray((box[:2] + box[2:]) / 2, np.float64)
