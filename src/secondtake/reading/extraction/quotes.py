"""Quotation marks in pairs: within a paragraph, nested, and running over several paragraphs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from secondtake.reading.extraction.story_lines import Spans

__all__ = ["Quotes", "quoted"]

_PAIRS = {"“": "”", "«": "»", "„": "“”", "‘": "’"}
_STRAIGHT = '"'
_MAX_PARAGRAPHS = 8
"""A quote that stays open longer than this was never meant as one."""


class Quotes:
    """The quotes of a text in order, to be asked for by place; they do not overlap."""

    def __init__(self, spans: Spans) -> None:
        self._spans = sorted(spans)

    def touching(self, stretches: Spans) -> Spans:
        """The quotes that share a character with one of the stretches."""
        found: set[int] = set()
        for left, right in stretches:
            first = bisect_right(self._spans, left, key=_end)
            found.update(range(first, bisect_left(self._spans, right, key=_start)))
        return [self._spans[number] for number in sorted(found)]

    def holds(self, left: int, right: int) -> bool:
        """Whether one quote holds all from ``left`` up to ``right``."""
        number = bisect_right(self._spans, left, key=_start) - 1
        return number >= 0 and right <= self._spans[number][1]

    def following(self, place: int) -> tuple[int, int] | None:
        """The first quote that begins at ``place`` or later."""
        number = bisect_left(self._spans, place, key=_start)
        return self._spans[number] if number < len(self._spans) else None


def quoted(text: str, pieces: Spans) -> Spans:
    """The quotes of the paragraphs ``pieces``, marks included, outermost only.

    A quote left open at a paragraph's end goes on if the next paragraph opens with a mark again,
    as newspapers print quotes of several paragraphs; else it ends with its paragraph.
    """
    # Two single marks are one double mark in many feeds; lengths stay.
    text = text.replace("''", '" ').replace("``", '" ')
    found: Spans = []
    carried = 0
    for number, (left, right) in enumerate(pieces):
        start: int | None = None
        closing = ""
        opens = text[left:right].lstrip()[:1]
        at = left
        if carried and opens in ("“", _STRAIGHT, "«"):
            start, closing = left, _PAIRS.get(opens, _STRAIGHT)
            at = text.index(opens, left) + 1
        while at < right:
            mark = text[at]
            if start is None:
                if mark == _STRAIGHT or mark in "“«„":
                    start, closing = at, _PAIRS.get(mark, _STRAIGHT)
                elif mark == "‘" and _is_single_open(text, at, right):
                    start, closing = at, "’"
            elif mark in closing and not _is_apostrophe(text, at, mark):
                found.append((start, at + 1))
                start, carried = None, 0
            at += 1
        if start is not None:
            goes_on = number + 1 < len(pieces) and text[slice(*pieces[number + 1])].lstrip()[
                :1
            ] in ("“", _STRAIGHT, "«")
            if closing != "’" and (goes_on or right - start < 600):
                found.append((start, right))
            carried = carried + 1 if goes_on and carried < _MAX_PARAGRAPHS else 0
    return found


def _start(span: tuple[int, int]) -> int:
    return span[0]


def _end(span: tuple[int, int]) -> int:
    return span[1]


def _is_single_open(text: str, at: int, right: int) -> bool:
    before = text[at - 1] if at else " "
    return not before.isalnum() and "’" in text[at + 1 : right]


def _is_apostrophe(text: str, at: int, mark: str) -> bool:
    """A ’ between letters belongs to a word: it closes no quote."""
    after = text[at + 1] if at + 1 < len(text) else " "
    return mark == "’" and text[at - 1].isalnum() and after.isalnum()
