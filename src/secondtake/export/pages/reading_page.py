"""One page's reading as a page for a desk: the story with its claims coloured by who says them."""

from __future__ import annotations

from pathlib import Path

from secondtake.export.atomic_write import write_whole
from secondtake.export.escaping import Html, outside
from secondtake.export.pages.templating import environment, styled
from secondtake.export.render.titles import reading_title
from secondtake.model.page_layout import LaidOut, Stretch, laid_out
from secondtake.model.text import Claim, Mention, Reading

__all__ = ["reading_page", "write_reading"]

COLOURS = 8
"""Voices with a colour of their own; later ones share a ninth."""
_LONGEST_ASIDE = 600
"""Characters of a stretch set aside that are shown."""


def reading_page(reading: Reading, *, version: str) -> str:
    """The page as text; the same reading gives the same text. Nothing in it is fetched or run."""
    style, digest = styled("report.css", "read.css")
    laid = laid_out(reading)
    article = reading.article
    return str(
        environment()
        .get_template("read.html")
        .render(
            reading=reading,
            title=reading_title(reading),
            article=article,
            laid=laid,
            colour=lambda number: min(number, COLOURS + 1),
            marked=lambda stretch: _marked(article.text, stretch, laid),
            aside=[
                (f.kind, article.text[f.start : f.end].strip()[:_LONGEST_ASIDE])
                for f in article.furniture
            ],
            version=version,
            style=style,
            style_digest=digest,
        )
    )


def write_reading(destination: Path, page: str) -> Path:
    """Write the page to a file and give its path; raises ``CaseUnwritable`` when that fails."""
    return write_whole(destination.parent, destination.name, page.encode("utf-8"))


def _marked(text: str, stretch: Stretch, laid: LaidOut) -> Html:
    """A stretch of the story as HTML, a claim with its colour, its hedges and judging words."""
    words = text[stretch.start : stretch.end]
    if stretch.aside is not None:
        return Html(f'<span class="set-aside">{outside(words)}</span>')
    if stretch.claim is None:
        return outside(words)
    claim = stretch.claim
    number = min(laid.voice(claim), COLOURS + 1)
    return Html(
        f'<mark class="voice-{number}"><sup>{outside(claim.id)}</sup>'
        f"{_inner(text, stretch, claim)}</mark>"
    )


def _inner(text: str, stretch: Stretch, claim: Claim) -> Html:
    found: list[tuple[Mention, str]] = [(h, "hedge") for h in claim.hedges]
    found += [(w, "loaded") for w in claim.loaded]
    pieces: list[str] = []
    at = stretch.start
    for mention, kind in sorted(found, key=lambda pair: pair[0].start):
        if at <= mention.start < mention.end <= stretch.end:
            pieces.append(outside(text[at : mention.start]))
            inside = outside(text[mention.start : mention.end])
            pieces.append(f'<span class="{kind}">{inside}</span>')
            at = mention.end
    pieces.append(outside(text[at : stretch.end]))
    return Html("".join(pieces))
