"""Shots: cuts, jumps, dissolves and fades are found; flashes, pans and lone films are no cut."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from tests.films import moving_square, place, write_film

from secondtake import viewing
from secondtake.model.footage import Shot

FLOORS = {"cut": 0.97, "jump": 0.85, "dissolve": 0.85, "fade": 0.9}
HARD_FLOORS = {"cut": 0.9, "dissolve": 0.8, "fade": 0.9}
"""Not for jumps: a title that comes or goes at once is taken for one."""


def shots(path: Path) -> list[Shot]:
    seen = viewing.watch(
        path, viewing.NO_EXHIBIT, keep=lambda data, kind: "0" * 64, observers=("shots",)
    )
    return list(seen.records["shots"])


def found(folder: Path, frames: NDArray[np.uint8]) -> list[tuple[int, str]]:
    """First frame of each shot but the first, and how it begins."""
    made = shots(write_film(folder / "film.mp4", frames))
    return [(round(s.span.seconds[0] * 25), s.transition) for s in made[1:]]


def test_a_hard_cut_is_the_first_frame_of_the_new_shot(tmp_path: Path) -> None:
    frames = np.concatenate([moving_square(1, 30), moving_square(2, 30)])

    assert found(tmp_path, frames) == [(30, "cut")]


def test_a_leap_inside_one_set_up_is_a_jump(tmp_path: Path) -> None:
    whole = moving_square(1, 80)
    frames = np.concatenate([whole[:22], whole[34:50]])

    assert found(tmp_path, frames) == [(22, "jump")]


def test_a_dissolve_begins_where_the_new_shot_stands_alone(tmp_path: Path) -> None:
    left, right = moving_square(1, 45), moving_square(2, 45)
    shares = ((np.arange(20) + 1) / 21)[:, None, None, None]
    mixed = (left[25:] * (1 - shares) + right[:20] * shares).astype(np.uint8)
    made = found(tmp_path, np.concatenate([left[:25], mixed, right[20:]]))

    assert [kind for _, kind in made] == ["dissolve"]
    assert made[0][0] == pytest.approx(45, abs=4)


def test_a_fade_through_black_is_one_transition(tmp_path: Path) -> None:
    left, right = moving_square(1, 40), moving_square(2, 40)
    shares = (np.arange(12) / 12)[:, None, None, None]
    into, out = right[:12] * shares, left[28:] * shares[::-1]
    black = np.zeros((6, *left.shape[1:]), np.uint8)
    parts = [left[:28], out.astype(np.uint8), black, into.astype(np.uint8), right[12:]]
    made = found(tmp_path, np.concatenate(parts))

    assert [kind for _, kind in made] == ["fade"]
    assert made[0][0] == pytest.approx(58, abs=4)


def test_a_flash_is_no_cut(tmp_path: Path) -> None:
    frames = moving_square(1, 50)
    frames[24:26] = frames[24:26] // 4 + 190

    assert found(tmp_path, frames) == []


def test_a_pan_is_no_cut(tmp_path: Path) -> None:
    wide = place(3, size=(700, 180))
    frames = np.stack([wide[:, 6 * i : 6 * i + 320] for i in range(60)])

    assert found(tmp_path, frames) == []


def test_a_slow_change_of_light_is_no_dissolve(tmp_path: Path) -> None:
    gains = np.linspace(0.6, 1.1, 50)[:, None, None, None]
    frames = (moving_square(1, 50) * gains).clip(0, 255).astype(np.uint8)

    assert found(tmp_path, frames) == []


@pytest.mark.slow
def test_edited_films_reach_their_floors() -> None:
    """The floors of made films; what is reached on others stands in docs/measured/shots.md."""
    from bench.accuracy.edits import edited

    reached = _reached(edited, films=6)

    assert {k: v for k, v in reached.items() if v < FLOORS[k]} == {}


@pytest.mark.slow
def test_slow_and_like_dissolves_titles_and_whip_pans_keep_their_floors() -> None:
    from bench.accuracy.edits_hard import edited_hard

    reached = _reached(edited_hard, films=2)

    assert {k: v for k, v in reached.items() if v < HARD_FLOORS.get(k, 0)} == {}


def _reached(make: Callable[..., Any], *, films: int) -> dict[str, float]:
    """F1 of each kind on edited films of made clips."""
    from bench.accuracy.shots import _ours, _run, f1, score

    total: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    clips = {f"clip {n}": _clip(n) for n in range(6)}
    for seed in range(films):
        film = make(clips, seed)
        for kind, counts in score(film, _run(film, _ours)).items():
            total[kind] = [a + b for a, b in zip(total[kind], counts, strict=True)]
    return {kind: round(f1(*total[kind]), 3) for kind in FLOORS}


def _clip(seed: int) -> NDArray[np.uint8]:
    """A place with things that move up and down at their own paces, uint8 (240, 180, 320, 3)."""
    rng = np.random.default_rng([seed, 11])
    frames = np.repeat(place(seed + 20)[None], 240, axis=0)
    paces, colours = rng.uniform(0.02, 0.09, 3), rng.integers(0, 255, (3, 3)).tolist()
    for number, frame in enumerate(frames):
        for thing, (pace, colour) in enumerate(zip(paces, colours, strict=True)):
            y = int(70 + 60 * np.sin(pace * number + thing))
            x = 40 + 90 * thing + int(20 * np.sin(pace * 1.7 * number))
            cv2.ellipse(frame, (x, y), (22, 34), 0, 0, 360, colour, -1)
    return frames
