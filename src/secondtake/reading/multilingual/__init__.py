"""The reader of every language but English: verbs of saying and quotation marks, no parser."""

from __future__ import annotations

from secondtake.model.text import Article
from secondtake.reading.reader_contract import Extracted

__all__ = ["MultilingualReader"]


class MultilingualReader:
    """Finds quotes and, where it has a lexicon, who says what. Joins the ``readers`` table."""

    languages = ("*",)

    def read(self, article: Article) -> Extracted:
        """The claims and attributions of one article, in reading order."""
        from secondtake.reading.multilingual.extraction import extracted

        return extracted(article)
