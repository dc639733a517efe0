"""A frame by its number is that frame: the number burnt into it says so."""

from __future__ import annotations

import io
import random
import re
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from tests.films import place
from tests.viewing.numbered_films import KINDS, VARIABLE, number_of, numbered, write_numbered

from secondtake import viewing
from secondtake.errors import InputInvalid, Unreadable
from secondtake.model.enums import SeeingGrade
from secondtake.model.frame_table import CLOCK, FrameTable
from secondtake.model.time import Span
from secondtake.viewing.playing_copy import PlayingCopy

EXHIBIT = "ab" * 32
STILLS = 14
"""Of each of the 15 kinds: 210 in all."""


@pytest.fixture(scope="module")
def variable(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, FrameTable]:
    path = tmp_path_factory.mktemp("film") / "variable.mp4"
    options = {"preset": "veryfast", "g": "24", "bf": "3"}
    write_numbered(path, "libx264", VARIABLE[:60], Fraction(1, 100), options=options)
    return path, viewing.frame_table(path, EXHIBIT)


def test_a_still_of_a_variable_rate_is_the_frame_asked_for(
    variable: tuple[Path, FrameTable],
) -> None:
    path, table = variable
    rgb, at = viewing.exact_still(path, table.pts[41], side=80)

    assert [pts * table.tick for pts in table.pts] == [Fraction(t, 100) for t in VARIABLE[:60]]
    assert (number_of(rgb), at, rgb.shape) == (41, table.pts[41], (48, 80, 3))
    assert table.keys[0] == 0


def test_a_run_is_the_stills_of_its_frames(variable: tuple[Path, FrameTable]) -> None:
    path, table = variable
    run = list(viewing.exact_run(path, table.pts[30], table.pts[45], side=80))
    rgb, at = viewing.exact_still(path, table.pts[45], side=80)

    assert [(number_of(rgb), at) for at, rgb in run] == [(n, table.pts[n]) for n in range(30, 46)]
    assert (run[-1][0], run[-1][1].tobytes()) == (at, rgb.tobytes())
    assert not list(viewing.exact_run(path, table.pts[30] + 1, table.pts[45]))


def test_no_other_frame_is_given_where_none_begins(variable: tuple[Path, FrameTable]) -> None:
    path, table = variable
    with pytest.raises(Unreadable, match="could not be decoded"):
        viewing.exact_still(path, table.pts[41] + 1)


def test_a_copy_for_playing_keeps_the_times_of_its_frames(
    variable: tuple[Path, FrameTable],
) -> None:
    path, table = variable
    span = Span(start=table.pts[13], end=table.pts[43], tick=table.tick)
    to = io.BytesIO()
    viewing.write_playing_copy(to, path, span, grade=SeeingGrade.VEILED)
    to.seek(0)
    with av.open(to) as film:
        frames = [(f, f.to_ndarray(format="rgb24")) for f in film.decode(video=0)]
        seconds = film.duration / av.time_base

    begun = [table.clock(number) - table.clock(13) for number in range(13, 43)]
    assert [f.pts * f.time_base * CLOCK for f, _ in frames] == begun
    assert [number_of(rgb) for _, rgb in frames] == list(range(13, 43))
    assert [n for n, (f, _) in enumerate(frames) if f.key_frame] == [0, 12, 24]
    assert max(frames[0][1].shape) == viewing.VEILED_SIDE
    assert np.ptp(frames[0][1], axis=2).max() <= 2  # grey
    assert seconds == pytest.approx(span.length_seconds, abs=1e-4)


def test_a_copy_with_people_covered_has_neither_sound_nor_length(tmp_path: Path) -> None:
    span = Span(start=0, end=61, tick=Fraction(1))
    for sound, grade in ((True, SeeingGrade.VEILED), (False, SeeingGrade.COVERED)):
        with pytest.raises(InputInvalid):
            viewing.write_playing_copy(
                io.BytesIO(), tmp_path / "none.mp4", span, grade=grade, sound=sound
            )


