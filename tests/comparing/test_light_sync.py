"""One moment by flashes that two cameras see."""

from __future__ import annotations

import numpy as np
import pytest

from secondtake.comparing.takes.measures.light_sync import light_sync_of
from secondtake.vision.picture_motion import PictureMotion, picture_motion


def lit(flashes: tuple[float, ...], seed: int, start: float = 0.0) -> PictureMotion:
    """Six seconds of a dim room of its own, lit for a picture at each of the times."""
    rng = np.random.default_rng(seed)
    room = rng.integers(20, 120, (54, 96))
    seconds = np.asarray(np.arange(start, 6, 0.04), np.float64)
    light = np.array([any(at <= t < at + 0.04 for at in flashes) for t in seconds]) * 60
    noise = rng.normal(0, 1.5, (len(seconds), *room.shape))
    pictures = np.clip(room + light[:, None, None] + noise, 0, 255).astype(np.uint8)
    found = picture_motion(pictures, np.asarray(seconds - start, np.float64))
    assert found is not None
    return found


def test_flashes_at_irregular_times_tell_one_moment() -> None:
    flashes = (1.31, 1.9, 3.47, 5.02)

    found = light_sync_of(lit(flashes, 1), lit(flashes, 2, start=0.6))
    other = light_sync_of(lit(flashes, 1), lit((0.4, 2.6, 4.3), 3))

    assert found is not None
    assert other is not None
    assert found.offset_seconds == pytest.approx(-0.6, abs=0.05)
    assert found.chance_log10 < -3 < other.chance_log10


def test_a_room_that_stays_as_bright_gives_no_measure() -> None:
    assert light_sync_of(lit((), 1), lit((1.0, 2.2), 2)) is None
