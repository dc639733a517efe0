"""No output of ours headlines what a page claims: its title stands between quotation marks."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from tests.export import page as sample_page
from tests.export import sample

from secondtake import plugins
from secondtake.cli import terminal_page
from secondtake.export.packaging.ro_crate import crate
from secondtake.export.pages.blind_review_page import blind_page
from secondtake.export.pages.brief_page import brief_page
from secondtake.export.pages.clips_page import Clip, clips_page
from secondtake.export.pages.genealogy_page import genealogy_page
from secondtake.export.pages.reading_page import reading_page
from secondtake.export.pages.report_page import HtmlReport
from secondtake.export.render.titles import reading_title, report_title
from secondtake.model.genealogy import Genealogy
from secondtake.model.report import Report

TITLE = "Zinc barges drift upstream overnight"
"""Words that stand nowhere else."""
OPENING = "“‘\"'"


def report() -> Report:
    """A rich case whose page is called ``TITLE``."""
    rich = sample.rich()
    readings = tuple(replace(r, article=replace(r.article, title=TITLE)) for r in rich.readings)
    return replace(rich, readings=readings, title=report_title(readings, "harbour"))


def bare(text: str) -> list[str]:
    """Every place where the title stands without a quotation mark before it and after it."""
    plain = html.unescape(re.sub(r"<[^>]+>", "", text))
    places = [m.span() for m in re.finditer(re.escape(TITLE), plain)]
    return [
        plain[max(0, start - 40) : end + 20]
        for start, end in places
        if plain[start - 1 : start] not in tuple(OPENING)
        or plain[end : end + 1] not in tuple("”’\"'")
    ]


@cache
def outputs() -> dict[str, str]:
    """Everything that is written of a case, by what it is called."""
    made = report()
    reading = made.readings[0]
    told = {
        "report.html": HtmlReport().page(made),
        "blind.html": blind_page(made),
        "brief.html": brief_page(made),
        "clips.html": clips_page(
            made,
            [
                Clip(
                    finding=made.findings[0], label="F1", file="F1.mp4", width=4, height=2, notes=()
                )
            ],
        ),
        "read.html": reading_page(reading, version="1"),
        "genealogy.html": genealogy_page(
            Genealogy(
                pages=(reading.article.exhibit,),
                names=(f"“{TITLE}”",),
                origins=((reading.article.exhibit,),),
                shared=(),
                descents=(),
                changes=(),
            ),
            made.readings,
            version="1",
        ),
        "ro-crate-metadata.json": crate(made, {}).decode("utf-8"),
    }
    for name in plugins.names("formats"):
        for file, data in plugins.load("formats", name)().files(made).files:
            told[file] = data.decode("utf-8")
    return told


def test_the_terminal_quotes_the_headline_of_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    terminal_page.reading(report().readings[0])
    told = capsys.readouterr().out

    assert TITLE in told
    assert bare(told) == []


def test_no_output_holds_the_title_of_a_page_without_its_quotation_marks() -> None:
    written = outputs()

    assert {name: bare(text) for name, text in written.items() if bare(text)} == {}
    assert TITLE in written["report.html"]
    assert not any(TITLE in name for name in written)


@pytest.mark.parametrize("name", ["report.html", "read.html", "brief.html"])
def test_a_page_of_ours_is_titled_by_what_it_is(name: str) -> None:
    page = outputs()[name]
    (title,) = re.findall("<title>(.*?)</title>", page.partition("<svg")[0])
    (first,) = re.findall("<h1>(.*?)</h1>", page)

    assert TITLE not in title + first
    assert "a page published on" in title


def test_the_headline_stands_below_the_title_with_where_its_claims_stand() -> None:
    banner = HtmlReport().page(report()).partition("</header>")[0]
    told = html.unescape(re.sub("<[^>]+>", "", banner.partition('class="headline"')[2]))

    assert f"“{TITLE}”" in told
    assert "with findings" in told
    assert "footage cannot test" in told


def test_names_of_programs_data_are_not_the_headline() -> None:
    written = outputs()
    named = [
        value
        for name, text in written.items()
        if name.endswith((".otio", ".jsonld", "ro-crate-metadata.json"))
        for value in re.findall(r'"(?:name|uco-core:name)": "([^"]*)"', text)
    ]

    assert named
    assert TITLE not in " ".join(named).replace(f"“{TITLE}”", "")


@pytest.mark.parametrize(
    ("dates", "title"),
    [
        ([], "Examination of footage"),
        (["2018-09-22T10:00:00Z"], "Examination of a page published on 22 September 2018"),
        (["2018-09-22"], "Examination of a page published on 22 September 2018"),
        ([None], "Examination of a page that gives no date"),
        (["last week"], "Examination of a page that gives no date"),
        (["2026-03-05", None], "Examination of 2 pages"),
        (
            ["2026-03-09", "2026-03-05T01:00:00Z"],
            "Examination of 2 pages published from 5 March 2026 to 9 March 2026",
        ),
        (["2026-03-05", "2026-03-05"], "Examination of 2 pages published on 5 March 2026"),
    ],
)
def test_a_report_is_called_by_what_was_examined(dates: list[str | None], title: str) -> None:
    one = sample_page.reading()
    pages = [replace(one, article=replace(one.article, published=at)) for at in dates]

    assert report_title(pages) == title
    assert report_title(pages, "harbour") == f"{title} (case harbour)"
    assert report_title(pages, "case") == title


def test_the_reading_of_a_page_is_called_so() -> None:
    assert reading_title(sample_page.reading()).startswith("Claims on a page published on ")


def test_report_json_names_the_report_and_not_the_claim(tmp_path: Path) -> None:
    path = plugins.load("exporters", "json")().export(report(), tmp_path)

    assert TITLE not in json.loads(path.read_text(encoding="utf-8"))["title"]
