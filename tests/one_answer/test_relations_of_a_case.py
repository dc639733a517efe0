"""One answer for a pair: in whatever order films came, wherever a run broke off."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from tests.copies import films as drawn
from tests.films import write_film

from secondtake import workbench
from secondtake.comparing.copies import shared_stretches
from secondtake.model.findings import Relation
from secondtake.workbench import open_bench
from secondtake.workbench.pipeline import capture_check, comparison

pytestmark = pytest.mark.slow  # what they share takes seconds to make

SECONDS = 5.0


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """A film, a second one with the first as a small picture in it, and a third that is neither."""
    folder = tmp_path_factory.mktemp("one-answer")
    first, second, third = (drawn.film(n, n, SECONDS) for n in (1, 2, 3))
    cut, rate = slice(drawn.RATE, 4 * drawn.RATE), drawn.RATE
    composed = drawn.inset(first[cut], second[cut], 120, 10, 10)
    inside = np.concatenate([second[:rate], composed, second[4 * rate :]])
    pictures = {"first": first, "inside": inside, "third": third}
    return tuple(
        write_film(folder / f"{name}.mp4", frames, rate=drawn.RATE)
        for name, frames in pictures.items()
    )


def related(case: Path, *steps: Sequence[Path]) -> tuple[Relation, ...]:
    """The relations of a case whose films came in steps, each watched and compared."""
    for films in steps:
        with open_bench(case, by="tests") as bench:
            bench.keep(*films)
            bench.watch()
            bench.compare()
    with open_bench(case, by="tests") as bench:
        return bench.relations()


@pytest.fixture(scope="module")
def at_once(films: tuple[Path, ...], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    case = tmp_path_factory.mktemp("at-once") / "case"
    related(case, films)
    return (case,)


def relations_of(case: Path) -> tuple[Relation, ...]:
    with open_bench(case, by="tests") as bench:
        return bench.relations()


def of_films(relations: tuple[Relation, ...], kind: str) -> list[Relation]:
    return [r for r in relations if r.kind == kind]


def test_the_engine_that_decided_is_named_beside_all_that_were_asked(
    at_once: tuple[Path, ...],
) -> None:
    (copy,) = of_films(relations_of(at_once[0]), "copy")

    assert copy.decided_by is not None
    assert copy.decided_by.name == "copies"
    assert {maker.name for maker in copy.made_by} == {"takes", "copies"}


def test_a_finding_prints_the_error_rates_of_the_engine_that_decided(
    at_once: tuple[Path, ...],
) -> None:
    with open_bench(at_once[0], by="tests") as bench:
        (finding,) = (f for f in bench.judge() if f.kind == "copy")

    assert "kinds of edits" in finding.errors.tested_on


@pytest.mark.parametrize("order", [(2, 0, 1), (1, 2, 0)])
def test_films_added_one_by_one_in_any_order_give_what_adding_them_at_once_gives(
    films: tuple[Path, ...], at_once: tuple[Path, ...], order: tuple[int, ...], tmp_path: Path
) -> None:
    found = related(tmp_path / "case", *([films[n]] for n in order))

    assert found == relations_of(at_once[0])


def test_a_run_that_breaks_off_between_gives_what_an_unbroken_one_gives(
    films: tuple[Path, ...],
    at_once: tuple[Path, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = tmp_path / "case"
    for broken in ("copies_between", "_ask_capture"):
        with monkeypatch.context() as patch:
            patch.setattr(comparison, broken, _killed)
            with pytest.raises(KeyboardInterrupt):
                related(case, films)

    assert related(case, films) == relations_of(at_once[0])


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("room", [shared_stretches, capture_check])
def test_a_new_version_of_any_engine_leaves_no_old_relation_standing(
    at_once: tuple[Path, ...], room: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = relations_of(at_once[0])
    touched = [r for r in before if room.maker() in r.made_by]  # type: ignore[attr-defined]
    monkeypatch.setattr(room, "VERSION", "another")

    standing = relations_of(at_once[0])

    assert standing == tuple(r for r in before if r not in touched)


def test_relate_and_check_give_the_same_answer_for_the_same_shots(
    films: tuple[Path, ...], at_once: tuple[Path, ...]
) -> None:
    held = {frozenset((r.left, r.right)): r for r in relations_of(at_once[0])}

    for left, right in combinations(films, 2):
        told = workbench.relate(left, right).closest
        kept = held[frozenset((told.left, told.right))]

        assert (told.kind, dict(told.scores)) == (kept.kind, dict(kept.scores))
        assert told.decided_by == kept.decided_by
        assert set(told.made_by) == set(kept.made_by)


def test_relate_finds_the_shots_first_and_says_which_it_related(tmp_path: Path) -> None:
    one, two = (drawn.film(n, n, SECONDS) for n in (1, 2))
    left = write_film(tmp_path / "left.mp4", np.concatenate([one, two]), rate=drawn.RATE)
    right = write_film(tmp_path / "right.mp4", np.concatenate([two, one]), rate=drawn.RATE)

    related_films = workbench.relate(left, right)
    shape = workbench.relation_shape(related_films, "left.mp4", "right.mp4")

    assert len(related_films.left) == len(related_films.right) == 2
    copies = {(p["left_shot"], p["right_shot"]) for p in shape["pairs"] if p["kind"] == "copy"}
    assert copies == {(1, 2), (2, 1)}
    assert shape["left_shot"] is not None
    assert shape["right_shot"] is not None
    assert shape["left_shot"]["number"] != shape["right_shot"]["number"]


def test_what_could_not_be_measured_has_no_score(tmp_path: Path) -> None:
    dark = np.zeros((50, 180, 320, 3), np.uint8)
    left = write_film(tmp_path / "dark.mp4", dark, rate=drawn.RATE)
    right = write_film(tmp_path / "seen.mp4", drawn.film(1, 1, SECONDS), rate=drawn.RATE)

    found = workbench.relate(left, right).closest

    assert found.kind == "undecided"
    assert found.scores == ()
    assert found.decided_by is None
    assert found.score("copy") is None


def test_a_box_is_x_y_width_height_in_code_and_in_the_schema(tmp_path: Path) -> None:
    pictures = drawn.film(1, 1, SECONDS)
    pasted = pictures.copy()
    pasted[:, 99:144, 224:288] = (240, 30, 30)
    left = write_film(tmp_path / "left.mp4", pictures, rate=drawn.RATE)
    right = write_film(tmp_path / "right.mp4", pasted, rate=drawn.RATE)

    shape = workbench.relation_shape(workbench.relate(left, right), "left.mp4", "right.mp4")

    box = max(shape["differences"], key=lambda d: d["size"])["left_box"]
    assert box == pytest.approx([224 / 320, 99 / 180, 64 / 320, 45 / 180], abs=0.08)
    told = workbench.printed_schema()["definitions"]["DifferenceShape"]["description"]
    assert "x, y, width, height" in " ".join(told.split())
