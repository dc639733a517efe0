"""ClaimReview and MediaReview: drafts to complete; what only a person can say is left empty."""

from __future__ import annotations

import json
from typing import Any

from secondtake.export.formats.format_contract import SAYS, Exported, clean
from secondtake.export.outcomes import labels
from secondtake.model.claim_words import denier, qualified
from secondtake.model.evidence import Exhibit
from secondtake.model.film_key import picture_name
from secondtake.model.footage import Reel
from secondtake.model.report import Claimed, Report
from secondtake.model.text import Claim

__all__ = ["ClaimReviewDraft"]

TO_COMPLETE = ("author", "datePublished", "url", "reviewBody", "reviewRating")
"""What schema.org's ClaimReview wants and only the person who publishes it can say."""


OF_MEDIA = (
    *TO_COMPLETE[:3],
    "mediaAuthenticityCategory",
    "originalMediaContextDescription",
    "originalMediaLink",
)
"""The same of MediaReview: what kind of media it is, only a person can say."""


class ClaimReviewDraft:
    """Format: ``claimreview-draft.json``, and ``mediareview-draft.json`` where films are held."""

    def files(self, report: Report) -> Exported:
        """One draft a claim (schema.org/ClaimReview) with ``to_complete`` beside it.

        The drafts lie inside ``drafts``, so that the file as it stands is no markup that a
        search engine would take for a published review. No rating is ever filled in. A sentence
        that the page gives as denied or asked has no author: ``denied_by`` says who denies it.
        """
        files = [("claimreview-draft.json", _written(_drafts(report)))]
        if report.reels:
            files.append(("mediareview-draft.json", _written(_of_media(report))))
        return Exported(files=tuple(files))


def _written(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _of_media(report: Report) -> dict[str, Any]:
    """One draft a film (schema.org/MediaReview), with the findings about it beside it."""
    held = {e.digest: e for e in report.exhibits}
    numbers = labels(report)
    own = {r.film: {s.id for s in report.shots if s.film == r.film} for r in report.reels}
    return {
        "says": f"{SAYS} These are drafts: a named person completes, signs and publishes them.",
        "to_complete": list(OF_MEDIA),
        "drafts": [
            {
                "review": {
                    "@context": "https://schema.org",
                    "@type": "MediaReview",
                    "itemReviewed": {
                        "@type": "MediaReviewItem",
                        "mediaItemAppearance": [_film(held[reel.exhibit], reel)],
                    },
                    **dict.fromkeys(OF_MEDIA),
                },
                "findings": [
                    {"number": numbers[f.id], "state": f.state, "sentence": clean(f.sentence)}
                    for f in report.findings
                    if any(own[reel.film] & set(pair) for pair in f.relations)
                ],
            }
            for reel in report.reels
            if not reel.still
        ],
    }


def _film(film: Exhibit, reel: Reel) -> dict[str, Any]:
    told = {
        "@type": "VideoObject",
        "name": clean(picture_name(film.name, reel.stream)),
        "encodingFormat": film.media_type,
        "duration": f"PT{reel.decoded_seconds:.2f}S",
        "sha256": film.digest,
    }
    web = film.origin.startswith(("http://", "https://"))
    return told | ({"contentUrl": clean(film.origin)} if web else {})


def _drafts(report: Report) -> dict[str, Any]:
    states = {(c.page, c.claim): c for c in report.claimed}
    pages = {e.digest: e for e in report.exhibits}
    return {
        "says": f"{SAYS} These are drafts: a named person completes, signs and publishes them.",
        "to_complete": list(TO_COMPLETE),
        "drafts": [
            {
                "how_it_is_said": clean(qualified(claim)) or "said by its source",
                "denied_by": clean(denier(claim) or "") or None,
                "review": _review(claim, pages.get(reading.article.exhibit), reading.article.title),
                "what_footage_showed": _shown(
                    report, states.get((reading.article.exhibit, claim.id))
                ),
            }
            for reading in report.readings
            for claim in reading.claims
        ],
    }


def _review(claim: Claim, page: Exhibit | None, title: str | None) -> dict[str, Any]:
    item: dict[str, Any] = {"@type": "Claim"}
    if qualified(claim):
        item["description"] = f"On the page: {clean(qualified(claim))}."
    if claim.source is not None and claim.said_to_be_so:
        # Who denies a sentence, or asks it, is not the author of the claim; who is, a person says.
        item["author"] = {"@type": "Thing", "name": clean(claim.source.text)}
    appearance: dict[str, Any] = {"@type": "CreativeWork", "name": clean(title or "")}
    if page is not None:
        appearance["sha256"] = page.digest
        if page.origin.startswith(("http://", "https://")):
            appearance["url"] = clean(page.origin)
    item["appearance"] = appearance
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": clean(claim.quote),
        "itemReviewed": item,
        **dict.fromkeys(TO_COMPLETE),
    }


def _shown(report: Report, became: Claimed | None) -> dict[str, Any]:
    numbers = labels(report)
    wanted = set(became.findings) if became else set()
    return {
        "state": became.state if became else None,
        "note": clean(became.note) if became else None,
        "findings": [
            {
                "number": numbers[f.id],
                "state": f.state,
                "sentence": clean(f.sentence),
                "limits": [clean(s) for s in f.limits],
            }
            for f in report.findings
            if f.id in wanted
        ],
    }
