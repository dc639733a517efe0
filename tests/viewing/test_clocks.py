"""Films with troublesome clocks are seen with the times that players show, each time they are."""

from __future__ import annotations

import struct
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from tests.broken.edit_lists import with_edits
from tests.broken.made import encode, frames
from tests.films import place, write_film

from secondtake import viewing
from secondtake.cli import main
from secondtake.model.footage import Reel, Shot
from secondtake.model.time import Span
from secondtake.viewing.decoder_process import Limits, Request, messages
from secondtake.viewing.raw_frames import coded

PACKET = 188
"""Bytes of a packet of MPEG-TS."""


def watch(path: Path) -> tuple[Reel, list[float]]:
    """The film's reel, and when its shots begin."""
    seen = viewing.watch(path, viewing.NO_EXHIBIT, keep=lambda data, kind: "", observers=("shots",))
    shots: tuple[Shot, ...] = seen.records["shots"]
    return seen.reel, [round(shot.span.seconds[0], 2) for shot in shots]


def seen(path: Path, first: int = 0, last: int | None = None) -> tuple[list[int], np.ndarray]:
    """Times in ticks and pictures, uint8 (n, h, w, 3), of a film or of a span of it."""
    request = Request(
        small_side=0, side=64, every_seconds=1e-6, at_cuts=False, first=first, last=last
    )
    times, pictures = [], []
    for message in messages(path, request, Limits()):
        if message.head["kind"] == "frames":
            times += message.head["pts"]
            shape = (len(message.head["sampled"]), *message.head["rgb"])
            pictures.append(np.frombuffer(message.data, np.uint8).reshape(shape))
    return times, np.concatenate(pictures)


def two_places(path: Path, *, start: int = 0) -> Path:
    """A film of two shots of one second each; ``start`` seconds before its first picture."""
    made = np.concatenate([frames(25), np.repeat(place(77)[None], 25, axis=0)])
    times = [90000 * start + 3600 * number for number in range(50)]
    return encode(path, made, "libx264", times=times, tick=Fraction(1, 90000))


def assert_seen_again(path: Path) -> None:
    """A second look at any span, and the packets, hit the pictures of the whole pass."""
    times, pictures = seen(path)
    first, last = int(len(times) * 0.55), int(len(times) * 0.75)
    again, same = seen(path, times[first], times[last])
    assert times[first:last] == again
    assert np.array_equal(pictures[first:last], same)
    listed = coded(path, Span(start=0, end=times[-1] + 1, tick=Fraction(1, 90000)))
    assert times == listed.pts.tolist()


@pytest.mark.parametrize("start", [3, 900], ids=["back", "ahead"])
def test_recordings_joined_end_to_end_are_one_film(start: int, tmp_path: Path) -> None:
    early, late = (two_places(tmp_path / f"{s}.ts", start=s).read_bytes() for s in (3, 900))
    path = tmp_path / "joined.ts"
    path.write_bytes(late + early if start == 3 else early + late)

    reel, shots = watch(path)

    assert (reel.decoded_frames, round(reel.decoded_seconds, 2)) == (100, 4.0)
    assert (shots, reel.header_seconds) == ([0.0, 1.0, 2.0, 3.0], None)
    assert "after 2.0 s" in (reel.partial or "")
    assert_seen_again(path)


def test_a_second_look_finds_the_key_picture_of_a_stream_without_an_index(tmp_path: Path) -> None:
    assert_seen_again(write_film(tmp_path / "film.ts", frames(100)))


