"""Each measure by itself: what it sees in sequences made by hand."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.comparing.made import film, path, texture

from secondtake.comparing.takes.describe.quality import hindrances, quality_of
from secondtake.comparing.takes.differences.change_regions import differing
from secondtake.comparing.takes.differences.colour_distance import colours_apart, relit
from secondtake.comparing.takes.measures.audio_sync import audio_sync_of, sound_print
from secondtake.comparing.takes.measures.motion_sync import motion_sync_of
from secondtake.comparing.takes.measures.periodicity import rival_alignments
from secondtake.comparing.takes.measures.person_similarity import colour_likeness
from secondtake.vision.dtw import local_path
from secondtake.vision.keypoints import key_frame, mirrored, ratio_matches
from secondtake.vision.pose import link_people

RNG = np.random.default_rng(5)


def test_features_of_a_mirrored_picture_are_found_without_looking_again() -> None:
    picture = texture(3, 120, 160)
    nobody = np.zeros((120, 160), bool)

    turned = mirrored(key_frame(picture, 0, nobody))
    seen = key_frame(np.ascontiguousarray(picture[:, ::-1]), 0, nobody)
    rows = ratio_matches(turned.vectors, seen.vectors)
    gone = np.abs(turned.points[rows[:, 0]] - seen.points[rows[:, 1]]).max(1)

    assert len(rows) > 20
    assert np.mean(gone < 2) > 0.9


def test_a_warped_sequence_is_followed_and_an_unrelated_one_is_not() -> None:
    first = np.sin(np.linspace(0, 6, 40))
    second = np.sin(np.linspace(0, 6, 40) ** 1.1 * 6 / 6**1.1)
    reward = 0.2 - np.abs(first[:, None] - second[None])

    total, steps = local_path(reward)

    assert total > 5
    assert np.all(np.diff(steps, axis=0) >= 1)
    assert np.abs(first[steps[:, 0]] - second[steps[:, 1]]).max() < 0.3
    assert local_path(np.full((10, 12), -1.0))[0] == 0


def test_repetitions_have_rivals_and_a_single_action_has_none() -> None:
    def rivals(values: NDArray[np.float64]) -> int:
        squared = (values[:, None] - values[None]) ** 2
        far = (values - np.median(values)) ** 2
        return rival_alignments(squared, far, far, 0.1)

    once = np.exp(-((np.arange(60) - 30) ** 2) / 40)

    assert rivals(once) == 0
    assert rivals(np.sin(np.arange(60) * 2 * np.pi / 12)) >= 2


def test_movement_at_one_constant_offset_is_locked() -> None:
    at = np.arange(80) * 0.1
    speed = np.abs(np.convolve(RNG.normal(size=86), np.ones(7) / 7, "valid")) * 5
    late = {"all": (at + 1.3, speed + RNG.normal(0, 0.02, 80))}

    lock = motion_sync_of({"all": (at, speed)}, late)

    assert lock is not None
    assert lock.offset_seconds == pytest.approx(1.3, abs=0.06)
    assert lock.correlation > 0.9
    assert lock.rival < lock.correlation - 0.2


def test_movement_of_less_than_a_second_is_no_evidence() -> None:
    at = np.arange(8) * 0.1

    assert motion_sync_of({"all": (at, at)}, {"all": (at, at)}) is None


def test_sound_is_locked_at_its_offset_and_silence_says_nothing() -> None:
    clicks = (RNG.random(16000 * 5) > 0.9995).astype(np.float32)
    noise = RNG.normal(0, 0.01, 16000 * 5).astype(np.float32)
    left, right = sound_print(clicks + noise, 16000), sound_print((clicks + noise)[8000:], 16000)

    assert left is not None
    assert right is not None
    lock = audio_sync_of(left, right)
    assert lock is not None
    assert lock.offset_seconds == pytest.approx(-0.5, abs=0.011)
    assert lock.correlation > 0.8
    assert sound_print(np.zeros(32000, np.float32), 16000) is None


def test_a_change_of_colour_is_seen_and_a_change_of_light_is_not() -> None:
    shirt = np.float32([[60, 5, 5]]) + RNG.normal(0, 1, (12, 3)).astype(np.float32)
    other = np.float32([[45, 50, 30]]) + RNG.normal(0, 1, (12, 3)).astype(np.float32)
    dim = relit(shirt, np.float32([0.7, 0.7, 0.7]))
    back = relit(dim, np.float32([1 / 0.7] * 3))

    changed, unchanged = colours_apart(shirt, other), colours_apart(shirt, back)

    assert changed is not None
    assert unchanged is not None
    assert changed.differ
    assert not unchanged.differ
    assert colours_apart(shirt, np.full((9, 3), np.nan, np.float32)) is None


def test_light_and_noise_alone_leave_no_region_and_an_object_leaves_its_own() -> None:
    frames = film(2, 2, path(10), (96, 128))
    whole = np.ones((96, 128), bool)
    dimmed = np.clip(frames * 0.7 + 12, 0, 255).astype(np.uint8)
    changed = dimmed.copy()
    changed[:, 30:60, 70:100] = texture(77, 30, 30, 3)

    alike, fits = differing(frames, dimmed, whole)
    regions, _ = differing(frames, changed, whole)

    assert alike == ()
    assert fits == 1.0
    assert len(regions) == 1
    assert np.abs(np.array(regions[0].box) - [70, 30, 100, 60]).max() <= 4


def test_two_people_keep_their_own_tracks_through_a_missed_frame() -> None:
    def people(*lefts: float) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        boxes = np.float32([[x, 10, x + 20, 60] for x in lefts]).reshape(-1, 4)
        return np.zeros((len(lefts), 17, 3), np.float32), boxes

    found = [people(0, 100), people(2, 98), people(4), people(6, 94), people(8, 92)]
    tracks = link_people(found, np.arange(5))

    assert sorted(len(track.frames) for track in tracks) == [4, 5]


def test_the_same_colours_are_alike_and_others_are_not() -> None:
    one, two = np.zeros(384, np.float32), np.zeros(384, np.float32)
    one[10], two[300] = 1, 1

    assert colour_likeness(one, one) == pytest.approx(1)
    assert colour_likeness(one, two) < 0.1


def test_a_good_shot_is_not_hindered() -> None:
    frames = film(1, 1, path(10), (96, 128))

    assert hindrances(quality_of(frames, np.arange(10) / 10, [1] * 10), "left") == ()
