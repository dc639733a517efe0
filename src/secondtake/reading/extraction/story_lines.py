"""A story without its furniture: the stretches of text between it, and their lines."""

from __future__ import annotations

from secondtake.model.text import Article
from secondtake.reading.extraction.unwrap import written_lines

__all__ = ["Spans", "lines_of", "stretches"]

Spans = list[tuple[int, int]]
"""Starts and ends (exclusive), code points."""


def stretches(article: Article) -> Spans:
    """The stretches of the body between its furniture."""
    at, end = article.body.start, article.body.end
    kept: Spans = []
    for piece in sorted(article.furniture, key=lambda f: f.start):
        if piece.end <= at or piece.start >= end:
            continue
        kept.append((at, max(at, piece.start)))
        at = max(at, piece.end)
    kept.append((at, end))
    return [(left, right) for left, right in kept if right > left]


def lines_of(text: str, kept: Spans) -> Spans:
    """The lines with words of some stretches of a text, those wrapped at a width as one."""
    made: Spans = []
    at = 0
    lines = written_lines(text)
    for start, end in kept:
        while at < len(lines) and lines[at][1] <= start:
            at += 1
        for left, right, _ in lines[at:]:
            if left >= end:
                break
            piece = max(left, start), min(right, end)
            if text[slice(*piece)].strip():
                made.append(piece)
    return made
