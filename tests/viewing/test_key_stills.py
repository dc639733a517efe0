"""Key frames are sharp, differ from each other, and bear their times in their names."""

from __future__ import annotations

import re
from pathlib import Path

import cv2
import numpy as np
import pytest
from tests.films import place, write_film

from secondtake.errors import InputInvalid
from secondtake.viewing import from_jpeg, key_moments
from secondtake.workbench import write_stills


def passage(frames: list[np.ndarray], rate: float = 4.0) -> list[tuple]:
    return [(np.arange(len(frames)) / rate, np.stack(frames), None)]


def blurred(rgb: np.ndarray) -> np.ndarray:
    return cv2.GaussianBlur(rgb, (0, 0), 4)


def test_of_each_place_the_sharpest_frame_is_taken() -> None:
    one, other = place(1), place(2)
    frames = [blurred(one), blurred(one), one, blurred(one), blurred(other), other]

    assert key_moments(passage(frames), 12) == (0.5, 1.25)


def test_a_picture_that_stands_still_gives_one() -> None:
    assert len(key_moments(passage([place(3)] * 20), 12)) == 1


def test_black_is_taken_only_where_there_is_nothing_else() -> None:
    black = np.zeros_like(place(1))

    assert key_moments(passage([black, black, place(1), black]), 12) == (0.5,)
    assert len(key_moments(passage([black] * 4), 12)) == 1
    assert key_moments([], 12) == ()


def test_no_more_than_asked_and_the_most_different_first() -> None:
    frames = [place(seed) for seed in (1, 2, 3, 4) for _ in range(4)]

    assert len(key_moments(passage(frames), 3)) == 3


@pytest.mark.slow
def test_stills_are_files_as_large_as_the_film_with_their_times(tmp_path: Path) -> None:
    frames = np.concatenate([np.repeat(place(seed)[None], 25, axis=0) for seed in (1, 2)])
    film = write_film(tmp_path / "Minister flees the city.mp4", frames)
    made = write_stills(film, tmp_path / "out")
    sheet = (tmp_path / "out" / made["sheet"]).read_text(encoding="utf-8")

    assert len(made["stills"]) == 2
    for still, seed in zip(made["stills"], (1, 2), strict=True):
        minutes, seconds = re.fullmatch(r"still-(\d+)m([\d.]+)s\.jpg", still["file"]).groups()
        picture = from_jpeg((tmp_path / "out" / still["file"]).read_bytes())

        assert int(minutes) * 60 + float(seconds) == pytest.approx(still["at_seconds"], abs=0.01)
        assert picture.shape == (180, 320, 3)
        assert np.abs(picture.astype(float) - place(seed)).mean() < 12
        assert still["file"] in sheet
    assert "<title>Key frames to search for" in sheet
    with pytest.raises(InputInvalid, match="not empty"):
        write_stills(film, tmp_path / "out")
    with pytest.raises(InputInvalid, match="no number"):
        write_stills(film, tmp_path / "more", most=0)
