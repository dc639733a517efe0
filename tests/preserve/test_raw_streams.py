"""Streams without a signature are told by what must follow in them, and nothing else is."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest
from tests.viewing.containers_made import raw

from secondtake.preserve import media_type, named_as_footage
from secondtake.preserve.raw_streams import raw_stream

KINDS = {".h264": "video/h264", ".h265": "video/h265", ".m4v": "video/mp4v-es"}
MADE = {
    b"\x12\x00\x0a\x0b" + bytes(11) + b"\x32\xb6": "video/av1",
    b"\x20\x1f\x01\x10\x0c\x08\x00\x00\x00": "video/av1",
    b"\x00\x00\x01\xb0\x20\x20\x14\x00\x00\x01\xb3\x10": "video/x-cavs",
    b"\x00\x00\x01\x0f\xca\x00\x00\x00\x01\x0e\x48": "video/vc1",
    b"\x1f\x07\x00\xbf" + bytes(76) + b"\x3f\x07\x00": "video/dv",
    (b"\x00" * 50 + b"\x47" + bytes(141)) * 6: "video/mp2t",
    (b"\x00" * 4 + b"\x47" + bytes(187)) * 6: "video/mp2t",
    b"HTTP/1.1 200 OK\r\n\r\n--b\r\nContent-Type: image/jpeg\r\n\r\n\xff\xd8\xff": (
        "video/x-motion-jpeg"
    ),
}


@pytest.mark.parametrize("ending", KINDS)
def test_a_raw_stream_is_known_by_its_content(ending: str, tmp_path: Path) -> None:
    assert media_type(raw(tmp_path, ending, count=3).read_bytes()[:4096]) == KINDS[ending]


@pytest.mark.parametrize(("head", "kind"), MADE.items(), ids=lambda x: repr(x)[:24])
def test_marks_that_agree_tell_the_kind(head: bytes, kind: str) -> None:
    assert media_type(head) == kind


def test_chance_bytes_and_text_are_no_stream() -> None:
    rng = random.Random(5)
    for _ in range(2000):
        noise = rng.randbytes(200)
        for before in (b"", b"\x00\x00\x01", b"\x00\x00\x00\x01", b"\x12\x00", b"\x1f\x07\x00"):
            assert raw_stream(before + noise) is None
    for path in Path(sys.prefix).glob("lib/python3*/site-packages/numpy/**/*.p*"):
        assert raw_stream(path.read_bytes()[:4096]) is None


@pytest.mark.parametrize(
    "name", ["CH01.H264", "a.265", "b.DAV", "c.mjpg", "d.m2ts", "e.h64", "f.obu", "g.jpeg", "h.gxf"]
)
def test_an_ending_of_footage_is_known_in_any_case(name: str) -> None:
    assert named_as_footage(name)
    assert not named_as_footage(f"{name}.txt")
