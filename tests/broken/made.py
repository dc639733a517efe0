"""Files that break decoders, each made by code: damaged, disguised, huge, or merely unusual."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray
from tests.films import moving_square, write_film

__all__ = ["BROKEN", "encode", "frames", "gap", "sound_only", "varying"]

Frames = NDArray[np.uint8]


def frames(count: int = 50, seed: int = 3) -> Frames:
    """A moving square, uint8 (n, 180, 320, 3)."""
    return moving_square(seed, count)


def encode(
    path: Path,
    pictures: Iterable[Frames],
    codec: str,
    *,
    pixels: str = "yuv420p",
    rate: int = 25,
    times: list[int] | None = None,
    tick: Fraction | None = None,
    options: dict[str, str] | None = None,
    turned: int = 0,
    aspect: Fraction | None = None,
    container: str | None = None,
) -> Path:
    """Encode frames by one thread; ``times`` are pts in ``tick``, else one frame follows another.

    ``turned``: degrees counter-clockwise the player is asked to turn the picture by.
    """
    with av.open(str(path), "w", format=container) as out:
        stream: Any = out.add_stream(codec, rate=Fraction(rate))
        stream.pix_fmt = pixels
        stream.options = {"threads": "1", **(options or {})}
        if tick is not None:
            stream.codec_context.time_base = tick
        for number, picture in enumerate(pictures):
            if number == 0:
                stream.height, stream.width = picture.shape[:2]
                if aspect is not None:
                    stream.codec_context.sample_aspect_ratio = aspect
                if turned:
                    stream.set_display_rotation(turned)
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            if times is not None:
                frame.pts, frame.time_base = times[number], tick
            out.mux(stream.encode(frame))
        out.mux(stream.encode())
    return path


def gap(path: Path) -> Path:
    """Ten frames, then ten more twenty hours later."""
    hours = 20 * 3600 * 1000
    times = [40 * i for i in range(10)] + [hours + 40 * i for i in range(10)]
    return encode(path, frames(20), "libx264", times=times, tick=Fraction(1, 1000))


def varying(path: Path) -> tuple[Path, list[float]]:
    """Frames at uneven times; the times in seconds."""
    steps = [33, 33, 41, 100, 17, 250, 40, 40, 20, 66]
    times = np.concatenate([[0], np.cumsum(steps * 4)]).tolist()
    encode(path, frames(len(times)), "libx264", times=times, tick=Fraction(1, 1000))
    return path, [t / 1000 for t in times]


def sound_only(path: Path) -> Path:
    """Two seconds of a tone."""
    tone = np.sin(np.arange(32000) / 16000 * 2 * np.pi * 440).astype(np.float32) * 0.3
    with av.open(str(path), "w") as out:
        stream: Any = out.add_stream("aac", rate=16000, layout="mono")
        for at in range(0, len(tone) - 1023, 1024):
            piece = av.AudioFrame.from_ndarray(tone[None, at : at + 1024], "fltp", "mono")
            piece.sample_rate, piece.pts, piece.time_base = 16000, at, Fraction(1, 16000)
            out.mux(stream.encode(piece))
        out.mux(stream.encode())
    return path


def _film(folder: Path, suffix: str) -> bytes:
    return write_film(folder / f"whole{suffix}", frames()).read_bytes()


def _zero_bytes(folder: Path) -> Path:
    return _file(folder / "empty.mp4", b"")


def _text(folder: Path) -> Path:
    return _file(folder / "text.mp4", b"This is a page and not a film.\n" * 40)


def _zeros(folder: Path) -> Path:
    return _file(folder / "zeros.mp4", bytes(100_000))


def _noise(folder: Path) -> Path:
    return _file(folder / "noise.mp4", np.random.default_rng(1).bytes(100_000))


def _hls(folder: Path) -> Path:
    other = write_film(folder / "other.ts", frames())
    text = f"#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2.0,\n{other.name}\n#EXT-X-ENDLIST\n"
    return _file(folder / "playlist.mp4", text.encode())


def _concat(folder: Path) -> Path:
    other = write_film(folder / "other.mp4", frames())
    return _file(folder / "concat.mp4", f"ffconcat version 1.0\nfile '{other.name}'\n".encode())


def _dash(folder: Path) -> Path:
    other = write_film(folder / "other.mp4", frames())
    text = (
        '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" '
        'mediaPresentationDuration="PT2S"><Period><AdaptationSet mimeType="video/mp4">'
        f'<Representation id="1" bandwidth="1"><BaseURL>{other.name}</BaseURL>'
        "</Representation></AdaptationSet></Period></MPD>"
    )
    return _file(folder / "dash.mp4", text.encode())


def _without_index(folder: Path) -> Path:
    whole = _film(folder, ".mp4")
    return _file(folder / "no index.mp4", whole[: whole.rindex(b"moov") - 4])


def _picture_bomb(folder: Path) -> Path:
    """A PNG that says it is 40000 x 40000, named as a film."""
    return _file(folder / "bomb.mp4", png(40_000, 40_000, rows=64))


def _gif_bomb(folder: Path) -> Path:
    """A GIF that says it is 65000 x 65000 and holds next to nothing."""
    head = b"GIF89a" + struct.pack("<HHBBB", 65_000, 65_000, 0x80, 0, 0) + bytes(6)
    picture = b"," + struct.pack("<HHHHB", 0, 0, 65_000, 65_000, 0) + b"\x02\x02\x4c\x01\x00"
    return _file(folder / "bomb.gif", head + picture * 20 + b";")


def _one_picture_of_gif(folder: Path) -> Path:
    """A GIF whose later picture lies outside of its canvas."""
    head = b"GIF89a" + struct.pack("<HHBBB", 64, 64, 0x80, 0, 0) + bytes(6)
    picture = b"," + struct.pack("<HHHHB", 60_000, 0, 60_000, 60_000, 0) + b"\x02\x02\x4c\x01\x00"
    return _file(folder / "outside.gif", head + picture + b";")


def _head_only(folder: Path) -> Path:
    return _file(folder / "head.mp4", _film(folder, ".mp4")[:64])


def _mkv_head_only(folder: Path) -> Path:
    return _file(folder / "head.mkv", _film(folder, ".mkv")[:300])


BROKEN: dict[str, Callable[[Path], Path]] = {
    "a file of no bytes": _zero_bytes,
    "text": _text,
    "zeros": _zeros,
    "noise": _noise,
    "an HLS playlist": _hls,
    "a concat playlist": _concat,
    "a DASH manifest": _dash,
    "an mp4 without its index": _without_index,
    "an mp4 cut in its head": _head_only,
    "an mkv cut in its head": _mkv_head_only,
    "a PNG of 1600 megapixels": _picture_bomb,
    "a GIF of 4225 megapixels": _gif_bomb,
    "a GIF with a picture outside": _one_picture_of_gif,
}
"""Name -> what makes the file in a folder: none of these can be decoded."""


def png(width: int, height: int, *, rows: int) -> bytes:
    """A PNG that says a size and holds ``rows`` grey rows of it."""

    def part(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    row = zlib.compress(bytes(rows * (width + 1)), 9)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", row) + part(b"IEND", b"")


def _file(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path
