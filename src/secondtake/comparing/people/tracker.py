"""Follows people from frame to frame: where motion leads, like colours, one to one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.people.assignment import cheapest_pairs
from secondtake.comparing.people.interactions import Sighting
from secondtake.comparing.people.tracklet import Look, Path, Step, look_at
from secondtake.vision.boxes import covered_share, iou
from secondtake.vision.camera_motion import camera_step
from secondtake.vision.person_appearance import colour_likeness
from secondtake.vision.tiles import Found

__all__ = ["Follower"]

GAP_SECONDS = 2.6
"""How long a person may be hidden and still be the same track."""
GONE_SECONDS = 10.0
"""How long after that a person that looks the same, and only that one, goes on its track."""
AGAIN = 0.86
"""Likeness of colours (0 to 1) from which a person may be one that was gone."""
CLEAR = 0.04
"""How much less any other person of the shot has to be like it."""
PACE = 2.0
"""Heights of its own that a person walks or the camera turns past in a second at most."""
KNOWN_AGAIN = 4
"""Sightings of a new track after which its colours are compared with those that are gone."""
REACH = 0.45
"""How far from where it is awaited a person may be seen, in its heights, and as much a second more
while it is hidden."""
MOST_COST = 0.62
"""Cost (0 to 1) of a link above which a new track begins."""
HIDDEN_SECONDS = 0.5
AFTER_HIDING = 0.72
"""Likeness of colours (0 to 1) that a person has to have after it was hidden for longer than that:
made figures had 0.77 to 0.98 with themselves and up to 0.70 with whoever came out instead."""
PLACE_SHARE = 0.3
"""Share of place in the cost; the rest is colour. At 0.6 made walks that cross had IDF1 0.77, at
0.3 they have 0.81 (the first three scenes of bench.accuracy.people_tracking)."""
MOST_TURNED = 4.0
"""How many times wider for its height a person may become from one sighting to the next: nobody who
stands lies down in a fifth of a second."""
COVERED = 0.35
"""Share of a person's box that another's covers, from which its colours may be the other's."""
SMALL_PX = 320
"""Long side of the frames in which the camera's motion is looked for."""

Frame = NDArray[np.uint8]


