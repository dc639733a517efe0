"""A denied, a negated and a hedged claim are shown as such wherever their words stand."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from tests.export import sample

from secondtake import browser, plugins
from secondtake.cli import terminal_page
from secondtake.export.formats.report_json import WholeReport
from secondtake.export.pages.reading_page import reading_page
from secondtake.export.pages.report_page import HtmlReport
from secondtake.model.enums import Polarity
from secondtake.model.page_enums import TimeBasis
from secondtake.model.report import Report
from secondtake.model.text import Claim, EventTime, Mention, StatementTime

SAID = {
    "c1": ({"polarity": Polarity.DENIED, "denied": True}, "denied by Veld News Agency"),
    "c3": ({"polarity": Polarity.NEGATED}, "a negation"),
    "c4": ({"polarity": Polarity.NO_EVIDENCE}, "no evidence"),
    "c6": ({"polarity": Polarity.ASKED}, "a question"),
    "c2": ({}, "hedged: allegedly"),
}
"""Claims of the sample with how they are made to be said, and words that must stand beside them."""
NEAR = 420
"""Characters within which the words stand beside the quote."""


def report() -> Report:
    rich = sample.rich()
    reading = rich.readings[0]
    claims = tuple(_said(c) for c in reading.claims)
    return replace(rich, readings=(replace(reading, claims=claims), *rich.readings[1:]))


def _said(claim: Claim) -> Claim:
    dated = EventTime(text="on Sunday", resolved="2026-11-01")
    said = StatementTime(text="on Friday", resolved="2026-11-06", basis=TimeBasis.PAGE)
    return replace(claim, event_time=dated, statement_time=said, **SAID.get(claim.id, ({}, ""))[0])


def files() -> dict[str, str]:
    made = report()
    found = {"report.html": HtmlReport().page(made)}
    for name in plugins.names("formats"):
        for file, data in plugins.load("formats", name)().files(made).files:
            found[f"{name}/{file}"] = data.decode("utf-8")
    for file, data in WholeReport().files(made).files:
        found[file] = data.decode("utf-8")
    return found


def test_every_export_that_holds_the_words_says_how_they_are_said() -> None:
    made, quotes = files(), {c.id: c.quote for c in report().readings[0].claims}
    bare = []
    for name, text in made.items():
        if name.endswith(".json") and "claimreview" not in name:
            continue  # records with a field for it: the next test
        flat = _plain(text)
        for claim, (_, words) in SAID.items():
            for at in (m.start() for m in re.finditer(re.escape(quotes[claim][:60]), flat)):
                around = flat[max(0, at - NEAR) : at + len(quotes[claim]) + NEAR]
                if words.casefold() not in around.casefold():
                    bare.append((name, claim, around))

    assert bare == []


def test_records_have_the_polarity_and_the_hedges_beside_the_quote() -> None:
    claims = json.loads(files()["report.json"])["readings"][0]["claims"]
    rows = csv.DictReader(io.StringIO(files()["csv/claims.csv"].lstrip("\ufeff")))
    table = {row["claim"]: row for row in rows}

    for claim in claims:
        said = SAID.get(claim["id"], ({}, ""))[0].get("polarity", "asserted")
        assert (claim["polarity"], table[claim["id"]]["polarity"]) == (said, said)
        assert "; ".join(h["text"] for h in claim["hedges"]) == table[claim["id"]]["hedges"]
    assert table["c1"]["said_as"] == "denied by Veld News Agency"
    assert (table["c1"]["said_when"], table["c1"]["said_on"]) == ("on Friday", "2026-11-06")


def test_when_a_claim_was_said_stands_where_claims_are_shown(
    capsys: pytest.CaptureFixture[str],
) -> None:
    made = files()
    terminal_page.reading(report().readings[0])

    for told in (
        made["report.html"],
        reading_page(report().readings[0], version="1"),
        made["case-uco/case.jsonld"],
        capsys.readouterr().out,
    ):
        assert "on Friday: 2026-11-06, counted from the date of the page" in told


def test_a_draft_review_gives_no_denied_sentence_as_what_its_denier_claims() -> None:
    drafts = json.loads(files()["claimreview/claimreview-draft.json"])["drafts"]
    by = dict(zip((c.id for c in report().readings[0].claims), drafts, strict=True))

    assert "author" not in by["c1"]["review"]["itemReviewed"]
    assert by["c1"]["denied_by"] == "Veld News Agency"
    assert "author" not in by["c6"]["review"]["itemReviewed"]
    assert by["c2"]["review"]["itemReviewed"]["author"]["name"] == "Veld News Agency"
    assert (by["c2"]["denied_by"], by["c2"]["how_it_is_said"]) == (None, "hedged: allegedly")


def test_a_page_read_for_a_desk_says_beside_each_claim_how_it_is_said() -> None:
    made = reading_page(report().readings[0], version="1")
    notes = dict(re.findall(r'<dl class="remark" id="(\w+)">(.*?)</dl>', made, re.S))

    for claim, (_, words) in SAID.items():
        assert words.removeprefix("hedged: ") in _plain(notes[claim])


def test_the_terminal_says_how_a_claim_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    terminal_page.reading(report().readings[0])
    told = capsys.readouterr().out

    assert [w for w in ("denied", "negated", "no evidence", "asked") if f"· {w}" not in told] == []
    assert "hedged: allegedly" in told


def test_a_speaker_with_line_breaks_stays_on_one_line() -> None:
    reading = report().readings[0]
    odd = replace(reading.claims[0], source=Mention(text="The\nVeld  Agency", start=0, end=16))
    made = replace(report(), readings=(replace(reading, claims=(odd,)),))
    graph = plugins.load("formats", "case-uco")().files(made).files[0][1].decode("utf-8")

    assert "denied by The Veld Agency" in graph


@pytest.mark.slow
@pytest.mark.skipif(
    not any(map(shutil.which, browser.PROGRAMS)), reason="there is no Chromium here"
)
def test_the_pdf_has_the_words_too(tmp_path: Path) -> None:
    import pypdfium2

    made = browser.pdf(HtmlReport().page(report()).encode("utf-8"))
    with pypdfium2.PdfDocument(made) as document:
        text = " ".join(page.get_textpage().get_text_bounded() for page in document)

    flat = " ".join(text.split()).casefold()
    assert [words for _, words in SAID.values() if words.casefold() not in flat] == []


def _plain(text: str) -> str:
    """Text without marks, on one line, as a reader has it."""
    bare = re.sub(r'<span class="dim">.*?</span>', " ", text, flags=re.S)  # the page's own text
    bare = re.sub(r"<[^>]+>", "", bare)
    return re.sub(r"\s+", " ", html.unescape(bare))
