"""All eight ways a file may ask for its picture to be turned, as the decoder library obeys them."""

from __future__ import annotations

import struct
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import av.filter
import cv2
import numpy as np
import pytest
from tests.broken.made import encode
from tests.films import place

from secondtake import viewing
from secondtake.viewing.frame_convert import Pictures

WHOLE = 1 << 16
EIGHT = {
    "upright": ((1, 0, 0, 1), ()),
    "90": ((0, 1, -1, 0), ("transpose=clock",)),
    "180": ((-1, 0, 0, -1), ("hflip", "vflip")),
    "270": ((0, -1, 1, 0), ("transpose=cclock",)),
    "mirrored": ((-1, 0, 0, 1), ("hflip",)),
    "upside down": ((1, 0, 0, -1), ("vflip",)),
    "transposed": ((0, 1, 1, 0), ("transpose=cclock_flip",)),
    "transposed the other way": ((0, -1, -1, 0), ("transpose=clock_flip",)),
}
"""a, b, c, d of a display matrix -> what ffmpeg puts before its output for it (ffmpeg_filter.c)."""
ODD = {
    "scaled": ((-2, 0, 0, 2), "mirrored"),
    "scaled unevenly": ((0, 0.5, 1.5, 0), "transposed"),
    "sheared": ((-1, 0.1, 0.05, 1), "mirrored"),
    "turned by four degrees": ((0.9976, 0.0698, -0.0698, 0.9976), "upright"),
    "empty": ((0, 0, 0, 0), "upright"),
}


@pytest.mark.parametrize("name", EIGHT)
def test_a_display_matrix_is_obeyed_as_by_the_decoder_library(name: str, tmp_path: Path) -> None:
    matrix, filters = EIGHT[name]
    frame = _first(_asking(tmp_path / "film.mov", matrix))

    ours = _shown(frame)

    assert ours.shape == _filtered(frame, filters).shape
    assert np.abs(ours.astype(int) - _filtered(frame, filters)).mean() < 3


@pytest.mark.parametrize("name", ODD)
def test_a_matrix_that_also_scales_or_shears_turns_to_the_nearest_quarter(
    name: str, tmp_path: Path
) -> None:
    matrix, nearest = ODD[name]
    plain = _shown(_first(_asking(tmp_path / "plain.mov", EIGHT[nearest][0])))

    shown = _shown(_first(_asking(tmp_path / "film.mov", matrix)))

    assert np.array_equal(shown, plain)


def test_a_mirrored_film_is_seen_mirrored_and_says_so(tmp_path: Path) -> None:
    path = _asking(tmp_path / "film.mov", EIGHT["transposed"][0])

    reel = viewing.watch(
        path, viewing.NO_EXHIBIT, keep=lambda data, kind: "0" * 64, observers=()
    ).reel
    shown = viewing.whole(path, rate=25).rgb[0].astype(int)

    assert (reel.width, reel.height, reel.mirrored, reel.rotation) == (48, 64, True, 270)
    assert np.abs(shown - _picture().transpose(1, 0, 2)).mean() < 8


@pytest.mark.parametrize("number", range(1, 9))
def test_exif_orientation_of_a_jpeg_is_obeyed(number: int, tmp_path: Path) -> None:
    jpeg = cv2.imencode(".jpg", _picture()[:, :, ::-1])[1].tobytes()
    field = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, 0x112, 3, 1, number, 0, 0)
    exif = b"Exif\0\0" + field
    path = tmp_path / "picture.jpg"
    path.write_bytes(jpeg[:2] + struct.pack(">HH", 0xFFE1, len(exif) + 2) + exif + jpeg[2:])
    by_opencv = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_COLOR)
    assert by_opencv is not None

    shown = _shown(_first(path))

    assert np.abs(shown.astype(int) - by_opencv[:, :, ::-1]).mean() < 3


