"""One moment by a body's points from two cameras."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from secondtake.comparing.takes.measures.body_sync import Followed, body_sync_of
from secondtake.vision.pose import Person

REST = np.array(
    [[0, -60, 0]] * 5
    + [[-20, -45, 0], [20, -45, 0], [-25, -20, 5], [25, -20, 5], [-25, 5, 10], [25, 5, 10]]
    + [[-12, 0, 0], [12, 0, 0], [-13, 40, 5], [13, 40, 5], [-13, 80, 0], [13, 80, 0]],
    float,
)
"""A standing body's seventeen points, pixels, x right, y down, z away."""


def acted(seed: int, seconds: float) -> NDArray[np.float64]:
    """A body whose arms and legs start and stop: float64 (n, 17, 3), 100 a second."""
    rng = np.random.default_rng(seed)
    count = round(seconds * 100)
    bell = np.exp(-0.5 * (np.arange(-60, 61) / 18) ** 2)
    course = np.stack(
        [np.convolve(rng.standard_normal(count + 120), bell, "valid") for _ in range(3)]
    )
    course /= course.std(1, keepdims=True)
    ways = rng.normal(0, 9, (3, 17, 3))
    ways[:, :7] = ways[:, 11:13] = 0
    return np.asarray(REST + np.einsum("kn,kpd->npd", course, ways))


def seen(body: NDArray[np.float64], angle: float, start: float = 0.0) -> Followed:
    rng = np.random.default_rng(round(100 * angle))
    at = np.arange(start, (len(body) - 1) / 100, 0.1)
    places = body[np.round(at * 100).astype(int)]
    across = np.cos(angle) * places[..., 0] + np.sin(angle) * places[..., 2]
    points = np.stack([200 + across, 150 + places[..., 1], np.full(across.shape, 0.8)], 2)
    points[..., :2] += rng.normal(0, 0.7, points[..., :2].shape)
    boxes = np.tile(np.array([150, 80, 250, 240], np.float32), (len(at), 1))
    frames = np.arange(len(at), dtype=np.int64)
    return (Person(frames=frames, points=points.astype(np.float32), boxes=boxes),), np.asarray(
        at - start, np.float64
    )


def test_a_body_is_timed_from_the_side_and_another_performance_is_not() -> None:
    body = acted(1, 5)

    found = body_sync_of(seen(body, 0.2), seen(body, 1.4, start=0.7))
    again = body_sync_of(seen(body, 0.2), seen(acted(2, 5), 1.4))

    assert found is not None
    assert again is not None
    assert found.offset_seconds == pytest.approx(-0.7, abs=0.08)
    assert found.margin > 1.5 > again.margin


def test_nobody_followed_gives_no_measure() -> None:
    body = acted(1, 5)

    assert body_sync_of(seen(body, 0.2), ((), np.arange(20) / 10)) is None