def test_sound_stands_at_its_own_time_in_a_copy() -> None:
    to = io.BytesIO()
    rate = 48_000
    tone = np.zeros(2 * rate, np.float32)
    tone[rate : rate + rate // 10] = np.sin(np.arange(rate // 10) * 0.3)
    with PlayingCopy(to, begins=CLOCK // 2, ends=2 * CLOCK, sound=True) as copy:
        for number in range(13, 50):
            copy.show(number * CLOCK // 25, numbered(number))
        copy.hear(0.0, tone)
    to.seek(0)
    with av.open(to) as film:
        heard = [(f.time, f.to_ndarray()[0]) for f in film.decode(audio=0)]
    loud = [time + int(np.argmax(np.abs(s) > 0.3)) / rate for time, s in heard if s.max() > 0.3]

    assert loud[0] == pytest.approx(0.5, abs=0.002)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["hevc.mp4", "mpeg4-b.avi"])
def test_an_index_that_calls_every_frame_a_key_frame_leads_to_no_other(
    name: str, tmp_path: Path
) -> None:
    codec, times, tick, more = KINDS[name]
    path = write_numbered(tmp_path / name, codec, tuple(times)[:90], tick, **more)
    path.write_bytes(_all_keys(path.read_bytes()))
    table = viewing.frame_table(path, EXHIBIT)
    stills = [number_of(viewing.exact_still(path, table.pts[n])[0]) for n in (35, 62, 71)]
    span = viewing.every_frame(path, table.pts[40], table.pts[60], side=160)

    assert stills == [35, 62, 71]
    assert [number_of(rgb) for _, rgb in span] == list(range(40, 60))


@pytest.mark.slow
def test_what_the_first_packet_says_of_its_encoder_holds_for_every_still(tmp_path: Path) -> None:
    # As x264 wrote until version 150, 4:4:4 is decoded otherwise; only the first packet says so.
    path, wide = tmp_path / "film.mp4", place(4, size=(640, 180))
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = 320, 180, "yuv444p"
        stream.options = {"g": "20", "bf": "0", "preset": "veryfast", "threads": "1"}
        for left in range(0, 200, 4):
            shown = np.ascontiguousarray(wide[:, left : left + 320])
            container.mux(stream.encode(av.VideoFrame.from_ndarray(shown, format="rgb24")))
        container.mux(stream.encode())
    old = tmp_path / "old.mp4"
    old.write_bytes(re.sub(rb"(x264 - core )\d{3}", rb"\g<1>125", path.read_bytes()))
    table = viewing.frame_table(path, EXHIBIT)
    apart = []
    for number in (5, 33, 47):
        new, told = (viewing.exact_still(f, table.pts[number], side=160)[0] for f in (path, old))
        apart.append(float(np.abs(new.astype(int) - told).mean()))

    # Not by the rules of its time, the film of today is told by its first packet to be unreadable.
    assert min(apart) > 20


def _all_keys(film: bytes) -> bytes:
    """A film whose index marks every picture as key: an MP4 without ``stss``, or an AVI."""
    if b"idx1" not in film:
        return film.replace(b"stss", b"free")
    head, _, index = film.rpartition(b"idx1")
    entries = bytearray(index)
    for flags in range(8, 4 + int.from_bytes(index[:4], "little"), 16):
        entries[flags] |= 0x10  # AVIIF_KEYFRAME
    return head + b"idx1" + bytes(entries)


@pytest.mark.slow
@pytest.mark.parametrize("name", KINDS)
def test_stills_of_every_kind_of_file_are_the_frames_asked_for(name: str, tmp_path: Path) -> None:
    codec, times, tick, more = KINDS[name]
    path = write_numbered(tmp_path / name, codec, times, tick, **more)
    table = viewing.frame_table(path, EXHIBIT)
    asked = random.Random(name).sample(range(len(table.pts)), STILLS)
    seen = {n: number_of(viewing.exact_still(path, table.pts[n])[0]) for n in asked}

    first, last = len(table.pts) // 2, min(len(table.pts) // 2 + 16, len(table.pts) - 1)
    run = viewing.exact_run(path, table.pts[first], table.pts[last])
    together = [number_of(rgb) for _, rgb in run]

    assert len(table.pts) == len(tuple(times))
    assert {n: number for n, number in seen.items() if n != number} == {}
    assert together == list(range(first, last + 1))
