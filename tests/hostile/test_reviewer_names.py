"""Names of people are compared as people write them, and nobody is told that they are verified."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.export.sample import rich

from secondtake.errors import InputInvalid
from secondtake.export.pages.report_page import HtmlReport
from secondtake.workbench import dismissals, open_bench, reviews


def test_the_report_says_that_names_of_reviewers_are_not_verified() -> None:
    assert "nobody verified who typed them" in HtmlReport().page(rich())


@pytest.mark.parametrize("by", ["not given", " Not  Given. ", "", "  ", "\u200b", "..."])
def test_a_review_by_nobody_is_refused_however_it_is_spelled(by: str, tmp_path: Path) -> None:
    with open_bench(tmp_path / "case", by=by) as bench:
        for act in (dismissals.dismiss, lambda b, f: reviews.review(b, f, "sees it")):
            with pytest.raises(InputInvalid, match="needs a name"):
                act(bench, "F1")
