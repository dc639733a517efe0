"""A case names copies that hide in other pictures, and says nothing of films that share none."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from tests.copies import films as drawn
from tests.films import write_film

import secondtake
from secondtake.comparing import copies, make_relation
from secondtake.export.messages.reason_words import in_words
from secondtake.model.enums import RelationKind, Transition
from secondtake.model.findings import Relation
from secondtake.model.footage import Shot
from secondtake.model.pair_results import CopiedStretch, FilmCopies, TakesResult
from secondtake.model.reasons import as_written
from secondtake.model.time import Span
from secondtake.workbench import open_bench

pytestmark = pytest.mark.slow  # what they share takes seconds to make

SECONDS = 5.0


@pytest.fixture(scope="module")
def related(tmp_path_factory: pytest.TempPathFactory) -> tuple[Relation, ...]:
    folder = tmp_path_factory.mktemp("copied")
    original, other = drawn.film(1, 1, SECONDS), drawn.film(2, 2, SECONDS)
    rate = drawn.RATE
    composed = drawn.inset(original[rate : 4 * rate], other[rate : 4 * rate], 120, 10, 10)
    inside = np.concatenate([other[:rate], composed, other[4 * rate :]])
    page = folder / "page.txt"
    page.write_text("The video shows the same scene twice.\n", encoding="utf-8")
    made = [
        write_film(folder / f"{name}.mp4", frames, rate=rate)
        for name, frames in (("original", original), ("inside", inside))
    ]
    with open_bench(folder / "case", by="tests") as bench:
        bench.keep(*made, role="footage")
        bench.watch()
        return tuple(bench.compare())


def test_a_film_inside_another_is_a_copy_with_its_stretch(related: tuple[Relation, ...]) -> None:
    assert [relation.kind for relation in related] == ["copy"]
    assert related[0].alignment[0].left.seconds == pytest.approx((1, 4), abs=0.5)
    assert related[0].alignment[0].right.seconds == pytest.approx((1, 4), abs=0.5)
    assert "picture in picture" in in_words(related[0].because[0])
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


def open_takes(left: Shot, right: Shot, kind: str = "different") -> TakesResult:
    kinds = ("copy", "same moment", "retake", "same scene", "different")
    return TakesResult(
        left=left.id,
        right=right.id,
        kind=RelationKind(kind),
        scores=tuple((RelationKind(k), 0.2) for k in kinds),
        alignment=(),
        differences=(),
        because=(as_written("No arrangement of picture details is shared."),),
        missing=(as_written("longer footage"),) if kind == "undecided" else (),
        measurements=(),
        made_by=left.made_by,
    )


STRETCH = CopiedStretch(
    left=(2.0, 6.0),
    right=(10.0, 18.0),
    slope=2.0,
    score=0.9,
    sound="agrees",
    edits=("speed 2.00",),
)


def films(*stretches: CopiedStretch, left: str = "b", right: str = "a") -> FilmCopies:
    return FilmCopies(
        left=left * 64,
        right=right * 64,
        left_seconds=30.0,
        right_seconds=30.0,
        stretches=stretches,
        made_by=copies.maker(),
    )


def told_of(takes: TakesResult, left: Shot, right: Shot, *every: FilmCopies) -> Relation:
    """The relation of two shots in a case whose films share what ``every`` says."""
    of_pair = next(f for f in every if {f.left, f.right} == {left.exhibit, right.exhibit})
    found = copies.in_shots(of_pair, copies.common_stretches(every), left, right)
    return make_relation(takes, found, None)


def test_a_stretch_is_told_of_the_shots_it_lies_in_whichever_side_they_are() -> None:
    left, right = shot("a", 0, 12.0, 30.0), shot("b", 0, 0.0, 5.0)

    told = told_of(open_takes(left, right), left, right, films(STRETCH))

    assert told.kind == "copy"
    assert told.alignment[0].left.seconds == pytest.approx((12.0, 16.0), abs=0.01)
    assert told.alignment[0].right.seconds == pytest.approx((3.0, 5.0), abs=0.01)
    assert told.alignment[0].speed == pytest.approx(0.5)


def test_a_stretch_elsewhere_in_the_films_changes_nothing() -> None:
    left, right = shot("a", 1, 30.0, 40.0), shot("b", 0, 0.0, 5.0)
    takes = open_takes(left, right)

    told = told_of(takes, left, right, films(STRETCH))

    assert (told.kind, told.scores, told.because) == (takes.kind, takes.scores, takes.because)
    assert told.decided_by == takes.made_by


@pytest.mark.parametrize("kind", ["same moment", "same scene"])
def test_what_whole_pictures_told_apart_is_not_overruled(kind: str) -> None:
    left, right = shot("a", 0, 12.0, 30.0), shot("b", 0, 0.0, 5.0)
    takes = open_takes(left, right, kind)

    told = told_of(takes, left, right, films(STRETCH))

    assert (told.kind, told.scores, told.because) == (takes.kind, takes.scores, takes.because)
    assert told.decided_by == takes.made_by


def test_a_retake_is_not_said_against_a_copied_stretch() -> None:
    left, right = shot("a", 0, 12.0, 30.0), shot("b", 0, 0.0, 5.0)

    told = told_of(open_takes(left, right, "retake"), left, right, films(STRETCH))

    assert told.kind == "undecided"
    assert "one recording" in in_words(told.missing[0])


def idents(
    names: str, seconds: float = 3.0, also: CopiedStretch | None = None
) -> tuple[FilmCopies, ...]:
    """What every two of some films show together at their beginnings; ``also`` of the first two."""
    span = (0.0, seconds)
    ident = replace(STRETCH, left=span, right=span, slope=1.0)
    more = (also,) if also else ()
    return tuple(
        films(ident, *(more if {a, b} == set(names[:2]) else ()), left=b, right=a)
        for a, b in combinations(names, 2)
    )


def test_an_ident_of_many_films_is_told_and_raises_nothing() -> None:
    left, right = shot("a", 0, 0.0, 5.0), shot("b", 0, 0.0, 5.0)

    told = told_of(open_takes(left, right), left, right, *idents("abcde"))

    assert told.kind == "different"
    assert "5 or more films" in in_words(told.because[-1])


@pytest.mark.parametrize(("names", "seconds"), [("abcd", 3.0), ("abcde", 12.0)])
def test_few_films_or_most_of_each_film_are_no_ident(names: str, seconds: float) -> None:
    assert copies.common_stretches(idents(names, seconds)) == frozenset()


def test_what_one_of_the_films_shows_of_another_besides_is_still_a_copy() -> None:
    common = copies.common_stretches(idents("abcde", also=STRETCH))

    assert len(common) == 10
    assert STRETCH not in {stretch for _, _, stretch in common}
