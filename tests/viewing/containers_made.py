"""Streams and files that recorders, network cameras and phones write, made by code."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import av
import numpy as np
from tests.broken.made import encode, frames

__all__ = ["dav", "jpeg", "numbered", "raw"]

RAW = {
    ".h264": ("libx264", "yuv420p", "h264", {"bf": "2", "g": "12"}),
    ".h265": (
        "libx265",
        "yuv420p",
        "hevc",
        {"x265-params": "log-level=none:pools=1:bframes=2:keyint=12", "preset": "ultrafast"},
    ),
    ".mjpeg": ("mjpeg", "yuvj420p", "mjpeg", {}),
    ".m4v": ("mpeg4", "yuv420p", "m4v", {"bf": "2", "g": "12"}),
    ".m2v": ("mpeg2video", "yuv420p", "mpeg2video", {"bf": "2", "g": "12"}),
}
"""Ending -> encoder, pixel format, FFmpeg's name of the raw stream, options."""


def raw(folder: Path, ending: str, *, count: int = 25, rate: int = 25) -> Path:
    """A stream of pictures without a container."""
    encoder, pixels, container, options = RAW[ending]
    return encode(
        folder / f"cam{ending}",
        numbered(count),
        encoder,
        pixels=pixels,
        rate=rate,
        options=options,
        container=container,
    )


def numbered(count: int) -> np.ndarray:
    """Pictures whose grey level tells their number, uint8 (n, 180, 320, 3)."""
    made = np.empty((count, 180, 320, 3), np.uint8)
    for number, picture in enumerate(made):
        picture[:] = 20 + 8 * (number % 26)
    return made


def dav(stream: Path, *, first: int = 0) -> bytes:
    """A raw H.264 stream as a Dahua recorder packs it, from packet ``first`` on.

    Written after the layout that FFmpeg's demuxer reads (libavformat/dhav.c).
    """
    out = b""
    with av.open(str(stream)) as container:
        packets = [p for p in container.demux(video=0) if p.size]
    for number, packet in enumerate(packets):
        extension = b"\x80\x00" + bytes([320 // 8, 180 // 8]) + b"\x81\x00" + bytes([2, 25])
        body = extension + bytes(packet)
        length, ms = 24 + len(body) + 8, number * 40
        date = (24 << 26) | (3 << 22) | (5 << 17) | (12 << 12) | (ms // 1000)
        kind = 0xFD if packet.is_keyframe else 0xFC
        head = struct.pack("<IIIH", number, length, date, ms) + bytes([len(extension), 0])
        whole = b"DHAV" + bytes([kind, 0, 0, 0]) + head + body
        if number >= first:
            out += whole + b"dhav" + struct.pack("<I", length)
    return out


def jpeg(seed: int = 3, *, size: tuple[int, int] = (320, 180)) -> bytes:
    """One picture as JPEG bytes."""
    out = io.BytesIO()
    with av.open(out, "w", format="mjpeg") as container:
        stream = container.add_stream("mjpeg", rate=25)
        stream.width, stream.height, stream.pix_fmt = *size, "yuvj420p"
        picture = av.VideoFrame.from_ndarray(frames(1, seed)[0], format="rgb24")
        container.mux(stream.encode(picture.reformat(*size, "yuvj420p")))
        container.mux(stream.encode())
    return out.getvalue()
