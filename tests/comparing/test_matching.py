"""Many pairs of pictures matched at once give what each pair gives by itself."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from tests.comparing.made import texture

from secondtake.vision.keypoints import (
    KeyFrame,
    key_frame,
    matches_both_ways,
    mirrored,
    ratio_matches,
)


def test_one_product_matches_pictures_straight_and_mirrored() -> None:
    pictures = [texture(seed, 120, 160) for seed in (3, 8)]
    pictures.append(np.ascontiguousarray(pictures[0][:, ::-1]))
    keys = tuple(key_frame(p, 0, np.zeros((120, 160), bool)) for p in pictures)
    blank = KeyFrame(
        frame=0,
        size=(160, 120),
        points=np.zeros((0, 2), np.float32),
        vectors=np.zeros((0, 128), np.uint8),
        on_people=np.zeros(0, bool),
    )

    found = list(matches_both_ways(keys, (*keys, blank), 200))

    assert {(i, j) for i, j, _, _ in found} == {(i, j) for i in range(3) for j in range(3)}
    for i, j, flip, rows in found:
        np.testing.assert_array_equal(rows, _alone(keys[i], keys[j], flip=flip))
    assert max(len(rows) for i, j, flip, rows in found if flip and (i, j) == (0, 2)) > 20


def _alone(left: KeyFrame, right: KeyFrame, *, flip: bool) -> NDArray[np.int64]:
    other = mirrored(right) if flip else right
    return ratio_matches(left.vectors[:200], other.vectors[:200])
