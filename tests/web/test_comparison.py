"""The state of two stretches is its address: it comes back whole, and means the same frames."""

from __future__ import annotations

import random
from fractions import Fraction
from urllib.parse import parse_qsl

import pytest

from secondtake.errors import InputInvalid
from secondtake.model.enums import RelationKind
from secondtake.model.findings import Alignment, Relation
from secondtake.model.footage import Shot
from secondtake.model.frame_table import FrameTable
from secondtake.model.time import Span
from secondtake.web.comparison import Comparison, Stretch, Way, aligned, read

A, B = "ab" * 32, "cd" * 32 + ".2"


def table(film: str, pts: tuple[int, ...], tick: Fraction) -> FrameTable:
    return FrameTable(exhibit=film[:64], tick=tick, pts=pts, keys=(0,), end=2 * pts[-1] - pts[-2])


EVEN = table(A, tuple(range(100)), Fraction(1, 25))
UNEVEN = table(B, tuple(n * 1000 + n % 3 * 300 for n in range(120)), Fraction(1, 30_000))


def test_500_states_come_back_unchanged_from_their_address() -> None:
    draw = random.Random(23)
    for _ in range(500):
        first, last = sorted((draw.randrange(90_000), draw.randrange(90_000)))
        state = Comparison(
            left=Stretch(film=A, first=first, last=last),
            right=Stretch(film=B, first=draw.randrange(50), last=draw.randrange(50, 99)),
            at=draw.randint(first, last),
            offsets=(draw.randint(-99, 99), draw.randint(-99, 99)),
            rate=draw.choice((1.0, 1.25, -1.0, 0.96)),
            way=draw.choice(list(Way)),
            split=draw.randrange(101) / 100,
            speed=draw.choice((0.1, 0.25, 1.0, 4.0)),
            loop=draw.random() < 0.5,
            finding=draw.choice(("", "F-b9990e7f")),
            mirrored=draw.random() < 0.5,
        )

        assert read(dict(parse_qsl(state.query()))) == state


@pytest.mark.parametrize(
    "query",
    [
        "",
        "a=x",
        f"a={A}:5-2&b={B}:0-1",
        f"a={A}:0-9&b={B}:0-9&view=none",
        f"a={A}:0-9&b={B}:0-9&off=1",
        f"a={A}:0-9&b={B}:0-9&speed=99",
        f"a={A}:0-9&b={B}:0-9&rate=0",
        f"a={A}:0-9&b={B}:0-9&at=nan",
    ],
)
def test_an_address_of_no_two_stretches_is_refused(query: str) -> None:
    with pytest.raises(InputInvalid):
        read(dict(parse_qsl(query)))


def test_frames_side_by_side_are_of_one_time_since_the_stretches_began() -> None:
    state = Comparison(
        left=Stretch(film=A, first=10, last=60), right=Stretch(film=B, first=20, last=90), at=10
    )
    for at in range(10, 61):
        left, right = Comparison(left=state.left, right=state.right, at=at).shown(EVEN, UNEVEN)
        since = EVEN.seconds(at) - EVEN.seconds(10)
        there = UNEVEN.seconds(20) + since

        assert left == at
        assert abs(UNEVEN.seconds(right) - there) <= 1 / 30
    backwards = Comparison(left=state.left, right=state.right, at=10, rate=-1.0)

    assert backwards.shown(EVEN, UNEVEN) == (10, 90)
    assert state.nudged(1, 3).shown(EVEN, UNEVEN) == (10, 23)
    assert state.moved(10**9).at == 60
    assert state.nudged(0, 10**9).shown(EVEN, UNEVEN)[0] == 99


def test_a_pair_begins_where_its_alignment_does() -> None:
    tick = Fraction(1, 1000)
    ours = [
        Shot(exhibit=A, number=0, span=Span(start=0, end=100, tick=EVEN.tick), **_shot()),
        Shot(
            exhibit=B[:64],
            stream=2,
            number=0,
            span=Span(start=0, end=120_000, tick=UNEVEN.tick),
            **_shot(),
        ),
    ]
    relation = Relation(
        left=ours[0].id,
        right=ours[1].id,
        kind=RelationKind.COPY,
        scores=(),
        alignment=(
            Alignment(
                left=Span(start=400, end=2000, tick=tick),
                right=Span(start=1000, end=2600, tick=tick),
            ),
        ),
        differences=(),
        because=(),
        missing=(),
        measurements=(),
        made_by=(),
        decided_by=None,
    )
    found = aligned(relation, {s.id: s for s in ours}, {A: EVEN, B: UNEVEN}, "F-1")

    assert (found.left.first, found.left.last) == (10, 49)
    assert found.right.first == UNEVEN.frame_at(1.0)
    assert found.at == 10


def _shot() -> dict[str, object]:
    from secondtake.model.enums import Transition
    from secondtake.model.evidence import Maker

    return {"transition": Transition.START, "made_by": Maker(name="test", version="1")}
