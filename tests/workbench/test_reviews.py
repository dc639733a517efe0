"""People's reviews and control footage in a case: recorded, told, and kept apart from footage."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from tests.cli.ran import run
from tests.films import moving_square, write_film

from secondtake.workbench import hand_ties, open_bench, rerun

pytestmark = pytest.mark.slow

PAGE = "Two takes\n\nThe agency said on Monday the video shows the same scene twice.\n"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reviewed")
    (folder / "page.txt").write_text(PAGE)
    first = moving_square(1)
    write_film(folder / "film.mp4", np.concatenate([first, moving_square(5)]))
    write_film(folder / "copy.mp4", first)
    write_film(folder / "control.mp4", moving_square(9))
    with open_bench(folder / "case", by="Ann") as bench:
        films = folder / "film.mp4", folder / "copy.mp4"
        bench.check(folder / "page.txt", *films, controls=[folder / "control.mp4"])
    return folder / "case"


@pytest.fixture(scope="module")
def finding(case: Path) -> str:
    with open_bench(case, by="Ann") as bench:
        return next(f.id for f in bench.judge() if f.kind == "copy")


def test_control_footage_is_compared_and_is_no_footage_of_the_case(case: Path) -> None:
    with open_bench(case) as bench:
        films = {e.digest: e.name for e in bench.case.exhibits()}
        shown = {films[s.exhibit] for s in bench.shots()}

        assert shown == {"film.mp4", "copy.mp4"}
        assert {films[d] for d in bench.report().control_footage} == {"control.mp4"}
        assert len(bench.controls()) == 3


def test_a_review_is_recorded_and_told_by_the_report(case: Path, finding: str) -> None:
    given = ["review", finding, "sees-it", "--blind", "--note", "The gait.", "--case", str(case)]
    ran = run(*given, "--by", "Ann", "--weigh", "training exercise=more")
    with open_bench(case) as bench:
        report = bench.report()
    (said,) = report.reviews
    (told,) = (f for f in report.findings if f.id == finding)

    assert ran.returncode == 0
    assert (said.reviewer, said.decision, said.blind, said.note) == (
        "Ann",
        "sees it",
        True,
        "The gait.",
    )
    assert {c.number: c.state for c in told.checks}[9] == "passed"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["F-00000000", "sees-it", "--by", "Ann"], "has no finding F-00000000 about shots"),
        (["FINDING", "sees-it"], "needs a name"),
        (["FINDING", "sees-it", "--by", "Ann", "--weigh", "rehearsal=very"], "is not a weight"),
        (["FINDING", "sees-it", "--by", "Ann", "--weigh", "magic=more"], "is not an explanation"),
        (["FINDING", "--by", "Ann"], "Name a finding and an answer"),
        ([], "Name a finding and an answer"),
    ],
)
def test_a_review_that_cannot_be_recorded_says_why(
    case: Path, finding: str, arguments: list[str], words: str
) -> None:
    given = [finding if a == "FINDING" else a for a in arguments]
    ran = run("review", *given, "--case", str(case))

    assert (ran.returncode, words in ran.stderr) == (2, True)


def test_a_dismissed_pair_raises_nothing_also_after_the_next_check(
    case: Path, finding: str, tmp_path: Path
) -> None:
    moving = moving_square(3)
    write_film(tmp_path / "third.mp4", moving)
    given = "dismiss", finding, "--by", "Ann", "--note", "Our own ident.", "--case", str(case)
    ran = run(*given)
    with open_bench(case, by="Ann") as bench:
        bench.keep(tmp_path / "third.mp4")
        bench.watch()
        bench.compare()
        told = bench.judge()
        report = bench.report()
        bench.bundle(tmp_path / "bundle", evidence=True)
        page = (case / "report.html").read_text(encoding="utf-8")
    again = rerun(tmp_path / "bundle")
    back = run(*given, "--undo")
    with open_bench(case, by="Ann") as bench:
        after = {f.id for f in bench.judge()}

    assert (ran.returncode, back.returncode) == (0, 0)
    assert finding not in {f.id for f in told}
    assert "1 that a reviewer set aside" in " ".join(f.sentence for f in told if f.kind == "none")
    assert [d.note for d in report.dismissals] == ["Our own ident."]
    assert "Our own ident." in page
    assert {o.result for o in again.outcomes} == {"PASS"}
    assert finding in after


def test_the_page_for_a_blind_reviewer_holds_pairs_and_no_claim(
    case: Path, finding: str, tmp_path: Path
) -> None:
    ran = run("review", "--html", str(tmp_path / "look.html"), "--case", str(case))
    page = (tmp_path / "look.html").read_text(encoding="utf-8")

    assert ran.returncode == 0
    assert finding in page
    assert "agency said" not in page


def test_a_reviewed_case_reruns_with_what_people_said(
    case: Path, finding: str, tmp_path: Path
) -> None:
    with open_bench(case, by="Ann") as bench:
        claim = bench.readings()[0].claims[0].id
        hand_ties.tie(bench, finding, claim, "bears on it", reason="One scene.")
        bench.bundle(tmp_path / "bundle", evidence=True)
    found = rerun(tmp_path / "bundle")

    assert {o.result for o in found.outcomes} == {"PASS"}


def test_a_finding_goes_by_its_name_its_digest_and_how_that_begins(
    case: Path, finding: str
) -> None:
    listed = json.loads(run("findings", "--json", "--case", str(case)).stdout)["findings"]
    (row,) = (r for r in listed if r["id"] == finding)
    names = row["name"], row["name"].lower(), row["digest"], row["digest"][:6], finding[:6]
    ran = [run("review", name, "cannot-tell", "--by", "Bob", "--case", str(case)) for name in names]
    with open_bench(case) as bench:
        said = [r.finding for r in bench.reviews() if r.reviewer == "Bob"]

    assert row["name"].startswith("F")
    assert [r.returncode for r in ran] == [0] * len(names)
    assert all(row["sentence"][:40] in r.stdout for r in ran[:2])
    assert said == [finding] * len(names)


def test_what_falls_with_a_finding_is_told_before_and_reviews_are_kept(
    case: Path, finding: str
) -> None:
    given = "dismiss", finding, "--by", "Ann", "--case", str(case)
    only_told = run(*given, "--dry-run")
    with open_bench(case) as bench:
        before = len(bench.dismissals())
    ran = run(*given)
    listed = json.loads(run("findings", "--json", "--case", str(case)).stdout)
    back = run(*given, "--undo")
    with open_bench(case) as bench:
        after = {f.id for f in bench.judge()}
        reviews = [r for r in bench.reviews() if r.finding == finding]

    assert (only_told.returncode, before, ran.returncode, back.returncode) == (0, 0, 0, 0)
    assert only_told.stdout.startswith("Falls:") and "Nothing was recorded" in only_told.stderr
    assert finding not in {f["id"] for f in listed["findings"]}
    assert "a reviewer set its pairs" in listed["retired"][0]["because"]
    assert "Comes back:" in back.stdout
    assert finding in after
    assert reviews


def test_the_answers_of_a_blind_page_are_recorded_whole_or_not_at_all(
    case: Path, finding: str, tmp_path: Path
) -> None:
    with open_bench(case) as bench:
        before, name = len(bench.reviews()), bench.case.id
    answer = {"findings": [finding], "answer": "same scene", "note": "One wall."}
    file = {"format": "secondtake-blind-answers", "version": 1, "case": name, "answers": [answer]}
    (tmp_path / "answers.json").write_text(json.dumps(file))
    gone = file | {"answers": [answer, answer | {"findings": ["F-00000000"]}]}
    (tmp_path / "gone.json").write_text(json.dumps(gone))
    given = ["--by", "Cleo", "--case", str(case)]
    refused = run("review", "--from", str(tmp_path / "gone.json"), *given)
    ran = run("review", "--from", str(tmp_path / "answers.json"), *given)
    with open_bench(case) as bench:
        said = bench.reviews()[before:]

    assert (refused.returncode, ran.returncode) == (2, 0)
    assert "findings that the case no longer has; nothing was recorded" in refused.stderr
    assert [(r.reviewer, r.decision, r.blind, r.note) for r in said] == [
        ("Cleo", "does not see it", True, "In common: the same place only. One wall.")
    ]
