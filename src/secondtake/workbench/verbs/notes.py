"""Notes at frames and at places in their pictures: written, reworded, taken back, and logged."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from secondtake.errors import InputInvalid
from secondtake.model.by_hand import Note
from secondtake.model.enums import EventAction
from secondtake.model.film_key import exhibit_of
from secondtake.model.findings import Box
from secondtake.workbench.bench import Bench
from secondtake.workbench.verbs.frame_access import film_frame
from secondtake.workbench.verbs.reviews import require_name

__all__ = ["note", "reword", "take_back"]


def note(
    bench: Bench,
    text: str,
    frame: tuple[str, int],
    *,
    box: Box | None = None,
    partner: tuple[str, int] | None = None,
    partner_box: Box | None = None,
    finding: str = "",
) -> Note:
    """Record a note at a frame: the film's key and the tick at which the frame begins.

    ``box``: x, y, width, height, 0 to 1 of the picture. ``partner``: a frame of another film that
    shows the same, ``partner_box`` where in it. Raises ``InputInvalid`` without a name or a text,
    and for a frame that does not begin there, ``InvalidRecord`` for a box outside the picture.
    """
    require_name(bench)
    numbers = [n.number for n in bench.case.fetch(Note)]
    return _recorded(
        bench,
        Note(
            number=max(numbers, default=0) + 1,
            text=_worded(text),
            frame=film_frame(bench.case, *frame),
            by=bench.by,
            at=_now(),
            box=box,
            partner=None if partner is None else film_frame(bench.case, *partner),
            partner_box=partner_box,
            finding=finding,
        ),
    )


def reword(bench: Bench, number: int, text: str) -> Note:
    """Give a note another wording; the earlier one stays in the case.

    Raises ``InputInvalid`` without a name or a text, and where no such note stands.
    """
    require_name(bench)
    held = _standing(bench, number)
    return _recorded(bench, replace(held, text=_worded(text), by=bench.by, at=_now()))


def take_back(bench: Bench, number: int) -> Note:
    """Take a note back; it stays in the case and is in no report. Raises as ``reword`` does."""
    require_name(bench)
    held = _standing(bench, number)
    return _recorded(bench, replace(held, by=bench.by, at=_now(), withdrawn=True))


def _recorded(bench: Bench, said: Note) -> Note:
    what = "taken back" if said.withdrawn else "written"
    bench.case.record(
        EventAction.NOTED,
        actor=bench.by,
        exhibit=exhibit_of(said.frame.film),
        detail=[("note", str(said.number)), ("state", what)],
        records=[said],
    )
    return said


def _standing(bench: Bench, number: int) -> Note:
    held = {n.number: n for n in bench.notes()}
    if number not in held:
        raise InputInvalid(
            f"No note {number} stands in this case.",
            advice="It was taken back, or never written; the page of notes lists those that stand.",
        )
    return held[number]


def _worded(text: str) -> str:
    if not text.strip():
        raise InputInvalid("A note needs words.", advice="Say what is seen there.")
    return text.strip()


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
