"""One film's shots with strips of stills, without a case."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from secondtake import __version__, viewing
from secondtake.errors import InputMissing, Unreadable
from secondtake.export.pages.shots_page import shots_page, write_shots
from secondtake.model.enums import PictureRole
from secondtake.model.footage import Shot, Still
from secondtake.model.report import Picture
from secondtake.workbench.session.progress import Progress, quiet
from secondtake.workbench.standalone.films_and_pages import FilmShots

__all__ = ["write_shots_page"]

SIDE = 200
"""Long side of a still in pixels."""
SEEN_AT = 480
"""Long side at which faces are looked for before the still is made small."""
STRIP = 6
"""Most stills of one shot."""
MOST_STILLS = 300
"""Stills of one page: about 3 MB, and a minute or two of looking for faces."""


def write_shots_page(film: Path, destination: Path, *, progress: Progress = quiet) -> FilmShots:
    """Write a page of a film's shots and give them; faces and heads are blurred in every still.

    Raises ``InputMissing``, ``Unreadable`` when the film holds no picture, ``CaseUnwritable``.
    """
    if not film.exists():
        raise InputMissing(f"There is no file {film}.", advice="Check the path.")
    kept: dict[str, bytes] = {}

    def keep(data: bytes, media_type: str) -> str:
        digest = hashlib.sha256(data).hexdigest()
        kept[digest] = data
        return digest

    seen = viewing.watch(film, viewing.NO_EXHIBIT, observers=("shots", "contact"), keep=keep)
    shots: tuple[Shot, ...] = seen.records["shots"]
    if not shots:
        raise Unreadable(f"{film.name} holds no picture.", advice="It may hold sound only.")
    chosen = _chosen(shots, seen.records["contact"])
    stills: dict[str, list[Picture]] = {}
    total, done = sum(map(len, chosen.values())), 0
    for shot in shots:
        for still in chosen.get(shot.id, ()):
            done += 1
            progress("Blurring faces in stills", done, total)
            stills.setdefault(shot.id, []).append(_picture(kept[still.picture], still, shot))
    page = shots_page(film.name, seen.reel, shots, stills, version=__version__)
    write_shots(destination, page)
    return FilmShots(shots=shots, partial=seen.reel.partial)


def _chosen(shots: Sequence[Shot], stills: Sequence[Still]) -> dict[str, list[Still]]:
    """Up to ``STRIP`` stills of each shot, evenly spread; of some shots when there are too many."""
    step = max(1, -(-len(shots) // MOST_STILLS))
    shown = shots[::step]
    most = max(1, min(STRIP, MOST_STILLS // len(shown)))
    chosen = {}
    for shot in shown:
        inside = [s for s in stills if shot.span.start <= s.pts < shot.span.end]
        count = min(most, len(inside))
        chosen[shot.id] = [inside[(2 * k + 1) * len(inside) // (2 * count)] for k in range(count)]
    return chosen


def _picture(data: bytes, still: Still, shot: Shot) -> Picture:
    rgb = viewing.fit(viewing.from_jpeg(data), SEEN_AT)
    small = viewing.fit(viewing.redact(rgb)[0], SIDE)
    shown = viewing.to_jpeg(small)
    return Picture(
        id=hashlib.sha256(shown).hexdigest()[:16],
        role=PictureRole.CONTACT,
        exhibit=still.exhibit,
        shot=shot.id,
        finding=None,
        at_seconds=still.at_seconds,
        width=small.shape[1],
        height=small.shape[0],
        media_type="image/jpeg",
        data=shown,
        alt=f"Still of shot {shot.number + 1} at {still.at_seconds:.1f} s",
    )
