"""The strip shows what a film showed, at its steady rate, also of a part of the frames."""

from __future__ import annotations

import numpy as np
import pytest

from secondtake.comparing.copies.film_fingerprint import STRIP_RATE
from secondtake.comparing.copies.thumbnail_track import SparseStrip, Strip


def ramp(count: int) -> list[np.ndarray]:
    """Frames that get lighter evenly, by one grey level each."""
    return [np.full((6, 8), number, np.uint8) for number in range(count)]


def laid(
    strip: Strip | SparseStrip, frames: list[np.ndarray], rate: float, every: int
) -> np.ndarray:
    for number, frame in enumerate(frames):
        if number % every == 0:
            strip.lay(frame, number / rate)
    return strip.finish(len(frames) / rate)


@pytest.mark.parametrize("rate", [24.0, 25.0, 29.97])
@pytest.mark.parametrize("every", [1, 2, 4])
def test_a_strip_of_a_part_of_the_frames_is_that_of_all(rate: float, every: int) -> None:
    frames = ramp(200)
    whole = laid(Strip(), frames, rate, 1)
    sparse = laid(SparseStrip(rate), frames, rate, every)

    assert len(whole) == len(sparse) == int(200 / rate * STRIP_RATE + 1e-6)
    apart = np.abs(whole[:-2].astype(float) - sparse[:-2]).max()
    assert apart <= 1.5


def test_what_comes_before_the_first_frame_is_black() -> None:
    strip = SparseStrip(25.0)
    strip.lay(np.full((6, 8), 200, np.uint8), 1.0)
    pictures = strip.finish(2.0)

    assert [int(p.mean()) for p in pictures] == [0] * STRIP_RATE + [200] * STRIP_RATE


def test_a_film_without_a_frame_has_an_empty_strip() -> None:
    assert len(SparseStrip(25.0).finish(0.0)) == len(Strip().finish(0.0)) == 0
