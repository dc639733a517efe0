"""Follows people through a shot: found in some frames, carried by the picture's motion between."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.bodies import Body, People

__all__ = ["MOST_TRACKS", "tracked"]

MOST_TRACKS = 4
"""How many people of a shot are followed, the largest and longest seen first."""
LEAST_SEEN = 3
"""Frames in which somebody has to be seen: the model sees people in furniture now and then."""
LEAST_OVERLAP = 0.2
"""Least intersection over union (0 to 1) of where somebody was carried to and who is found."""
HIDDEN_SECONDS = 0.5
"""How long somebody may be hidden and still be the same track; at least one frame searched."""
PACE_SECONDS = 0.5
"""Time over which somebody's pace is taken."""
FLOW_PX = 320
"""Long side of the pictures in which motion is followed."""
WINDOW = (15, 15)
LEVELS = 2
SURE = 0.25
"""Least score (0 to 1) of a body point that speaks for the motion of its box."""
ASTRAY = 0.15
"""Heights by which a point carried there and back may be off: beyond, it is placed between."""

Points = NDArray[np.float32]


@dataclass(kw_only=True, eq=False)
class _Track:
    """Somebody being followed: sightings, and where the motion has carried the last one since.

    ``course``: float32 (17, 2) for every frame since the last sighting, that one first.
    """

    frames: list[int] = field(default_factory=list)
    points: list[Points] = field(default_factory=list)
    boxes: list[Points] = field(default_factory=list)
    course: list[Points] = field(default_factory=list)

    def awaited(self, at: int, pace: int) -> tuple[Points, Points]:
        """Two boxes x0, y0, x1, y1 in which they may be seen in the frame ``at``.

        The last one, carried as the median of its sure points was; and as if they went on as in
        the ``pace`` frames before, for whoever stands before them takes points along.
        """
        sure = self.points[-1][:, 2] >= SURE
        moved = (self.course[-1] - self.course[0])[sure if sure.any() else slice(None)]
        carried = self.boxes[-1] + np.tile(np.median(moved, axis=0), 2)
        before = max(0, len(self.frames) - 1 - pace)
        took = max(1, self.frames[-1] - self.frames[before])
        gone = (self.boxes[-1] - self.boxes[before]) * np.float32((at - self.frames[-1]) / took)
        return carried, self.boxes[-1] + np.tile((gone[:2] + gone[2:]) / 2, 2)


def tracked(
    rgb: NDArray[np.uint8], found: list[People], searched: NDArray[np.int64], step_seconds: float
) -> tuple[Body, ...]:
    """Tracks of the people found, the largest and longest seen first.

    ``rgb``: uint8 (n, h, w, 3), frames in order, ``step_seconds`` apart. ``found``: the people of
    the frames ``searched``, int64, rising. Between two of those each point moves with the picture
    (Lucas and Kanade 1981), from both ends; where the two disagree it is placed between. A person
    is the one whose box, carried so, overlaps most with theirs.
    """
    if not any(len(people[1]) for people in found):
        return ()
    flow = _Flow(rgb)
    rate = 1 / max(step_seconds, 1e-6)
    most_hidden = max(HIDDEN_SECONDS * rate, 2.0 * _widest(searched))
    pace = max(1, round(PACE_SECONDS * rate))
    open_tracks: list[_Track] = []
    ended: list[_Track] = []
    for order, at in enumerate(int(a) for a in searched):
        if order:
            _carry(open_tracks, flow, int(searched[order - 1]), at)
        points, boxes = found[order]
        links = _links(open_tracks, boxes, at, pace)
        _see(links, flow, at, points, boxes)
        free = sorted(set(range(len(boxes))) - {who for _, who in links})
        for who in free:
            open_tracks.append(_begun(at, points[who], boxes[who]))
        ended += [t for t in open_tracks if at - t.frames[-1] > most_hidden]
        open_tracks = [t for t in open_tracks if at - t.frames[-1] <= most_hidden]
    bodies = [_body(t) for t in ended + open_tracks if len(t.frames) >= LEAST_SEEN]
    bodies.sort(key=lambda b: -float(np.sqrt(_areas(b.boxes)).sum()))
    return tuple(bodies[:MOST_TRACKS])


