"""A case names copies that hide in other pictures, and says nothing of films that share none."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from tests.copies import films
from tests.films import write_film

import secondtake
from secondtake.model.enums import RelationKind, Transition
from secondtake.model.findings import Relation
from secondtake.model.footage import Shot
from secondtake.model.time import Span
from secondtake.workbench.pipeline.copy_search import Copied, with_common, with_copies

SECONDS = 5.0


@pytest.fixture(scope="module")
def related(tmp_path_factory: pytest.TempPathFactory) -> tuple[Relation, ...]:
    folder = tmp_path_factory.mktemp("copied")
    original, other = films.film(1, 1, SECONDS), films.film(2, 2, SECONDS)
    rate = films.RATE
    composed = films.inset(original[rate : 4 * rate], other[rate : 4 * rate], 120, 10, 10)
    inside = np.concatenate([other[:rate], composed, other[4 * rate :]])
    page = folder / "page.txt"
    page.write_text("The video shows the same scene twice.\n", encoding="utf-8")
    made = [
        write_film(folder / f"{name}.mp4", frames, rate=rate)
        for name, frames in (("original", original), ("inside", inside))
    ]
    with secondtake.open(folder / "case", by="tests") as bench:
        bench.keep(*made, role="footage")
        bench.watch()
        return tuple(bench.compare())


def test_a_film_inside_another_is_a_copy_with_its_stretch(related: tuple[Relation, ...]) -> None:
    assert [relation.kind for relation in related] == ["copy"]
    assert related[0].alignment[0].left.seconds == pytest.approx((1, 4), abs=0.5)
    assert related[0].alignment[0].right.seconds == pytest.approx((1, 4), abs=0.5)
    assert "picture in picture" in related[0].because[0]
    assert sum(value for _, value in related[0].scores) == pytest.approx(1)


def shot(film: str, number: int, start: float, end: float) -> Shot:
    tick = Fraction(1, 100)
    return Shot(
        exhibit=film * 64,
        number=number,
        span=Span(start=round(start * 100), end=round(end * 100), tick=tick),
        transition=Transition.CUT,
        made_by=secondtake.comparing.maker(),
    )


def open_relation(left: Shot, right: Shot, kind: str = "different") -> Relation:
    kinds = ("copy", "same moment", "retake", "same scene", "different")
    return Relation(
        left=left.id,
        right=right.id,
        kind=RelationKind(kind),
        scores=tuple((RelationKind(k), 0.2) for k in kinds),
        alignment=(),
        differences=(),
        because=("No arrangement of picture details is shared.",),
        missing=(),
        measurements=(),
        made_by=left.made_by,
    )


STRETCH = Copied(
    left_film="b" * 64,
    right_film="a" * 64,
    left=(2.0, 6.0),
    right=(10.0, 18.0),
    slope=2.0,
    score=0.9,
    sound="agrees",
    edits=("speed 2.00",),
)


def test_a_stretch_is_told_of_the_shots_it_lies_in_whichever_side_they_are() -> None:
    left, right = shot("a", 0, 12.0, 30.0), shot("b", 0, 0.0, 5.0)

    told = with_copies(open_relation(left, right), left, right, (STRETCH,))

    assert told.kind == "copy"
    assert told.alignment[0].left.seconds == pytest.approx((12.0, 16.0), abs=0.01)
    assert told.alignment[0].right.seconds == pytest.approx((3.0, 5.0), abs=0.01)
    assert told.alignment[0].speed == pytest.approx(0.5)


def test_a_stretch_elsewhere_in_the_films_changes_nothing() -> None:
    left, right = shot("a", 1, 30.0, 40.0), shot("b", 0, 0.0, 5.0)
    relation = open_relation(left, right)

    assert with_copies(relation, left, right, (STRETCH,)) == relation


@pytest.mark.parametrize("kind", ["same moment", "same scene"])
def test_what_whole_pictures_told_apart_is_not_overruled(kind: str) -> None:
    left, right = shot("a", 0, 12.0, 30.0), shot("b", 0, 0.0, 5.0)
    relation = open_relation(left, right, kind)

    assert with_copies(relation, left, right, (STRETCH,)) == relation


def test_a_retake_is_not_said_against_a_copied_stretch() -> None:
    left, right = shot("a", 0, 12.0, 30.0), shot("b", 0, 0.0, 5.0)

    told = with_copies(open_relation(left, right, "retake"), left, right, (STRETCH,))

    assert told.kind == "undecided"
    assert "one recording" in told.missing[0]


def idents(films: str, seconds: float = 3.0) -> tuple[Copied, ...]:
    """What every two of some films show together at their beginnings."""
    span = (0.0, seconds)
    return tuple(
        replace(STRETCH, left_film=b * 64, right_film=a * 64, left=span, right=span, slope=1.0)
        for a, b in combinations(films, 2)
    )


def test_an_ident_of_many_films_is_told_and_raises_nothing() -> None:
    left, right = shot("a", 0, 0.0, 5.0), shot("b", 0, 0.0, 5.0)
    ends = {name * 64: 30.0 for name in "abcde"}

    told = with_copies(open_relation(left, right), left, right, with_common(idents("abcde"), ends))

    assert told.kind == "different"
    assert "5 or more films" in told.because[-1]


@pytest.mark.parametrize(("films", "seconds"), [("abcd", 3.0), ("abcde", 12.0)])
def test_few_films_or_most_of_each_film_are_no_ident(films: str, seconds: float) -> None:
    ends = {name * 64: 30.0 for name in films}

    told = with_common(idents(films, seconds), ends)

    assert [copied.common for copied in told] == [False] * len(told)


def test_what_one_of_the_films_shows_of_another_besides_is_still_a_copy() -> None:
    ends = {name * 64: 30.0 for name in "abcde"}

    told = with_common((*idents("abcde"), STRETCH), ends)

    assert [copied.common for copied in told] == [True] * 10 + [False]
