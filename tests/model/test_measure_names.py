"""Every measure has one name, which the table of measures explains."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from secondtake.comparing.takes.scoring import QuestionInput, calibration
from secondtake.errors import InvalidRecord
from secondtake.model.evidence import Maker
from secondtake.model.findings import Measurement
from secondtake.model.measure_names import MeasureName

PAGE = Path(__file__).parents[2] / "docs" / "methods" / "measures.md"


def test_the_table_of_measures_holds_every_name_once() -> None:
    table = PAGE.read_text("utf-8").partition("## Older names")[0]

    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == list(MeasureName)


def test_a_measurement_has_a_name_of_the_set() -> None:
    with pytest.raises(InvalidRecord, match=r"Measurement\.name: expected a MeasureName"):
        Measurement(name="lock", value=0.5, unit="", made_by=Maker(name="test", version="1"))


def test_the_questions_ask_for_measures_by_their_names() -> None:
    asked = {name for q in calibration()["questions"].values() for name in q["inputs"]}

    assert asked <= set(MeasureName) | set(QuestionInput)
