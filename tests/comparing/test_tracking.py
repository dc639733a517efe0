"""People are followed from one frame searched to the next, whatever is between."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.comparing.made import film, path, texture

from secondtake.comparing.bodies import People
from secondtake.comparing.tracking import tracked

SIZE = (144, 192)
"""Height and width of the pictures."""
TALL, WIDE = 44, 36
"""Of the thing ``film`` moves; the crossing things below are as large."""


def people(*corners: tuple[float, float]) -> People:
    """People of one frame by their upper left corners, points spread over their boxes."""
    at = np.float32(corners).reshape(-1, 1, 2)
    grid = np.float32([[4 + 7 * (i % 4), 4 + 9 * (i // 4)] for i in range(17)])
    points = np.concatenate([at + grid, np.ones((len(at), 17, 1), np.float32)], 2)
    return points, np.concatenate([at[:, 0], at[:, 0] + np.float32([WIDE, TALL])], 1)


def crossing(lefts: list[tuple[float, float]]) -> NDArray[np.uint8]:
    """Two things of other looks at the same height, the second before the first."""
    ground, looks = texture(3, *SIZE), (texture(11, TALL, WIDE, 4), texture(12, TALL, WIDE, 4))
    frames = np.repeat(ground[None], len(lefts), axis=0)
    for frame, row in zip(frames, lefts, strict=True):
        for left, look in zip(row, looks, strict=True):
            frame[50 : 50 + TALL, round(left) : round(left) + WIDE] = look
    return frames


def test_two_people_keep_their_own_tracks_through_a_missed_frame() -> None:
    rows = [(20.0, 100.0), (22.0, 98.0), (24.0, 96.0), (26.0, 94.0), (28.0, 92.0)]
    found = [people(*((left, 50.0) for left in row)) for row in rows]
    found[2] = people((24.0, 50.0))

    tracks = tracked(crossing(rows), found, np.arange(5), 0.1)

    assert [len(track.frames) for track in tracks] == [5, 5]
    assert sorted(float(track.boxes[2, 0]) for track in tracks) == pytest.approx([24, 96], abs=1)


def test_between_two_frames_searched_points_go_with_the_picture() -> None:
    course = path(33, turns=0.5)
    corners = np.stack([course[:, 0] * (SIZE[1] - WIDE), course[:, 1] * (SIZE[0] - TALL)], 1)
    searched = np.arange(0, 33, 4)
    found = [people((x, y)) for x, y in corners[searched].astype(int)]

    (track,) = tracked(film(5, 7, course), found, searched, 0.1)

    true = corners.astype(int)
    straight = np.stack([np.interp(np.arange(33), searched, true[searched, i]) for i in (0, 1)], 1)
    error = np.abs(track.boxes[:, :2] - true)
    assert list(track.frames) == list(range(33))
    assert np.median(error) < 1
    assert error.mean() < 0.5 * np.abs(straight - true).mean()
    np.testing.assert_allclose(track.points[:, 0, :2] - track.boxes[:, :2], 4, atol=2)


def test_people_who_cross_between_two_frames_searched_stay_who_they_are() -> None:
    rows = [(10 + 6.0 * t, 140 - 5.0 * t) for t in range(25)]
    searched = np.arange(0, 25, 4)
    found = [people(*((left, 50.0) for left in rows[at])) for at in searched]
    found[3] = people((rows[12][1], 50.0))

    tracks = tracked(crossing(rows), found, searched, 0.1)

    ends = sorted((float(t.boxes[0, 0]), float(t.boxes[-1, 0])) for t in tracks)
    assert ends == [(10.0, 154.0), (140.0, 20.0)]


def test_who_is_found_once_is_nobody_and_nobody_is_no_track() -> None:
    rgb = film(2, 2, path(12))
    searched = np.array([0, 4, 8, 11])
    none = people()

    assert tracked(rgb, [none, people((20, 30)), none, none], searched, 0.1) == ()
    assert tracked(rgb, [none] * 4, searched, 0.1) == ()
    assert tracked(rgb[:1], [people((20, 30))], searched[:1], 0.0) == ()
