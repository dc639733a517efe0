"""Candidates, groups of takes and error figures."""

from __future__ import annotations

import numpy as np
import pytest
from tests.comparing.made import MAKER, TICK

from secondtake.comparing import candidates, figures, group_takes, maker
from secondtake.errors import SettingInvalid
from secondtake.model.enums import RelationKind, Transition
from secondtake.model.findings import Relation
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
        made_by=maker(),
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


def test_takes_of_one_set_up_are_grouped_and_copies_join_them() -> None:
    relations = [
        relation("a", "b", "retake"),
        relation("b", "c", "retake"),
        relation("c", "d", "copy"),
        relation("e", "f", "copy"),
        relation("a", "e", "same scene"),
    ]

    assert group_takes(relations) == (("a", "b", "c", "d"),)


def test_copies_alone_make_no_set_up() -> None:
    assert group_takes([relation("e", "f", "copy")]) == ()
    assert group_takes([]) == ()


def test_every_kind_has_figures_or_says_they_were_not_measured() -> None:
    told = figures("retake")

    names = {"threshold", "false_alarm_rate", "recall", "pairs", "tested_on", "by_height", "places"}

    assert set(told) == names
    assert told["recall"] is None or 0 <= told["recall"] <= 1
    with pytest.raises(SettingInvalid):
        figures("likeness")
