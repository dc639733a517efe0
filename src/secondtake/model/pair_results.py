"""What each engine says of a pair, before `comparing/combine.py` makes one relation of it."""

from __future__ import annotations

from dataclasses import dataclass

from secondtake.model.enums import RelationKind, SoundAgreement
from secondtake.model.evidence import Maker
from secondtake.model.findings import Alignment, Difference, Measurement
from secondtake.model.reasons import Reason

__all__ = ["CaptureResult", "CopiedStretch", "CopiesResult", "FilmCopies", "TakesResult"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakesResult:
    """What whole pictures, people and sound say of two shots.

    ``kind``, ``scores``, ``alignment``, ``differences``, ``because``, ``missing`` as in
    ``Relation``; ``scores`` is empty where nothing could be measured.
    """

    left: str
    right: str
    kind: RelationKind
    scores: tuple[tuple[RelationKind, float], ...]
    alignment: tuple[Alignment, ...]
    differences: tuple[Difference, ...]
    because: tuple[Reason, ...]
    missing: tuple[Reason, ...]
    measurements: tuple[Measurement, ...]
    made_by: Maker


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedStretch:
    """A stretch that two films have in common, in seconds of each film's own clock.

    ``slope``: right seconds per left second, negative when one runs backwards. ``score``: 0 to 1.
    ``edits``: what was done to one of them, in words. ``sound``: what the sound of both says of it.
    """

    left: tuple[float, float]
    right: tuple[float, float]
    slope: float
    score: float
    edits: tuple[str, ...]
    sound: SoundAgreement


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmCopies:
    """Every stretch that two films, by their keys, have in common; none: searched and not found.

    ``left_seconds``, ``right_seconds``: the lengths of the films.
    """

    left: str
    right: str
    left_seconds: float
    right_seconds: float
    stretches: tuple[CopiedStretch, ...]
    made_by: Maker


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiesResult:
    """What of a film's copied stretches lies in one pair of shots.

    ``stretches``: each as aligned spans of the shots; ``common``: those of them that many films of
    the case have, which are no evidence by themselves.
    """

    stretches: tuple[tuple[Alignment, CopiedStretch], ...]
    common: tuple[tuple[Alignment, CopiedStretch], ...]
    made_by: Maker


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureResult:
    """What sensor noise and key frames say of two shots: one capture, two, or not to be told.

    ``because`` are reasons a person can check; ``missing`` says why it could not be analysed.
    ``alignment``: where noise itself told which stretches are one.
    """

    left: str
    right: str
    measurements: tuple[Measurement, ...]
    because: tuple[Reason, ...]
    missing: tuple[Reason, ...]
    made_by: Maker
    alignment: tuple[Alignment, ...] = ()
