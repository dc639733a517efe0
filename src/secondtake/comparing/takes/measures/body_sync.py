"""One moment by body points: two cameras see two projections of one body in motion.

Source: Tresadern and Reid 2009, "Video synchronization from human motion using rank constraints":
under affine cameras both sides' points, stacked, have the rank of one body's movement only at the
right offset. Here the canonical correlations of the strongest movements say how nearly that holds.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.takes.measures.lagged_correlation import agreement
from secondtake.comparing.takes.measures.moment_sync import Lock, least_overlap, lock_of
from secondtake.comparing.takes.measures.pose_dtw import moves_of
from secondtake.comparing.takes.measures.signal_clock import GRID_SECONDS, Signal, principal, timed
from secondtake.vision.pose import Person

__all__ = ["Followed", "body_sync_of"]

Followed = tuple[tuple[Person, ...], NDArray[np.float64]]
"""The people followed through a shot and the times of its frames in seconds, float64 (n,)."""

MOST_PEOPLE = 3
"""People of each side who are tried, the largest and longest seen first."""
MOVEMENTS = 2
"""Principal movements of a body kept: more fit anything over two or three seconds."""
LEAST_FRAMES = 8
LEAST_POINTS = 3
SEEN = 0.4
"""Mean certainty of a body point over the track from which it is used."""


def body_sync_of(left: Followed, right: Followed) -> Lock | None:
    """The offset at which some body of either side moves as one body would, seen from two cameras.

    Body points are taken in the person's own frame (from the trunk's middle, in trunk lengths), so
    that no camera movement is in them. All pairs of people are tried: clothes and faces are not
    asked. None without a person followed for a second on both sides.
    """
    mine, yours = _bodies(left), _bodies(right)
    best: Lock | None = None
    for start, body in mine:
        for begun, other in yours:
            least = least_overlap(min(body.shape[1], other.shape[1]) * GRID_SECONDS)
            if least is None:
                continue
            found = lock_of(agreement(body, other), least, GRID_SECONDS, begun - start)
            best = found if best is None or found.z > best.z else best
    return best


def _bodies(shot: Followed) -> list[tuple[float, Signal]]:
    found = (_body(person, shot[1]) for person in shot[0][:MOST_PEOPLE])
    return [one for one in found if one is not None]


def _body(person: Person, seconds: NDArray[np.float64]) -> tuple[float, Signal] | None:
    """When a body is first seen on the film's clock, and its principal movements."""
    if len(person.frames) < LEAST_FRAMES:
        return None
    moves = moves_of(person)
    seen = moves.seen.mean(0) > SEEN
    if seen.sum() < LEAST_POINTS:
        return None
    at = seconds[moves.frames]
    points = moves.joints[:, seen].reshape(len(at), -1)
    course = timed(at - at[0], points.T, float(at[-1] - at[0]), GRID_SECONDS)
    if course.shape[1] < MOVEMENTS or not np.isfinite(course).all():
        return None
    return float(at[0]), principal(course, MOVEMENTS)
