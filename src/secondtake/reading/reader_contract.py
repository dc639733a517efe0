"""The contract of readers: what a language's reader takes and what it gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from secondtake.model.text import Article, Attribution, Claim

__all__ = ["ClaimReader", "Extracted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """What a claim reader found, with offsets into ``article.text``.

    ``unread_from``: where it stopped in a story too long for it (None: it read all).
    ``limits``: in a sentence, what this reader does not look for (None: nothing is left out).
    """

    claims: tuple[Claim, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    unread_from: int | None = None
    limits: str | None = None


class ClaimReader(Protocol):
    """The door for languages: a class that finds claims in an article of ``languages``.

    ``"*"`` stands for every language that no other reader names.

    The same article gives the same claims; every claim's quote is ``article.text[start:end]``.
    """

    languages: tuple[str, ...]

    def read(self, article: Article) -> Extracted:
        """The claims and attributions of one article, in reading order."""
        ...
