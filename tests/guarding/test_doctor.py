"""What confines decoding is told by a command, in the custody log and in the report."""

from __future__ import annotations

import json
from pathlib import Path

import fastjsonschema
import pytest
from tests.films import moving_square, write_film

from secondtake.cli import main
from secondtake.guarding import examine
from secondtake.model.enums import EventAction, Guard
from secondtake.workbench import open_bench, printed_schema


def test_doctor_prints_each_guard_and_each_attempt(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["doctor", "--json"])
    told = json.loads(capsys.readouterr().out)
    schema = printed_schema()

    fastjsonschema.compile(
        {"definitions": schema["definitions"], "allOf": [schema["properties"]["doctor"]]}
    )(told)
    assert [g["guard"] for g in told["guards"]] == list(Guard)
    assert code == (0 if all(a["refused"] for a in told["attempts"]) else 1)
    assert main(["doctor"]) == code
    shown = capsys.readouterr().out
    assert all(guard in shown for guard in Guard)


def test_the_log_and_the_report_say_what_confined_decoding(tmp_path: Path) -> None:
    film = write_film(tmp_path / "film.mp4", moving_square(1, 10))
    with open_bench(tmp_path / "case") as bench:
        (kept,) = bench.keep(film)
        bench.watch()
        report = bench.report()
        (event,) = (e for e in bench.case.events() if e.action == EventAction.DERIVED)
    page = (tmp_path / "case" / "report.html").read_text(encoding="utf-8")
    told = examine().guards
    held = ", ".join(g.guard for g in told if g.applied)

    assert dict(event.detail)["guards"] == held
    assert [(c.exhibits, c.applied) for c in report.confinements] == [((kept.digest,), held)]
    assert (report.confinements[0].not_applied is None) == all(g.applied for g in told)
    assert "How decoding was confined" in page
    assert held in page
