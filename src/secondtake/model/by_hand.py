"""What people add to a case by hand: notes at frames, ties, sync points, comments, assignments.

Each is appended and never edited: who changes or takes back one says so in a newer record, and the
newest counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from secondtake.errors import InvalidRecord
from secondtake.model.enums import TieDecision
from secondtake.model.evidence import require_utc
from secondtake.model.findings import Box
from secondtake.model.membership import require_member

__all__ = ["Assignment", "Comment", "FilmFrame", "HandTie", "Note", "SyncPoint"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmFrame:
    """One frame of a film: the film's key, and the tick at which the frame begins.

    Ticks count from the film's first frame, as in its ``FrameTable``.
    """

    film: str
    pts: int
    tick: Fraction

    def __post_init__(self) -> None:
        if not self.film or self.pts < 0 or not self.tick > 0:
            raise InvalidRecord(
                f"FilmFrame: expected a film, pts >= 0 and tick > 0, got {self.film!r}, "
                f"{self.pts}, {self.tick}"
            )

    @property
    def seconds(self) -> float:
        """When the frame begins, on the film's own clock; for display."""
        return float(self.pts * self.tick)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What a person wrote about a frame, or about a place in its picture that ``box`` frames.

    ``number`` names it for the life of the case: a newer record of the same number is a newer
    wording, or with ``withdrawn`` takes the note back. ``partner``: the frame of another film that
    shows the same, and ``partner_box`` where in it; a person confirmed both. ``finding``: the id
    of the finding it was written at, empty for none.
    """

    number: int
    text: str
    frame: FilmFrame
    by: str
    at: datetime
    box: Box | None = None
    partner: FilmFrame | None = None
    partner_box: Box | None = None
    finding: str = ""
    withdrawn: bool = False

    def __post_init__(self) -> None:
        require_utc(self.at, "Note.at")
        if self.number < 1 or not self.text.strip() or not self.by.strip():
            raise InvalidRecord(
                f"Note: expected a number from 1, a text and a name, got {self.number}, "
                f"{self.text!r}, {self.by!r}"
            )
        for name, box in (("box", self.box), ("partner_box", self.partner_box)):
            _require_box(box, f"Note.{name}")
        if self.partner_box is not None and (self.partner is None or self.box is None):
            raise InvalidRecord("Note.partner_box: expected a partner and a box, got none")


@dataclass(frozen=True, slots=True, kw_only=True)
class HandTie:
    """A person's word on whether a finding bears on a claim; the newest of the three counts.

    ``page``: the digest of the claim's page. ``AS_COMPUTED`` takes an earlier word back.
    """

    page: str
    claim: str
    finding: str
    decision: TieDecision
    reason: str
    by: str
    at: datetime

    def __post_init__(self) -> None:
        require_member(TieDecision, self.decision, "HandTie.decision")
        require_utc(self.at, "HandTie.at")
        if not self.reason.strip() or not self.by.strip():
            raise InvalidRecord("HandTie: expected a reason and a name, got none")


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncPoint:
    """Two frames of two films that a person says show one instant; the newest word on both counts.

    It puts the shots they are in on one clock, before what comparing found. A film that was cut
    has one for each shot.
    """

    left: FilmFrame
    right: FilmFrame
    reason: str
    by: str
    at: datetime
    withdrawn: bool = False

    def __post_init__(self) -> None:
        require_utc(self.at, "SyncPoint.at")
        if self.left.film == self.right.film:
            raise InvalidRecord("SyncPoint: expected frames of two films, got one film twice")
        if not self.reason.strip() or not self.by.strip():
            raise InvalidRecord("SyncPoint: expected a reason and a name, got none")

    @property
    def frames(self) -> frozenset[FilmFrame]:
        """The two frames, in whichever order they were named."""
        return frozenset((self.left, self.right))


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """What a person says to their colleagues about a finding; it is in no report."""

    finding: str
    text: str
    by: str
    at: datetime

    def __post_init__(self) -> None:
        require_utc(self.at, "Comment.at")
        if not self.text.strip() or not self.by.strip():
            raise InvalidRecord("Comment: expected a text and a name, got none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Who is to look at a finding; ``to`` is empty where nobody is any more. The newest counts."""

    finding: str
    to: str
    by: str
    at: datetime

    def __post_init__(self) -> None:
        require_utc(self.at, "Assignment.at")


def _require_box(box: Box | None, field: str) -> None:
    if box is None:
        return
    x, y, width, height = box
    over = 1 + 1e-6  # what a browser sends is rounded
    if not (x >= 0 and y >= 0 and width > 0 and height > 0 and x + width <= over >= y + height):
        raise InvalidRecord(f"{field}: expected x, y, width, height within 0 to 1, got {box}")
