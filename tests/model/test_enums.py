"""Closed sets: members are their words in every file, and a word of none of them is refused."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
import rfc8785

from secondtake.errors import InvalidRecord
from secondtake.model import enums
from secondtake.model.enums import EventAction, RelationKind, Testable, Transition
from secondtake.model.evidence import CustodyEvent, Maker
from secondtake.model.findings import Relation
from secondtake.model.footage import Shot
from secondtake.model.membership import member
from secondtake.model.reasons import as_written
from secondtake.model.serialization import plain, record
from secondtake.model.time import Span
from secondtake.store.custody import event_of, first_break, line_of

MAKER = Maker(name="test", version="1")
RELATION = Relation(
    left="a:0",
    right="b:0",
    kind=RelationKind.RETAKE,
    scores=((RelationKind.RETAKE, 0.75), (RelationKind.COPY, 0.25)),
    alignment=(),
    differences=(),
    because=(as_written("seen"),),
    missing=(),
    measurements=(),
    made_by=(MAKER,),
    decided_by=MAKER,
)
SHOT = Shot(
    exhibit="a" * 64,
    number=0,
    span=Span.of_seconds(0, 1),
    transition=Transition.DISSOLVE,
    made_by=MAKER,
)
EVENT = CustodyEvent(
    seq=1,
    previous="0" * 64,
    action=EventAction.LOOKED_CLOSER,
    actor="Ann",
    at=datetime(2026, 11, 3, tzinfo=UTC),
)


def every_set() -> list[type]:
    return [getattr(enums, name) for name in enums.__all__]


@pytest.mark.parametrize("value", [RELATION, SHOT, EVENT], ids=lambda v: type(v).__name__)
def test_a_record_is_written_in_words_and_read_back_in_members(value: object) -> None:
    written = plain(value)
    again = record(type(value), json.loads(json.dumps(written)))

    assert again == value
    assert "<" not in repr(written)


def test_members_come_back_and_not_their_words_alone() -> None:
    again = record(Relation, plain(RELATION))

    assert again.kind is RelationKind.RETAKE
    assert [kind for kind, _ in again.scores] == [RelationKind.RETAKE, RelationKind.COPY]
    assert all(isinstance(kind, RelationKind) for kind, _ in again.scores)
    assert record(Shot, plain(SHOT)).transition is Transition.DISSOLVE


@pytest.mark.parametrize("kind", every_set(), ids=lambda k: k.__name__)
def test_a_member_is_its_word_in_json_and_in_sentences(kind: type) -> None:
    for one in kind:
        assert json.dumps(one) == json.dumps(one.value)
        assert json.dumps({one: 1}) == json.dumps({one.value: 1})
        assert rfc8785.dumps({one: one}) == rfc8785.dumps({one.value: one.value})
        assert f"{one}" == str(one) == one.value


def test_an_unknown_word_is_refused_with_what_was_expected_and_got() -> None:
    written = plain(SHOT) | {"transition": "wipe"}

    with pytest.raises(InvalidRecord, match=r"Shot\.transition: expected .*'dissolve'.*got .*wipe"):
        record(Shot, written)


def test_an_unknown_kind_in_the_scores_is_refused() -> None:
    written = plain(RELATION) | {"scores": [["same place", 1.0]]}

    with pytest.raises(InvalidRecord, match=r"Relation\.scores: expected .*got .*same place"):
        record(Relation, written)


def test_a_record_takes_members_and_no_plain_words() -> None:
    fields = {name: getattr(RELATION, name) for name in Relation.__slots__}

    with pytest.raises(InvalidRecord, match=r"Relation\.kind: expected a RelationKind.*got str"):
        Relation(**(fields | {"kind": "retake"}))


def test_nothing_is_no_word() -> None:
    with pytest.raises(InvalidRecord, match=r"Claim\.testable"):
        member(Testable, None, "Claim.testable")


def test_an_action_of_a_newer_version_leaves_the_log_readable_and_its_chain_whole() -> None:
    line = line_of(EVENT).replace('"looked closer"', '"walked through walls"')
    event = event_of(line)

    assert event.action == "walked through walls"
    assert first_break([line]) is None
    assert isinstance(event_of(line_of(EVENT)).action, EventAction)
