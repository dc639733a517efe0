"""Plain text, scraped or pasted: the story among the page's lines, offsets into the file itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from secondtake.errors import PageUnreadable
from secondtake.model.page_enums import DateOf, DatePlace, LineKind, ReferenceKind
from secondtake.model.text import Article, Furniture, PageDate, Passage, Reference
from secondtake.reading.extraction.dates import stamps, without_year
from secondtake.reading.extraction.language import tongue
from secondtake.reading.extraction.line_types import Line, classified, furniture_kind
from secondtake.reading.extraction.main_content import Story, story
from secondtake.reading.extraction.page_dates import CHANGED, chosen, month_first, settled
from secondtake.reading.extraction.walls import wall_in

__all__ = ["from_plain", "spoken_of"]

_BYLINE = re.compile(
    r"^\W*(?:(?:written|reported|posted|published|edited) )?by\s+([^,|\d:.]{3,60}?)\s*(?:[,|"
    r"·•–—].*)?$",
    re.I,
)
_ADDRESS = re.compile(r"\b(?:https?://|www\.)[^\s<>\"”’)\]]{4,300}")
_PLATFORMS = re.compile(
    r"\b(YouTube|Facebook|Twitter|Telegram|TikTok|Instagram|Vimeo|Rutube|VK|VKontakte|LiveLeak|"
    r"Dailymotion|WhatsApp|Rumble|BitChute)\b"
)
_LONGEST_TITLE = 400
"""Characters of a line that may be a page's title."""
_TITLE_REACH = 6
"""Lines before or after the title in which the page's own date may stand."""
_STAMP_WORDS = 8
"""Words of a line that may be a date without its year; longer ones tell something."""
_MOST_DATES = 20
_SUBHEADS = (LineKind.HEADLINE, LineKind.NAVIGATION, LineKind.REPEATED)
"""Kinds of line that inside a story are its headings, or items of its lists."""
_DATED = {
    LineKind.LEGAL: DateOf.FOOTER,
    LineKind.RELATED: DateOf.RELATED,
    LineKind.HEADING: DateOf.RELATED,
    LineKind.CAPTION: DateOf.MEDIA,
}
"""What a date in a line of some kind dates; elsewhere it is the page's own."""


def from_plain(
    text: str,
    *,
    exhibit: str,
    wrapped: bool = True,
    banners: Sequence[tuple[int, int]] = (),
) -> Article:
    """The article of a plain-text page; ``text`` is kept as given, exactly.

    ``wrapped``: its lines may be those of a fixed width; False where they are known to be whole.

    ``banners``: stretches of it that the markup calls so. Raises ``PageUnreadable`` when no line
    holds a word, and when a wall is all that stands there.
    """
    lines = classified(text, wrapped=wrapped, banners=banners)
    if not any(line.words for line in lines):
        raise PageUnreadable(
            "The page holds no text.", advice="Save the page again, with its text."
        )
    found = story(lines) or _all_of(lines)
    _require_story(lines)
    first, last = lines[found.first], lines[found.last]
    title = lines[found.title] if found.title is not None else None
    language = tongue(text[first.start : last.end]) or tongue(text)
    dates = settled(_dates(lines, found), month_first(text, None, language))
    published, modified = chosen(dates)
    return Article(
        exhibit=exhibit,
        title=title.text if title else None,
        section=_section(lines, found),
        published=published,
        modified=modified,
        dates=dates,
        language=language,
        text=text,
        body=Passage(start=first.start, end=last.end),
        furniture=_furniture(lines, found),
        byline=_byline(lines, found),
        outlet=_outlet(lines, found),
        headline=Passage(start=title.start, end=title.end) if title else None,
        references=spoken_of(text[first.start : last.end]),
        subheads=tuple(
            Passage(start=line.start, end=line.end)
            for i, line in enumerate(lines[: found.last + 1])
            if i >= found.first and i not in found.aside and line.kind in _SUBHEADS
        ),
    )


def spoken_of(text: str) -> tuple[Reference, ...]:
    """Addresses and platforms a text names, each once."""
    links = dict.fromkeys(m.group().rstrip(".,;:") for m in _ADDRESS.finditer(text))
    found = [
        Reference(kind=ReferenceKind.LINK, text=a, address=a, platform=_host(a)) for a in links
    ]
    named = dict.fromkeys(m.group(1) for m in _PLATFORMS.finditer(text))
    return (
        *found,
        *(Reference(kind=ReferenceKind.NAMED, text=name, platform=name) for name in named),
    )


