"""Questions an opponent will ask, answered from the case's own numbers."""

from __future__ import annotations

from secondtake.export.escaping import Html, outside
from secondtake.export.messages.report_words import say
from secondtake.export.pages.sections.labels import Names
from secondtake.export.render.number_format import figure, length
from secondtake.model.report import Report

__all__ = ["challenges"]


def challenges(report: Report, names: Names) -> tuple[tuple[Html, tuple[Html, ...]], ...]:
    """Questions with the sentences that answer them; those about footage only when it is held."""
    asked = [_pair("hash")]
    if report.reels:
        asked = [
            _pair("times", *_rates(report, names)),
            _pair("header", *_apart(report, names)),
            *asked,
            _pair("encoding"),
            _pair("order"),
            _pair("steered"),
        ]
    return tuple(asked)


def _pair(name: str, *more: Html) -> tuple[Html, tuple[Html, ...]]:
    return say(f"challenge.{name}.asked"), (say(f"challenge.{name}.said"), *more)


def _rates(report: Report, names: Names) -> list[Html]:
    told = []
    for reel in report.reels[:20]:
        rate = figure(reel.frame_rate)
        if rate is not None and reel.frame_rate:
            told.append(
                say(
                    "challenge.times.rate",
                    film=names.film(reel.film),
                    rate=Html(rate),
                    exact=Html(figure(1 / reel.frame_rate) or ""),
                )
            )
    return told


def _apart(report: Report, names: Names) -> list[Html]:
    told = []
    for reel in report.reels[:20]:
        if (
            reel.header_seconds is not None
            and abs(reel.header_seconds - reel.decoded_seconds) > 0.5
        ):
            told.append(
                say(
                    "challenge.header.apart",
                    film=names.film(reel.film),
                    said=Html(length(reel.header_seconds)),
                    seen=Html(length(reel.decoded_seconds)),
                )
            )
        if reel.partial:
            told.append(Html(f"{names.film(reel.film)}: {outside(reel.partial)}"))
    return told
