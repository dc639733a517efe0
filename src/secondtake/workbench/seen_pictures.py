"""Pictures of a case's films as somebody may see them: exact frames, covered before they leave."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from secondtake import viewing
from secondtake.errors import InputInvalid
from secondtake.model.enums import EventAction, SeeingGrade
from secondtake.model.film_key import exhibit_of, stream_of
from secondtake.model.footage import Still
from secondtake.store import Case
from secondtake.workbench.bench import Bench
from secondtake.workbench.case_view import CaseView
from secondtake.workbench.pipeline import people_in_roles
from secondtake.workbench.verbs.reviews import require_name

__all__ = ["VEILED_SIDE", "log_opened", "shot_still", "still"]

VEILED_SIDE = 96
"""Long side in pixels of a veiled picture: what happens can be told, nobody can be recognised."""


def still(case_dir: Path, film: str, pts: int, grade: SeeingGrade, side: int) -> bytes:
    """One frame of a film of a case as JPEG, exact, of a long side of at most ``side`` pixels.

    ``film``: the film's key; ``pts``: a tick of its frame table. Veiled it is small and grey;
    covered, heads and number plates are unreadable, and whole people where people were compared.
    Raises ``InputMissing`` without a case, ``EvidenceDamaged`` and as ``viewing.exact_still``.
    """
    view = _view(case_dir)
    path = view.case.evidence_path(exhibit_of(film))
    if grade == SeeingGrade.VEILED:
        return viewing.to_jpeg(_veiled(_frame(path, film, pts, VEILED_SIDE)))
    rgb = _frame(path, film, pts, side)
    if grade == SeeingGrade.COVERED:
        rgb = viewing.redact(rgb, whole_people=people_in_roles.followed(view))[0]
    return viewing.to_jpeg(rgb)


def shot_still(case_dir: Path, shot_id: str) -> bytes:
    """A veiled picture of the middle of a shot, of what the watch kept; JPEG.

    Raises ``InputInvalid`` where the case holds no such shot, or no still of it.
    """
    with Case.open(case_dir, write=False) as case:
        shot = next((s for s in CaseView(case).shots() if s.id == shot_id), None)
        kept = case.fetch_latest(Still, shot.film) if shot else ()
        inside = [s for s in kept if shot and shot.span.start <= s.pts < shot.span.end]
        if shot is None or not inside:
            raise InputInvalid("There is no picture of this shot.")
        middle = (shot.span.start + shot.span.end) / 2
        nearest = min(inside, key=lambda s: abs(s.pts - middle))
        rgb = viewing.from_jpeg(case.derivative(nearest.picture))
    return viewing.to_jpeg(_veiled(viewing.fit(rgb, VEILED_SIDE)))


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
    """The case, open to be read as long as this process lives: a film is hashed once for it."""
    return CaseView(Case.open(case_dir, write=False))


def _frame(path: Path, film: str, pts: int, side: int) -> NDArray[np.uint8]:
    return viewing.exact_still(path, pts, side=side, stream=stream_of(film))[0]


def _veiled(rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The picture in grey, by the luma weights of Rec. ITU-R BT.601."""
    grey = (rgb @ np.array([0.299, 0.587, 0.114])).astype(np.uint8)
    return np.repeat(grey[..., None], 3, axis=2)
