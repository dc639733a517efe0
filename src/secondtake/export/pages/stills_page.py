"""Key frames of one film on a page: small, with their times, each leading to its file."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass

from secondtake.export.pages.templating import environment, styled

__all__ = ["Tile", "stills_page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One key frame: its file and that one's SHA-256, its size in pixels, and a small JPEG."""

    file: str
    sha256: str
    picture: str
    seconds: float
    width: int
    height: int
    small: bytes
    small_size: tuple[int, int]

    @property
    def spelled(self) -> str:
        """The small picture as an address that holds it."""
        return f"data:image/jpeg;base64,{base64.b64encode(self.small).decode()}"


def stills_page(name: str, tiles: Sequence[Tile], *, version: str) -> str:
    """The page as text; ``name`` is the film's file name. The same stills give the same text."""
    style, digest = styled()
    page = environment().get_template("stills.html")
    return str(
        page.render(name=name, tiles=tiles, version=version, style=style, style_digest=digest)
    )
