"""The stretches of a finding as films: redacted unless asked, listed, and told by the log."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import av
import numpy as np
import pytest
from tests.cli.ran import run
from tests.films import moving_square, write_film

from secondtake.workbench import open_bench

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clipped")
    (folder / "page.txt").write_text("Two films\n\nThe agency said both films show one scene.\n")
    first = moving_square(1)
    # Only one finding is told of: what follows the copy stands still, so that it is no take of it.
    elsewhere = np.repeat(255 - moving_square(5, 1), len(first), axis=0)
    write_film(folder / "film.mp4", np.concatenate([first, elsewhere]))
    write_film(folder / "copy.mp4", first)
    with open_bench(folder / "case", by="Ann") as bench:
        bench.check(folder / "page.txt", folder / "film.mp4", folder / "copy.mp4")
    return folder / "case"


@pytest.fixture(scope="module")
def finding(case: Path) -> str:
    with open_bench(case, by="Ann") as bench:
        return next(f.id for f in bench.judge() if f.kind == "copy")


def test_both_stretches_are_written_with_a_list_of_what_was_redacted(
    case: Path, finding: str, tmp_path: Path
) -> None:
    ran = run("clip", finding, "--to", str(tmp_path / "out"), "--case", str(case), "--by", "Ann")
    listed = json.loads((tmp_path / "out" / "F1-clips.json").read_text(encoding="utf-8"))
    with av.open(str(tmp_path / "out" / "F1-left.mp4")) as film:
        kinds = [stream.type for stream in film.streams]
        seconds = film.duration / 1e6
    with open_bench(case) as bench:
        last = bench.case.events()[-1]

    assert ran.returncode == 0
    assert kinds == ["video"]
    assert seconds == pytest.approx(2.0, abs=0.3)
    assert (listed["redacted"], len(listed["clips"])) == (True, 2)
    assert "sound, with every voice" in listed["clips"][0]["left_out"]
    assert (last.action, len(last.detail)) == ("exported", 3)


def test_open_faces_are_written_to_the_log_before_anything_is(
    case: Path, finding: str, tmp_path: Path
) -> None:
    given = ["clip", finding, "--to", str(tmp_path / "out"), "--case", str(case), "--unredacted"]
    ran = run(*given)
    with open_bench(case) as bench:
        before, after = bench.case.events()[-2:]

    assert ran.returncode == 0
    assert (before.action, before.detail) == ("unredacted", (("clips", finding),))
    assert after.action == "exported"
    assert "Faces were left as they are." in ran.stdout


def test_a_clip_of_nothing_is_refused(case: Path, finding: str, tmp_path: Path) -> None:
    unknown = run("clip", "F-00000000", "--to", str(tmp_path), "--case", str(case))
    inside = run("clip", finding, "--to", str(case / "clips"), "--case", str(case))

    assert (unknown.returncode, inside.returncode) == (2, 2)
    assert "has no finding F-00000000" in unknown.stderr
    assert "lies inside the case" in inside.stderr


def test_a_report_with_clips_plays_from_its_own_folder_and_leads_to_nothing_else(
    case: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "copy.mp4").write_bytes((case.parent / "copy.mp4").read_bytes())
    (out / "film.mp4").write_bytes(b"another film of that name")
    given = ["--with-clips", str(out), "--brief", str(out / "brief.html"), "--case", str(case)]
    ran = run("report", *given)
    page, clips, brief = (
        (out / f"{name}.html").read_text("utf-8") for name in ("report", "clips", "brief")
    )
    links = {a for a in re.findall('(?:href|src)="([^"]+)"', page) if a[:1] != "#"}
    links = {a for a in links if not a.startswith("data:")}
    with av.open(str(out / "F1.mp4")) as film:
        kinds = [stream.type for stream in film.streams]
        shape = film.streams.video[0].width, film.streams.video[0].height
    with open_bench(case) as bench:
        logged = [e for e in bench.case.events()[-2:] if e.action == "exported"]

    assert ran.returncode == 0
    assert {"F1.mp4", "copy.mp4#t=0.00,2.04"} <= links
    assert [a for a in links if a != "F1.mp4" and not a.startswith("copy.mp4#t=")] == []
    assert 'src="F1.mp4"' in clips and "<script" not in clips
    assert str(tmp_path) not in page + clips + brief
    assert (kinds, shape) == (["video"], (640, 216))
    assert len(logged) == 2
    assert "F1.mp4" not in (case / "report.html").read_text("utf-8")


def test_the_report_in_a_case_plays_films_that_lie_beside_it_and_no_other(
    case: Path, tmp_path: Path
) -> None:
    def linked(folder: Path) -> set[str]:
        page = (folder / "case" / "report.html").read_text("utf-8")
        return set(re.findall('href="([^"#]+)#t=', page))

    desk = Path(shutil.copytree(case.parent, tmp_path / "desk"))
    whole = linked(case.parent)
    film = desk / "film.mp4"
    film.write_bytes(bytes(film.stat().st_size))
    with open_bench(desk / "case") as bench:
        bench.report()

    assert whole == {"../film.mp4", "../copy.mp4"}
    assert linked(desk) == {"../copy.mp4"}
    assert str(tmp_path) not in (desk / "case" / "report.html").read_text("utf-8")
