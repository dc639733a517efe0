"""What commands print with --json is what the published schema says."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest
from tests.export import found, sample

from secondtake.cli import commands, custody_commands, doctor_command, main
from secondtake.model.footage import Shot
from secondtake.workbench import FilmsRelated, printed_schema, record_shape, relation_shape

PAGE = "Ferry on fire\n\nThe agency said on Monday that the video shows one man twice.\n"


def fits(command: str, value: Any) -> None:
    schema = printed_schema()
    own = schema["properties"][command]

    fastjsonschema.compile({"definitions": schema["definitions"], "allOf": [own]})(value)


def test_the_shipped_schema_is_what_the_types_give() -> None:
    shipped = resources.files("secondtake.export") / "formats" / "outputs.schema.json"

    # scripts/schemas writes it anew.
    assert printed_schema() == json.loads(shipped.read_text(encoding="utf-8"))


def test_every_command_stands_in_the_schema() -> None:
    told = {name.partition(" ")[0] for name in printed_schema()["properties"]}

    assert set(commands.RUN | custody_commands.RUN | doctor_command.RUN) - told == {
        "check",
        "report",
    }  # they print the report


RECORDS: dict[str, Callable[[], Any]] = {
    "keep": lambda: sample.rich().exhibits,
    "watch": lambda: sample.rich().shots,
    "compare": lambda: sample.rich().relations,
    "judge": lambda: sample.rich().findings,
    "review": lambda: sample.rich().reviews[0],
    "dismiss": lambda: sample.rich().dismissals,
    "stamp": lambda: sample.rich().seals,
    "note": lambda: sample.rich().notes[0],
    "sync": lambda: sample.rich().sync_points[0],
}


@pytest.mark.parametrize("command", RECORDS)
def test_records_fit(command: str) -> None:
    fits(command, json.loads(json.dumps(record_shape(RECORDS[command]()))))


def related(left: Shot, right: Shot) -> FilmsRelated:
    retake = found.retake(left, right)
    return FilmsRelated(closest=retake, relations=(retake,), left=(left,), right=(right,))


def test_a_relation_fits_and_one_without_its_kind_does_not() -> None:
    left, right = sample.shots()[:2]
    told: dict[str, Any] = {**relation_shape(related(left, right), "a.mp4", "b.mp4")}
    fits("relate", told)
    del told["kind"]

    with pytest.raises(fastjsonschema.JsonSchemaException, match="kind"):
        fits("relate", told)


@pytest.mark.slow
def test_what_the_commands_print_fits(
    two_shot_film: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    page, film = tmp_path / "page.txt", two_shot_film
    case, archive, bundle = (tmp_path / n for n in ("case", "archive", "bundle"))

    def told(command: str, *arguments: object) -> Any:
        words = command.partition(" --")[0].split()
        main([*words, *map(str, arguments), "--json"])
        value = json.loads(capsys.readouterr().out)
        fits(command, value)
        return value

    told("keep", page, "--as", "page", "--case", case)
    told("keep", film, "--case", case)

    assert told("watch", "--case", case)
    assert told("compare", "--case", case)
    assert told("judge", "--case", case)
    assert told("read --case", "--case", case)[0]["claims"]
    assert told("read", page)["claims"]
    assert told("recheck", "--case", case) == []
    assert told("export", "--case", case, "--to", tmp_path / "out", "--as", "csv")["files"]
    assert told("bundle", "--case", case, "--to", bundle)["files"]
    assert told("verify --case", "--case", case)["problems"] == []
    assert told("verify --bundle", "--bundle", bundle)["problems"] == []
    # The closer looks at both shots, which comparing them kept.
    assert told("forget-people", "--case", case) == {"files_deleted": 2}
    assert len(told("shots", film)["shots"]) == 2
    assert told("relate", film, film)["kind"] == "copy"
    assert told("people", film, "--people", "a test") == {"tracks": [], "candidates": []}
    assert told("archive add", archive, film)[0]["state"] == "added"
    assert told("archive info", archive)["films"]
    assert told("archive search", archive, film)
    assert told("archive dismiss", archive, film, film.name)
    assert told("key", tmp_path / "key")["fingerprint"]
