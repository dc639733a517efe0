"""Made scenes are the same every time, and their truth fits what was rendered."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from bench.scenes.actions import ACTIONS, manner
from bench.scenes.edits import EDITS
from bench.scenes.pairs import PARTS, set_ups
from bench.scenes.sound import heard
from bench.scenes.stage import CAMERAS, boxes, render


def a_scene(action: str = "carry"):
    base = next(set_ups("tune", 1)).base
    camera = replace(CAMERAS["front"], size=(240, 134))
    return replace(base, action=action, camera=camera, seconds=0.2)


def test_the_same_scene_gives_the_same_frames() -> None:
    first, second = list(render(a_scene())), list(render(a_scene()))

    assert len(first) == 3
    np.testing.assert_array_equal(first, second)


def test_another_performance_gives_other_frames() -> None:
    again = replace(a_scene(), manner=manner(77))

    assert np.abs(next(render(again)).astype(int) - next(render(a_scene()))).mean() > 0.5


@pytest.mark.parametrize("action", ACTIONS)
def test_a_figure_is_drawn_inside_its_box(action: str) -> None:
    scene = replace(a_scene(action), grain=0.0, shake=0.0)
    empty = replace(scene, cast=scene.cast, action=action)
    found = boxes(empty, 0)

    assert len(found) == len([t for t in scene.things(0) if hasattr(t, "pose")])
    assert all(w > 0 and h > 0 for _, _, w, h in found)


def test_the_parts_share_no_place_and_no_seed() -> None:
    tune, held = (list(set_ups(part, 4)) for part in PARTS)

    assert {s.base.place for s in tune}.isdisjoint(s.base.place for s in held)
    assert {s.seed for s in tune}.isdisjoint(s.seed for s in held)


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_gives_whole_frames_and_leaves_its_input(edit: str) -> None:
    frames = list(render(replace(a_scene(), seconds=0.6)))
    before = [f.copy() for f in frames]
    edited = EDITS[edit](frames)

    np.testing.assert_array_equal(frames, before)
    assert edited
    assert {f.dtype for f in edited} == {np.dtype(np.uint8)}
    assert {f.ndim for f in edited} == {3}


def test_two_microphones_hear_the_same_moment_differently() -> None:
    here, there, other = heard(1, 2.0), heard(1, 2.0, ear=1), heard(2, 2.0)

    assert not np.array_equal(here, there)
    assert np.corrcoef(here, there)[0, 1] > 0.5 > abs(np.corrcoef(here, other)[0, 1])
