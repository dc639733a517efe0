"""What comparing a still picture with a film, or with another still picture, showed."""

from __future__ import annotations

from dataclasses import dataclass

from secondtake.model.enums import RelationKind
from secondtake.model.evidence import Maker, require_digest
from secondtake.model.film_key import exhibit_of

__all__ = ["PictureMatch"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureMatch:
    """How a still picture is related to a film or to another still picture.

    ``picture``: the exhibit's digest; ``other``: that of another picture, or a film's key.
    ``answer``: ``COPY`` where the picture is a frame of the film, or both are one picture;
    ``UNDECIDED`` where they show one view and no frame can be told; ``DIFFERENT`` where nothing
    matches. ``at_seconds``: when the nearest frame of the
    film is shown, None without one and for a picture. ``agreeing``: share (0 to 1) of the parts of
    the picture with something to see in them that look alike in both once one is laid on the
    other; ``telling``: how many of these vary in the film, so that they tell its frames apart.
    ``inliers``: matched keypoints that fit the registration. ``mirrored``: one is mirrored.
    """

    picture: str
    other: str
    answer: RelationKind
    at_seconds: float | None
    agreeing: float
    telling: int
    inliers: int
    mirrored: bool
    made_by: Maker

    def __post_init__(self) -> None:
        require_digest(self.picture, "PictureMatch.picture")
        require_digest(exhibit_of(self.other), "PictureMatch.other")
