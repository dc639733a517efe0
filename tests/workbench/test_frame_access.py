"""Frames of a case: a table that is kept, stills and copies in three grades."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from tests.viewing.numbered_films import VARIABLE, number_of, write_numbered

from secondtake import workbench
from secondtake.errors import InputInvalid
from secondtake.model.enums import OverlayMode, SeeingGrade
from secondtake.model.frame_table import PackedFrames
from secondtake.workbench import frame_access


def test_a_case_keeps_its_frames_and_forgets_copies(tmp_path: Path) -> None:
    film = write_numbered(tmp_path / "f.mp4", "libx264", VARIABLE[:30], Fraction(1, 100))
    case = tmp_path / "case"
    with workbench.open_bench(case, by="Ada") as bench:
        bench.keep(film)
        bench.watch()
        digest = bench.films()[0].digest
        kept = bench.case.fetch(PackedFrames, digest)
    view = workbench.open_view(case)
    table = workbench.frame_table(case, digest)
    still = frame_access.FrameOf(exhibit=digest, pts=table.pts[17])
    rgb, _ = frame_access.exact_still(view, still, grade=SeeingGrade.VEILED)
    copy = frame_access.playing_copy(view, digest, 3, 20, grade=SeeingGrade.VEILED)
    made = copy.stat()
    frame_access.playing_copy(view, digest, 3, 20, grade=SeeingGrade.VEILED)
    again = copy.stat()
    with pytest.raises(InputInvalid, match="has no frame 31"):
        frame_access.playing_copy(view, digest, 3, 30, grade=SeeingGrade.OPEN)
    laid = frame_access.over(view, still, still, OverlayMode.BLEND, grade=SeeingGrade.OPEN)
    clean = workbench.verify(case)
    with workbench.open_bench(case, by="Ada") as bench:
        workbench.withdrawal.withdraw(bench, digest, reason="asked to")
    with pytest.raises(InputInvalid, match="uses no film"):
        workbench.frame_table(case, digest)

    assert len(kept) == 1
    assert [pts * table.tick for pts in table.pts] == [Fraction(t, 100) for t in VARIABLE[:30]]
    assert (number_of(rgb), max(rgb.shape)) == (17, 96)
    assert (made.st_ino, made.st_mtime_ns) == (again.st_ino, again.st_mtime_ns)
    assert number_of(laid.rgb) == 17
    assert clean.problems == () and clean.interrupted == ()
    assert list((case / "playing").iterdir()) == []
