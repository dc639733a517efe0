"""When somebody said it: the day that stands with the verb of saying, not with what was said."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import Any

from secondtake.model.page_enums import TimeBasis
from secondtake.model.text import Article, EventTime, StatementTime
from secondtake.reading.english.attribution.source_chain import Chain
from secondtake.reading.english.attribution.text_attributions import Parsed
from secondtake.reading.english.claims.drafts import Draft
from secondtake.reading.english.claims.event_time import event_time
from secondtake.reading.english.parsing.document import Spans
from secondtake.reading.english.parsing.tokens import descendants, inside, text_of

__all__ = ["counted_from", "statement_times"]

_LONGEST = 120
"""Characters after the cue in which the day of saying stands."""
_HANGS = re.compile(r"\b(?:who|which|whose|where|that|whether|since|until|after|before)\b", re.I)
"""What stands behind these is a clause of its own, with its own time."""
_DATED = ("prep", "npadvmod", "advmod", "tmod", "pobj", "nmod", "dobj")


def statement_times(
    article: Article, found: Parsed, drafts: list[Draft]
) -> dict[int, StatementTime]:
    """When each claim was said, by number; the next sentence of the same speaker carries it on."""
    told: dict[int, StatementTime] = {}
    said: dict[tuple[int, int], Spans] = defaultdict(list)
    for draft in drafts:
        said[draft.sentence].append((draft.left, draft.right))
    last: tuple[str, StatementTime] | None = None
    for number, draft in enumerate(drafts, 1):
        chain, time = draft.chain, None
        if chain is not None:
            day = counted_from(article, draft.left)
            time = _own(
                found.docs[draft.paragraph], draft.sentence, said[draft.sentence], chain, day
            )
            if time is None and last is not None and _one(last[0], chain.speaker):
                time = replace(last[1], carried=True)
        if time is not None:
            told[number] = time
        last = (chain.speaker, time) if chain is not None and time is not None else None
    return told


def counted_from(article: Article, place: int) -> tuple[str | None, TimeBasis]:
    """The date that days are counted from at a place, that of the post it stands in or the page."""
    for post in article.posts:
        if post.passage.start <= place < post.passage.end:
            return post.published, TimeBasis.POST
    return article.published, TimeBasis.PAGE


def _own(
    paragraph: tuple[int, Any],
    sentence: tuple[int, int],
    said: Spans,
    chain: Chain,
    day: tuple[str | None, TimeBasis],
) -> StatementTime | None:
    """The day a sentence gives for its saying; None where it gives none, or in another sentence.

    ``sentence`` and ``said`` (the stretches that are what is said) count from the text's start;
    ``day``: the date that days are counted from, and what it is the date of.
    """
    cue = chain.cue
    offset, doc = paragraph
    if cue is None or chain.carried or not sentence[0] <= cue.start < sentence[1]:
        return None
    text = text_of(doc)
    after = min([a for a, _ in said if a >= cue.end] + [sentence[1], cue.end + _LONGEST])
    found = event_time(_HANGS.split(text[cue.end - offset : after - offset])[0], day[0])
    return _dated(found or _of_the_verb(paragraph, sentence, said, chain, day[0]), day)


def _one(name: str, other: str) -> bool:
    """Whether two names may be one speaker's: all words of one are in the other."""
    left, right = set(re.findall(r"\w+", name)), set(re.findall(r"\w+", other))
    return bool(left and right) and (left <= right or right <= left)


def _dated(found: EventTime | None, day: tuple[str | None, TimeBasis]) -> StatementTime | None:
    """A time as that of a statement, with what it was worked out from."""
    if found is None:
        return None
    basis = day[1]
    if found.resolved is None:
        basis = TimeBasis.UNRESOLVED
    elif (alone := event_time(found.text, None)) is not None and alone.resolved:
        basis = TimeBasis.OWN_WORDS
    return StatementTime(text=found.text.strip(), resolved=found.resolved, basis=basis)


def _of_the_verb(
    paragraph: tuple[int, Any],
    sentence: tuple[int, int],
    said: Spans,
    chain: Chain,
    published: str | None,
) -> EventTime | None:
    """A time that hangs on the verb of saying: "On Thursday the ministry said ..."."""
    offset, doc = paragraph
    cue = (chain.cue.start - offset, chain.cue.end - offset) if chain.cue else (0, 0)
    for token in inside(doc, sentence[0] - offset, sentence[1] - offset):
        if token.dep_ not in _DATED or not cue[0] <= token.head.idx < cue[1]:
            continue
        words = list(descendants(token))
        left, right = words[0].idx, words[-1].idx + len(words[-1])
        if len(words) > 5 or any(a - offset <= left < b - offset for a, b in said):
            continue
        found = event_time(text_of(doc)[left:right], published)
        if found is not None:
            return found
    return None
