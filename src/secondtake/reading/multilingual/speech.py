"""Who says what in one sentence, by a lexicon's verbs of saying, their order and punctuation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from secondtake.reading.extraction.quotes import Quotes
from secondtake.reading.extraction.story_lines import Spans
from secondtake.reading.multilingual.lexicon import Lexicon
from secondtake.reading.multilingual.speakers import named_after, named_before

__all__ = ["Told", "told_in"]

_REACH = 160
"""Characters between a verb of saying and what opens the clause said."""
_COLON = re.compile(r":\s")
_COMMA = re.compile(r"\s*[,،]\s*")
_STOP = re.compile(r"[.!?;؟]\s")
_ANY_QUOTE = re.compile(r"“[^“”]+”|\"[^\"]+\"")
_APPOSED = re.compile(r"[“\"][^“”\"]{1,40}[”\"]\s*[,،]\s*")
_DASH_QUOTE = re.compile(r"^\s*[—–-]\s+")
_LEAST_QUOTED = 3
"""Words in quotation marks that are speech, not a name."""
_MOST_BETWEEN = 6
"""Words of a name and its adverbs between a quote and the verb behind it."""
_MOST_TAIL = 14
"""Words behind ", says" that name who says it, and through whom."""


class _Kind(Enum):
    SAYS = 1
    DENIES = 2
    CALLS = 3


@dataclass(frozen=True, slots=True)
class _Verb:
    """A verb of saying in its sentence; ``spoken``: the quotes there that are speech."""

    text: str
    sentence: tuple[int, int]
    spoken: Spans
    cue: tuple[int, int]
    kind: _Kind
    words: Lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One saying, all in places of the folded text.

    ``source`` None: nobody, so the last speaker; ``pronoun``: "he" or the like.
    ``content``: what is said.
    """

    source: tuple[int, int] | None
    cue: tuple[int, int]
    content: Spans
    through: Spans
    denied: bool
    pronoun: bool = False


def told_in(
    text: str, sentence: tuple[int, int], quotes: Quotes, words: Lexicon
) -> tuple[Told, ...]:
    """The sayings of one sentence, in the order of their cues; none overlaps another's content."""
    spoken = [q for q in quotes.touching([sentence]) if _is_speech(text, q)]
    found: list[Told] = []
    for cue, kind in _cues(text, sentence, spoken, words):
        if any(a <= cue[0] < b for told in found for a, b in told.content):
            continue
        told = _of_verb(_Verb(text, sentence, spoken, cue, kind, words))
        if told is not None:
            found.append(told)
    if not found:
        found = _according(text, sentence, words)
    return tuple(found)


def _is_speech(text: str, quote: tuple[int, int]) -> bool:
    words = re.findall(r"\w+", text[slice(*quote)])
    wide = re.search(r"[\u3040-\u9fff]", text[slice(*quote)])
    return len(words) >= _LEAST_QUOTED or bool(wide and quote[1] - quote[0] > 8)


def _cues(
    text: str, sentence: tuple[int, int], spoken: Spans, words: Lexicon
) -> list[tuple[tuple[int, int], _Kind]]:
    """The verbs of saying outside quotes, or put into one between dashes, with their kind."""
    found = [
        (m.span(), kind)
        for pattern, kind in (
            (words.says, _Kind.SAYS),
            (words.denies, _Kind.DENIES),
            (words.calls, _Kind.CALLS),
        )
        for m in pattern.finditer(text, *sentence)
    ]
    kept = []
    for span, kind in sorted(found, key=lambda f: f[0]):
        within = next((q for q in spoken if q[0] < span[0] and span[1] < q[1]), None)
        if within is None or _put_in(text, span, within):
            kept.append((span, kind))
    return kept


def _put_in(text: str, cue: tuple[int, int], quote: tuple[int, int]) -> bool:
    """Whether a verb stands between dashes inside a quote: «Old, — said the mayor. — Very old»."""
    before = re.search(r"[,.!?…]\s+[—–]\s+$", text[quote[0] : cue[0]])
    return bool(before) and bool(re.search(r"[.,]\s+[—–]\s", text[cue[1] : quote[1]]))


def _of_verb(verb: _Verb) -> Told | None:
    text, (left, right), cue, words = verb.text, verb.sentence, verb.cue, verb.words
    denies = verb.kind == _Kind.DENIES
    negated = bool(re.search(rf"(?:{words.not_before.pattern})\s*$", text[left : cue[0]], re.I))
    if negated or (denies and words.nobody.search(text, left, right)):
        return None  # "No one denied it" is no denial, and "did not say" says nothing.
    content, edge, quoted = _content(verb)
    if not content:
        return None
    last = max([b for a, b in content if b <= cue[0]], default=left)
    before = named_before(text, (last, cue[0]), words)
    after = named_after(text, (cue[1], edge), words)
    source = (before or after) if words.speaker_first else (after or before)
    if source is None and not _follows_on(verb, content, last):
        return None
    pronoun = source is not None and bool(words.pronoun.fullmatch(text[slice(*source)]))
    source = None if pronoun else source
    links = [
        match.span("link")
        for pattern in (words.told_to, words.citing)
        for match in pattern.finditer(text, left, right)
        if not any(a <= match.start() < b for a, b in content)
    ]
    return Told(
        source=source,
        cue=cue,
        content=content,
        through=[link for link in links if source is None or not _meet(link, source)],
        denied=denies and not quoted,
        pronoun=pronoun,
    )


