"""Made scenes are the same every time, and their truth fits what was rendered."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from bench.scenes import film
from bench.scenes.actions import ACTIONS, manner
from bench.scenes.edits import EDITS
from bench.scenes.figure import Look
from bench.scenes.pairs import PARTS, differences_of, relations_of, set_ups
from bench.scenes.sound import heard
from bench.scenes.stage import CAMERAS, Scene, boxes, render


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
    scene = replace(a_scene(action), grain=0.0, shake=3.0)
    with_them, without = next(render(scene)), next(render(replace(scene, cast=unseen(scene))))
    changed = np.abs(with_them.astype(int) - without).max(-1) > 24
    height, width = changed.shape
    for x, y, w, h in boxes(scene, 0):
        rows = slice(max(0, int(y * height) - 3), int((y + h) * height) + 4)
        columns = slice(max(0, int(x * width) - 3), int((x + w) * width) + 4)
        changed[rows, columns] = False

    assert changed.mean() < 0.002


def unseen(scene: Scene) -> tuple[Look, ...]:
    """The same cast with other colours: only pixels of the figures change."""
    return tuple(
        replace(
            look,
            shirt=flipped(look.shirt),
            trousers=flipped(look.trousers),
            skin=flipped(look.skin),
            hair=flipped(look.hair),
            vest=None,
        )
        for look in scene.cast
    )


def flipped(colour: tuple[int, int, int]) -> tuple[int, int, int]:
    return (255 - colour[0], 255 - colour[1], 255 - colour[2])


def test_the_same_frames_and_sound_give_the_same_bytes(tmp_path: Path) -> None:
    frames, sound = list(render(a_scene())), heard(1, 0.4)
    first, second = (
        film.write(tmp_path / name, frames, sound=sound) for name in ("a.mp4", "b.mp4")
    )

    assert first.read_bytes() == second.read_bytes()


def test_what_lay_in_memory_before_does_not_change_the_bytes(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; import numpy as np; from bench.scenes import film\n"
        "noise = np.random.default_rng(1).integers(0, 255, (12, 270, 480, 3), dtype=np.uint8)\n"
        "film.write(Path(sys.argv[1]), [f // (1 + i % 5) for i, f in enumerate(noise)])"
    )
    for fill in ("50", "200"):  # glibc fills new memory with this; elsewhere it does nothing
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / f"{fill}.mp4")],
            env=os.environ | {"MALLOC_PERTURB_": fill},
            cwd=Path(__file__).parents[2],
            check=True,
        )

    assert (tmp_path / "50.mp4").read_bytes() == (tmp_path / "200.mp4").read_bytes()


def test_the_pairs_of_two_set_ups_hold_every_relation_within_a_place_once() -> None:
    rows = [row for s in set_ups("tune", 2) for row in relations_of(s)]

    assert {r[2] for r in rows} == {"copy", "same moment", "retake", "same scene"}
    assert len({frozenset(r[:2]) for r in rows}) == len(rows)
    assert all(a != b for a, b, *_ in rows)


@pytest.mark.parametrize("part", PARTS)
def test_a_difference_is_told_only_of_clips_that_are_there(part: str) -> None:
    for set_up in set_ups(part, 6):
        names = {name for row in relations_of(set_up) for name in row[:2]}
        told = differences_of(set_up)

        assert told
        assert {d[side] for d in told for side in ("left", "right")} <= names
        assert all(0 <= v <= 1 for d in told for v in d["right_box"])


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
