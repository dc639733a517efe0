"""A film is fingerprinted for the copy search while it is looked at, the same to the last bit."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from tests.films import moving_square, write_film
from tests.streams import Sound, Track, write_streams

from secondtake import viewing
from secondtake.archive import film_observer
from secondtake.archive.film_description import described
from secondtake.archive.film_observer import CopyFingerprints, descriptors_of, fingerprint_of
from secondtake.comparing.copies import FilmDescriptors
from secondtake.model.footage import CopyFingerprint


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
    alone = described(path)
    (record,) = fingerprinted(path, {})

    assert record.made_by == CopyFingerprints.MAKER
    assert_same(alone, descriptors_of(record, dict[str, bytes]().__getitem__))


def test_a_long_film_is_kept_piece_by_piece_to_the_last_bit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = cut_film(tmp_path)
    alone = described(path)
    monkeypatch.setattr(film_observer, "PIECE_BYTES", 50_000)
    kept: dict[str, bytes] = {}
    (record,) = fingerprinted(path, kept)
    again: dict[str, bytes] = {}
    later = fingerprint_of(alone, record.exhibit, 1, keeping(again))

    assert len(kept) > 3
    assert len(again) > 3
    assert_same(alone, descriptors_of(record, kept.__getitem__))
    assert_same(alone, descriptors_of(later, again.__getitem__))


def fingerprinted(path: Path, kept: dict[str, bytes]) -> tuple[CopyFingerprint, ...]:
    """The records of one pass, whose pieces are put into ``kept`` by their digests."""
    seen = viewing.watch(path, "a" * 64, observers=("shots", "copies"), keep=keeping(kept))
    return seen.records["copies"]


def keeping(kept: dict[str, bytes]) -> Callable[[bytes, str], str]:
    def keep(data: bytes, _: str) -> str:
        digest = hashlib.sha256(data).hexdigest()
        kept[digest] = data
        return digest

    return keep


def assert_same(alone: FilmDescriptors, found: FilmDescriptors) -> None:
    for field in fields(alone):
        one, other = getattr(alone, field.name), getattr(found, field.name)
        assert np.array_equal(one, other), field.name
