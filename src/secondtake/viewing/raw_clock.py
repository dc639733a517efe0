"""The clock of a stream that has none: pictures follow each other at the rate that is coded."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from secondtake.viewing.timestamps import Clock

__all__ = ["RawClock"]

MOST_HELD = 3
"""Lengths of a picture that it may be held for: H.262 and H.264 repeat fields or a picture twice
at most (``repeat_first_field``, ``pic_struct``)."""


class RawClock(Clock):
    """Gives frames their times by counting them, as every player does.

    ``tick``: seconds of a unit; ``rate``: frames a second. The times that FFmpeg's parsers give
    such streams are heeded only where a picture is to be held longer: they have no order where
    pictures are coded out of their order, or are all nought.
    """

    def __init__(self, tick: Fraction, rate: Fraction) -> None:
        super().__init__(0, tick, rate)
        self._step_ticks = 1 / (rate * tick)
        self._shown = Fraction(0)

    def packet(self, dts: int | None) -> None:
        """Packets of such a stream have no times."""

    def before(self, pts: int | None, tick: int) -> bool:
        """Never sure: a packet does not say when it is shown."""
        return False

    def strayed(self, frame: Any, following: Any) -> bool:
        """Never: the order of decoding is the only one there is."""
        return False

    def pts(self, frame: Any) -> int:
        """The frame's time in ticks: that of all frames before it."""
        pts = round(self._shown)
        held = Fraction(frame.duration or 0) / self._step_ticks
        self._shown += self._step_ticks * (held if 1 < held <= MOST_HELD else 1)
        self._last = pts
        self.end = round(self._shown)
        return pts

    def faults(self) -> list[str]:
        """None: a stream without a clock has no holes in it."""
        return []
