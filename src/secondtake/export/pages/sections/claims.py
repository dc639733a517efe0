"""The section of claims: each quote in its sentence, who says it, and what became of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from secondtake.export.escaping import Html, outside
from secondtake.export.messages.report_words import say
from secondtake.export.pages.sections.labels import Names
from secondtake.export.pages.sections.referenced_media import Pointed, pointed
from secondtake.export.render.truncation import MOST_ROWS, Shown
from secondtake.model.enums import ClaimState
from secondtake.model.report import Claimed, Report
from secondtake.model.text import Article, Claim, Reading, Translations

__all__ = ["ClaimCard", "PageView", "pages"]

_CONTEXT = 320
"""Code points looked at on either side of a quote for the sentence before and after."""
_SENTENCE_END = re.compile("[.!?…。！？؟][\"'”’»)\\]]*(?=\\s)|\n")
_LONGEST_FURNITURE = 600
_BY_NO_FOOTAGE = (ClaimState.NOT_BY_FOOTAGE_ALONE, ClaimState.NOT_FROM_FOOTAGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCard:
    """One claim as it is shown. ``became`` is None when nobody judged the claim.

    ``testable``: whether footage could test it, as its state has it. ``english``: a machine's words
    for the quote.
    """

    anchor: str
    name: Html
    claim: Claim
    before: str
    quote: Html
    after: str
    became: Claimed | None
    testable: Html
    english: str | None = None

    @property
    def bears(self) -> bool:
        """Whether footage bears on it, or could and was not had; nobody judged: it may."""
        return self.became is None or self.became.state not in _BY_NO_FOOTAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """One page: its reading, its claims, and the stretches set aside with their kinds."""

    number: int
    reading: Reading
    cards: tuple[ClaimCard, ...]
    furniture: tuple[tuple[str, str], ...]
    pointed: Shown[Pointed]
    translated: Translations | None = None

    @property
    def bearing(self) -> tuple[ClaimCard, ...]:
        """The claims that footage bears on, or could."""
        return tuple(card for card in self.cards if card.bears)

    @property
    def folded(self) -> tuple[ClaimCard, ...]:
        """All others."""
        return tuple(card for card in self.cards if not card.bears)


def pages(report: Report, names: Names) -> tuple[PageView, ...]:
    """Every page of the report with its claims in the order of the text."""
    became = {(c.page, c.claim): c for c in report.claimed}
    return tuple(_page(report, reading, became, names) for reading in report.readings)


def _page(
    report: Report, reading: Reading, became: dict[tuple[str, str], Claimed], names: Names
) -> PageView:
    article = reading.article
    translated = next((t for t in report.translations if t.page == article.exhibit), None)
    # By the quote: a page read anew has its claims numbered anew.
    english = {one.quote: one.text for one in translated.texts} if translated else {}
    cards = tuple(
        ClaimCard(
            anchor=names.claim_anchor(article.exhibit, claim.id),
            name=names.claim_name(article.exhibit, claim.id),
            claim=claim,
            before=_before(article, claim.passage.start),
            quote=_quote(claim),
            after=_after(article, claim.passage.end),
            became=became.get((article.exhibit, claim.id)),
            testable=_testable(claim, became.get((article.exhibit, claim.id))),
            english=english.get(claim.quote),
        )
        for claim in reading.claims
    )
    furniture = tuple(
        (f.kind, article.text[f.start : f.end].strip()[:_LONGEST_FURNITURE])
        for f in article.furniture
    )
    return PageView(
        number=names.page_number(article.exhibit),
        reading=reading,
        cards=cards,
        furniture=furniture,
        pointed=Shown(pointed(report, reading), MOST_ROWS),
        translated=translated,
    )


def _testable(claim: Claim, became: Claimed | None) -> Html:
    """Whether footage could test a claim: never another answer than its heading gives."""
    state = became.state if became else None
    if state == ClaimState.NOT_FROM_FOOTAGE:
        return say("claims.testable.no")
    how = say(f"claims.testable.{claim.testable}")
    if state == ClaimState.FOR_A_PERSON:
        return say("claims.testable.person", how=how)
    return (
        say("claims.testable.alone", how=how) if state == ClaimState.NOT_BY_FOOTAGE_ALONE else how
    )


def _before(article: Article, start: int) -> str:
    """From the start of the sentence before the quote's own sentence up to the quote."""
    edges = [f.end for f in article.furniture if f.end <= start]
    edges += [article.body.start] if article.body.start <= start else []
    edge = max(edges, default=0)
    first = max(edge, start - _CONTEXT)
    window = article.text[first:start]
    ends = [m.end() for m in _SENTENCE_END.finditer(window)]
    # The last end closes the sentence before the quote's own; the one before that opens it.
    if len(ends) > 1:
        return window[ends[-2] :].lstrip()
    if first == edge or not ends:
        return window.lstrip()
    return window[ends[-1] :].lstrip()


def _after(article: Article, end: int) -> str:
    """The rest of the quote's own sentence and the sentence after it."""
    edges = [f.start for f in article.furniture if f.start >= end]
    edges += [article.body.end] if article.body.end >= end else []
    last = min(*edges, len(article.text), end + _CONTEXT)
    window = article.text[end:last]
    closed = article.text[max(0, end - 1) : end] in tuple(".!?…。！？؟\"'”’»")
    ends = [m.end() for m in _SENTENCE_END.finditer(window + " ")]
    wanted = 0 if closed else 1
    return (window[: ends[wanted]] if len(ends) > wanted else window).rstrip()


def _quote(claim: Claim) -> Html:
    """The quote with its hedges marked."""
    start = claim.passage.start
    pieces, last = [], 0
    for hedge in sorted(claim.hedges, key=lambda h: h.start):
        left, right = hedge.start - start, hedge.end - start
        if last <= left < right <= len(claim.quote):
            pieces.append(outside(claim.quote[last:left]))
            pieces.append(Html(f'<span class="hedge">{outside(claim.quote[left:right])}</span>'))
            last = right
    pieces.append(outside(claim.quote[last:]))
    return Html("".join(pieces))
