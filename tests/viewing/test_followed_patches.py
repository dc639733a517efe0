"""Heads of a moving picture between two looks, and where looks miss them."""

from __future__ import annotations

import numpy as np

from secondtake.viewing.covering import Patch
from secondtake.viewing.followed_patches import GAP_SECONDS, HELD_SECONDS, FollowedPatches

LOOK = 0.2
"""Seconds from one look to the next."""


def head(x: float, y: float = 50, size: float = 20) -> Patch:
    return Patch(x - size / 2, y - size / 2, size, size, cells=3, oval=True)


def middles(followed: FollowedPatches, second: float) -> list[float]:
    return sorted(round(p.x + p.w / 2, 3) for p in followed.at(second))


def test_two_heads_are_followed_each_on_its_way_without_a_jump() -> None:
    followed = FollowedPatches()
    for look in range(5):
        followed.add(look * LOOK, (head(20 + 10 * look), head(200, size=20 + look)))
    steps = [middles(followed, second) for second in np.arange(0, 0.8, 0.04)]

    assert all(len(step) == 2 and step[1] == 200 for step in steps)
    assert np.allclose(np.diff([step[0] for step in steps]), 2)


def test_whoever_passes_another_is_covered_all_the_way_though_no_look_finds_them_there() -> None:
    followed = FollowedPatches()
    for look in range(9):
        hidden = 2 <= look < 6
        passing = () if hidden else (head(20 + 18 * look),)
        followed.add(look * LOOK, (*passing, head(90, size=30)))

    for look in range(9):
        assert round(20 + 18 * look, 3) in middles(followed, look * LOOK)


def test_a_head_is_held_before_it_is_found_and_after_it_is_lost() -> None:
    followed = FollowedPatches()
    for look in range(10):
        followed.add(look * LOOK, (head(30),) if look == 4 else ())
    covered = [bool(middles(followed, look * LOOK)) for look in range(10)]

    assert covered == [abs(look - 4) <= 1 for look in range(10)]


def test_whoever_walks_out_of_the_looks_is_covered_onwards_at_their_pace() -> None:
    followed = FollowedPatches()
    for look in range(20):
        followed.add(look * LOOK, (head(20 + 10 * look),) if 6 <= look < 12 else ())

    assert middles(followed, 3 * LOOK) == [50]
    assert middles(followed, 15 * LOOK) == [170]
    assert HELD_SECONDS < GAP_SECONDS
    assert not middles(followed, 1 * LOOK) + middles(followed, 17 * LOOK)


def test_a_head_elsewhere_is_another_one() -> None:
    followed = FollowedPatches()
    followed.add(0.0, (head(30),))
    followed.add(LOOK, (head(130),))

    assert middles(followed, LOOK / 2) == [30.0, 130.0]


def test_a_head_does_not_grow_and_shrink_from_look_to_look() -> None:
    followed = FollowedPatches()
    for look in range(8):
        followed.add(look * LOOK, (head(30, size=20 + 6 * (look % 2)),))
    sizes = [next(followed.at(second)).w for second in np.arange(0.4, 1.0, 0.04)]

    assert np.ptp(sizes) < 2
