"""When each frame of a film is shown: the film's own list, by which a frame has its number."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from secondtake.errors import InputInvalid, InvalidRecord
from secondtake.model.evidence import Maker
from secondtake.model.film_key import film_key
from secondtake.model.footage import frozen_array

__all__ = ["CLOCK", "FrameTable", "PackedFrames", "unpacked"]

CLOCK = 90_000
"""Ticks a second in which copies for playing keep the original's times, as MPEG-2 systems do."""
SHOWN = Fraction(1, 2000)
"""Seconds: times are shown to the millisecond, and a frame's shown time has to find that frame."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameTable:
    """The presentation times of one film, from the one pass that decoded all of it.

    A frame's number counts from 0 here and from 1 in everything people read: ``label`` gives the
    latter. ``pts``: when each frame begins, in ticks of ``tick`` seconds from the film's first
    frame, strictly rising. ``keys``: the numbers of the frames that are coded without any other.
    ``end``: the tick at which the last frame is over. ``stream``: which moving picture of the
    exhibit, 1 the one that players show.

    >>> table = FrameTable(
    ...     exhibit="ab" * 32, tick=Fraction(1, 25), pts=(0, 1, 2, 5), keys=(0,), end=6
    ... )
    >>> table.frame_at(0.1), table.label(2), table.seconds(3), table.middle(2)
    (2, 3, 0.2, 0.14)
    """

    exhibit: str
    tick: Fraction
    pts: tuple[int, ...]
    keys: tuple[int, ...]
    end: int
    stream: int = 1

    def __post_init__(self) -> None:
        if not self.tick > 0:
            raise InvalidRecord(f"FrameTable.tick: expected more than 0 seconds, got {self.tick}")
        if any(one >= other for one, other in pairwise((*self.pts, self.end))):
            raise InvalidRecord("FrameTable.pts: expected strictly rising times before the end")
        if any(not 0 <= key < len(self.pts) for key in self.keys):
            raise InvalidRecord(f"FrameTable.keys: expected numbers under {len(self.pts)}")

    @property
    def film(self) -> str:
        """The key of the film in its case."""
        return film_key(self.exhibit, self.stream)

    def label(self, frame: int) -> int:
        """The number that people read: the first frame is frame 1."""
        return frame + 1

    def frame_at(self, seconds: float | Fraction) -> int:
        """The number, from 0, of the frame that is shown at a time of the film.

        A time that is half a millisecond early still means the frame that begins there.
        Raises ``InputInvalid`` for a time at which the film shows nothing.
        """
        ticks = (Fraction(seconds) + SHOWN) / self.tick
        if not self.pts or seconds < 0 or seconds >= self.end * self.tick:
            raise InputInvalid(
                f"The film shows no frame at {float(seconds):.3f} s.",
                advice=f"It lasts from 0 to {float(self.end * self.tick):.3f} s.",
            )
        return max(0, bisect_right(self.pts, ticks) - 1)

    def frame_of(self, pts: int) -> int:
        """The number, from 0, of the frame that begins at a tick.

        Raises ``InputInvalid`` where none begins there.
        """
        frame = bisect_right(self.pts, pts) - 1
        if frame < 0 or self.pts[frame] != pts:
            raise InputInvalid(
                f"No frame of the film begins at tick {pts}.",
                advice="Take one of the times of its frame table.",
            )
        return frame

    def require(self, frame: int) -> int:
        """The tick at which a frame, from 0, begins.

        Raises ``InputInvalid`` where there is none.
        """
        if not 0 <= frame < len(self.pts):
            held = f"It has frames 1 to {len(self.pts)}." if self.pts else "It has none."
            raise InputInvalid(f"The film has no frame {self.label(frame)}.", advice=held)
        return self.pts[frame]

    def seconds(self, frame: int) -> float:
        """When a frame, from 0, begins: seconds from the film's first frame."""
        return float(self.require(frame) * self.tick)

    def middle(self, frame: int) -> float:
        """The middle of the time for which a frame, from 0, is shown, in seconds.

        A player that is sent there shows this frame; at its start some show the one before.
        """
        begin = self.require(frame)
        return float(Fraction(begin + self._over(frame), 2) * self.tick)

    def length(self, frame: int) -> float:
        """For how many seconds a frame, from 0, is shown."""
        return float((self._over(frame) - self.require(frame)) * self.tick)

    def clock(self, frame: int) -> int:
        """When a frame, from 0, begins, in ticks of 1/90000 s, as copies for playing say it."""
        return round(self.require(frame) * self.tick * CLOCK)

    def packed(self, made_by: Maker) -> PackedFrames:
        """The table as a case keeps it: steps from frame to frame, of which most are the same."""
        times = np.array((*self.pts, self.end), np.int64)
        return PackedFrames(
            exhibit=self.exhibit,
            stream=self.stream,
            tick=self.tick,
            start=int(times[0]),
            steps=np.diff(times),
            keys=np.array(self.keys, np.int64),
            made_by=made_by,
        )

    def _over(self, frame: int) -> int:
        return self.pts[frame + 1] if frame + 1 < len(self.pts) else self.end


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PackedFrames:
    """A frame table as a case keeps it; ``unpacked`` gives the table.

    ``start``: the tick of the first frame. ``steps``: int64 (n,), for how many ticks each of n
    frames is shown. ``keys``: int64 (k,), the numbers from 0 of the key frames.
    """

    exhibit: str
    tick: Fraction
    start: int
    steps: NDArray[np.int64]
    keys: NDArray[np.int64]
    made_by: Maker
    stream: int = 1

    def __post_init__(self) -> None:
        frozen_array(self, "steps", np.int64, 1)
        frozen_array(self, "keys", np.int64, 1)


def unpacked(held: PackedFrames) -> FrameTable:
    """The frame table of what a case keeps; raises ``InvalidRecord`` where it is none."""
    times = (held.start + np.cumsum(held.steps)).tolist()
    return FrameTable(
        exhibit=held.exhibit,
        stream=held.stream,
        tick=held.tick,
        pts=(held.start, *times[:-1]) if times else (),
        keys=tuple(held.keys.tolist()),
        end=times[-1] if times else held.start + 1,
    )
