"""Pages read in a process with limits: a page that breaks or stops the reader costs only itself."""

from __future__ import annotations

from dataclasses import replace

from secondtake.guarding import Budget, guarded
from secondtake.model.text import Article, Reading
from secondtake.reading.english import load_model
from secondtake.reading.pdf_ocr import KINDS, TAKEN_OUT, printed

__all__ = ["READABLE", "budget", "read", "story"]

READABLE = ("text/html", "application/xhtml+xml", "text/plain", *KINDS)
"""Media types of what can be read as a page."""

BASE_SECONDS = 60
"""CPU time any page may take; the language model alone needs some, once."""
SECONDS_PER_BYTE = 2 / 6000
"""Two seconds for a thousand words; ordinary ones take a quarter of one."""
MOST_SECONDS = 600
WALL = 5
"""Seconds of the clock for each of the processor: other work shares the machine."""
MEMORY_BYTES = 4 << 30
"""Address space; the longest story read takes a third of it."""
_PARSERS = ("lxml.html", "trafilatura", "secondtake.reading.page_reader")
"""Imported once, for every later page."""


def read(
    data: bytes,
    media_type: str,
    *,
    exhibit: str,
    url: str | None = None,
    content_type: str | None = None,
) -> Reading:
    """Read a page into its story and its claims, in a guarded process.

    ``media_type``: ``text/html``, ``text/plain``, or one of ``printed.KINDS`` (PDF, pictures).
    ``exhibit`` is the digest of ``data``; ``url`` is where it was fetched from, if known, and
    ``content_type`` the HTTP header it came with: its charset counts before the page's own word.
    Raises ``PageUnreadable`` for pages without text, with one sentence why, ``LimitExceeded`` for
    one that takes too much time or memory, and what else ``guarded`` raises.
    """
    data, media_type, notes = _printed(data, media_type)
    found = guarded(
        _read,
        *(data, media_type, exhibit, url, content_type),
        what="the page",
        budget=budget(len(data)),
        modules=_PARSERS,
        prepared=load_model,
    )
    return replace(found, missing=(*notes, *found.missing))


def story(
    data: bytes,
    media_type: str,
    *,
    exhibit: str,
    url: str | None = None,
    content_type: str | None = None,
) -> Article:
    """The story of a page without its claims; arguments and errors are those of ``read``."""
    data, media_type, _ = _printed(data, media_type)
    return guarded(
        _story,
        *(data, media_type, exhibit, url, content_type),
        what="the page",
        budget=budget(len(data)),
        modules=_PARSERS,
    )


def _read(
    data: bytes, media_type: str, exhibit: str, url: str | None, content_type: str | None
) -> Reading:
    """In the guarded process: whoever only asks does not load what reads."""
    from secondtake.reading import page_reader

    return page_reader.read(data, media_type, exhibit, url, content_type)


def _story(
    data: bytes, media_type: str, exhibit: str, url: str | None, content_type: str | None
) -> Article:
    from secondtake.reading import page_reader

    return page_reader.story(data, media_type, exhibit, url, content_type)


def budget(size_bytes: int) -> Budget:
    """What reading a page of that size may take."""
    seconds = int(min(MOST_SECONDS, BASE_SECONDS + SECONDS_PER_BYTE * size_bytes))
    return Budget(memory_bytes=MEMORY_BYTES, cpu_seconds=seconds, wall_seconds=WALL * seconds)


def _printed(data: bytes, media_type: str) -> tuple[bytes, str, tuple[str, ...]]:
    """The text of a PDF or a picture in the page's place: another guarded process takes it out."""
    if media_type not in KINDS:
        return data, media_type, ()
    found = printed(data, media_type)
    return found.text.encode("utf-8", "surrogatepass"), TAKEN_OUT, found.notes