class _Flow:
    """The motion of points between frames, in pixels of the frames given."""

    def __init__(self, rgb: NDArray[np.uint8]) -> None:
        self._rgb = rgb
        self._scale = min(1.0, FLOW_PX / max(rgb.shape[1:3]))
        self._grey: dict[int, NDArray[np.uint8]] = {}

    def through(self, points: Points, frames: range) -> list[Points]:
        """Points float32 (p, 2) of the first frame in every frame; those lost stay where lost."""
        import cv2

        course = [points]
        here = np.ascontiguousarray(points * np.float32(self._scale))[:, None]
        for one, two in pairwise(frames):
            there, kept, _ = cv2.calcOpticalFlowPyrLK(
                self._at(one), self._at(two), here, None, winSize=WINDOW, maxLevel=LEVELS
            )
            here = np.where(kept[..., None] == 1, there, here)
            course.append(np.asarray(here[:, 0] / self._scale, np.float32))
        return course

    def _at(self, frame: int) -> NDArray[np.uint8]:
        import cv2

        if frame not in self._grey:
            height, width = self._rgb.shape[1:3]
            to = (max(8, round(width * self._scale)), max(8, round(height * self._scale)))
            small = cv2.resize(self._rgb[frame], to, interpolation=cv2.INTER_AREA)
            self._grey[frame] = np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY))
        return self._grey[frame]


def _widest(searched: NDArray[np.int64]) -> int:
    return int(np.diff(searched).max()) if len(searched) > 1 else 1


def _begun(at: int, points: Points, box: Points) -> _Track:
    return _Track(frames=[at], points=[points], boxes=[box], course=[points[:, :2]])


def _carry(tracks: list[_Track], flow: _Flow, start: int, end: int) -> None:
    if not tracks:
        return
    course = flow.through(np.concatenate([t.course[-1] for t in tracks]), range(start, end + 1))
    count = len(tracks[0].course[-1])
    for order, track in enumerate(tracks):
        rows = slice(order * count, (order + 1) * count)
        track.course += [points[rows] for points in course[1:]]


def _links(tracks: list[_Track], boxes: Points, at: int, pace: int) -> list[tuple[_Track, int]]:
    """Tracks and the places in ``boxes`` of who goes on them, the best overlap first."""
    pairs = [
        (max(_overlap(awaited, box) for awaited in track.awaited(at, pace)), order, who)
        for order, track in enumerate(tracks)
        for who, box in enumerate(boxes)
    ]
    links: dict[int, int] = {}
    for overlap, order, who in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if overlap > LEAST_OVERLAP and order not in links and who not in links.values():
            links[order] = who
    return [(tracks[order], who) for order, who in sorted(links.items())]


def _see(
    links: list[tuple[_Track, int]], flow: _Flow, at: int, points: Points, boxes: Points
) -> None:
    """Somebody is seen again; the frames since they were last are filled from both ends."""
    for track, who in links:
        since = track.frames[-1]
        if at - since > 1:
            back = flow.through(points[who, :, :2], range(at, since - 1, -1))[::-1]
            _fill(track, at, back, points[who], boxes[who])
        track.frames.append(at)
        track.points.append(points[who])
        track.boxes.append(boxes[who])
        track.course = [points[who, :, :2]]


def _fill(track: _Track, at: int, back: list[Points], points: Points, box: Points) -> None:
    first, first_box, since = track.points[-1], track.boxes[-1], track.frames[-1]
    share = (np.arange(1, at - since, dtype=np.float32) / (at - since))[:, None, None]
    forth_course, back_course = np.stack(track.course[1:-1]), np.stack(back[1:-1])
    straight = (1 - share) * first[:, :2] + share * points[:, :2]
    carried = (1 - share) * forth_course + share * back_course
    tall = max(float(box[3] - box[1]), float(first_box[3] - first_box[1]), 1.0)
    missed = np.hypot(*(track.course[-1] - points[:, :2]).T)
    missed = np.maximum(missed, np.hypot(*(back[0] - first[:, :2]).T))
    between = np.where((missed < ASTRAY * tall)[:, None], carried, straight)
    score = (1 - share) * first[:, 2:] + share * points[:, 2:]
    shift = np.median(between - straight, axis=1)
    placed = (1 - share[:, 0]) * first_box + share[:, 0] * box + np.tile(shift, (1, 2))
    track.frames += range(since + 1, at)
    track.points += list(np.concatenate([between, score], 2).astype(np.float32))
    track.boxes += list(placed.astype(np.float32))


def _body(track: _Track) -> Body:
    return Body(
        frames=np.array(track.frames, np.int64),
        points=np.stack(track.points),
        boxes=np.stack(track.boxes),
    )


def _areas(boxes: Points) -> Points:
    sides = np.maximum(boxes[:, 2:] - boxes[:, :2], 0)
    return np.asarray(sides[:, 0] * sides[:, 1], np.float32)


def _overlap(left: Points, right: Points) -> float:
    low, high = np.maximum(left[:2], right[:2]), np.minimum(left[2:], right[2:])
    shared = float(np.prod(np.maximum(high - low, 0)))
    union = float(_areas(left[None])[0] + _areas(right[None])[0]) - shared
    return shared / union if union > 0 else 0.0
