"""Container metadata is read as claims, from whole and broken files; absence is nothing."""

from __future__ import annotations

import random
import struct
from pathlib import Path

import av
import numpy as np
import pytest

from secondtake.preserve.container_metadata import claims


def film(path: Path, **metadata: str) -> Path:
    with av.open(str(path), "w") as container:
        container.metadata.update(metadata)
        stream = container.add_stream("mpeg4", rate=25)
        stream.width, stream.height, stream.pix_fmt = 64, 64, "yuv420p"
        picture = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), format="rgb24")
        container.mux(stream.encode(picture))
        container.mux(stream.encode())
    return path


def box(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I4s", len(data) + 8, kind) + data


@pytest.mark.parametrize("suffix", [".mp4", ".mov", ".mkv"])
def test_program_and_time_are_read(tmp_path: Path, suffix: str) -> None:
    path = film(tmp_path / f"film{suffix}", creation_time="2026-03-05T10:11:12Z")
    found = dict(claims(path))

    assert found["program"].startswith("Lavf")
    assert found["made at"].startswith("2026-03-05T10:11:12")


def test_a_film_that_says_nothing_gives_no_time_and_no_place(tmp_path: Path) -> None:
    assert {"made at", "place", "maker"} & set(dict(claims(film(tmp_path / "film.mp4")))) == set()


def test_place_and_device_of_a_phone_are_read(tmp_path: Path) -> None:
    place = b"+59.9139+010.7522/"
    user = box(b"\xa9xyz", struct.pack(">HH", len(place), 0x15C7) + place)
    user += box(b"\xa9mod", struct.pack(">HH", 7, 0) + b"Phone 5")
    edits = struct.pack(">II", 0, 2) + struct.pack(">IiI", 500, -1, 1) * 2
    trak = box(b"trak", box(b"edts", box(b"elst", edits)))
    path = tmp_path / "phone.mp4"
    path.write_bytes(box(b"ftyp", b"isom") + box(b"moov", box(b"udta", user) + trak))

    assert dict(claims(path)) == {
        "place": place.decode(),
        "model": "Phone 5",
        "edits": "an edit list of 2 entries",
    }


@pytest.mark.parametrize("suffix", [".mp4", ".mkv"])
def test_broken_files_end_without_an_error(tmp_path: Path, suffix: str) -> None:
    whole = film(tmp_path / f"film{suffix}", creation_time="2026-03-05T10:11:12Z").read_bytes()
    chance, path = random.Random(1), tmp_path / "broken"
    for _ in range(150):
        data = bytearray(whole[: chance.randrange(len(whole))])
        for _ in range(chance.randrange(8)):
            if data:
                data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data)

        assert isinstance(claims(path), tuple)


def test_text_and_empty_files_state_nothing(tmp_path: Path) -> None:
    for data in (b"", b"hello", b"\x1aE\xdf\xa3", b"\0" * 4096):
        (tmp_path / "file").write_bytes(data)

        assert claims(tmp_path / "file") == ()
