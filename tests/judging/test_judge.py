"""Findings say what was seen and never why; every claim gets one honest state."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

import pytest

from secondtake.export.messages.reason_words import clause
from secondtake.judging import Snapshot, judge, messages
from secondtake.model.enums import ClaimCheck, DifferenceKind, RelationKind, Testable, Transition
from secondtake.model.evidence import Exhibit, Failure, Maker
from secondtake.model.findings import (
    Alignment,
    Difference,
    ErrorRates,
    Relation,
)
from secondtake.model.footage import Reel, Shot
from secondtake.model.reasons import as_written
from secondtake.model.text import Article, Claim, Passage, Reading, Reference
from secondtake.model.time import Span

MAKER = Maker(name="tester", version="1")
FILM, PAGE = "a" * 64, "b" * 64
FORBIDDEN = re.compile(
    r"\b(staged?|fak(e|ed|ing)|actors?|crisis|real|genuine|authentic|hoax|deceiv\w*|decept\w*|"
    r"true|false(?![ -]alarm)|lie[sd]?|fraud|propaganda|innocent|guilty|intend\w*|deliberate\w*)\b",
    re.IGNORECASE,
)


def span(start: float, end: float) -> Span:
    return Span.of_seconds(start, end, Fraction(1, 25))


def shots(count: int) -> tuple[Shot, ...]:
    return tuple(
        Shot(
            exhibit=FILM,
            number=n,
            span=span(n * 5, n * 5 + 5),
            transition=Transition.CUT,
            made_by=MAKER,
        )
        for n in range(count)
    )


def relation(left: Shot, right: Shot, kind: str, **more: object) -> Relation:
    told = {
        "scores": tuple((k, 0.9 if k == kind else 0.025) for k in list(RelationKind)[:5]),
        "alignment": (Alignment(left=left.span, right=right.span),),
        "differences": (),
        "because": (as_written("seen"),),
        "missing": (as_written("longer footage"),) if kind == "undecided" else (),
        "measurements": (),
        "made_by": (MAKER,),
        "decided_by": None if kind == "undecided" else MAKER,
    }
    return Relation(left=left.id, right=right.id, kind=RelationKind(kind), **(told | more))


def a_difference() -> Difference:
    box = (0.1, 0.1, 0.2, 0.2)
    return Difference(
        kind=DifferenceKind.PART_OF_PICTURE,
        what=as_written("upper body of person 1"),
        left_box=box,
        right_box=box,
        span=span(1, 2),
        size=4.2,
    )


def a_reel() -> Reel:
    return Reel(
        exhibit=FILM,
        container="mp4",
        codec="h264",
        width=640,
        height=360,
        rotation=0,
        tick=Fraction(1, 25),
        frame_rate=25.0,
        header_seconds=20.0,
        header_frames=500,
        sound_codec=None,
        sound_rate=None,
        decoded_seconds=20.0,
        decoded_frames=500,
        failed_frames=0,
        partial=None,
        made_by=MAKER,
    )


def an_exhibit() -> Exhibit:
    return Exhibit(
        digest=FILM,
        media_type="video/mp4",
        size_bytes=5,
        name="a.mp4",
        origin="a.mp4",
        taken_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


def a_reading() -> Reading:
    text = "It says so."
    article = Article(
        exhibit=PAGE,
        title="T",
        section=None,
        published=None,
        language="en",
        text=text,
        body=Passage(start=0, end=len(text)),
    )
    claims = tuple(
        Claim(
            id=f"C{n}",
            passage=Passage(start=0, end=2),
            quote="It",
            source=None,
            through=(),
            cue=None,
            hedges=(),
            event_time=None,
            place=None,
            about_footage=True,
            testable=testable,
            check=check,
        )
        for n, (testable, check) in enumerate(itertools.product(Testable, ClaimCheck), 1)
    )
    return Reading(article=article, claims=claims, attributions=(), missing=())


def rates(false_alarms: float | None = None, **more: object) -> ErrorRates:
    known = {"threshold": 0.4, "recall": 0.8, "pairs": 430, "tested_on": "made scenes"}
    return ErrorRates(false_alarm_rate=false_alarms, **(known | more))


def judged(
    relations: tuple[Relation, ...],
    *,
    footage: bool = True,
    rate: float | None = None,
    name: str = "a.mp4",
    references: tuple[Reference, ...] = (),
    failures: tuple[Failure, ...] = (),
    waiting: int = 0,
):
    held = shots(4) if footage else ()
    reading = a_reading()
    reading = replace(reading, article=replace(reading.article, references=references))
    return judge(
        Snapshot(
            readings=(reading,),
            shots=held,
            reels=(a_reel(),) if footage else (),
            relations=relations,
            failures=failures,
            exhibits=(replace(an_exhibit(), name=name),) if footage else (),
            rates_of=lambda engine, kind: rates(rate),
            in_words=clause,
            waiting=waiting,
        )
    )


def every_case() -> list[tuple[Relation, ...]]:
    a, b, c, d = shots(4)
    grid = [(relation(a, b, kind),) for kind in RelationKind]
    grid += [(relation(a, b, kind, differences=(a_difference(),) * 8),) for kind in RelationKind]
    grid.append((relation(a, b, "retake"), relation(b, c, "retake"), relation(c, d, "copy")))
    fast = Alignment(left=a.span, right=b.span, speed=2.0, mirrored=True)
    grid.append((relation(a, b, "copy", alignment=(fast,)),))
    grid.append((relation(a, b, "retake", alignment=()),))
    return [*grid, ()]


def sentences(found) -> list[str]:
    told = [c.note for c in found.claimed]
    told += [s for c in found.claimed for s in (*c.looked_for, *c.would_settle)]
    for f in found.findings:
        told += [f.sentence, *f.limits, *f.would_change, f.state]
        told += [f"{c.name} {c.note}" for c in f.checks]
        told += [f"{a.explanation} {a.reason}" for a in f.alternatives]
    return told


@pytest.mark.parametrize("relations", every_case(), ids=lambda r: "+".join(x.kind for x in r))
@pytest.mark.parametrize("footage", [True, False])
def test_no_sentence_holds_a_verdict_or_an_intent(
    relations: tuple[Relation, ...], footage: bool
) -> None:
    found = judged(relations if footage else (), footage=footage)

    assert [s for s in sentences(found) if FORBIDDEN.search(s)] == []
    assert [s for s in sentences(found) if "{" in s] == []


@pytest.mark.parametrize("relations", every_case(), ids=lambda r: "+".join(x.kind for x in r))
def test_a_finding_stays_a_candidate_while_a_check_is_open(
    relations: tuple[Relation, ...],
) -> None:
    for finding in judged(relations, rate=0.001).findings:
        if any(c.state != "passed" for c in finding.checks):
            assert finding.state == "candidate"


def test_a_retake_names_both_stretches_and_all_alternatives() -> None:
    a, b = shots(2)
    (retake, *_) = judged((relation(a, b, "retake"),)).findings

    assert "0:00.0–0:05.0 of a.mp4 and 0:05.0–0:10.0 of a.mp4" in retake.sentence
    assert [x.explanation for x in retake.alternatives] == [e for e, _ in messages.ALTERNATIVES]
    assert [c.number for c in retake.checks] == list(range(1, 11))
    weights = {x.explanation: x.expected for x in retake.alternatives}
    assert weights["ordinary repetition"] == "equally"
    assert weights["re-encoded, looped or duplicated file"] == "less"


def test_a_copy_does_not_make_any_explanation_less_expected() -> None:
    a, b = shots(2)
    found = judged((relation(a, b, "copy"),)).findings
    copy = next(f for f in found if f.kind == "copy")

    assert {x.expected for x in copy.alternatives} == {"equally"}


def test_takes_that_share_a_shot_are_one_finding() -> None:
    a, b, c, _ = shots(4)
    found = judged((relation(a, b, "retake"), relation(b, c, "retake")))

    assert [f.kind for f in found.findings].count("retake") == 1


def test_every_claim_has_one_state_and_untestable_ones_say_so() -> None:
    a, b = shots(2)
    found = judged((relation(a, b, "retake"),))
    claims = {c.id: c for c in a_reading().claims}

    assert [c.claim for c in found.claimed] == list(claims)
    for c in found.claimed:
        if claims[c.claim].testable == "no":
            assert c.state == "not from footage"
        if claims[c.claim].testable == "unknown":
            assert (c.state, c.ties, c.findings, c.looked_for) == ("could not look", (), (), ())
            assert "was not read" in c.note


def test_found_nothing_and_could_not_look_are_different() -> None:
    a, b = shots(2)
    repeated = next(
        c.id for c in a_reading().claims if (c.testable, c.check) == ("yes", "repeated-take")
    )
    looked = judged((relation(a, b, "different"),))
    absent = judged((), footage=False)

    state = {c.claim: c.state for c in looked.claimed}
    missing = {c.claim: c for c in absent.claimed}
    assert state[repeated] == "nothing found"
    assert missing[repeated].state == "could not look"
    assert missing[repeated].would_settle


def test_error_figures_are_given_or_said_not_to_be_measured() -> None:
    a, b = shots(2)
    measured = judged((relation(a, b, "retake"),), rate=0.25).findings[0].errors
    unknown = judged((relation(a, b, "retake"),)).findings[0]

    assert measured.expected_false_alarms == 0.25
    assert unknown.errors.expected_false_alarms is None
    assert next(c.note for c in unknown.checks if c.number == 7) == "not measured"


def test_the_same_input_gives_the_same_findings() -> None:
    for relations in every_case():
        assert judged(relations) == judged(relations)


def test_a_kind_that_was_not_scored_is_not_told_apart() -> None:
    a, b = shots(2)
    (retake, *_) = judged(
        (relation(a, b, "retake", scores=(("retake", 0.9),)),), rate=0.01
    ).findings
    checks = {c.number: c for c in retake.checks}

    assert [(checks[n].state, "not measured" in checks[n].note) for n in (1, 2)] == [
        ("open", True),
        ("open", True),
    ]
    assert {x.expected for x in retake.alternatives} == {"equally"}


def test_findings_of_like_named_films_have_their_own_ids() -> None:
    a, b, c, d = (replace(s, span=span(0, 5)) for s in shots(4))
    found = judge(
        Snapshot(
            readings=(),
            shots=(a, b, c, d),
            reels=(a_reel(),),
            relations=(relation(a, b, "retake"), relation(c, d, "retake")),
            failures=(),
            exhibits=(an_exhibit(),),
            rates_of=lambda engine, kind: rates(),
            in_words=clause,
        )
    ).findings
    ids = [f.id for f in found if f.kind == "retake"]

    assert len(set(ids)) == 2


def test_films_of_one_name_are_told_apart_in_sentences() -> None:
    a = shots(1)[0]
    b = replace(a, exhibit=PAGE)
    found = judge(
        Snapshot(
            readings=(),
            shots=(a, b),
            reels=(a_reel(),),
            relations=(relation(a, b, "copy"),),
            failures=(),
            exhibits=(an_exhibit(), replace(an_exhibit(), digest=PAGE)),
            rates_of=lambda engine, kind: rates(),
            in_words=clause,
        )
    ).findings
    sentence = next(f.sentence for f in found if f.kind == "copy")

    assert "a.mp4 (aaaaaaaa) and" in sentence
    assert "a.mp4 (bbbbbbbb) look" in sentence


def test_a_name_cannot_steer_a_sentence() -> None:
    a, b = shots(2)
    found = judged((relation(a, b, "retake"),), name="a\n\x1b[2J\u202egpj.mp4")

    assert [s for s in sentences(found) if not s.isprintable()] == []
    assert "a\\n\\x1b[2J\\u202egpj.mp4" in found.findings[0].sentence


def test_the_order_of_the_input_changes_nothing() -> None:
    a, b, c, d = shots(4)
    more = (a_difference(), replace(a_difference(), what=as_written("lower body of person 1")))
    given = (
        relation(a, b, "retake", differences=more),
        relation(a, c, "retake", differences=more),
        relation(c, d, "copy", differences=more),
    )
    backwards = tuple(replace(r, differences=r.differences[::-1]) for r in given[::-1])

    assert judged(given) == judged(backwards)


@pytest.mark.parametrize("what", ["the actor", "a staged fall", "a fake wall", "really the hat"])
def test_a_sentence_with_a_forbidden_word_fails_its_check(what: str) -> None:
    a, b = shots(2)
    difference = replace(a_difference(), what=as_written(what))
    found = judged((relation(a, b, "retake", differences=(difference,)),)).findings
    (told,) = [f for f in found if f.kind == "difference"]
    check = next(c for c in told.checks if c.number == 10)

    assert check.state == "failed"
    assert told.state == "candidate"


def test_a_forbidden_word_in_a_name_is_not_ours() -> None:
    a, b = shots(2)
    found = judged((relation(a, b, "retake"),), name="staged fake.mp4").findings

    assert [c.state for c in found[0].checks if c.number == 10] == ["passed"]
    assert "staged fake.mp4" in found[0].sentence


def test_without_aligned_takes_a_difference_could_not_be_looked_for() -> None:
    a, b = shots(2)
    continuity = next(
        c.id
        for c in a_reading().claims
        if (c.testable, c.check) == ("yes", "continuity-difference")
    )

    def told(*relations: Relation):
        return next(c for c in judged(relations).claimed if c.claim == continuity)

    unlike = told(relation(a, b, "different", alignment=()))
    adrift = told(relation(a, b, "retake", alignment=()))
    aligned = told(relation(a, b, "retake"))
    assert (unlike.state, adrift.state) == ("could not look", "could not look")
    assert "there were no two aligned takes" in unlike.note
    assert aligned.state == "nothing found"


def test_a_claim_names_the_footage_it_was_judged_on() -> None:
    a, b = shots(2)
    link = Reference(kind="link", text="the film", address="https://example.org/v.mp4")
    held = Reference(kind="player", text="", address="a.mp4")
    found = judged((relation(a, b, "retake"),), references=(link, held))

    unread = {c.id for c in a_reading().claims if c.testable == Testable.UNKNOWN}
    for c in found.claimed:
        judged_on = "Assessed on the footage held: a.mp4." in c.note
        never = c.state in ("not from footage", "not by footage alone") or c.claim in unread
        assert judged_on != never, c
        assert ("that are not held (1)" in c.note) == judged_on


def test_failures_are_called_by_the_names_of_their_films() -> None:
    a, b = shots(2)
    at = datetime(2026, 1, 1, tzinfo=UTC)
    subjects = (FILM, f"{a.id} and {b.id}", "https://example.org/gone")
    failures = tuple(
        Failure(subject=s, made_by=MAKER, reason="r", advice="", at=at) for s in subjects
    )
    found = judged((relation(a, b, "different"),), failures=failures)
    told = {s for c in found.claimed for s in c.looked_for if s.startswith("could not")}

    assert told == {
        "could not be analysed: a.mp4, a.mp4 shot 1 and a.mp4 shot 2, https://example.org/gone"
    }


def test_shots_that_nobody_compared_are_not_called_one_shot() -> None:
    of_claims = {
        waiting: {c.note for c in judged((), waiting=waiting).claimed if "shot" in c.note}
        for waiting in (0, 6)
    }

    assert not any("only one shot" in note for notes in of_claims.values() for note in notes)
    assert any("No two of 4 shots are alike enough" in note for note in of_claims[0])
    assert any("6 pairs of shots have not been compared" in note for note in of_claims[6])
