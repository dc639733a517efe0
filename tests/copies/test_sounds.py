"""Sound as a second witness: it agrees, differs, or cannot say, and says it of edited sound too."""

from __future__ import annotations

import numpy as np
import pytest
from bench.scenes.sound import heard as made_sound
from numpy.typing import NDArray

from secondtake.comparing.copies.audio_fingerprint import SOUND_RATE, SoundPrinter, heard

SECONDS = 12.0
Sound = NDArray[np.float32]


def sound(moment: int) -> Sound:
    """Steps, calls and wind of one moment, at the rate that is printed."""
    return made_sound(moment, SECONDS)[::2]


def at_speed(samples: Sound, speed: float) -> Sound:
    """Faster, its pitch moved along."""
    at = np.arange(int(len(samples) / speed)) * speed
    return np.interp(at, np.arange(len(samples)), samples).astype(np.float32)


def printed(samples: Sound, piece: int = SOUND_RATE) -> NDArray[np.uint32]:
    printer = SoundPrinter()
    for at in range(0, len(samples), piece):
        printer.hear(at / SOUND_RATE, samples[at : at + piece])
    return printer.finish()


def part(samples: Sound, start: float, end: float) -> Sound:
    return samples[round(start * SOUND_RATE) : round(end * SOUND_RATE)]


def told(query: Sound, reference: Sound, start: float, slope: float = 1.0) -> str:
    length = len(query) / SOUND_RATE
    shown = start, start + abs(slope) * length
    return heard(printed(query), printed(reference), (0.0, length), shown, slope)


def test_a_print_does_not_depend_on_the_pieces_it_was_heard_in() -> None:
    whole, pieces = printed(sound(1), 10**9), printed(sound(1), 3001)

    assert len(whole) == len(pieces)
    assert np.mean(whole != pieces) < 0.01


def test_the_sound_of_one_recording_agrees() -> None:
    assert told(part(sound(1), 3, 8), sound(1), 3) == "agrees"


def test_noise_and_loudness_leave_it_agreeing() -> None:
    noise = np.random.default_rng(1).normal(0, 0.01, round(5 * SOUND_RATE))
    quiet = 0.2 * part(sound(1), 3, 8) + 0.2 * noise.astype(np.float32)

    assert told(quiet, sound(1), 3) == "agrees"


@pytest.mark.parametrize("speed", [0.95, 0.975, 1.025, 1.05])
def test_a_speed_within_five_per_cent_leaves_it_agreeing(speed: float) -> None:
    assert told(at_speed(part(sound(1), 3, 9), speed), sound(1), 3, speed) == "agrees"


def test_sound_played_backwards_agrees_along_a_line_that_runs_backwards() -> None:
    assert told(part(sound(1), 3, 8)[::-1].copy(), sound(1), 3, -1.0) == "agrees"


def test_other_sound_differs() -> None:
    assert told(part(sound(2), 3, 8), sound(1), 3) == "differs"


@pytest.mark.parametrize(
    "query",
    [np.zeros(5 * SOUND_RATE, np.float32), sound(1)[:SOUND_RATE], np.zeros(0, np.float32)],
    ids=["silent", "one second", "none"],
)
def test_silence_and_short_sound_cannot_say(query: Sound) -> None:
    assert told(query, sound(1), 0) == "cannot say"


def test_other_sound_at_another_speed_cannot_say() -> None:
    assert told(part(sound(2), 3, 8), sound(1), 2, 1.5) == "cannot say"
