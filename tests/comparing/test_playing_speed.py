"""The speed of a copy is told with its error, a usual conversion by name, and the sound's pitch."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.comparing.made import film, view

from secondtake.comparing.takes.comparer import compare_takes
from secondtake.comparing.takes.describe.description import describe
from secondtake.comparing.takes.measures.audio_sync import sound_print
from secondtake.comparing.takes.measures.measurements import measure
from secondtake.comparing.takes.measures.pitch import pitch_of
from secondtake.comparing.takes.measures.playing_speed import PlayingSpeed, playing_speed
from secondtake.model.footage import ShotView
from secondtake.model.time import Span

SLOW = pytest.mark.slow
FILM, PAL, NTSC = Fraction(24), Fraction(25), Fraction(24000, 1001)
RATE = 16000


@pytest.mark.parametrize("seconds", [2, *(pytest.param(s, marks=SLOW) for s in (5, 20, 60))])
def test_pal_speed_up_is_told_of_films_of_any_length(seconds: int) -> None:
    found = _speed(FILM, PAL, seconds)

    assert found is not None
    assert (found.ratio, found.standard) == (24 / 25, Fraction(25, 24))
    assert found.error < 0.01


@pytest.mark.parametrize("shown", [Fraction(30), pytest.param(PAL, marks=SLOW)])
def test_no_speed_is_told_of_a_copy_at_its_own(shown: Fraction) -> None:
    left, right = _view(PAL, PAL, 2), _view(PAL, PAL, 2, again=shown)

    found = compare_takes(describe(left), describe(right))

    assert "played at another speed" not in {str(r.code) for r in found.because}


@SLOW
@pytest.mark.parametrize(("seconds", "told"), [(2, False), (60, True)])
def test_a_thousandth_is_told_where_the_length_permits(seconds: int, told: bool) -> None:
    found = _speed(NTSC, FILM, seconds)

    assert found is not None
    assert found.other == told
    assert not told or found.standard == Fraction(1001, 1000)


@pytest.mark.parametrize(("kept", "told"), [(False, True), (True, False)])
def test_whether_the_pitch_went_with_the_speed_is_told(kept: bool, told: bool) -> None:
    one = sound_print(_sound(2.5, 1.0), RATE)
    two = sound_print(_sound(2.4, 1.0 if kept else 25 / 24), RATE)
    pitch = pitch_of(one, two)

    assert pitch is not None
    assert pitch.went_with(24 / 25) is told


@SLOW
def test_a_relation_tells_speed_and_pitch() -> None:
    left = _view(FILM, FILM, 3, sound=_sound(3.0, 1.0))
    right = _view(FILM, PAL, 3, sound=_sound(2.88, 25 / 24))
    here, there = describe(left), describe(right)

    for one, two, faster, speed in ((here, there, "right", 0.96), (there, here, "left", 25 / 24)):
        found = compare_takes(one, two)
        (why,) = (r.by_name for r in found.because if r.code == "played at another speed")
        (stretch,) = found.alignment

        assert stretch.speed == pytest.approx(speed)
        assert stretch.right.seconds[1] == pytest.approx(speed * stretch.left.seconds[1], abs=0.1)
        assert (why["faster"], why["conversion"], why["pitch_moved_too"]) == (faster, "25/24", True)


def _speed(filmed: Fraction, played: Fraction, seconds: int) -> PlayingSpeed | None:
    left = describe(_view(filmed, filmed, seconds))
    right = describe(_view(filmed, played, seconds))
    registration = measure(left, right).registration
    assert registration is not None
    return playing_speed(left, right, registration)


MOST_SECONDS = 10.0
"""Of the pictures at the film's own rate: more are slow to draw."""


def _view(
    filmed: Fraction,
    played: Fraction,
    seconds: int,
    *,
    again: Fraction | None = None,
    sound: NDArray[np.float32] | None = None,
) -> ShotView:
    """Pictures of a film, ten a second as they are looked at, each with its own time.

    ``filmed``, ``played``: frames a second. ``again``: the rate it was coded anew at.
    """
    rate = again or played
    length = float(seconds * filmed / played)
    looked = np.arange(0, length, max(0.1, length / 120))
    frames = np.unique(np.ceil(looked * float(rate) - 1e-6)).astype(int)
    shown = np.floor(frames / float(rate) * float(played) + 1e-6) / float(filmed)
    pictures = film(3, 7, _course(shown))
    made = view(pictures, exhibit=f"{int(filmed * 1000 + played * 7 + rate):064d}", sound=sound)
    tick = Fraction(1, 90000)
    pts = np.round(frames / float(rate) * 90000).astype(np.int64)
    span = Span(start=0, end=round(length * 90000), tick=tick)
    shot = type(made.shot)(
        exhibit=made.shot.exhibit,
        number=0,
        span=span,
        transition=made.shot.transition,
        made_by=made.shot.made_by,
    )
    every = np.arange(int(min(length, MOST_SECONDS) * float(rate)))
    shown = np.floor(every / float(rate) * float(played) + 1e-6) / float(filmed)
    return ShotView(
        shot=shot,
        size=made.size,
        rate=10.0,
        pts=pts,
        rgb=made.rgb,
        sound=sound,
        every=np.ascontiguousarray(film(3, 7, _course(shown))[:, ::2, ::2, 1]),
        every_pts=np.round(every / float(rate) * 90000).astype(np.int64),
    )


def _course(seconds: NDArray[np.float64]) -> NDArray[np.float64]:
    """Where the thing is: it swings to and fro, never twice in the same way."""
    t = 2 * np.pi * seconds
    x = 0.5 + 0.2 * np.sin(t / 2.3) + 0.12 * np.sin(t / 5.9)
    y = 0.5 + 0.2 * np.cos(t / 3.1) + 0.12 * np.sin(t / 7.7)
    return np.stack([x, y], 1)


def _sound(seconds: float, higher: float) -> NDArray[np.float32]:
    """Notes with overtones, as of a voice that speaks; ``higher``: factor of their pitch."""
    rng = np.random.default_rng(5)
    at = np.arange(round(seconds * RATE)) / RATE
    notes = rng.uniform(220, 900, 12)
    turn = np.minimum((at / seconds * len(notes)).astype(int), len(notes) - 1)
    phase = np.cumsum(notes[turn] * higher) / RATE
    tone = sum(np.sin(2 * np.pi * phase * k) / k for k in range(1, 4))
    return np.asarray(0.2 * tone + rng.normal(0, 0.002, len(at)), np.float32)
