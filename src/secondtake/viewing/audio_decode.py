"""The sound of a film on its way out of the decoding process: one rate, one channel, in pieces."""

from __future__ import annotations

from typing import IO, Any

import numpy as np
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray

from secondtake.viewing.decoder_protocol import MessageKind, send

__all__ = ["Ears"]

PIECE_SECONDS = 4.0
HOLE_SECONDS = 0.25
"""Sound that comes this much later or earlier than due is a new piece, put at its own time."""


class Ears:
    """Sound resampled to mono float at one rate, sent in pieces; ``origin``: when pictures start.

    ``start`` of a piece is in seconds of the film; a hole in the sound begins a new piece.
    """

    def __init__(self, out: IO[bytes], rate: int, origin: float) -> None:
        self.out, self.rate, self.origin = out, rate, origin
        self.resampler: Any = None
        self.parts: list[NDArray[np.float32]] = []
        self.start = 0.0
        self.count = 0

    def hear(self, frame: Any) -> None:
        """Take one frame of sound."""
        due = self.start + self.count / self.rate
        at = due if frame.time is None else frame.time - self.origin
        if self.resampler is None or abs(at - due) > HOLE_SECONDS:
            self.end()
            self._listen(at)
        frame.pts = None
        try:
            self._take(self.resampler.resample(frame))
        except ValueError:  # the sound changed its kind on the way
            self.end()
            self._listen(at)
            self._take(self.resampler.resample(frame))
        if self.count > PIECE_SECONDS * self.rate:
            self._send()

    def end(self) -> None:
        """Send what was heard so far."""
        if self.resampler is not None:
            self._take(self.resampler.resample(None))
            self.resampler = None
        self._send()

    def _send(self) -> None:
        if self.parts:
            sound = np.concatenate(self.parts).astype(np.float32)
            send(self.out, {"kind": MessageKind.SOUND, "start": self.start}, sound.tobytes())
        self.start += self.count / self.rate if self.count else 0
        self.parts, self.count = [], 0

    def _listen(self, at: float) -> None:
        self.resampler = AudioResampler(format="flt", layout="mono", rate=self.rate)
        self.start = at

    def _take(self, frames: list[Any]) -> None:
        for frame in frames:
            self.parts.append(frame.to_ndarray()[0])
            self.count += len(self.parts[-1])
