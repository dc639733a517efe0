"""HTML: all words of the page in order, the story among them by trafilatura or by our own lines."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from secondtake.errors import PageUnreadable
from secondtake.model.page_enums import FurnitureKind, LineKind
from secondtake.model.text import Article, Furniture, Passage
from secondtake.reading.extraction.html_blocks import Block, blocks, plain_words
from secondtake.reading.extraction.language import tongue
from secondtake.reading.extraction.line_types import (
    Line,
    classified,
    furniture_kind,
    is_sentence,
)
from secondtake.reading.extraction.live_posts import with_posts
from secondtake.reading.extraction.main_content import story
from secondtake.reading.extraction.metadata import Headers, headers, pointers
from secondtake.reading.extraction.page_dates import dated
from secondtake.reading.extraction.plain_text import from_plain, spoken_of

__all__ = ["from_markup"]

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_MIN_STORY = 200
"""Characters below which trafilatura's answer is taken for a miss and our own lines decide."""
_LARGEST_FOR_EXTRACTION = 3_000_000
"""Characters of markup above which only our own lines are used: trafilatura needs minutes."""


def from_markup(markup: str, *, exhibit: str, url: str | None) -> Article:
    """The article of an HTML page; ``text`` is every visible line of it, one block a line.

    Raises ``PageUnreadable`` when the page shows no words.
    """
    root = _parsed(markup)
    told = headers(root)
    lines = _commented(blocks(root))
    if not lines:
        raise PageUnreadable(
            "The page shows no text: it may be rendered by a script in the browser.",
            advice="Open it in a browser and save what is shown, or paste the text into a file.",
        )
    found = _article(_laid_out(lines, told.title, markup, url, exhibit), told, root)
    small = markup if len(markup) <= _LARGEST_FOR_EXTRACTION else ""
    found = dated(found, told.dates, (url, *told.addresses), told.language, small)
    times = {
        start: line.time
        for (start, _), line in zip(_joined(lines)[1], lines, strict=True)
        if line.time
    }
    return with_posts(found, times, wrapped=False)


def _laid_out(
    lines: list[Block], title: str | None, markup: str, url: str | None, exhibit: str
) -> Article:
    """The article as its lines show it: body, headline, furniture."""
    text, spans = _joined(lines)
    banners = [s for s, x in zip(spans, lines, strict=True) if x.place == FurnitureKind.BANNER]
    shown = from_plain(text, exhibit=exhibit, wrapped=False, banners=banners)
    kinds = classified(text, wrapped=False, banners=banners)
    walls = {x.start for x in kinds if x.kind == LineKind.BANNER}
    story_words = _of_gallery(lines) or _chosen(lines, _extracted(markup, url))
    chosen = [i for i in story_words if spans[i][0] not in walls]
    if not chosen:
        posts = [
            s
            for s, line in zip(spans, lines, strict=True)
            if line.place == FurnitureKind.EMBEDDED_POST
        ]
        return _by_lines(shown, kinds, posts)
    titled = _title_line(lines, title, chosen)
    chosen = _trimmed(lines, [i for i in chosen if i != titled])
    first, last = chosen[0], chosen[-1]
    kept = set(chosen)
    furniture = tuple(
        Furniture(start=start, end=end, kind=_kind(lines[i]))
        for i, (start, end) in enumerate(spans)
        if i not in kept and i != titled
    )
    body = Passage(start=spans[first][0], end=spans[last][1])
    headline = Passage(start=spans[titled][0], end=spans[titled][1]) if titled is not None else None
    subheads = tuple(
        Passage(start=spans[i][0], end=spans[i][1]) for i in chosen if _is_subhead(lines[i])
    )
    return replace(shown, body=body, furniture=furniture, headline=headline, subheads=subheads)


def _is_subhead(line: Block) -> bool:
    """Whether a block of the story is a heading inside it, and no standfirst in a heading's tag."""
    return line.tag in _HEADINGS[1:] and not _is_prose(line.text)


def _commented(lines: list[Block]) -> list[Block]:
    """The blocks, those under a heading such as "Comments" placed there, up to the next heading."""
    placed, under = [], False
    for line in lines:
        if line.tag in _HEADINGS:
            under = classified(line.text, wrapped=False)[0].kind == LineKind.COMMENTS
        placed.append(
            replace(line, place=FurnitureKind.COMMENTS) if under and not line.place else line
        )
    return placed


