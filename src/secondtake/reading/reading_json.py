"""The JSON shape of a reading: what ``secondtake read --json`` prints and other tools rely on."""

from __future__ import annotations

from secondtake.model.json_reading import (
    AttributionShape,
    ClaimShape,
    MentionShape,
    ReadingShape,
    SpanShape,
    StatementTimeShape,
    TranslationShape,
)
from secondtake.model.text import (
    Attribution,
    Claim,
    Mention,
    Passage,
    Reading,
    StatementTime,
    Translations,
)

__all__ = ["shape"]


def shape(reading: Reading, translation: Translations | None = None) -> ReadingShape:
    """A reading as plain JSON values; offsets are code points of ``text``, ends exclusive."""
    article = reading.article
    return {
        "title": article.title,
        "section": article.section,
        "published": article.published,
        "modified": article.modified,
        "language": article.language,
        "byline": article.byline,
        "outlet": article.outlet,
        "text": article.text,
        "headline": _span(article.headline) if article.headline else None,
        "body": _span(article.body),
        "furniture": [{"start": f.start, "end": f.end, "kind": f.kind} for f in article.furniture],
        "claims": [_claim(claim) for claim in reading.claims],
        "attributions": [_attribution(one) for one in reading.attributions],
        "references": [
            {"kind": r.kind, "text": r.text, "address": r.address, "platform": r.platform}
            for r in article.references
        ],
        "dates": [
            {"text": d.text, "readings": list(d.readings), "of": d.of, "place": d.place}
            for d in article.dates
        ],
        "posts": [{**_span(p.passage), "published": p.published} for p in article.posts],
        "subheads": [_span(p) for p in article.subheads],
        "missing": list(reading.missing),
        "translation": _translation(reading, translation) if translation else None,
    }


def _translation(reading: Reading, made: Translations) -> TranslationShape:
    """By the quote: a page read anew has its claims numbered anew."""
    english = {one.quote: one.text for one in made.texts}
    said = [(claim.id, english[claim.quote]) for claim in reading.claims if claim.quote in english]
    return {
        "machine_made": True,
        "address": made.address,
        "model": made.model,
        "texts": [{"claim": claim, "text": text} for claim, text in said],
    }


def _span(passage: Passage) -> SpanShape:
    return {"start": passage.start, "end": passage.end}


def _mention(mention: Mention) -> MentionShape:
    return {"text": mention.text, "start": mention.start, "end": mention.end}


def _claim(claim: Claim) -> ClaimShape:
    time, carried = claim.event_time, claim.carried_over_from
    return {
        "id": claim.id,
        "start": claim.passage.start,
        "end": claim.passage.end,
        "quote": claim.quote,
        "source": _mention(claim.source) if claim.source else None,
        "through": [_mention(link) for link in claim.through],
        "cue": _mention(claim.cue) if claim.cue else None,
        "hedges": [_mention(hedge) for hedge in claim.hedges],
        "event_time": {"text": time.text, "resolved": time.resolved} if time else None,
        "place": claim.place,
        "about_footage": claim.about_footage,
        "testable": claim.testable,
        "check": claim.check,
        "carried_over_from": _mention(carried) if carried else None,
        "denied": claim.denied,
        "loaded": [_mention(word) for word in claim.loaded],
        "speaker_not_found": claim.speaker_not_found,
        "polarity": claim.polarity,
        "speaker": claim.speaker,
        "source_carried": claim.source_carried,
        "statement_time": _statement_time(claim.statement_time),
        "also": list(claim.also),
        "focus": {
            "subjects": list(claim.focus.subjects),
            "parts": list(claim.focus.parts),
            "seconds": [list(span) for span in claim.focus.seconds],
            "several_films": claim.focus.several_films,
        },
    }


def _statement_time(time: StatementTime | None) -> StatementTimeShape | None:
    if time is None:
        return None
    return {
        "text": time.text,
        "resolved": time.resolved,
        "basis": time.basis,
        "carried": time.carried,
    }


def _attribution(attribution: Attribution) -> AttributionShape:
    return {
        "source": _pieces(attribution.source),
        "cue": _pieces(attribution.cue),
        "content": _pieces(attribution.content),
    }


def _pieces(passages: tuple[Passage, ...]) -> list[list[int]]:
    return [[p.start, p.end] for p in passages]