def _host(address: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", address).split("/")[0]


def _require_story(lines: list[Line]) -> None:
    """Raises ``PageUnreadable`` where a page's only prose is a wall."""
    if any(line.kind == LineKind.SENTENCE for line in lines):
        return
    walls = [line for line in lines if line.kind == LineKind.BANNER]
    wall = next(filter(None, (wall_in(line.text, line.words) for line in walls)), None)
    if wall:
        raise PageUnreadable(
            f"The page holds no story: it shows {wall}.",
            advice="Open it in a browser until the story is shown and save that, or look for the "
            "page in a web archive.",
        )


def _all_of(lines: list[Line]) -> Story:
    """A page without prose, such as a list of headlines: all of it is the body."""
    return Story(first=0, last=len(lines) - 1, title=None, aside={})


def _furniture(lines: list[Line], found: Story) -> tuple[Furniture, ...]:
    """Every line outside the story, and those set aside inside it; the title is neither."""
    aside = []
    for i, line in enumerate(lines):
        if i == found.title or (found.first <= i <= found.last and i not in found.aside):
            continue
        kind = found.aside.get(i) or furniture_kind(line.kind)
        aside.append(Furniture(start=line.start, end=line.end, kind=kind))
    return tuple(aside)


def _dates(lines: list[Line], found: Story) -> tuple[PageDate, ...]:
    """The dates the lines show, the one nearest the title first, never the newest of the page.

    Between title and body is nearest of all; the top of a scrape often dates the scrape.
    """
    anchor = found.title if found.title is not None else found.first
    order = [*range(anchor + 1, found.first + 1)]
    order += list(range(anchor, max(-1, anchor - _TITLE_REACH), -1))
    order += list(range(found.first, min(found.first + 3, found.last + 1)))
    order += list(range(found.last, min(found.last + 4, len(lines))))
    order += list(range(anchor - _TITLE_REACH, -1, -1))
    talk = next((i for i, x in enumerate(lines) if x.kind == LineKind.COMMENTS), len(lines))
    own = [d for i in dict.fromkeys(order) for d in _of_line(lines[i], i > max(talk, found.last))]
    sure = any(d.readings and d.of == DateOf.PUBLISHED for d in own)
    near = range(max(0, anchor - 3), min(len(lines), found.first + 1))
    bare = None if sure else next(filter(None, (_without_year(lines[i]) for i in near)), None)
    return tuple(own[:_MOST_DATES]) + ((bare,) if bare else ())


def _of_line(line: Line, among_comments: bool) -> Iterator[PageDate]:
    start = 0
    for stamp in stamps(line.text[:400]):
        # A date deep in a sentence is the story's, not the page's; a dateline opens it.
        if line.kind == LineKind.SENTENCE and stamp.start > 60:
            continue
        of = DateOf.COMMENT if among_comments else _DATED.get(line.kind, DateOf.PUBLISHED)
        if of == DateOf.PUBLISHED and CHANGED.search(line.text[start : stamp.start][-30:]):
            of = DateOf.MODIFIED
        start = stamp.end
        yield PageDate(
            text=line.text[stamp.start : stamp.end],
            readings=stamp.readings,
            of=of,
            place=DatePlace.PRINTED,
        )


def _without_year(line: Line) -> PageDate | None:
    words = without_year(line.text) if line.words <= _STAMP_WORDS else None
    if words is None or line.kind == LineKind.SENTENCE:
        return None
    return PageDate(text=words, readings=(), of=DateOf.PUBLISHED, place=DatePlace.PRINTED)


def _byline(lines: list[Line], found: Story) -> str | None:
    near = [*range(max(0, (found.title or found.first) - 3), found.first + 1), found.last]
    near += [found.last + 1] if found.last + 1 < len(lines) else []
    for i in near:
        # "By Ada Brandt, 3 November 2026, 14:05" is a stamp that names its author.
        match = (
            _BYLINE.match(lines[i].text)
            if lines[i].kind in (LineKind.BYLINE, LineKind.STAMP)
            else None
        )
        if match or lines[i].kind == LineKind.BYLINE:
            return match.group(1).strip() if match else None
    return None


def _section(lines: list[Line], found: Story) -> str | None:
    """The last word of a crumb trail above the title, such as "Home > World"."""
    if found.title is None:
        return None
    for i in range(found.title - 1, max(-1, found.title - 5), -1):
        crumbs = [crumb.strip() for crumb in re.split("[>»›/]", lines[i].text)]
        if len(crumbs) > 1 and lines[i].words <= 8:
            own = [c for c in crumbs if c and c.lower() != "home"]
            return own[-1] if own else None
        if lines[i].kind == LineKind.NAVIGATION and lines[i].words <= 2 and i == found.title - 1:
            return lines[i].text.strip(" :|>") or None
    return None


def _outlet(lines: list[Line], found: Story) -> str | None:
    """The name after the last bar of a page title such as "Story - Outlet", or after a © sign."""
    title = lines[found.title].text if found.title is not None else None
    for line in lines[:3]:
        if len(line.text) > _LONGEST_TITLE:
            continue
        match = re.match(r"^(.{15,}?)\s+[|–—-]\s+([^|–—]{2,40})$", line.text)
        if match and title and title[:30].lower() in line.text.lower():
            return match.group(2).strip()
    for line in reversed(lines):
        if line.kind != LineKind.LEGAL:
            continue
        match = re.search(
            r"(?:©|copyright)\W*(?:(?:19|20)\d\d(?:\s*[-–]\s*\d{4})?)?\s*(?:by )?"
            r"([A-Z][\w&’' -]{1,40}?)\s*(?:[.,|]|all rights|(?:19|20)\d\d|$)",
            line.text,
            re.I,
        )
        if match:
            return match.group(1).strip()
    return None
