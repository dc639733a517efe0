"""Candidates, groups of takes and error figures."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.comparing.made import MAKER, TICK

from secondtake.comparing import candidates, group_takes, maker, rates_of
from secondtake.comparing.takes.grouping import SetUp
from secondtake.errors import SettingInvalid
from secondtake.model.enums import RelationKind, Transition
from secondtake.model.findings import Alignment, Relation
from secondtake.model.footage import Descriptors, Shot
from secondtake.model.time import Span


def shots(count: int) -> tuple[Shot, ...]:
    return tuple(
        Shot(
            exhibit=f"{i:064x}"[::-1],
            number=0,
            span=Span(start=0, end=20, tick=TICK),
            transition=Transition.START,
            made_by=MAKER,
        )
        for i in range(count)
    )


def described(shot: Shot, kind: str, rows: np.ndarray) -> Descriptors:
    return Descriptors(
        exhibit=shot.exhibit,
        kind=kind,
        tick=TICK,
        pts=np.arange(len(rows), dtype=np.int64),
        matrix=rows,
        quality=np.ones(len(rows), np.float32),
        made_by=MAKER,
    )


def relation(left: str, right: str, kind: str, value: float = 0.9) -> Relation:
    return Relation(
        left=left,
        right=right,
        kind=RelationKind(kind),
        scores=((RelationKind(kind), value),),
        alignment=(),
        differences=(),
        because=(),
        missing=(),
        measurements=(),
        made_by=(maker(),),
        decided_by=maker(),
    )


def test_few_shots_are_compared_every_one_with_every_other() -> None:
    found = candidates(shots(5), ())

    assert len(found) == 10
    assert len({frozenset((p.left, p.right)) for p in found}) == 10


def test_of_a_thousand_shots_copies_are_among_the_candidates() -> None:
    rng = np.random.default_rng(1)
    many = shots(1000)
    hashes = rng.integers(0, 256, (1000, 4, 32), dtype=np.uint8)
    hashes[500] = hashes[20]
    rows = rng.normal(size=(1000, 4, 64)).astype(np.float32)
    rows[700] = rows[30] + rng.normal(0, 0.1, (4, 64))
    rows /= np.linalg.norm(rows, axis=2, keepdims=True)
    found = [described(s, "pdq", h) for s, h in zip(many, hashes, strict=True)]
    found += [described(s, "vector", r) for s, r in zip(many, rows, strict=True)]

    pairs = candidates(many, tuple(found))

    named = {frozenset((p.left, p.right)) for p in pairs}
    assert len(pairs) < 20_000
    assert frozenset((many[20].id, many[500].id)) in named
    assert frozenset((many[30].id, many[700].id)) in named
    assert {pairs[0].left, pairs[0].right} == {many[20].id, many[500].id}


def test_a_limit_keeps_the_most_promising() -> None:
    assert len(candidates(shots(6), (), limit=4)) == 4
    assert candidates(shots(1), ()) == ()
    assert candidates((), ()) == ()


def test_the_order_of_the_input_does_not_matter() -> None:
    some = shots(6)

    assert candidates(some, ()) == candidates(some[::-1], ())


def shown(found: tuple[SetUp, ...]) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """The shots of each take of each set-up."""
    return tuple(tuple(tuple(p.shot for p in take) for take in set_up) for set_up in found)


def test_takes_of_one_set_up_are_grouped_and_copies_join_them() -> None:
    relations = [
        relation("a", "b", "retake"),
        relation("b", "c", "retake"),
        relation("c", "d", "copy"),
        relation("e", "f", "copy"),
        relation("a", "e", "same scene"),
    ]

    assert shown(group_takes(relations)) == ((("a",), ("b",), ("c", "d")),)


def test_copies_alone_make_no_set_up() -> None:
    assert group_takes([relation("e", "f", "copy")]) == ()
    assert group_takes([]) == ()


def test_two_shots_called_a_retake_are_never_one_take_through_a_third() -> None:
    relations = [
        relation("a", "b", "retake", 0.72),
        relation("a", "c", "copy"),
        relation("b", "c", "copy", 0.6),
    ]

    assert shown(group_takes(relations)) == ((("a", "c"), ("b",)),)


def test_a_shot_over_a_missed_cut_stands_in_both_takes_with_its_parts() -> None:
    def copied(other: str, first: int, last: int) -> Relation:
        span = Span(start=first, end=last, tick=TICK)
        aligned = Alignment(left=span, right=Span(start=0, end=last - first, tick=TICK))
        return replace(relation("whole", other, "copy"), alignment=(aligned,))

    relations = [relation("a", "b", "retake"), copied("a", 0, 50), copied("b", 50, 110)]

    (set_up,) = group_takes(relations)

    assert shown((set_up,)) == ((("a", "whole"), ("b", "whole")),)
    assert [take[1].span.seconds for take in set_up] == [(0, 50 * TICK), (50 * TICK, 110 * TICK)]


@pytest.mark.parametrize(("engine", "kind"), [("takes", "retake"), ("copies", "copy")])
def test_every_engine_has_its_own_measured_rates(engine: str, kind: str) -> None:
    told = rates_of(engine, kind)

    assert told.pairs > 0
    assert told.recall is not None
    assert 0 <= told.recall <= 1
    assert told.false_alarm_rate is not None


def test_what_was_not_measured_of_an_engine_is_none() -> None:
    assert rates_of("copies", "retake").false_alarm_rate is None
    with pytest.raises(SettingInvalid):
        rates_of("takes", "likeness")
    with pytest.raises(SettingInvalid):
        rates_of("grain", "copy")


def test_every_pair_near_by_hash_is_told_however_many_shots_there_are() -> None:
    random = np.random.default_rng(2)
    many = shots(150)
    centres = random.integers(0, 256, (30, 32)).astype(np.uint8)
    bits = [
        centres[n % 30] ^ np.packbits(random.random((1 + n % 3, 256)) < 0.15, axis=1)
        for n in range(len(many))
    ]
    told = candidates(many, tuple(described(s, "pdq", b) for s, b in zip(many, bits, strict=True)))

    apart = {
        (many[i].id, many[j].id): int(np.bitwise_count(bits[i][:, None] ^ bits[j]).sum(-1).min())
        for i in range(len(many))
        for j in range(i + 1, len(many))
    }
    near = {pair for pair, distance in apart.items() if distance <= 90}
    assert {frozenset((p.left, p.right)) for p in told} == {frozenset(pair) for pair in near}
