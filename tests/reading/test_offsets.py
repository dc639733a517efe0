"""Offsets: every quote, source and cue is the text at its place, whatever the page holds."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secondtake.errors import PageUnreadable
from secondtake.model.text import Reading
from secondtake.reading import read, shape

PARTS = st.sampled_from([
    "The agency said that the film was shot twice.", "“We saw it,” she said. “Twice.”", "\r\n",
    "\n\n", "\r", "\x00", "🎬🎬", "\u202eديس", "According to the army, ", "Read also", "©", "\t",
    "22.09.2018 14:05", "He denied it", " \u00a0", "'', '' \"", "A\u0301", "said:", "-- Name",
    "x" * 300, "\u2028", "Home | World | Sport", "‘nested “quotes’ here”", "the same man",
])  # fmt: skip


def check(reading: Reading) -> None:
    text = reading.article.text
    for claim in reading.claims:
        assert text[claim.passage.start : claim.passage.end] == claim.quote
        for mention in (claim.source, claim.cue, claim.carried_over_from, *claim.hedges):
            assert mention is None or text[mention.start : mention.end] == mention.text
    for one in reading.attributions:
        for passage in (*one.source, *one.cue, *one.content):
            assert 0 <= passage.start < passage.end <= len(text)
    for piece in reading.article.furniture:
        assert text[piece.start : piece.end].strip()


TEXTS = st.lists(PARTS, max_size=14).map(" ".join)
MARKUP = st.tuples(
    st.lists(PARTS.map(lambda p: f"<p>{p}</p>"), max_size=10), st.sampled_from(["", "<", "&#0;"])
).map(lambda parts: parts[1] + "".join(parts[0]))
UNTIMED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check_text(text: str) -> None:
    try:
        reading = read(text.encode(), "text/plain", exhibit="0" * 64)
    except PageUnreadable:
        return

    assert reading.article.text == text
    check(reading)


def check_markup(page: str) -> None:
    try:
        check(read(page.encode(), "text/html", exhibit="0" * 64))
    except PageUnreadable:
        return


@settings(UNTIMED, max_examples=15)
@given(TEXTS)
def test_quotes_stand_where_they_are_said_to_in_a_text(text: str) -> None:
    check_text(text)


@settings(UNTIMED, max_examples=10)
@given(MARKUP)
def test_quotes_stand_where_they_are_said_to_in_markup(page: str) -> None:
    check_markup(page)


@pytest.mark.slow
@settings(UNTIMED, max_examples=60)
@given(TEXTS)
def test_quotes_stand_where_they_are_said_to_in_any_text(text: str) -> None:
    check_text(text)


@pytest.mark.slow
@settings(UNTIMED, max_examples=30)
@given(MARKUP)
def test_quotes_stand_where_they_are_said_to_in_any_markup(page: str) -> None:
    check_markup(page)


def test_the_same_page_reads_the_same_twice() -> None:
    page = "The army said on Monday the film was old. “It is,” said Ilva Marn.\n".encode() * 5

    once = shape(read(page, "text/plain", exhibit="0" * 64))
    assert once == shape(read(page, "text/plain", exhibit="0" * 64))


@pytest.mark.parametrize("line", ["word " * 40_000, "x" * 200_000, "“" * 5_000 + "a b c d e."])
def test_one_huge_line_is_read(line: str) -> None:
    check(read(line.encode(), "text/plain", exhibit="0" * 64))


@pytest.mark.slow
def test_of_five_megabytes_the_first_part_is_read_and_that_is_said() -> None:
    # Lines that stand many times are furniture, so each is another one.
    page = "\n\n".join(
        f"The ministry said on Monday that film {n} had been shot in the town twice."
        for n in range(68_000)
    )
    reading = read(page.encode(), "text/plain", exhibit="0" * 64)

    assert any("first" in sentence for sentence in reading.missing)
