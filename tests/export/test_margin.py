"""A time stands in a margin below a picture; what the film shows is not touched by it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.export import sample

from secondtake.export.pages.sections.findings import findings
from secondtake.export.pages.sections.labels import Names
from secondtake.export.pages.sections.pictures import Pictures
from secondtake.export.render.timecode_strip import LINE, MARGIN, burnt, inside, with_time


@pytest.mark.parametrize("width", [60, 113, 480])
def test_the_time_is_below_the_picture_and_never_in_it(width: int) -> None:
    rgb = np.random.default_rng(1).integers(0, 256, (90, width, 3)).astype(np.uint8)
    timed = with_time(rgb, "right 1:02:03.45")
    margin = timed[90:]

    np.testing.assert_array_equal(timed[:90], rgb)
    assert margin.shape == (MARGIN, width, 3)
    assert (margin < 128).any()
    assert (margin[:, -2:] == 255).all()
    assert (margin[LINE:] < 128).any()  # that it is a candidate, below the time


def test_a_time_tells_two_frames_of_sixty_a_second_apart() -> None:
    assert burnt(1.0) != burnt(1.0 + 1 / 60)


def test_frames_around_differences_lie_in_the_picture_and_not_in_its_margin() -> None:
    rich = sample.rich()
    first = next(r for r in rich.relations if r.differences)
    whole = (0.0, 0.0, 1.0, 1.0)
    lower = replace(first.differences[0], left_box=whole, right_box=whole)
    relations = tuple(replace(r, differences=(lower,)) if r is first else r for r in rich.relations)
    report = replace(rich, relations=relations)
    views = findings(report, Names(report), Pictures(report)).items
    side = next(v.sides[0] for v in views if v.relation == relations[rich.relations.index(first)])

    assert side.still is not None
    assert side.frames[0].y + side.frames[0].height == side.still.height - MARGIN
    assert inside(side.still) == side.still.height - MARGIN


def test_a_still_of_a_shot_has_no_margin() -> None:
    contact = next(p for p in sample.rich().pictures if p.role == "contact")

    assert inside(contact) == contact.height
