"""Lines for the terminal: wrapped at spaces, never inside a time, a name or an address."""

from __future__ import annotations

import re
import shutil
import sys
import textwrap
from collections.abc import Sequence

__all__ = ["columns", "width", "wrapped"]

NARROWEST = 40
"""Columns below which wrapping helps nobody."""
UNBROKEN = 1_000_000
"""Columns where the output is no terminal: what a program or a file takes stays in one line."""
_TIME = re.compile(r"(\d+:\d\d(?:\.\d+)?)\s*(–)\s*(\d+:\d\d(?:\.\d+)?)(?: of(?= ))?")
_GLUE = "\u2060"  # stands for a space that a line must not end at, while lines are made


def width() -> int:
    """Columns of the terminal; where there is none, more than any line has."""
    if not sys.stdout.isatty():
        return UNBROKEN
    return max(NARROWEST, shutil.get_terminal_size().columns)


def wrapped(text: str, *, indent: str = "", first: str = "", columns: int | None = None) -> str:
    """``text`` in lines of at most ``columns``, the first after ``first``, others ``indent``-ed.

    >>> print(wrapped("0:01.0 – 0:02.0 of a.mp4", indent="  ", columns=20))
      0:01.0 – 0:02.0 of
      a.mp4
    """
    glued = _TIME.sub(lambda m: m[0].replace(" ", _GLUE), text)
    lines = textwrap.wrap(
        glued,
        columns or width(),
        initial_indent=first or indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(lines).replace(_GLUE, " ") or first.rstrip()


def columns(head: Sequence[str], rows: Sequence[Sequence[str]], *, indent: str = "") -> str:
    """A table of text: each column as wide as its widest cell, the last as it comes.

    >>> print(columns(("left", "score"), [("shot 1", "0.91"), ("shot 12", "0.07")]))
    left     score
    shot 1   0.91
    shot 12  0.07
    """
    every = [tuple(head), *map(tuple, rows)]
    widths = [max(map(len, cells)) for cells in zip(*every, strict=True)]
    return "\n".join(
        (indent + "  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True))).rstrip()
        for row in every
    )
