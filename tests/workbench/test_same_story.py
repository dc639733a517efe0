"""A second page of a case is asked about from Python as on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

import secondtake
from secondtake.errors import InputInvalid


def test_another_page_is_taken_in_only_as_the_same_story(tmp_path: Path) -> None:
    pages = [tmp_path / "one.txt", tmp_path / "two.txt"]
    for page in pages:
        page.write_text(f"{page.stem}\n\nThe agency said that it was filmed at the harbour.\n")

    with secondtake.open(tmp_path / "case", "x") as case:
        case.keep(pages[0], role="page")
        case.keep(pages[0], role="page")
        with pytest.raises(InputInvalid, match="another page") as refused:
            case.keep(pages[1], role="page")
        assert "same_story=True" in (refused.value.advice or "")
        with pytest.raises(InputInvalid, match="another page"):
            case.check(pages[1])
        assert len(case.keep(pages[1], role="page", same_story=True)) == 1
