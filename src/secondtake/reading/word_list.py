"""A set of words written as one line of text."""

from __future__ import annotations

__all__ = ["word_list"]


def word_list(text: str) -> frozenset[str]:
    """The words of a text, as a set.

    >>> sorted(word_list("say tell"))
    ['say', 'tell']
    """
    return frozenset(text.split())
