"""Text as lexicons are written: one form of each letter, no marks above or below it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

__all__ = ["Folded", "fold", "folded"]

_ONE_FORM = str.maketrans("أإآٱةىیکۀەёЁ", "ااااهييكههеЕ")
"""Letters that writers of one language spell in two ways, in one of them."""
_DROPPED = re.compile(
    "[\u0300\u0301\u064b-\u065f\u0670\u0640\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
"""Vowel and stress marks, the stretched line of Arabic, joiners and marks of direction."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in one form of its letters; ``places``: where each character stood, and the end."""

    text: str
    places: tuple[int, ...]

    def within(self, left: int, right: int) -> tuple[int, int]:
        """Where a stretch of the text as given stands in the folded text."""
        return bisect_left(self.places, left), bisect_left(self.places, right)

    def before(self, left: int, right: int) -> tuple[int, int]:
        """Where a stretch of the folded text stands in the text as given."""
        end = self.places[right - 1] + 1 if right > left else self.places[left]
        return self.places[left], end


def fold(text: str) -> str:
    """A text in one form of its letters.

    >>> fold("صُوّر"), fold("می‌گوید")
    ('صور', 'ميگويد')
    """
    return _DROPPED.sub("", text).translate(_ONE_FORM)


def folded(text: str) -> Folded:
    """A text in one form of its letters, with the place of each."""
    places = [n for n, c in enumerate(text) if not _DROPPED.match(c)]
    kept = "".join(text[n] for n in places).translate(_ONE_FORM)
    return Folded(text=kept, places=(*places, len(text)))
