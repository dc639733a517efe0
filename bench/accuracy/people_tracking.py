"""Measures the following of people on made scenes, where every figure's box is known.

usage: python -m bench.accuracy.people_tracking [--camera NAME] [--only GROUP] [--floors]

Prints IDF1 (Ristani et al. 2016), switches of a figure between tracks, recall and precision of
boxes, and recall of figures of which at least half is seen, at an overlap of 0.5, five times a
second. ``--floors`` fails where a group is under its floor.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from dataclasses import dataclass

import cv2
import numpy as np
from scipy.optimize import linear_sum_assignment

from bench.accuracy.people_scenes import Box, Film, films, instants
from bench.scenes.stage import CAMERAS
from secondtake.comparing.people import RATE, PersonFinder

__all__ = ["FLOORS", "GROUPS", "Counted", "measured"]

GROUPS = ("at hand", "half the size", "moving", "hiding", "crowds")
FLOORS = {"at hand": 0.88, "half the size": 0.87, "moving": 0.87, "hiding": 0.93, "crowds": 0.72}
"""Least IDF1 of a group's films together."""
OVERLAP = 0.5
HALF = 0.5
"""Share of a figure that has to be seen for it to count as one that can be found."""

Seen = dict[tuple[int, int], Box]
"""Box x y w h by (frame, who)."""


@dataclass(frozen=True, kw_only=True)
class Counted:
    """Boxes of figures and of tracks, matched, of one identity; switches; half-seen figures."""

    figures: int = 0
    people: int = 0
    matched: int = 0
    identity: int = 0
    switches: int = 0
    tracks: int = 0
    plain: int = 0
    plain_matched: int = 0

    def __add__(self, other: Counted) -> Counted:
        names = self.__dataclass_fields__
        return Counted(**{n: getattr(self, n) + getattr(other, n) for n in names})

    @property
    def idf1(self) -> float:
        """Share of boxes of figures and tracks that agree on who it is, 0 to 1."""
        return 2 * self.identity / max(self.figures + self.people, 1)

    def __str__(self) -> str:
        return (
            f"IDF1 {self.idf1:.3f}, switches {self.switches}, recall "
            f"{self.matched / max(self.figures, 1):.3f} (half seen "
            f"{self.plain_matched / max(self.plain, 1):.3f}), precision "
            f"{self.matched / max(self.people, 1):.3f}, {self.tracks} tracks"
        )


def main() -> int:
    """Make, follow and print every film and the sums."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--camera", default="front", choices=sorted(CAMERAS))
    parser.add_argument("--only", choices=GROUPS)
    parser.add_argument("--floors", action="store_true")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    short = False
    for group in (options.only,) if options.only else GROUPS:
        total = Counted()
        for film in films(group, options.camera):
            counted = measured(film)
            total += counted
            print(f"{group}, {film.name}: {counted}", flush=True)
        print(f"{group}, all: {total}", flush=True)
        short |= total.idf1 < FLOORS[group]
    return int(options.floors and short)


def measured(film: Film) -> Counted:
    """Follow the people of one film and count what became of its figures."""
    finder = PersonFinder("made", "0" * 64)
    known: Seen = {}
    plain = set()
    for instant in instants(film):
        finder.see(np.array([instant.seconds]), instant.rgb[None])
        at = round(instant.seconds * RATE)
        known |= {(at, who): box for who, box in instant.boxes.items()}
        plain |= {(at, who) for who, share in instant.seen.items() if share >= HALF}
    found: Seen = {}
    tracks = finder.finish()
    for who, track in enumerate(tracks):
        for seconds, box in zip(track.seconds, track.boxes, strict=True):
            x, y, w, h = (float(v) for v in box)
            found[round(float(seconds) * RATE), who] = (x, y, w, h)
    return _score(known, found, plain, len(tracks))


def _score(known: Seen, found: Seen, plain: set[tuple[int, int]], tracks: int) -> Counted:
    shared: dict[tuple[int, int], int] = defaultdict(int)
    matched: set[tuple[int, int]] = set()
    switches = 0
    last: dict[int, int] = {}
    for frame in sorted({f for f, _ in known}):
        figures = [who for f, who in known if f == frame]
        people = [who for f, who in found if f == frame]
        if not figures or not people:
            continue
        table = np.array(
            [[_iou(known[frame, a], found[frame, b]) for b in people] for a in figures]
        )
        for a, b in zip(*np.nonzero(table >= OVERLAP), strict=True):
            shared[figures[a], people[b]] += 1
        for a, b in zip(*linear_sum_assignment(-table), strict=True):
            if table[a, b] >= OVERLAP:
                matched.add((frame, figures[a]))
                switches += last.get(figures[a], people[b]) != people[b]
                last[figures[a]] = people[b]
    return Counted(
        figures=len(known),
        people=len(found),
        matched=len(matched),
        identity=_identity(shared),
        switches=switches,
        tracks=tracks,
        plain=len(plain),
        plain_matched=len(plain & matched),
    )


def _identity(shared: dict[tuple[int, int], int]) -> int:
    """Most boxes that one-to-one pairs of figures and tracks can share."""
    if not shared:
        return 0
    table = np.zeros((1 + max(a for a, _ in shared), 1 + max(b for _, b in shared)))
    for (a, b), count in shared.items():
        table[a, b] = count
    rows, columns = linear_sum_assignment(-table)
    return int(table[rows, columns].sum())


def _iou(left: tuple[float, ...], right: tuple[float, ...]) -> float:
    wide = min(left[0] + left[2], right[0] + right[2]) - max(left[0], right[0])
    tall = min(left[1] + left[3], right[1] + right[3]) - max(left[1], right[1])
    shared = max(wide, 0) * max(tall, 0)
    return shared / (left[2] * left[3] + right[2] * right[3] - shared)


if __name__ == "__main__":
    sys.exit(main())
