"""Files made to break the programs that read them, each by code, the same bytes every time."""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np

__all__ = [
    "bracketed",
    "costly_film",
    "damaged_archives",
    "nested_boxes",
    "nested_page",
    "nested_pdf",
    "pdf_bomb",
    "web_archive",
    "zip_bomb",
]


def nested_boxes(depth: int, kind: bytes = b"moov") -> bytes:
    """A MP4 whose boxes lie one in another, ``depth`` deep, with a program's name innermost."""
    name = struct.pack(">I4sHH", 8 + 4 + 4, b"\xa9too", 4, 0) + b"Deep"
    heads = [struct.pack(">I4s", len(name) + 8 * n, kind) for n in range(depth, 0, -1)]
    return struct.pack(">I4s4sI", 16, b"ftyp", b"isom", 0) + b"".join(heads) + name


def bracketed(depth: int) -> bytes:
    """JSON of nothing but lists in lists."""
    return b"[" * depth + b"]" * depth


def nested_page(depth: int, tag: str = "div") -> bytes:
    """A page whose story lies ``depth`` elements deep."""
    words = "The agency said on Monday that the video shows the harbour. " * 6
    return (f"<html><body>{f'<{tag}>' * depth}<p>{words}</p></body></html>").encode()


def web_archive(method: int = zipfile.ZIP_DEFLATED, filling: bytes = b"WARC/1.1\r\n") -> bytes:
    """A WACZ without its digests: a list and one archive, packed by ``method``."""
    held = io.BytesIO()
    listed = {"resources": [{"path": "archive/a.warc", "hash": "sha256:00"}]}
    with zipfile.ZipFile(held, "w", method) as whole:
        whole.writestr("datapackage.json", json.dumps(listed))
        whole.writestr("archive/a.warc", filling * 4000)
    return held.getvalue()


def damaged_archives() -> dict[str, bytes]:
    """WACZ files that make ``zipfile`` raise each of its errors in turn."""
    made = {}
    for method, name in (
        (zipfile.ZIP_DEFLATED, "deflate"),
        (zipfile.ZIP_BZIP2, "bzip2"),
        (zipfile.ZIP_LZMA, "lzma"),
    ):
        whole = web_archive(method, np.random.default_rng(4).bytes(50))
        packed = bytearray(whole)
        at = whole.index(b"archive/a.warc") + len(b"archive/a.warc")
        packed[at + 8 : at + 60] = bytes(range(7, 59))
        made[f"{name}, flipped"] = bytes(packed)
    plain = web_archive()
    central = plain.rindex(b"PK\x01\x02")
    strange = bytearray(plain)
    strange[central + 10 : central + 12] = struct.pack("<H", 97)
    made["an unknown method"] = bytes(strange)
    locked = bytearray(plain)
    locked[central + 8] |= 1
    first = plain.index(b"PK\x03\x04", 4)
    locked[first + 6] |= 1
    made["encrypted"] = bytes(locked)
    long = bytearray(web_archive(zipfile.ZIP_STORED))
    central = long.rindex(b"PK\x01\x02")
    long[central + 20 : central + 28] = struct.pack("<II", 1 << 20, 1 << 20)
    made["longer than it is"] = bytes(long)
    return made


def zip_bomb(megabytes: int) -> bytes:
    """A WACZ that unpacks to zeros, a thousand times its size."""
    held = io.BytesIO()
    zeros = bytes(1 << 20)
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as whole:
        whole.writestr("datapackage.json", json.dumps({"resources": []}))
        with whole.open("archive/a.warc", "w", force_zip64=True) as out:
            for _ in range(megabytes):
                out.write(zeros)
    return held.getvalue()


def pdf_bomb(megabytes: int) -> bytes:
    """A PDF of one page whose content unpacks to spaces, a thousand times its size."""
    packed = zlib.compress(b" " * (megabytes << 20), 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(packed), packed),
    ]
    return _pdf(objects)


def nested_pdf(depth: int) -> bytes:
    """A PDF whose catalogue holds arrays in arrays."""
    nested = b"[" * depth + b"]" * depth
    return _pdf([b"<< /Type /Catalog /Pages 2 0 R /Deep " + nested + b" >>", b"<< /Kids [] >>"])


def _pdf(objects: list[bytes]) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, held in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, held)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % count + table + end


def costly_film(path: Path, frames: int, *, size: tuple[int, int] = (8192, 4608)) -> Path:
    """A black film of huge frames, one a second: some bytes a frame, a tenth of a second of CPU.

    Its length and frames are honest by its header; what it costs is not by its size.
    """
    width, height = size
    black = av.VideoFrame(width, height, "yuv420p")
    for plane, grey in zip(black.planes, (16, 128, 128), strict=True):
        plane.update(bytes([grey]) * plane.buffer_size)
    first: list[Any] = []
    with av.open(str(path), "w") as out:
        stream: Any = out.add_stream("libx264", rate=Fraction(1))
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.options = {"preset": "ultrafast", "threads": "1", "g": "100000", "bf": "0"}
        stream.options |= {"x264-params": "asm=avx2"}
        for number in range(2):
            black.pts = number
            first += stream.encode(black)
        first += stream.encode()
        for number in range(frames):
            # The second picture says "as before": it is written again and again.
            packet = av.Packet(bytes(first[min(number, 1)]))
            packet.stream, packet.time_base = stream, stream.time_base or Fraction(1)
            packet.pts = packet.dts = number
            packet.duration = 1
            packet.is_keyframe = number == 0
            out.mux(packet)
    return path
