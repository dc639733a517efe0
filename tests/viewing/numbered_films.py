"""Films whose every frame holds its own number as a row of black and white blocks."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np

__all__ = ["KINDS", "VARIABLE", "number_of", "numbered", "write_numbered"]

BITS = 10
BLOCK = 16
SIZE = (BITS * BLOCK, 96)
"""Width and height."""

VARIABLE = tuple(np.cumsum([0, *(1 + (7 * n) % 5 for n in range(239))]).tolist())
"""Times in hundredths of a second: each frame is held for one to five of them."""


def numbered(number: int) -> np.ndarray:
    """uint8 (96, 160, 3): a block for each bit of the number above grey that changes with it."""
    frame = np.full((SIZE[1], SIZE[0], 3), 60 + number * 37 % 120, np.uint8)
    for bit in range(BITS):
        value = 235 if number >> bit & 1 else 16
        frame[:48, bit * BLOCK : (bit + 1) * BLOCK] = value
    return frame


def number_of(rgb: np.ndarray) -> int:
    """The number that a picture of any size holds."""
    height, width = rgb.shape[:2]
    row = rgb[: height // 4].astype(float).mean(axis=(0, 2))
    edges = [(b + 0.3, b + 0.7) for b in range(BITS)]
    blocks = [row[int(a * width / BITS) : int(b * width / BITS)] for a, b in edges]
    return sum(1 << bit for bit, block in enumerate(blocks) if block.mean() > 125)


def write_numbered(
    path: Path,
    codec: str,
    times: Iterable[int],
    tick: Fraction,
    *,
    options: dict[str, str] | None = None,
    pixels: str = "yuv420p",
    rate: Fraction | None = None,
    format: str | None = None,
) -> Path:
    """Encode numbered frames, each shown at its time in ticks, with PyAV; ``rate``: as stated."""
    with av.open(str(path), "w", format=format) as container:
        stream = container.add_stream(codec, rate=rate or Fraction(1 / tick))
        stream.width, stream.height = SIZE
        stream.pix_fmt = pixels
        stream.options = {"threads": "1", **(options or {})}
        stream.codec_context.time_base = tick
        for number, time in enumerate(times):
            frame = av.VideoFrame.from_ndarray(numbered(number), format="rgb24")
            frame.pts, frame.time_base = time, tick
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


_X264 = {"preset": "veryfast", "g": "24", "bf": "3"}
_OPEN = _X264 | {"x264-params": "open-gop=1:scenecut=0"}
_X265 = "keyint=24:bframes=3:open-gop=1:log-level=none:pools=1"
_NO_CUTS = {"sc_threshold": "1000000000"}
"""No key frame but those that are due."""
_VP9 = {"g": "24", "deadline": "realtime", "cpu-used": "8", "lag-in-frames": "10"}
_EVEN = range(240)
_P25, _P2997 = Fraction(1, 25), Fraction(1001, 30000)
KINDS: dict[str, tuple[str, Iterable[int], Fraction, dict[str, Any]]] = {
    "25-b-frames.mp4": ("libx264", _EVEN, _P25, {"options": _X264}),
    "2997.mov": ("libx264", _EVEN, _P2997, {"options": _X264}),
    "variable.mp4": ("libx264", VARIABLE, Fraction(1, 100), {"options": _X264}),
    "variable.mkv": ("libx264", VARIABLE, Fraction(1, 100), {"options": _X264}),
    "open-gop.mkv": ("libx264", _EVEN, _P25, {"options": _OPEN}),
    "open-gop.ts": ("libx264", _EVEN, _P25, {"options": _OPEN}),
    "intra-refresh.ts": (
        "libx264",
        _EVEN,
        _P25,
        {"options": {"preset": "veryfast", "g": "24", "x264-params": "intra-refresh=1"}},
    ),
    "2997.ts": ("libx264", _EVEN, _P2997, {"options": _X264}),
    "mpeg2.ts": (
        "mpeg2video",
        _EVEN,
        _P25,
        {"options": {"g": "15", "bf": "2", "b": "2M"} | _NO_CUTS},
    ),
    "hevc.mp4": (
        "libx265",
        _EVEN,
        _P25,
        {"options": {"preset": "ultrafast", "x265-params": _X265}},
    ),
    "prores.mov": ("prores_ks", _EVEN, _P25, {"pixels": "yuv422p10le"}),
    "mpeg4.avi": ("mpeg4", _EVEN, _P25, {"options": {"g": "24", "b": "2M"} | _NO_CUTS}),
    "mpeg4-b.avi": (
        "mpeg4",
        _EVEN,
        _P25,
        {"options": {"g": "24", "bf": "2", "b": "2M"} | _NO_CUTS},
    ),
    "mjpeg.avi": ("mjpeg", _EVEN, _P2997, {"pixels": "yuvj420p"}),
    "vp9.webm": ("libvpx-vp9", VARIABLE, Fraction(1, 100), {"options": _VP9}),
}
"""Each kind of file: its codec, its times, their tick and what else it is written with."""
