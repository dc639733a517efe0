"""Pieces of people, cell by cell: what is cut out, and what counts as a difference."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from bench.accuracy.worn import scene
from bench.scenes import film
from bench.scenes.pairs import RATE, set_ups
from bench.scenes.stage import render
from numpy.typing import NDArray

from secondtake.comparing import compare_takes, describe
from secondtake.comparing.takes.describe.person_patches import (
    PIECES,
    Piece,
    mirrored_pieces,
    pieces_of,
)
from secondtake.comparing.takes.differences.patch_cells import pieces_apart
from secondtake.export.messages.reason_words import in_words
from secondtake.viewing.shot_frames import whole
from secondtake.vision.pose import Person

SHIRT, STRIP, WALL = (180, 60, 50), (235, 230, 220), (90, 110, 90)
ALIKE = np.ones(3, np.float32)
POINTS = {
    **dict.fromkeys(range(5), (100, 40)),
    5: (125, 60), 6: (75, 60), 7: (135, 90), 8: (65, 90), 9: (135, 115), 10: (65, 115),
    11: (115, 130), 12: (85, 130),
}  # fmt: skip


def facing(frames: int = 12) -> Person:
    """Somebody who faces the camera and stands still: the left shoulder is on the right."""
    points = np.zeros((frames, 17, 3), np.float32)
    for point, place in POINTS.items():
        points[:, point] = (*place, 0.9)
    boxes = np.tile(np.array([55, 20, 145, 220], np.float32), (frames, 1))
    return Person(frames=np.arange(frames), points=points, boxes=boxes)


def pictures(frames: int = 12, *, strip: bool = False, bag: bool = False) -> NDArray[np.uint8]:
    """A shirt before a wall, with noise: uint8 (n, 240, 200, 3)."""
    rng = np.random.default_rng(1)
    out = np.full((frames, 240, 200, 3), WALL, np.int16)
    out[:, 60:130, 75:126] = SHIRT
    out[:, 60:130, 75:85] = (60, 60, 160)
    if strip:
        out[:, 60:130, 95:106] = STRIP
    if bag:
        out[:, 126:150, 125:146] = (40, 80, 190)
    return np.clip(out + rng.normal(0, 4, out.shape), 0, 255).astype(np.uint8)


def cut(rgb: NDArray[np.uint8], person: Person | None = None) -> dict[str, Piece]:
    empty = np.full(rgb.shape[1:], WALL, np.uint8)
    (pieces,) = pieces_of(rgb, (person or facing(len(rgb)),), empty)
    return dict(zip(PIECES, pieces, strict=True))


def test_cells_go_from_the_right_shoulder_to_the_left_hip() -> None:
    trunk = cut(pictures())["upper body"]

    assert trunk.lab.shape == (12, 10, 8, 3)
    assert trunk.facing.tolist() == [1] * 12
    # The right shoulder's side is blue, the rest red: b* is negative there and positive beyond.
    assert np.all(trunk.lab[:, :4, 0, 2] < -20)
    assert np.all(trunk.lab[:, :, 4:, 2] > 10)


def test_who_stands_sideways_shows_no_trunk_and_who_is_hidden_nothing() -> None:
    person = facing()
    turned, hidden = person.points.copy(), person.points.copy()
    turned[:, 5, 0], turned[:, 6, 0] = 102, 98
    hidden[:, 11, 2] = 0.1

    assert len(cut(pictures(), replace(person, points=turned))["upper body"].frames) == 0
    assert len(cut(pictures(), replace(person, points=turned))["head"].frames) == 12
    assert all(len(p.frames) == 0 for p in cut(pictures(), replace(person, points=hidden)).values())


def test_a_mirrored_picture_shows_the_same_pieces_turned_over() -> None:
    plain, person = cut(pictures(bag=True)), facing()
    points = person.points[:, [0, 2, 1, 4, 3, 6, 5, 8, 7, 10, 9, 12, 11, 14, 13, 16, 15]].copy()
    points[..., 0] = np.where(points[..., 2] > 0, 199 - points[..., 0], 0)
    over = cut(pictures(bag=True)[:, :, ::-1], replace(person, points=points))

    back = dict(zip(PIECES, mirrored_pieces(tuple(over.values())), strict=True))

    for name, piece in plain.items():
        assert np.median(np.abs(back[name].lab - piece.lab)) < 1
        assert np.abs(back[name].lab - piece.lab).max() < 8
        assert back[name].facing.tolist() == piece.facing.tolist()
        middle = piece.corners.mean((0, 1))
        assert back[name].corners.mean((0, 1)) == pytest.approx([199 - middle[0], middle[1]])


def test_an_open_shirt_differs_where_it_is_open() -> None:
    apart = pieces_apart(
        "upper body", *(cut(pictures(strip=s))["upper body"] for s in (0, 1)), ALIKE
    )

    assert apart is not None and apart.differ and apart.size > 3
    columns = np.flatnonzero(apart.cells.any(0))
    assert columns.min() >= 2 and columns.max() <= 5
    assert apart.cells.any(1).sum() == 8


def test_the_same_shirt_does_not_differ_in_other_noise_other_light_or_a_cell_beside() -> None:
    one = cut(pictures(strip=True))["upper body"]
    darker = (pictures(strip=True) * 0.7).astype(np.uint8)
    beside = replace(facing(), points=facing().points + np.array([5, 4, 0], np.float32))
    gains = np.full(3, 1 / 0.7, np.float32)

    for other, light in (
        (cut(pictures(strip=True)[::-1])["upper body"], ALIKE),
        (cut(darker)["upper body"], gains),
        (cut(pictures(strip=True), beside)["upper body"], ALIKE),
    ):
        apart = pieces_apart("upper body", one, other, light)
        assert apart is not None and not apart.differ


def test_a_thing_in_one_hand_is_told_of_that_hand_and_side() -> None:
    without, holding = cut(pictures()), cut(pictures(bag=True))

    left = pieces_apart("left hand", without["left hand"], holding["left hand"], ALIKE)
    right = pieces_apart("right hand", without["right hand"], holding["right hand"], ALIKE)

    assert left is not None and left.differ and left.only == "right"
    assert right is not None and not right.differ


def test_another_wall_behind_a_hand_is_no_difference() -> None:
    one, other = pictures(), pictures()
    here = cut(one)["left hand"]
    other[:, :, 130:] = (200, 190, 120)
    (pieces,) = pieces_of(other, (facing(),), np.median(other, axis=0).astype(np.uint8))

    apart = pieces_apart("left hand", here, pieces[2], ALIKE)

    assert apart is None or not apart.differ


def test_before_one_ground_a_thing_held_still_is_told() -> None:
    without, holding = pictures(), pictures(bag=True)
    (one,) = pieces_of(without, (facing(),), np.median(without, axis=0).astype(np.uint8))
    (two,) = pieces_of(holding, (facing(),), np.median(holding, axis=0).astype(np.uint8))

    gated = pieces_apart("left hand", one[2], two[2], ALIKE)
    there = pieces_apart("left hand", one[2], two[2], ALIKE, one_place=True)

    assert gated is not None and not gated.differ
    assert there is not None and there.differ


def test_few_frames_or_restless_ones_say_nothing() -> None:
    trunk = cut(pictures())["upper body"]
    few = cut(pictures(5))["upper body"]
    restless = pictures()
    restless[::2, 60:130, 75:126] = STRIP

    assert pieces_apart("upper body", trunk, few, ALIKE) is None
    assert pieces_apart("upper body", trunk, cut(restless)["upper body"], ALIKE) is None


def test_front_is_not_compared_with_back() -> None:
    front = cut(pictures())["upper body"]
    back = replace(front, facing=-front.facing)

    assert pieces_apart("upper body", front, back, ALIKE) is None


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("plain again", []),
        ("shirt open", ["colour or pattern of a part of the upper body of the "]),
        ("bag", ["hand of the "]),
    ],
)
def test_made_takes_are_told_apart_by_what_is_worn_and_held(
    tmp_path: Path, change: str, said: list[str]
) -> None:
    set_up = list(set_ups("tune", 3))[2]
    shots = []
    for number, name in ((0, "plain"), (4, change)):
        path = film.write(
            tmp_path / f"{number}.mp4", list(render(scene(set_up, number, name))), rate=RATE
        )
        shots.append(describe(whole(path)))

    listed = [in_words(d.what) for d in compare_takes(*shots).differences]
    told = [words for words in listed if " person compared" in words]

    assert len(told) == len(said)
    assert all(words in what for words, what in zip(said, told, strict=True))
