"""A person is followed while it moves, hides for a moment and crosses another; cuts end it."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from tests.people.tracks_by_hand import standing

from secondtake.comparing.people.tracker import Follower
from secondtake.comparing.people.tracklet import Path
from secondtake.vision.tiles import Found

SIZE = (240, 640, 3)
RED, BLUE = (200, 40, 40), (40, 60, 200)


def picture(*dressed: tuple[Found, tuple[int, int, int]]) -> np.ndarray:
    frame = np.full(SIZE, 128, np.uint8)
    for found, colour in dressed:
        x0, y0, x1, y1 = (int(v) for v in found.box)
        cv2.rectangle(frame, (x0, y0), (x1, y1), colour, -1)
    return frame


def follow(frames: list[list[tuple[Found, tuple[int, int, int]]]]) -> list[Path]:
    follower = Follower()
    ended = []
    for number, dressed in enumerate(frames):
        shown = picture(*dressed)
        follower.awaited(number / 5, shown)
        ended += follower.see(number / 5, shown, [f for f, _ in dressed])
    return ended + follower.end()


def test_two_people_that_cross_keep_their_tracks() -> None:
    frames = [
        [(standing(60 + 24 * n, 60), RED), (standing(540 - 24 * n, 62), BLUE)] for n in range(20)
    ]
    paths = follow(frames)

    assert [len(p.seconds) for p in paths] == [20, 20]
    assert sorted(p.boxes[0][0] < p.boxes[-1][0] for p in paths) == [False, True]


def test_a_person_hidden_for_a_second_is_the_same_track() -> None:
    frames = [[(standing(200 + 3 * n, 60), RED)] for n in range(20)]
    frames[8:12] = [[], [], [], []]
    (path,) = follow(frames)

    assert len(path.seconds) == 16


def test_a_person_that_was_gone_and_looks_the_same_goes_on_its_track() -> None:
    frames = [[(standing(200, 60), RED)] for _ in range(40)]
    frames[8:24] = [[] for _ in range(16)]
    (path,) = follow(frames)

    assert len(path.seconds) == 24
    assert path.filled == []


def test_a_person_gone_for_long_is_another_track_where_another_looks_like_it() -> None:
    frames = [[(standing(200, 60), RED), (standing(500, 60), RED)] for _ in range(40)]
    frames[8:24] = [[(standing(500, 60), RED)] for _ in range(16)]

    assert sorted(len(p.seconds) for p in follow(frames)) == [8, 16, 40]


def test_someone_else_where_a_person_was_hidden_is_another_track() -> None:
    frames = [[(standing(200, 60), RED)] for _ in range(30)]
    frames[8:12] = [[] for _ in range(4)]
    frames[12:] = [[(standing(200, 60), BLUE)] for _ in range(18)]

    assert [len(p.seconds) for p in follow(frames)] == [8, 18]


def test_a_hidden_person_is_placed_between_its_sightings() -> None:
    frames = [[(standing(100 + 10 * n, 60), RED)] for n in range(20)]
    frames[8:11] = [[], [], []]
    (path,) = follow(frames)

    assert [round(at * 5) for at, _ in path.filled] == [8, 9, 10]
    assert [round(float(box[0])) for _, box in path.filled] == [
        round(float(standing(100 + 10 * n, 60).box[0])) for n in (8, 9, 10)
    ]


def test_a_person_is_awaited_where_the_camera_has_turned_to() -> None:
    rng = np.random.default_rng(3)
    ground = cv2.GaussianBlur(rng.integers(0, 255, (240, 1000, 3)).astype(np.uint8), (0, 0), 4)
    ground = cv2.normalize(ground, ground, 0, 255, cv2.NORM_MINMAX)
    follower = Follower()
    follower.awaited(0.0, ground[:, :640].copy())
    follower.see(0.0, ground[:, :640].copy(), [standing(300, 60)])
    (box,) = follower.awaited(0.2, ground[:, 40:680].copy())

    assert box == pytest.approx(standing(260, 60).box, abs=2)


def test_a_person_elsewhere_does_not_go_on_anothers_track() -> None:
    frames = [[(standing(60, 60), RED)] for _ in range(5)]
    frames += [[(standing(500, 60), RED)] for _ in range(5)]

    assert len(follow(frames)) == 2


def test_at_most_eight_views_are_kept_of_a_long_track() -> None:
    (path,) = follow([[(standing(200, 60), RED)] for _ in range(150)])

    assert len(path.best()) == 8
    assert [v.seconds for v in path.best()] == sorted(v.seconds for v in path.best())
