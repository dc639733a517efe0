"""Valid files for every target of the fuzz job, made by code."""

from __future__ import annotations

import io
import json
import struct
import tempfile
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
from tests.conftest import PAGE
from tests.films import moving_square, place, write_film
from tests.proofs.test_web_archives import WHOLE, listed, signed, written
from tests.reading.paper import pdf, picture

__all__ = ["films", "headers", "pages", "pgp", "printed", "proof_files", "web_archives"]


def films() -> list[bytes]:
    """A second of film in four containers, and pictures."""
    frames = moving_square(1, 8)
    made = [pictured(ending) for ending in (".jpg", ".png")]
    with tempfile.TemporaryDirectory() as folder:
        for name in ("a.mp4", "a.mkv", "a.avi"):
            made.append(write_film(Path(folder) / name, frames).read_bytes())
        made += [_coded(Path(folder) / "a.webm", "libvpx", frames, "yuv420p")]
        made += [_coded(Path(folder) / "a.gif", "gif", frames[:3], "rgb8")]
    return made


def pictured(ending: str) -> bytes:
    """A picture as a file."""
    return cv2.imencode(ending, place(1, size=(64, 48)))[1].tobytes()


def _coded(path: Path, codec: str, frames: np.ndarray, pixels: str) -> bytes:
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=Fraction(25))
        stream.height, stream.width = frames.shape[1:3]
        stream.pix_fmt = pixels
        for frame in frames:
            container.mux(stream.encode(av.VideoFrame.from_ndarray(frame, format="rgb24")))
        container.mux(stream.encode())
    return path.read_bytes()


def _box(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I4s", len(data) + 8, kind) + data


def headers() -> list[bytes]:
    """Films that state all that is looked for in containers, without their pictures."""
    text = struct.pack(">HH", 7, 0) + b"Phone 5"
    user = b"".join(_box(kind, text) for kind in (b"\xa9too", b"\xa9mak", b"\xa9xyz", b"\xa9day"))
    names = (b"com.apple.quicktime.make", b"com.apple.quicktime.location.iso6709")
    keys = struct.pack(">II", 0, 2) + b"".join(_box(b"mdta", name) for name in names)
    item = struct.pack(">II", 1, 0) + b"Maker"
    listed_items = b"".join(_box(n.to_bytes(4), _box(b"data", item)) for n in (1, 2))
    edits = struct.pack(">II", 0, 2) + struct.pack(">IiI", 500, -1, 1) * 2
    movie = _box(b"mvhd", struct.pack(">IIII", 0, 3_800_000_000, 0, 600) + b"\0" * 84)
    movie += _box(b"trak", _box(b"edts", _box(b"elst", edits))) + _box(b"udta", user)
    movie += _box(b"meta", _box(b"keys", keys) + _box(b"ilst", listed_items))
    return [_box(b"ftyp", b"isom") + _box(b"moov", movie), *films()]


def pages() -> list[bytes]:
    """Pages as HTML and as text, in several encodings."""
    text = "Two takes\n\nThe agency said on Monday: “The film shows the pier – twice.” " * 3
    nested = PAGE.replace("<p>", '<div class="quote"><p><q>').replace("</p>", "</q></p></div>")
    return [
        PAGE.encode(),
        nested.encode(),
        text.encode(),
        text.encode("utf-16"),
        PAGE.replace("<head>", '<head><meta charset="windows-1252">').encode("cp1252"),
        b"\xef\xbb\xbf" + text.encode(),
    ]


def printed() -> list[bytes]:
    """A page as a PDF and as a picture of one."""
    lines = [["The agency said on Monday that the film", "shows the pier twice."]]
    return [pdf(lines), picture(*lines)]


def proof_files(film: str) -> dict[str, list[bytes]]:
    """What lies beside a film whose SHA-256 is ``film``, by file name."""
    table = f"File Hash SHA256,Location.Latitude\n{film},59.9\n".encode()
    told = json.dumps({"File Hash SHA256": film, "Notes": {"a": [1, None]}}).encode()
    key, signature = pgp(told)
    return {
        "film.mp4.proof.json": [told, json.dumps([json.loads(told)]).encode()],
        "film.mp4.proof.csv": [table],
        "film.mp4.proof.json.asc": [signature],
        "pubkey.asc": [key],
    }


def pgp(data: bytes) -> tuple[bytes, bytes]:
    """A public key, and its signature over ``data``."""
    import pysequoia

    maker = pysequoia.Tsk.generate("A phone <phone@example.org>")
    mode = pysequoia.SignatureMode.DETACHED
    return bytes(maker.extract_certificate()), bytes(
        pysequoia.sign(maker.signer(), data, mode=mode)
    )


def web_archives() -> list[bytes]:
    """Web archives, signed and not."""
    made = []
    with tempfile.TemporaryDirectory() as folder:
        for files in (WHOLE, signed(WHOLE), listed({"a": b"\0" * 5000, **WHOLE})):
            made.append(written(Path(folder) / "a.wacz", files).read_bytes())
    assert all(io.BytesIO(data).read(2) == b"PK" for data in made)
    return made
