"""What commands print with ``--json`` where it is no record as it stands: names and types.

Functions that make these values return these types, so that the checker of types compares both;
``outputs.schema.json`` is taken from them. Times are seconds from a film's start.
"""

from __future__ import annotations

from typing import TypedDict

from secondtake.model.enums import (
    ArchivedFilmState,
    PersonAnswer,
    PersonCandidateKind,
    ReasonCode,
    SoundAgreement,
)
from secondtake.model.reasons import ReasonValue

__all__ = [
    "Added",
    "AlignedShape",
    "Appearance",
    "ArchiveShape",
    "DeskKept",
    "DeskServed",
    "DifferenceShape",
    "DismissedPair",
    "Forgotten",
    "Found",
    "FrameShape",
    "HeldFilm",
    "Key",
    "PairReview",
    "PairShape",
    "PeopleShape",
    "PersonPairShape",
    "PersonTrackShape",
    "ReasonShape",
    "RelationShape",
    "Served",
    "ShotOf",
    "StillShape",
    "StillsShape",
    "Written",
]


class AlignedShape(TypedDict):
    """Stretches of two films that run alike; ``speed`` of the right for one of the left."""

    left_start: float
    left_end: float
    right_start: float
    right_end: float
    speed: float
    mirrored: bool


class ReasonShape(TypedDict):
    """Why, or what is missing: what it is of, the values it rests on by name, and the sentence."""

    code: ReasonCode
    values: dict[str, ReasonValue]
    sentence: str


class DifferenceShape(TypedDict):
    """Where two takes differ: boxes are x, y, width, height of 0 to 1; ``size`` in times of the
    noise inside one take."""

    kind: str
    what: ReasonShape
    left_box: list[float]
    right_box: list[float]
    start: float
    end: float
    size: float | None


class ShotOf(TypedDict):
    """Which shot of a film is meant: ``number`` counts from 1, times are seconds of the film.

    ``picture``: which moving picture of the file it is in, 1 the one that players show.
    """

    picture: int
    number: int
    start: float
    end: float


class PairShape(TypedDict):
    """One pair of shots: their numbers, counted from 1, how they are related and how surely.

    ``left_picture``, ``right_picture``: which moving picture of each file they are in.
    """

    left_picture: int
    left_shot: int
    right_picture: int
    right_shot: int
    kind: str
    score: float | None


class RelationShape(TypedDict):
    """How two films are related, told of the pair of their shots that is related most closely.

    ``scores`` of all kinds sum to 1; there is none where nothing could be measured. ``pairs`` are
    all pairs of shots that were compared. ``decided_by``: the engine whose word ``kind`` is.
    ``left_partial``, ``right_partial``: why a film was not seen whole.
    """

    left: str
    right: str
    left_shot: ShotOf | None
    right_shot: ShotOf | None
    kind: str
    decided_by: str | None
    made_by: list[str]
    scores: dict[str, float]
    alignment: list[AlignedShape]
    differences: list[DifferenceShape]
    because: list[ReasonShape]
    missing: list[ReasonShape]
    pairs: list[PairShape]
    left_partial: str | None
    right_partial: str | None


class PersonTrackShape(TypedDict):
    """One person, unbroken: ``boxes`` are time, x, y, x, y of 0 to 1; ``quality`` is 0 to 1."""

    id: str
    file: str
    start: float
    end: float
    boxes: list[list[float]]
    quality: float


class PersonPairShape(TypedDict):
    """Two tracks that may be one person."""

    left: str
    right: str
    kind: PersonCandidateKind
    score: float
    because: list[ReasonShape]


class PeopleShape(TypedDict):
    """Tracks and candidates; nobody is named, and no vector is printed."""

    tracks: list[PersonTrackShape]
    candidates: list[PersonPairShape]


class Added(TypedDict):
    """A film of an archive, and what was done with it."""

    file: str
    digest: str
    state: ArchivedFilmState


class Appearance(TypedDict):
    """A piece of a film in an archive, and what its sound says."""

    reference: str
    query_start: float
    query_end: float
    reference_start: float
    reference_end: float
    score: float
    edits: list[str]
    sound: SoundAgreement
    common: bool


class Found(Appearance):
    """An appearance, and the file that was asked for."""

    query: str


class HeldFilm(TypedDict):
    """A film an archive holds; ``path`` is where its original was."""

    name: str
    digest: str
    seconds: float
    path: str


class ArchiveShape(TypedDict):
    """What an archive holds, and its totals."""

    format: str
    films: list[HeldFilm]
    seconds: float
    frames: int
    features: int
    bytes: int


class DismissedPair(TypedDict):
    """Digests of a film asked for and an archived one that are no evidence together."""

    query: str
    reference: str


class Key(TypedDict):
    """Where a new key lies, and its fingerprint."""

    key: str
    public: str
    fingerprint: str


class Forgotten(TypedDict):
    """How many files about people were deleted."""

    files_deleted: int


class PairReview(TypedDict):
    """What a person said of a pair of tracks."""

    pair: str
    decision: PersonAnswer


class Served(TypedDict):
    """What ``open`` prints: the link that lets one browser in, once."""

    link: str


class DeskServed(TypedDict):
    """What ``serve`` prints: where the desk is, and a one-time link for an administrator or an
    empty text."""

    address: str
    link: str


class DeskKept(TypedDict):
    """What ``serve --backup`` and ``serve --restore`` print."""

    file: str
    people: int


class Written(TypedDict):
    """The page that was written."""

    page: str


class StillShape(TypedDict):
    """One key frame that was written: its file, that one's SHA-256, and its time on the film.

    ``picture``: the film's name, and which of a file's moving pictures it is from.
    """

    file: str
    sha256: str
    picture: str
    at_seconds: float
    width: int
    height: int


class FrameShape(TypedDict):
    """One frame that was written, exactly: the picture's file and its SHA-256.

    ``picture``: the film's name, and which of a file's moving pictures it is. ``frame``: counted
    from 1, of ``frames``. ``pts``: when it begins, in ticks of ``tick`` seconds from the first
    frame.
    """

    file: str
    sha256: str
    picture: str
    frame: int
    frames: int
    at_seconds: float
    pts: int
    tick: str
    width: int
    height: int


class StillsShape(TypedDict):
    """The folder of key frames, and its contact sheet."""

    folder: str
    sheet: str
    stills: list[StillShape]
