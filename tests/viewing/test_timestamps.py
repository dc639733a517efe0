"""The film's clock on made lists of packets: no file is needed."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest

from secondtake.viewing.timestamps import WRAP, Clock, Kind

TS = Kind("mpegts", resets=True)
MKV = Kind("matroska,webm", resets=False)
MP4 = Kind("mov,mp4,m4a,3gp,3g2,mj2", resets=False)
TICK = Fraction(1, 90000)
STEP = 3600
FILM, SOUND = 0, 1


def packet(pts: int | None, dts: int | None, *, key: bool = True, step: int = STEP) -> Any:
    return SimpleNamespace(pts=pts, dts=dts, duration=step, is_keyframe=key)


def run(start: int, count: int, *, step: int = STEP) -> list[Any]:
    return [packet(start + step * i, start + step * i, key=i % 10 == 0) for i in range(count)]


def shown(kind: Kind, packets: Iterable[Any], start: int, tick: Fraction = TICK) -> Any:
    """The clock after the film's packets, and when each is shown, in steps."""
    clock = Clock(kind, start, tick, Fraction(1 / (tick * STEP)))
    times = []
    for one in packets:
        clock.place(one, FILM, tick, film=True)
        frame = SimpleNamespace(pts=one.pts, dts=one.dts, duration=one.duration)
        times.append(clock.pts(frame) / STEP)
    clock.close()
    return clock, times


@pytest.mark.parametrize("leap", [-1000, -5, -0.3, 10.5, 994, 40000])
def test_a_film_goes_on_where_the_clock_of_a_stream_leaps(leap: float) -> None:
    again = 90000 + 20 * STEP + round(leap * 90000)

    clock, times = shown(TS, run(90000, 20) + run(again, 20), 90000)

    assert times == list(range(40))
    assert [(j.at, j.seconds) for j in clock.jumps] == [(20 * STEP, pytest.approx(leap))]


def test_several_leaps_are_all_followed() -> None:
    clock, times = shown(TS, run(0, 10) + run(90000 * 50, 10) + run(90000 * 7, 10), 0)

    assert (times, len(clock.jumps)) == (list(range(30)), 2)


def test_a_clock_that_runs_over_33_bits_goes_on() -> None:
    start = WRAP - 5 * STEP
    packets = run(start, 20)
    for one in packets:
        one.pts, one.dts = one.pts % WRAP, one.dts % WRAP

    clock, times = shown(TS, packets, start)

    assert (times, clock.jumps) == (list(range(20)), [])


def test_a_leap_back_that_was_taken_for_an_overrun_is_known() -> None:
    back = 90000 + WRAP

    clock, times = shown(TS, run(90_000_000, 10) + run(back, 10), 90_000_000)

    assert times == list(range(20))
    assert clock.jumps[0].seconds == pytest.approx(-999.4)


@pytest.mark.parametrize("kind", [MP4, MKV])
def test_a_picture_is_held_until_the_next(kind: Kind) -> None:
    clock, times = shown(kind, run(0, 10) + run(90000 * 600, 10), 0)

    assert (times[9], times[10], clock.jumps) == (9, 600 * 25, [])


def test_a_picture_is_held_in_a_stream_whose_sound_goes_on() -> None:
    clock = Clock(TS, 0, TICK, Fraction(25))
    for one in run(0, 10):
        clock.place(one, FILM, TICK, film=True)
    for one in run(0, 25 * 20):
        clock.place(one, SOUND, TICK, film=False)
    late = packet(90000 * 20, 90000 * 20)
    clock.place(late, FILM, TICK, film=True)

    assert (late.pts, clock.jumps) == (90000 * 20, [])


def test_sound_and_picture_that_leap_one_after_the_other_keep_together() -> None:
    clock = Clock(TS, 0, TICK, Fraction(25))
    for film, sound in zip(run(0, 10), run(900, 10), strict=True):
        clock.place(film, FILM, TICK, film=True)
        clock.place(sound, SOUND, TICK, film=False)
    again = 90000 * 300
    film, sound = packet(again, again), packet(again + 900, again + 900)
    clock.place(film, FILM, TICK, film=True)
    clock.place(sound, SOUND, TICK, film=False)

    assert (film.pts, sound.pts) == (10 * STEP, 10 * STEP + 900)


