"""The chain of questions: what scores say when a background is shared and when none is."""

from __future__ import annotations

import math

import pytest

from secondtake.comparing.takes.scoring import DECIDED, MEASURED, one_place, score
from secondtake.model.enums import MeasureName


def numbers(**measured: float) -> dict[MeasureName, float]:
    """Measures of two shots of which nothing else is known."""
    nothing = {
        "registered_share": 0.0,
        "registration_fit": 0.0,
        "background_inliers": 0.0,
        "keypoint_inliers": 0.0,
    }
    return {
        **dict.fromkeys(MEASURED, math.nan),
        **{MeasureName(name): value for name, value in (nothing | measured).items()},
    }


def test_unlike_people_without_a_shared_background_are_different() -> None:
    scores = score(numbers(person_similarity=0.1, clothing_similarity=0.6))

    assert max(DECIDED, key=scores.__getitem__) == "different"


def test_like_people_without_a_shared_background_may_stand_in_one_place() -> None:
    seen = numbers(person_similarity=0.5, clothing_similarity=0.96, pose_dtw_share=0.5)
    scores = score(seen)

    assert not one_place(seen)
    assert scores["different"] < 0.5 < scores["retake"] + scores["same scene"]


def test_other_clothes_lower_a_retake_but_do_not_rule_it_out() -> None:
    place = {
        "background_inliers": 200.0,
        "keypoint_inliers": 250.0,
        "camera_position_agreement": 1.0,
        "outline_closeness": 0.3,
        "height_difference": 0.0,
    }
    same = score(numbers(person_similarity=0.75, clothing_similarity=0.99, **place))["retake"]
    other = score(numbers(person_similarity=0.68, clothing_similarity=0.8, **place))["retake"]

    assert same > other > 0.5


def test_one_who_is_taller_at_the_same_spot_is_somebody_else() -> None:
    place = {
        "background_inliers": 200.0,
        "keypoint_inliers": 250.0,
        "camera_position_agreement": 1.0,
        "outline_closeness": 0.3,
    }
    worn = {"person_similarity": 0.6, "clothing_similarity": 0.9}

    as_tall = score(numbers(**place, **worn, height_difference=0.0))["retake"]
    taller = score(numbers(**place, **worn, height_difference=0.08))["retake"]

    assert as_tall > 0.5 > taller


def test_takes_that_are_not_close_are_no_retake_however_alike_people_are() -> None:
    place = {
        "background_inliers": 200.0,
        "keypoint_inliers": 250.0,
        "camera_position_agreement": 1.0,
        "silhouette_dtw_shared": 0.2,
        "motion_map_shared": 0.2,
    }

    scores = score(
        numbers(**place, person_similarity=0.85, clothing_similarity=1.0, outline_closeness=-0.6)
    )

    assert max(DECIDED, key=scores.__getitem__) == "same scene"


def test_changes_alike_in_the_rough_never_score_as_high_as_close_takes() -> None:
    place = {
        "background_inliers": 200.0,
        "keypoint_inliers": 250.0,
        "camera_position_agreement": 1.0,
        "person_similarity": 0.85,
        "clothing_similarity": 1.0,
    }

    rough = score(
        numbers(**place, silhouette_dtw_shared=0.9, motion_map_shared=0.9, outline_closeness=-0.6)
    )["retake"]
    close = score(
        numbers(**place, silhouette_dtw_shared=0.3, motion_map_shared=0.3, outline_closeness=0.3)
    )["retake"]

    assert 0.4 < rough < 0.65 < close


def test_like_people_in_unlike_surroundings_are_in_two_places() -> None:
    people = {
        "person_similarity": 0.5,
        "clothing_similarity": 0.9,
        "motion_correlation": 0.9,
        "motion_correlation_next_best": 0.1,
    }

    one = score(numbers(**people, scene_similarity=0.5, colour_similarity=0.92))
    two = score(numbers(**people, scene_similarity=0.0, colour_similarity=0.65))

    assert max(DECIDED, key=one.__getitem__) == "same moment"
    assert max(DECIDED, key=two.__getitem__) == "different"


@pytest.mark.parametrize("place", [0.0, 5.0, 300.0, 5000.0])
def test_scores_sum_to_one_whatever_was_measured(place: float) -> None:
    assert sum(
        score(numbers(background_inliers=place, keypoint_inliers=place)).values()
    ) == pytest.approx(1)
