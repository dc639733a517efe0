"""Quotation marks of all houses: who is quoted is found, and the page is given no such words."""

from __future__ import annotations

import pytest

from secondtake.model.text import Claim
from secondtake.reading.extraction.quotation_marks import uniform
from secondtake.reading.page_reader import read

TOLD = "The trucks were at the gate on Saturday"
AFTER = "The yard of the mill was empty on Sunday."


def claims(text: str) -> dict[str, Claim]:
    page = f"Trucks at the mill\n\n{text} {AFTER}\n\nResidents have seen the film of the trucks."
    return {
        c.quote.strip("”“’‘'\"«»‹›„‚「」＂,. "): c
        for c in read(page.encode(), "text/plain", "0" * 64).claims
    }


@pytest.mark.parametrize(
    "said",
    [
        "«{},» Colonel Ives Harn said.",
        "« {} », Colonel Ives Harn said.",
        "„{},“ Colonel Ives Harn said.",
        "‚{},‘ Colonel Ives Harn said.",
        "‹{},› Colonel Ives Harn said.",
        "»{},« Colonel Ives Harn said.",
        "”{},” Colonel Ives Harn said.",
        "'{},' Colonel Ives Harn said.",
        "‘{},’ Colonel Ives Harn said.",
        "「{},」 Colonel Ives Harn said.",
        "＂{},＂ Colonel Ives Harn said.",
        "“{},”Colonel Ives Harn said.",
        "「{},」Colonel Ives Harn said.",
    ],
)
def test_the_marks_of_every_house_quote(said: str) -> None:
    found = claims(said.format(TOLD))

    source = found[TOLD].source
    assert source is not None
    assert source.text == "Colonel Ives Harn"
    assert all(c.source is None for quote, c in found.items() if quote.startswith("The yard"))


@pytest.mark.parametrize(
    ("given", "alike"),
    [
        ("«It was ‹old›,» he said.", "“It was ‘old’,” he said."),
        ("‘The villagers’ film isn’t new,’ he said.", "“The villagers’ film isn’t new,” he said."),
        ("'The boys' film isn't new,' he said.", "“The boys' film isn't new,” he said."),
        ("The ’90s film, rock 'n' roll, dogs'.", "The ’90s film, rock 'n' roll, dogs'."),
        ("\"He said, 'It is old.'\"", "\"He said, ‘It is old.’\""),
        ("''It's old,'' he said.", "''It's old,'' he said."),
        ("“It is new. “It is old,” he said.", "“It is new. “It is old,” he said."),
        ("The ‘leaked’ film is 5' 3\" long.", "The ‘leaked’ film is 5' 3\" long."),
    ],
)  # fmt: skip
def test_nested_marks_and_apostrophes_are_told_apart(given: str, alike: str) -> None:
    assert uniform(given, [(0, len(given))]) == alike


def test_a_quote_in_single_marks_runs_on_over_paragraphs() -> None:
    text = "‘The trucks were there.\n\n‘They left on Sunday,’ said Ives Harn."
    first = text.index("\n\n")

    alike = uniform(text, [(0, first), (first + 2, len(text))])
    assert alike == "“The trucks were there.\n\n“They left on Sunday,” said Ives Harn."


def test_a_quote_in_straight_single_marks_runs_on_where_the_next_paragraph_opens_with_one() -> None:
    given = "The editor said: 'Theories fly about it.\n'The truth is dull: an error.'"
    ends = given.index("\n")

    assert uniform(given, [(0, ends), (ends + 1, len(given))]) == (
        "The editor said: “Theories fly about it.\n“The truth is dull: an error.”"
    )


def test_quoted_words_without_a_speaker_are_not_the_pages() -> None:
    found = claims(f"“{TOLD}.”")

    assert (found[TOLD].source, found[TOLD].speaker_not_found) == (None, True)
    assert not found["The yard of the mill was empty on Sunday"].speaker_not_found
