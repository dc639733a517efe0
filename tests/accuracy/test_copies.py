"""Each kind of edit has a made film: the copy is found in time, and its edit is named."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from bench.accuracy.copies_figures import Piece, figures
from bench.accuracy.copies_made import KINDS, OTHERS, Made, MadeSet, pieces_of

from secondtake.archive import OPERATING_POINT

pytestmark = pytest.mark.slow

FLOORS = {"video uAP": 0.99, "segment uAP": 0.97, "strict F1": 0.97}
"""Kept on films we make; what was measured lies above them."""


class Searched:
    """The made archive, each query of it made and searched for once."""

    def __init__(self, folder: Path) -> None:
        self._set = MadeSet(folder)
        self.of = cache(self._of)

    def _of(self, name: str) -> tuple[Made, list[dict[str, Any]]]:
        made = self._set.other(name) if name in OTHERS else self._set.made(name)
        return made, self._set.found(made.path)


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Searched:
    return Searched(tmp_path_factory.mktemp("made"))


@pytest.mark.parametrize("name", KINDS)
def test_an_edited_copy_is_found_timed_and_its_edit_named(name: str, searched: Searched) -> None:
    made, rows = searched.of(name)
    sure = [row for row in rows if row["score"] >= OPERATING_POINT]
    told = sorted((p.reference, *p.asked, *p.shown) for p in pieces_of(name, sure))
    true = sorted((p.reference, *p.asked, *p.shown) for p in made.truth)

    assert [row[0] for row in told] == [row[0] for row in true]
    for found, asked in zip(told, true, strict=True):
        assert found[1:] == pytest.approx(asked[1:], abs=0.5)
    for row in sure:
        assert [word for word in made.named if word not in "; ".join(row["edits"])] == []


@pytest.mark.parametrize("name", OTHERS)
def test_a_retake_and_another_place_are_no_copies(name: str, searched: Searched) -> None:
    _, rows = searched.of(name)

    assert [row for row in rows if row["score"] >= OPERATING_POINT] == []


def test_copies_keep_their_floors_on_made_films(searched: Searched) -> None:
    truth: list[Piece] = []
    told: list[Piece] = []
    for name in (*KINDS, *OTHERS):
        made, rows = searched.of(name)
        truth += made.truth
        told += pieces_of(name, rows)

    reached = figures(truth, told, OPERATING_POINT)

    assert {name: reached[name] for name in FLOORS if reached[name] < FLOORS[name]} == {}
    assert reached["false segments"] == 0
