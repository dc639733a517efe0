"""Still pictures against films and against each other: decoded, laid on each other, told."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from secondtake import viewing
from secondtake.archive.film_description import described
from secondtake.comparing import still_pictures
from secondtake.comparing.copies import FilmDescriptors
from secondtake.model.enums import Transition
from secondtake.model.film_key import exhibit_of, stream_of
from secondtake.model.footage import Shot
from secondtake.model.still_pictures import PictureMatch
from secondtake.model.time import Span

__all__ = ["PictureSearch"]

FINEST_RATE = 60.0
"""Frames a second that are looked at around a likely one: all of them but of slow-motion films."""

File = tuple[str, Path]
"""A film's key, which of a still picture is its digest, and where its file lies."""


class PictureSearch:
    """Compares still pictures; of each film and picture the costly look is made once."""

    def __init__(self) -> None:
        self._films: dict[str, tuple[FilmDescriptors, Fraction]] = {}
        self._looks: dict[str, still_pictures.PictureLook] = {}

    def in_film(self, picture: File, film: File) -> PictureMatch:
        """Whether a picture is a frame of a film; raises ``Unreadable`` as decoding does."""
        key, path = film
        stream = stream_of(key)
        if key not in self._films:
            seen = viewing.watch(
                path, exhibit_of(key), stream=stream, observers=(), keep=lambda data, kind: ""
            )
            self._films[key] = described(path, stream=stream), seen.reel.tick
        descriptors, tick = self._films[key]
        look = self._look(picture)
        likely = still_pictures.likely_seconds(look, descriptors)
        frames = [f for at in likely for f in _around(path, stream, at, tick)]
        return still_pictures.match_film((picture[0], look), (key, descriptors), frames)

    def with_picture(self, left: File, right: File) -> PictureMatch:
        """How two still pictures are related."""
        sides = ((left[0], self._look(left)), (right[0], self._look(right)))
        return still_pictures.match_picture(*sides)

    def _look(self, picture: File) -> still_pictures.PictureLook:
        digest, path = picture
        if digest not in self._looks:
            view = viewing.whole(path, long_side=still_pictures.SIDE)
            self._looks[digest] = still_pictures.PictureLook.of(view.rgb[0])
        return self._looks[digest]


def _around(
    path: Path, stream: int, seconds: float, tick: Fraction
) -> Iterator[tuple[float, NDArray[np.uint8]]]:
    """The frames shown around a time, each with its seconds."""
    reach = still_pictures.AROUND_SECONDS
    first, last = (round((seconds + off) / tick) for off in (-reach, reach))
    span = Span(start=max(0, first), end=last + 1, tick=tick)
    shot = Shot(
        exhibit=viewing.NO_EXHIBIT,
        number=0,
        span=span,
        transition=Transition.START,
        made_by=still_pictures.maker(),
        stream=stream,
    )
    view = viewing.look(path, shot, rate=FINEST_RATE, long_side=still_pictures.SIDE, sound=False)
    yield from zip(view.seconds.tolist(), view.rgb, strict=True)
