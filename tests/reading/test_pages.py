"""Pages: body, furniture, title and date of HTML and of flattened text."""

from __future__ import annotations

import re
import textwrap

import pytest

from secondtake.errors import PageUnreadable
from secondtake.model.text import Reading
from secondtake.reading import read

STORY = (
    "A video from the town of Kelmar shows two takes of one scene, the Zarra agency said.\n\n"
    "According to the agency, the same man is carried past the same wall in both of them.\n\n"
    "The video was deleted a day later, and no copy of it was kept by the agency.\n"
)
SCRAPE = f"""Home | World | Video
Monday, 3 December 2018

Bridge over the Orn is open
The mayor opened the bridge on Sunday.

World
Film from Kelmar shows two takes, agency says
22.09.2018 14:05

{STORY}
Read also
Volcano wakes up
12:30 30.11.2018
A volcano in the south woke up on Friday.
Latest news
13:01 Minister resigns
© 2018 Orn Times. All rights reserved.
"""
MARKUP = """<html lang="en"><head><title>Film shows two takes - Orn Times</title>
<meta property="og:site_name" content="Orn Times">
<meta property="article:published_time" content="2018-09-22T14:05:00+03:00"></head><body>
<nav><a href="/">Home</a></nav><h1>Film shows two takes</h1><p class="byline">By Ilva Marn</p>
<article><p>A video from the town of Kelmar shows two takes of one scene, the Zarra agency said on
Thursday in a statement to reporters.</p><figure><img src="a.jpg"><figcaption>A still</figcaption>
</figure><p>According to the agency, the same man is carried past the same wall in both takes, and
his shirt is open in one of them.</p><iframe src="https://www.youtube.com/embed/abc"></iframe>
</article><div id="comments"><p>I do not believe a word of it and never have.</p></div>
<footer>© 2018 Orn Times</footer></body></html>"""


def of_text(text: str) -> Reading:
    return read(text.encode(), "text/plain", exhibit="0" * 64)


def of_markup(markup: str) -> Reading:
    return read(markup.encode(), "text/html", exhibit="0" * 64)


def aside(reading: Reading) -> dict[str, str]:
    text = reading.article.text
    return {text[f.start : f.end]: f.kind for f in reading.article.furniture}


def test_plain_text_is_kept_as_given() -> None:
    given = SCRAPE.replace("\n", "\r\n")
    article = of_text(given).article

    assert article.text == given
    assert article.body.of(given).split() == STORY.split()


def test_a_teaser_before_and_a_list_of_news_after_the_story_are_furniture() -> None:
    found = aside(of_text(SCRAPE))

    assert found["The mayor opened the bridge on Sunday."] == "related"
    assert found["A volcano in the south woke up on Friday."] == "related"
    assert found["22.09.2018 14:05"] == "stamp"


def test_the_date_nearest_the_title_is_the_pages_not_the_newest() -> None:
    assert of_text(SCRAPE).article.published == "2018-09-22T14:05:00"


def test_title_and_section_stand_above_the_story() -> None:
    article = of_text(SCRAPE).article

    assert article.title == "Film from Kelmar shows two takes, agency says"
    assert article.section == "World"


def test_lines_wrapped_at_a_fixed_width_read_like_whole_paragraphs() -> None:
    wrapped = "\n\n".join(textwrap.fill(p, 56) for p in STORY.split("\n\n"))
    whole = [claim.quote.split() for claim in of_text(STORY).claims]

    assert whole == [claim.quote.split() for claim in of_text(wrapped).claims]


def test_html_gives_title_zone_byline_outlet_and_players() -> None:
    article = of_markup(MARKUP).article

    assert article.title == "Film shows two takes"
    assert article.published == "2018-09-22T14:05:00+03:00"
    assert (article.byline, article.outlet) == ("Ilva Marn", "Orn Times")
    assert [(r.kind, r.platform) for r in article.references] == [
        ("player", "youtube.com"),
        ("caption", None),
        ("picture", None),
    ]


def test_html_furniture_stands_in_the_text_with_its_kind() -> None:
    found = aside(of_markup(MARKUP))

    assert found["Home"] == "navigation"
    assert found["A still"] == "caption"
    assert found["I do not believe a word of it and never have."] == "comments"


def test_a_language_without_a_lexicon_gives_its_quotes_and_says_what_was_not_looked_at() -> None:
    reading = of_text(
        "Narvo limanındaki video\n22 Eylül 2018, 10:11\n\n"
        "Liman sözcüsü Ahmet Yılmaz bu konuda açıklama yaptı ve “Bu video iki kez çekildi” dedi. "
        "Polis ise bu olayla ilgili olarak daha sonra bir açıklama yapacak.\n"
    )
    (claim,) = reading.claims

    assert reading.article.language == "tr"
    assert (claim.quote, claim.source, claim.speaker_not_found) == (
        "Bu video iki kez çekildi",
        None,
        True,
    )
    assert claim.carried_over_from is not None
    assert claim.carried_over_from.text == "Ahmet Yılmaz"
    assert reading.missing[0].startswith("Claims in Turkish: only words in quotation marks")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \r\n\t",
        b"\x00\x01\x02\xff\xfe\x10" * 200,
        b"\x89PNG\r\n\x1a\n" + bytes(500),
        b"!!! ...",
    ],
)
def test_a_page_without_words_is_unreadable_in_one_sentence(data: bytes) -> None:
    with pytest.raises(PageUnreadable) as raised:
        read(data, "text/plain", exhibit="0" * 64)

    assert str(raised.value).endswith(".")
    assert raised.value.advice


