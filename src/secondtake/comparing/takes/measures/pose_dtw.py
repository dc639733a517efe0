"""Same action? Keypoints in people's own frames, aligned by a warp that may start anywhere."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondtake.vision.dtw import local_path
from secondtake.vision.pose import Person

__all__ = ["ActionMatch", "Moves", "match_action", "moves_of"]

JOINTS = (0, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)
"""Keypoints used: nose, shoulders, elbows, wrists, hips, knees, ankles."""
SWAPPED = (0, 2, 1, 4, 3, 6, 5, 8, 7, 10, 9, 12, 11)
"""JOINTS with left and right changed over."""
JITTER = 0.07
"""Standard deviation of a still joint, in trunk lengths, between frames and between shots."""
LEAST_MOTION = 0.12
"""Root mean square excursion of the joints, in trunk lengths, below which nobody acts."""
TOLERANCE = 0.5
"""Squared distance that earns nothing, as a share of what two unrelated moments differ by."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Moves:
    """One person's joints in its own frame, through time.

    ``frames``: int64 (k,). ``joints``: float64 (k, joints, 2) in trunk lengths from the trunk's
    middle, x right, y down. ``seen``: float64 (k, joints), 0 to 1. ``motion``: root mean square
    excursion of the joints from their median, in trunk lengths.
    """

    frames: NDArray[np.int64]
    joints: NDArray[np.float64]
    seen: NDArray[np.float64]
    motion: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ActionMatch:
    """How much of two people's action is the same under a free warp.

    ``share``: matched action over the action of the side with less, -1 to 1. ``cover``: the same
    over the side with more. ``path``: int64 (p, 2), frames of left and right that go together.
    ``distance``: root mean square joint distance along the path, in trunk lengths.
    ``mirrored``: whether one side was mirrored.
    """

    share: float
    cover: float
    distance: float
    path: NDArray[np.int64]
    mirrored: bool


def moves_of(person: Person) -> Moves:
    """A person's joints in its own frame, smoothed over three frames."""
    points = person.points[:, list(JOINTS)].astype(np.float64)
    seen = np.clip((points[..., 2] - 0.15) / 0.25, 0, 1)
    xy = points[..., :2]
    trunk = [1, 2, 7, 8]
    weight = seen[:, trunk, None] + 1e-3
    centre = (xy[:, trunk] * weight).sum(1) / weight.sum(1)
    length = np.hypot(*((xy[:, 1] + xy[:, 2] - xy[:, 7] - xy[:, 8]) / 2).T)
    sure = seen[:, trunk].min(1) > 0.3
    tall = float(np.median(person.boxes[:, 3] - person.boxes[:, 1]))
    scale = float(np.percentile(length[sure], 75)) if sure.any() else 0.3 * tall
    own = (xy - centre[:, None]) / max(scale, 1.0)
    own = _smoothed(own, seen)
    rest = _median(own, seen)
    gone = ((own - rest) ** 2).sum(2) * seen
    motion = float(np.sqrt(gone.sum(1).mean() / max(seen.sum(1).mean(), 1e-6)))
    return Moves(frames=person.frames, joints=own, seen=seen, motion=motion)


def match_action(left: Moves, right: Moves) -> ActionMatch | None:
    """The best local alignment of two people's moves, straight or mirrored.

    None when either is seen in fewer than four frames. Source: Smith and Waterman 1981 on
    joint distances, slopes held to 1/2..2 as in Sakoe and Chiba 1978.
    """
    if min(len(left.frames), len(right.frames)) < 4:
        return None
    straight = _match(left, right, False)
    turned = _match(left, _mirrored(right), True)
    return turned if turned.share > straight.share + 0.1 else straight


def _mirrored(moves: Moves) -> Moves:
    order = list(SWAPPED)
    return Moves(
        frames=moves.frames,
        joints=moves.joints[:, order] * np.array([-1.0, 1.0]),
        seen=moves.seen[:, order],
        motion=moves.motion,
    )


def _match(left: Moves, right: Moves, mirrored: bool) -> ActionMatch:
    squared = distances(left, right)
    far_left, far_right = _excursion(left), _excursion(right)
    chance = far_left.mean() + far_right.mean() + JITTER**2
    weight = np.sqrt(far_left)[:, None] + np.sqrt(far_right)[None]
    reward = weight * (1 - squared / (TOLERANCE * chance + JITTER**2))
    score, path = local_path(reward)
    action_left, action_right = 2 * np.sqrt(far_left).sum(), 2 * np.sqrt(far_right).sum()
    along = squared[path[:, 0], path[:, 1]]
    return ActionMatch(
        share=float(score / max(min(action_left, action_right), 1e-6)),
        cover=float(score / max(action_left, action_right, 1e-6)),
        distance=float(np.sqrt(along.mean())) if len(along) else float("nan"),
        path=np.stack([left.frames[path[:, 0]], right.frames[path[:, 1]]], 1),
        mirrored=mirrored,
    )


def _excursion(moves: Moves) -> NDArray[np.float64]:
    """Mean squared distance of the joints from their median, by frame: float64 (k,)."""
    rest = _median(moves.joints, moves.seen)
    gone = ((moves.joints - rest) ** 2).sum(2) * moves.seen
    return np.asarray(gone.sum(1) / np.maximum(moves.seen.sum(1), 1e-6))


def distances(left: Moves, right: Moves) -> NDArray[np.float64]:
    """Mean squared joint distance of every left with every right frame, float64 (n, m).

    Arms and legs may each change sides: seen from the side, the model mixes left with right.
    """
    gone = left.joints[:, None] - right.joints[None]
    weight = left.seen[:, None] * right.seen[None]
    straight = (gone**2).sum(3) * weight
    crossed_joints = right.joints[:, list(SWAPPED)]
    crossed_weight = left.seen[:, None] * right.seen[None][:, :, list(SWAPPED)]
    crossed = ((left.joints[:, None] - crossed_joints[None]) ** 2).sum(3) * crossed_weight
    total = straight[..., 0].copy()
    count = weight[..., 0].copy()
    for limb in ([1, 2], [3, 4, 5, 6], [7, 8], [9, 10, 11, 12]):
        one, two = straight[..., limb].sum(2), crossed[..., limb].sum(2)
        n_one, n_two = weight[..., limb].sum(2), crossed_weight[..., limb].sum(2)
        use = two / np.maximum(n_two, 1e-6) < one / np.maximum(n_one, 1e-6)
        total += np.where(use, two, one)
        count += np.where(use, n_two, n_one)
    return np.asarray(total / np.maximum(count, 0.5))


def _median(values: NDArray[np.float64], seen: NDArray[np.float64]) -> NDArray[np.float64]:
    """Median over frames of the joints that were seen, float64 (joints, 2)."""
    shown = np.where(seen[..., None] > 0.3, values, np.nan)
    blank = np.isnan(shown).all(0)
    shown[:, blank[:, 0]] = values[:, blank[:, 0]]
    return np.asarray(np.nanmedian(shown, axis=0))


def _smoothed(values: NDArray[np.float64], seen: NDArray[np.float64]) -> NDArray[np.float64]:
    """Mean of three frames weighted by how surely each joint was seen."""
    weight = np.pad(seen, ((1, 1), (0, 0)), mode="edge")[..., None] + 1e-3
    padded = np.pad(values, ((1, 1), (0, 0), (0, 0)), mode="edge") * weight
    kernel = (0.25, 0.5, 0.25)
    count = len(values)
    total = sum(k * padded[o : o + count] for o, k in enumerate(kernel))
    norm = sum(k * weight[o : o + count] for o, k in enumerate(kernel))
    return np.asarray(total / norm)
