"""A reading laid out for people: paragraphs, their claims, and a number for each voice."""

from __future__ import annotations

import re
from dataclasses import dataclass

from secondtake.model.page_enums import FurnitureKind
from secondtake.model.text import Article, Claim, Reading

__all__ = ["LaidOut", "Paragraph", "Stretch", "Voice", "laid_out", "voice_name"]

SPEAKER_NOT_FOUND = "speaker not found"
_BREAK = re.compile(r"\n[^\S\n]*\n\s*|(?<=[.!?:”\"»…])[^\S\n]*\n\s*")
"""A blank line, or a line's end after a sentence's end: lines wrapped at a width hold together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Code points ``start`` to ``end`` of the text: of one claim, set aside, or neither."""

    start: int
    end: int
    claim: Claim | None = None
    aside: FurnitureKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph's stretches, which cover it without gaps, and the claims that begin in it."""

    stretches: tuple[Stretch, ...]
    claims: tuple[Claim, ...]
    headline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Somebody whose words the page gives; ``number`` 0 is the page itself.

    ``names``: the forms in which the page names it; ``name`` is the fullest.
    """

    number: int
    names: tuple[str, ...]
    claims: int

    @property
    def name(self) -> str:
        """The fullest name; empty for the page itself."""
        return self.names[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidOut:
    """Paragraphs in reading order, and the voices in the order in which they first speak."""

    paragraphs: tuple[Paragraph, ...]
    voices: tuple[Voice, ...]

    def voice(self, claim: Claim) -> int:
        """The number of the voice that says a claim."""
        told = voice_name(claim)
        return next(v.number for v in self.voices if told in v.names)


def laid_out(reading: Reading) -> LaidOut:
    """The headline and the body of a page with its claims in their places."""
    article = reading.article
    claims = sorted(reading.claims, key=lambda c: (c.passage.start, c.passage.end))
    paragraphs = []
    for left, right, headline in _pieces(article, claims):
        here = tuple(c for c in claims if left <= c.passage.start < right)
        stretches = _stretches(article, here, left, right)
        paragraphs.append(Paragraph(stretches=stretches, claims=here, headline=headline))
    return LaidOut(paragraphs=tuple(paragraphs), voices=_voices(claims))


def _pieces(article: Article, claims: list[Claim]) -> list[tuple[int, int, bool]]:
    """Starts and ends of the paragraphs; no claim is cut in two."""
    body = article.body
    head = article.headline
    made = []
    if head is not None and not (body.start <= head.start < body.end):
        made.append((head.start, head.end, True))
    at = body.start
    inside = [(c.passage.start, c.passage.end) for c in claims]
    for found in _BREAK.finditer(article.text, body.start, body.end):
        if any(a < found.end() and found.start() < b for a, b in inside):
            continue
        made.append((at, found.start(), _is(head, at, found.start())))
        at = found.end()
    made.append((at, body.end, _is(head, at, body.end)))
    return sorted(p for p in made if article.text[p[0] : p[1]].strip())


def _is(head: object, left: int, right: int) -> bool:
    start = getattr(head, "start", None)
    return start is not None and left <= start < right


def _stretches(
    article: Article, claims: tuple[Claim, ...], left: int, right: int
) -> tuple[Stretch, ...]:
    """The paragraph cut at its claims and at what was set aside; of two that overlap the first."""
    marks = [Stretch(start=c.passage.start, end=min(c.passage.end, right), claim=c) for c in claims]
    marks += [
        Stretch(start=max(f.start, left), end=min(f.end, right), aside=f.kind)
        for f in article.furniture
        if f.start < right and left < f.end
    ]
    made: list[Stretch] = []
    at = left
    for mark in sorted(marks, key=lambda m: m.start):
        if mark.start < at or mark.end <= mark.start:
            continue
        if at < mark.start:
            made.append(Stretch(start=at, end=mark.start))
        made.append(mark)
        at = mark.end
    if at < right:
        made.append(Stretch(start=at, end=right))
    return tuple(made)


def voice_name(claim: Claim) -> str:
    """Who says a claim: the source as printed, ``SPEAKER_NOT_FOUND``, or "" for the page itself."""
    if claim.source:
        return claim.source.text
    return SPEAKER_NOT_FOUND if claim.speaker_not_found else ""


def _voices(claims: list[Claim]) -> tuple[Voice, ...]:
    """Names that are one name: the same words, the same speaker wherever each stands, or a name of
    two or more words with a title."""
    told = [voice_name(claim) for claim in claims]
    speakers = {n: {c.speaker for c in claims if voice_name(c) == n and c.speaker} for n in told}
    known = {n: _folded(next(iter(s))) for n, s in speakers.items() if len(s) == 1}
    groups: list[list[str]] = [[""]]
    for name in sorted(set(told) - {""}, key=lambda n: (-len(_folded(n)), n)):
        folded = _folded(name)
        same = [g for g in groups[1:] if _folded(g[0]) == folded]
        same = same or [
            g
            for g in groups[1:]
            if name in known and known[name] in {*map(_folded, g), *map(known.get, g)}
        ]
        same = same or [g for g in groups[1:] if _is_form_of(folded, _folded(g[0]))]
        if len(same) == 1:
            same[0].append(name)
        else:
            groups.append([name])
    groups[1:] = sorted(groups[1:], key=lambda g: min(told.index(n) for n in g))
    return tuple(
        Voice(number=number, names=tuple(group), claims=sum(told.count(n) for n in group))
        for number, group in enumerate(groups)
    )


def _is_form_of(name: str, fuller: str) -> bool:
    words = name.split()
    return len(words) >= 2 and fuller.split()[-len(words) :] == words


def _folded(name: str) -> str:
    """A name without case, odd spacing and a leading article."""
    return re.sub(r"^(?:the|a|an) ", "", " ".join(name.split()).casefold())
