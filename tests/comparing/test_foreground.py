"""The same things moved about again: where they move, and of what colours they are."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
from tests.comparing.made import film, path, texture, view

from secondtake.comparing import describe
from secondtake.comparing.takes.describe.description import Described
from secondtake.comparing.takes.measures.foreground_colour import foreground_colours
from secondtake.comparing.takes.measures.motion_course import motion_course_overlap
from secondtake.comparing.takes.measures.motion_map import registered_frames
from secondtake.comparing.takes.measures.scene_match import Place, SceneMap

SIZE = 90, 160
RED, BLUE = (200, 40, 30), (30, 60, 210)
SAME = np.eye(3)
GROUND = SceneMap(
    matrix=SAME,
    framing=SAME,
    inliers=90,
    still=90,
    mirrored=False,
    left_frame=-1,
    right_frame=-1,
)
HERE, NOWHERE = Place(maps=(), grounds=(GROUND,)), Place(maps=(), grounds=())


@cache
def any_shot() -> Described:
    return describe(view(film(5, 1, path(4))))


def shot(
    colour: tuple[int, int, int] | None, left: int = 0, *, late: int = 0, room: int = 3
) -> Described:
    """A block is carried downwards at a column of a room, sooner or later: 16 frames."""
    ground = texture(room, *SIZE)
    frames = np.repeat(ground[None], 16, axis=0).astype(np.int16)
    for at in range(16 if colour else 0):
        top = 6 + 5 * min(max(at - late, 0), 11)
        frames[at, top : top + 18, left : left + 18] = colour
    noise = np.random.default_rng(late + left).normal(0, 1.5, frames.shape)
    small = np.clip(frames + noise, 0, 255).astype(np.uint8)
    return replace(
        any_shot(), small=small, median=np.median(small, axis=0).astype(np.uint8), size=SIZE[::-1]
    )


def overlap(left: Described, right: Described) -> float:
    frames = registered_frames(left, right, HERE)
    assert frames is not None
    found = motion_course_overlap(frames)
    assert found is not None
    return found


def colours(left: Described, right: Described) -> tuple[float, float]:
    found = foreground_colours(left, right, HERE)
    assert found.moving is not None
    assert found.standing_out is not None
    return found.moving, found.standing_out


def test_what_moves_at_the_same_spots_overlaps_whatever_the_timing() -> None:
    first = shot(RED, 40)

    again, elsewhere = overlap(first, shot(RED, 40, late=4)), overlap(first, shot(RED, 120))

    assert again > 0.7
    assert elsewhere < 0.3


def test_what_goes_the_other_way_is_at_the_same_places_at_other_stages() -> None:
    first = shot(RED, 40)

    assert overlap(first, replace(first, small=first.small[::-1])) < 0.6


def test_the_same_thing_elsewhere_has_the_same_colours_and_another_has_not() -> None:
    again, other = colours(shot(RED, 40), shot(RED, 120)), colours(shot(RED, 40), shot(BLUE, 40))

    assert min(again) > 0.6
    assert max(other) < min(again) - 0.2


def test_things_that_move_are_compared_where_no_background_is_shared() -> None:
    found = foreground_colours(shot(RED, 40), shot(RED, 60, room=8), NOWHERE)

    assert found.moving is not None
    assert found.moving > 0.4


def test_where_nothing_stands_out_no_colour_is_told() -> None:
    found = foreground_colours(shot(None), shot(RED, 40), NOWHERE)

    assert found.moving is None
    assert found.standing_out is None