def _parsed(markup: str) -> Any:
    from lxml import etree, html

    try:
        # lxml refuses text with an encoding declaration, so it gets bytes and the encoding.
        parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True)
        clean = markup.lstrip("\ufeff").replace("\x00", "").encode("utf-8", "replace")
        root = html.document_fromstring(clean, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise PageUnreadable(
            "The page's markup holds nothing to read.", advice="Save the page again."
        ) from error
    return root


def _extracted(markup: str, url: str | None) -> str:
    """The story's words as trafilatura takes them; empty when it finds none."""
    if len(markup) > _LARGEST_FOR_EXTRACTION:
        return ""
    from trafilatura import extract

    found = extract(
        markup, url=url, include_comments=False, include_tables=True, favor_precision=True
    )
    return found or ""


def _joined(lines: list[Block]) -> tuple[str, list[tuple[int, int]]]:
    """One text with a line for each block, and where each stands in it."""
    spans = []
    at = 0
    for line in lines:
        spans.append((at, at + len(line.text)))
        at += len(line.text) + 1
    return "\n".join(line.text for line in lines), spans


def _chosen(lines: list[Block], story_words: str) -> list[int]:
    """The blocks whose words trafilatura took, in order; none if it took too little.

    Those that their place makes navigation or comments are left, unless they are most of it: then
    a name of the markup, such as a class "with-menu" around everything, says nothing.
    """
    if len(story_words) < _MIN_STORY:
        return []
    written = [p for p in story_words.splitlines() if p.strip()]
    paragraphs = {_key(p) for p in written}
    cells = {_key(cell) for p in written if "|" in p for cell in p.split("|")}
    whole = _key(story_words.replace("\n", " "))
    taken = []
    for i, line in enumerate(lines):
        key = _key(line.text)
        cell = line.tag in ("td", "th") and key in cells
        if key and (key in paragraphs or cell or (len(key) > 24 and key in whole)):
            taken.append(i)
    outside = (FurnitureKind.NAVIGATION, FurnitureKind.COMMENTS)
    inside = [i for i in taken if lines[i].place not in outside]
    return taken if 2 * _length(lines, inside) < _length(lines, taken) else inside


def _length(lines: list[Block], some: list[int]) -> int:
    return sum(len(lines[i].text) for i in some)


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())


def _trimmed(lines: list[Block], chosen: list[int]) -> list[int]:
    """Without teasers, stamps and captions that trafilatura left at the story's edges or inside."""
    classes = classified("\n".join(lines[i].text for i in chosen), wrapped=False)
    if len(classes) != len(chosen):
        return chosen
    dropped = ("stamp", "byline", "legal", "heading", "comments")
    outside = [FurnitureKind.RELATED, FurnitureKind.EMBEDDED_POST]
    if not _is_gallery(lines):
        outside.append(FurnitureKind.CAPTION)
    kept = [
        i
        for i, line in zip(chosen, classes, strict=True)
        if line.kind not in dropped and lines[i].place not in outside
    ]
    return kept or chosen


def _is_gallery(lines: list[Block]) -> bool:
    """Whether the page tells its story in captions: at least two, and more words than its prose."""
    captions = [
        line.text for line in lines if line.place == FurnitureKind.CAPTION and _is_prose(line.text)
    ]
    told = [line.text for line in lines if line.place is None and _is_prose(line.text)]
    return len(captions) >= 2 and len(" ".join(captions)) > len(" ".join(told))


def _is_prose(text: str) -> bool:
    return is_sentence(text, len(text.split()))


def _of_gallery(lines: list[Block]) -> list[int]:
    """The prose and the captions of a page that tells its story in captions; none of another."""
    if not _is_gallery(lines):
        return []
    return [
        i
        for i, x in enumerate(lines)
        if x.place in (None, FurnitureKind.CAPTION) and _is_prose(x.text)
    ]


def _title_line(lines: list[Block], title: str | None, chosen: list[int]) -> int | None:
    """The block that shows the title: the last one like it before the story's second block."""
    if not title:
        return None
    wanted = _key(title)
    limit = chosen[1] if len(chosen) > 1 else chosen[0] + 1
    alike = [
        i
        for i, line in enumerate(lines[:limit])
        if (key := _key(line.text)) == wanted
        or (len(key) > 15 and (key in wanted or wanted in key))
    ]
    headed = [i for i in alike if lines[i].tag == "h1"]
    found = headed or alike
    return found[-1] if found else None


def _kind(line: Block) -> FurnitureKind:
    if line.place:
        return line.place
    return furniture_kind(classified(line.text, wrapped=False)[0].kind)


def _by_lines(found: Article, kinds: list[Line], posts: list[tuple[int, int]]) -> Article:
    """The story by our own lines, where trafilatura finds none: stubs, live blogs, galleries.

    ``posts``: where posts from elsewhere are embedded; their words are not the page's.
    """
    if story(kinds) is None:
        found = replace(found, body=Passage(start=0, end=len(found.text)), furniture=())
    aside = [f for f in found.furniture if not any(a < f.end and f.start < b for a, b in posts)]
    aside += [Furniture(start=a, end=b, kind=FurnitureKind.EMBEDDED_POST) for a, b in posts]
    return replace(found, furniture=tuple(sorted(aside, key=lambda f: f.start)))


def _article(shown: Article, told: Headers, root: Any) -> Article:
    """What the page declares first; what its lines show where nothing is declared."""
    text = shown.text
    seen = tongue(shown.body.of(text))
    title = shown.headline.of(text) if shown.headline and told.title else told.title
    return replace(
        shown,
        title=_without_outlet(title, told.outlet) or shown.title,
        section=told.section or shown.section,
        # A page's lang attribute is often a template's; its words are its own.
        language=seen or told.language,
        byline=told.byline or shown.byline,
        outlet=told.outlet or shown.outlet,
        references=(*pointers(root), *spoken_of(shown.body.of(text))),
    )


def _without_outlet(title: str | None, outlet: str | None) -> str | None:
    """A title without " - Outlet" at its end."""
    if not title:
        return None
    bare = plain_words(title)
    if outlet:
        bare = re.sub(rf"\s+[|–—-]\s+{re.escape(outlet)}$", "", bare, flags=re.I)
    return bare