def test_pictures_out_of_order_are_no_leap() -> None:
    order = [(0, 0), (4, 1), (2, 2), (1, 3), (3, 4), (8, 5), (6, 6), (5, 7), (7, 8)]
    packets = [packet(p * STEP, None, key=not p) for p, _ in order]

    clock = Clock(MKV, 0, TICK, Fraction(25))
    for one in packets:
        clock.place(one, FILM, TICK, film=True)

    assert ([one.pts // STEP for one in packets], clock.jumps) == ([p for p, _ in order], [])


def test_one_packet_at_a_wrong_time_moves_no_clock() -> None:
    packets = run(0, 20)
    packets[7].pts = packets[7].dts = 90000 * 500

    clock = Clock(MP4, 0, TICK, Fraction(25))
    for one in packets:
        clock.place(one, FILM, TICK, film=True)

    assert ([one.pts // STEP for one in packets[8:]], clock.jumps) == (list(range(8, 20)), [])


def test_pictures_of_one_time_come_one_after_the_other() -> None:
    _, times = shown(MKV, [packet(0, 0), packet(0, 0), packet(STEP, STEP)], 0)

    assert times == [0, 1 / STEP, 1]


def test_the_last_picture_of_an_mp4_stays_as_long_as_its_last_packet_says() -> None:
    # Durations are those of the order of decoding: the last shown has that of a held picture.
    packets = [packet(0, -1), packet(90000 * 5, 0, step=90000 * 5), packet(STEP, STEP)]
    clock = Clock(MP4, 0, TICK, Fraction(25))
    for one in packets:
        clock.place(one, FILM, TICK, film=True)
    for one in sorted(packets, key=lambda p: p.pts):
        clock.pts(SimpleNamespace(pts=one.pts, dts=None, duration=one.duration))
    clock.close()

    assert clock.end == 90000 * 5 + STEP


@pytest.mark.parametrize(
    ("delays", "shown_at", "end"),
    [
        ([0, 0, 0], [0, 10, 20], 30),
        ([1, 1, 1], [0, 10, 20], 30),
        ([2, 3, 300], [0, 2, 5], 305),
    ],
)
def test_an_animation_is_as_fast_as_browsers_show_it(
    delays: list[int], shown_at: list[int], end: int
) -> None:
    clock = Clock(Kind("gif", resets=False), 0, Fraction(1, 100), Fraction(100))
    times = []
    for number, delay in enumerate(delays):
        one = packet(number, number, step=delay)
        clock.place(one, FILM, Fraction(1, 100), film=True)
        times.append(clock.pts(SimpleNamespace(pts=one.pts, dts=None, duration=one.duration)))

    assert (times, clock.end) == (shown_at, end)


def test_pictures_without_times_are_shown_in_order() -> None:
    clock = Clock(Kind("avi", resets=False), 0, Fraction(1, 25), Fraction(25))
    packets = [packet(None, number, step=1) for number in range(6)]
    for one in packets:
        clock.place(one, FILM, Fraction(1, 25), film=True)
    # The decoder holds two pictures back, which come without a time at the end.
    given = [2, 3, 4, 5, None, None]
    times = [clock.pts(SimpleNamespace(pts=None, dts=dts, duration=1)) for dts in given]

    assert (times, clock.end) == ([0, 1, 2, 3, 4, 5], 6)


def test_a_pause_of_every_stream_is_known() -> None:
    clock = Clock(TS, 0, TICK, Fraction(25))
    for one in run(0, 10) + run(90000 * 3, 10):
        clock.place(one, FILM, TICK, film=True)
    for one in run(0, 15) + run(90000 * 3, 10):
        clock.place(one, SOUND, TICK, film=False)

    assert clock.pauses(FILM) == [(Fraction(15, 25), 3)]
