"""A speaker's name beside a verb of saying: what is left once times and clauses are taken off."""

from __future__ import annotations

import re

from secondtake.reading.multilingual.lexicon import Lexicon

__all__ = ["beside_quote", "named_after", "named_before"]

_MOST_WORDS = 12
_TOKEN = re.compile(
    r"“[^“”]{1,40}”|\"[^\"]{1,40}\"|[^\W\d_]\.(?=\s)|[\w@](?:[\w.'’@‑-]*\w)?|[^\w\s]"
)
_BREAK = re.compile(r"[.!?;:؟]\s+|\s[—–]\s|[,،]\s*[—–]\s*")
_COMMA = re.compile(r"\s*[,،]\s*")


def named_after(
    text: str, span: tuple[int, int], words: Lexicon, *, cut: bool = True
) -> tuple[int, int] | None:
    """The name that stands right after a verb, up to a mark or a word no name goes on with.

    ``cut``: times and addressees before it are passed over.
    """
    at, end = span
    at = _past(text, at, end, words) if cut else at
    start, stop, count = None, at, 0
    for token in _TOKEN.finditer(text, at, end):
        mark = not re.search(r"\w", token[0])
        ends = mark or words.stops.fullmatch(token[0]) or count >= _MOST_WORDS
        if ends or words.stops.match(text, token.start(), end):
            break
        start = token.start() if start is None else start
        stop, count = token.end(), count + 1
    if start is None:
        return _place_after(text, at, end, words) if cut else None
    return _whole(text, start, stop, words)


def _place_after(text: str, at: int, end: int, words: Lexicon) -> tuple[int, int] | None:
    """ "they stressed in the ministry": a body named by where it was said."""
    match = re.compile(r"\s*(?:в|во|у) (?P<name>[\w-]+(?: [\w-]+){0,3})").match(text, at, end)
    return match.span("name") if match and words.speaker_first else None


def named_before(text: str, span: tuple[int, int], words: Lexicon) -> tuple[int, int] | None:
    """The name that stands before a verb in its clause, without adverbs and describing clauses."""
    left, right = span
    broken = list(_BREAK.finditer(text, left, right))
    left = broken[-1].end() if broken else left
    pieces: list[tuple[int, int]] = []
    at = left
    for comma in [*_COMMA.finditer(text, left, right), None]:
        pieces.append((at, comma.start() if comma else right))
        at = comma.end() if comma else right
    bare = [_trimmed(text, a, b, words) for a, b in pieces]
    kept = [(a, b) for a, b in bare if b > a and not words.clause.match(text, a, b)]
    if not kept:
        return None
    # "The spokesman, Saman Alavi, said": an apposition is one name with what it stands beside.
    last = kept[-1]
    return _whole(text, kept[-2][0] if _beside(text, kept) else last[0], last[1], words)


def _beside(text: str, kept: list[tuple[int, int]]) -> bool:
    if len(kept) < 2:
        return False
    sizes = [len(text[a:b].split()) for a, b in kept[-2:]]
    return max(sizes) <= 5 and kept[-1][0] - kept[-2][1] <= 3


def _past(text: str, at: int, end: int, words: Lexicon) -> int:
    while True:
        space = re.compile(r"\s*").match(text, at, end)
        start = space.end() if space else at
        match = words.beside.match(text, start, end) or words.told_to.match(text, start, end)
        if match is None or match.end() <= at:
            return at
        at = match.end()


def _trimmed(text: str, left: int, right: int, words: Lexicon) -> tuple[int, int]:
    """A piece without adverbs and times at its ends."""
    changed = True
    while changed and right > left:
        changed = False
        odd = len(re.findall(r"[“”\"]", text[left:right])) % 2
        bare = re.compile(r"[\s“”\"—–-]*" if odd else r"[\s—–-]*").match(text, left, right)
        left = bare.end() if bare else left
        led = words.beside.match(text, left, right)
        if led and led.end() > left:
            left, changed = led.end(), True
        for pattern in (words.beside, words.told_to, words.citing):
            last = next(
                (
                    m
                    for m in pattern.finditer(text, left, right)
                    if not text[m.end() : right].strip()
                ),
                None,
            )
            if last is not None:
                right, changed = last.start(), True
        right = left + len(text[left:right].rstrip())
    return left, right


def _whole(text: str, left: int, right: int, words: Lexicon) -> tuple[int, int] | None:
    left, right = _trimmed(text, left, right, words)
    if not re.search(r"[^\W\d_]{2}", text[left:right]) or _is_thing(text[left:right], words):
        return None
    return (left, right) if len(text[left:right].split()) <= _MOST_WORDS else None


_CAPITAL = re.compile(r"[^\W\d_][\w'’-]{2,}")


def _is_thing(name: str, words: Lexicon) -> bool:
    """Whether a name is that of footage, which shows and does not speak."""
    shown = words.footage.search(" ".join(name.split()[:2]))
    return shown is not None and not words.crew.search(name)


def beside_quote(
    text: str, sentence: tuple[int, int], quote: tuple[int, int]
) -> tuple[int, int] | None:
    """The name nearest to a quote in its sentence, one of several words before one of one.

    Only scripts with capital letters show one; a sentence's first word alone is none.
    """
    found: list[tuple[int, int]] = []
    for word in _CAPITAL.finditer(text, *sentence):
        if not word[0][0].isupper() or quote[0] <= word.start() < quote[1]:
            continue
        if found and text[found[-1][1] : word.start()] == " ":
            found[-1] = found[-1][0], word.end()
        else:
            found.append(word.span())
    found = [s for s in found if " " in text[slice(*s)] or s[0] > sentence[0]]
    return min(
        found,
        key=lambda s: (" " not in text[slice(*s)], min(abs(s[0] - quote[1]), abs(quote[0] - s[1]))),
        default=None,
    )
