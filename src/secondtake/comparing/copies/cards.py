"""Cards at a film's ends: an even ground with a logo or words on it, which many films share."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.copies.film_fingerprint import STRIP_RATE

__all__ = ["card_seconds", "in_card"]

LONGEST = 6 * STRIP_RATE
"""Pictures: platforms end a film with 2 to 4 s of their logo; what is longer is a shot."""
SHORTEST = 6
"""Pictures, .75 s: what is shorter is not read."""
EVEN = 4.0
"""Grey levels within which the ground has one colour; the encoder leaves 1 or 2."""
GROUND = 0.6
"""Share of what changed that is even ground from then on."""
PICTURE, DIFFERS = 0.1, 10.0
"""Least share of the whole that changes when the card begins, and grey levels from which it does:
bars and an app's frame stay, and say nothing."""
DRAWN = 0.004
"""Share of it on which something is drawn; less is a black end."""
Strip = NDArray[np.uint8]


def card_seconds(strip: Strip) -> tuple[float, float]:
    """Seconds of the card a film opens with and of that it ends with, 0 where it has none.

    ``strip``: as in ``FilmDescriptors``. A card stands on a ground of one colour, the same to the
    card's end, that fills most of where the film's own picture was from one picture to the next.
    """
    return _at_end(strip[::-1]) / STRIP_RATE, _at_end(strip) / STRIP_RATE


def in_card(strip: Strip, span: tuple[float, float]) -> bool:
    """Whether most of a span of seconds lies in a card at either end of a film."""
    opening, ending = card_seconds(strip)
    total = len(strip) / STRIP_RATE
    within = min(span[1], opening) - span[0], span[1] - max(span[0], total - ending)
    return max(within) > (span[1] - span[0]) / 2


def _at_end(strip: Strip) -> int:
    """How many pictures at the end are a card's."""
    tail = strip[-LONGEST - 2 :].astype(np.int16)
    for count in range(len(tail) - 2, SHORTEST - 1, -1):
        # One picture of the strip may hold some of both sides of the cut.
        before, card = tail[-count - 2], tail[-count:]
        changed = np.abs(before - card[0]) > DIFFERS
        if changed.mean() < PICTURE:
            continue
        ground = _ground(card[-1, changed])
        film = np.abs(before[changed] - _ground(before[changed])) > EVEN
        # A card is emptier than the film, and not empty: that is a black end.
        emptier = min(1 - GROUND, float(film.mean()))
        # One picture tells most films' ends from a card; all of it are 20 times as much work.
        if (np.abs(card[-1, changed] - ground) > EVEN).mean() > emptier:
            continue
        drawn = (np.abs(card[:, changed] - ground) > EVEN).mean(axis=1).max()
        if DRAWN <= drawn <= emptier:
            return count
    return 0


def _ground(levels: NDArray[np.int16]) -> int:
    """The commonest grey level."""
    return int(np.bincount(levels.ravel().astype(np.int64), minlength=256).argmax())
