"""What a long command tells while it works: what is counted, how fast, how long it takes."""

from __future__ import annotations

import io
import os
import sys
import time
from pathlib import Path

import pytest
from tests.films import moving_square, write_film

from secondtake import workbench
from secondtake.cli import printing
from secondtake.cluster.progress import Stage
from secondtake.model.enums import ProgressUnit
from secondtake.workbench import open_bench


class Terminal(io.StringIO):
    """A stderr that is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return 2


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, in its only item."""
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    monkeypatch.setattr(os, "get_terminal_size", lambda fd: os.terminal_size((120, 30)))
    return now


def test_a_stage_tells_its_unit_a_rate_and_about_how_long_it_takes(
    clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    told = printing.Told()
    stage = Stage("Describing shots", ProgressUnit.SHOT)
    told(stage, 0, 40)
    clock[0] += 42
    told(stage, 10, 40)

    last = terminal.getvalue().rpartition("\r")[2].strip()
    assert last.startswith("Describing shots")
    assert last.endswith("25%  10 of 40 shots, 4.2 s a shot, about 2 min left")


def test_a_narrow_terminal_has_a_shorter_bar_and_all_that_is_told(
    clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "get_terminal_size", lambda fd: os.terminal_size((80, 30)))
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    told = printing.Told()
    stage = Stage("Describing shots in detail", ProgressUnit.SHOT)
    told(stage, 0, 40)
    clock[0] += 42
    told(stage, 10, 40)

    last = terminal.getvalue().rpartition("\r")[2]
    assert len(last) == 79
    assert last.startswith("Describing shots in")
    assert last.strip().endswith("10 of 40 shots, 4.2 s a shot, about 2 min left")


def test_a_log_hears_of_a_long_stage_once_a_minute(
    clock: list[float], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = printing.Told()
    stage = Stage("Analysing a.mp4", ProgressUnit.FILM_SECOND)
    for second in range(0, 150, 10):
        clock[0] = 100 + second
        told(stage, 2 * second, 7200)

    assert capsys.readouterr().err.splitlines() == [
        "Analysing a.mp4 …",
        "Analysing a.mp4: 0:02:00 of 2:00:00, 2.0 times real time, about 59 min left",
        "Analysing a.mp4: 0:04:00 of 2:00:00, 2.0 times real time, about 58 min left",
    ]


def test_every_stage_of_a_single_film_is_counted_from_the_start(tmp_path: Path) -> None:
    film = write_film(tmp_path / "a.mp4", moving_square(1, 12))
    heard: list[tuple[str, float, float | None]] = []

    def hear(stage: str, done: float, total: float | None) -> None:
        heard.append((stage, done, total))

    workbench.file_shots(film, progress=hear)
    with open_bench(tmp_path / "case", progress=hear) as bench:
        bench.keep(film)

    stages = {str(stage): stage for stage, _, _ in heard}
    assert [s.unit for s in stages.values() if isinstance(s, Stage)] == [
        ProgressUnit.FILM_SECOND,
        ProgressUnit.BYTE,
    ]
    assert (heard[-1][1], heard[-1][2]) == (film.stat().st_size, film.stat().st_size)
