"""What a page does not give: said in sentences, for the reader and for the report."""

from __future__ import annotations

import re

from secondtake.model.page_enums import DateOf, DatePlace
from secondtake.model.text import Article, Claim

__all__ = ["gaps"]

_UPLOADER = re.compile(
    r"\b(?:uploaded|posted|published|shared) (?:\w+ ){0,4}(?:by|on the (?:account|channel|"
    r"page) of)\b|"
    r"\b(?:account|channel|page|user|group) (?:called|named|[“\"@‘'])",
    re.I,
)
_REPLY = re.compile(
    r"\b(?:den(?:y|ied|ies|ying)|reject(?:s|ed)?|dismiss(?:es|ed)?|refut(?:es|ed)|respond(?:s|ed)?|"
    r"did not (?:reply|respond|answer|comment)|(?:could not|not) be(?:en)? reached|"
    r"declin(?:es|ed) to comment|request(?:s|ed)? for comment|no comment|when asked)\b",
    re.I,
)
_ACCUSING = re.compile(
    r"\b(?:accus\w+|stag\w+|fabricat\w+|fak\w+|provocation\w*|attack\w*|blam\w+|alleg\w+|"
    r"responsible for|pretend\w*|paid|lied|mislead\w*|actors?)\b",
    re.I,
)


def gaps(article: Article, claims: tuple[Claim, ...]) -> tuple[str, ...]:
    """One sentence for each thing the page leaves out that testing its claims would need."""
    body = article.body.of(article.text)
    missing = []
    if any(claim.about_footage for claim in claims):
        missing += _about_footage(article, body)
    missing += _about_date(article)
    if article.published and any(c.event_time and c.event_time.resolved is None for c in claims):
        missing.append("Date: some times on the page cannot be resolved from its own date.")
    speakers = {c.source.text.lower() for c in claims if c.source is not None}
    if len(speakers) < 2:
        named = "one source" if speakers else "no source"
        missing.append(
            f"Second source: the page names {named} only."
            if speakers
            else f"Second source: the page names {named}."
        )
    english = (article.language or "").startswith("en")
    if english and _ACCUSING.search(body) and not _REPLY.search(body):
        missing.append("Reply: the page gives no reply from those it accuses.")
    if article.byline is None:
        missing.append("Byline: the page names no author.")
    return tuple(missing)


def _about_date(article: Article) -> list[str]:
    """What is not certain of the page's date."""
    own = [d for d in article.dates if d.of == DateOf.PUBLISHED]
    if article.published:
        by_itself = any(d.place != DatePlace.WORKED_OUT for d in own) or not own
        worked = f"Date: {article.published} was worked out from the page's markup; no part of it "
        return [] if by_itself else [worked + "is plainly the date of the story."]
    either = next((d for d in own if len(d.readings) > 1), None)
    if either:
        days = " or ".join(reading[:10] for reading in either.readings)
        return [f"Date: “{either.text}” may be {days}; the page does not show which it means."]
    bare = next((d for d in own if not d.readings), None)
    if bare:
        return [f"Date: the page gives “{bare.text}” without a year."]
    if article.modified:
        return [f"Date: the page says only when it was changed ({article.modified[:10]})."]
    return ["Date: the page gives no date of its own."]


def _about_footage(article: Article, body: str) -> list[str]:
    kinds = {reference.kind for reference in article.references}
    missing = []
    if "player" not in kinds:
        missing.append("Footage: the page refers to footage but has no player for it.")
    if not kinds & {"player", "link"}:
        missing.append("Link: the page gives no address for the footage.")
    if "picture" not in kinds:
        missing.append("Frame: the page marks no picture as a frame of the footage.")
    if not (article.language or "").startswith("en"):
        missing.append("Uploader and reply: not looked for in this language.")
    elif not _UPLOADER.search(body):
        missing.append("Uploader: the page does not say who put the footage online.")
    return missing
