"""Attributions of a whole text: those of its paragraphs, its headline, and quotes that run on."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Any

from secondtake.model.text import Article
from secondtake.reading.english.attribution.gapping import with_gapped
from secondtake.reading.english.attribution.rules import Said, said_in
from secondtake.reading.english.attribution.who_may_speak import may_speak
from secondtake.reading.english.parsing.document import Spans, paragraphs, parsed
from secondtake.reading.english.parsing.spans import AttributionRule
from secondtake.reading.english.parsing.tokens import inside
from secondtake.reading.extraction.quotation_marks import uniform
from secondtake.reading.extraction.quotes import Quotes, quoted
from secondtake.reading.extraction.story_lines import stretches

__all__ = ["Parsed", "attributed", "parsed_article"]

_LONGEST = 250_000
"""Characters of story read for claims: a short book, and about half a minute of one core."""
_HEADLINE = re.compile(
    r"^\s*+(?P<source>[^:“\"]{2,60}?)\s*(?P<cue>:)\s+(?P<content>\S.{8,})$", re.S
)
_SIGNED = re.compile(
    r"^\s*(?P<content>[“\"].{8,}[”\"])\s*(?P<cue>[-–—―]{1,2})\s*(?P<source>[A-Z][^.!?“”\"]{2,80}?)\s*$",
    re.S,
)
_SPOKEN = re.compile(
    r"^\s*(?P<source>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4})(?P<cue>:) (?P<content>\S.{8,}?)\s*$",
    re.S,
)
_HANDLE = re.compile(
    r"^\s*(?:(?:re)?post(?:ed)? by |reply (?:from|by) |(?P<passed>forwarded (?:from|by) ))?"
    r"(?P<source>@\w[\w.]*|[^:@\n]{2,40} \(@\w[\w.]*\)|(?(passed)[^:\n]{2,40}|(?!)))(?P<cue>:) "
    r"(?P<content>\S.{8,}?)\s*$",
    re.S | re.I,
)
"""A post with its handle before a colon."""
_FINITE = ("VBZ", "VBP", "VBD", "MD")
_TOPIC = re.compile(r"\W*(?:what|who|whom|whose|which|why|how|when|where|whether)\b[^?]*$", re.I)
"""A heading that is a clause and no question: "What we saw", "How we checked the video"."""
_ROLES = ("source", "cue", "content")
_CREDITED = re.compile(r"^(?P<content>.{20,})(?P<cue>,) (?P<source>[^,:“”\"]{3,60}?)\s*$", re.S)
"""A headline that ends in who says it: "Kyiv stages battle on film, Russian military"."""
_MOST_CREDITED = 4
"""Words of a name at a headline's end."""
_NO_SPEAKER = re.compile(
    r"^(?:video|watch|photos?|pictures?|breaking|live|exclusive|update[ds]?|opinion|analysis|"
    r"gallery|explainer|fact.?check|review|editorial|podcast|in pictures|just in|news|claim|"
    r"rating|verdict|conclusion|notes?|fact|context|sources?|date|place|location|correction|"
    r"transcript|caption|statement|summary|background|question|answer|op-?ed|comment(?:ary)?|"
    r"profile|interview|feature|debunked|misleading|false|revealed|quiz)\b|\d|"
    r"[^:]*\b(?:news alert|(?:fact|reality)[- ]check|explainer|exclusive|roundup|op-?ed)$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Parsed:
    """An article's paragraphs (the headline first, if it stands in the text), parsed.

    ``text`` is the article's with its quotation marks made alike. ``docs``: (offset, spaCy
    document) for each piece; ``quotes`` over the whole text. ``topics``: the pieces that are
    headings inside the story and make no statement.
    """

    text: str
    pieces: Spans
    docs: list[tuple[int, Any]]
    quotes: Spans
    headlines: int
    topics: frozenset[int]
    unread_from: int | None = None


def parsed_article(article: Article) -> Parsed:
    """The headline and the body of an article, parsed, without its furniture."""
    body = paragraphs(article.text, stretches(article))
    head: Spans = []
    if article.headline is not None:
        span = (article.headline.start, article.headline.end)
        head = [span] if not any(a < span[1] and span[0] < b for a, b in body) else []
    read = [piece for piece in body if piece[1] <= article.body.start + _LONGEST]
    unread_from = body[len(read)][0] if len(read) < len(body) else None
    pieces = [*head, *read]
    text = uniform(article.text, pieces)
    docs = parsed(text, pieces)
    subheads = {one.start for one in article.subheads}
    return Parsed(
        text=text,
        pieces=pieces,
        docs=docs,
        topics=frozenset(
            n for n, (at, doc) in enumerate(docs) if at in subheads and _names_topic(doc)
        ),
        quotes=quoted(text, pieces),
        headlines=len(head),
        unread_from=unread_from,
    )


def _names_topic(doc: Any) -> bool:
    """Whether a heading only names a topic, unlike "Film was shot in May, police say"."""
    return bool(_TOPIC.match(doc.text)) or not any(token.tag_ in _FINITE for token in doc)


def attributed(found: Parsed) -> list[Said]:
    """Every attribution of the parsed text, in reading order."""
    said: list[Said] = []
    for number, (offset, doc) in enumerate(found.docs):
        own = with_gapped(found.text, said_in(doc, offset, found.quotes))
        if number < found.headlines:
            own = _of_headline(found, number) or own
        if not own or _is_transcript(found, number):
            # What a transcript's speaker reports of others stays inside what they say.
            own = [*_of_signed(found, number), *own]
        for one in own:
            one.paragraph = number
        said.extend(own)
    quotes = Quotes(found.quotes)
    for one in said:
        one.quotes = quotes.touching(one.content)
    _run_on(found, said, quotes)
    return said


def _of_headline(found: Parsed, number: int) -> list[Said]:
    """ "Ministry: film was shot in May", and "Film was shot in May: ministry"."""
    left, right = found.pieces[number]
    match = _HEADLINE.match(found.text[left:right]) or _credited(found, number)
    if match is None or _NO_SPEAKER.match(match["source"]):
        return []
    first, last = match["source"], match["content"].rstrip(" .")
    if match["cue"] == ":" and len(last.split()) <= 4 < len(first.split()):
        source, content = match.span("content"), match.span("source")
    else:
        source, content = match.span("source"), match.span("content")
    if not may_speak(found.text[left + source[0] : left + source[1]]):
        return []
    cue = match.span("cue")

    def moved(span: tuple[int, int]) -> tuple[int, int]:
        return span[0] + left, span[1] + left

    return [
        Said(
            [moved(source)],
            [moved(cue)],
            [moved(content)],
            ":",
            left + cue[0],
            AttributionRule.HEADLINE,
        )
    ]


def _credited(found: Parsed, number: int) -> re.Match[str] | None:
    """A headline with its speaker behind a comma, if a sentence stands before and a name after."""
    left, right = found.pieces[number]
    match = _CREDITED.match(found.text[left:right])
    if match is None or len(match["source"].split()) > _MOST_CREDITED:
        return None
    offset, doc = found.docs[number]
    a, b = (left - offset + at for at in match.span("source"))
    told = any(
        t.tag_ in _FINITE for t in inside(doc, left - offset, left - offset + match.end("content"))
    )
    named = not any(t.pos_ in ("VERB", "AUX", "ADP", "ADV") for t in inside(doc, a, b))
    return match if told and named and may_speak(match["source"]) else None


def _is_transcript(found: Parsed, number: int) -> bool:
    """Whether a paragraph opens with its speaker in capitals, as transcripts do."""
    left, right = found.pieces[number]
    match = _SPOKEN.match(found.text[left:right])
    return match is not None and match["source"].isupper()


def _of_signed(found: Parsed, number: int) -> list[Said]:
    """A paragraph such as “Words.” — Name, or "Name: words" in an interview."""
    left, right = found.pieces[number]
    for pattern in (_SIGNED, _HANDLE, _SPOKEN):
        match = pattern.match(found.text[left:right])
        if match and not _NO_SPEAKER.match(match["source"]):
            spans = {n: (match.start(n) + left, match.end(n) + left) for n in _ROLES}
            cue = spans["cue"]
            return [
                Said(
                    [spans["source"]],
                    [cue],
                    [spans["content"]],
                    ":",
                    cue[0],
                    AttributionRule.SIGNED,
                )
            ]
    return []


def _run_on(found: Parsed, said: list[Said], quotes: Quotes) -> None:
    """Give a quote that follows an attributed one, with no speaker of its own, to that speaker.

    It must begin the next sentence of the paragraph, or be the next paragraph of an open quote
    or of one announced by a colon.
    """
    text = found.text
    taken = {span for one in said for span in quotes.touching(one.content)}
    cues = sorted(one.at for one in said)
    for one in sorted(said, key=lambda s: s.at):
        if not one.quotes and not text.endswith(":", 0, one.cue[-1][1] + 1):
            continue
        end = max([b for _, b in one.content] + [b for _, b in one.cue])
        while True:
            following = quotes.following(end)
            if following is None or following in taken:
                break
            between = text[end : following[0]]
            others = bisect_left(cues, following[0]) - bisect_left(cues, end)
            speaker = others > (end <= one.at < following[0])
            if re.search(r"\w", between) and not (
                re.fullmatch(r"[^\n]{0,120}[.:]\s+", between)
                and one.rule in (AttributionRule.AROUND, AttributionRule.TAIL)
            ):
                break
            if speaker or ("\n" in between and not _open_before(found, end)):
                break
            one.content.append(following)
            taken.add(following)
            end = following[1]


def _open_before(found: Parsed, end: int) -> bool:
    """Whether the text up to ``end`` leaves a quote open or announces one with a colon."""
    while end and found.text[end - 1].isspace():
        end -= 1
    return found.text.endswith(":", 0, end) or found.text[max(0, end - 1) : end] not in '”"»’'
