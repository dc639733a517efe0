"""How loud a film's sound is along its time, as a line to draw: no word of it can be heard."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from secondtake.model.time import Span
from secondtake.viewing.decoder_process import Limits
from secondtake.viewing.exact_frames import every_frame
from secondtake.viewing.graded_pictures import VEILED_SIDE

__all__ = ["PER_SECOND", "sound_line"]

PER_SECOND = 25
"""Values a second: a clap stands out in one of them, and is as wide as a frame."""
RATE = 8_000
"""Samples a second that are listened to; a whole number of them makes one value."""


def sound_line(
    path: Path, span: Span, *, stream: int = 1, limits: Limits | None = None
) -> NDArray[np.float32]:
    """The greatest amplitude in each 1/25 s of a span of a film, on the film's own clock.

    float32 (n,), 0 to 1; (0,) where the film holds no sound there. Raises as ``every_frame`` does.
    """
    start, end = span.seconds
    line = np.zeros(max(1, round((end - start) * PER_SECOND)), np.float32)
    heard = False

    def hear(at: float, samples: NDArray[np.float32]) -> None:
        nonlocal heard
        heard = heard or bool(len(samples))
        # Which value each sample belongs to; what lies outside the span is left out.
        first = round((at - start) * RATE)
        places = (first + np.arange(len(samples))) * PER_SECOND // RATE
        inside = (places >= 0) & (places < len(line))
        np.maximum.at(line, places[inside], np.abs(samples[inside]))

    for _ in every_frame(
        path,
        span.start,
        span.end,
        side=VEILED_SIDE,
        stream=stream,
        limits=limits,
        sound_rate=RATE,
        hear=hear,
    ):
        pass
    return np.minimum(line, np.float32(1)) if heard else line[:0]
