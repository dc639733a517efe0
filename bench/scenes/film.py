"""Frames and sound to files: one encoder thread, so that the same film has the same bytes."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

__all__ = ["dissolve", "logo", "scaled", "write"]

Frames = list[NDArray[np.uint8]]
SOUND_RATE = 16000
SAME_BYTES = {"x264-params": "asm=avx2"}
"""The AVX-512 code of x264's macroblock tree reads memory it never wrote (found with glibc's
MALLOC_PERTURB_ on x264 core 165), so that the bytes hung on what lay in memory before."""


def write(
    path: Path,
    frames: Iterable[NDArray[np.uint8]],
    *,
    rate: int | Fraction = 25,
    quality: int = 24,
    gop: int | None = None,
    sound: NDArray[np.float32] | None = None,
) -> Path:
    """Encode frames, uint8 (h, w, 3) RGB, as H.264 (CRF ``quality``), with mono sound as AAC.

    ``gop``: most frames from one keyframe to the next, else x264's own choice.
    """
    with av.open(str(path), "w") as container:
        video = container.add_stream("libx264", rate=Fraction(rate))
        video.pix_fmt = "yuv420p"
        video.options = {"crf": str(quality), "preset": "veryfast", "threads": "1"}
        video.options |= SAME_BYTES | ({} if gop is None else {"g": str(gop)})
        audio = None
        if sound is not None:
            audio = container.add_stream("aac", rate=SOUND_RATE, layout="mono")
            audio.bit_rate = 48000
        started = False
        for frame in frames:
            if not started:
                video.height, video.width = frame.shape[:2]
                started = True
            container.mux(video.encode(av.VideoFrame.from_ndarray(frame, format="rgb24")))
        container.mux(video.encode())
        if audio is not None and sound is not None:
            for at in range(0, len(sound) - 1023, 1024):
                piece = sound[None, at : at + 1024]
                heard = av.AudioFrame.from_ndarray(piece, format="fltp", layout="mono")
                heard.sample_rate, heard.pts = SOUND_RATE, at
                heard.time_base = Fraction(1, SOUND_RATE)
                container.mux(audio.encode(heard))
            container.mux(audio.encode())
    return path


def dissolve(left: Frames, right: Frames, count: int) -> Frames:
    """Two shots joined by a dissolve of ``count`` frames; both lose that many."""
    shares = (np.arange(count) + 1) / (count + 1)
    mixed = [
        (a * (1 - s) + b * s).astype(np.uint8)
        for a, b, s in zip(left[-count:], right[:count], shares, strict=True)
    ]
    return [*left[:-count], *mixed, *right[count:]]


def scaled(frames: Frames, size: tuple[int, int]) -> Frames:
    """Every frame at another size."""
    return [cv2.resize(f, size, interpolation=cv2.INTER_AREA) for f in frames]


def logo(frames: Frames, words: str) -> Frames:
    """Every frame with a logo in its upper right corner."""
    out = []
    for frame in frames:
        marked = frame.copy()
        height, width = frame.shape[:2]
        x, y, w, h = int(width * 0.79), int(height * 0.05), int(width * 0.18), int(height * 0.12)
        cv2.rectangle(marked, (x, y), (x + w, y + h), (24, 60, 130), -1)
        scale = w / 150
        cv2.putText(
            marked,
            words,
            (x + 8, y + int(h * 0.68)),
            cv2.FONT_HERSHEY_SIMPLEX,
            scale,
            (240, 240, 240),
            2,
            cv2.LINE_AA,
        )
        out.append(marked)
    return out