def test_lost_packets_are_told_with_where_and_how_much(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    noise = np.random.default_rng(3).integers(0, 255, (100, 90, 160, 3), np.uint8)
    data = encode(
        tmp_path / "whole.ts", noise, "libx264", options={"g": "10", "bf": "0", "crf": "30"}
    ).read_bytes()
    count = len(data) // PACKET
    path = tmp_path / "hole.ts"
    path.write_bytes(data[: count * 2 // 5 * PACKET] + data[count * 3 // 5 * PACKET :])

    code = main(["shots", str(path)])
    told = capsys.readouterr()

    assert code == 1
    assert "could not be analysed in full: hole.ts" in told.err
    assert "pictures between 1.6 and 2.4 s are missing" in told.err


@pytest.mark.parametrize(
    ("edits", "shots", "said"),
    [
        ([(1.4, 0.6, 1.0)], [0.0, 0.4], None),
        ([(1, 1, 1.0), (1, 0, 1.0)], [0.0, 1.0], None),
        pytest.param(
            [(0.5, 0, 1.0), (1, 0.5, 0.0), (1.5, 0.5, 1.0)],
            None,
            "held from 0.5 s on for 1.0 s",
            marks=pytest.mark.slow,
        ),
    ],
    ids=["hidden", "swapped", "held"],
)
def test_an_edit_list_is_followed_or_said(
    edits: list[tuple[float, float | None, float]],
    shots: list[float] | None,
    said: str | None,
    tmp_path: Path,
) -> None:
    path = with_edits(two_places(tmp_path / "film.mp4"), tmp_path / "edited.mp4", edits)

    reel, begin = watch(path)

    assert shots in (None, begin)
    assert reel.partial is None if said is None else said in (reel.partial or "")
    assert_seen_again(path)


@pytest.mark.parametrize("suffix", [".mp4", ".mkv"])
def test_a_film_that_holds_its_picture_is_whole(suffix: str, tmp_path: Path) -> None:
    times = [*range(0, 400, 40), *range(7000, 7400, 40)]
    path = encode(
        tmp_path / f"film{suffix}", frames(20), "libx264", times=times, tick=Fraction(1, 1000)
    )

    reel, _ = watch(path)

    assert (reel.decoded_frames, reel.partial) == (20, None)
    assert reel.decoded_seconds == pytest.approx(7.4, abs=0.01)


def test_a_gif_is_as_slow_as_browsers_show_it(tmp_path: Path) -> None:
    path = encode(tmp_path / "film.gif", frames(20), "gif", pixels="rgb8")
    data = path.read_bytes()
    # A graphic control extension: four bytes, of which the delay is the second and third.
    control = b"\x21\xf9\x04"
    parts = data.split(control)
    parts[1:] = [part[:1] + struct.pack("<H", 1) + part[3:] for part in parts[1:]]
    path.write_bytes(control.join(parts))

    reel, _ = watch(path)

    assert (reel.decoded_frames, reel.decoded_seconds) == (20, pytest.approx(2.0))
    assert_seen_again(path)


@pytest.mark.slow
def test_an_animated_png_without_delays_is_shown_ten_pictures_a_second(tmp_path: Path) -> None:
    path = encode(tmp_path / "film.apng", frames(5), "apng", pixels="rgb24")
    data = bytearray(path.read_bytes())
    at = data.find(b"fcTL")
    while at >= 0:
        data[at + 24 : at + 28] = bytes(4)
        at = data.find(b"fcTL", at + 4)
    path.write_bytes(data)

    reel, _ = watch(path)

    assert (reel.decoded_frames, reel.decoded_seconds) == (5, pytest.approx(0.5))


@pytest.mark.parametrize(("suffix", "codec"), [(".mkv", "libx264"), (".wmv", "wmv2")])
def test_a_file_that_ends_before_its_end_is_told(suffix: str, codec: str, tmp_path: Path) -> None:
    whole = encode(tmp_path / f"whole{suffix}", frames(50), codec).read_bytes()
    path = tmp_path / f"cut{suffix}"
    path.write_bytes(whole[: len(whole) * 9 // 10])

    reel, _ = watch(path)

    assert "The file is cut off" in (reel.partial or "")
    assert watch(tmp_path / f"whole{suffix}")[0].partial is None
