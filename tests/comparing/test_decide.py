"""The chain of questions: what scores say when a background is shared and when none is."""

from __future__ import annotations

import math

import numpy as np
import pytest
from bench.accuracy.relations_learning import SIGNS

from secondtake.comparing.takes.scoring import (
    DECIDED,
    Numbers,
    Question,
    QuestionInput,
    answer,
    calibration,
    score,
    sharpened,
    value_of,
    what_would_decide,
)
from secondtake.model.enums import ReasonCode, RelationKind
from secondtake.model.measure_names import MeasureName

HERE = {
    "background_inliers": 200.0,
    "keypoint_inliers": 250.0,
    "camera_position_agreement": 1.0,
    "registered_share": 0.1,
    "registration_fit": 0.15,
}
"""One place from one camera position, and not one recording."""


def numbers(**measured: float) -> dict[MeasureName, float]:
    """Measures of two shots of which nothing else is known."""
    nothing = {"background_inliers": 0.0, "keypoint_inliers": 0.0}
    return {MeasureName(name): value for name, value in (nothing | measured).items()}


def _likeliest(measured: Numbers) -> RelationKind:
    scores = score(measured)
    return max(DECIDED, key=scores.__getitem__)


def test_unlike_people_and_surroundings_are_different() -> None:
    seen = numbers(
        person_similarity=0.1,
        clothing_similarity=0.5,
        scene_similarity=0.0,
        colour_similarity=0.4,
        registered_share=0.0,
        registration_fit=0.0,
    )

    assert _likeliest(seen) == "different"


def test_what_is_the_same_to_a_part_of_a_frame_is_one_recording() -> None:
    seen = {
        "residual_share": 0.003,
        "residual_share_median": 0.003,
        "static_residual": 0.005,
        "residual_sharpness": 5.0,
        "identical_frames_share": 1.0,
        "identical_cells_share": 1.0,
        "frame_time_scatter_s": 0.0,
    }

    assert score(numbers(**HERE | seen))["copy"] > 0.9


def test_one_who_is_taller_at_the_same_spot_is_less_likely_a_retake() -> None:
    worn = {"person_similarity": 0.7, "clothing_similarity": 0.97, "outline_closeness": 0.2}

    as_tall = score(numbers(**HERE, **worn, height_difference=0.0))["retake"]
    taller = score(numbers(**HERE, **worn, height_difference=0.08))["retake"]

    assert as_tall > taller


def test_takes_that_are_not_close_are_no_retake_however_alike_people_are() -> None:
    seen = {
        "silhouette_dtw_shared": 0.1,
        "motion_map_shared": 0.1,
        "person_similarity": 0.8,
        "clothing_similarity": 1.0,
    }

    assert _likeliest(numbers(**HERE, **seen, outline_closeness=-1.5)) == "same scene"


@pytest.mark.parametrize("place", [0.0, 5.0, 300.0, 5000.0])
def test_scores_sum_to_one_whatever_was_measured(place: float) -> None:
    scores = score(numbers(background_inliers=place, keypoint_inliers=place))

    assert set(scores) == set(DECIDED)
    assert sum(scores.values()) == pytest.approx(1)


@pytest.mark.parametrize("question", Question)
def test_each_input_speaks_the_way_it_must(question: Question) -> None:
    asked = calibration()["questions"][question]["inputs"]
    signs = {str(name): sign for name, sign in SIGNS[question].items()}

    assert asked
    assert all(weight * signs[name] > 0 for name, (_, weight, _, _) in asked.items())


def test_what_was_not_measured_speaks_neither_way() -> None:
    terms = {"bias": 0.3, "inputs": {"clothing_similarity": [0.8, 4.0, 0.1, 1.0]}}

    unmeasured = answer(terms, numbers())

    assert unmeasured == answer(terms, numbers(clothing_similarity=math.nan))
    assert unmeasured == pytest.approx(answer(terms, numbers(clothing_similarity=0.8)))
    assert unmeasured > answer(terms, numbers(clothing_similarity=0.5))


def test_what_lies_beyond_all_footage_says_no_more_than_the_farthest_that_was_seen() -> None:
    terms = {"bias": 0.0, "inputs": {"outline_closeness": [0.0, 2.0, -1.0, 0.8]}}

    farthest = answer(terms, numbers(outline_closeness=-1.0))

    assert answer(terms, numbers(outline_closeness=-40.0)) == farthest


def test_margins_and_products_are_unmeasured_where_a_part_is() -> None:
    seen = numbers(person_similarity=0.5, sound_correlation=0.8, sound_correlation_next_best=-0.2)

    assert math.isnan(value_of(QuestionInput.PERSON_AND_CLOTHING, seen))
    assert math.isnan(value_of(QuestionInput.SYNC_APART, seen))
    assert value_of(QuestionInput.SOUND_MARGIN, seen) == pytest.approx(0.8)


def test_directions_say_nothing_up_to_what_chance_reaches() -> None:
    asked = QuestionInput.DIRECTIONS_APART

    by_chance, sure = (
        value_of(asked, numbers(motion_direction_z=z, picture_sync_overlap_s=4.0))
        for z in (2.5, 6.0)
    )

    assert by_chance == 0
    assert sure == pytest.approx(3.0)


def test_colours_of_things_are_asked_for_only_where_no_people_are_compared() -> None:
    things = {"foreground_colour_similarity": 0.7}

    assert value_of(QuestionInput.THINGS, numbers(**things)) == 0.7
    assert math.isnan(value_of(QuestionInput.THINGS, numbers(**things, person_similarity=0.5)))


def test_sharpened_scores_sum_to_one_in_their_old_order() -> None:
    plain = np.array([[0.5, 0.2, 0.3], [0.1, 0.8, 0.1]])

    sharp = sharpened(plain, 1.5)

    assert sharp.sum(1) == pytest.approx(1)
    assert (sharp.argsort(1)[0] == plain.argsort(1)[0]).all()
    assert sharp[1, 1] > plain[1, 1]


@pytest.mark.parametrize(
    ("scores", "wanted"),
    [
        ((0.7, 0.0, 0.3, 0.0, 0.0), ReasonCode.LESS_EDITED_COPY),
        ((0.9, 0.0, 0.1, 0.0, 0.0), None),
        ((0.0, 0.3, 0.6, 0.1, 0.0), ReasonCode.SOUND_OR_UNREPEATED_MOTION),
        ((0.0, 0.0, 0.35, 0.3, 0.35), ReasonCode.CLEARER_FOOTAGE),
        ((0.0, 0.1, 0.6, 0.3, 0.0), None),
    ],
)
def test_what_scores_leave_open_says_what_would_decide(
    scores: tuple[float, ...], wanted: ReasonCode | None
) -> None:
    kinds = ("copy", "same moment", "retake", "same scene", "different")

    by_kind = {RelationKind(kind): value for kind, value in zip(kinds, scores, strict=True)}

    assert what_would_decide(by_kind, {}) == wanted


def test_one_moment_is_not_said_where_nothing_over_time_was_compared() -> None:
    scores = dict.fromkeys(RelationKind, 0.0) | {RelationKind.SAME_MOMENT: 0.9}
    heard = {MeasureName.SOUND_CORRELATION: 0.8}

    assert what_would_decide(scores, {}) == ReasonCode.SOUND_OR_UNREPEATED_MOTION
    assert what_would_decide(scores, heard) is None
