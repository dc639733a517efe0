"""The pages of a case: complete without scripts, nothing of a kept page alive, quick when large."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from pathlib import Path

import pytest
from tests.export import sample
from tests.export.test_titles import TITLE
from tests.export.test_titles import bare as unquoted
from tests.export.test_titles import report as titled
from tests.people.test_person_findings import candidate, seen
from tests.web.desk import Told, bare_case, inside

from secondtake.model.people import PeopleCompared

PAGES = (
    "",
    "/claims",
    "/findings",
    "/timeline",
    "/people",
    "/activity",
    "/export",
    "/review",
    "/ab",
    "/ties",
    "/cameras",
)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bare_case(tmp_path_factory.mktemp("pages"))


def test_pages_call_things_as_the_report_does_and_link_to_where_they_stand(bare: Path) -> None:
    cases = Told(bare)
    client, _ = inside(cases)
    root = f"/c/{cases.listed()[0].id}"
    pages = {path: client.get(root + path).text for path in PAGES}
    named = {p: set(re.findall(r'id="([^"]+)"', text)) for p, text in pages.items()}
    links = [
        (path, anchor)
        for text in pages.values()
        for path, anchor in re.findall(rf'href="{root}(/[a-z]+)#([^"]+)"', text)
    ]

    assert len(links) > 5
    assert [link for link in links if link[1] not in named[link[0]]] == []
    for path, text in pages.items():
        within = re.findall(r'href="#([^"]+)"', text)
        assert [anchor for anchor in within if anchor not in named[path]] == [], path
        assert (
            re.findall(r'<script(?! type="module" src="/static/[a-z]+\.js"></script>)', text) == []
        )
        assert " style=" not in text


def test_no_page_of_the_workbench_holds_a_headline_without_its_quotation_marks(bare: Path) -> None:
    cases = Told(bare, titled())
    client, _ = inside(cases)
    root = f"/c/{cases.listed()[0].id}"
    texts = {path: client.get(root + path).text for path in PAGES}

    assert {path: unquoted(text) for path, text in texts.items() if unquoted(text)} == {}
    assert any(TITLE in text for text in texts.values())


def test_text_from_outside_is_never_markup(bare: Path) -> None:
    cases = Told(bare, sample.hostile())
    client, _ = inside(cases)
    root = f"/c/{cases.listed()[0].id}"
    for path in PAGES:
        text = client.get(root + path).text

        assert (
            re.findall(r'<script(?! type="module" src="/static/[a-z]+\.js"></script>)', text) == []
        )
        assert "javascript:" not in re.sub(r">[^<]*<", "><", text)
        assert re.findall(r"<[^>]* on[a-z]+=", text) == []


def test_a_timeline_of_a_thousand_shots_is_quick_and_small(bare: Path) -> None:
    cases = Told(bare, sample.crowded(1000))
    client, _ = inside(cases)
    began = time.process_time()
    answer = client.get(f"/c/{cases.listed()[0].id}/timeline")
    took = time.process_time() - began

    assert len(cases.listed()[0].state().report.shots) >= 1000
    assert len(answer.content) <= 2_000_000
    assert took <= 1.0


def test_pairs_of_people_are_decided_on_their_page_and_no_other_pair_is(bare: Path) -> None:
    rich, pair = sample.rich(), candidate()
    film, shot = rich.reels[0].exhibit, rich.shots[0].id
    two = tuple(replace(seen(n), exhibit=film, shot=shot) for n in (1, 2))
    people = PeopleCompared(seen=two, pairs=1, candidates=(pair,))
    cases = Told(bare, replace(rich, compared_people=people))
    client, form = inside(cases)
    root = f"/c/{cases.listed()[0].id}"
    page = client.get(f"{root}/people").text
    asked = {"answer": "reject", "note": "Another gait."}
    unknown = client.post(f"{root}/people?form={form}", data={**asked, "pair": "a+b"})
    wrong = client.post(f"{root}/people?form={form}", data={**asked, "answer": "names"})

    assert re.findall(r'name="pair" value="([^"]+)"', page) == [f"{pair.left}+{pair.right}"]
    assert (unknown.status_code, wrong.status_code) == (400, 400)
    assert "is not a pair of tracks" in unknown.text
