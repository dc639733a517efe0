"""Which notes stand at the frames of a film."""

from __future__ import annotations

from secondtake.model.by_hand import Note
from secondtake.model.findings import Box
from secondtake.web.cases import State

__all__ = ["boxes_at", "notes_of"]


def notes_of(state: State, *films: str) -> list[Note]:
    """The notes that stand at frames of one of the films."""
    return [
        n for n in state.report.notes if {f.film for f in (n.frame, n.partner) if f} & set(films)
    ]


def boxes_at(state: State, film: str, pts: int) -> list[tuple[int, Box]]:
    """The boxes of notes at one frame of a film, each with its note's number."""
    return [
        (note.number, box)
        for note in state.report.notes
        for frame, box in ((note.frame, note.box), (note.partner, note.partner_box))
        if frame is not None and box is not None and (frame.film, frame.pts) == (film, pts)
    ]
