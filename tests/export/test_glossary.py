"""The report's glossary says what the page of terms says."""

from __future__ import annotations

from pathlib import Path

from secondtake.export.messages.glossary import GLOSSARY

PAGE = Path(__file__).parents[2] / "docs" / "words.md"


def test_every_term_of_the_report_stands_on_the_page_of_terms_with_the_same_meaning() -> None:
    page = PAGE.read_text(encoding="utf-8").replace("`", "")
    rows = [line for line in page.splitlines() if line.startswith("| **")]

    for term in GLOSSARY:
        (row,) = (line for line in rows if line.startswith(f"| **{term.name}**"))
        assert row.endswith(f"| {term.standard} | {term.meaning} |")


def test_terms_stand_in_the_order_of_the_alphabet() -> None:
    names = [term.name for term in GLOSSARY]

    assert names == sorted(names)
