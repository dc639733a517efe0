"""The banner's warnings and the summary: what is held, what was found, what it cannot show."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from secondtake.export.escaping import Html
from secondtake.export.messages.report_words import count, say
from secondtake.export.outcomes import found
from secondtake.export.render.number_format import length, rough
from secondtake.model.enums import ClaimState, FindingState
from secondtake.model.names import one_spelling
from secondtake.model.report import Report
from secondtake.model.text import Reading

__all__ = ["Headline", "headlines", "summary", "warnings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """A page's headline, empty where it has none, and where the page's claims stand."""

    words: str
    stands: Html


def headlines(report: Report) -> tuple[Headline, ...]:
    """Of each page, its headline and what became of its claims, in one sentence."""
    return tuple(
        Headline(words=r.article.title or "", stands=_stands(report, r)) for r in report.readings
    )


def _stands(report: Report, reading: Reading) -> Html:
    if not reading.claims:
        return say("banner.stands_none")
    states = [c.state for c in report.claimed if c.page == reading.article.exhibit]
    parts = _states(Counter(states))
    if not parts:
        return say("banner.stands_unjudged", claims=count(len(reading.claims), "claim"))
    return say("banner.stands", parts=Html("; ".join(parts)))


def summary(report: Report) -> tuple[Html, ...]:
    """Sentences of at most 120 words together."""
    sentences = [_held(report), *_claims(report), *_found(report)]
    if report.failures:
        sentences.append(say("summary.failures", things=count(len(report.failures), "thing")))
    sentences.append(say("summary.cannot"))
    return tuple(sentences)


def warnings(report: Report) -> tuple[Html, ...]:
    """What a reader must know before the first line."""
    told = []
    if not report.redacted and report.pictures:
        told.append(say("warning.open_pictures"))
    if not report.reels:
        told.append(say("warning.no_footage"))
    partial = [r for r in report.reels if r.partial or r.failed_frames]
    if partial:
        told.append(say("warning.partial", films=count(len(partial), "film")))
    if report.failures:
        told.append(say("warning.failures", things=count(len(report.failures), "thing")))
    reviewers = Counter(
        f for f, _ in {(r.finding, one_spelling(r.reviewer)) for r in report.reviews}
    )
    alone = sum(reviewers[f.id] < 2 for f in found(report))
    if alone:
        told.append(say("warning.unreviewed", findings=count(alone, "finding")))
    return tuple(told)


def _held(report: Report) -> Html:
    pages = count(len(report.readings), "page")
    if not report.reels:
        return say("summary.no_footage", pages=pages)
    return say(
        "summary.held",
        pages=pages,
        films=count(sum(r.has_picture for r in report.reels), "film"),
        length=Html(length(sum(r.decoded_seconds for r in report.reels))),
        shots=count(len(report.shots), "shot"),
    )


def _claims(report: Report) -> list[Html]:
    total = sum(len(r.claims) for r in report.readings)
    if not total:
        return []
    states = Counter(c.state for c in report.claimed)
    parts = _states(states)
    claims = count(total, "claim")
    if not parts:
        return [say("summary.claims_only", claims=claims)]
    return [say("summary.claims", claims=claims, parts=Html("; ".join(parts)))]


def _states(states: Counter[ClaimState]) -> list[Html]:
    return [
        say(f"summary.claims.{state.replace(' ', '_')}", number=states[state])
        for state in ClaimState
        if states[state]
    ]


def _found(report: Report) -> list[Html]:
    if not report.reels:
        return []
    compared = say(
        "summary.compared", compared=report.pairs_compared, possible=report.pairs_possible
    )
    seen = found(report)
    if not seen:
        return [compared, say("summary.nothing")]
    candidates = sum(f.state == FindingState.CANDIDATE for f in seen)
    sentences = [
        compared,
        say(
            "summary.found" if candidates == len(seen) else "summary.found_more",
            findings=count(len(seen), "finding"),
            candidates=candidates,
        ),
    ]
    expected = rough(report.expected_false_alarms)
    sentences.append(
        say("summary.alarms_unknown")
        if expected is None
        else say("summary.alarms", number=Html(expected))
    )
    return sentences
