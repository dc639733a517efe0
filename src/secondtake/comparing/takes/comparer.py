"""Two described shots in, what takes of them look like out: measured, scored, with reasons."""

from __future__ import annotations

import math
from dataclasses import replace

from secondtake import weights
from secondtake.comparing.takes.alignment import alignment_at_speed, alignment_of, frame_pairs
from secondtake.comparing.takes.describe.description import Described
from secondtake.comparing.takes.describe.quality import CROWD, STILL, hindrances
from secondtake.comparing.takes.differences.clock_readings import clock_differences, clock_reasons
from secondtake.comparing.takes.differences.located_difference import on_sides
from secondtake.comparing.takes.differences.search import Compared, located
from secondtake.comparing.takes.measures.measurements import Measures, measure
from secondtake.comparing.takes.measures.playing_speed import PlayingSpeed, playing_speed
from secondtake.comparing.takes.reasons import at_speed, cameras, reasons, sameness, wanting
from secondtake.comparing.takes.scoring import DECIDED, score, what_would_decide
from secondtake.constants_digest import constants_digest
from secondtake.model.enums import ReasonCode, RelationKind
from secondtake.model.evidence import Maker
from secondtake.model.findings import Alignment, Difference, Measurement
from secondtake.model.measure_names import MeasureName
from secondtake.model.pair_results import TakesResult
from secondtake.model.reasons import Reason, reason
from secondtake.model.time import Span
from secondtake.vision import person_embedding, pose

__all__ = ["compare_takes", "maker"]

VERSION = "13"

NEARLY = 0.3
"""Score of a retake from which two shots of one place are aligned, and their differences listed."""


def maker() -> Maker:
    """Who compares takes: the version, every constant and data file, and the weights' digests."""
    return Maker(
        name="takes",
        version=VERSION,
        settings=(
            ("constants", constants_digest("secondtake.comparing.takes", "secondtake.vision")),
            ("weights " + pose.MODEL, weights.digest(pose.MODEL)),
            ("weights " + person_embedding.MODEL, weights.digest(person_embedding.MODEL)),
        ),
    )


def compare_takes(left: Described, right: Described) -> TakesResult:
    """What whole pictures, people and sound show about two shots.

    The same for (left, right) and (right, left) with the sides changed over, and the same on
    every run. `undecided` says in ``missing`` what would decide it.
    """
    swap = _order(right) < _order(left)
    first, second = (right, left) if swap else (left, right)
    sides = ("right", "left") if swap else ("left", "right")
    missing = hindrances(left.quality, "left") + hindrances(right.quality, "right")
    if missing:
        return TakesResult(
            left=left.shot.id,
            right=right.shot.id,
            kind=RelationKind.UNDECIDED,
            scores=(),
            alignment=(),
            differences=(),
            because=(),
            missing=missing,
            measurements=(),
            made_by=maker(),
        )
    found = measure(first, second)
    numbers = found.numbers
    scores = score(numbers)
    kind = max(DECIDED, key=lambda k: scores[k])
    missing = wanting(left, right, found)
    doubt = _doubt(kind, scores, found, left, right)
    # What comes near a retake is laid out like one, so that a person can see why it may be one.
    laid = (
        RelationKind.RETAKE
        if kind == RelationKind.SAME_SCENE and scores[RelationKind.RETAKE] >= NEARLY
        else kind
    )
    speed = _other_speed(laid, found, first, second)
    pairs = frame_pairs(laid, found, first, second, speed)
    mirrored = kind == RelationKind.COPY and (found.registration or found.place).mirrored
    alignment = (
        alignment_of(pairs, first, second, mirrored=mirrored)
        if speed is None
        else alignment_at_speed(speed, first, second, mirrored=mirrored)
    )
    if swap:
        alignment = tuple(_swapped(a) for a in alignment)
    because = reasons(kind, found, sides)
    compared = located(laid, pairs, found, first, second)
    because += at_speed(speed, first, second, sides)
    because += sameness(compared) + cameras((first, second), sides)
    because += clock_reasons(found, kind, (first, second), sides)
    clocks = clock_differences(found, kind, first, second)
    compared = replace(compared, differences=clocks + compared.differences)
    differences = _differences(compared, left, sides, swap=swap)
    if doubt is not None and doubt.code == ReasonCode.MOVEMENT:
        scores = _one_place_or_one_recording(scores)
    if doubt is not None:
        kind, missing = RelationKind.UNDECIDED, (doubt, *missing)
    return TakesResult(
        left=left.shot.id,
        right=right.shot.id,
        kind=kind,
        scores=tuple((k, scores[k]) for k in DECIDED),
        alignment=alignment,
        differences=differences,
        because=because,
        missing=missing,
        measurements=_measurements(numbers),
        made_by=maker(),
    )


