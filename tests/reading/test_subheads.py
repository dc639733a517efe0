"""A heading inside a story is no claim unless it makes a statement."""

from __future__ import annotations

import pytest

from secondtake.reading import read

TOPICS = [
    "What we saw",
    "How we checked the video",
    "A second camera",
    "Why this matters",
    "Verdict",
    "Old film, new caption",
]
STATEMENTS = ["Video was filmed in 2019, police say", "The two takes show the same wall"]
STORY = (
    "<p>A film that was shared on Monday shows the same crash twice, the mayor of Anlo said.</p>"
    "<h2>{}</h2><p>The car is red in one part of the film and blue in the other.</p>"
    "<p>The police denied that the crash was filmed twice, and gave no reason for it.</p>"
)


def quotes(heading: str) -> list[str]:
    page = f"<html><body><article><h1>The Anlo film</h1>{STORY.format(heading)}</article></body>"
    found = read(page.encode(), "text/html", exhibit="0" * 64)
    assert heading in found.article.body.of(found.article.text)
    return [c.quote for c in found.claims]


@pytest.mark.parametrize("heading", TOPICS)
def test_a_heading_that_names_a_topic_is_no_claim(heading: str) -> None:
    assert [q for q in quotes(heading) if q in heading] == []
    assert len(quotes(heading)) == len(quotes("Verdict"))


@pytest.mark.parametrize("heading", STATEMENTS)
def test_a_heading_that_makes_a_statement_is_read(heading: str) -> None:
    assert [q for q in quotes(heading) if q in heading]
