"""The sides of a finding in one film, in step: each frame beside the one it is aligned with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from secondtake import viewing
from secondtake.errors import Unreadable
from secondtake.export.formats.finding_sequences import Cut, FindingSequence, Track
from secondtake.export.render.timecode_strip import burnt, with_time
from secondtake.model.time import Span

__all__ = ["MOST_SECONDS", "MOST_TRACKS", "in_step"]

LONG_SIDE = 640
"""Pixels of each side: two of them fill a usual screen."""
MOST_SECONDS = 60.0
MOST_TRACKS = 4
"""Cameras shown, two in a row."""
RATE, FASTEST = 25.0, 30.0
"""Frames a second of a film whose own rate is not known, and at the most."""
EVERY_FRAME = 1000.0
"""Frames a second asked for: more than any film has."""
PAPER, NOTHING = 255, 90
"""Grey levels around the pictures, and where a camera shows nothing at that time."""

Frame = NDArray[np.uint8]
Timed = tuple[float, Frame]


def in_step(
    sequence: FindingSequence,
    evidence: Callable[[str], Path],
    *,
    redacted: bool,
    whole_people: bool,
    progress: Callable[[float, float], None],
) -> tuple[bytes, tuple[int, int]]:
    """A film (H.264 in MP4) of a finding's tracks, and its width and height in pixels.

    ``evidence``: the file of an exhibit, by its digest. Raises ``Unreadable`` and
    ``LimitExceeded`` as ``viewing.through`` does.
    """
    length = min(sequence.seconds, MOST_SECONDS)
    tracks = sequence.tracks[:MOST_TRACKS]
    rate = min(tracks[0].cuts[0].film.reel.frame_rate or RATE, FASTEST)
    sides = [
        _Side(track, evidence, redacted=redacted, whole_people=whole_people) for track in tracks
    ]
    shape = _laid_out([side.at(0.0) for side in sides]).shape

    def frames() -> Iterator[Timed]:
        for number in range(max(1, round(length * rate))):
            second = number / rate
            progress(second, length)
            yield second, _laid_out([side.at(second) for side in sides])

    return viewing.encoded(frames()), (shape[1] - shape[1] % 2, shape[0] - shape[0] % 2)


class _Side:
    """One track, asked for its frame at ever later seconds of the sequence."""

    _cut: Cut
    _frames: Iterator[Timed]
    _frame: Timed
    _next: Timed | None

    def __init__(
        self,
        track: Track,
        evidence: Callable[[str], Path],
        *,
        redacted: bool,
        whole_people: bool,
    ) -> None:
        self._name = track.name
        self._evidence, self._redacted, self._whole = evidence, redacted, whole_people
        self._cuts = list(track.cuts)
        self._open(self._cuts.pop(0))
        self._blank = np.full_like(self._frame[1], NOTHING)

    def at(self, second: float) -> Frame:
        """The picture above its margin; grey where the track has nothing then."""
        if self._cuts and second >= self._cuts[0].at:
            self._open(self._cuts.pop(0))
        cut = self._cut
        if not cut.at <= second < cut.at + cut.length:
            return with_time(self._blank, f"{self._name}: nothing at this time")
        wanted = cut.start + (second - cut.at) * cut.speed
        while self._next is not None and self._next[0] - wanted <= wanted - self._frame[0]:
            self._frame, self._next = self._next, next(self._frames, None)
        return with_time(self._frame[1], f"{self._name} {burnt(self._frame[0])}")

    def _open(self, cut: Cut) -> None:
        reel = cut.film.reel
        span = Span.of_seconds(cut.start, cut.end, reel.tick)
        path = self._evidence(cut.film.exhibit.digest)
        frames = _decoded(path, span, reel.stream)
        if self._redacted:
            frames = viewing.Veil(whole_people=self._whole).over(frames)
        self._cut, self._frames = cut, iter(frames)
        first = next(self._frames, None)
        if first is None:
            raise Unreadable(
                f"{cut.film.name} gives no frame between {cut.start:.1f} and {cut.end:.1f} s.",
                advice="Compare the case again: its film may have been changed.",
            )
        self._frame = first
        self._next = next(self._frames, None)


def _decoded(path: Path, span: Span, stream: int) -> Iterator[Timed]:
    for seconds, frames, _ in viewing.through(
        path, rate=EVERY_FRAME, long_side=LONG_SIDE, span=span, stream=stream
    ):
        yield from ((float(s), rgb) for s, rgb in zip(seconds, frames, strict=True))


def _laid_out(frames: Sequence[Frame]) -> Frame:
    """Two in a row, each at its own size at the top left of its cell."""
    height = max(frame.shape[0] for frame in frames)
    width = max(frame.shape[1] for frame in frames)
    rows = -(-len(frames) // 2)
    canvas = np.full((height * rows, width * min(2, len(frames)), 3), PAPER, np.uint8)
    for number, frame in enumerate(frames):
        top, left = number // 2 * height, number % 2 * width
        canvas[top : top + frame.shape[0], left : left + frame.shape[1]] = frame
    return canvas
