"""What every observer promises: the same batches, however cut, give the same records."""

from __future__ import annotations

import hashlib
import pickle
from fractions import Fraction
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from tests.films import moving_square, place

from secondtake import plugins
from secondtake.model.footage import FrameBatch
from secondtake.viewing import Film

TICK = Fraction(1, 25)
OBSERVERS = plugins.names("observers")


def film(kept: dict[str, bytes]) -> Film:
    def keep(data: bytes, kind: str) -> str:
        digest = hashlib.sha256(data).hexdigest()
        kept[digest] = data
        return digest

    return Film(exhibit="0" * 64, tick=TICK, width=320, height=180, keep=keep)


def frames(size: tuple[int, int] = (320, 180)) -> NDArray[np.uint8]:
    """Two shots of 20 frames each."""
    made = np.concatenate([moving_square(1, 20), np.repeat(place(2)[None], 20, axis=0)])
    return np.stack([cv2.resize(f, size) for f in made])


def batches(pictures: NDArray[np.uint8], count: int) -> list[FrameBatch]:
    """The film in batches of ``count`` frames; every fifth is sampled."""
    found = []
    height, width = pictures.shape[1:3]
    small = (max(1, width // 2), max(1, height // 2))
    for at in range(0, len(pictures), count):
        part = pictures[at : at + count]
        sampled = np.array([i for i in range(len(part)) if (at + i) % 5 == 0], np.int64)
        found.append(
            FrameBatch(
                small=np.stack([cv2.resize(f, small) for f in part]),
                pts=np.arange(at, at + len(part), dtype=np.int64),
                sampled=sampled,
                rgb=part[sampled],
                tick=TICK,
            )
        )
    return found


def observed(name: str, given: list[FrameBatch]) -> tuple[tuple[Any, ...], dict[str, bytes]]:
    kept: dict[str, bytes] = {}
    observer = plugins.load("observers", name)(film(kept))
    for batch in given:
        observer.see(batch)
    return observer.finish(40), kept


def plain(records: tuple[Any, ...]) -> list[dict[str, Any]]:
    """Records as values that can be compared: arrays as their bytes."""
    found = []
    for record in records:
        fields = {n: getattr(record, n) for n in record.__slots__}
        found.append(
            {n: v.tobytes() if isinstance(v, np.ndarray) else v for n, v in fields.items()}
        )
    return found


@pytest.mark.parametrize("name", OBSERVERS)
def test_the_same_film_twice_gives_the_same_records(name: str) -> None:
    first, kept = observed(name, batches(frames(), 8))
    second, kept_again = observed(name, batches(frames(), 8))

    assert first
    assert plain(second) == plain(first)
    assert kept_again == kept


@pytest.mark.parametrize("name", OBSERVERS)
def test_it_does_not_matter_how_frames_are_cut_into_batches(name: str) -> None:
    by_eight, kept = observed(name, batches(frames(), 8))
    by_one, kept_again = observed(name, batches(frames(), 1))
    at_once, _ = observed(name, batches(frames(), 40))

    assert plain(by_one) == plain(by_eight)
    assert plain(at_once) == plain(by_eight)
    assert kept_again == kept


@pytest.mark.parametrize("name", OBSERVERS)
def test_no_frame_gives_no_record(name: str) -> None:
    assert observed(name, [])[0] == ()


@pytest.mark.parametrize("name", OBSERVERS)
@pytest.mark.parametrize("size", [(2, 2), (7, 501), (333, 179)])
def test_odd_sizes_are_seen(name: str, size: tuple[int, int]) -> None:
    records, _ = observed(name, batches(frames(size), 8))

    assert records


@pytest.mark.parametrize("name", OBSERVERS)
def test_frames_are_left_as_they_were(name: str) -> None:
    given = batches(frames(), 8)
    before = [(b.small.tobytes(), b.rgb.tobytes(), b.pts.tobytes()) for b in given]
    observed(name, given)

    assert before == [(b.small.tobytes(), b.rgb.tobytes(), b.pts.tobytes()) for b in given]
    assert not any(b.small.flags.writeable or b.rgb.flags.writeable for b in given)


@pytest.mark.parametrize("name", OBSERVERS)
def test_records_pickle_and_name_their_maker(name: str) -> None:
    records, _ = observed(name, batches(frames(), 8))
    again = pickle.loads(pickle.dumps(records))

    assert plain(again) == plain(records)
    assert {plugins.load("observers", name).MAKER} == {r.made_by for r in records}


def test_shots_tile_the_film() -> None:
    shots, _ = observed("shots", batches(frames(), 8))

    assert [(s.span.start, s.span.end, s.transition) for s in shots] == [
        (0, 20, "start"),
        (20, 40, "cut"),
    ]