def test_a_codec_may_ask_for_another_turn_on_the_way(tmp_path: Path) -> None:
    made = np.repeat(_picture()[None], 3, axis=0)
    raw = encode(tmp_path / "film.h264", made, "libx264", container="h264")
    path = tmp_path / "turning.h264"
    path.write_bytes(raw.read_bytes() + _with_sei(raw, "rotate=90:flip=horizontal"))

    shown = viewing.whole(path, rate=25).rgb.astype(int)
    first, last = shown[0], shown[-1]

    assert first.shape == last.shape == (48, 64, 3)
    bars = np.concatenate([last[:, :12], last[:, -12:]], axis=1)
    turned = cv2.resize(_picture().transpose(1, 0, 2), (36, 48), interpolation=cv2.INTER_AREA)
    assert bars.max() == 0
    assert np.abs(last[:, 14:50] - turned).mean() < 12


def test_what_a_container_cuts_off_is_not_seen(tmp_path: Path) -> None:
    path = encode(tmp_path / "film.mp4", _picture()[None], "libx264")
    whole = viewing.whole(path, rate=25).rgb[0].astype(int)
    # 40 x 32 of the 64 x 48, moved right by 4 and up by 2: from column 16 and row 6 on.
    clap = struct.pack(">I4s8i", 40, b"clap", 40, 1, 32, 1, 4, 1, -2, 1)
    entry = (b"moov", b"trak", b"mdia", b"minf", b"stbl", b"stsd", b"avc1")
    path.write_bytes(_grown(path.read_bytes(), entry, clap))

    shown = viewing.whole(path, rate=25).rgb[0].astype(int)

    assert shown.shape == (32, 40, 3)
    assert np.abs(shown - whole[6:38, 16:56]).mean() < 2


def _picture() -> np.ndarray:
    return np.ascontiguousarray(place(4, size=(64, 48)))


def _asking(path: Path, matrix: tuple[float, ...]) -> Path:
    a, b, c, d = (round(one * WHOLE) for one in matrix)
    with av.open(str(path), "w") as out:
        stream: Any = out.add_stream("png", rate=25)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "rgb24"
        stream.set_display_matrix((a, b, 0, c, d, 0, 0, 0, 1 << 30))
        out.mux(stream.encode(av.VideoFrame.from_ndarray(_picture(), format="rgb24")))
        out.mux(stream.encode())
    return path


def _first(path: Path) -> Any:
    with av.open(str(path)) as film:
        return next(film.decode(video=0))


def _shown(frame: Any) -> np.ndarray:
    return Pictures(frame, ratio=None, side=64, small_side=32).full(frame)


def _filtered(frame: Any, names: tuple[str, ...]) -> np.ndarray:
    graph = av.filter.Graph()
    size = {"width": frame.width, "height": frame.height, "format": frame.format.name}
    steps: list[Any] = [graph.add_buffer(**size, time_base=Fraction(1, 25))]
    steps += [graph.add(*name.split("=")) for name in names]
    steps.append(graph.add("buffersink"))
    for step, following in pairwise(steps):
        step.link_to(following)
    graph.configure()
    graph.push(frame)
    pulled: Any = graph.pull()
    return np.asarray(pulled.to_ndarray(format="rgb24"))


def _with_sei(path: Path, asked: str) -> bytes:
    """An H.264 stream whose own words ask for a turn (Rec. ITU-T H.264, D.1.27)."""
    with av.open(str(path)) as film:
        stream = film.streams.video[0]
        words = f"h264_metadata=display_orientation=insert:{asked}"
        adding = av.bitstream.BitStreamFilterContext(words, stream)
        made = [more for packet in film.demux(stream) for more in adding.filter(packet)]
        return b"".join(bytes(packet) for packet in made)


def _grown(data: bytes, path: tuple[bytes, ...], box: bytes) -> bytes:
    """An MP4 with a box put at the end of the one that ``path`` leads to."""
    grown, start, end = bytearray(data), 0, len(data)
    for name in path:
        while grown[start + 4 : start + 8] != name:
            start += int.from_bytes(grown[start : start + 4], "big")
        size = int.from_bytes(grown[start : start + 4], "big")
        grown[start : start + 4] = (size + len(box)).to_bytes(4, "big")
        start, end = start + (16 if name == b"stsd" else 8), start + size
    return bytes(grown[:end] + box + grown[end:])
