"""When something was said, apart from when it happened."""

from __future__ import annotations

import pytest

from secondtake.model.page_enums import TimeBasis
from secondtake.reading.page_reader import read

TOP = "Film was made twice\n10 May 2031\n\n"


def times(story: str) -> list[tuple[str, bool, TimeBasis] | None]:
    reading = read((TOP + story).encode(), "text/plain", "0" * 64)
    found = [claim.statement_time for claim in reading.claims[1:]]
    return [time and (time.resolved or "", time.carried, time.basis) for time in found]


@pytest.mark.parametrize(
    ("story", "day", "basis"),
    [
        ("The film is old, the mayor said on Thursday.", "2031-05-08", TimeBasis.PAGE),
        ("On 3 May the mayor said that the film is old.", "2031-05-03", TimeBasis.PAGE),
        ("The mayor said on 3 April 2030 that it is old.", "2030-04-03", TimeBasis.OWN_WORDS),
    ],
)
def test_the_day_of_saying_is_worked_out_from_the_page(
    story: str, day: str, basis: TimeBasis
) -> None:
    assert times(story) == [(day, False, basis)]


def test_it_is_carried_to_the_next_sentence_of_the_same_speaker_and_no_further() -> None:
    found = times(
        "The film is old, Mayor Ives Harn said on Thursday. It was shot twice, Harn said. "
        "The guard wears a cap. The film was deleted, the police said."
    )

    assert found == [
        ("2031-05-08", False, TimeBasis.PAGE),
        ("2031-05-08", True, TimeBasis.PAGE),
        None,
        None,
    ]


@pytest.mark.parametrize(
    "story",
    [
        "No one has denied that the film was staged.",
        "The army never denied that the film was staged.",
        "Neither side denies that two takes were made.",
        "The ministry did not deny that the film was staged. It is old.",
    ],
)
def test_that_nobody_denied_it_is_no_denial(story: str) -> None:
    reading = read((TOP + story).encode(), "text/plain", "0" * 64)

    assert not any(claim.denied for claim in reading.claims)
