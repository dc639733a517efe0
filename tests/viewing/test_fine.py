"""A stretch as it was coded: pictures that were not shrunk, packets, and coding at a given rate."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from tests.films import moving_square, write_film

from secondtake import viewing
from secondtake.errors import Unreadable
from secondtake.model.time import Span

TICK = Fraction(1, 12800)


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_film(tmp_path_factory.mktemp("fine") / "film.mp4", moving_square(1))


def test_luma_is_the_middle_of_every_picture_of_a_span(film: Path) -> None:
    span = Span.of_seconds(0.4, 0.8, TICK)
    part = viewing.luma(film, span, width=100, height=60)
    whole = viewing.luma(film, span, width=4000, height=3000)

    assert part.size == (320, 180)
    assert part.luma.shape == (10, 60, 100)
    assert whole.luma.shape == (10, 180, 320)
    assert np.array_equal(part.luma, whole.luma[:, 60:120, 110:210])
    assert np.allclose(part.seconds, 0.4 + np.arange(10) / 25)


@pytest.mark.parametrize("begin", range(3, 47, 4))
def test_pictures_left_out_on_the_way_change_none_that_is_asked_for(film: Path, begin: int) -> None:
    every = viewing.luma(film, Span.of_seconds(0, 2, TICK), width=4000, height=3000)
    some = viewing.luma(
        film, Span.of_seconds(begin / 25, (begin + 3) / 25, TICK), width=4000, height=3000
    )

    assert np.array_equal(some.luma, every.luma[begin : begin + 3])


def test_packets_tell_times_sizes_and_key_frames(film: Path) -> None:
    coded = viewing.coded(film, Span.of_seconds(0, 2, TICK))
    later = viewing.coded(film, Span.of_seconds(1, 1.2, TICK))

    assert np.allclose(coded.seconds, np.arange(50) / 25)
    assert coded.keys.tolist() == [True] + [False] * 49
    assert coded.sizes_bytes.min() > 0
    assert np.allclose(later.seconds, 1 + np.arange(5) / 25)
    assert later.bits_per_pixel((320, 180)) == pytest.approx(
        8 * later.sizes_bytes.mean() / (320 * 180)
    )


def test_a_span_or_file_without_pictures_cannot_be_looked_at(film: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(b"no film")

    with pytest.raises(Unreadable, match=r"from 7\.00 to 8\.00 s"):
        viewing.luma(film, Span.of_seconds(7, 8, TICK), width=100, height=60)
    with pytest.raises(Unreadable):
        viewing.coded(broken, Span.of_seconds(0, 1, TICK))


def test_coding_takes_noise_away_as_bits_get_fewer() -> None:
    noise = np.random.default_rng(1).normal(0, 4, (6, 65, 81))
    luma = np.clip(120 + noise, 0, 255).astype(np.uint8)
    fine, coarse = viewing.recoded(luma, 4.0), viewing.recoded(luma, 0.3)

    assert fine is not None
    assert coarse is not None
    assert fine.shape == luma.shape
    assert np.abs(fine - luma.astype(int)).mean() < np.abs(coarse - luma.astype(int)).mean()
    assert viewing.recoded(luma, 1e-5) is None