def _content(verb: _Verb) -> tuple[Spans, int, bool]:
    """What a verb says, where what may name its speaker after it ends, and if it is quoted."""
    text, (left, right), cue, words = verb.text, verb.sentence, verb.cue, verb.words
    within = next((q for q in verb.spoken if q[0] < cue[0] and cue[1] < q[1]), None)
    if within:
        closing = re.compile(r"[.,]\s+[—–]\s").search(text, cue[1], within[1])
        edge, on = closing.span() if closing else (right, right)
        return [(within[0], cue[0]), (on, within[1])], edge, True
    if verb.kind == _Kind.CALLS:
        return _name_given(verb)
    quote = next((q for q in verb.spoken if q[0] >= cue[1]), None)
    opened = [
        match
        for pattern in (words.that, _COLON)
        if (match := pattern.search(text, cue[1], min(right, cue[1] + _REACH)))
        and not _STOP.search(text, cue[1], match.start())
    ]
    if opened:
        first = min(opened, key=lambda m: m.start())
        if quote is None or first.start() <= quote[0]:
            return [(first.end(), right)], first.start(), first.re is _COLON
    before = [q for q in verb.spoken if left <= q[0] and q[1] <= cue[0]]
    if before and len(re.findall(r"\w+", text[before[-1][1] : cue[0]])) <= _MOST_BETWEEN:
        return [*before, *([quote] if quote else [])], (quote[0] if quote else right), True
    if quote is not None and quote[0] - cue[1] < _REACH:
        return [quote], quote[0], True
    led = _as_said(verb) or _led_up_to(verb)
    if led or verb.kind != _Kind.DENIES:
        return led, right, False
    after = right - cue[1] > len(". ")
    return [(cue[1], right) if after else (left, cue[0])], right, False


def _name_given(verb: _Verb) -> tuple[Spans, int, bool]:
    """What somebody calls a thing: the words in quotation marks, or all that follows."""
    cue, right = verb.cue, verb.sentence[1]
    quoted = _ANY_QUOTE.search(verb.text, cue[1], right)
    if quoted:
        return [quoted.span()], quoted.start(), True
    return ([(cue[1], right)] if right - cue[1] > len(". ") else []), cue[1], False


def _as_said(verb: _Verb) -> Spans:
    """ "As the mayor noted, ..." at the front: what stands behind the comma."""
    text, (left, right), cue, words = verb.text, verb.sentence, verb.cue, verb.words
    if re.search(r"\w", words.beside.sub(" ", text[left : cue[0]])):
        return []
    source = named_after(text, (cue[1], right), words)
    comma = _COMMA.match(text, source[1], right) if source else None
    rest = text[comma.end() : right] if comma else ""
    return [(comma.end(), right)] if comma and len(re.findall(r"\w+", rest)) >= 4 else []


def _led_up_to(verb: _Verb) -> Spans:
    """What stands before ", says the mayor" at a sentence's end."""
    text, (left, right), cue = verb.text, verb.sentence, verb.cue
    dash = _DASH_QUOTE.match(text[left : cue[0]])
    left += dash.end() if dash else 0
    commas = [m.start() for m in _COMMA.finditer(text, left, cue[0])]
    tail = text[cue[1] : right].rstrip(" .!?…")
    if not commas or len(re.findall(r"\w+", tail)) > _MOST_TAIL or _COMMA.search(tail):
        return []
    end = commas[-1]
    named = re.findall(r"\w+", verb.words.beside.sub(" ", text[end : cue[0]]))
    said = re.findall(r"\w+", text[left:end])
    return [(left, end)] if len(said) >= 3 and len(named) <= _MOST_BETWEEN else []


def _follows_on(verb: _Verb, content: Spans, last: int) -> bool:
    """Whether a verb without a speaker goes on with the last one's words: nothing else led to it.

    "He added", in languages that need no "he".
    """
    text, cue = verb.text, verb.cue
    led = verb.words.beside.sub(" ", text[last : cue[0]])
    gap = text[cue[1] : content[0][0]] if content[0][0] >= cue[1] else ""
    return not re.search(r"\w", led) and len(re.findall(r"\w+", gap)) <= 2


def _according(text: str, sentence: tuple[int, int], words: Lexicon) -> list[Told]:
    """ "According to the police, ..." at the front, in the middle and at the end."""
    left, right = sentence
    for match in words.according.finditer(text, left, right):
        whose = words.pronoun.search(match[0])
        led = re.findall(r"\w+", words.beside.sub(" ", text[left : match.start()]))
        source = None if whose else _up_to_comma(text, (match.end(), right), words, front=not led)
        if source is None and not whose:
            continue
        end = source[1] if source else match.end()
        comma = re.compile(r"\s*[,،]?\s*").match(text, end, right)
        rest = comma.end() if comma else end
        apposed = _APPOSED.match(text, rest, right)
        rest = apposed.end() if apposed else rest
        if len(led) < 2:
            that = words.that.match(text, rest, right)
            content = [(that.end() if that else rest, right)]
        elif len(re.findall(r"\w+", text[rest:right])) < 3:
            content = [(left, len(text[: match.start()].rstrip(" ,،")))]
        else:
            content = [(left, right)]
        links = [m.span("link") for m in words.citing.finditer(text, left, right)]
        through = [link for link in links if source is None or not _meet(link, source)]
        return [
            Told(
                source=source,
                cue=match.span(),
                content=content,
                through=through,
                denied=False,
                pronoun=source is None,
            )
        ]
    return []


def _up_to_comma(
    text: str, span: tuple[int, int], words: Lexicon, *, front: bool
) -> tuple[int, int] | None:
    """The speaker after "according to": at a sentence's front all up to the comma."""
    comma = _COMMA.search(text, *span) if front else None
    if comma and len(text[span[0] : comma.start()].split()) <= _MOST_BETWEEN + 2:
        return named_before(text, (span[0], comma.start()), words)
    return named_after(text, span, words, cut=False)


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
