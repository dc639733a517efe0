"""One film's shots with strips of stills, without a case."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from secondtake import __version__, viewing
from secondtake.cluster.progress import Progress, Stage, quiet
from secondtake.export.pages.shots_page import shots_page, write_shots
from secondtake.model.enums import PictureRole, ProgressUnit
from secondtake.model.footage import Shot, Still
from secondtake.model.report import Picture
from secondtake.workbench.standalone.file_shots import FileShots, told, watched

__all__ = ["write_shots_page"]

SIDE = 200
"""Long side of a still in pixels."""
SEEN_AT = 480
"""Long side at which faces are looked for before the still is made small."""
STRIP = 6
"""Most stills of one shot."""
MOST_STILLS = 300
"""Stills of one page: about 3 MB, and a minute or two of looking for faces."""


def write_shots_page(film: Path, destination: Path, *, progress: Progress = quiet) -> FileShots:
    """Write a page of a file's shots and give them; faces and heads are blurred in every still.

    Raises ``InputMissing``, ``Unreadable`` when the film holds no picture, ``CaseUnwritable``.
    """
    kept: dict[str, bytes] = {}

    def keep(data: bytes, media_type: str) -> str:
        digest = hashlib.sha256(data).hexdigest()
        kept[digest] = data
        return digest

    seen, failures = watched(film, ("shots", "contact"), keep, progress=progress)
    found = told(film, seen, failures)
    chosen: dict[str, list[Still]] = {}
    for one in seen:
        chosen |= _chosen(one.records["shots"], one.records["contact"])
    shots = [shot for picture in found.pictures for shot in picture.shots]
    stills: dict[str, list[Picture]] = {}
    total, done = sum(map(len, chosen.values())), 0
    for shot in shots:
        for still in chosen.get(shot.id, ()):
            done += 1
            progress(Stage("Blurring faces in stills", ProgressUnit.STILL), done, total)
            stills.setdefault(shot.id, []).append(_picture(kept[still.picture], still, shot))
    pictures = [(one.name, one.said, one.reel, one.shots) for one in found.pictures]
    page = shots_page(film.name, pictures, found.notes, stills, version=__version__)
    write_shots(destination, page)
    return found


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
    small = viewing.fit(viewing.redact(rgb, shown_px=SIDE)[0], SIDE)
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
