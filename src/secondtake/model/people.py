"""People without identity: a person's track through a shot, and two tracks that may be one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from secondtake.errors import InvalidRecord
from secondtake.model.enums import PersonCandidateKind, PersonDecision
from secondtake.model.film_key import film_key, film_mark
from secondtake.model.footage import frozen_array
from secondtake.model.membership import require_member
from secondtake.model.reasons import Reason

__all__ = [
    "FacesBetween",
    "PeopleCompared",
    "PersonCandidate",
    "PersonSeen",
    "PersonTrack",
]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PersonTrack:
    """One person, unbroken through a part of one shot: never an identity, never a name.

    ``id``: the file's or exhibit's mark, a colon, ``P`` and a number. ``shot`` counts from 0.
    ``seconds``: float64 (n,), rising, on the film's own clock. ``boxes``: float32 (n, 4),
    x, y, width, height, 0 to 1 of the displayed picture. ``hidden``: bool (n,), where nothing was
    found and the box is placed between two sightings. ``quality``: 0 to 1, how well it can be
    compared; ``poor`` says why it cannot, or is empty. ``seen``: what keypoints show of it.

    The rest are vectors, which stay in the case and are deleted with it: ``histograms`` float32
    (parts, bins) and ``pixels`` float32 (parts,) of clothing, ``build`` float32 (3,) ratios,
    ``crops`` float32 (k, 1280) and ``face`` float32 (128,) of unit length or zeros when no face
    fit; ``faces`` counts those it is the mean of, ``face_px`` is their median width, ``faces_by``
    names what described them.
    """

    id: str
    exhibit: str
    shot: int
    seconds: NDArray[np.float64]
    boxes: NDArray[np.float32]
    hidden: NDArray[np.bool_]
    quality: float
    poor: str
    seen: tuple[str, ...]
    histograms: NDArray[np.float32] = field(repr=False)
    pixels: NDArray[np.float32] = field(repr=False)
    build: NDArray[np.float32] = field(repr=False)
    crops: NDArray[np.float32] = field(repr=False)
    face: NDArray[np.float32] = field(repr=False)
    faces: int
    face_px: float
    faces_by: str
    stream: int = 1

    def __post_init__(self) -> None:
        frozen_array(self, "seconds", np.float64, 1)
        for name, dims in (("boxes", 2), ("histograms", 2), ("crops", 2), ("pixels", 1)):
            frozen_array(self, name, np.float32, dims)
        for name in ("build", "face"):
            frozen_array(self, name, np.float32, 1)
        frozen_array(self, "hidden", np.bool_, 1)
        if not len(self.seconds) == len(self.boxes) == len(self.hidden) or not len(self.seconds):
            raise InvalidRecord(
                f"PersonTrack: expected a box for each time, got {len(self.boxes)} for "
                f"{len(self.seconds)}"
            )

    @property
    def film(self) -> str:
        """The key of the film it is in."""
        return film_key(self.exhibit, self.stream)

    @property
    def shot_id(self) -> str:
        """The id of the shot it is in, as ``Shot.id`` spells it."""
        return f"{film_mark(self.film)}:{self.shot}"

    @property
    def start(self) -> float:
        """When it is first seen, in seconds of the film's own clock."""
        return float(self.seconds[0])

    @property
    def end(self) -> float:
        """When it is last seen, in seconds of the film's own clock."""
        return float(self.seconds[-1])


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCandidate:
    """Two tracks that may show one person; a person has to look.

    ``score`` is calibrated, 0 to 1. ``rank`` is its place among the ``controls``, the scores of
    the same two tracks with every other person of the footage: 1 is above all of them.
    ``decision``: as reviewed, empty while nobody has.
    """

    left: str
    right: str
    kind: PersonCandidateKind
    score: float
    because: tuple[Reason, ...]
    rank: int
    controls: int
    decision: PersonDecision = PersonDecision.NOT_REVIEWED

    def __post_init__(self) -> None:
        require_member(PersonCandidateKind, self.kind, "PersonCandidate.kind")

    @property
    def id(self) -> str:
        """The candidate's name in a case: its two tracks, joined."""
        return f"{self.left}+{self.right}"

    @property
    def finding(self) -> str:
        """The id of the finding that tells of it."""
        return "B-" + hashlib.sha256(self.id.encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSeen:
    """What a report tells of a track: where it is and what it shows, without any vector.

    ``exhibit`` is the film's digest, ``shot`` the shot's id; times are seconds of its clock.
    ``box``: x, y, width, height, 0 to 1 of the displayed picture, where it is ``at`` that time.
    ``number`` is given once for the life of the case; 0 in reports made before version 0.4.
    """

    id: str
    exhibit: str
    shot: str
    start: float
    end: float
    quality: float
    poor: str
    seen: tuple[str, ...]
    at: float
    box: tuple[float, float, float, float]
    stream: int = 1
    number: int = 0

    @property
    def name(self) -> str:
        """``P7``: given once for the life of the case; in older reports, once for its film."""
        return f"P{self.number}" if self.number else self.id.rpartition(":")[2]

    @property
    def film(self) -> str:
        """The key of the film it is in."""
        return film_key(self.exhibit, self.stream)


@dataclass(frozen=True, slots=True, kw_only=True)
class FacesBetween:
    """What faces tell of the people in two shots (their ids) that may be takes."""

    left: str
    right: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleCompared:
    """What comparing people gave: tracks, how many pairs of them were compared, candidates.

    ``faces``: for each pair of shots that may be takes or one moment, what faces tell.
    """

    seen: tuple[PersonSeen, ...]
    pairs: int
    candidates: tuple[PersonCandidate, ...]
    faces: tuple[FacesBetween, ...] = ()

    @property
    def pair_names(self) -> dict[str, str]:
        """``P3+P7`` for each candidate, by the id of the finding that tells of it."""
        names = {one.id: one.name for one in self.seen}
        return {c.finding: f"{names[c.left]}+{names[c.right]}" for c in self.candidates}
