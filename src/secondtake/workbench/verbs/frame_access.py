"""A film of a case by its frames: their times, exact pictures, and copies for playing.

What is handed out in the grade ``open`` shows people: who calls these logs it first.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from secondtake import comparing, viewing
from secondtake.errors import InputInvalid
from secondtake.model.by_hand import FilmFrame
from secondtake.model.enums import OverlayMode, SeeingGrade
from secondtake.model.evidence import Exhibit
from secondtake.model.film_key import exhibit_of, film_key, stream_of
from secondtake.model.findings import Box
from secondtake.model.frame_table import FrameTable, PackedFrames, unpacked
from secondtake.model.time import Span
from secondtake.store import Case, blobs, exhibit_use, playing_copies
from secondtake.workbench.pipeline import people_in_roles
from secondtake.workbench.pipeline.people_in_roles import Reads

__all__ = [
    "FrameOf",
    "aligned_box",
    "exact_run",
    "exact_still",
    "film_frame",
    "film_of",
    "frame_table",
    "over",
    "playing_copy",
    "table_of",
]

Frame = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameOf:
    """One frame of a case: the exhibit's SHA-256, the tick at which it begins, its picture."""

    exhibit: str
    pts: int
    stream: int = 1


def frame_table(case_dir: Path, exhibit: str, *, stream: int = 1) -> FrameTable:
    """When each frame of a film of a case is shown; ``exhibit``: its SHA-256.

    Of a case that was watched before tables were kept, the film is decoded again for it, once in
    a run of the program. Raises ``InputMissing`` where there is no case, ``InputInvalid`` for what
    is no film of it or is set aside, ``Unreadable`` or ``LimitExceeded`` where nothing can be
    decoded.
    """
    with Case.open(case_dir, write=False) as case:
        return table_of(case, exhibit, stream=stream)


def exact_still(
    view: Reads,
    frame: FrameOf,
    *,
    grade: SeeingGrade = SeeingGrade.OPEN,
    side: int | None = None,
) -> tuple[Frame, int]:
    """The frame, uint8 (h, w, 3) RGB, as it may be seen in a grade, and its tick.

    Where people were compared, covered pictures have them covered whole, as the report's have.
    ``side``: its long side, of the open grade; else the film's own size. Raises as ``frame_table``
    does, and ``Unreadable`` where this frame cannot be decoded: no other is given in its place.
    """
    path = _evidence(view.case, frame.exhibit)
    side = viewing.VEILED_SIDE if grade == SeeingGrade.VEILED else side
    rgb, at = viewing.exact_still(path, frame.pts, side=side, stream=frame.stream)
    return viewing.graded(rgb, grade, whole_people=people_in_roles.followed(view)), at


def exact_run(
    view: Reads, first: FrameOf, last: int, *, grade: SeeingGrade, side: int | None = None
) -> Iterator[tuple[Frame, int]]:
    """What ``exact_still`` gives for each frame from ``first`` to tick ``last``, by one decoding.

    Not for the covered grade, in which a frame takes as long as decoding hundreds. Frames that one
    decoding does not lead to are left out; see ``viewing.exact_run``.
    """
    path = _evidence(view.case, first.exhibit)
    side = viewing.VEILED_SIDE if grade == SeeingGrade.VEILED else side
    for at, rgb in viewing.exact_run(path, first.pts, last, side=side, stream=first.stream):
        yield viewing.graded(rgb, grade), at


def playing_copy(
    view: Reads,
    exhibit: str,
    first: int,
    last: int,
    *,
    grade: SeeingGrade,
    sound: bool = False,
    stream: int = 1,
) -> Path:
    """A copy for playing of frames ``first`` to ``last`` (from 0, both in it), in the case's cache.

    Its time 0 is the start of frame ``first``; see ``viewing.write_playing_copy``. Made where it is
    not there. Raises as ``frame_table`` does, ``InputInvalid`` for frames that the film does not
    have and for spans longer than a copy may be, ``CaseUnwritable`` when it cannot be kept.
    """
    whole = people_in_roles.followed(view)
    name = playing_copies.copy_name(
        exhibit, stream, first, last, grade, sound=sound, whole_people=whole
    )
    path, folder = _evidence(view.case, exhibit), view.case.path
    if (held := playing_copies.held_copy(folder, name)) is not None:
        return held
    span = span_of(table_of(view.case, exhibit, stream=stream), first, last)
    to = io.BytesIO()
    viewing.write_playing_copy(
        to, path, span, grade=grade, stream=stream, sound=sound, whole_people=whole
    )
    return playing_copies.keep_copy(folder, name, to.getvalue())


