"""Live pages: each post has its own time, and days are counted from it."""

from __future__ import annotations

import pytest

from secondtake.reading.page_reader import read

LONG = (
    "A video that appeared on Saturday shows a crowd there. The Gazette could not verify when it "
    "was made, nor who made it, nor whether all of it is from the yard of the mill."
)
POSTS = (
    ("2031-05-12T18:40:00Z", "18:40", "“It was filmed yesterday,” the minister told reporters."),
    ("2031-05-11T07:05:00Z", "07:05", "Residents said today that the footage was filmed in 2030."),
    ("2031-05-10T21:15:00Z", "21:15", LONG),
)
DAYS = {"yesterday": "2031-05-11", "today": "2031-05-11", "Saturday": "2031-05-10"}


def days(page: str, kind: str) -> dict[str, str | None]:
    found = read(page.encode(), kind, "0" * 64)
    times = (claim.event_time for claim in found.claims)
    return {time.text: time.resolved for time in times if time and time.text in DAYS}


@pytest.mark.parametrize(
    "post",
    [
        '<article><time datetime="{0}">{1}</time><h2>Mill gate at {1}</h2><p>{2}</p></article>',
        '<div class="message"><p>{2}</p><a><time datetime="{0}">{1}</time></a></div>',
        '<h3>News of it</h3><p><time datetime="{0}">{1}</time></p><p>{2}</p>',
    ],
)
@pytest.mark.parametrize("newest_first", [True, False])
def test_days_in_a_post_are_counted_from_its_own_time(post: str, newest_first: bool) -> None:
    feed = "".join(post.format(*p) for p in (POSTS if newest_first else POSTS[::-1]))
    page = f"<html><h1>Mill gate – live</h1><p>10 May 2031</p><main>{feed}</main></html>"

    assert {**DAYS, **days(page, "text/html")} == DAYS
    assert "yesterday" in days(page, "text/html")


def test_times_of_day_in_a_text_belong_to_the_last_day_above_them() -> None:
    lines = ["Mill gate – live"]
    for day, (_, clock, words) in zip((12, 11, 10), POSTS, strict=True):
        lines += [f"{day} May 2031", clock, words]

    found = days("\n\n".join(lines), "text/plain")
    assert found["yesterday"] == "2031-05-11"


def test_times_of_day_that_turn_back_are_of_no_known_day() -> None:
    lines = ["Mill gate – live", "Published 10 May 2031"]
    for clock, (_, _, words) in zip(("08:40", "23:05", "12:15"), POSTS, strict=True):
        lines += [clock, words]

    assert days("\n\n".join(lines), "text/plain")["yesterday"] is None


def test_a_story_with_one_time_and_a_changed_one_is_no_live_page() -> None:
    times = (
        '<time datetime="2031-05-10T09:00Z">a</time> <time datetime="2031-05-11T09:00Z">b</time>'
    )
    page = f"<html><article><h1>Mill</h1>{times}<p>{POSTS[0][2]} {POSTS[1][2]}</p></article></html>"

    assert read(page.encode(), "text/html", "0" * 64).article.posts == ()
