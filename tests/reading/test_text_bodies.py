"""Stories as scrapes hold them: lines broken at links, lists, dialogues, threads of comments."""

from __future__ import annotations

import pytest

from secondtake.reading.extraction.plain_text import from_plain
from secondtake.reading.extraction.story_lines import stretches
from secondtake.reading.extraction.unwrap import written_lines

LEAD = (
    "The harbour office of Narvo said on Monday that it had kept the film of both crossings. "
    "It gave copies to three papers, which compared them with their own recordings of that day."
)
NEXT = (
    "The ferry crossed the bay twice that morning, as its log shows, and turned back once. "
    "Nobody aboard remembers a second boat, and the log of the pilots does not name one either."
)


def body(*lines: str) -> str:
    article = from_plain("\n\n".join(lines), exhibit="0" * 64)
    return " ".join(article.text[a:b] for a, b in stretches(article))


def test_a_sentence_broken_at_its_links_is_one_line() -> None:
    text = (
        "The film of\n\nthe crossing\n\n, which\n\nOrn Daily\n\nkept, is old.\n\nA second is not."
    )
    lines = [" ".join(text[a:b].split()) for a, b, _ in written_lines(text)]

    assert lines == [
        "The film of the crossing , which Orn Daily kept, is old.",
        "A second is not.",
    ]


def test_a_headline_does_not_go_on_in_the_story_under_it() -> None:
    text = "Ferry film was shot twice\n\nNarvo. The office said so.\n\nShips that sank\n\nThe bay"

    assert len(written_lines(text)) == 4


def test_a_subhead_that_asks_does_not_go_on_in_the_story_under_it() -> None:
    text = "Where the video comes from\n\nA search led to a longer one.\n\nWho it was made by\n\nIt"

    assert len(written_lines(text)) == 4


@pytest.mark.parametrize(
    "inside",
    [
        ["What the log shows"],
        ["Image copyright", "Orn Pictures", "Image caption", "The ferry at its pier"],
        ["The log names three:", "the ferry Ada", "The pilot boat", "A barge from Kelmar"],
    ],
)
def test_a_story_goes_on_after_what_parts_it(inside: list[str]) -> None:
    told = body("Ferry film was shot twice", LEAD, NEXT, *inside, NEXT.replace("twice", "again"))

    assert LEAD in told and "crossed the bay again" in told
    assert "Orn Pictures" not in told and "at its pier" not in told


def test_subheads_and_lists_are_of_the_story() -> None:
    days = [f"June {day} – Narvo, the old pier" for day in (3, 9, 12)]
    told = body("Ferry film", LEAD, "What the log shows", NEXT, "Crossings to come:", *days)

    assert "What the log shows" in told and days[-1] in told


def test_questions_and_short_answers_are_of_the_story() -> None:
    turns = ["Q: Your boat?", "A: Ada", "Q: Your bay?", "A: Narvo", "Q: Why?", "A: Tides"]

    assert "A: Tides" in body("An hour with the pilot", LEAD, NEXT, *turns)


def test_comments_are_told_by_their_names_and_days() -> None:
    thread = [
        line
        for n, name in enumerate(("Jo Brask", "tarnfan", "Ada", "Ives"))
        for line in (name, f"August {n + 1}, 2031 at 3:1{n} pm", NEXT.replace("ferry", name))
    ]
    told = body("Ferry film was shot twice", LEAD, NEXT, *thread)

    assert NEXT in told and "tarnfan" not in told


def test_a_list_of_stories_is_no_story() -> None:
    teasers = [
        line
        for n in range(6)
        for line in (
            f"Pier {n} closes for the whole winter",
            f"Pier {n} is old. It closes on Friday.",
        )
    ]
    told = body("Ferry film was shot twice", LEAD, NEXT, *teasers)

    assert NEXT in told and "Pier 3" not in told


def test_matter_about_the_author_is_no_story() -> None:
    told = body(
        "Ferry film was shot twice", LEAD, NEXT, "About Jo Brask", LEAD.replace("harbour", "press")
    )

    assert "press office" not in told


def test_a_tag_hides_no_sentence_and_bare_markup_is_none() -> None:
    code = '<div style="position:absolute"><img width="1" src="http://orn.example/b?a=1">'
    told = body("Ferry film", LEAD, f"<b>{NEXT}", code, LEAD.replace("Monday", "Friday"))

    assert NEXT in told and "position:absolute" not in told
