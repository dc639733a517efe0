"""report.json holds the whole report, in the shape its schema describes."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import fastjsonschema
import pytest
from tests.export import sample

from secondtake.export import report_schema, report_shape
from secondtake.export.formats.report_file import JsonReport
from secondtake.model.report import Report


@pytest.mark.parametrize(
    "make",
    [sample.rich, sample.no_footage, sample.bare, sample.hostile, lambda: sample.crowded(60)],
    ids=["rich", "no footage", "bare", "hostile", "crowded"],
)
def test_a_written_report_fits_its_schema(make: Callable[[], Report], tmp_path: Path) -> None:
    path = JsonReport().export(make(), tmp_path)

    fastjsonschema.compile(report_schema())(json.loads(path.read_text(encoding="utf-8")))


def test_the_schema_refuses_a_report_that_lacks_its_findings() -> None:
    shape = report_shape(sample.rich())
    del shape["findings"]

    with pytest.raises(fastjsonschema.JsonSchemaException):
        fastjsonschema.compile(report_schema())(shape)


def test_the_shipped_schema_is_what_the_records_give() -> None:
    shipped = resources.files("secondtake.export") / "formats" / "report.schema.json"

    assert report_schema() == json.loads(shipped.read_text(encoding="utf-8"))


def test_pictures_are_named_by_digest_and_their_bytes_stay_out(tmp_path: Path) -> None:
    report = sample.rich()
    shape = json.loads(JsonReport().export(report, tmp_path).read_text(encoding="utf-8"))

    first = shape["pictures"][0]
    assert len(shape["pictures"]) == len(report.pictures)
    assert "data" not in first
    assert (64, len(report.pictures[0].data)) == (len(first["sha256"]), first["size_bytes"])


def test_every_maker_a_record_names_stands_in_the_table_of_makers() -> None:
    shape = report_shape(sample.rich())
    named = {r["made_by"] for key in ("findings", "shots") for r in shape[key]}
    named |= {maker for r in shape["relations"] for maker in r["made_by"]}

    assert named <= set(shape["makers"])


def test_a_shot_carries_the_id_by_which_relations_name_it() -> None:
    shape = report_shape(sample.rich())
    sides = {r[side] for r in shape["relations"] for side in ("left", "right")}

    assert sides == {s["id"] for s in shape["shots"]}
