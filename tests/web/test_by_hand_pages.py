"""What people add by hand in the workbench is recorded under their name, and only what they say."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.web.desk import inside

from secondtake.web.cases import Cases
from secondtake.workbench import open_bench, open_view, verify

pytestmark = pytest.mark.slow


def test_notes_ties_sync_points_and_comments_are_filed_from_their_pages(
    judged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    cases = Cases(judged)
    client, form = inside(cases)
    root = f"/c/{cases.listed()[0].id}"
    report = cases.listed()[0].state().report
    finding = next(f for f in report.findings if f.relations)
    page, claim = report.readings[0].article.exhibit, report.readings[0].claims[0].id
    pair = dict(client.get(f"{root}/ab", params={"finding": finding.id}).url.params)
    box = {"bx": "10", "by": "20", "bw": "30", "bh": "40"}
    proposing = client.get(f"{root}/note", params={**pair, **box})
    proposed = dict(re.findall(r'name="(p[xywh])"[^>]*value="([\d.]*)"', proposing.text))

    def posted(where: str, **asked: str) -> int:
        return client.post(f"{root}/{where}?form={form}", data=asked).status_code

    assert posted("note", **pair, **box, **proposed, on="a", text="The square.") == 200
    assert (
        posted("note", **pair, **box, **proposed, on="a", text="Both squares.", confirm="yes")
        == 200
    )
    assert posted("note", **pair, **{**box, "bw": "x"}, on="a", text="No box.") == 400
    assert posted("note", **pair, on="a", text=" ") == 400
    assert posted("notes/1", do="reword", text="The red square.") == 200
    assert posted("notes/9", do="withdraw") == 400
    tie = {"finding": finding.id, "claim": f"{page} {claim}", "decision": "does not bear on it"}
    assert posted("ties", **tie, reason="") == 400
    assert posted("ties", **tie, reason="It is of another day.") == 200
    assert posted("sync", **pair, reason="The square turns.") == 200
    assert posted(f"review/{finding.id}/talk", text="Bob, please.") == 200
    assert posted(f"review/{finding.id}/talk", do="assign", to="Bob") == 200
    assert posted("viewed/erase") == 200
    told = client.post(f"{root}/cameras/1/otio?form={form}")
    line = client.get(f"{root}/cameras/1/{report.shots[0].id}.svg")
    pages = {p: client.get(f"{root}/{p}") for p in ("notes", "ties", "cameras", "cameras/1?at=0.5")}
    beside = client.get(f"{root}/ab", params=pair).text
    with open_view(judged) as view:
        notes, (tied,), (point,) = view.notes(), view.hand_ties(), view.sync_points()
        events = [(str(e.action), e.actor) for e in view.case.events()]

    assert [(n.number, n.text, n.by, n.partner is None) for n in notes] == [
        (1, "The red square.", "Ann", True),
        (2, "Both squares.", "Ann", False),
    ]
    assert notes[0].box == (0.1, 0.2, 0.3, 0.4)
    assert notes[1].partner_box is not None
    # One film is the other 0.2 s later: the same place in both pictures.
    assert notes[1].partner_box == pytest.approx(notes[1].box, abs=0.02)
    assert (tied.by, tied.reason) == ("Ann", "It is of another day.")
    assert point.left.film != point.right.film
    assert len(json.loads(told.content)["tracks"]["children"]) == 2
    assert "attachment" in told.headers["content-disposition"]
    assert events[-1] == ("exported", "Ann")
    assert line.headers["content-type"] == "image/svg+xml"
    assert "no sound" in line.text
    assert {p: answer.status_code for p, answer in pages.items()} == dict.fromkeys(pages, 200)
    assert "The red square." in pages["notes"].text
    assert "The square turns." in pages["cameras"].text
    assert beside.count("noted") == 2  # the box is on both sides
    assert verify(judged).problems == ()


def test_a_reviewer_adds_an_explanation_and_the_next_one_is_not_told_of_it(judged: Path) -> None:
    cases = Cases(judged)
    client, form = inside(cases)
    root = f"/c/{cases.listed()[0].id}"
    look = client.post(f"{root}/review?form={form}")
    answer = {"decision": "sees it", "note": "Frame by frame.", "declared": "yes"}
    answer |= {"weight-0": "less", "because-0": "The grain is the same."}
    answer |= {"own": "a test transmission", "weight-own": "equally"}
    told = client.post(f"{look.url.path}?form={form}", data=answer)
    client.post(f"/who?form={form}", data={"name": "Cy", "case": root.rpartition("/")[2]})
    second = client.post(f"{root}/review?form={form}")
    agreed = {"decision": "sees it", "note": "So do I."}
    client.post(f"{second.url.path}?form={form}", data=agreed)
    with open_bench(judged) as bench:
        own, other = bench.reviews()
        finding = next(f for f in bench.judge() if f.relations)

    assert "The grain is the same." in told.text
    assert own.weights[-1] == ("“a test transmission”", "equally")
    assert [why for _, why in own.because] == ["The grain is the same."]
    assert "“a test transmission”" in {a.explanation for a in finding.alternatives}
    assert "transmission" not in second.text
    assert (own.blind, other.blind) == (True, False)  # Cy sits where it was told
    states = {c.number: str(c.state) for c in finding.checks}
    assert (states[8], states[9]) == ("passed", "passed")
