"""The report names files; only the custody log keeps the folders they came from."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np

from secondtake import preserve
from secondtake.errors import Unreadable
from secondtake.workbench import open_bench


def test_no_report_holds_a_folder_of_this_machine(tmp_path: Path) -> None:
    here = tmp_path / "agent smith's own folder"
    here.mkdir()
    (here / "page.txt").write_text("The agency said the video shows the same scene twice.\n")
    (here / "empty.mp4").write_bytes(b"")
    with open_bench(tmp_path / "case") as bench:
        bench.check(here / "page.txt", here / "empty.mp4")
        made = [(tmp_path / "case" / f"report.{kind}").read_text() for kind in ("html", "json")]

        assert all("page.txt" in text and "empty.mp4" in text for text in made)
        assert not any("agent smith" in text for text in made)
        assert all("agent smith" in e.origin for e in bench.case.exhibits())


def test_a_file_that_could_not_be_read_is_told_without_its_folder(tmp_path: Path) -> None:
    lost = str(tmp_path / "agent smith" / "film.mp4")
    with open_bench(tmp_path / "case") as bench:
        bench.fail(lost, preserve.MAKER, Unreadable(f"{lost} cannot be read."))
        report = bench.report()

        assert [f.subject for f in report.failures] == ["film.mp4"]
        assert [f.reason for f in report.failures] == ["film.mp4 cannot be read."]
        assert "agent smith" not in repr(report.events)
        assert "agent smith" in repr(bench.case.events())


def test_a_place_a_film_states_is_told_and_not_shown(tmp_path: Path) -> None:
    film = tmp_path / "film.mov"
    with av.open(str(film), "w") as container:
        container.metadata["location"] = "+59.9139+010.7522/"
        stream = container.add_stream("mpeg4", rate=25)
        stream.width, stream.height, stream.pix_fmt = 64, 64, "yuv420p"
        picture = np.zeros((64, 64, 3), np.uint8)
        for _ in range(30):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode())
    with open_bench(tmp_path / "case") as bench:
        bench.keep(film)
        bench.watch()
        shut, opened = bench.report(), bench.report(redacted=False)

    assert ("place", "stated, not shown here") in shut.headers[0].claims
    assert ("place", "+59.9139+010.7522/") in opened.headers[0].claims
