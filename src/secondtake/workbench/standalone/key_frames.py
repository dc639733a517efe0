"""A film's key frames as files, with a contact sheet: to search for by hand, without a case."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from secondtake import __version__, viewing
from secondtake.cluster.progress import Progress, Stage, quiet
from secondtake.errors import InputInvalid, Unreadable
from secondtake.export.atomic_write import write_whole
from secondtake.export.pages.stills_page import Tile, stills_page
from secondtake.model.enums import ProgressUnit
from secondtake.model.film_key import picture_name
from secondtake.model.json_output import (
    StillsShape,
)
from secondtake.model.time import Span
from secondtake.store import blobs

__all__ = ["MOST", "write_stills"]

MOST = 12
"""Key frames of a moving picture where nothing else is asked: one screen of a contact sheet."""
RATE = 8.0
"""Frames looked at a second: between two, a hand-held picture is blurred and sharp again."""
LOOKED_AT = 480
EVERY_FRAME = 1000.0
WHOLE = 8192
"""Long side of what is written: the film's own size, at most that of an 8K picture."""
NEAR = 0.02
"""Seconds around a chosen time in which its frame is fetched again."""
QUALITY = 95
SHEET = "contact-sheet.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    seconds: float
    rgb: NDArray[np.uint8]


def write_stills(
    film: Path, folder: Path, *, most: int = MOST, progress: Progress = quiet
) -> StillsShape:
    """Write at most ``most`` key frames of each moving picture as JPEG, and a contact sheet.

    Nothing is blurred: they are for a search, not for publication. Raises ``InputInvalid`` for a
    folder that holds files or a number below 1, ``Unreadable`` and ``CaseUnwritable``.
    """
    if most < 1:
        raise InputInvalid(f"{most} is no number of stills.", advice="Give 1 or more with --most.")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputInvalid(
            f"{folder} is there and not empty.", advice="Name a new folder with --to."
        )
    tiles: list[Tile] = []
    for stream in viewing.picture_numbers(film):
        name = picture_name(film.name, stream)
        progress(f"Looking for sharp frames of {name}", 0, None)
        moments = viewing.key_moments(
            viewing.through(film, rate=RATE, long_side=LOOKED_AT, stream=stream), most
        )
        tick = viewing.tick_of(film, stream=stream)
        for number, second in enumerate(moments, 1):
            progress(Stage(f"Writing stills of {name}", ProgressUnit.STILL), number, len(moments))
            around = Span.of_seconds(max(0.0, second - NEAR), second + NEAR, tick)
            frame = _fetched(film, second, around, stream)
            tiles.append(_written(folder, frame, name, stream))
    page = stills_page(film.name, tiles, version=__version__)
    with blobs.unwritable(folder):
        write_whole(folder, SHEET, page.encode("utf-8"))
    return {
        "folder": str(folder),
        "sheet": SHEET,
        "stills": [
            {
                "file": t.file,
                "sha256": t.sha256,
                "picture": t.picture,
                "at_seconds": round(t.seconds, 3),
                "width": t.width,
                "height": t.height,
            }
            for t in tiles
        ],
    }


def _fetched(film: Path, second: float, around: Span, stream: int) -> _Frame:
    """The frame at a time, whole; ``second`` is that of a frame which was seen there."""
    frames = list(_frames(film, around, stream))
    if not frames:
        raise Unreadable(f"The frame at {second:.2f} s could not be decoded again.")
    return min(frames, key=lambda f: abs(f.seconds - second))


def _frames(film: Path, span: Span, stream: int) -> Iterator[_Frame]:
    for seconds, frames, _ in viewing.through(
        film, rate=EVERY_FRAME, long_side=WHOLE, span=span, stream=stream
    ):
        for second, rgb in zip(seconds, frames, strict=True):
            yield _Frame(seconds=float(second), rgb=rgb)


def _written(folder: Path, frame: _Frame, picture: str, stream: int) -> Tile:
    minutes, rest = divmod(frame.seconds, 60)
    # Never the film's own name: what people call a clip is often what is claimed of it.
    head = "still" if stream == 1 else f"picture-{stream}-still"
    name = f"{head}-{int(minutes):02d}m{rest:05.2f}s.jpg"
    data = viewing.to_jpeg(frame.rgb, quality=QUALITY)
    with blobs.unwritable(folder):
        write_whole(folder, name, data)
    small = viewing.fit(frame.rgb, 320)
    return Tile(
        file=name,
        sha256=hashlib.sha256(data).hexdigest(),
        picture=picture,
        seconds=frame.seconds,
        width=frame.rgb.shape[1],
        height=frame.rgb.shape[0],
        small=viewing.to_jpeg(small),
        small_size=(small.shape[1], small.shape[0]),
    )
