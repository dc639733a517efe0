"""A difference is told with colours and in plain words, and is known as it was before they were."""

from __future__ import annotations

from dataclasses import replace

from tests.judging.test_gate import A, B
from tests.judging.test_judge import a_difference, a_reel, an_exhibit, rates, relation

from secondtake.export.messages.reason_words import clause
from secondtake.judging import Snapshot, judge
from secondtake.model.enums import FindingKind, ReasonCode
from secondtake.model.findings import Finding
from secondtake.model.reasons import reason


def told(**more: object) -> Finding:
    """The finding of what differs in one pair: a part's colour, with ``more`` values."""
    what = reason(ReasonCode.PART_COLOUR, part="upper body", person=1, **more)
    pair = replace(relation(A, B, "retake"), differences=(replace(a_difference(), what=what),))
    found = judge(
        Snapshot(
            readings=(),
            shots=(A, B),
            reels=(a_reel(),),
            relations=(pair,),
            failures=(),
            exhibits=(an_exhibit(),),
            rates_of=lambda engine, kind: rates(0.01),
            in_words=clause,
        )
    )
    return next(f for f in found.findings if f.kind == FindingKind.DIFFERENCE)


def test_a_difference_names_colours_and_its_size_with_the_noise_behind() -> None:
    sentence = told(of_person=0.11, left="red", right="blue").sentence

    assert (
        "colour of the upper body of the first person compared (red in the left, blue in "
        "the right), about a tenth of the person, "
        "at 0:01.0–0:02.0 (4.2 times the noise floor of one take)"
    ) in sentence


def test_without_the_person_a_size_is_a_share_of_the_picture() -> None:
    assert "first person compared, about a twentieth of the picture, at" in told().sentence


def test_colours_and_sizes_give_a_finding_no_other_id() -> None:
    assert told(of_person=0.11, left="red", right="blue").id == told().id
