"""Which of a file's streams are films, which stand for the file, and which sound goes with which.

Players show one picture of a file and say nothing of the others. Here every moving picture is a
film; the first is the one that players show.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from secondtake.model.enums import StreamRole
from secondtake.model.footage import MediaStream

__all__ = ["StreamChoice", "choose", "contents"]

SHORTER = 0.9
"""Share of the longest moving picture under which another is the shorter one: two cameras of one
recorder stop some frames apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamChoice:
    """A file's streams by what they are for.

    ``pictures``: the moving pictures, the one that players show first. ``left_out``: covers,
    thumbnails and single pictures, which are no films. ``sounds``: in the order of the file.
    """

    pictures: tuple[MediaStream, ...]
    left_out: tuple[MediaStream, ...]
    sounds: tuple[MediaStream, ...]

    @property
    def streams(self) -> tuple[MediaStream, ...]:
        """All of them: moving pictures, what is left out, sounds."""
        return (*self.pictures, *self.left_out, *self.sounds)

    def sound_with(self, picture: MediaStream | None) -> MediaStream | None:
        """The sound that is used with a picture: of its program, the default, the first."""
        own = [s for s in self.sounds if picture and s.program == picture.program]
        return min(own or self.sounds, key=lambda s: (not s.default, s.number), default=None)

    def starts_seconds(self, picture: MediaStream) -> float:
        """How much later a moving picture begins than the earliest of the file."""
        begun = [p.starts_seconds for p in self.pictures if p.starts_seconds is not None]
        return max(0.0, picture.starts_seconds - min(begun)) if picture.starts_seconds else 0.0


def choose(streams: Iterable[MediaStream]) -> StreamChoice:
    """Sort what a container says it holds.

    A picture marked as a cover is none of the films, nor is a stream of one picture beside one
    that moves. Of moving pictures the default comes first, then one that is not much shorter than
    the longest, then the larger; where no picture moves, one of them stands for the film. A
    stream that is announced and holds nothing comes last: that it cannot be seen has to be told.
    """
    held = tuple(streams)
    pictures = [s for s in held if s.role == StreamRole.MOVING_PICTURE]
    empty = [s for s in pictures if s.pictures == 0]
    moving = [s for s in pictures if s.pictures not in (0, 1)]
    longest = max((s.seconds or 0.0 for s in moving), default=0.0)

    def order(stream: MediaStream) -> tuple[bool, bool, int, int]:
        short = stream.seconds is not None and stream.seconds < SHORTER * longest
        return not stream.default, short, -stream.width * stream.height, stream.number

    still = [s for s in pictures if s.pictures == 1]
    films = (sorted(moving, key=order) or sorted(still, key=order)[:1]) + sorted(empty, key=order)
    single = [replace(s, role=StreamRole.SINGLE_PICTURE) for s in pictures if s not in films]
    covers = [s for s in held if s.role == StreamRole.COVER]
    return StreamChoice(
        pictures=tuple(films),
        left_out=(*covers, *single),
        sounds=tuple(s for s in held if s.role == StreamRole.SOUND),
    )


def contents(streams: Sequence[MediaStream]) -> str:
    """What a file without a moving picture holds, in words.

    >>> sound = MediaStream(number=0, role=StreamRole.SOUND, codec="mp3")
    >>> contents([sound])
    'sound'
    """
    roles = [s.role for s in streams]
    sounds = roles.count(StreamRole.SOUND)
    told = [] if not sounds else ["sound" if sounds == 1 else f"{sounds} sound tracks"]
    if StreamRole.COVER in roles:
        told.append("a cover picture")
    return " and ".join(told)
