"""Which attributions touch which paragraphs, so that a long page is walked once."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict

from secondtake.reading.english.attribution.rules import Said

__all__ = ["Nearby"]


class Nearby:
    """Attributions by the paragraphs that hold their cue or a part of what is said."""

    def __init__(self, said: list[Said], starts: list[int]) -> None:
        """``starts``: where each paragraph begins, rising, code points of the text."""
        self._said, self._starts = said, starts
        self._touching: dict[int, list[int]] = defaultdict(list)
        for number, one in enumerate(said):
            for paragraph in self._paragraphs(one):
                self._touching[paragraph].append(number)

    def in_paragraph(self, paragraph: int) -> list[Said]:
        """Those that touch one paragraph, in reading order."""
        return [self._said[number] for number in self._touching[paragraph]]

    def of(self, one: Said) -> list[Said]:
        """Those that share a paragraph with ``one``, itself among them, in reading order."""
        numbers = {n for p in self._paragraphs(one) for n in self._touching[p]}
        return [self._said[number] for number in sorted(numbers)]

    def _paragraphs(self, one: Said) -> set[int]:
        found = {one.paragraph}
        for start, end in one.content:
            first = bisect_right(self._starts, start) - 1
            last = bisect_right(self._starts, max(start, end - 1)) - 1
            found.update(range(max(first, 0), last + 1))
        return found
