"""The verb still: one frame of a film, by its number or a time, as an exact picture in a file."""

from __future__ import annotations

import hashlib
from fractions import Fraction
from pathlib import Path

from secondtake import viewing
from secondtake.cluster.progress import Progress, Stage, quiet
from secondtake.errors import InputInvalid
from secondtake.export.atomic_write import write_whole
from secondtake.model.enums import EventAction, ProgressUnit
from secondtake.model.film_key import picture_name
from secondtake.model.frame_table import FrameTable
from secondtake.model.json_output import FrameShape
from secondtake.store import blobs
from secondtake.workbench.bench import Bench
from secondtake.workbench.handover.format_export import require_outside
from secondtake.workbench.verbs import frame_access, withdrawal

__all__ = ["frame_named", "write_frame", "write_frame_of_exhibit"]

PNG = ".png"


def write_frame(
    film: Path,
    to: Path,
    *,
    number: int | None = None,
    at: Fraction | None = None,
    stream: int = 1,
    progress: Progress = quiet,
) -> FrameShape:
    """Write a film's frame ``number``, counted from 1, or the one shown ``at`` a second, as PNG.

    ``to``: a new file whose name ends in .png, or a folder. The film is decoded once for the
    times of its frames, and again for the frame. Nothing is blurred.
    Raises ``InputInvalid`` for a frame that the film does not have and a file that is there,
    ``Unreadable``, ``LimitExceeded`` and ``CaseUnwritable``.
    """
    _require_new(to)
    _require_number(number)
    name = picture_name(film.name, stream)

    def told(seconds: float, stated: float | None) -> None:
        progress(Stage(f"Counting the frames of {name}", ProgressUnit.FILM_SECOND), seconds, stated)

    table = viewing.frame_table(film, viewing.NO_EXHIBIT, stream=stream, progress=told)
    return _written(film, name, table, _index(table, number, at), to)


def write_frame_of_exhibit(
    bench: Bench,
    exhibit: str,
    to: Path,
    *,
    number: int | None = None,
    at: Fraction | None = None,
    stream: int = 1,
) -> FrameShape:
    """The same of an exhibit, by what ``withdrawal.meant`` takes, with the case's frame table.

    As nothing is blurred, the log says so first. Raises as ``write_frame`` does, and
    ``InputInvalid`` for what is no film of the case and a place inside the case.
    """
    require_outside(bench.case, to)
    _require_new(to)
    _require_number(number)
    film = withdrawal.meant(bench.case, exhibit)
    table = frame_access.table_of(bench.case, film.digest, stream=stream)
    frame = _index(table, number, at)
    detail = [("still", f"frame {table.label(frame)}"), ("film", table.film)]
    bench.case.record(EventAction.UNREDACTED, actor=bench.by, exhibit=film.digest, detail=detail)
    path = bench.case.evidence_path(film.digest)
    made = _written(path, picture_name(film.name, stream), table, frame, to)
    told = [(Path(made["file"]).name, made["sha256"])]
    bench.case.record(EventAction.EXPORTED, actor=bench.by, exhibit=film.digest, detail=told)
    return made


def frame_named(bench: Bench, exhibit: str, at: Fraction) -> tuple[str, int]:
    """The key of a film of the case, by what ``withdrawal.meant`` takes, and the tick at which the
    frame begins that it shows at a time. Raises as ``write_frame_of_exhibit`` does.
    """
    film = withdrawal.meant(bench.case, exhibit)
    table = frame_access.table_of(bench.case, film.digest)
    return table.film, table.require(table.frame_at(at))


def _index(table: FrameTable, number: int | None, at: Fraction | None) -> int:
    if number is not None:
        table.require(number - 1)
        return number - 1
    if at is None:
        raise InputInvalid("No frame is named.", advice="Give its number or a time.")
    return table.frame_at(at)


def _require_number(number: int | None) -> None:
    if number is not None and number < 1:
        raise InputInvalid(f"{number} is no frame's number.", advice="The first frame is frame 1.")


def _require_new(to: Path) -> None:
    if to.suffix.lower() == PNG and to.exists():
        raise InputInvalid(f"{to} is there already.", advice="Name a new file with --to.")
    if to.suffix.lower() != PNG and to.is_file():
        raise InputInvalid(
            f"{to} is a file that is no picture of the kind PNG.",
            advice="Name a folder, or a new file that ends in .png, with --to.",
        )


def _written(film: Path, name: str, table: FrameTable, frame: int, to: Path) -> FrameShape:
    rgb, pts = viewing.exact_still(film, table.pts[frame], stream=table.stream)
    seconds = table.seconds(frame)
    if to.suffix.lower() != PNG:
        minutes, rest = divmod(round(seconds * 1000), 60_000)
        # Never the film's own name: what people call a clip is often what is claimed of it.
        clock = f"{minutes:02d}m{rest / 1000:06.3f}s"
        to = to / f"frame-{table.label(frame):06d}-{clock}{PNG}"
        _require_new(to)
    data = viewing.to_png(rgb)
    with blobs.unwritable(to.parent):
        write_whole(to.parent, to.name, data)
    return {
        "file": str(to),
        "sha256": hashlib.sha256(data).hexdigest(),
        "picture": name,
        "frame": table.label(frame),
        "frames": len(table.pts),
        "at_seconds": round(seconds, 6),
        "pts": pts,
        "tick": f"{table.tick.numerator}/{table.tick.denominator}",
        "width": rgb.shape[1],
        "height": rgb.shape[0],
    }
