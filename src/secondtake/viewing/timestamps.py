"""The film's own clock: a strictly rising time for every frame, whatever its file says."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

__all__ = ["Clock"]

RESTART_SECONDS = 0.5
"""A frame that says it comes this much before the last one begins the file's clock anew."""
HOLE_SECONDS = 2.0
"""Time without a picture, beyond the length of the one before, from which it is mentioned."""


class Clock:
    """Gives frames their times in ticks from the film's start.

    ``start``: the file's time of the first frame; ``rate``: frames a second it says, or None.
    Frames without a time follow the one before; a clock that starts again, as in files joined
    end to end, goes on.
    """

    def __init__(self, start: int, tick: Fraction, rate: Fraction | None) -> None:
        self.tick = tick
        self.end = 0
        self._shift = -start
        self._last = -1
        self._step = max(1, round(1 / (rate * tick))) if rate else 1
        self._again = [0, 0]
        self._hole = [0, 0]
        self._began = False
        self._dts: int | None = None
        self._restarts = 0

    def packet(self, dts: int | None) -> None:
        """Heed a packet's time: packets never come out of order, frames of a damaged film do."""
        if dts is None:
            return
        if self._dts is not None and (self._dts - dts) * self.tick > RESTART_SECONDS:
            self._restarts += 1
        self._dts = dts

    def before(self, pts: int | None, tick: int) -> bool:
        """Whether a packet of that time is sure to be shown before a tick of the film's clock."""
        if pts is None or self._restarts or self._again[0]:
            return False
        return pts + self._shift < tick

    def strayed(self, frame: Any, following: Any) -> bool:
        """Whether a frame came long before its turn, told from the one after it."""
        if self._restarts or frame.pts is None or following.pts is None:
            return False
        return bool((frame.pts - following.pts) * self.tick > RESTART_SECONDS)

    def pts(self, frame: Any) -> int:
        """The frame's time in ticks, above the last frame's."""
        said = frame.pts if frame.pts is not None else frame.dts
        pts = self.end if said is None else int(said) + self._shift
        if self._restarts and (self._last - pts) * self.tick > RESTART_SECONDS:
            self._restarts -= 1
            self._shift += self.end - pts
            pts = self.end
            self._again[0] += 1
            self._again[1] = self._again[1] or pts
        pts = max(pts, self._last + 1)
        if self._began and pts - self.end > self._hole[1] - self._hole[0]:
            self._hole = [self.end, pts]
        self._began = True
        self._last = pts
        self.end = pts + self._length(frame)
        return pts

    def faults(self) -> list[str]:
        """What a reader should know of the times, in sentences."""
        found = []
        start, end = (float(v * self.tick) for v in self._hole)
        if end - start > HOLE_SECONDS:
            found.append(f"There is no picture from {start:.1f} to {end:.1f} s.")
        if self._again[0]:
            at = float(self._again[1] * self.tick)
            found.append(
                f"The file's clock starts again after {at:.1f} s, as in files joined end to end; "
                "a closer analysis of what follows may miss it."
            )
        return found

    def _length(self, frame: Any) -> int:
        """The frame's length in ticks; some files say 0 or 1 tick where they know none."""
        said = frame.duration or 0
        return int(said) if said > 1 or self._step == 1 else self._step
