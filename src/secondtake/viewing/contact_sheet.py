"""Observer: the contact sheet, one still a second and one after each abrupt change."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from secondtake.model.evidence import Maker
from secondtake.model.footage import FrameBatch, Still
from secondtake.viewing.film_pass import Film
from secondtake.viewing.jpeg import to_jpeg

__all__ = ["ContactSheet"]

CHANGE = 28.0
"""Mean difference, in grey levels, from the last still at which another is kept sooner."""


class ContactSheet:
    """Keeps sampled frames as JPEG: every second, and sooner when the picture changed much."""

    MAKER: ClassVar[Maker] = Maker(
        name="contact", version="1", settings=(("every_seconds", 1.0), ("change", CHANGE))
    )

    def __init__(self, film: Film) -> None:
        self._film = film
        self._stills: list[Still] = []
        self._second = -1
        self._last: NDArray[np.int16] | None = None

    def see(self, batch: FrameBatch) -> None:
        """Keep what is due of the sampled frames."""
        for index, rgb in zip(batch.sampled, batch.rgb, strict=True):
            pts = int(batch.pts[index])
            second = int(pts * self._film.tick)
            small = batch.small[index][::2, ::2].astype(np.int16)
            changed = self._last is None or float(np.abs(small - self._last).mean()) > CHANGE
            if second == self._second and not changed:
                continue
            self._second, self._last = second, small
            self._stills.append(
                Still(
                    exhibit=self._film.exhibit,
                    stream=self._film.stream,
                    pts=pts,
                    tick=self._film.tick,
                    width=rgb.shape[1],
                    height=rgb.shape[0],
                    picture=self._film.keep(to_jpeg(rgb), "image/jpeg"),
                    made_by=self.MAKER,
                )
            )

    def finish(self, end: int) -> tuple[Still, ...]:
        """The stills in order."""
        return tuple(self._stills)
