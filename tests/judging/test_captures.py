"""Check 1 heeds camera noise and key frames, and takes "could not tell" for nothing else."""

from __future__ import annotations

import pytest
from tests.judging.test_gate import A, B, check, measured, told
from tests.judging.test_judge import relation

from secondtake.export.messages.reason_words import in_words
from secondtake.judging.capture_evidence import told_of_coding, told_of_grain
from secondtake.judging.messages import FORBIDDEN
from secondtake.model.enums import ReasonCode

FOUND = {
    "sensor_noise_correlation": 0.31,
    "sensor_noise_correlation_elsewhere": 0.01,
    "sensor_noise_correlation_expected": 0.2,
    "sensor_noise_area": 0.05,
}
APART = {
    "sensor_noise_correlation": 0.012,
    "sensor_noise_correlation_elsewhere": 0.011,
    "sensor_noise_correlation_expected": 0.2,
    "sensor_noise_area": 0.05,
}
UNTOLD = dict.fromkeys(APART)
"""Noise that was sought and could not be compared."""
ONE_CODING = {"key_frames_coinciding": 6.0, "key_frames_compared": 6.0, "key_frames_chance": 1e-7}
EVEN = {"key_frames_coinciding": 6.0, "key_frames_compared": 6.0, "key_frames_chance": 1.0}
UNLIKE = {"key_frames_coinciding": 1.0, "key_frames_compared": 6.0, "key_frames_chance": 0.9}
FEW = {"key_frames_coinciding": 1.0, "key_frames_compared": 1.0, "key_frames_chance": 1.0}


def first(kind: str = "retake", **values: float | None) -> tuple[str, str]:
    """Check 1 of a pair with these measurements."""
    return check(told(relation(A, B, kind, measurements=measured(**values))), 1)


@pytest.mark.parametrize("kind", ["retake", "same moment"])
def test_noise_that_is_found_again_says_a_reused_segment(kind: str) -> None:
    state, note = first(kind, **FOUND)

    assert state == "open"
    assert "(correlation 0.310, at other offsets at most 0.010), as in a re-used segment" in note


@pytest.mark.parametrize("kind", ["retake", "same moment"])
def test_noise_that_would_have_been_found_and_is_not_says_distinct(kind: str) -> None:
    state, note = first(kind, **APART)

    assert state == "passed"
    assert "is not found in the other (correlation 0.012, at other offsets up to 0.011" in note
    assert "about 0.20 or more" in note


def test_noise_that_coding_took_away_leaves_the_rest_to_decide() -> None:
    state, note = first(**UNTOLD)
    copied = relation(A, B, "retake", scores=(("copy", 0.4),), measurements=measured(**UNTOLD))

    assert state == "passed"
    assert "could not tell: encoding left none of it" in note
    assert check(told(copied), 1)[0] == "open"


@pytest.mark.parametrize(
    "weaker",
    [
        APART | {"sensor_noise_correlation_expected": 0.04},
        APART | {"sensor_noise_correlation_elsewhere": 0.08},
        UNTOLD | {"sensor_noise_correlation_expected": 0.2},
        FOUND
        | {"sensor_noise_correlation_elsewhere": 0.2, "sensor_noise_correlation_expected": 0.0},
    ],
)
def test_neither_is_said_on_little(weaker: dict[str, float]) -> None:
    assert "could not tell" in first(**weaker)[1]


def test_a_movement_that_repeats_may_have_been_sought_at_the_wrong_repetition() -> None:
    note = first(**APART, alternative_alignments=2)[1]

    assert "could not tell: the movement repeats itself" in note
    assert first(**FOUND, alternative_alignments=2)[0] == "open"


def test_the_pair_that_says_most_for_one_recording_decides() -> None:
    pairs = [measured(**values) for values in (APART, FOUND)]

    assert told_of_grain(pairs)[0]
    assert not told_of_grain(pairs[:1])[0]
    assert told_of_grain([pairs[0], ()])[1].code == ReasonCode.NOISE_NOT_COMPARED


def test_key_frames_at_uneven_distances_that_fall_together_say_one_coding() -> None:
    state, note = first(**APART, **ONE_CODING)

    assert state == "open"
    assert "6 of 6 key frames coincide at one offset, at uneven intervals" in note


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (EVEN, "which may be chance (probability 1)"),
        (UNLIKE, "one recording uploaded twice has it too"),
        (FEW, "key frames in the aligned time: 1, too few"),
        ({}, "the GOP structure (the spacing of key frames) was not compared"),
    ],
)
def test_other_key_frames_are_told_and_decide_nothing(keys: dict[str, float], words: str) -> None:
    state, note = first(**APART, **keys)

    assert state == "passed"
    assert words in note


@pytest.mark.parametrize("values", [FOUND, APART, UNTOLD, {}])
@pytest.mark.parametrize("keys", [ONE_CODING, EVEN, UNLIKE, FEW, {}])
def test_no_note_says_a_verdict(values: dict[str, float], keys: dict[str, float]) -> None:
    pairs = [measured(**values, **keys)]

    assert not FORBIDDEN.search(
        in_words(told_of_grain(pairs)[1]) + in_words(told_of_coding(pairs)[1])
    )
