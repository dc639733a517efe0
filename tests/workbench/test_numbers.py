"""Findings and films are numbered once, for the life of a case; nothing is ever renumbered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.export import page as sample_page
from tests.judging.test_judge import relation, shots

from secondtake import judging
from secondtake.export.messages.reason_words import clause
from secondtake.model.enums import FindingKind, RetiredBecause
from secondtake.model.evidence import Exhibit, Withdrawn
from secondtake.model.findings import Dismissal, ErrorRates, Finding, Relation
from secondtake.model.footage import Reel, Shot
from secondtake.model.people import PeopleCompared
from secondtake.model.text import Reading
from secondtake.store import Case
from secondtake.workbench.report.numbering import numbering, record, retired

ONE, TWO, THREE, FOUR, FIVE = shots(5)
RATES = ErrorRates(
    threshold=0.5, false_alarm_rate=0.01, recall=0.8, pairs=1, tested_on="made scenes"
)


@dataclass(frozen=True)
class Held:
    case: Case
    exhibits: tuple[Exhibit, ...] = ()
    reels: tuple[Reel, ...] = ()
    shots: tuple[Shot, ...] = ()
    dismissals: tuple[Dismissal, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()
    compared_people: PeopleCompared | None = None
    readings: tuple[Reading, ...] = ()
    relations: tuple[Relation, ...] = ()
    waiting: int = 0


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Held]:
    with Case.open(tmp_path / "case") as case:
        yield Held(case)


def findings(*relations: Relation, dismissals: tuple[Dismissal, ...] = ()) -> tuple[Finding, ...]:
    return judging.judge(
        judging.Snapshot(
            readings=(),
            shots=shots(5),
            reels=(),
            relations=relations,
            failures=(),
            exhibits=(film(),),
            rates_of=lambda *_: RATES,
            in_words=clause,
            dismissals=dismissals,
        )
    ).findings


def film(digest: str = "a" * 64, name: str = "film.mp4") -> Exhibit:
    return Exhibit(
        digest=digest,
        name=name,
        media_type="video/mp4",
        size_bytes=1,
        origin=name,
        taken_at=datetime(2026, 11, 30, tzinfo=UTC),
    )


def named(held: Held, found: tuple[Finding, ...]) -> dict[str, str]:
    """The names of the findings by kind and first pair, after they were recorded."""
    record(held, found, actor="tests")
    names = numbering(held, found).names
    return {
        f"{f.kind} {f.relations[0][0][-1]}{f.relations[0][1][-1]}": names[f.id]
        for f in found
        if f.relations
    }


def aside(one: Relation) -> Dismissal:
    return Dismissal(
        left=one.left,
        right=one.right,
        reviewer="Ann",
        note="",
        at=datetime(2026, 11, 30, tzinfo=UTC),
    )


def test_a_finding_keeps_its_number_when_more_footage_brings_findings_before_it(
    held: Held,
) -> None:
    later, earlier = relation(THREE, FOUR, "retake"), relation(ONE, TWO, "retake")

    assert named(held, findings(later)) == {"retake 23": "F1"}
    assert named(held, findings(earlier, later)) == {"retake 01": "F2", "retake 23": "F1"}


def test_a_group_that_grows_keeps_its_number(held: Held) -> None:
    first, more = relation(ONE, TWO, "retake"), relation(TWO, THREE, "retake")

    assert named(held, findings(first)) == {"retake 01": "F1"}
    assert set(named(held, findings(first, more)).values()) == {"F1"}


def test_a_finding_set_aside_retires_its_number_and_gets_it_back(held: Held) -> None:
    one, two = relation(ONE, TWO, "retake"), relation(THREE, FOUR, "copy")
    both, gone = findings(one, two), (aside(one),)
    before = named(held, both)
    without = findings(one, two, dismissals=gone)
    after = named(held, without)
    told = retired(replace(held, dismissals=gone), numbering(held, without).current)

    assert before == {"retake 01": "F1", "copy 23": "F2"}
    assert after == {"copy 23": "F2"}
    assert [(r.name, str(r.because)) for r in told] == [
        ("F1", "a reviewer set its pairs of shots aside")
    ]
    assert named(held, both) == before


def test_two_groups_that_become_one_keep_the_older_number_and_retire_the_other(held: Held) -> None:
    left, right = relation(ONE, TWO, "retake"), relation(THREE, FOUR, "retake")
    joint = relation(TWO, THREE, "retake")
    named(held, findings(left, right))
    joined = findings(left, right, joint)
    (told,) = retired(held, numbering(held, joined).current)

    assert set(named(held, joined).values()) == {"F1"}
    assert (told.name, told.within) == ("F2", "F1")


def test_a_new_finding_never_gets_the_number_of_one_that_is_gone(held: Held) -> None:
    named(held, findings(relation(ONE, TWO, "retake")))
    other = findings(relation(THREE, FOUR, "retake"))

    assert named(held, other) == {"retake 23": "F2"}
    (told,) = retired(held, numbering(held, other).current)
    assert told.name == "F1"


def test_negative_results_keep_theirs_though_they_count_more_pairs(held: Held) -> None:
    few = findings(relation(ONE, TWO, "different"))
    record(held, few, actor="tests")
    many = findings(relation(ONE, TWO, "copy"), relation(ONE, THREE, "different"))
    names = numbering(held, many).names
    kinds = judging.sought(many)

    assert {kinds[f.id]: names[f.id] for f in many if f.id in kinds} == {
        "retake": "N1",
        "same moment": "N3",
    }


def test_films_keep_theirs_when_one_before_them_is_set_aside(held: Held) -> None:
    two = film(), film("b" * 64, "other.mp4")
    record(replace(held, exhibits=two), (), actor="tests")
    left = replace(held, exhibits=(two[1], film("c" * 64, "third.mp4")))

    assert numbering(left, ()).names == {"b" * 64: "Film 2", "c" * 64: "Film 3"}


def test_pages_keep_theirs_when_one_before_them_is_set_aside(held: Held) -> None:
    one = sample_page.reading()
    two = [replace(one, article=replace(one.article, exhibit=d * 64)) for d in "abc"]
    record(replace(held, readings=tuple(two[:2])), (), actor="tests")
    left = replace(held, readings=tuple(two[1:]))

    assert numbering(left, ()).names == {"b" * 64: "Page 2", "c" * 64: "Page 3"}


def test_nothing_is_logged_twice(held: Held) -> None:
    found = findings(relation(ONE, TWO, "retake"))
    record(held, found, actor="tests")
    before = len(held.case.events())
    record(held, found, actor="tests")

    assert len(held.case.events()) == before
    assert held.case.events()[-1].action == "numbered"
    assert ("F1", found[0].id) in held.case.events()[-1].detail


def test_a_finding_about_people_is_named_by_its_id_and_nothing_of_it_is_logged(held: Held) -> None:
    (one, *_) = findings(relation(ONE, TWO, "retake"))
    about = replace(one, id="B-1a2b3c4d", kind=FindingKind.SAME_PERSON, relations=())
    record(held, (one, about), actor="tests")
    found = numbering(held, (one, about))

    assert found.names == {one.id: "F1", about.id: "B-1a2b3c4d"}
    assert "B-1a2b3c4d" not in str(held.case.events())
    assert sorted((about.id, one.id), key=found.place) == [one.id, about.id]


def test_what_was_not_compared_by_this_version_is_told_from_what_is_not_found(held: Held) -> None:
    (told,) = (f for f in findings(relation(ONE, TWO, "retake")) if f.relations)
    record(held, (told,), actor="Ann")

    (waits,) = retired(replace(held, waiting=1), ())
    (gone,) = retired(held, ())

    assert (waits.because, gone.because) == (
        RetiredBecause.NOT_COMPARED,
        RetiredBecause.NOT_HELD,
    )
