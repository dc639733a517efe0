"""People inside a case: only for a reason, only there, reviewed, and gone when asked for."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import cv2
import pytest
from bench.scenes import film
from bench.scenes.actions import manner
from bench.scenes.figure import Look
from bench.scenes.stage import CAMERAS, Scene, render

from secondtake import viewing, workbench
from secondtake.cli import main
from secondtake.errors import InputInvalid, InputMissing
from secondtake.workbench.pipeline import people_in_roles

pytestmark = pytest.mark.slow  # what they share takes seconds to make

REASON = "The page says that one man has two roles"


def scene(seed: int) -> Scene:
    return Scene(
        place="court",
        action="wave",
        cast=(Look(), Look(shirt=(60, 110, 170), trousers=(90, 84, 70))),
        manner=manner(seed),
        camera=replace(CAMERAS["front"], size=(384, 216)),
        seconds=1.2,
        rate=10,
        seed=seed,
    )


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with two films of the same two figures, followed and reported."""
    folder = tmp_path_factory.mktemp("case")
    films = [film.write(folder / f"{n}.mp4", render(scene(n)), rate=10) for n in (1, 2)]
    with workbench.open_bench(folder / "case") as bench:
        bench.keep(*films)
        bench.watch()
        people_in_roles.follow(bench, REASON)
        bench.judge()
        bench.report()
    return folder / "case"


