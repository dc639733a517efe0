"""One film's shots as a page: a strip of stills for each, its times and how it begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from secondtake.export.atomic_write import write_whole
from secondtake.export.pages.templating import environment, styled
from secondtake.model.footage import Reel, Shot
from secondtake.model.report import Picture

__all__ = ["shots_page", "write_shots"]


def shots_page(
    name: str,
    pictures: Sequence[tuple[str, str, Reel, Sequence[Shot]]],
    notes: Sequence[str],
    stills: Mapping[str, Sequence[Picture]],
    *,
    version: str,
) -> str:
    """The page as text; ``name`` is the film's file name, ``stills`` are by ``Shot.id``.

    ``pictures``: of each moving picture its name, what the container says of it, its reel and its
    shots. ``notes``: what else the file holds.
    """
    style, digest = styled()
    page = environment().get_template("shots.html")
    return str(
        page.render(
            name=name,
            pictures=pictures,
            notes=notes,
            shots=[shot for _, _, _, shots in pictures for shot in shots],
            stills=stills,
            shown=sum(bool(s) for s in stills.values()),
            version=version,
            style=style,
            style_digest=digest,
        )
    )


def write_shots(destination: Path, page: str) -> Path:
    """Write the page to a file and give its path; raises ``CaseUnwritable`` when that fails."""
    return write_whole(destination.parent, destination.name, page.encode("utf-8"))
