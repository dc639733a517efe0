"""Names from outside as a sentence may hold them."""

from __future__ import annotations

__all__ = ["shown"]

_JOINERS = "\u200c\u200d"
"""Invisible, and needed to write Persian and other names rightly."""


def shown(name: str) -> str:
    """A name on one line with nothing invisible in it: control, line and direction characters
    are written as escapes.

    >>> shown("a\\nb\\u202ec.mp4")
    'a\\\\nb\\\\u202ec.mp4'
    """
    return "".join(
        c if c.isprintable() or c in _JOINERS else c.encode("unicode_escape").decode("ascii")
        for c in name
    )
