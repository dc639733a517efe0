"""What people add by hand to a case: kept, logged, told in the report, and taken back by more."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest

from secondtake.cli import main
from secondtake.errors import InputInvalid, InvalidRecord
from secondtake.workbench import (
    discussion,
    hand_ties,
    notes,
    open_bench,
    open_view,
    present_state,
    sync_points,
    verify,
)

pytestmark = pytest.mark.slow

BOX = (0.1, 0.2, 0.3, 0.4)


@pytest.fixture(scope="module")
def case(judged_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("annotated") / "case"
    shutil.copytree(judged_once, folder)
    return folder


def test_what_people_add_is_in_report_export_and_log_until_they_take_it_back(
    case: Path, tmp_path: Path
) -> None:
    with open_bench(case, by="Ann") as bench:
        first, second = (reel.film for reel in bench.reels())
        finding = next(f for f in bench.judge() if f.relations)
        (claim,) = bench.readings()[0].claims
        before = bench.gathered()
        written = notes.note(
            bench, "The coat.", (first, 0), box=BOX, partner=(second, 0), partner_box=BOX
        )
        notes.note(bench, "The door.", (second, 0), finding=finding.id)
        notes.reword(bench, written.number, "The grey coat.")
        notes.take_back(bench, 2)
        hand_ties.tie(bench, "F1", claim.id, "bears on it", reason="One scene.")
        sync_points.sync(bench, (first, 0), (second, 0), reason="The clap.")
        discussion.comment(bench, "F1", "Bob, please look.")
        discussion.assign(bench, "F1", "Bob")
        report = bench.report()
        exported = bench.export(tmp_path / "out", "csv", "otio")
        told = json.loads((case / "report.json").read_text("utf-8"))
        page = (case / "report.html").read_text("utf-8")

    assert [(n.number, n.text, n.by) for n in report.notes] == [(1, "The grey coat.", "Ann")]
    assert told["notes"][0]["partner_box"] == list(BOX)
    assert told["sync_points"][0]["reason"] == "The clap."
    assert told["hand_ties"][0]["by"] == "Ann"
    assert before.hand_ties == ()
    assert finding.id in report.claimed[0].findings
    assert "Tied by hand by Ann" in page
    assert "The grey coat." in page
    assert "Bob, please look." not in page
    rows = csv.DictReader((tmp_path / "out" / "notes.csv").read_text("utf-8-sig").splitlines())
    assert [(r["film"], r["text"]) for r in rows] == [("first night.mp4", "The grey coat.")]
    assert "The grey coat." in (tmp_path / "out" / "film-1.otio").read_text("utf-8")
    assert exported.files
    actions = [str(e.action) for e in report.events]
    assert [actions.count(a) for a in ("noted", "tied", "synchronised", "commented")] == [
        4,
        1,
        1,
        1,
    ]
    assert verify(case).problems == ()

    with open_bench(case, by="Bob") as bench:
        hand_ties.tie(bench, "F1", claim.id, "as computed", reason="It is.")
        sync_points.take_back(bench, (second, 0), (first, 0), reason="Two claps.")
        report = present_state.report(bench)

        assert (report.hand_ties, report.sync_points) == ((), ())
        assert finding.id not in report.claimed[0].findings


def test_the_command_line_adds_by_hand_as_the_pages_do(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def typed(*words: str) -> int:
        return main([*words, "--case", str(case), "--by", "Cy"])

    codes = [
        typed(
            "note", "first night.mp4@0:00.4", "--text", "The hat.", "--same", "second night.mp4@0.2"
        ),
        typed("note", "--reword", "3", "--text", "The red hat."),
        typed("tie", "F1", "C1", "bears", "--reason", "One scene."),
        typed("sync", "first night.mp4@1", "second night.mp4@0.8", "--reason", "The clap."),
        typed("note", "--text", "Nowhere."),
        typed("note", "first night.mp4@soon", "--text", "When?"),
    ]
    told = capsys.readouterr()
    with open_view(case) as view:
        (note,) = (n for n in view.notes() if n.number == 3)
        ties = [(t.by, str(t.decision)) for t in view.hand_ties()]
        (point,) = view.sync_points()

    assert codes == [0, 0, 0, 0, 2, 2]
    assert (note.text, note.frame.seconds, note.partner and note.partner.seconds) == (
        "The red hat.",
        0.4,
        0.2,
    )
    assert ("Cy", "bears on it") in ties
    assert point.reason == "The clap."
    assert "names no frame" in told.err


def test_what_cannot_be_added_says_why(case: Path) -> None:
    with open_bench(case, by="not given") as bench, pytest.raises(InputInvalid, match="name"):
        notes.note(bench, "x", (bench.reels()[0].film, 0))
    with open_bench(case, by="Ann") as bench:
        first, second = (reel.film for reel in bench.reels())
        held = len(bench.case.events())
        for act in (
            lambda: notes.note(bench, " ", (first, 0)),
            lambda: notes.note(bench, "x", (first, 1)),  # no frame begins there
            lambda: notes.note(bench, "x", ("0" * 64, 0)),
            lambda: notes.reword(bench, 99, "x"),
            lambda: notes.take_back(bench, 99),
            lambda: hand_ties.tie(bench, "F1", "C-0", "bears on it", reason="x"),
            lambda: hand_ties.tie(bench, "F99", "C-0", "bears on it", reason="x"),
            lambda: hand_ties.tie(bench, "F1", "C-0", "bears on it", reason=" "),
            lambda: sync_points.sync(bench, (first, 0), (first, 0), reason="x"),
            lambda: sync_points.sync(bench, (first, 0), (second, 0), reason=""),
            lambda: discussion.comment(bench, "F1", " "),
        ):
            with pytest.raises(InputInvalid):
                act()
        with pytest.raises(InvalidRecord):
            notes.note(bench, "x", (first, 0), box=(0.9, 0.0, 0.2, 0.1))

        assert len(bench.case.events()) == held
