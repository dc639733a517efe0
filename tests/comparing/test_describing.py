"""Looking at a shot once: what is looked at, and what is put in between."""

from __future__ import annotations

import numpy as np
from tests.comparing.made import texture

from secondtake.comparing.bodies import Body, filled
from secondtake.comparing.crops import EVERY_CROP, picture_crops


def body(frames: list[int]) -> Body:
    """A body that moves 3 pixels to the right in every frame."""
    at = np.array(frames, np.float32)
    points = np.zeros((len(at), 17, 3), np.float32)
    points[..., 0] = 3 * at[:, None]
    return Body(
        frames=np.array(frames, np.int64),
        points=points,
        boxes=np.stack([3 * at, 0 * at, 3 * at + 40, 0 * at + 90], 1).astype(np.float32),
    )


def test_a_body_searched_for_in_every_second_frame_is_half_way_in_between() -> None:
    every = body([0, 1, 2, 3, 4, 8, 9])

    found = filled(body([0, 2, 4, 8, 9]))

    assert list(found.frames) == list(every.frames)
    np.testing.assert_allclose(found.points, every.points)
    np.testing.assert_allclose(found.boxes, every.boxes)


def test_of_many_pictures_every_second_is_looked_at() -> None:
    level = np.linspace(20, 230, EVERY_CROP + 5).astype(np.uint8)
    texture_of = texture(4, 60, 80)
    rgb = np.stack([texture_of // 2 + at // 2 for at in level])

    seen = picture_crops(rgb).vectors.astype(np.float64)
    few = picture_crops(rgb[:EVERY_CROP]).vectors.astype(np.float64)

    middle = seen[0:-2:2] + seen[2::2]
    middle /= np.linalg.norm(middle, axis=1, keepdims=True)
    np.testing.assert_allclose(seen[1:-1:2], middle, atol=2e-3)
    np.testing.assert_array_equal(seen[0:EVERY_CROP:2], few[0::2])
    assert np.abs(few[1:-1:2] - seen[1 : EVERY_CROP - 1 : 2]).max() > 0
