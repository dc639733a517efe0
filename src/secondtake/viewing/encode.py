"""Frames to a film that plays everywhere, and nothing beside them: no sound, no metadata."""

from __future__ import annotations

import io
from collections.abc import Iterable
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from secondtake.errors import InputInvalid

__all__ = ["encoded"]

CLOCK = Fraction(1, 90_000)
"""Seconds of a tick: every usual frame rate is whole numbers of it."""
QUALITY = "20"
"""Constant rate factor of x264: what it loses is hardly seen."""


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
