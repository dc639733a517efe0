"""What counts as a film: raw streams, recorders' files, pictures, and what cannot be read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.broken.made import encode, frames
from tests.viewing.containers_made import RAW, dav, jpeg, numbered, raw

from secondtake import viewing
from secondtake.errors import Unreadable
from secondtake.model.enums import Transition
from secondtake.model.footage import Reel, Shot
from secondtake.model.time import Span
from secondtake.preserve import media_type
from secondtake.viewing.containers import FORMATS
from secondtake.viewing.motion_jpeg import is_motion_jpeg


def reel(path: Path, name: str | None = None) -> Reel:
    return viewing.watch(
        path, viewing.NO_EXHIBIT, keep=lambda data, kind: "0" * 64, observers=("shots",), name=name
    ).reel


@pytest.mark.parametrize(
    "ending", [e if e == ".h264" else pytest.param(e, marks=pytest.mark.slow) for e in RAW]
)
def test_a_raw_stream_has_its_coded_rate_and_order(ending: str, tmp_path: Path) -> None:
    path = raw(tmp_path, ending, rate=12)

    seen, shown = reel(path), viewing.whole(path, rate=50)

    rate, assumed = (25, True) if ending == ".mjpeg" else (12, False)
    assert (seen.decoded_frames, seen.rate_assumed, seen.partial) == (25, assumed, None)
    assert seen.frame_rate == rate
    assert seen.header_seconds is None
    assert np.allclose(shown.seconds, np.arange(25) / rate, atol=1e-5)
    assert np.abs(shown.rgb.mean((1, 2, 3)) - numbered(25)[:, 0, 0, 0]).max() < 6


@pytest.mark.parametrize("container", [".h264", pytest.param(".mpg", marks=pytest.mark.slow)])
def test_a_span_is_seen_from_its_start_where_seeking_comes_out_later(
    container: str, tmp_path: Path
) -> None:
    path = raw(tmp_path, ".h264")
    if container == ".mpg":
        made = frames(50)
        path = encode(tmp_path / "film.mpg", made, "mpeg1video", options={"g": "12"})
    tick = reel(path).tick
    first, last = round(0.6 / tick), round(1 / tick)
    span = Span(start=first, end=last, tick=tick)
    maker = viewing.MAKER
    shot = Shot(
        exhibit=viewing.NO_EXHIBIT, number=1, span=span, transition=Transition.CUT, made_by=maker
    )

    seen = viewing.look(path, shot, rate=25)

    assert np.allclose(seen.seconds, np.arange(15, 25) / 25, atol=1e-3)
    assert len(viewing.coded(path, span).pts) == 10


def test_a_recorders_film_keeps_its_clock_where_it_was_cut(tmp_path: Path) -> None:
    stream = raw(tmp_path, ".h264", count=50)
    whole, cut = tmp_path / "whole.dav", tmp_path / "cut.dav"
    whole.write_bytes(dav(stream))
    cut.write_bytes(dav(stream, first=11)[30:])

    assert media_type(whole.read_bytes()[:4096]) == "video/x-dhav"
    assert [reel(p).container for p in (whole, cut)] == ["dhav", "dhav"]
    assert [reel(p).decoded_frames for p in (whole, cut)] == [50, 38]


def test_motion_jpeg_is_told_from_a_picture_that_holds_others(tmp_path: Path) -> None:
    one, small = jpeg(), jpeg(size=(80, 45))
    announced = one[:2] + b"\xff\xe2\x00\x0aMPF\x00\x00\x00\x00\x00" + one[2:]
    part = b"--cam\r\nContent-Type: image/jpeg\r\nContent-Length: 9\r\n\r\n"
    cases = {
        one: False,
        one + small: False,
        announced + one: False,
        one + b"ftypmp42" + bytes(600) + one: False,
        one + one: True,
        (part + one + b"\r\n") * 2: True,
        b"HTTP/1.0 200 OK\r\nServer: x\r\n\r\n" + part + one: True,
    }
    path = tmp_path / "file"
    for data, moves in cases.items():
        path.write_bytes(data)
        with path.open("rb") as file:
            assert is_motion_jpeg(file) is moves
    path.write_bytes(announced + one)

    assert (reel(path).still, reel(path).decoded_frames, reel(path).partial) == (True, 1, None)


STILLS = {".png": "png", ".bmp": "bmp", ".gif": "gif", ".tiff": "tiff", ".webp": "libwebp"}


@pytest.mark.parametrize(
    "ending", [".jpg", *(pytest.param(e, marks=pytest.mark.slow) for e in STILLS)]
)
def test_a_still_picture_has_no_length_and_no_shots(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"picture{ending}"
    path.write_bytes(jpeg())
    if ending != ".jpg":
        pixels = {"gif": "rgb8", "libwebp": "yuv420p", "bmp": "bgr24"}.get(STILLS[ending], "rgb24")
        container = {".gif": "gif", ".webp": "webp"}.get(ending, "image2pipe")
        encode(path, frames(1), STILLS[ending], pixels=pixels, container=container)

    seen = viewing.watch(path, viewing.NO_EXHIBIT, keep=lambda data, kind: "0" * 64)

    assert (seen.reel.still, seen.reel.decoded_seconds, seen.reel.frame_rate) == (True, 0.0, None)
    assert seen.records["shots"] == ()
    assert len(seen.records["pdq"][0].pts) == 1


UNREAD = {
    "empty.mp4": (b"", "0 bytes"),
    "zeros.h264": (bytes(9000), "zeros"),
    "list.mp4": (b"#EXTM3U\n#EXTINF:1,\nother.ts\n", "playlist"),
    "page.mp4": (b"<!DOCTYPE html><p>A page.</p>", "text"),
    "broken.mp4": (b"\x00\x00\x00\x18ftypisom" + bytes(12) + b"\x00\x00\x00\x08mdat", "moov"),
    "cam.dav": (b"DHAV" + bytes(range(200)), "Dahua"),
    "cam.h64": (bytes(range(256)) * 40, ".h64"),
    "anim.webp": (b"RIFF\x40\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x02" + bytes(40), "animated"),
    "film.zip": (b"PK\x03\x04" + bytes(range(200)), "archive"),
}


@pytest.mark.parametrize(
    "name",
    [
        n if n in ("empty.mp4", "cam.h64") else pytest.param(n, marks=pytest.mark.slow)
        for n in UNREAD
    ],
)
def test_what_cannot_be_read_says_what_it_looks_like(name: str, tmp_path: Path) -> None:
    data, said = UNREAD[name]
    path = tmp_path / "digest"
    path.write_bytes(data)

    with pytest.raises(Unreadable, match=said) as error:
        reel(path, name)

    assert error.value.advice


def test_no_format_opens_another_file() -> None:
    opening = {"hls", "dash", "concat", "image2", "sdp", "rtsp", "rtp", "imf", "vobsub", "mlv"}
    opening |= {"lavfi", "avisynth", "webm_dash_manifest", "dvdvideo", "fbdev", "x11grab", "alsa"}

    assert not opening & set(FORMATS.split(","))
