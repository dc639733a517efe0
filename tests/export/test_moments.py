"""Recordings of one moment lie on one clock: by what was aligned, and before it by sync points."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

import pytest
from tests.export import sample

from secondtake.export.formats.moments import moments
from secondtake.export.formats.otio import OpenTimeline
from secondtake.model.by_hand import FilmFrame, SyncPoint
from secondtake.model.enums import RelationKind
from secondtake.model.findings import Alignment, Relation
from secondtake.model.report import Report
from secondtake.model.time import Span

TICK = Fraction(1, 1000)
AT = datetime(2026, 11, 30, tzinfo=UTC)


def relation(left: str, right: str, ahead: float, score: float = 0.9) -> Relation:
    """The right one's clock reads ``ahead`` seconds more at the same instant."""
    return Relation(
        left=left,
        right=right,
        kind=RelationKind.SAME_MOMENT,
        scores=((RelationKind.SAME_MOMENT, score),),
        alignment=(
            Alignment(
                left=Span.of_seconds(1, 3, TICK), right=Span.of_seconds(1 + ahead, 3 + ahead, TICK)
            ),
        ),
        differences=(),
        because=(),
        missing=(),
        measurements=(),
        made_by=(),
        decided_by=None,
    )


def point(left: tuple[str, int], right: tuple[str, int]) -> SyncPoint:
    frames = (FilmFrame(film=film, pts=ms, tick=TICK) for film, ms in (left, right))
    one, other = frames
    return SyncPoint(left=one, right=other, reason="The clap.", by="Ann", at=AT)


@pytest.fixture
def held() -> Report:
    """Three films of one shot each, and no relation yet."""
    rich = sample.rich()
    firsts = {s.film: s for s in reversed(rich.shots)}
    return replace(rich, shots=tuple(firsts.values()), relations=(), sync_points=(), notes=())


def zeros(report: Report) -> dict[str, float]:
    (moment,) = moments(report)
    return {c.shot.film: round(c.zero, 3) for c in moment.cameras}


def test_offsets_are_taken_along_from_pair_to_pair_and_the_first_begins_at_0(held: Report) -> None:
    a, b = held.shots[:2]
    found = replace(held, relations=(relation(a.id, b.id, -0.5),))
    (moment,) = moments(found)

    assert zeros(found)[b.film] - zeros(found)[a.film] == pytest.approx(0.5)
    assert moment.cameras[0].seconds[0] == 0
    assert moment.apart == 0
    assert moments(held) == ()


def test_a_sync_point_counts_before_comparing_and_what_disagrees_is_told(held: Report) -> None:
    a, b = held.shots[:2]
    said = point((a.film, 1000), (b.film, 1800))
    found = replace(held, relations=(relation(a.id, b.id, -0.5, 1.0),), sync_points=(said,))
    (moment,) = moments(found)

    assert zeros(found)[b.film] - zeros(found)[a.film] == pytest.approx(-0.8)
    assert moment.apart == pytest.approx(1.3)
    assert [c.point for c in moment.cameras if c.point] == [said]


def test_a_moment_is_a_sequence_with_a_track_for_each_camera_in_step(held: Report) -> None:
    a, b = held.shots[:2]
    found = replace(held, relations=(relation(a.id, b.id, -0.4),))
    files = dict(OpenTimeline().files(found).files)
    stack = json.loads(files["moment-1.otio"])["tracks"]["children"]
    firsts = [track["children"][0]["OTIO_SCHEMA"] for track in stack]

    assert len(stack) == 2
    assert firsts == ["Clip.2", "Gap.1"]
    gap = stack[1]["children"][0]["source_range"]["duration"]
    assert gap["value"] / gap["rate"] == pytest.approx(0.4)
