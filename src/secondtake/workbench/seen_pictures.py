"""Pictures of a case's films as somebody may see them: exact frames, covered before they leave."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from secondtake import viewing
from secondtake.errors import InputInvalid
from secondtake.model.enums import EventAction, OverlayMode, SeeingGrade
from secondtake.model.film_key import exhibit_of, stream_of
from secondtake.model.findings import Box
from secondtake.model.footage import Still
from secondtake.store import Case
from secondtake.workbench.bench import Bench
from secondtake.workbench.case_view import CaseView
from secondtake.workbench.verbs import frame_access
from secondtake.workbench.verbs.reviews import require_name

__all__ = [
    "Laid",
    "Place",
    "aligned_box",
    "log_opened",
    "over",
    "playing_copy",
    "ready",
    "run",
    "shot_still",
    "sound_line",
    "still",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A frame of a film of a case: the film's key, and the tick at which the frame begins."""

    film: str
    pts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """Two frames laid over each other, as JPEG; ``mapped``: by details that both show.

    ``floor``: the loss of structure, 0 to 1, that compression alone leaves.
    """

    picture: bytes
    mapped: bool
    floor: float


def ready() -> None:
    """Load what pictures are made with; raises as ``viewing.start_decoding`` does."""
    viewing.start_decoding()


def still(case_dir: Path, place: Place, grade: SeeingGrade, side: int) -> bytes:
    """One frame as JPEG, exact, of a long side of at most ``side`` pixels, as a grade has it.

    Raises as ``frame_access.exact_still`` does.
    """
    rgb, _ = frame_access.exact_still(_view(case_dir), _frame(place), grade=grade, side=side)
    return viewing.to_jpeg(rgb)


def run(case_dir: Path, first: Place, last: int, grade: SeeingGrade, side: int) -> dict[int, bytes]:
    """What ``still`` gives, by tick, of the frames from ``first`` to tick ``last``.

    By one decoding; not of the covered grade. Raises as ``frame_access.exact_run`` does.
    """
    frames = frame_access.exact_run(_view(case_dir), _frame(first), last, grade=grade, side=side)
    return {at: viewing.to_jpeg(rgb) for rgb, at in frames}


def over(
    case_dir: Path,
    places: tuple[Place, Place],
    mode: OverlayMode,
    grade: SeeingGrade,
    mirrored: bool,
) -> Laid:
    """The second frame laid on the first. Raises as ``frame_access.over`` does."""
    left, right = map(_frame, places)
    laid = frame_access.over(_view(case_dir), left, right, mode, grade=grade, mirrored=mirrored)
    return Laid(picture=viewing.to_jpeg(laid.rgb), mapped=laid.mapped, floor=laid.floor)


def playing_copy(
    case_dir: Path, film: str, frames: tuple[int, int], grade: SeeingGrade, sound: bool
) -> Path:
    """A copy for playing of the first to the last of ``frames``, from 0, of a film.

    ``sound``: with it, which only the open grade has. Raises as ``frame_access.playing_copy`` does.
    """
    first, last = frames
    return frame_access.playing_copy(
        _view(case_dir),
        exhibit_of(film),
        first,
        last,
        grade=grade,
        sound=sound,
        stream=stream_of(film),
    )


def shot_still(case_dir: Path, shot_id: str) -> bytes:
    """A veiled picture of the middle of a shot, of what the watch kept; JPEG.

    Raises ``InputInvalid`` where the case holds no such shot, or no still of it.
    """
    view = _view(case_dir)
    shot = next((s for s in view.shots() if s.id == shot_id), None)
    kept = view.case.fetch_latest(Still, shot.film) if shot else ()
    inside = [s for s in kept if shot and shot.span.start <= s.pts < shot.span.end]
    if shot is None or not inside:
        raise InputInvalid("There is no picture of this shot.")
    middle = (shot.span.start + shot.span.end) / 2
    nearest = min(inside, key=lambda s: abs(s.pts - middle))
    return viewing.to_jpeg(viewing.veiled(viewing.from_jpeg(view.case.derivative(nearest.picture))))


def sound_line(case_dir: Path, shot_id: str) -> tuple[float, ...]:
    """How loud a shot is along its time: see ``viewing.sound_line``; empty where it is silent.

    Raises ``InputInvalid`` where the case holds no such shot, and as ``viewing.every_frame``.
    """
    view = _view(case_dir)
    shot = next((s for s in view.shots() if s.id == shot_id), None)
    if shot is None:
        raise InputInvalid("There is no such shot in this case.")
    path = view.case.evidence_path(shot.exhibit)
    line = viewing.sound_line(path, shot.span, stream=shot.stream)
    return tuple(round(float(value), 3) for value in line)


def aligned_box(
    case_dir: Path, places: tuple[Place, Place], box: Box, mirrored: bool
) -> tuple[Box | None]:
    """Where in the second frame lies what a box of the first one frames.

    In a tuple, so that what was not found is kept as well. Raises as ``frame_access.exact_still``.
    """
    left, right = map(_frame, places)
    return (frame_access.aligned_box(_view(case_dir), left, right, box, mirrored=mirrored),)


def log_opened(bench: Bench, films: tuple[str, ...], reason: str) -> None:
    """Write into the log who is about to see films without anything covered, and why.

    Raises ``InputInvalid`` without a name or a reason.
    """
    require_name(bench)
    if not reason.strip():
        raise InputInvalid(
            "Seeing a film without anything covered needs a reason.",
            advice="Say what you need to see; it goes into the custody log.",
        )
    for film in films:
        bench.case.record(
            EventAction.UNREDACTED,
            actor=bench.by,
            exhibit=exhibit_of(film),
            detail=[("workbench", film), ("reason", reason.strip())],
        )


@lru_cache(maxsize=4)
def _view(case_dir: Path) -> CaseView:
    """The case, open to be read as long as this process lives."""
    return CaseView(Case.open(case_dir, write=False))


def _frame(place: Place) -> frame_access.FrameOf:
    film = place.film
    return frame_access.FrameOf(exhibit=exhibit_of(film), pts=place.pts, stream=stream_of(film))
