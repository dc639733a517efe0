"""The chain of questions: what scores say when a background is shared and when none is."""

from __future__ import annotations

import math

import pytest

from secondtake.comparing.takes.scoring import DECIDED, MEASURED, one_place, score


def numbers(**measured: float) -> dict[str, float]:
    """Measures of two shots of which nothing else is known."""
    nothing = {"lock": 0.0, "lock_fit": 0.0, "place": 0.0, "matches": 0.0}
    return {**dict.fromkeys(MEASURED, math.nan), **nothing, **measured}


def test_unlike_people_without_a_shared_background_are_different() -> None:
    scores = score(numbers(likeness=0.1, clothing=0.6))

    assert max(DECIDED, key=scores.__getitem__) == "different"


def test_like_people_without_a_shared_background_may_stand_in_one_place() -> None:
    seen = numbers(likeness=0.5, clothing=0.96, action=0.5)
    scores = score(seen)

    assert not one_place(seen)
    assert scores["different"] < 0.5 < scores["retake"] + scores["same scene"]


def test_other_clothes_lower_a_retake_but_do_not_rule_it_out() -> None:
    place = {"place": 200.0, "matches": 250.0, "standpoint": 1.0, "close": 0.3, "stature": 0.0}
    same = score(numbers(likeness=0.75, clothing=0.99, **place))["retake"]
    other = score(numbers(likeness=0.68, clothing=0.8, **place))["retake"]

    assert same > other > 0.5


def test_one_who_is_taller_at_the_same_spot_is_somebody_else() -> None:
    place = {"place": 200.0, "matches": 250.0, "standpoint": 1.0, "close": 0.3}
    worn = {"likeness": 0.6, "clothing": 0.9}

    as_tall = score(numbers(**place, **worn, stature=0.0))["retake"]
    taller = score(numbers(**place, **worn, stature=0.08))["retake"]

    assert as_tall > 0.5 > taller


def test_takes_that_are_not_close_are_no_retake_however_alike_people_are() -> None:
    place = {"place": 200.0, "matches": 250.0, "standpoint": 1.0, "shape": 0.2, "spots": 0.2}

    scores = score(numbers(**place, likeness=0.85, clothing=1.0, close=-0.6))

    assert max(DECIDED, key=scores.__getitem__) == "same scene"


def test_changes_alike_in_the_rough_never_score_as_high_as_close_takes() -> None:
    place = {"place": 200.0, "matches": 250.0, "standpoint": 1.0, "likeness": 0.85, "clothing": 1.0}

    rough = score(numbers(**place, shape=0.9, spots=0.9, close=-0.6))["retake"]
    close = score(numbers(**place, shape=0.3, spots=0.3, close=0.3))["retake"]

    assert 0.4 < rough < 0.65 < close


def test_like_people_in_unlike_surroundings_are_in_two_places() -> None:
    people = {"likeness": 0.5, "clothing": 0.9, "moment": 0.9, "moment_rival": 0.1}

    one = score(numbers(**people, scenery=0.5, palette=0.92))
    two = score(numbers(**people, scenery=0.0, palette=0.65))

    assert max(DECIDED, key=one.__getitem__) == "same moment"
    assert max(DECIDED, key=two.__getitem__) == "different"


@pytest.mark.parametrize("place", [0.0, 5.0, 300.0, 5000.0])
def test_scores_sum_to_one_whatever_was_measured(place: float) -> None:
    assert sum(score(numbers(place=place, matches=place)).values()) == pytest.approx(1)
