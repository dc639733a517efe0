"""Stories in plain text: what stands between their paragraphs does not end them."""

from __future__ import annotations

import pytest

from secondtake.reading.page_reader import story

FIRST = (
    "The film of the quay was made twice, the harbour office said on Monday. About forty people "
    "stood on the quay that morning and watched the guard walk to the gate and back again.\n\n"
)
LAST = (
    "The office added that the clip had been deleted. Its director, Ives Harn, has seen two of "
    "the takes and says that the guard wears no cap in the second one, and that the gate is shut."
    "\n\n"
)


@pytest.mark.parametrize(
    "between",
    [
        "Listen to the report 1\n\n",
        "The guard at the gate\n\nImage copyright Harbour Office\n\n",
        "12\n\n).\n\n13\n\n",
        "Share this story\n\nHow it was shown\n\n",
    ],
)
def test_labels_and_credits_do_not_end_a_story(between: str) -> None:
    article = story(
        f"Quay film made twice\n\n{FIRST}{between}{LAST}".encode(), "text/plain", "0" * 64
    )

    assert article.text[article.body.start : article.body.end].endswith("the gate is shut.")


def test_teasers_under_a_story_stay_outside() -> None:
    more = "".join(
        f"A headline about number {n}\n\nThe town held vote {n} on Sunday.\n\n" for n in range(4)
    )
    article = story(f"Quay film made twice\n\n{FIRST}{LAST}{more}".encode(), "text/plain", "0" * 64)

    assert "vote 1" not in article.text[article.body.start : article.body.end]


def test_the_labels_of_a_fact_check_neither_open_nor_end_its_story() -> None:
    lead = "A clip shared on Plaza claims to show the fire at the quay in Kelmar this week."
    page = f"Clip of quay fire is old\n\n{lead}\n\nVerdict: False\n\n{FIRST}{LAST}"
    article = story(page.encode(), "text/plain", "0" * 64)

    assert article.text[article.body.start :].startswith(lead)
