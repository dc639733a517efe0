"""What comparing and judging give: relations with reasons, findings with alternatives."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from secondtake.errors import InvalidRecord
from secondtake.model.enums import (
    CheckState,
    DifferenceKind,
    Expected,
    FindingKind,
    FindingState,
    RelationKind,
    ReviewDecision,
)
from secondtake.model.evidence import Maker, require_utc
from secondtake.model.measure_names import MeasureName
from secondtake.model.membership import require_member
from secondtake.model.reasons import Reason
from secondtake.model.serialization import plain
from secondtake.model.time import Span

__all__ = [
    "Alignment",
    "Alternative",
    "AtHeight",
    "Difference",
    "Dismissal",
    "ErrorFigures",
    "ErrorRates",
    "FalsePlaces",
    "Finding",
    "GateCheck",
    "HeightRates",
    "Measurement",
    "Relation",
    "Review",
    "ShotPair",
]


Box = tuple[float, float, float, float]
"""x, y, width, height, each 0 to 1 of the displayed picture, origin top left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """One number a comparer gives; None: it was not measured. ``unit`` is empty for a ratio."""

    name: MeasureName
    value: float | None
    unit: str
    made_by: Maker

    def __post_init__(self) -> None:
        require_member(MeasureName, self.name, "Measurement.name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """Which stretch of the left shows what which stretch of the right shows.

    ``speed`` is right seconds per left second; negative when one runs backwards.
    """

    left: Span
    right: Span
    speed: float = 1.0
    mirrored: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Where two aligned shots differ: what it is, boxes, when on the left clock, how much.

    ``size`` is in multiples of the noise floor measured inside one take; None for what has no
    size, as what a clock shows.
    """

    kind: DifferenceKind
    what: Reason
    left_box: Box
    right_box: Box
    span: Span
    size: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What footage shows about two shots.

    ``scores`` has one entry for each kind but undecided and sums to 1; it is empty where nothing
    could be measured. ``because`` are reasons a person can check; ``missing`` says what would
    decide it. ``made_by``: every engine that was asked; ``decided_by``: the one whose word
    ``kind`` is, None where none decided.
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
    made_by: tuple[Maker, ...]
    decided_by: Maker | None

    def __post_init__(self) -> None:
        require_member(RelationKind, self.kind, "Relation.kind")
        if self.kind == RelationKind.UNDECIDED and not self.missing:
            raise InvalidRecord(
                "Relation: expected `missing` to say what would decide it, got none"
            )
        if self.decided_by is not None and self.decided_by not in self.made_by:
            raise InvalidRecord(
                f"Relation.decided_by: expected one of made_by, got {self.decided_by.name!r}"
            )

    def score(self, kind: RelationKind) -> float | None:
        """The score of one kind, 0 to 1; None when it was not measured."""
        return dict(self.scores).get(kind)

    def measured(self, name: MeasureName) -> float | None:
        """One measurement by its name; None when it was not measured."""
        return next((m.value for m in self.measurements if m.name == name), None)

    @property
    def best(self) -> float:
        """How high the relation's own kind scores, 0 to 1; its highest score when undecided."""
        own = self.score(self.kind)
        return own if own is not None else max((s for _, s in self.scores), default=0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShotPair:
    """Two shots worth a look, and why they were chosen."""

    left: str
    right: str
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class GateCheck:
    """One check of the gate, and in ``note`` what was seen."""

    number: int
    name: str
    state: CheckState
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Another explanation, and whether the finding is more or less expected under it."""

    explanation: str
    expected: Expected
    reason: str

    def __post_init__(self) -> None:
        require_member(Expected, self.expected, "Alternative.expected")


@dataclass(frozen=True, slots=True, kw_only=True)
class AtHeight:
    """How often the detector errs where people are about as tall as here, in pixels compared.

    ``recall`` and ``false_alarm_rate`` (None: not measured there) were measured with people between
    ``low`` and ``high``, or from ``low`` up where that is None.
    """

    height_px: float
    low: float
    high: float | None
    pairs: int
    recall: float | None
    false_alarm_rate: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeightRates:
    """How often a detector errs where people are ``low`` to ``high`` pixels tall (None: taller).

    Pixels of the pictures compared; rates 0 to 1, None: not measured there.
    """

    low: float
    high: float | None
    pairs: int
    recall: float | None
    false_alarm_rate: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FalsePlaces:
    """How many places were listed as different where nothing differs, ``listed``, in ``pairs``."""

    listed: int
    pairs: int
    tested_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorRates:
    """How often one engine errs at its threshold for one kind, as measured; None: not measured.

    ``false_alarm_rate`` is per pair compared. ``false_places`` is None where no differences are
    told.
    """

    threshold: float | None
    false_alarm_rate: float | None
    recall: float | None
    pairs: int
    tested_on: str
    by_height: tuple[HeightRates, ...] = ()
    false_places: FalsePlaces | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorFigures:
    """How often the detector errs at its threshold, measured on ``tested_on``; None: not measured.

    ``false_alarm_rate`` is per pair compared; ``expected_false_alarms`` is that times the pairs.
    """

    pairs_compared: int
    threshold: float | None
    false_alarm_rate: float | None
    recall: float | None
    tested_on: str
    expected_false_alarms: float | None
    at_height: AtHeight | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A neutral sentence about footage, tied to claims; states what was seen, never why.

    ``sought``: of a finding that nothing was found, which relation was looked for.
    """

    id: str
    kind: FindingKind
    sentence: str
    claims: tuple[str, ...]
    relations: tuple[tuple[str, str], ...]
    state: FindingState
    checks: tuple[GateCheck, ...]
    alternatives: tuple[Alternative, ...]
    errors: ErrorFigures
    limits: tuple[str, ...]
    would_change: tuple[str, ...]
    made_by: Maker
    sought: RelationKind | None = None

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of the whole record: what making it again on the same versions gives."""
        text = json.dumps(plain(self), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dismissal:
    """A person's word that a pair of shots is no evidence; appended, the newest of a pair counts.

    ``undone``: they say that it is evidence again. ``kind``: that of the finding they named; of
    ``DIFFERENCE`` only what differs between the two is set aside, and the pair stands. None: the
    whole pair, as versions up to 0.3.0 recorded it.
    """

    left: str
    right: str
    reviewer: str
    note: str
    at: datetime
    undone: bool = False
    kind: FindingKind | None = None

    def __post_init__(self) -> None:
        require_utc(self.at, "Dismissal.at")

    @property
    def of_differences(self) -> bool:
        """Whether the pair stands and only what differs between the two is set aside."""
        return self.kind == FindingKind.DIFFERENCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What a person decided about a finding; appended, never edited.

    ``blind``: they say they looked before they knew the claim or another review. ``weights``:
    explanations they weighed, each with how expected the finding is under it; one of their own is
    in quotation marks. ``because``: explanations with why they weigh them so.
    """

    finding: str
    reviewer: str
    decision: ReviewDecision
    note: str
    at: datetime
    blind: bool = False
    weights: tuple[tuple[str, Expected], ...] = ()
    because: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        require_member(ReviewDecision, self.decision, "Review.decision")
        for _, weight in self.weights:
            require_member(Expected, weight, "Review.weights")
        require_utc(self.at, "Review.at")
