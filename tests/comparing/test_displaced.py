"""One thing at two places is told as one; two unlike things, or a plain one, are not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from tests.comparing.made import film, path, texture, view

from secondtake.comparing import describe
from secondtake.comparing.takes.describe.description import Described
from secondtake.comparing.takes.differences.change_regions import Region, differing
from secondtake.comparing.takes.differences.moved_objects import displaced
from secondtake.comparing.takes.differences.search import located
from secondtake.comparing.takes.measures.measurements import measure
from secondtake.export.messages.reason_words import in_words

SHAPE = (90, 160)
THING, OTHER = texture(77, 20, 22, 4), texture(78, 20, 22, 4)


def place(*things: tuple[NDArray[np.uint8], int, int]) -> NDArray[np.uint8]:
    """A wall with things at row and column: uint8 (6, h, w, 3), with noise."""
    wall = np.full((*SHAPE, 3), 120, np.int16)
    wall += texture(8, *SHAPE, 12).astype(np.int16) // 6
    for thing, row, column in things:
        wall[row : row + thing.shape[0], column : column + thing.shape[1]] = thing
    noise = np.random.default_rng(len(things)).normal(0, 1.5, (6, *SHAPE, 3))
    return np.clip(wall + noise, 0, 255).astype(np.uint8)


def regions(left: NDArray[np.uint8], right: NDArray[np.uint8]) -> tuple[Region, ...]:
    found, _ = differing(left, right, np.ones(SHAPE, bool))
    return found


def test_a_thing_that_stands_elsewhere_is_one_difference() -> None:
    left, right = place((THING, 10, 20)), place((THING, 50, 110))
    found = regions(left, right)

    ((here, there),) = displaced(left, right, found)

    assert len(found) == 2
    assert np.abs(np.array(found[here].box) - [20, 10, 42, 30]).max() <= 7
    assert np.abs(np.array(found[there].box) - [110, 50, 132, 70]).max() <= 7


def test_sides_can_be_changed_over() -> None:
    left, right = place((THING, 10, 20)), place((THING, 50, 110))
    there, back = regions(left, right), regions(right, left)

    ((i, j),) = displaced(left, right, there)
    ((k, m),) = displaced(right, left, back)

    assert np.abs(np.array(there[i].box) - back[m].box).max() <= 2
    assert np.abs(np.array(there[j].box) - back[k].box).max() <= 2


def test_two_unlike_things_and_one_alone_are_not_joined() -> None:
    left, unlike = place((THING, 10, 20)), place((OTHER, 50, 110))
    both = place((THING, 10, 20), (THING, 50, 110))

    assert displaced(left, unlike, regions(left, unlike)) == ()
    assert displaced(left, both, regions(left, both)) == ()


def test_it_is_told_with_both_places() -> None:
    def take(exhibit: str, noise: int, row: int, column: int) -> Described:
        frames = film(1, 1, path(16), size=(180, 320)).copy()
        frames[:, row : row + 40, column : column + 44] = texture(77, 40, 44, 8)
        grain = np.random.default_rng(noise).normal(0, 1.5, frames.shape)
        rgb = np.clip(frames + grain, 0, 255).astype(np.uint8)
        return describe(view(rgb, exhibit=exhibit))

    left, right = take("1" * 64, 1, 20, 30), take("2" * 64, 2, 110, 240)
    found = measure(left, right)
    found = replace(found, people=())
    pairs = np.stack([np.arange(16)] * 2, axis=1)

    told = located("copy", pairs, found, left, right).differences

    said = [in_words(d.what) for d in told]
    assert [words for words in said if "another place" in words] == [
        "something at another place: left third of the picture, upper half in the left, "
        "right third of the picture, lower half in the right"
    ]