@pytest.fixture
def case(followed: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    return Path(shutil.copytree(followed, tmp_path / "case"))


def events(case: Path, action: str) -> list[dict[str, str]]:
    lines = (case / "custody.jsonl").read_text(encoding="utf-8").splitlines()
    return [dict(e["detail"]) for e in map(json.loads, lines) if e["action"] == action]


def a_pair(case: Path) -> str:
    with workbench.open_bench(case) as bench:
        left, right = (people_in_roles.tracks(bench)[n].id for n in (0, 2))
    return f"{left}+{right}"


def test_the_reason_is_in_the_log_with_every_film(case: Path) -> None:
    assert [e["reason"] for e in events(case, "followed people")] == [REASON, REASON]


def test_nobody_is_followed_without_a_reason(case: Path, tmp_path: Path) -> None:
    with workbench.open_bench(case) as bench, pytest.raises(InputInvalid, match="needs a reason"):
        people_in_roles.follow(bench, "   ")
    with workbench.open_bench(tmp_path / "new") as bench:
        assert people_in_roles.compared(bench) is None
    assert not (tmp_path / "new" / "people").exists()


def test_a_film_is_followed_once(case: Path) -> None:
    with workbench.open_bench(case) as bench:
        people_in_roles.follow(bench, "again")

    assert len(events(case, "followed people")) == 2


def test_vectors_lie_in_the_folder_of_people_and_nowhere_else(case: Path) -> None:
    exported = (case / "report.json").read_text("utf-8") + (case / "report.html").read_text("utf-8")
    with workbench.open_bench(case) as bench:
        kinds = {body for _, body in bench.case.bodies() if '"histograms"' in body}
    vectors = [p for p in (case / "people").rglob("*") if p.is_file() and p.suffix != ".jsonl"]

    assert len(vectors) == 4
    assert kinds == set()
    assert not any(name in exported for name in ('"histograms"', '"crops"', '"face"', '"build"'))
    assert not any(p.name in exported for p in vectors)
    assert not any((case / "derived" / p.name[:2] / p.name).exists() for p in vectors)


def test_no_export_and_no_bundle_holds_anything_of_people(case: Path, tmp_path: Path) -> None:
    with workbench.open_bench(case) as bench:
        track = people_in_roles.tracks(bench)[0].id
        bench.export(tmp_path / "exports", "all")
        bench.bundle(tmp_path / "bundle")
    kept = {p.name for p in (case / "people").rglob("*") if p.is_file()}
    out = [p for f in ("exports", "bundle") for p in (tmp_path / f).rglob("*") if p.is_file()]
    text = b"".join(p.read_bytes() for p in out)

    assert len(out) > 10
    assert not kept & {p.name for p in out}
    for name in (track, '"histograms"', '"crops"', '"face"', '"build"', *kept):
        assert name.encode() not in text


def test_the_bytes_of_stills_show_no_person_unless_somebody_asked_for_it(case: Path) -> None:
    def fine(redacted: bool) -> dict[str, list[float]]:
        with workbench.open_bench(case) as bench:
            pictures = bench.report(redacted=redacted).pictures
        found: dict[str, list[float]] = {}
        for picture in pictures:
            rgb = viewing.from_jpeg(picture.data)
            middle = rgb[
                rgb.shape[0] // 3 : -rgb.shape[0] // 3, rgb.shape[1] // 3 : -rgb.shape[1] // 3
            ]
            grey = cv2.cvtColor(middle, cv2.COLOR_RGB2GRAY)
            found.setdefault(picture.role, []).append(cv2.Laplacian(grey, cv2.CV_64F).std())
        return found

    blurred, plain = fine(True), fine(False)

    assert len(blurred["body left"]) > 0
    for role in ("body left", "body right"):
        assert max(blurred[role]) < 0.5 * min(plain[role])
    assert events(case, "unredacted") == [{"report": "report.html"}]


def test_forgetting_deletes_every_trace_and_says_so(case: Path) -> None:
    held = [p for p in (case / "people").rglob("*") if p.is_file()]
    # Pieces of what is in the files, as they are and as text: none may be left in any other file.
    pieces = [p.read_bytes()[at : at + 48] for p in held for at in (60, p.stat().st_size // 2)]
    pieces += [p.name.encode() for p in held if p.suffix != ".jsonl"]
    pieces += [b'"histograms"', b'"face_px"', a_pair(case).encode()]
    assert main(["forget-people", "--case", str(case)]) == 0

    left = b"".join(p.read_bytes() for p in case.rglob("*") if p.is_file())
    assert [piece for piece in pieces if piece in left] == []
    assert not (case / "people").exists()
    assert not (case / "report.html").exists()
    assert not (case / "report.json").exists()
    assert int(events(case, "forgot people")[0]["files deleted"]) == 8
    assert workbench.verify(case).problems == ()
    with workbench.open_bench(case) as bench:
        assert people_in_roles.compared(bench) is None
        assert {f.kind for f in bench.judge()} == set()
        assert bench.report().compared_people is None


def test_what_is_forgotten_is_written_over(case: Path) -> None:
    file = next((case / "people").glob("*.jsonl"))
    size = file.stat().st_size
    with file.open("rb") as kept:  # the bytes stay within reach when the name is gone
        assert main(["forget-people", "--case", str(case)]) == 0

        assert not file.exists()
        assert kept.read() == bytes(size)


def test_people_who_are_followed_again_after_they_were_forgotten_get_new_numbers(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with workbench.open_bench(case) as bench:
        first = people_in_roles.compared(bench)
        names = workbench.overview.findings(bench)["findings"]
        people_in_roles.forget(bench)
        people_in_roles.follow(bench, "a second look was asked for")
        again = people_in_roles.compared(bench)
        retired = workbench.overview.findings(bench)["retired"]
    capsys.readouterr()
    review = ["review-people", "P1+p7", "confirm", "--case", str(case)]
    assert main(review) == 2
    refused = capsys.readouterr().err
    assert main(["review-people", "p5 + P7", "confirm", "--case", str(case)]) == 0

    assert first is not None
    assert again is not None
    assert [p.id for p in again.seen] == [p.id for p in first.seen]
    assert [p.name for p in first.seen] == ["P1", "P2", "P3", "P4"]
    assert [p.name for p in again.seen] == ["P5", "P6", "P7", "P8"]
    assert {"P1+P3", "P2+P4"} & {row["name"] for row in names}
    assert [(r["name"], r["because"]) for r in retired] == [
        ("P1 to P4", "people were forgotten or tracked again, or the film was set aside")
    ]
    assert "P1: people were forgotten or tracked again" in refused
    assert events(case, "reviewed people")[0]["pair"] == "+".join(again.seen[n].id for n in (0, 2))


def test_forgetting_in_a_case_that_is_not_there_makes_none(tmp_path: Path) -> None:
    assert main(["forget-people", "--case", str(tmp_path / "none")]) == InputMissing.exit_code
    assert not (tmp_path / "none").exists()


def test_a_confirmed_pair_stays_listed_and_a_rejected_one_is_no_finding(case: Path) -> None:
    pair = a_pair(case)
    for word, decided in (("confirm", "confirmed"), ("reject", "rejected")):
        said = ["review-people", pair, word, "--case", str(case), "--by", "A. Reader"]
        assert main([*said, "--note", "the gait"]) == 0
        with workbench.open_bench(case) as bench:
            compared = people_in_roles.compared(bench)
            assert compared is not None
            (candidate,) = (c for c in compared.candidates if c.id == pair)
            found = {f.id: f for f in bench.judge()}

        assert candidate.decision == decided
        assert (candidate.finding in found) == (decided == "confirmed")
    assert events(case, "reviewed people")[0]["note"] == "the gait"


def test_a_pair_that_is_not_in_the_case_cannot_be_reviewed(case: Path) -> None:
    for pair in ("F1:P1+F2:P1", "nothing", a_pair(case).split("+")[0]):
        assert main(["review-people", pair, "confirm", "--case", str(case)]) == 2

    assert events(case, "reviewed people") == []


def test_an_altered_list_of_tracks_is_damage(case: Path) -> None:
    lists = sorted((case / "people").glob("*.jsonl"))
    lists[0].write_text(lists[0].read_text("utf-8").replace("upright", "lying"), encoding="utf-8")

    assert main(["report", "--case", str(case)]) == 3


def test_a_deletion_that_was_killed_is_gone_on_with(case: Path) -> None:
    (case / "people").rename(case / "people.going")
    next((case / "people.going").glob("*.jsonl")).unlink()
    with workbench.open_bench(case) as bench:
        assert people_in_roles.tracks(bench) == ()

    assert not (case / "people.going").exists()
    assert not (case / "report.html").exists()
    assert len(events(case, "forgot people")) == 1
