"""Boxes, maps and warps give what the formulas written out give."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from secondtake.vision.boxes import area, areas, covered_share, iou
from secondtake.vision.homography import mapped_box, mapped_points, middle_shift
from secondtake.vision.warp import shown_where, warped, warped_frames

RANDOM = np.random.default_rng(7)


def box() -> NDArray[np.float32]:
    ends = RANDOM.uniform(0, 100, (2, 2)).astype(np.float32)
    return np.concatenate([ends.min(0), ends.max(0)])


def tilted() -> NDArray[np.float64]:
    matrix = np.eye(3) + RANDOM.normal(0, 0.05, (3, 3))
    matrix[2, :2] *= 0.01
    return matrix


def test_overlap_of_float32_boxes_is_the_one_of_whole_arrays() -> None:
    for _ in range(500):
        left, right = box(), box()
        low, high = np.maximum(left[:2], right[:2]), np.minimum(left[2:], right[2:])
        shared = float(np.prod(np.maximum(high - low, 0)))
        whole = area(left) + area(right) - shared

        assert iou(left, right) == shared / whole
        assert covered_share(left, right) == shared / max(area(left), 1e-6)
        assert areas(left[None])[0] == np.float32(area(left))


def test_overlap_of_plain_numbers_is_the_one_in_double_precision() -> None:
    for _ in range(500):
        one, two = (tuple(float(v) for v in box()) for _ in range(2))
        wide = min(one[2], two[2]) - max(one[0], two[0])
        tall = min(one[3], two[3]) - max(one[1], two[1])
        shared = max(wide, 0) * max(tall, 0)
        both = sum((b[2] - b[0]) * (b[3] - b[1]) for b in (one, two))

        assert iou(one, two) == shared / (both - shared)


@pytest.mark.parametrize("wrong", [(3, 3, 1, 1), (1, 1, 1, 5)])
def test_a_box_without_area_overlaps_nothing(wrong: tuple[float, ...]) -> None:
    assert iou(wrong, (0, 0, 9, 9)) == 0
    assert covered_share(wrong, (0, 0, 9, 9)) == 0


def test_points_through_a_map_are_those_with_a_one_put_behind_them() -> None:
    for kind in (np.float32, np.float64):
        for count in (1, 2, 5, 300):
            points, matrix = RANDOM.uniform(0, 700, (count, 2)).astype(kind), tilted()
            whole = np.column_stack([points, np.ones(count)]) @ matrix.T
            expected = whole[:, :2] / whole[:, 2:]

            assert mapped_points(points, matrix) == pytest.approx(expected, rel=1e-12)


def test_a_point_behind_the_picture_goes_far_away_where_that_is_asked() -> None:
    matrix = np.array([[1.0, 0, 0], [0, 1, 0], [-1, 0, 1]])

    assert mapped_points(np.array([[2.0, 3.0]]), matrix).tolist() == [[-2.0, -3.0]]
    assert mapped_points(np.array([[2.0, 3.0]]), matrix, least_depth=1e-6).min() > 1e6


def test_a_turned_box_gets_the_upright_box_around_it() -> None:
    turn = np.array([[0.0, -1, 10], [1, 0, 0], [0, 0, 1]])

    assert mapped_box((1, 2, 4, 6), turn) == (4, 1, 8, 4)
    assert middle_shift(turn[:2], (4, 2)).tolist() == [7, 1]


@pytest.mark.parametrize("backward", [False, True])
@pytest.mark.parametrize("rows", [2, 3])
def test_frames_are_warped_as_opencv_warps_them(rows: int, backward: bool) -> None:
    frames = RANDOM.integers(0, 255, (2, 30, 40, 3)).astype(np.uint8)
    matrix = tilted()[:rows]
    one = cv2.warpAffine if rows == 2 else cv2.warpPerspective
    how = cv2.INTER_LINEAR | (cv2.WARP_INVERSE_MAP if backward else 0)
    expected = np.stack([one(frame, matrix, (36, 28), flags=how) for frame in frames])
    valid = one(np.full((30, 40), 255, np.uint8), matrix, (36, 28), flags=how) > 250

    assert (warped_frames(frames, matrix, (28, 36), backward=backward) == expected).all()
    assert (warped(frames[0], matrix, (28, 36, 3), backward=backward) == expected[0]).all()
    assert (shown_where((30, 40, 3), matrix, (28, 36), backward=backward) == valid).all()
