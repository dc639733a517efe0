"""Two cameras in one file are two films of one exhibit, from the first look to the bundle."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from bench.scenes.actions import manner
from bench.scenes.figure import Look
from bench.scenes.stage import CAMERAS, Scene, render
from tests.cli.ran import run
from tests.copies.films import film
from tests.films import moving_square, write_film
from tests.streams import Sound, Track, overwritten, write_streams

from secondtake import archive, workbench
from secondtake.model.enums import RelationKind, ReproductionResult
from secondtake.store import people_traces
from secondtake.workbench import open_bench, rerun, verify
from secondtake.workbench.pipeline import people_in_roles

PAGE = "Two takes\n\nThe agency said on Monday the video shows the same scene twice.\n"
FRONT, REAR = moving_square(1), moving_square(5)


def test_each_picture_is_kept_under_its_own_key_and_a_broken_one_is_a_failure(
    tmp_path: Path,
) -> None:
    both = write_streams(tmp_path / "both.mp4", Track(frames=FRONT[:12]), Track(frames=REAR[:12]))
    overwritten(both, 1, tmp_path / "broken.mp4")
    with open_bench(tmp_path / "case", by="tests") as bench:
        whole, broken = bench.keep(both, tmp_path / "broken.mp4")
        shots = bench.watch()
        again = len(bench.case.lines())
        bench.watch()
        failed = bench.standing_failures()

        assert [(s.exhibit, s.film) for s in shots] == [
            (whole.digest, whole.digest),
            (whole.digest, f"{whole.digest}.2"),
            (broken.digest, broken.digest),
        ]
        assert shots[1].id == f"{whole.digest[:12]}.2:0"
        assert [f.subject for f in failed] == [f"{broken.digest}.2"]
        # The one that cannot be seen is tried again, what was seen is not seen again.
        assert len(bench.case.lines()) == again + 1
        assert {r.film for r in bench.reels()} == {s.film for s in shots}
    view = workbench.open_view(tmp_path / "case")
    assert view.shots() == shots
    view.case.close()
    assert verify(tmp_path / "case").problems == ()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk")
    write_film(folder / "rear.mp4", REAR)
    write_streams(
        folder / "both.mkv",
        Track(frames=FRONT, title="Front camera", default=True),
        Track(frames=REAR, title="Rear camera", later=25),
        Sound(hertz=440, language="eng"),
        Sound(hertz=880, language="deu", default=True),
    )
    return folder


@pytest.mark.slow
def test_the_second_picture_of_a_file_is_found_without_a_case(desk: Path) -> None:
    ran = run("relate", desk / "rear.mp4", desk / "both.mkv", "--json")
    told = json.loads(ran.stdout)

    assert ran.returncode == 0, ran.stderr
    assert (told["kind"], told["right_shot"]["picture"]) == (RelationKind.COPY, 2)
    assert {(p["left_picture"], p["right_picture"]) for p in told["pairs"]} == {(1, 1), (1, 2)}


def test_shots_of_a_file_tell_every_picture_and_sound_it_holds(desk: Path) -> None:
    ran = run("shots", desk / "both.mkv")

    assert ran.returncode == 0, ran.stderr
    assert "both.mkv: h264, 320 × 180, “Front camera”, default" in ran.stdout
    assert "both.mkv (picture 2): h264, 320 × 180, “Rear camera”, begins 1.00 s after" in ran.stdout
    assert "2 sound tracks (1: aac, eng; 2: aac, deu, default, used here)" in ran.stdout


@pytest.mark.slow
def test_two_pictures_go_through_a_case_its_report_and_its_bundle(
    desk: Path, tmp_path: Path
) -> None:
    (tmp_path / "page.txt").write_text(PAGE)
    with open_bench(tmp_path / "case", by="tests") as bench:
        report = bench.check(tmp_path / "page.txt", desk / "rear.mp4", desk / "both.mkv")
        bench.export(tmp_path / "out", "all")
        bench.bundle(tmp_path / "bundle", evidence=True)
    copies = [r for r in report.relations if r.kind == RelationKind.COPY]
    second = f"{report.exhibits[2].digest[:12]}.2:0"
    words = " ".join(f.sentence for f in report.findings)
    html = (tmp_path / "case" / "report.html").read_text("utf-8")
    with (tmp_path / "out" / "shots.csv").open(encoding="utf-8-sig") as file:
        films = [row["film"] for row in csv.DictReader(file)]
    made = rerun(tmp_path / "bundle")

    assert [{r.left, r.right} for r in copies] == [{f"{report.reels[0].exhibit[:12]}:0", second}]
    assert len(report.relations) == 3
    assert "of both.mkv (picture 2)" in words
    assert films == ["rear.mp4", "both.mkv", "both.mkv (picture 2)"]
    assert re.search(r"<h4>Film 3 · <bdi>both\.mkv \(picture 2\)</bdi></h4>", html)
    assert "1.00 s after the earliest picture of the file" in html
    assert "Front camera" in html and "Rear camera" in html
    assert verify(tmp_path / "case").problems == ()
    assert {o.result for o in made.outcomes} == {ReproductionResult.PASS}


@pytest.mark.slow
def test_an_archive_holds_each_picture_and_finds_a_piece_of_the_second(tmp_path: Path) -> None:
    one, two = film(1, 1, 4.0), film(2, 2, 4.0)
    both = write_streams(tmp_path / "both.mkv", Track(frames=one), Track(frames=two))
    piece = write_film(tmp_path / "piece.mp4", two[10:], rate=25)
    added = archive.add(tmp_path / "archive", [both])
    again = archive.add(tmp_path / "archive", [both])
    found = archive.search(tmp_path / "archive", [piece])

    assert [a["digest"] for a in added] == [added[0]["digest"], f"{added[0]['digest']}.2"]
    assert [a["state"] for a in (*added, *again)] == ["added"] * 2 + ["present"] * 2
    assert {f["reference"] for f in found} == {"both.mkv (picture 2)"}
    assert {a["state"] for a in archive.rebuild(tmp_path / "archive")} == {"rebuilt"}


@pytest.mark.slow
def test_people_of_each_picture_are_followed_apart_and_forgotten_together(tmp_path: Path) -> None:
    def scene(seed: int) -> Scene:
        return Scene(
            place="court",
            action="wave",
            cast=(Look(),),
            manner=manner(seed),
            camera=replace(CAMERAS["front"], size=(384, 216)),
            seconds=1.2,
            rate=10,
            seed=seed,
        )

    tracks = [Track(frames=np.repeat(np.stack(list(render(scene(n)))), 3, axis=0)) for n in (1, 2)]
    both = write_streams(tmp_path / "both.mkv", *tracks)
    with open_bench(tmp_path / "case", by="tests") as bench:
        (kept,) = bench.keep(both)
        bench.watch()
        found = people_in_roles.follow(bench, "The page says that one man has two roles")
        names = {t.id.partition(":")[0] for t in found}

        assert names == {kept.digest[:12], f"{kept.digest[:12]}.2"}
        assert {t.shot_id for t in found} == {s.id for s in bench.shots()}
        assert verify(tmp_path / "case").problems == ()
        people_in_roles.forget(bench)
        assert people_in_roles.tracks(bench) == ()
    assert not any((tmp_path / "case" / people_traces.FOLDER).glob("*"))
