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
"""Share that is even ground of where the film's own picture was."""
PICTURE, DIFFERS = 0.1, 10.0
"""Least share of the whole where the film's own picture was, and grey levels by which it was
something else than ground: bars that were there before and stay say nothing."""
DRAWN = 0.004
"""Share of the picture on which something is drawn; less is a black end."""
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
    if len(tail) < SHORTEST + 2:
        return 0
    ground = _ground(tail[-1])
    off = np.abs(tail - ground) > EVEN
    drawn = off.mean(axis=(1, 2))
    if drawn[-SHORTEST:].max() < DRAWN:
        return 0
    for count in range(len(tail) - 2, SHORTEST - 1, -1):
        # One picture of the strip may hold some of both.
        before = np.abs(tail[-count - 2] - ground) > DIFFERS
        # A card is emptier than the film: bars with a picture between them are none.
        whole = np.abs(tail[-count - 2] - _ground(tail[-count - 2])) > EVEN
        if before.mean() < PICTURE or whole.mean() < drawn[-count:].max():
            continue
        even = 1 - off[-count:, before].mean(axis=1)
        if even.min() >= GROUND and 1 - off[-count - 2][before].mean() < GROUND / 2:
            return count
    return 0


def _ground(picture: NDArray[np.int16]) -> int:
    """The commonest grey level."""
    return int(np.bincount(picture.ravel().astype(np.int64), minlength=256).argmax())
