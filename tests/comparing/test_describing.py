"""Looking at a shot once: what is looked at in every frame and what in some."""

from __future__ import annotations

import numpy as np
from tests.comparing.made import texture

from secondtake.vision.person_embedding import MOST_LOOKS, person_crops
from secondtake.vision.pose import Person


def person(frames: list[int]) -> Person:
    """A person that moves 3 pixels to the right in every frame."""
    at = np.array(frames, np.float32)
    points = np.zeros((len(at), 17, 3), np.float32)
    points[..., 0] = 3 * at[:, None]
    return Person(
        frames=np.array(frames, np.int64),
        points=points,
        boxes=np.stack([3 * at, 0 * at, 3 * at + 40, 0 * at + 90], 1).astype(np.float32),
    )


def test_outlines_are_taken_in_every_frame_and_the_kind_of_thing_in_some() -> None:
    somebody = person(list(range(MOST_LOOKS + 14)))
    rgb = np.repeat(texture(4, 100, 160)[None], len(somebody.frames), axis=0)

    crops, fewer = person_crops(rgb, somebody, 100), person_crops(rgb, somebody, 5)

    assert list(crops.frames) == list(somebody.frames)
    assert len(crops.shapes) == len(somebody.frames)
    assert len(crops.vectors) == MOST_LOOKS
    assert len(fewer.frames) == len(fewer.shapes) == len(fewer.vectors) == 5
    np.testing.assert_allclose(np.linalg.norm(crops.vectors, axis=1), 1, atol=1e-2)
