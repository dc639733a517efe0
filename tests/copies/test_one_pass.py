"""A film is fingerprinted for the copy search while it is looked at, the same to the last bit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from tests.films import moving_square, write_film
from tests.streams import Sound, Track, write_streams

from secondtake import viewing
from secondtake.archive.film_description import described
from secondtake.archive.film_observer import CopyFingerprints, descriptors_of


def cut_film(folder: Path) -> Path:
    """Cuts fall between the times at which frames are sampled."""
    frames = np.concatenate([moving_square(1, 31), moving_square(2, 23), moving_square(3, 9)])
    return write_film(folder / "cuts.mp4", frames)


def with_sound_that_comes_first(folder: Path) -> Path:
    picture = Track(frames=moving_square(4, 30), later=110)
    return write_streams(
        folder / "sound.mkv", picture, Sound(hertz=440.0, language="eng", seconds=5.5)
    )


def broken(folder: Path) -> Path:
    path = write_film(folder / "broken.mkv", moving_square(4, 50))
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])
    return path


@pytest.mark.parametrize("made", [cut_film, with_sound_that_comes_first, broken])
def test_one_pass_fingerprints_as_a_pass_of_its_own(
    tmp_path: Path, made: Callable[[Path], Path]
) -> None:
    path = made(tmp_path)
    seen = viewing.watch(path, "a" * 64, observers=("shots", "copies"), keep=lambda d, k: "")
    (record,) = seen.records["copies"]
    alone = described(path)
    found = descriptors_of(record)

    assert record.made_by == CopyFingerprints.MAKER
    for field in fields(alone):
        one, other = getattr(alone, field.name), getattr(found, field.name)
        assert np.array_equal(one, other), field.name
