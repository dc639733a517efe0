"""The first screen answers an editor: claim, finding, two stills, how sure, open, next."""

from __future__ import annotations

import re
from dataclasses import replace

from tests.export import sample
from tests.export.parsed import parse

from secondtake.export.pages.report_page import HtmlReport
from secondtake.export.pages.sections.claims import pages
from secondtake.export.pages.sections.findings import findings
from secondtake.export.pages.sections.first_screen import FirstScreen, first_screen
from secondtake.export.pages.sections.labels import Names
from secondtake.export.pages.sections.pictures import Pictures
from secondtake.model.report import Report


def screen(report: Report) -> FirstScreen:
    names = Names(report)
    return first_screen(report, pages(report, names), findings(report, names, Pictures(report)))


def glance(report: Report) -> str:
    page = HtmlReport().page(report)
    return page[page.index('aria-labelledby="glance"') : page.index('aria-labelledby="about"')]


def test_the_first_screen_shows_a_claim_in_quotation_marks_beside_what_was_found() -> None:
    told = glance(sample.rich())

    assert "“several takes of the same scene were made”" in told
    assert told.count("<img") == 2
    assert "the same set-up performed again" in told
    assert "(blue in the left, red in the right)" in re.sub("<[^>]+>", "", told)
    assert "about a fifth of the person (6.4 × the noise floor)" in told
    assert "7 of 10 checks are passed" in told


def test_a_claim_whose_finding_has_pictures_comes_before_one_without() -> None:
    rich = sample.rich()
    bearing = screen(rich)
    gone = bearing.view.finding.id if bearing.view else ""
    fewer = screen(replace(rich, pictures=tuple(p for p in rich.pictures if p.finding != gone)))

    assert bearing.card is not None and bearing.card.claim.id == "c1"
    assert fewer.view is not None and fewer.view.finding.id != gone
    assert all(side.still for side in fewer.view.sides)


def test_without_findings_it_says_what_became_of_the_claim_and_what_would_settle_it() -> None:
    told = screen(sample.no_footage())
    bare = screen(sample.bare())

    assert told.view is None and told.card is not None and told.card.became is not None
    assert "The video itself, as first posted." in " ".join(told.next)
    assert (bare.card, bare.view, bare.others) == (None, None, ())


def test_a_finding_about_no_claim_is_said_to_be_about_none() -> None:
    unread = replace(sample.rich(), readings=(), claimed=())

    assert screen(unread).apart
    assert "What was found, about no claim of the page" in glance(unread)


def test_claims_that_footage_cannot_test_are_folded_and_still_there() -> None:
    page = HtmlReport().page(sample.rich())
    folded = page[page.index('<details class="folded">') :]

    assert 'id="claim-1-6"' in folded[: folded.index("</details>")]
    assert parse(page)
