"""Frames to a film that plays everywhere, and frames as coding at a given rate leaves them."""

from __future__ import annotations

import io
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secondtake.errors import InputInvalid

__all__ = ["encoded", "recoded"]

CLOCK = Fraction(1, 90_000)
"""Seconds of a tick: every usual frame rate is whole numbers of it."""
QUALITY = "20"
"""Constant rate factor of x264: what it loses is hardly seen."""
LADDER = (18, 21, 24, 27, 30, 33, 36)
"""Constant rate factors that are tried to come down to a rate, the finest first."""
SAME_BYTES = "asm=sse4.2"
"""x264's AVX-512 code reads memory it never wrote, so that the same frames gave other bytes. What
is named here is used without a look at the processor, so it has to be what every one has."""


def encoded(frames: Iterable[tuple[float, NDArray[np.uint8]]]) -> bytes:
    """An MP4 (H.264) of frames, each with its second: uint8 (h, w, 3) RGB, all of one size.

    Times are kept, the first frame's being 0; a picture of an odd size loses its last row or
    column. Raises ``InputInvalid`` for no frame.
    """
    import av

    film = io.BytesIO()
    # Bit-exact: nothing tells of the machine, the program or the day it was written.
    options = {"fflags": "+bitexact"}
    with av.open(film, "w", format="mp4", options=options) as container:
        stream = container.add_stream("libx264", options={"crf": QUALITY, "preset": "veryfast"})
        stream.pix_fmt = "yuv420p"
        stream.codec_context.time_base = CLOCK
        began: float | None = None
        for second, rgb in frames:
            height, width = (side - side % 2 for side in rgb.shape[:2])
            if began is None:
                began = second
                stream.width, stream.height = width, height
            picture = av.VideoFrame.from_ndarray(np.ascontiguousarray(rgb[:height, :width]))
            picture.pts = round((second - began) / CLOCK)
            picture.time_base = CLOCK
            container.mux(stream.encode(picture))
        if began is None:
            raise InputInvalid("There is no frame to write.", advice="Name a longer stretch.")
        container.mux(stream.encode())
    return film.getvalue()


def recoded(luma: NDArray[np.uint8], bits_per_pixel: float) -> NDArray[np.uint8] | None:
    """Pictures as they come out of H.264 at no more than so many bits a pixel, uint8 (n, h, w).

    ``luma``: uint8 (n, h, w), luma alone; an odd last row or column comes back as it was. The
    first picture, which is a key, does not count. None when the coarsest coding needs more.
    """
    height, width = (side - side % 2 for side in luma.shape[1:])
    low, high = 0, len(LADDER)
    best: NDArray[np.uint8] | None = None
    while low < high:
        step = (low + high) // 2
        pictures, rate = _through(luma[:, :height, :width], LADDER[step])
        if rate <= bits_per_pixel:
            best, high = pictures, step
        else:
            low = step + 1
    if best is None:
        return None
    out = luma.copy()
    out[:, :height, :width] = best
    return out


def _through(luma: NDArray[np.uint8], factor: int) -> tuple[NDArray[np.uint8], float]:
    """Pictures coded and decoded again, and the bits a pixel that all but the first took."""
    import av

    height, width = luma.shape[1:]
    encoder: Any = av.CodecContext.create("libx264", "w")
    encoder.width, encoder.height, encoder.pix_fmt = width, height, "yuv420p"
    encoder.time_base = Fraction(1, 25)
    encoder.options = {
        "crf": str(factor),
        "preset": "veryfast",
        "threads": "1",
        "x264-params": SAME_BYTES,
    }
    grey = np.full((height // 2, width), 128, np.uint8)
    packets = []
    for number, rows in enumerate(luma):
        frame = av.VideoFrame.from_ndarray(np.vstack([rows, grey]), format="yuv420p")
        frame.pts = number
        packets += encoder.encode(frame)
    packets += encoder.encode(None)
    decoder: Any = av.CodecContext.create("h264", "r")
    decoder.extradata = encoder.extradata
    frames = [frame for packet in packets for frame in decoder.decode(packet)]
    frames += decoder.decode(None)
    bits = 8 * sum(packet.size for packet in packets if not packet.is_keyframe)
    pictures = np.stack([frame.to_ndarray()[:height] for frame in frames])
    return pictures, bits / max(1, (len(luma) - 1) * height * width)
