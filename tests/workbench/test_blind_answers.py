"""A blind reviewer's answers: the page leads nowhere, its file is taken in whole or refused."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.export import sample
from tests.export.parsed import parse

from secondtake.errors import InputInvalid, InputMissing
from secondtake.export.outcomes import found
from secondtake.export.pages.blind_review_page import blind_page
from secondtake.model.blind_answers import BlindAnswer
from secondtake.model.enums import FindingKind, RelationKind, ReviewDecision
from secondtake.workbench.verbs import reviews
from secondtake.workbench.verbs.blind_answer_file import answers_in

GOOD: dict[str, Any] = {
    "format": "secondtake-blind-answers",
    "version": 1,
    "case": "c1",
    "answers": [{"findings": ["F-1", "F-2"], "answer": "retake", "note": "The walk.\nTwice."}],
}
ANSWER = GOOD["answers"][0]


def one(**other: Any) -> dict[str, Any]:
    return {"answers": [ANSWER | other]}


WRONG: dict[str, Any] = {
    "no JSON": b"sees it",
    "no text": b"\xff\xfe{}",
    "nothing": b"",
    "a list": b"[]",
    "deeper than it is written": b"[" * 100_000,
    "another format": {"format": "secondtake-clips"},
    "a newer version": {"version": 2},
    "a version that is no number": {"version": True},
    "another case": {"case": "c2"},
    "no answers": {"answers": []},
    "a field more": {"weights": []},
    "an answer the page does not offer": one(answer="staged"),
    "an answer that is a list": one(answer=["retake"]),
    "a note that is none": one(note=None),
    "a note without end": one(note="a" * 1001),
    "a note that steers a terminal": one(note="\x1b[2J"),
    "half a letter": one(note="\ud800"),
    "no finding": one(findings=[]),
    "a finding that is a number": one(findings=[1]),
    "one pair twice": {"answers": [ANSWER, ANSWER]},
    "not a number": json.dumps(GOOD | {"version": float("nan")}).encode(),
    "more than a page holds": {"case": "c" * 1_000_000},
}


def written(folder: Path, held: Any) -> Path:
    data = held if isinstance(held, bytes) else json.dumps(GOOD | held).encode()
    (folder / "answers.json").write_bytes(data)
    return folder / "answers.json"


def test_a_file_that_the_page_saved_is_read(tmp_path: Path) -> None:
    (answer,) = answers_in(written(tmp_path, {}), "c1")

    assert answer == BlindAnswer(
        findings=("F-1", "F-2"), answer=RelationKind.RETAKE, note="The walk.\nTwice."
    )


@pytest.mark.parametrize("name", WRONG)
def test_any_other_file_is_refused_in_one_sentence(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputInvalid, match=r"^\S.*; nothing was recorded\.$"):
        answers_in(written(tmp_path, WRONG[name]), "c1")


def test_a_file_that_is_not_there_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(InputMissing):
        answers_in(tmp_path / "gone.json", "c1")
    with pytest.raises(InputInvalid, match="cannot be read"):
        answers_in(tmp_path, "c1")


@pytest.mark.parametrize(
    ("answer", "decision"),
    [
        (RelationKind.RETAKE, ReviewDecision.SEES_IT),
        (RelationKind.SAME_SCENE, ReviewDecision.DOES_NOT_SEE_IT),
        (RelationKind.UNDECIDED, ReviewDecision.CANNOT_TELL),
    ],
)
def test_an_answer_is_a_decision_about_the_finding(
    answer: RelationKind, decision: ReviewDecision
) -> None:
    assert reviews.decided(answer, FindingKind.RETAKE) == decision


def test_the_page_asks_without_names_times_boxes_scores_and_kinds() -> None:
    rich = sample.rich()
    page = blind_page(rich)
    asked = page[page.index("<main") : page.index('<div class="save"')]
    bare = re.sub(r'href="data:[^"]+"', "", asked)
    pairs = re.findall('data-findings="([^"]+)"', page)

    assert "What, if anything, do these two stretches have in common?" in bare
    assert not re.search(r"\.mp4|Film \d|\d:\d\d|rect|noise|candidate", bare)
    assert bare.count('type="radio"') == 6 * len(pairs)
    assert {i for names in pairs for i in names.split()} == {f.id for f in found(rich)}


def test_the_page_shows_frames_without_their_margins() -> None:
    tags = parse(blind_page(sample.rich())).tags
    frames = [a["viewbox"].split() for tag, a in tags if tag == "svg"]
    pictures = [a for tag, a in tags if tag == "image"]

    assert frames
    assert [int(v[3]) for v in frames] == [int(p["height"]) - 36 for p in pictures]


def test_without_findings_the_page_says_so_and_runs_nothing() -> None:
    page = blind_page(replace(sample.rich(), findings=()))

    assert "There is nothing to review" in page
    assert "<script" not in page
