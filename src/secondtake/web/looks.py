"""A pair shown without what it is about: an opaque name, and left and right by chance."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Look"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One finding before one reviewer. ``swapped``: its right stands on the left of the page.

    ``blind``: nothing that tells what it is about had been sent to the browser when it began.
    """

    case: str
    finding: str
    swapped: bool
    blind: bool
