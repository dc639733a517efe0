"""A body is followed while it moves, hides for a moment and crosses another; cuts end it."""

from __future__ import annotations

import cv2
import numpy as np
from tests.people.bodies import standing

from secondtake.comparing.roles.finding import Found
from secondtake.comparing.roles.following import Follower, Path

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
        ended += follower.see(number / 5, picture(*dressed), [f for f, _ in dressed])
    return ended + follower.end()


def test_two_bodies_that_cross_keep_their_tracks() -> None:
    frames = [
        [(standing(60 + 24 * n, 60), RED), (standing(540 - 24 * n, 62), BLUE)] for n in range(20)
    ]
    paths = follow(frames)

    assert [len(p.seconds) for p in paths] == [20, 20]
    assert sorted(p.boxes[0][0] < p.boxes[-1][0] for p in paths) == [False, True]


def test_a_body_hidden_for_a_second_is_the_same_track() -> None:
    frames = [[(standing(200 + 3 * n, 60), RED)] for n in range(20)]
    frames[8:12] = [[], [], [], []]
    (path,) = follow(frames)

    assert len(path.seconds) == 16


def test_a_body_gone_for_long_is_another_track() -> None:
    frames = [[(standing(200, 60), RED)] for _ in range(40)]
    frames[8:24] = [[] for _ in range(16)]

    assert [len(p.seconds) for p in follow(frames)] == [8, 16]


def test_a_body_elsewhere_does_not_go_on_anothers_track() -> None:
    frames = [[(standing(60, 60), RED)] for _ in range(5)]
    frames += [[(standing(500, 60), RED)] for _ in range(5)]

    assert len(follow(frames)) == 2


def test_at_most_eight_views_are_kept_of_a_long_track() -> None:
    (path,) = follow([[(standing(200, 60), RED)] for _ in range(150)])

    assert len(path.best()) == 8
    assert [v.seconds for v in path.best()] == sorted(v.seconds for v in path.best())
