"""What two people of one shot do with each other, as far as keypoints and places show it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

__all__ = ["Contacts", "Sighting", "slope"]

LEAST_POINT = 0.25
"""Score (0 to 1) from which a keypoint counts as seen."""
LYING = 30.0
"""Degrees between the trunk and the horizontal under which a person is said to lie."""
NEAR = 0.06
"""How near a hand has to be to another person's limbs or trunk, in that person's longer sides."""
REACH = 0.6
"""Least length of a stretched arm from shoulder to wrist, in trunk lengths."""
AIM = 18.0
"""Degrees by which a stretched arm may miss the middle of another person's trunk."""
LEAST_TIMES = 3
LEAST_SHARE = 0.3
"""Share of the frames in which both are seen from which something is told."""
ALONG = 0.7
"""How far both have to go, in longer sides of the one who lies."""
APART = 0.35
"""Most that the way of one may differ from the other's, as a share of its length."""
LIMBS = ((5, 6), (11, 12), (5, 11), (6, 12), (5, 7), (7, 9), (6, 8), (8, 10), (11, 13), (12, 14))

Points = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sighting:
    """A person in one frame: which track, box x0 y0 x1 y1 and points (17, 3), pixels."""

    serial: int
    box: NDArray[np.float32]
    points: Points

    @property
    def middle(self) -> NDArray[np.float64]:
        """Middle of the box."""
        return np.asarray((self.box[:2] + self.box[2:]) / 2, np.float64)

    @property
    def size(self) -> float:
        """Longer side of the box."""
        return max(float(max(self.box[2:] - self.box[:2])), 1.0)


@dataclass(slots=True)
class Contacts:
    """Takes the people of a shot frame by frame and tells what each does with which other."""

    _together: Counter[tuple[int, int]] = field(default_factory=Counter)
    _touched: Counter[tuple[int, int]] = field(default_factory=Counter)
    _aimed: Counter[tuple[int, int]] = field(default_factory=Counter)
    _ways: dict[tuple[int, int], list[tuple[Sighting, Sighting]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def see(self, sightings: Sequence[Sighting]) -> None:
        """Take all people of one frame."""
        for one in sightings:
            for other in sightings:
                if one.serial == other.serial:
                    continue
                pair = (one.serial, other.serial)
                self._together[pair] += 1
                self._touched[pair] += _touches(one.points, other)
                self._aimed[pair] += _aims(one.points, other)
                self._ways[pair][1:] = [(one, other)]

    def told(self, serials: Sequence[int], names: Mapping[int, str], lying: set[str]) -> list[str]:
        """What a track, known by ``serials``, does with others; ``names`` are theirs, by serial.

        ``lying``: names of those who lie. Only what the picture shows: who stands in front of
        another may seem to touch them.
        """
        own = {names[s] for s in serials if s in names}
        found: list[str] = []
        for counted, words in (
            (self._touched, "a hand at {name} in the picture"),
            (self._aimed, "an arm held out towards {name}"),
        ):
            for name, (times, share) in self._shares(counted, serials, names).items():
                if name not in own and times >= LEAST_TIMES and share >= LEAST_SHARE:
                    found.append(words.format(name=name))
        for pair, way in self._ways.items():
            name = names.get(pair[1], "")
            if pair[0] in serials and name in lying - own and _along(way):
                found.append(f"moves along with {name}, who is lying down")
        return list(dict.fromkeys(found))

    def _shares(
        self, counted: Counter[tuple[int, int]], serials: Sequence[int], names: Mapping[int, str]
    ) -> dict[str, tuple[int, float]]:
        sums: dict[str, tuple[int, int]] = {}
        for (one, other), together in self._together.items():
            if one in serials and other in names:
                times, total = sums.get(names[other], (0, 0))
                sums[names[other]] = (times + counted[one, other], total + together)
        return {name: (times, times / total) for name, (times, total) in sums.items()}


def slope(points: Points) -> float | None:
    """Degrees between the trunk and the horizontal, 0 to 90; None where it is not seen."""
    if min(points[[5, 6, 11, 12], 2]) < LEAST_POINT:
        return None
    along = points[[5, 6], :2].mean(0) - points[[11, 12], :2].mean(0)
    return float(np.degrees(np.arctan2(abs(along[1]), abs(along[0]) + 1e-6)))


def _touches(points: Points, other: Sighting) -> bool:
    """Whether a hand is at a limb or the trunk of another person, in the picture."""
    hands = [_hand(points, elbow, wrist) for elbow, wrist in ((7, 9), (8, 10))]
    limbs = [
        (other.points[a, :2], other.points[b, :2])
        for a, b in LIMBS
        if min(other.points[[a, b], 2]) >= LEAST_POINT
    ]
    reach = NEAR * other.size
    return any(
        hand is not None and any(_distance(hand, *limb) <= reach for limb in limbs)
        for hand in hands
    )


def _hand(points: Points, elbow: int, wrist: int) -> NDArray[np.float64] | None:
    """Where a hand is: a third of the forearm beyond the wrist."""
    if min(points[[elbow, wrist], 2]) < LEAST_POINT:
        return None
    along = points[wrist, :2].astype(np.float64) - points[elbow, :2]
    return np.asarray(points[wrist, :2] + along / 3, np.float64)


def _distance(at: NDArray[np.float64], one: NDArray[np.float32], two: NDArray[np.float32]) -> float:
    along = (two - one).astype(np.float64)
    share = np.clip(float((at - one) @ along) / max(float(along @ along), 1e-6), 0, 1)
    return float(np.hypot(*(at - one - share * along)))


def _aims(points: Points, other: Sighting) -> bool:
    """Whether a stretched arm points at a person that it does not reach."""
    if min(points[[5, 6, 11, 12], 2]) < LEAST_POINT:
        return False
    trunk = float(np.hypot(*(points[[5, 6], :2].mean(0) - points[[11, 12], :2].mean(0))))
    for shoulder, wrist in ((5, 9), (6, 10)):
        if points[wrist, 2] < LEAST_POINT:
            continue
        arm = points[wrist, :2].astype(np.float64) - points[shoulder, :2]
        way = other.middle - points[wrist, :2]
        long = float(np.hypot(*arm))
        if long < REACH * trunk or np.hypot(*way) < 0.3 * other.size:
            continue
        cosine = float(arm @ way) / (long * float(np.hypot(*way)) + 1e-6)
        if np.degrees(np.arccos(np.clip(cosine, -1, 1))) <= AIM:
            return True
    return False


def _along(way: list[tuple[Sighting, Sighting]]) -> bool:
    """Whether both went the same way, from when both were first seen to the last time."""
    if len(way) < 2:
        return False
    (one, other), (last, there) = way
    mine, theirs = last.middle - one.middle, there.middle - other.middle
    far = float(np.hypot(*theirs))
    return far >= ALONG * there.size and float(np.hypot(*(mine - theirs))) <= APART * far
