"""Accuracy floors on data we make ourselves; what was measured elsewhere is in docs/measured."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from bench.accuracy import genealogy
from bench.accuracy.relations import described
from bench.accuracy.relations_figures import FLOORS, floors_reached
from bench.scenes.pairs import make

from secondtake.comparing import compare_takes

pytestmark = pytest.mark.slow


def test_reading_keeps_its_floors_on_the_pages_we_wrote() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "bench.accuracy.reading"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0, ran.stdout


def test_genealogy_keeps_its_floors_on_the_families_we_wrote() -> None:
    reached, wrong = genealogy.measured()

    low = {
        name: share for name, floor in genealogy.FLOORS.items() if (share := reached[name]) < floor
    }
    assert low == {}, wrong


def test_relations_keep_their_floors_on_made_scenes(tmp_path: Path) -> None:
    make(tmp_path, "held-out", 1, told=lambda _: None)
    with (tmp_path / "pairs.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    shots = described(sorted({row[side] for row in rows for side in ("left", "right")}), tmp_path)
    said = Counter(
        (row["relation"], compare_takes(shots[row["left"]], shots[row["right"]]).kind)
        for row in rows
    )

    reached = floors_reached(said)

    assert {name: value for name, value in reached.items() if value < FLOORS[name]} == {}, said
