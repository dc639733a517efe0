"""What a page does not give: said in sentences, for the reader and for the report."""

from __future__ import annotations

import re

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
    if article.published is None:
        missing.append("Date: the page gives no date of its own.")
    elif any(c.event_time and c.event_time.resolved is None for c in claims):
        missing.append("Date: some times on the page cannot be resolved from its own date.")
    speakers = {c.source.text.lower() for c in claims if c.source is not None}
    if len(speakers) < 2:
        named = "one source" if speakers else "no source"
        missing.append(
            f"Second source: the page names {named} only."
            if speakers
            else f"Second source: the page names {named}."
        )
    if _ACCUSING.search(body) and not _REPLY.search(body):
        missing.append("Reply: the page gives no reply from those it accuses.")
    if article.byline is None:
        missing.append("Byline: the page names no author.")
    return tuple(missing)


def _about_footage(article: Article, body: str) -> list[str]:
    kinds = {reference.kind for reference in article.references}
    missing = []
    if "player" not in kinds:
        missing.append("Footage: the page refers to footage but has no player for it.")
    if not kinds & {"player", "link"}:
        missing.append("Link: the page gives no address for the footage.")
    if "picture" not in kinds:
        missing.append("Frame: the page marks no picture as a frame of the footage.")
    if not _UPLOADER.search(body):
        missing.append("Uploader: the page does not say who put the footage online.")
    return missing
