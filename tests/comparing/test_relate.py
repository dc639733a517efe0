"""Two shots give the right relation, the same both ways round, with reasons or what is missing."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.comparing.made import film, path, view

from secondtake.comparing import Described, compare_takes, describe, maker
from secondtake.constants_digest import constants_digest
from secondtake.export.messages.reason_words import in_words
from secondtake.model.enums import RelationKind
from secondtake.model.measure_names import MeasureName
from secondtake.vision import person_embedding, pose

COURSE = path(16)


@pytest.fixture(scope="module")
def take() -> Described:
    return describe(view(film(1, 1, COURSE), exhibit="1" * 64))


@pytest.fixture(scope="module")
def mirrored_part() -> Described:
    return describe(view(film(1, 1, COURSE)[5:, :, ::-1], exhibit="2" * 64))


@pytest.fixture(scope="module")
def elsewhere() -> Described:
    lit_otherwise = film(7, 3, path(14, 0.4)) // np.array([1, 3, 6], np.uint8)
    return describe(view(lit_otherwise, exhibit="3" * 64))


@pytest.fixture(scope="module")
def other_action() -> Described:
    return describe(view(film(1, 5, path(16, 0.55, -0.6)), exhibit="4" * 64))


def test_a_mirrored_part_of_a_recording_is_a_copy_aligned_in_time(
    take: Described, mirrored_part: Described
) -> None:
    relation = compare_takes(take, mirrored_part)

    assert relation.kind == "copy"
    assert relation.alignment[0].mirrored
    assert relation.alignment[0].left.seconds == pytest.approx((0.5, 1.6), abs=0.11)
    assert relation.alignment[0].right.seconds == pytest.approx((0.0, 1.1), abs=0.11)
    assert relation.differences == ()


def test_sides_can_be_changed_over(take: Described, mirrored_part: Described) -> None:
    there, back = compare_takes(take, mirrored_part), compare_takes(mirrored_part, take)

    assert there.kind == back.kind
    assert there.scores == back.scores
    assert there.measurements == back.measurements
    assert (back.left, back.right) == (there.right, there.left)
    assert [a.left for a in there.alignment] == [a.right for a in back.alignment]


def test_shots_of_unknown_exhibits_can_be_changed_over_too() -> None:
    one, two = describe(view(film(1, 1, COURSE)[:12])), describe(view(film(2, 1, COURSE)[:12]))

    assert compare_takes(one, two).scores == compare_takes(two, one).scores


def test_other_things_in_another_place_are_different(take: Described, elsewhere: Described) -> None:
    relation = compare_takes(take, elsewhere)

    assert relation.kind == "different"
    assert relation.alignment == ()


def test_another_action_in_one_place_is_the_same_scene(
    take: Described, other_action: Described
) -> None:
    assert compare_takes(take, other_action).kind == "same scene"


def test_scores_sum_to_one_and_reasons_hold_numbers(
    take: Described, other_action: Described
) -> None:
    relation = compare_takes(take, other_action)

    assert sum(value for _, value in relation.scores) == pytest.approx(1)
    assert {kind for kind, _ in relation.scores} == set(RelationKind) - {RelationKind.UNDECIDED}
    assert all(any(c.isdigit() for c in in_words(one)) for one in relation.because)


def test_a_thing_put_into_a_copy_is_located(take: Described) -> None:
    rgb = film(1, 1, COURSE)
    rgb[:, 96:140, 8:48] = film(9, 9, COURSE)[:, 20:64, 60:100]

    relation = compare_takes(take, describe(view(rgb, exhibit="5" * 64)))

    assert relation.kind == "copy"
    assert len(relation.differences) == 1
    x, y, width, height = relation.differences[0].right_box
    expected = (8 / 192, 96 / 144, 40 / 192, 44 / 144)
    assert _overlap((x, y, width, height), expected) > 0.5
    assert relation.differences[0].size > 3


def test_the_same_input_gives_the_same_relation_and_pickles(
    take: Described, mirrored_part: Described
) -> None:
    again = pickle.loads(pickle.dumps(take))

    assert compare_takes(again, mirrored_part) == compare_takes(take, mirrored_part)


@pytest.mark.parametrize(
    ("rgb", "word"),
    [
        (film(1, 1, COURSE)[:3], "longer"),
        (np.zeros((12, 96, 128, 3), np.uint8), "brighter"),
        (np.full((12, 96, 128, 3), 128, np.uint8), "empty picture"),
    ],
    ids=["short", "dark", "blank"],
)
def test_a_shot_that_cannot_be_compared_is_undecided_and_says_what_is_missing(
    take: Described, rgb: np.ndarray, word: str
) -> None:
    relation = compare_takes(take, describe(view(rgb, exhibit="6" * 64)))

    assert relation.kind == "undecided"
    assert any("right" in said and word in said for said in map(in_words, relation.missing))


def test_one_place_without_movement_is_undecided(take: Described) -> None:
    still = np.repeat(film(1, 1, COURSE)[:1], 12, axis=0)

    relation = compare_takes(take, describe(view(still, exhibit="7" * 64)))

    assert relation.kind == "undecided"
    assert "movement" in in_words(relation.missing[0])


PACKAGES = "secondtake.comparing.takes", "secondtake.vision"


def test_its_maker_is_another_as_soon_as_a_constant_or_weights_are_others() -> None:
    settings = dict(maker().settings)

    assert settings["constants"] == constants_digest(*PACKAGES)
    assert {name for name in settings if name.startswith("weights")} == {
        f"weights {pose.MODEL}",
        f"weights {person_embedding.MODEL}",
    }


def _overlap(one: tuple[float, ...], two: tuple[float, ...]) -> float:
    wide = min(one[0] + one[2], two[0] + two[2]) - max(one[0], two[0])
    tall = min(one[1] + one[3], two[1] + two[3]) - max(one[1], two[1])
    shared = max(wide, 0) * max(tall, 0)
    return shared / (one[2] * one[3] + two[2] * two[3] - shared)


def test_grain_that_differs_from_copy_to_copy_hides_no_lock() -> None:
    def grainy(seed: int) -> NDArray[np.uint8]:
        grain = np.random.default_rng(seed).normal(0, 14, (len(COURSE), 144, 192, 3))
        return np.clip(film(1, 1, COURSE) + grain, 0, 255).astype(np.uint8)

    one = describe(view(grainy(1), exhibit="1" * 64))
    relation = compare_takes(one, describe(view(grainy(2)[3:], exhibit="2" * 64)))
    lock = next(m.value for m in relation.measurements if m.name == MeasureName.REGISTERED_SHARE)

    assert relation.kind == "copy"
    assert lock > 0.9