def over(
    view: Reads,
    left: FrameOf,
    right: FrameOf,
    mode: OverlayMode,
    *,
    grade: SeeingGrade,
    mirrored: bool = False,
) -> comparing.LaidOver:
    """The right frame laid on the left one, of a long side of ``viewing.LONG_SIDE`` at most.

    They are laid by what both show in the open; what is given back is as the grade allows. Raises
    as ``exact_still`` does.
    """
    stills = (exact_still(view, one, side=viewing.LONG_SIDE) for one in (left, right))
    whole = people_in_roles.followed(view)
    sides = [_seen(rgb, grade, whole_people=whole) for rgb, _ in stills]
    laid = comparing.laid_over(sides[0], sides[1], mode, mirrored=mirrored)
    if grade != SeeingGrade.VEILED:
        return laid
    return comparing.LaidOver(rgb=viewing.veiled(laid.rgb), mapped=laid.mapped)


def aligned_box(
    view: Reads, left: FrameOf, right: FrameOf, box: Box, *, mirrored: bool = False
) -> Box | None:
    """Where in the right frame lies what a box of the left one frames; None where details of both
    lead to no map, or lead out of the picture. Raises as ``exact_still`` does.
    """
    one, other = (exact_still(view, frame, side=viewing.LONG_SIDE)[0] for frame in (left, right))
    return comparing.aligned_box(one, other, box, mirrored=mirrored)


def span_of(table: FrameTable, first: int, last: int) -> Span:
    """The time of frames ``first`` to ``last``, from 0, both in it; raises ``InputInvalid``."""
    if first > last:
        raise InputInvalid(
            f"Frame {table.label(first)} comes after frame {table.label(last)}.",
            advice="Name the earlier frame first.",
        )
    table.require(first)
    table.require(last)
    ends = (*table.pts, table.end)
    return Span(start=ends[first], end=ends[last + 1], tick=table.tick)


def table_of(case: Case, exhibit: str, *, stream: int = 1) -> FrameTable:
    """What ``frame_table`` gives, of an open case."""
    film = film_of(case, exhibit)
    held = case.fetch_latest(PackedFrames, film_key(exhibit, stream))
    if held:
        return unpacked(held[0])
    return _decoded_table(_evidence(case, exhibit), exhibit, stream, film.name)


def film_frame(case: Case, film: str, pts: int) -> FilmFrame:
    """The frame of a film, by its key, that begins at a tick; raises as ``frame_table`` does.

    ``InputInvalid`` too where no frame begins there.
    """
    table = table_of(case, exhibit_of(film), stream=stream_of(film))
    table.frame_of(pts)
    return FilmFrame(film=film, pts=pts, tick=table.tick)


def film_of(case: Case, exhibit: str) -> Exhibit:
    """The film that a case uses, with that SHA-256; raises ``InputInvalid`` where there is none."""
    used = exhibit_use.uses(case).used
    found = next((e for e in used if e.digest == exhibit and e.is_footage), None)
    if found is None:
        raise InputInvalid(
            f"The case uses no film {exhibit[:12]}…: it is none, or was set aside.",
            advice="`secondtake films` lists those it uses.",
        )
    return found


@lru_cache(maxsize=16)
def _decoded_table(path: Path, exhibit: str, stream: int, name: str) -> FrameTable:
    return viewing.frame_table(path, exhibit, stream=stream, name=name)


_sound: dict[Path, tuple[int, int, int]] = {}
"""Exhibits whose SHA-256 was right: their file as it was then. A server opens a case for each
request, and would hash a film for each still."""


def _evidence(case: Case, exhibit: str) -> Path:
    """Where a film's bytes lie; raises ``EvidenceDamaged`` when they do not match."""
    film_of(case, exhibit)
    path = blobs.where(case.evidence, exhibit)
    with blobs.unusable(case.path):
        facts = path.stat() if path.is_file() else None
    stamp = (facts.st_ino, facts.st_size, facts.st_mtime_ns) if facts else None
    if stamp is None or _sound.get(path) != stamp:
        path = case.evidence_path(exhibit)
        if stamp is not None:
            _sound[path] = stamp
    return path


def _seen(rgb: Frame, grade: SeeingGrade, *, whole_people: bool) -> comparing.SeenStill:
    covered = np.zeros(rgb.shape[:2], bool)
    if grade != SeeingGrade.COVERED:
        return comparing.SeenStill(raw=rgb, shown=rgb, covered=covered)
    shown, regions = viewing.redact(rgb, whole_people=whole_people)
    for x, y, width, height in regions:
        covered[y : y + height, x : x + width] = True
    return comparing.SeenStill(raw=rgb, shown=shown, covered=covered)
