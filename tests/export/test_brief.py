"""The brief: claim, findings, pictures, limits and custody on two printed pages, whatever comes."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace

import pytest
from tests.export import sample
from tests.export.parsed import parse

from secondtake import browser
from secondtake.export.pages.brief_page import brief_page
from secondtake.model.enums import ClaimState
from secondtake.model.report import Report


def wordy() -> Report:
    """The hostile case, with everything a finding says as long as nobody writes it."""
    whole = sample.hostile()
    long = "Between the left and the right, aligned, candidate differences. " * 40
    return replace(
        whole,
        findings=tuple(
            replace(f, sentence=long, limits=tuple(f"{n} {long}" for n in range(9)))
            for f in whole.findings
        ),
        not_examined=(long,) * 9,
    )


def test_the_brief_holds_claim_finding_pictures_limits_and_the_custody_line() -> None:
    rich = sample.rich()
    text = brief_page(rich)
    said = re.sub("<[^>]+>", "", text)

    assert "“several takes of the same scene were made”" in said
    assert text.count("<img") == 2
    assert "Nothing here says why anything was filmed" in said
    assert rich.log_head in said
    assert not re.search(r'href="|src="(?!data:)', text)


def test_the_brief_says_what_it_cuts_and_what_was_not_examined() -> None:
    rich = sample.rich()
    became = tuple(replace(c, state=ClaimState.FINDINGS) for c in rich.claimed)
    many = tuple(f"Limit {n}." for n in range(9))
    told = replace(
        rich,
        claimed=became,
        findings=tuple(replace(f, limits=many) for f in rich.findings),
        not_examined=("Speech was not examined.",),
    )
    said = re.sub("<[^>]+>", "", brief_page(told))
    cut = len(rich.readings[0].claims) - 5

    assert "Speech was not examined." in said
    assert f"{cut} more claims that footage bears on, or could, are in the report." in said


@pytest.mark.parametrize("make", [sample.bare, sample.no_footage, sample.hostile, wordy])
def test_any_case_has_a_brief_that_is_closed_in_order(make: object) -> None:
    assert parse(brief_page(make())).all("main")  # type: ignore[operator]


@pytest.mark.slow
@pytest.mark.skipif(
    not any(map(shutil.which, browser.PROGRAMS)), reason="there is no Chromium here"
)
@pytest.mark.parametrize("make", [sample.rich, sample.no_footage, wordy])
def test_the_brief_takes_two_pages_on_paper(make: object) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    paper = pdfium.PdfDocument(browser.pdf(brief_page(make()).encode()))  # type: ignore[operator]

    assert len(paper) == 2
