"""The date of a page: its own before that of anything else on it, and told where it is unsure."""

from __future__ import annotations

import pytest

from secondtake.model.page_enums import DateOf, DatePlace
from secondtake.model.text import Article
from secondtake.reading.extraction.dates import stamps, without_year
from secondtake.reading.missing_metadata import gaps
from secondtake.reading.page_reader import story

STORY = (
    "<p>The film shows the yard of the mill, the ministry said on Thursday. It was posted by a "
    "resident and shows two trucks at the gate.</p><p>Residents said they had left earlier.</p>"
)


def page(head: str = "", top: str = "", under: str = "", lang: str = "en") -> Article:
    markup = (
        f'<html lang="{lang}"><head><meta charset="utf-8"><title>Yard of the mill</title>{head}'
        f"</head><body><article><h1>Yard of the mill</h1>{top}{STORY}</article>{under}</body>"
    )
    return story(markup.encode(), "text/html", "0" * 64)


def linked(kind: str, key: str, day: str, name: str = "x") -> str:
    things = f'{{"@type":"{kind}","headline":"{name}","{key}":"{day}"}}'
    return f'<script type="application/ld+json">//<![CDATA[\n{things}\n//]]></script>'


@pytest.mark.parametrize(
    ("head", "top"),
    [
        (
            "",
            '<time datetime="2031-06-20">Updated 20 June 2031</time> '
            '<time datetime="2031-05-10">Published 10 May 2031</time>',
        ),
        (
            "",
            '<aside><a href="/x">Bridge shut</a> <time datetime="2031-06-30">30 June</time></aside>'
            "<p>10 May 2031</p>",
        ),
        (
            "",
            '<div itemscope itemtype="https://schema.org/VideoObject"><time itemprop="uploadDate" '
            'datetime="2029-01-01">then</time></div><p>Saturday, May 10th, 2031</p>',
        ),
        ('<meta name="pubdate" content="1936170000">', ""),
        ('<meta name="date" content="20310510T090000Z">', ""),
        (
            linked("VideoObject", "datePublished", "2030-01-01")
            + linked("NewsArticle", "datePublished", "2031-05-10"),
            "",
        ),
        (
            linked("NewsArticle", "datePublished", "2030-01-01", "Bridge shut")
            + linked("NewsArticle", "datePublished", "2031-05-10", "Yard of the mill"),
            "",
        ),
        ('<link rel="canonical" href="https://orn.example/2031/05/10/mill">', ""),
        ("", "<p>05/10/2031 9:30 PM EST</p>"),
        ('<meta property="og:url" content="https://o.example/2031/05/10/a">', "<p>10/05/2031</p>"),
    ],
)
def test_the_storys_own_date_is_the_pages(head: str, top: str) -> None:
    assert (page(head, top).published or "")[:10] == "2031-05-10"


def test_a_comments_time_is_kept_and_is_not_the_pages() -> None:
    found = page(under='<div class="comments"><time datetime="2031-07-01">July</time> No.</div>')

    assert found.published is None
    assert [(d.of, d.place) for d in found.dates] == [(DateOf.COMMENT, DatePlace.TIME_ELEMENT)]


def test_a_day_and_a_month_that_may_be_swapped_are_both_told() -> None:
    found = page(top="<p>10/12/2033</p>")

    assert found.published is None
    assert found.dates[0].readings == ("2033-12-10", "2033-10-12")
    assert gaps(found, ())[0] == (
        "Date: “10/12/2033” may be 2033-12-10 or 2033-10-12; the page does not show which it means."
    )


@pytest.mark.parametrize(
    ("top", "lang", "day"),
    [
        ("<p>10/12/2033</p>", "en-GB", "2033-12-10"),
        ("<p>10/12/2033</p>", "en-US", "2033-10-12"),
        ("<p>10/12/2033</p><p>Next: 10/25/2033</p>", "en", "2033-10-12"),
        ("<p>10.12.2033</p>", "en", "2033-12-10"),
    ],
)
def test_what_the_page_shows_elsewhere_tells_day_from_month(top: str, lang: str, day: str) -> None:
    assert page(top=top, lang=lang).published == day


def test_a_date_without_a_year_and_a_change_without_a_date_are_gaps() -> None:
    bare, changed = page(top="<p>10 May, 21:30</p>"), page(top="<p>Updated: 20 June 2031</p>")

    assert (bare.published, gaps(bare, ())[0]) == (
        None,
        "Date: the page gives “10 May” without a year.",
    )
    assert (changed.published, changed.modified) == (None, "2031-06-20")
    assert gaps(changed, ())[0] == "Date: the page says only when it was changed (2031-06-20)."


def test_what_another_program_works_out_is_called_so() -> None:
    found = page(under='<abbr class="published" title="2019-03-04">long ago</abbr>')

    assert found.published == "2019-03-04"
    assert found.dates[-1].place == DatePlace.WORKED_OUT
    assert "was worked out" in gaps(found, ())[0]


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("١٠ مايو ٢٠٣١", "2031-05-10"),
        ("8 أيار/مايو 2031", "2031-05-08"),
        ("٣ كانون الأول ٢٠٣١", "2031-12-03"),
        ("۲۰ مهر ۱۴۰۲", "2023-10-12"),
        ("۱۴۰۲/۰۷/۲۰", "2023-10-12"),
        ("2023年10月12日", "2023-10-12"),
        ("2023년 10월 12일", "2023-10-12"),
        ("12.10.23", "2023-10-12"),
        ("12. listopadu 2023", "2023-11-12"),
        ("12 Ekim 2023 14:05", "2023-10-12T14:05:00"),
        ("12. октобар 2023", "2023-10-12"),
        ("2023. október 12.", "2023-10-12"),
    ],
)
def test_dates_of_other_languages_digits_and_calendars(printed: str, day: str) -> None:
    assert [s.readings for s in stamps(printed)] == [(day,)]


def test_a_months_name_that_two_languages_use_otherwise_has_two_readings() -> None:
    assert stamps("12 listopada 2023")[0].readings == ("2023-11-12", "2023-10-12")


def test_numbers_that_are_no_dates_are_none() -> None:
    assert stamps("Version 10.12.23.4 at 192.168.10.12, room 12.10.2") == ()
    assert without_year("We may 10 times") is None
