"""A pair of people as a finding: tied to claims of two roles, gated, with alternatives."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

import pytest
from tests.export import page
from tests.judging.test_judge import relation, shots

from secondtake.export.messages.reason_words import clause
from secondtake.export.pages.report_page import HtmlReport
from secondtake.judging import Judgement, Snapshot, judge, messages
from secondtake.model.enums import PersonCandidateKind, PersonDecision
from secondtake.model.evidence import Exhibit, Maker
from secondtake.model.findings import ErrorRates, Relation
from secondtake.model.footage import Reel, Shot
from secondtake.model.people import PeopleCompared, PersonCandidate, PersonSeen
from secondtake.model.reasons import as_written

MAKER = Maker(name="tester", version="1")
FILM = "a" * 64
MEASURED = {
    kind: ErrorRates(threshold=0.8, false_alarm_rate=rate, recall=None, pairs=100, tested_on=films)
    for kind, rate, films in (
        ("same clothes", 0.001, "made films"),
        ("other clothes", 0.002, "other films"),
    )
}


def seen(number: int, *, shot: int = 0) -> PersonSeen:
    return PersonSeen(
        id=f"{FILM[:12]}:P{number}",
        exhibit=FILM,
        shot=f"{FILM[:12]}:{shot}",
        start=number * 10.0,
        end=number * 10.0 + 4,
        quality=0.9,
        poor="",
        seen=("upright",),
        at=number * 10.0 + 2,
        box=(0.2, 0.2, 0.1, 0.4),
    )


def candidate(**more: object) -> PersonCandidate:
    first = PersonCandidate(
        left=seen(1).id,
        right=seen(2).id,
        kind=PersonCandidateKind.OTHER_CLOTHES,
        score=0.93,
        because=(as_written("Faces are alike."),),
        rank=1,
        controls=12,
    )
    return replace(first, **more)  # type: ignore[arg-type]


def judged(
    people: PeopleCompared | None,
    *relations: Relation,
    held: tuple[Shot, ...] = (),
    left_out: bool = False,
) -> Judgement:
    reel = Reel(
        exhibit=FILM,
        container="mp4",
        codec="h264",
        width=640,
        height=360,
        rotation=0,
        tick=Fraction(1, 25),
        frame_rate=25.0,
        header_seconds=60.0,
        header_frames=1500,
        sound_codec=None,
        sound_rate=None,
        decoded_seconds=60.0,
        decoded_frames=1500,
        failed_frames=0,
        partial=None,
        made_by=MAKER,
    )
    film = Exhibit(
        digest=FILM,
        media_type="video/mp4",
        size_bytes=1,
        name="pier.mp4",
        origin="pier.mp4",
        taken_at=datetime(2026, 11, 1, tzinfo=UTC),
    )
    return judge(
        Snapshot(
            readings=(page.reading(),),
            shots=held,
            reels=(reel,),
            relations=relations,
            failures=(),
            exhibits=(film,),
            rates_of=lambda engine, kind: MEASURED["same clothes"],
            in_words=clause,
            compared_people=people,
            people_rates=MEASURED,
            people_left_out=left_out,
        )
    )


def compared(*candidates: PersonCandidate, shot: int = 1) -> PeopleCompared:
    return PeopleCompared(seen=(seen(1), seen(2, shot=shot)), pairs=1, candidates=candidates)


def test_a_pair_is_a_candidate_that_bears_on_the_claim_of_two_roles() -> None:
    told = judged(compared(candidate()))
    (finding,) = (f for f in told.findings if f.kind == "same body")
    claims = {c.claim: c for c in told.claimed}

    assert finding.state == "candidate"
    assert finding.id == candidate().finding
    assert finding.claims == ("c4",)
    assert claims["c4"].state == "findings"
    assert "in other clothes: a candidate, not an identification" in finding.sentence
    assert messages.FORBIDDEN.search(finding.sentence) is None


@pytest.mark.parametrize("kind", MEASURED)
def test_a_finding_quotes_the_errors_of_its_own_kind(kind: str) -> None:
    told = judged(compared(candidate(kind=PersonCandidateKind(kind))))
    (finding,) = (f for f in told.findings if f.kind == "same body")

    assert finding.errors.tested_on == MEASURED[kind].tested_on
    assert finding.errors.false_alarm_rate == MEASURED[kind].false_alarm_rate


def test_the_alternatives_of_two_roles_stand_in_the_table() -> None:
    (finding,) = (f for f in judged(compared(candidate())).findings if f.kind == "same body")
    explanations = [a.explanation for a in finding.alternatives]

    assert explanations[:4] == [name for name, _ in messages.PERSON_ALTERNATIVES]
    assert {name for name, _ in messages.ALTERNATIVES} <= set(explanations)
    assert len(explanations) == len(set(explanations))
    assert {a.expected for a in finding.alternatives} == {"equally"}


@pytest.mark.parametrize(
    ("number", "people", "state"),
    [
        (1, compared(candidate(), shot=0), "passed"),
        (1, compared(candidate()), "open"),
        (4, compared(candidate()), "passed"),
        (6, compared(candidate()), "passed"),
        (6, compared(candidate(rank=3)), "open"),
        (6, compared(candidate(controls=4)), "open"),
        (7, compared(candidate()), "passed"),
        (8, compared(candidate(decision=PersonDecision.CONFIRMED)), "open"),
        (9, compared(candidate()), "open"),
        (10, compared(candidate()), "passed"),
    ],
)
def test_the_gate_says_what_it_saw(number: int, people: PeopleCompared, state: str) -> None:
    (finding,) = (f for f in judged(people).findings if f.kind == "same body")
    (check,) = (c for c in finding.checks if c.number == number)

    assert (check.state, bool(check.note)) == (state, True)


def test_a_rejected_pair_is_no_finding_and_nothing_else_was_found() -> None:
    told = judged(compared(candidate(decision=PersonDecision.REJECTED)))
    claims = {c.claim: c for c in told.claimed}

    assert [f.kind for f in told.findings] == ["no body"]
    assert claims["c4"].state == "nothing found"


def test_without_a_reason_the_claim_could_not_be_looked_at() -> None:
    claims = {c.claim: c for c in judged(None).claimed}

    assert claims["c4"].state == "could not look"
    assert "nobody gave a reason" in claims["c4"].note


def test_what_is_handed_out_without_people_does_not_say_that_nobody_was_compared() -> None:
    told = judged(None, left_out=True)
    claims = {c.claim: c for c in told.claimed}

    assert claims["c4"].state == "for a person"
    assert "People were compared in the case" in claims["c4"].note
    assert "nobody gave a reason" not in claims["c4"].note


def test_people_too_small_to_compare_are_not_a_search_without_result() -> None:
    none = PeopleCompared(seen=(seen(1),), pairs=0, candidates=())
    claims = {c.claim: c for c in judged(none).claimed}

    assert claims["c4"].state == "could not look"
    assert "no two of 1 tracks could be compared" in claims["c4"].note


def test_the_page_veils_stills_and_draws_both_appearances() -> None:
    from tests.export import sample

    report = replace(sample.rich(), compared_people=None)
    film, shot = report.reels[0].exhibit, report.shots[0].id
    two = tuple(replace(seen(n), exhibit=film, shot=shot) for n in (1, 2))
    people = PeopleCompared(seen=two, pairs=1, candidates=(candidate(),))
    shown = HtmlReport().page(replace(report, compared_people=people))

    assert "Nobody gave a reason" in HtmlReport().page(report)
    assert shown.count('class="appears ') == 2
    assert 'class="sides veiled"' in shown
    assert "possibly the same person, in other clothes" in shown


@pytest.mark.parametrize(("kind", "word"), [("copy", "recording"), ("same moment", "moment")])
def test_one_event_shown_twice_gives_nobody_a_second_role(kind: str, word: str) -> None:
    one, two = shots(2)
    people = PeopleCompared(
        seen=(replace(seen(1), shot=one.id), replace(seen(2), shot=two.id)),
        pairs=1,
        candidates=(candidate(),),
    )
    told = judged(people, relation(one, two, kind), held=(one, two))
    apart = judged(people, relation(one, two, "retake"), held=(one, two))
    (finding,) = (f for f in told.findings if f.kind == "same body")

    assert f"The two shots look like one {word}, which shows its people twice" in finding.sentence
    assert finding.claims == ()
    assert [f.claims for f in apart.findings if f.kind == "same body"] == [("c4",)]
