"""Which faces are taken for heads, where keypoints put a head, and when two looks see one."""

from __future__ import annotations

import numpy as np
import pytest

from secondtake.viewing import head_detection
from secondtake.viewing.head_detection import Head, besides, faces, heads_of, one_each
from secondtake.vision.tiles import Found

PICTURE = np.zeros((400, 400, 3), np.uint8)


def standing() -> Found:
    """Somebody 200 px tall, with a head of about 27 px around (100, 68)."""
    points = np.zeros((17, 3), np.float32)
    head = [(100, 72), (104, 68), (96, 68), (108, 70), (92, 70)]
    trunk = [(118, 92), (82, 92)]
    hips = [(112, 150), (88, 150)]
    for at, place in zip((0, 1, 2, 3, 4, 5, 6, 11, 12), head + trunk + hips, strict=True):
        points[at] = (*place, 0.9)
    return Found(points=points, box=np.array([70, 55, 130, 255], np.float32))


def test_a_pattern_on_a_wall_or_a_shirt_is_no_face_and_who_looks_at_the_camera_has_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wall, print_on_a_shirt, near = (300, 60, 40, 50), (80, 100, 40, 45), (280, 240, 90, 110)
    unsure = (94, 60, 16, 20)
    seen = [(wall, 0.5), (print_on_a_shirt, 0.5), (near, 0.8), (unsure, 0.5)]
    monkeypatch.setattr(head_detection, "_detected", lambda rgb, side: iter(seen))

    assert [round(head.x) for head in faces(PICTURE, 640, [standing()])] == [325, 102]


def test_a_head_lies_above_its_face_and_on_its_side_where_the_trunk_does() -> None:
    (upright,) = heads_of([standing()])
    across = standing()
    lain = Found(points=across.points[:, [1, 0, 2]], box=across.box[[1, 0, 3, 2]])
    (lying,) = heads_of([lain])

    assert 64 < upright.y < 69
    assert 24 < upright.length < 30
    assert upright.up == pytest.approx((0, -1))
    assert lying.up == pytest.approx((-1, 0))
    assert lying.x == pytest.approx(upright.y)


def test_whose_head_is_hidden_but_for_the_shoulders_is_covered_above_them() -> None:
    points = standing().points.copy()
    points[:5, 2] = 0
    (head,) = heads_of([Found(points=points, box=standing().box)])

    assert head.x == 100
    assert 60 < head.y < 75


def test_looks_at_one_head_make_one_and_those_at_two_heads_two() -> None:
    one = [Head(x=50, y=50, length=20, sure=0.9), Head(x=54, y=50, length=24, sure=0.3)]
    both = one_each([*one, Head(x=64, y=50, length=20)])

    assert sorted(round(head.x) for head in both) == [51, 64]
    assert min(head.strays for head in both) == 0 < max(head.strays for head in both) < 4


def moved(person: Found, across: float) -> Found:
    points = person.points.copy()
    points[:, 0] += across
    return Found(points=points, box=person.box + np.array([across, 0, across, 0], np.float32))


def test_a_head_seen_coarsely_is_no_second_one_beside_one_seen_well_and_covers_who_is_missed() -> (
    None
):
    coarse = [moved(standing(), 14), moved(standing(), 60)]

    assert besides([standing()], coarse) == coarse[1:]
    assert besides([], coarse) == coarse


def test_noise_in_which_the_model_sees_faces_without_end_holds_none() -> None:
    noise = np.random.default_rng(4).integers(0, 255, (33, 500, 3), dtype=np.uint8)

    assert all(np.isfinite([head.x, head.y, head.length]).all() for head in faces(noise, 320))
