"""The reader of English pages: rules over spaCy's small model, loaded on first use."""

from __future__ import annotations

from secondtake.model.text import Article
from secondtake.reading.reader_contract import Extracted

__all__ = ["EnglishReader", "load_model"]


class EnglishReader:
    """Finds claims and who says them in English articles. Joins the ``readers`` table."""

    languages = ("en",)

    def read(self, article: Article) -> Extracted:
        """The claims and attributions of one article, in reading order."""
        from secondtake.reading.english.claims.extraction import extracted

        return extracted(article)


def load_model() -> None:
    """Load the language model, which takes a second and is kept.

    Raises ``PluginUnavailable`` where it is not installed.
    """
    from secondtake.reading.english.parsing.document import load_model as load

    load()
