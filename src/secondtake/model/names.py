"""Names from outside as a sentence may hold them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from secondtake.model.film_key import exhibit_of, picture_name

__all__ = ["called", "letter", "one_spelling", "shown"]

_EXHIBIT = re.compile(r"\b([0-9a-f]{12})(?:[0-9a-f]{52}(?:\.(\d+))?\b|(?:\.(\d+))?:(\d+))")
"""A film's key, or a shot's id: twelve digits of its exhibit, of a further picture of the file that
one's number, and the shot's number."""

_JOINERS = "\u200c\u200d"
"""Invisible, and needed to write Persian and other names rightly."""


def shown(name: str) -> str:
    """A name on one line with nothing invisible in it: control, line and direction characters
    are written as escapes.

    >>> shown("a\\nb\\u202ec.mp4")
    'a\\\\nb\\\\u202ec.mp4'
    """
    return "".join(
        c if c.isprintable() or c in _JOINERS else c.encode("unicode_escape").decode("ascii")
        for c in name
    )


def one_spelling(name: str) -> str:
    """What the spellings of one person's name have in common, to compare names by.

    Case, width, spaces, punctuation and invisible characters are left out (Unicode NFKC and case
    folding). Letters of other scripts that look alike stay different, and so do accents. Empty
    when there is no letter and no digit in it.

    >>> one_spelling(" J.R.  O'Brien ") == one_spelling("j. r. o’brien")
    True
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    kinds = ((c, unicodedata.category(c)) for c in folded)
    seen = (c if kind[0] in "LMN" else " " for c, kind in kinds if kind != "Cf")
    return " ".join("".join(seen).split())


def letter(number: int) -> str:
    """A, B, … Z, AA, AB, …: the name of what is counted from 0.

    >>> letter(0), letter(27)
    ('A', 'AB')
    """
    head, tail = divmod(number, 26)
    return (letter(head - 1) if head else "") + chr(ord("A") + tail)


def called(subjects: tuple[str, ...], names: Mapping[str, str]) -> tuple[str, ...]:
    """What records speak of, by name, each once: films, shots, pairs of shots; the rest as it is.

    ``names`` are exhibits' names by digest. Shots are counted from 1, as the report counts them.
    """
    short = {d[:12]: shown(name) for d, name in names.items() if d == exhibit_of(d)}

    def name_of(found: re.Match[str]) -> str:
        name = short.get(found[1])
        if name is None:
            return found[0]
        film = picture_name(name, int(found[2] or found[3] or 1))
        return f"{film} shot {int(found[4]) + 1}" if found[4] else film

    return tuple(dict.fromkeys(_EXHIBIT.sub(name_of, shown(s)) for s in subjects))
