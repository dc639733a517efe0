"""A page in several languages: its paragraphs by language, each with its places in the text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import replace

from secondtake.model.page_enums import FurnitureKind
from secondtake.model.text import Article, Furniture
from secondtake.reading.extraction.language import tongue
from secondtake.reading.extraction.story_lines import Spans, lines_of, stretches

__all__ = ["by_language"]

_LEAST_OTHER_SCRIPT = 6
"""Words of a paragraph that tell its language, where its letters already tell it apart."""
_LEAST_SAME_SCRIPT = 25
"""Words that tell it by small words alone: a name or a title in passing has fewer."""


def by_language(article: Article) -> tuple[Article, ...]:
    """The article once for each language of its paragraphs, the page's own first.

    In each, paragraphs of other languages are set aside, so that places stay those of the page.
    """
    own = (article.language or "").split("-")[0].lower()
    lines = lines_of(article.text, stretches(article))
    spoken: dict[str, Spans] = {own: []}
    for line in lines:
        spoken.setdefault(_language(article.text[slice(*line)], own), []).append(line)
    if len(spoken) == 1 or not own:
        return (article,)
    return tuple(_part(article, code, own, spoken) for code in spoken if spoken[code])


def _part(article: Article, code: str, own: str, spoken: dict[str, Spans]) -> Article:
    others = [line for other, found in spoken.items() if other != code for line in found]
    aside = [Furniture(start=a, end=b, kind=FurnitureKind.OTHER_LANGUAGE) for a, b in others]
    return replace(
        article,
        language=article.language if code == own else code,
        headline=article.headline if code == own else None,
        furniture=tuple(sorted((*article.furniture, *aside), key=lambda f: f.start)),
    )


def _language(line: str, own: str) -> str:
    """A paragraph's language; the page's own where it is too short to tell."""
    count = len(re.findall(r"\w+", line))
    if count < _LEAST_OTHER_SCRIPT:
        return own
    found = tongue(line)
    if found is None or found == own:
        return own
    apart = _script(line) != _SCRIPT_OF.get(own, "LATIN")
    return found if apart or count >= _LEAST_SAME_SCRIPT else own


_SCRIPT_OF = {"ru": "CYRILLIC", "uk": "CYRILLIC", "be": "CYRILLIC", "ar": "ARABIC", "fa": "ARABIC",
              "ur": "ARABIC", "ps": "ARABIC", "ckb": "ARABIC", "he": "HEBREW", "el": "GREEK",
              "zh": "CJK", "ja": "CJK", "ko": "HANGUL", "th": "THAI", "hi": "DEVANAGARI",
              "ka": "GEORGIAN", "hy": "ARMENIAN"}  # fmt: skip


def _script(line: str) -> str:
    scripts = Counter(
        unicodedata.name(c, "?").split(" ")[0].split("-")[0] for c in line[:400] if c.isalpha()
    )
    most = scripts.most_common(1)[0][0] if scripts else "?"
    return "CJK" if most in ("HIRAGANA", "KATAKANA") else most
