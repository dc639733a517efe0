"""Whether a page put into a case may be one of another story: asked, and not guessed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from secondtake import preserve
from secondtake.errors import InputInvalid
from secondtake.export.escaping import quoted
from secondtake.model.enums import ExhibitRole, SourceKind
from secondtake.model.evidence import Exhibit
from secondtake.model.names import shown
from secondtake.model.text import Reading

__all__ = ["require_same_story"]


class View(Protocol):
    """What of a view of a case is needed here."""

    def with_role(self, role: str) -> tuple[Exhibit, ...]: ...

    def readings(self) -> tuple[Reading, ...]: ...


def require_same_story(view: View, pages: Sequence[str | Path]) -> None:
    """Raise ``InputInvalid`` for a page that is none of those the case holds.

    The same bytes, and what comes from the same place, are the same page, in a new version
    perhaps. A case without a page takes any.
    """
    held = view.with_role(ExhibitRole.PAGE)
    if not held:
        return
    digests, origins = {e.digest for e in held}, {e.origin for e in held}
    for source in preserve.sources(pages):
        named = source.kind != SourceKind.STDIN and source.origin in origins
        if not named and _digest(source) not in digests:
            raise InputInvalid(
                f"This case tests what {_told(view, held)} says, and {shown(source.name)} is "
                "another page.",
                advice="If it tells the same story, add --same-story (from Python, "
                "same_story=True); another story belongs in a case of its own.",
            )


def _digest(source: preserve.Source) -> str:
    if source.kind != SourceKind.FILE:
        return ""
    try:
        with Path(source.given).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""  # taking it in says why it cannot be read


def _told(view: View, held: Sequence[Exhibit]) -> str:
    """The first page by its name, and its headline between quotation marks where it has one."""
    first = held[0]
    titles = (r.article.title for r in view.readings() if r.article.exhibit == first.digest)
    title = next(titles, None)
    return f"{shown(first.name)} ({quoted(title)})" if title else shown(first.name)
