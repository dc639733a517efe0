"""The delay between two microphones, and sounds that have none."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from secondtake.comparing.takes.measures.audio_sync import SoundPrint, audio_sync_of, sound_print
from secondtake.comparing.takes.measures.sound_delay import sound_delay_of

RATE = 16000


def events(seed: int, seconds: float) -> NDArray[np.float32]:
    """Knocks and cries at irregular times."""
    rng = np.random.default_rng(seed)
    sound = np.zeros(round(seconds * RATE))
    for at in rng.uniform(0, seconds - 0.3, round(seconds * 4)):
        long = round(rng.uniform(0.03, 0.2) * RATE)
        tone = np.sin(2 * np.pi * rng.uniform(150, 5000) / RATE * np.arange(long))
        sound[round(at * RATE) :][:long] += tone * np.exp(-np.arange(long) / long * 4)
    return np.asarray(0.2 * sound, np.float32)


def heard(sound: NDArray[np.float32], seed: int, echo: float) -> SoundPrint:
    """The sound as a microphone in a room hears it, with its own echo and noise."""
    rng = np.random.default_rng(seed)
    late = np.roll(sound, round(echo * RATE)) * 0.6
    found = sound_print(
        np.asarray(sound + late + rng.normal(0, 0.01, len(sound)), np.float32), RATE
    )
    assert found is not None
    return found


def test_two_microphones_of_one_moment_are_told_from_two_moments() -> None:
    sound = events(1, 6)

    found = sound_delay_of(heard(sound, 2, 0.02), heard(sound[RATE // 2 :], 3, 0.07))
    chance = sound_delay_of(heard(sound, 2, 0.02), heard(events(9, 6), 3, 0.07))

    assert found is not None
    assert chance is not None
    assert found.seconds == pytest.approx(-0.5, abs=0.02)
    assert found.margin > 5
    assert chance.margin < 3
    assert chance.loudness_db > -40


def test_the_digital_silence_that_opens_every_track_is_no_event() -> None:
    heard_late = []
    for seed, silence in ((1, 0.03), (2, 0.06)):
        rng = np.random.default_rng(seed)
        sound = rng.normal(0, 0.01, 6 * RATE).astype(np.float32)
        sound[: round(silence * RATE)] = 0
        found = sound_print(sound, RATE)
        assert found is not None
        heard_late.append(found)

    delay, sync = sound_delay_of(*heard_late), audio_sync_of(*heard_late)

    assert delay is not None
    assert delay.margin < 3
    assert sync is not None
    assert sync.correlation < 0.3


def test_a_recorder_whose_clock_drifts_keeps_its_lock() -> None:
    sound = events(4, 40)
    drifted = np.interp(np.arange(len(sound)) * (1 - 4e-4), np.arange(len(sound)), sound)

    found = sound_delay_of(
        heard(sound, 2, 0.02), heard(np.asarray(drifted[8000:], np.float32), 3, 0.05)
    )

    assert found is not None
    assert found.drift == pytest.approx(4e-4, abs=1.5e-4)
    assert found.margin > 5
