"""The strip of a film: small grey pictures at a steady rate, from frames that come at any times."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.copies.film_fingerprint import STRIP_RATE

__all__ = ["SparseStrip", "Strip"]

Gray = NDArray[np.uint8]


class _Pictures:
    """The pictures that are done, until somebody takes them."""

    def __init__(self) -> None:
        self._done: list[Gray] = []

    @property
    def held_bytes(self) -> int:
        """How much ``taken`` would give."""
        return len(self._done) * self._done[-1].nbytes if self._done else 0

    def taken(self) -> Gray:
        """The pictures that are done and were not taken yet, uint8 (n, h, w)."""
        done, self._done = self._done, []
        return np.stack(done) if done else np.zeros((0, 8, 8), np.uint8)


class Strip(_Pictures):
    """Takes all frames of a film in order; a picture is the mean of those that begin in it."""

    def __init__(self) -> None:
        super().__init__()
        self._open: list[Gray] = []
        self._slot = 0
        self._last: Gray | None = None

    def lay(self, gray: Gray, at: float) -> None:
        """Take a frame, uint8 (h, w), shown from ``at`` seconds on."""
        self._close(at)
        if self._last is None:
            # Before the first frame there is nothing: the strip's clock still begins at 0.
            self._slot = int(at * STRIP_RATE + 1e-6)
            self._done += [np.zeros_like(gray)] * self._slot
        elif gray.shape != self._last.shape:
            gray = _fitted(gray, self._last.shape)
        self._open.append(gray)
        self._last = gray

    def finish(self, end: float) -> Gray:
        """The strip, uint8 (n, h, w), of a film that ends at ``end`` seconds."""
        self.end(end)
        return self.taken()

    def end(self, at: float) -> None:
        """The film ends at so many seconds."""
        self._close(at)

    def _close(self, at: float) -> None:
        """Finish the pictures that end before ``at``."""
        slot = int(at * STRIP_RATE + 1e-6)
        while self._slot < slot and self._last is not None:
            # A slot in which no frame begins goes on showing the last one.
            shown = self._open or [self._last]
            mean: NDArray[np.float32] = np.stack(shown).astype(np.float32).mean(0)
            self._done.append(np.asarray(np.round(mean), np.uint8))
            self._open = []
            self._slot += 1


class SparseStrip(_Pictures):
    """The same of a film of ``rate`` frames a second of which not all come.

    Between two frames it turns evenly from one to the other: to hold the first would make every
    movement late, by another time in each picture.
    """

    def __init__(self, rate: float) -> None:
        super().__init__()
        self._half = 0.5 / rate
        self._slot = 0
        self._sum: NDArray[np.float32] = np.zeros((8, 8), np.float32)
        self._seconds = 0.0
        self._last: tuple[Gray, float] | None = None

    def lay(self, gray: Gray, at: float) -> None:
        """Take a frame, uint8 (h, w), shown from ``at`` seconds on."""
        if self._last is None:
            self._sum = np.zeros(gray.shape, np.float32)
            self._last = gray, at
        before, then = self._last
        if gray.shape != before.shape:
            gray = _fitted(gray, before.shape)
        # The middle of the time in which it would be shown if all frames came.
        self._turn(before, gray, then, at + self._half)
        self._last = gray, at + self._half

    def finish(self, end: float) -> Gray:
        """The strip, uint8 (n, h, w), of a film that ends at ``end`` seconds."""
        self.end(end)
        return self.taken()

    def end(self, at: float) -> None:
        """The film ends at so many seconds."""
        if self._last is not None:
            last, then = self._last
            self._turn(last, last, then, at)
            self._close(int(at * STRIP_RATE + 1e-6))

    def _turn(self, one: Gray, two: Gray, start: float, end: float) -> None:
        """Add what is shown from ``start`` to ``end`` seconds to the pictures it falls in."""
        at = start
        while at < end - 1e-6:
            slot = int(at * STRIP_RATE + 1e-6)
            self._close(slot)
            until = min(end, (slot + 1) / STRIP_RATE)
            share = np.float32(((at + until) / 2 - start) / (end - start))
            self._sum += np.float32(until - at) * ((1 - share) * one + share * two)
            self._seconds += until - at
            at = until

    def _close(self, slot: int) -> None:
        """Finish the pictures before the ``slot``-th; before the first frame they are black."""
        while self._slot < slot:
            mean = self._sum / np.float32(max(self._seconds, 1e-6))
            self._done.append(np.asarray(np.round(mean), np.uint8))
            self._sum = np.zeros_like(self._sum)
            self._seconds = 0.0
            self._slot += 1


def _fitted(gray: Gray, shape: tuple[int, ...]) -> Gray:
    import cv2

    out: Gray = cv2.resize(gray, shape[::-1], interpolation=cv2.INTER_AREA)
    return out