def _other_speed(
    kind: RelationKind, found: Measures, left: Described, right: Described
) -> PlayingSpeed | None:
    """The speed of a copy that does not play at the other's own."""
    if kind != RelationKind.COPY or found.registration is None:
        return None
    speed = playing_speed(left, right, found.registration)
    return speed if speed is not None and speed.other else None


def _order(shot: Described) -> tuple[str, str, int, int]:
    return shot.mark, shot.shot.film, shot.shot.number, shot.shot.span.start


def _doubt(
    kind: RelationKind,
    scores: dict[RelationKind, float],
    found: Measures,
    left: Described,
    right: Described,
) -> Reason | None:
    """What would decide a pair whose best score decides nothing; None when it does."""
    here = kind in (RelationKind.COPY, RelationKind.RETAKE, RelationKind.SAME_SCENE)
    for side, shot in (("left", left), ("right", right)):
        if here and (shot.quality.change < STILL or _nothing_moves(found)):
            return reason(ReasonCode.MOVEMENT, side=side)
        if kind in (RelationKind.RETAKE, RelationKind.SAME_MOMENT) and shot.quality.people > CROWD:
            return reason(ReasonCode.FEWER_PEOPLE, side=side)
    wanted = what_would_decide(scores, found.numbers)
    if wanted == ReasonCode.CLEARER_FOOTAGE:
        near = sorted(scores, key=lambda k: -scores[k])[:2]
        return reason(wanted, similar_scores=tuple(near))
    return None if wanted is None else reason(wanted)


def _nothing_moves(found: Measures) -> bool:
    """Whether nothing moves in the aligned time but noise and burnt-in clocks.

    A still picture fits a still picture at any offset, so neither a copy nor another recording can
    be told from it.
    """
    return found.registration is not None and found.registration.changing == 0


def _one_place_or_one_recording(scores: dict[RelationKind, float]) -> dict[RelationKind, float]:
    """The scores where nothing moves: a copy is as likely as another recording of the place."""
    both = (scores[RelationKind.COPY] + scores[RelationKind.SAME_SCENE]) / 2
    return {**scores, RelationKind.COPY: both, RelationKind.SAME_SCENE: both}


def _swapped(stretch: Alignment) -> Alignment:
    return Alignment(
        left=stretch.right,
        right=stretch.left,
        speed=1 / stretch.speed,
        mirrored=stretch.mirrored,
    )


def _differences(
    compared: Compared, left: Described, sides: tuple[str, str], *, swap: bool
) -> tuple[Difference, ...]:
    """The differences on the left's clock, the left's box first."""
    found = []
    for one in compared.differences:
        first, last = one.right_frames if swap else one.left_frames
        found.append(
            Difference(
                kind=one.kind,
                what=on_sides(one.what, sides),
                left_box=one.right_box if swap else one.left_box,
                right_box=one.left_box if swap else one.right_box,
                span=Span.of_seconds(
                    float(left.seconds[first]),
                    float(left.seconds[last]) + left.step_seconds,
                    left.shot.span.tick,
                ),
                size=None if one.size is None else round(one.size, 2),
            )
        )
    return tuple(found)


def _measurements(numbers: dict[MeasureName, float]) -> tuple[Measurement, ...]:
    by = maker()
    units = {
        MeasureName.PERSON_HEIGHT_PX: "px",
        MeasureName.MOTION_OVERLAP_S: "s",
        MeasureName.PICTURE_SYNC_OVERLAP_S: "s",
        MeasureName.BODY_SYNC_APART_S: "s",
        MeasureName.SOUND_LOUDNESS_DB: "dB",
        MeasureName.PICTURE_SYNC_RESIDUAL_S: "s",
        MeasureName.BACKGROUND_INLIERS: "matches",
        MeasureName.KEYPOINT_INLIERS: "matches",
    }
    return tuple(
        Measurement(
            name=name,
            value=None if math.isnan(value) else round(value, 4),
            unit=units.get(name, ""),
            made_by=by,
        )
        for name, value in sorted(numbers.items())
    )
