"""Files of several pictures and sounds, made by code."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.stream import Disposition
from numpy.typing import NDArray

__all__ = ["Sound", "Track", "overwritten", "write_streams"]

RATE = 25
SOUND_RATE = 16000


@dataclass(frozen=True, kw_only=True, eq=False)
class Track:
    """A picture to write: frames uint8 (n, h, w, 3), 25 a second, the first ``later`` frames on."""

    frames: NDArray[np.uint8]
    codec: str = "libx264"
    pixels: str = "yuv420p"
    title: str = ""
    default: bool = False
    cover: bool = False
    later: int = 0


@dataclass(frozen=True, kw_only=True)
class Sound:
    """A tone to write, with its language."""

    hertz: float
    language: str
    seconds: float = 2.0
    default: bool = False


def write_streams(path: Path, *tracks: Track | Sound) -> Path:
    """Encode tracks into one file in their order, interleaved by time."""
    with av.open(str(path), "w") as out:
        streams = [_added(out, track) for track in tracks]
        packets = []
        for track, stream in zip(tracks, streams, strict=True):
            frames = _pictures(track) if isinstance(track, Track) else _tones(track)
            for frame in (*frames, None):
                packets += stream.encode(frame)
        packets = [packet for packet in packets if packet.dts is not None]
        for packet in sorted(packets, key=lambda p: p.dts * p.time_base):
            out.mux(packet)
    return path


def overwritten(path: Path, stream: int, to: Path) -> Path:
    """The file with the bytes of one stream, by its number, made unreadable."""
    data = bytearray(path.read_bytes())
    with av.open(str(path)) as held:
        for packet in held.demux():
            if packet.stream.index == stream and packet.size:
                data[packet.pos : packet.pos + packet.size] = b"\xff" * packet.size
    to.write_bytes(data)
    return to


def _added(out: Any, track: Track | Sound) -> Any:
    if isinstance(track, Sound):
        stream = out.add_stream("aac", rate=SOUND_RATE, layout="mono")
        stream.metadata["language"] = track.language
    else:
        stream = out.add_stream(track.codec, rate=Fraction(RATE))
        stream.height, stream.width = track.frames.shape[1:3]
        stream.pix_fmt = track.pixels
        stream.options = {"threads": "1"}
        if track.codec == "libx264":
            stream.options |= {"preset": "veryfast", "x264-params": "asm=avx2"}
        if track.title:
            stream.metadata["title"] = track.title
    flags = Disposition.default if track.default else Disposition(0)
    if isinstance(track, Track) and track.cover:
        flags |= Disposition.attached_pic
    stream.disposition = flags
    return stream


def _pictures(track: Track) -> list[av.VideoFrame]:
    made = []
    for number, picture in enumerate(track.frames):
        frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
        frame.pts, frame.time_base = number + track.later, Fraction(1, RATE)
        made.append(frame)
    return made


def _tones(sound: Sound) -> list[av.AudioFrame]:
    at = np.arange(int(sound.seconds * SOUND_RATE)) / SOUND_RATE
    tone = (np.sin(2 * np.pi * sound.hertz * at) * 0.3).astype(np.float32)
    made = []
    for start in range(0, len(tone) - 1023, 1024):
        frame = av.AudioFrame.from_ndarray(tone[None, start : start + 1024], "fltp", "mono")
        frame.sample_rate, frame.pts = SOUND_RATE, start
        frame.time_base = Fraction(1, SOUND_RATE)
        made.append(frame)
    return made
