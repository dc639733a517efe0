"""What a file costs to keep does not grow with the case, and what is written for it is sound."""

from __future__ import annotations

from pathlib import Path

from secondtake.model.numbering import Numbered
from secondtake.store import verify
from secondtake.workbench import open_bench


def test_a_file_kept_writes_its_own_line_and_not_those_of_all_before(tmp_path: Path) -> None:
    films = [tmp_path / f"{number}.mp4" for number in range(9)]
    for film in films:
        film.write_bytes(b"\0\0\0\x18ftypisom" + film.name.encode())
    with open_bench(tmp_path / "case") as bench:
        bench.keep(*films[:8])
        sums = tmp_path / "case" / "SHA256SUMS"
        before, place = sums.read_bytes(), sums.stat().st_ino
        bench.keep(films[8], films[0])
        numbers = [n.number for n in bench.case.fetch(Numbered)]

    assert sums.read_bytes().startswith(before)
    assert sums.stat().st_ino == place
    assert len(sums.read_bytes().splitlines()) == 9
    assert numbers == list(range(1, 10))
    assert verify(tmp_path / "case").problems == ()


def test_sorted_sums_of_an_older_version_are_sound(tmp_path: Path) -> None:
    with open_bench(tmp_path / "case") as bench:
        for number in range(4):
            (tmp_path / f"{number}.txt").write_text(str(number))
            bench.keep(tmp_path / f"{number}.txt", role="page")
    sums = tmp_path / "case" / "SHA256SUMS"
    sums.write_text("".join(sorted(sums.read_text().splitlines(keepends=True))))

    assert verify(tmp_path / "case").problems == ()
