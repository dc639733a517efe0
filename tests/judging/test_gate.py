"""What people and control footage say at the gate, and what stays open without them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.judging.test_judge import MAKER, a_difference, a_reel, an_exhibit, rates, relation, shots

from secondtake.export.messages.reason_words import clause
from secondtake.judging import Snapshot, judge
from secondtake.judging.gate import at_height
from secondtake.judging.relation_findings import findings
from secondtake.model.enums import DifferenceKind, Expected, ReviewDecision
from secondtake.model.findings import (
    Difference,
    FalsePlaces,
    Finding,
    HeightRates,
    Measurement,
    Relation,
    Review,
)
from secondtake.model.measure_names import MeasureName
from secondtake.model.reasons import as_written

A, B, C, D = shots(4)
BEGAN = datetime(2026, 5, 1, tzinfo=UTC)


def told(relation: Relation, *reviews: Review, controls: tuple[Relation, ...] = ()) -> Finding:
    """The first finding of a case of two shots."""
    found = judge(
        Snapshot(
            readings=(),
            shots=(A, B),
            reels=(a_reel(),),
            relations=(relation,),
            failures=(),
            exhibits=(an_exhibit(),),
            rates_of=lambda engine, kind: rates(0.01),
            in_words=clause,
            reviews=reviews,
            controls=controls,
        )
    )
    return next(f for f in found.findings if f.relations)


def said(decision: str, who: str, later: int = 0, **more: object) -> Review:
    retake = told(relation(A, B, "retake"))
    at = BEGAN + timedelta(hours=later)
    seen = ReviewDecision(decision)
    more["weights"] = tuple((e, Expected(w)) for e, w in more.get("weights", ()))
    return Review(finding=retake.id, reviewer=who, decision=seen, note="", at=at, **more)


def check(finding: Finding, number: int) -> tuple[str, str]:
    return next((c.state, c.note) for c in finding.checks if c.number == number)


def measured(**values: float) -> tuple[Measurement, ...]:
    return tuple(
        Measurement(name=MeasureName(name), value=value, unit="", made_by=MAKER)
        for name, value in values.items()
    )


def two_kinds() -> tuple[Difference, ...]:
    shirt = replace(
        a_difference(),
        kind=DifferenceKind.COLOUR,
        what=as_written("colour of the upper body of person 1"),
    )
    return shirt, replace(a_difference(), what=as_written("right third of the picture, upper half"))


def controls(count: int, kind: str = "same scene") -> tuple[Relation, ...]:
    return (relation(C, D, kind),) * count


@pytest.mark.parametrize(("height", "recall"), [(39.9, None), (40.0, 0.2), (400.0, 0.7)])
def test_a_finding_quotes_the_errors_at_the_height_its_people_have(
    height: float, recall: float | None
) -> None:
    steps = ((0, 40, None), (40, 90, 0.2), (90, None, 0.7))
    known = rates(
        by_height=tuple(
            HeightRates(low=low, high=high, pairs=60, recall=share, false_alarm_rate=0.01)
            for low, high, share in steps
        )
    )
    pair = relation(A, B, "retake")
    seen = Measurement(name=MeasureName.PERSON_HEIGHT_PX, value=height, unit="px", made_by=MAKER)
    found = at_height(known, replace(pair, measurements=(seen,)))

    assert found is not None
    assert (found.height_px, found.recall) == (height, recall)
    assert at_height(known, pair) is None


def test_two_reviewers_who_agree_pass_when_one_was_blind() -> None:
    seen = [said("sees it", "Ann", blind=True), said("sees it", "Bea")]
    state, note = check(told(relation(A, B, "retake"), *seen), 8)

    assert (state, note) == ("passed", "2 of 2 reviews: 2 sees it; 1 blind to the claim")


@pytest.mark.parametrize(
    ("reviews", "expected"),
    [
        ([("sees it", "Ann", True)], "open"),
        ([("sees it", "Ann", False), ("sees it", "Bea", False)], "open"),
        ([("sees it", "Ann", True), ("does not see it", "Bea", False)], "open"),
        ([("cannot tell", "Ann", True), ("cannot tell", "Bea", False)], "open"),
        ([("does not see it", "Ann", True), ("does not see it", "Bea", True)], "failed"),
    ],
)
def test_reviews_stay_open_or_fail(reviews: list[tuple[str, str, bool]], expected: str) -> None:
    held = [said(word, who, blind=blind) for word, who, blind in reviews]

    assert check(told(relation(A, B, "retake"), *held), 8)[0] == expected


def test_disagreement_is_printed() -> None:
    held = [said("sees it", "Ann", blind=True), said("does not see it", "Bea")]

    assert "the reviewers disagree" in check(told(relation(A, B, "retake"), *held), 8)[1]


def test_the_newest_word_of_a_reviewer_counts() -> None:
    held = [said("sees it", "Ann"), said("cannot tell", "Ann", 1)]

    assert check(told(relation(A, B, "retake"), *held), 8)[1].startswith("1 of 2 reviews: 1 cannot")


def test_a_review_of_another_finding_says_nothing() -> None:
    other = replace(said("sees it", "Ann"), finding="F-00000000")

    assert check(told(relation(A, B, "retake"), other), 8) == ("open", "0 of 2 reviews")


def test_weighed_explanations_stand_in_the_table_with_who_weighed_them() -> None:
    weighed = said("sees it", "Ann", weights=(("training exercise", "more"),))
    finding = told(relation(A, B, "retake"), weighed)
    row = next(a for a in finding.alternatives if a.explanation == "training exercise")

    assert (row.expected, row.reason.endswith("weighed by Ann")) == ("more", True)
    assert check(finding, 9) == ("passed", "weighed by Ann")


def test_a_score_above_all_control_pairs_passes_and_its_rank_is_told() -> None:
    finding = told(relation(A, B, "retake"), controls=controls(30))

    assert check(finding, 6)[0] == "passed"
    assert "rank 1 of 31" in check(finding, 6)[1]


def test_control_pairs_that_score_as_high_keep_the_check_open() -> None:
    finding = told(relation(A, B, "retake"), controls=controls(30) + controls(2, "retake"))

    assert check(finding, 6)[0] == "open"
    assert "rank 3 of 33" in check(finding, 6)[1]


def test_too_few_control_pairs_say_too_little() -> None:
    assert check(told(relation(A, B, "retake"), controls=controls(5)), 6)[0] == "open"


def test_all_checks_passed_is_said_and_no_more() -> None:
    seen = [
        said("sees it", "Ann", blind=True, weights=(("rehearsal", "equally"),)),
        said("sees it", "Bea"),
    ]
    retake = relation(
        A,
        B,
        "retake",
        differences=two_kinds(),
        measurements=measured(background_inliers=40, alternative_alignments=0),
    )
    finding = told(
        retake, *[replace(r, finding=told(retake).id) for r in seen], controls=controls(30)
    )

    assert {c.state for c in finding.checks} == {"passed"}
    assert finding.state == "gate passed"


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        (
            FalsePlaces(pairs=41, listed=3, tested_on="made scenes"),
            "3 in 41 aligned pairs of made",
        ),
        (None, "was not measured"),
    ],
)
def test_a_difference_says_how_often_places_are_listed_where_nothing_differs(
    places: FalsePlaces | None, expected: str
) -> None:
    pair = relation(A, B, "retake", differences=two_kinds())

    found = findings(
        (pair,),
        {shot.id: shot for shot in (A, B)},
        {A.exhibit: "a.mp4"},
        rates_of=lambda engine, kind: rates(false_places=places),
        in_words=clause,
        pairs_compared=1,
    )

    difference = next(f for f in found if f.kind == "difference")
    assert expected in difference.limits[0]