def test_html_without_words_is_unreadable() -> None:
    with pytest.raises(PageUnreadable):
        of_markup("<html><body><script>draw()</script></body></html>")


@pytest.mark.parametrize("name", ["utf-16", "utf-8-sig", "cp1252"])
def test_other_encodings_are_read(name: str) -> None:
    text = "The ministry said on Monday that the café had been closed for a week.\n"
    reading = read(text.encode(name), "text/plain", exhibit="0" * 64)

    assert "café had been closed" in reading.claims[0].quote


FILMED = """<html lang="en"><head>
<meta property="og:video" content="https://cdn.norda.example/c.mp4">
</head><body><article><h1>Clip of rescue was shot twice, agency says</h1>
<p>The Norda News Agency said on Tuesday that a clip of the rescue in Kelmar was shot twice.</p>
<figure><img src="/a.jpg"><figcaption>A still from the longer clip.</figcaption></figure>
<video src="/media/a.mp4"></video>
<blockquote class="twitter-tweet"><p>Look at the bucket, it falls twice in this film.</p>
</blockquote>
<p>The ministry of health denied that the clip was made in its hospital in Kelmar.</p>
</article></body></html>"""


def test_declared_films_frames_and_captions_are_references() -> None:
    found = read(FILMED.encode(), "text/html", exhibit="0" * 64)
    told = {(r.kind, r.address, r.platform) for r in found.article.references}

    assert ("player", "https://cdn.norda.example/c.mp4", "cdn.norda.example") in told
    assert ("player", "/media/a.mp4", None) in told
    assert ("picture", "/a.jpg", None) in told
    assert ("caption", None, None) in told
    assert not any(sentence.startswith("Frame:") for sentence in found.missing)


def test_an_embedded_post_is_set_aside_and_is_not_the_pages_own_voice() -> None:
    found = read(FILMED.encode(), "text/html", exhibit="0" * 64)
    aside = {f.kind: found.article.text[f.start : f.end] for f in found.article.furniture}

    assert "bucket" in aside["embedded post"]
    assert not any("bucket" in claim.quote for claim in found.claims)


@pytest.mark.parametrize("short", ["Oskar denies all charges.", "He repeated that on Friday."])
def test_a_short_sentence_between_two_longer_ones_is_of_the_story(short: str) -> None:
    text = (
        "Film of the dam\n\nThe court was shown two clips of the dam on Monday in Selm.\n\n"
        f"{short}\n\nHis lawyer said the water level had not been altered.\n"
    )
    found = read(text.encode(), "text/plain", exhibit="0" * 64).article

    assert short not in [text[f.start : f.end] for f in found.furniture]


LIVE = """<html><body><nav><a>Home</a> <a>News</a></nav>
<h1>Quarry clip: latest as the mayor denies a drill</h1>
<p>By Jo Brask</p><p>Updated 21 September 2033 19:12 CEST</p>
<ul><li>The mayor rejects reports of a drill</li><li>A longer version turns up on Plinth</li></ul>
<p>19:12</p><h2>Mayor: no drill</h2>
<p>The mayor has rejected reports that the quarry clip shows a drill, her office said.</p>
<p>Share</p>
<p>18:40</p><h2>New version</h2>
<p>A version that is eleven seconds longer has turned up on Plinth, our correspondent writes.</p>
<p>Share</p><p>18:05</p>
<p>The union says the drivers of the red and the green lorry are the same man.</p><p>Share</p>
<p>17:30</p><h2>What experts say</h2><p>Two shadows mean two suns, a professor says.</p>
<aside><h3>Most read</h3><p>Ferry fares rise in March</p><p>Ten soups for a cold week</p></aside>
<h3>Comments</h3><p>tarnfan: I was there and saw no crane at all on that day, none.</p>
<footer>Contact</footer></body></html>"""


@pytest.mark.parametrize("flat", [False, True])
def test_a_live_blog_is_read_to_its_last_entry_and_comments_are_not(flat: bool) -> None:
    page = re.sub(r"<[^>]+>", "\n", LIVE) if flat else LIVE
    found = read(page.encode(), "text/plain" if flat else "text/html", exhibit="0" * 64).article
    body = found.body.of(found.text)
    aside = " ".join(found.text[f.start : f.end] for f in found.furniture)

    assert found.title == "Quarry clip: latest as the mayor denies a drill"
    for told in ("her office said", "our correspondent writes", "the same man", "a professor says"):
        assert told in body
    assert "tarnfan" in aside
    assert "Ten soups" not in body
