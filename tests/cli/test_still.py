"""`still` writes one frame of a film, exactly, under a name that says which."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import cv2
import pytest
from tests.viewing.numbered_films import VARIABLE, number_of, write_numbered

from secondtake.cli.entry_point import main
from secondtake.cli.still_command import typed_time


def test_a_frame_is_written_by_its_time_with_its_number_and_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    film = write_numbered(tmp_path / "f.mkv", "libx264", VARIABLE[:30], Fraction(1, 100))
    seconds = VARIABLE[17] / 100
    code = main(["still", str(film), "--time", f"0:0{seconds:.3f}", "--to", str(tmp_path / "out")])
    told = capsys.readouterr().out
    (written,) = (tmp_path / "out").iterdir()
    wrong = main(["still", str(film), "--frame", "31", "--to", str(written)])
    there = capsys.readouterr().err
    missing = main(["still", str(film), "--frame", "31", "--to", str(tmp_path / "x.png")])
    said = capsys.readouterr().err

    assert (code, wrong, missing) == (0, 2, 2)
    assert number_of(cv2.imread(str(written))) == 17
    assert written.name == f"frame-000018-00m0{seconds:.3f}s.png"
    assert f"Frame 18 of 30 of f.mkv, at 0:0{seconds:.3f}" in told
    assert "is there already" in there
    assert "It has frames 1 to 30." in said


@pytest.mark.slow
def test_a_frame_of_an_exhibit_is_logged_before_it_is_written(tmp_path: Path) -> None:
    film = write_numbered(tmp_path / "f.mp4", "libx264", range(30), Fraction(1, 25))
    case = str(tmp_path / "case")
    out = str(tmp_path / "out.png")
    kept = main(["keep", str(film), "--case", case]), main(["watch", "--case", case])
    code = main(["still", "Film 1", "--frame", "18", "--to", out, "--case", case, "--by", "Ada"])
    inside = main(["still", "Film 1", "--frame", "1", "--to", f"{case}/x.png", "--case", case])
    log = [json.loads(line) for line in (tmp_path / "case" / "custody.jsonl").open()]

    assert (kept, code, inside) == ((0, 0), 0, 2)
    assert number_of(cv2.imread(out)) == 17
    assert [e["action"] for e in log[-2:]] == ["unredacted", "exported"]
    assert log[-2]["detail"][0] == ["still", "frame 18"]
    assert log[-1]["actor"] == "Ada"


def test_a_time_is_read_exactly() -> None:
    assert typed_time("0:12.480") == Fraction(1248, 100)
    assert typed_time("1:00:00") == 3600
