"""Names across scripts: words by their consonants, which every romanization keeps most of."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["names_in_common", "skeleton"]

_PAIRS = (("sch", "S"), ("tch", "C"), ("shch", "S"), ("sh", "S"), ("ch", "C"), ("zh", "Z"),
          ("dj", "Z"), ("kh", "h"), ("gh", "h"), ("ph", "f"), ("th", "t"), ("ts", "c"),
          ("ck", "k"))  # fmt: skip
_LETTERS = dict(
    zip(
        "bcdfghjklmnpqrstvxzбвгґджзклмнпрстфхцчшщبتثجحخدذرزسشصضطظغفقكلمنهپچژگکјљњђћџ",
        "bkdfhhZklmnbkrstfkzbfhhdZzklmnbrstfhcCSSbttZhhdzrzsSsdtzhfkklmnhbCZhkZlnZCZ",
        strict=True,
    )
)
"""Letters by their sound: b for p and f for v, since Arabic writes each pair as one; h for g, since
Ukrainian, Russian and Arabic part them otherwise. Vowels and w, y, which stand for them, fall out.
"""
_CASED = re.compile(r"(?<![\w.])[^\W\d_][\w'’-]{2,}")
_UNCASED = re.compile(r"[\u0621-\u06d3\u064b-\u0652]{3,}")
_PREFIX = re.compile(r"^(?:و|ف)?(?:ب|ل|ك)?(?:ال|لل)?")
_LEAST_CASED = 3
_LEAST_UNCASED = 4
"""Consonants of a name: where every word of a page is a candidate, three would meet by chance."""
_LEAST_PAIR = 5
_ENDINGS = "mfh"
"""What Slavic cases add to a name: -om, -ov, -ih."""
_FIRST = re.compile(r"(?:^|[.!?…:»”\"]\s*|\n\s*)[—–\-«“\"]?\s*$")


def skeleton(word: str) -> str:
    """A word's consonants by their sound, doubled ones once.

    >>> skeleton("Нарво"), skeleton("Narvo"), skeleton("نارفو")
    ('nrf', 'nrf', 'nrf')
    """
    bare = "".join(
        c for c in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(c)
    )
    for letters, sound in _PAIRS:
        bare = bare.replace(letters, sound)
    kept = "".join(c if c in "SCZ" else _LETTERS.get(c, "") for c in bare)
    return re.sub(r"(.)\1+", r"\1", kept)


def names_in_common(one: str, other: str) -> list[str]:
    """Names of one text, as it writes them, that the other has in its own script; in order.

    Words of a script without capital letters are all taken for names, and asked for more letters.
    """
    here, there = _names(one), _names(other)
    found = [word for sound, word in here.items() if not there.keys().isdisjoint(_alike(sound))]
    inside = {part for word in found if " " in word for part in word.split()}
    return [word for word in found if word not in inside]


def _names(text: str) -> dict[str, str]:
    """The names of a text by their consonants, single words and pairs of neighbours."""
    made: dict[str, str] = {}
    cased = [
        (m.start(), m.end(), m[0])
        for m in _CASED.finditer(text)
        if m[0][0].isupper() and not m[0].isupper()
    ]
    plain = [(m.start(), m.end(), m[0]) for m in _UNCASED.finditer(text)]
    for words, least in ((cased, _LEAST_CASED), (plain, _LEAST_UNCASED)):
        last: set[str] = set()
        for n, (start, end, word) in enumerate(words):
            # Arabic writes "and", "in" and "the" as one with the name.
            sounds = {skeleton(word)} | (
                {skeleton(_PREFIX.sub("", word))} if words is plain else set()
            )
            opens = words is cased and bool(_FIRST.search(text[max(0, start - 4) : start]))
            for sound in sounds:
                if len(sound) >= least + opens:
                    made.setdefault(sound, word)
            if n and text[words[n - 1][1] : start].isspace():
                for both in (before + sound for before in last for sound in sounds if sound):
                    if len(both) >= _LEAST_PAIR:
                        made.setdefault(both, text[words[n - 1][0] : end])
            last = sounds - {""}
    return made


def _alike(sound: str) -> set[str]:
    """The same consonants, and those with or without what a case ending adds."""
    if len(sound) < _LEAST_CASED:
        return {sound}
    bare = {sound[:-1]} if sound[-1] in _ENDINGS and len(sound) > _LEAST_CASED else set()
    return {sound, *bare, *(sound + ending for ending in _ENDINGS)}
