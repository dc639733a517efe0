"""Each check of the gate is carried out as written, and says what was and was not looked at."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.judging.test_gate import A, B, C, D, check, controls, measured, said, told, two_kinds
from tests.judging.test_judge import a_difference, a_reel, an_exhibit, rates, relation

from secondtake.export.messages.reason_words import clause
from secondtake.judging import Snapshot, judge
from secondtake.model.enums import DifferenceKind
from secondtake.model.findings import Alignment, Difference
from secondtake.model.reasons import as_written


@pytest.mark.parametrize("number", [1, 2])
def test_one_sound_under_both_keeps_recordings_and_moments_together(number: int) -> None:
    heard = relation(
        A,
        B,
        "retake",
        measurements=measured(sound_correlation=0.8, sound_correlation_next_best=0.2),
    )
    unlike = relation(
        A,
        B,
        "retake",
        measurements=measured(sound_correlation=0.3, sound_correlation_next_best=0.2),
    )
    unclear = relation(
        A,
        B,
        "retake",
        measurements=measured(sound_correlation=0.8, sound_correlation_next_best=0.7),
    )

    assert check(told(heard), number)[0] == "open"
    assert "both carry the same sound" in check(told(heard), number)[1]
    assert check(told(unlike), number)[0] == "passed"
    assert check(told(unclear), number)[0] == "passed"
    assert "not both have sound" in check(told(relation(A, B, "retake")), number)[1]


def test_two_cameras_hear_the_same_and_are_distinct_recordings() -> None:
    heard = relation(
        A,
        B,
        "same moment",
        measurements=measured(sound_correlation=0.9, sound_correlation_next_best=0.2),
    )

    assert check(told(heard), 1)[0] == "passed"


def test_what_check_one_did_not_compare_is_said() -> None:
    seen = relation(A, B, "retake", measurements=measured(registered_share=0.1))
    note = check(told(seen), 1)[1]

    assert "leaves 90 % of what changes unexplained" in note
    assert "sensor noise was not compared" in note
    assert "the GOP structure (the spacing of key frames) was not compared" in note


def test_a_copy_score_that_was_not_measured_leaves_loops_open() -> None:
    scores = (("retake", 0.9), ("same moment", 0.02))

    assert check(told(relation(A, B, "retake", scores=scores)), 3) == (
        "open",
        "score for the same recording: not measured",
    )


def test_a_recording_that_comes_in_pieces_may_be_a_loop_or_a_recut() -> None:
    stretch = Alignment(left=A.span, right=B.span)
    cut = relation(A, B, "copy", alignment=(stretch, stretch))

    assert check(told(cut), 3)[0] == "open"
    assert "2 pieces" in check(told(cut), 3)[1]
    assert check(told(relation(A, B, "copy")), 3)[0] == "passed"


def test_a_movement_that_repeats_itself_is_too_plain_to_tell_takes_by() -> None:
    curls = relation(A, B, "retake", measurements=measured(alternative_alignments=3))

    assert check(told(curls), 4)[0] == "open"
    assert "aligns equally well at 3 other offsets" in check(told(curls), 4)[1]
    assert (
        check(told(relation(A, B, "retake", measurements=measured(alternative_alignments=0))), 4)[0]
        == "passed"
    )


@pytest.mark.parametrize(
    ("differences", "place", "expected"),
    [
        (two_kinds(), 40, "passed"),
        (two_kinds(), 5, "open"),
        (two_kinds(), None, "open"),
        (two_kinds()[:1] * 3, 40, "open"),
        ((), 40, "open"),
    ],
)
def test_two_kinds_of_difference_on_a_registered_background_are_asked(
    differences: tuple[Difference, ...], place: float | None, expected: str
) -> None:
    values = {} if place is None else {"background_inliers": place}
    pair = relation(A, B, "retake", differences=differences, measurements=measured(**values))

    assert check(told(pair), 5)[0] == expected


def test_control_pairs_that_could_not_be_looked_at_are_not_counted() -> None:
    blank = replace(relation(C, D, "undecided"), because=(), scores=())
    finding = told(relation(A, B, "retake"), controls=controls(19) + (blank,) * 10)

    assert check(finding, 6)[0] == "open"
    assert "rank 1 of 20" in check(finding, 6)[1]


def test_the_rate_times_the_pairs_says_how_many_false_alarms_to_expect() -> None:
    note = check(told(relation(A, B, "retake")), 7)[1]

    assert note.startswith(
        "0.0100 false alarms per pair × 1 pairs compared: about 0.01 expected; "
        "measured on made scenes"
    )


def test_a_rate_of_drawn_scenes_passes_only_beside_control_footage_of_the_kind() -> None:
    take = relation(A, B, "retake")
    alone, few = told(take), told(take, controls=controls(19))
    enough = told(take, controls=controls(28) + controls(2, "retake"))

    assert check(alone, 7)[0] == check(few, 7)[0] == "open"
    assert "not on drills, sport, parades" in check(few, 7)[1]
    assert check(enough, 7)[0] == "passed"
    assert check(enough, 7)[1].endswith("; of 30 pairs with control footage 2 were given this kind")


def test_a_blind_look_after_another_one_is_not_the_first() -> None:
    held = [said("sees it", "Ann"), said("sees it", "Bea", blind=True)]
    state, note = check(told(relation(A, B, "retake"), *held), 8)

    assert state == "open"
    assert "no blind review came before another review" in note


@pytest.mark.parametrize(
    "other",
    ["ann o'brien", " Ann  O\u2019Brien ", "ANN O'BRIEN.", "\uff21nn O'Brien", "An\u200bn O'Brien"],
)
def test_one_person_with_two_spellings_is_not_two_reviewers(other: str) -> None:
    weights = (("rehearsal", "less"),)
    held = [
        said("sees it", "Ann O'Brien", blind=True, weights=weights),
        said("sees it", other, 1, weights=weights),
    ]
    finding = told(relation(A, B, "retake"), *held)
    state, note = check(finding, 8)

    assert (state, "1 of 2 reviews" in note, "0 blind" in note) == ("open", True, True)
    assert check(finding, 9)[1] == f"weighed by {other}"


def test_two_people_of_two_names_are_two_reviewers() -> None:
    held = [said("sees it", "Ann O'Brien", blind=True), said("sees it", "Anne O'Brien", 1)]

    assert check(told(relation(A, B, "retake"), *held), 8)[0] == "passed"


def test_who_looked_with_the_claim_does_not_become_blind_again() -> None:
    held = [
        said("cannot tell", "Ann"),
        said("sees it", "Ann", 1, blind=True),
        said("sees it", "Bea", 2),
    ]

    assert check(told(relation(A, B, "retake"), *held), 8)[0] == "open"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (DifferenceKind.COLOUR, DifferenceKind.COLOUR, "open"),
        (DifferenceKind.COLOUR, DifferenceKind.ONE_SIDE_ONLY, "passed"),
        (DifferenceKind.ANOTHER_PLACE, DifferenceKind.PART_OF_PICTURE, "passed"),
    ],
)
def test_colours_are_one_kind_and_a_thing_held_or_moved_is_another(
    one: DifferenceKind, other: DifferenceKind, expected: str
) -> None:
    differences = tuple(replace(a_difference(), kind=kind) for kind in (one, other))
    pair = relation(
        A, B, "retake", differences=differences, measurements=measured(background_inliers=40)
    )

    assert check(told(pair), 5)[0] == expected


@pytest.mark.parametrize("what", ["seen only in the left", "something at another place", "x"])
def test_a_check_reads_the_kind_of_a_difference_and_never_its_words(what: str) -> None:
    differences = tuple(replace(d, what=as_written(what)) for d in two_kinds())
    pair = relation(
        A, B, "retake", differences=differences, measurements=measured(background_inliers=40)
    )

    state, note = check(told(pair), 5)

    assert state == "passed"
    assert "a part of the picture, colour" in note


def test_reviewers_who_weigh_differently_leave_the_explanation_open_and_are_both_told() -> None:
    held = [
        said("sees it", "Ann", weights=(("rehearsal", "more"),)),
        said("sees it", "Bea", weights=(("rehearsal", "less"),)),
    ]
    finding = told(relation(A, B, "retake"), *held)
    row = next(a for a in finding.alternatives if a.explanation == "rehearsal")

    assert row.expected == "not assessed"
    assert row.reason.endswith("more, says Ann; less, says Bea")
    assert check(finding, 9) == ("open", "weighed by Ann, Bea; they differ on: rehearsal")


@pytest.mark.parametrize("kind", ["copy", "same moment", "retake"])
def test_a_sentence_says_candidate_itself(kind: str) -> None:
    assert "a candidate for" in told(relation(A, B, kind)).sentence


def test_no_strength_is_put_in_words() -> None:
    assert "strength not assessed" in check(told(relation(A, B, "retake")), 10)[1]


def test_a_difference_inside_one_recording_is_not_asked_whether_there_are_two() -> None:
    inserted = relation(A, B, "copy", differences=(a_difference(),))
    found = judge(
        Snapshot(
            readings=(),
            shots=(A, B),
            reels=(a_reel(),),
            relations=(inserted,),
            failures=(),
            exhibits=(an_exhibit(),),
            rates_of=lambda engine, kind: rates(),
            in_words=clause,
        )
    ).findings
    difference = next(f for f in found if f.kind == "difference")

    assert [c.number for c in difference.checks] == [3, 4, 5, 7, 8, 9, 10]