class Follower:
    """Links the people of one shot; frames come in order, ``end`` closes the shot.

    Each pair of a track and a person costs what separates the awaited place from the seen one and
    the colours of both; the cheapest assignment is taken (Kuhn 1955). What the camera did in
    between is taken out first.
    """

    def __init__(self) -> None:
        self._open: list[Path] = []
        self._gone: list[Path] = []
        self._before: Frame | None = None
        self._serials = count()

    def awaited(self, seconds: float, rgb: Frame) -> list[NDArray[np.float32]]:
        """Take the camera's motion up to a frame; give the boxes in which people are awaited.

        Comes once before ``see`` of the same frame.
        """
        step = self._camera(rgb)
        if step is not None:
            for path in (*self._open, *self._gone):
                path.carry(step)
        return [path.awaited(seconds) for path in self._open]

    def see(self, seconds: float, rgb: Frame, found: Sequence[Found]) -> list[Path]:
        """Take one frame; give the tracks that have ended."""
        looks = [look_at(seconds, rgb, one) for one in found]
        links = self._links(seconds, found, looks)
        plain = [_plain(number, found) for number in range(len(found))]
        for path, number in links:
            path.add(seconds, found[number], looks[number], plain=plain[number])
        taken = {number for _, number in links}
        seen = {id(path) for path, _ in links}
        for path in self._open:
            if id(path) not in seen:
                path.hide(seconds)
        for number in range(len(found)):
            if number not in taken:
                path = Path(serials=[next(self._serials)])
                path.add(seconds, found[number], looks[number], plain=plain[number])
                self._open.append(path)
        for path, _ in links:
            if len(path.seconds) == KNOWN_AGAIN:
                self._rejoin(path)
        self._gone += [p for p in self._open if seconds - p.seconds[-1] > GAP_SECONDS]
        self._open = [p for p in self._open if seconds - p.seconds[-1] <= GAP_SECONDS]
        ended = [p for p in self._gone if seconds - p.seconds[-1] > GAP_SECONDS + GONE_SECONDS]
        self._gone = [
            p for p in self._gone if seconds - p.seconds[-1] <= GAP_SECONDS + GONE_SECONDS
        ]
        return ended

    def sightings(self, seconds: float) -> list[Sighting]:
        """The people seen in the frame of that time, the last one taken."""
        return [
            Sighting(serial=p.serials[0], box=p.boxes[-1], points=p.points[-1])
            for p in self._open
            if p.seconds[-1] == seconds
        ]

    def end(self) -> list[Path]:
        """The shot is over: every track ends."""
        ended, self._open, self._gone = self._gone + self._open, [], []
        return ended

    def _camera(self, rgb: Frame) -> Step | None:
        """The camera's motion since the last frame in pixels of the frame, None where unknown."""
        import cv2

        height, width = rgb.shape[:2]
        scale = SMALL_PX / max(height, width)
        size = (max(8, round(width * scale)), max(8, round(height * scale)))
        small = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA)
        before, self._before = self._before, small
        if before is None or before.shape != small.shape:
            return None
        people = np.zeros(small.shape[:2], bool)
        for path in self._open:
            x0, y0, x1, y1 = (path.last * scale).astype(int)
            people[max(0, y0) : max(0, y1), max(0, x0) : max(0, x1)] = True
        matrix = camera_step(before, small, people)
        if matrix is None:
            return None
        return matrix[:, 2] / scale, float(np.hypot(matrix[0, 0], matrix[1, 0]))

    def _links(
        self, seconds: float, found: Sequence[Found], looks: Sequence[Look]
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

    def _rejoin(self, path: Path) -> None:
        """Let a path of someone who was gone go on with this one, if no other looks as much so."""
        free = [p for p in (*self._gone, *self._open) if p is not path and _can_reach(p, path)]
        if not free:
            return
        likeness = [_alike(p.colours, path.colours) for p in free]
        best = int(np.argmax(likeness))
        others = [p for p in (*self._gone, *self._open) if p is not path and p is not free[best]]
        rival = max((_alike(p.colours, path.colours) for p in others), default=0.0)
        if likeness[best] >= AGAIN and likeness[best] >= rival + CLEAR:
            again = free[best]
            again.join(path)
            self._gone = [p for p in self._gone if p is not again]
            self._open = [p for p in self._open if p is not path and p is not again] + [again]


def _cost(path: Path, seconds: float, found: Found, look: Look) -> float:
    awaited = path.awaited(seconds)
    size = max(float(max(awaited[2:] - awaited[:2])), 1.0)
    hidden = seconds - path.seconds[-1]
    apart = float(np.hypot(*((awaited[:2] + awaited[2:] - found.box[:2] - found.box[2:]) / 2)))
    apart /= max(size, found.size)
    if apart > REACH * (1 + hidden) or not 0.45 < found.size / size < 2.2:
        return 1.0
    if not 1 / MOST_TURNED < _wide(found.box) / _wide(awaited) < MOST_TURNED:
        return 1.0
    alike = _alike(path.colours, look.appearance.histograms)
    if hidden > HIDDEN_SECONDS and alike < AFTER_HIDING:
        return 1.0
    place = 1 - max(iou(awaited, found.box), 1 - apart / (REACH * (1 + hidden)))
    return PLACE_SHARE * place + (1 - PLACE_SHARE) * (1 - alike)


def _can_reach(earlier: Path, later: Path) -> bool:
    """Whether a person could walk from where one path ended to where the other begins."""
    gap = later.seconds[0] - earlier.seconds[-1]
    (left, top, right, bottom), there = earlier.boxes[-1], later.boxes[0]
    size = max(float(right - left), float(bottom - top), 1.0)
    apart = np.hypot(left + right - there[0] - there[2], top + bottom - there[1] - there[3]) / 2
    return bool(gap > 0 and apart <= size * (1 + PACE * gap))


def _wide(box: NDArray[np.float32]) -> float:
    return max(float(box[2] - box[0]), 1.0) / max(float(box[3] - box[1]), 1.0)


def _plain(number: int, found: Sequence[Found]) -> bool:
    """Whether no other person's box covers much of this one's."""
    return all(
        covered_share(found[number].box, other.box) < COVERED
        for place, other in enumerate(found)
        if place != number
    )


def _alike(left: NDArray[np.float32] | None, right: NDArray[np.float32] | None) -> float:
    """Likeness of colours of the parts seen in both, 0 to 1; a half when none is."""
    if left is None or right is None:
        return 0.5
    known = [
        colour_likeness(one, two)
        for one, two in zip(left, right, strict=True)
        if one.any() and two.any()
    ]
    return float(np.mean(known)) if known else 0.5
