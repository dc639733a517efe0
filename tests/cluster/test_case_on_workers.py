"""A case that other processes watched and compared holds what one process finds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.films import moving_square, write_film

from secondtake import viewing, workbench
from secondtake.errors import EvidenceDamaged, SettingInvalid
from secondtake.model.evidence import Failure
from secondtake.model.findings import Relation
from secondtake.model.footage import Descriptors, Reel, Shot, Still
from secondtake.model.frame_table import PackedFrames
from secondtake.store import Case
from secondtake.workbench.pipeline.watch_tasks import WatchOrder, restored, watch_film


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("films")
    for number in (1, 2):
        frames = np.concatenate([moving_square(1), moving_square(1 + number)])
        write_film(folder / f"{number}.mp4", frames)
    (folder / "no film.mp4").write_text("no film")
    return folder


def order(path: Path, digest: str) -> WatchOrder:
    return WatchOrder(
        path=str(path),
        exhibit=digest,
        stream=1,
        name=path.name,
        observers=tuple(viewing.makers()),
        decode_minutes=None,
    )


@pytest.mark.slow
def test_workers_find_in_a_case_what_one_process_finds(films: Path, tmp_path: Path) -> None:
    for name, on in (("one", None), ("two", "local:2")):
        with workbench.open_bench(tmp_path / name, on=on) as bench:
            bench.keep(films)
            bench.watch()
            bench.compare()
            assert [f.subject for f in bench.failures] == [bench.films()[-1].digest]
    with (
        Case.open(tmp_path / "one", write=False) as one,
        Case.open(tmp_path / "two", write=False) as two,
    ):
        for kind in (Reel, Shot, PackedFrames, Relation):
            assert sorted(map(repr, one.fetch(kind))) == sorted(map(repr, two.fetch(kind)))
        assert one.fetch(Relation)
        assert len(one.fetch(Descriptors)) == len(two.fetch(Descriptors))
        assert [f.reason for f in one.fetch(Failure)] == [f.reason for f in two.fetch(Failure)]
    assert not workbench.verify(tmp_path / "two").problems


def test_what_a_worker_saw_of_a_film_is_what_this_process_sees(films: Path, tmp_path: Path) -> None:
    with workbench.open_bench(tmp_path / "case") as bench:
        (kept,) = bench.keep(films / "1.mp4")
        path = bench.case.evidence_path(kept.digest)
        seen = restored(watch_film(order(path, kept.digest)), bench.case.keep)
        bench.watch()
        assert [r for r in seen.records if isinstance(r, Reel)] == list(bench.reels())
        assert [r for r in seen.records if isinstance(r, Shot)] == list(bench.shots())
        pictures = [r.picture for r in seen.records if isinstance(r, Still)]
        assert pictures
        assert all(bench.case.derivative(picture) for picture in pictures)


def test_evidence_that_changed_is_not_watched(films: Path) -> None:
    with pytest.raises(EvidenceDamaged, match="does not match"):
        watch_film(order(films / "1.mp4", "0" * 64))


def test_a_result_of_another_form_is_refused() -> None:
    with pytest.raises(EvidenceDamaged, match="cannot be read"):
        restored(b"PK no archive", lambda data: "")


def test_workers_that_cannot_be_are_told_before_a_case_is_worked_on(tmp_path: Path) -> None:
    with pytest.raises(SettingInvalid, match="names no workers"):
        workbench.open_bench(tmp_path / "case", on="here")
