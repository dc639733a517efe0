"""What the head of an HTML page says about its story: title, dates, section, outlet, byline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from secondtake.model.page_enums import ReferenceKind
from secondtake.model.text import PageDate, Reference
from secondtake.reading.extraction.html_blocks import plain_words
from secondtake.reading.extraction.linked_data import linked_data
from secondtake.reading.extraction.page_dates import declared_dates

__all__ = ["Headers", "headers", "pointers"]

_SECTION = ("article:section", "parsely-section", "section", "articlesection", "category")
_OUTLET = ("og:site_name", "application-name", "publisher", "dc.publisher", "twitter:site")
_BYLINE = ("author", "article:author", "parsely-author", "dc.creator", "byl", "sailthru.author")
_TITLE = ("og:title", "twitter:title", "dc.title", "headline")
_VIDEO_HOSTS = re.compile(
    r"(?:^|\.)(youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com|facebook\.com|"
    r"fb\.watch|twitter\.com|x\.com|t\.me|tiktok\.com|instagram\.com|rutube\.ru|vk\.com|"
    r"bitchute\.com|rumble\.com|liveleak\.com|streamable\.com|ok\.ru|odysee\.com)$",
    re.I,
)
_MAX_POINTERS = 200
_OF_FOOTAGE = re.compile(
    r"\b(?:videos?|footage|films?|clips?|takes?|screen ?shots?|screen ?grabs?|stills?|frames?)\b",
    re.I,
)
_A_FRAME = re.compile(
    r"\b(?:screen ?shots?|screen ?grabs?|stills?|frames?|(?:image|picture|grab) "
    r"(?:from|of|taken from) (?:an? |the )?(?:video|footage|film|clip))\b",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Headers:
    """What a page's markup declares; None where it says nothing.

    ``addresses``: those it gives as its own.
    """

    title: str | None
    dates: tuple[PageDate, ...]
    addresses: tuple[str, ...]
    section: str | None
    outlet: str | None
    byline: str | None
    language: str | None


def headers(root: Any) -> Headers:
    """The declared facts of a parsed page: linked data first, then meta fields, then ``time``."""
    fields = _meta(root)
    heading = _words_of(root, ".//h1")
    linked = linked_data(root, _first(heading) or fields.get("og:title"))
    story = linked.story

    def first(names: tuple[str, ...], key: str) -> str | None:
        told = [_words(story.get(key)), *(fields.get(name) for name in names)]
        return next((t for t in told if t), None)

    shown = first(_TITLE, "headline")
    language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    author = first(_BYLINE, "author")
    return Headers(
        title=heading[0] if len(heading) == 1 else shown or _first(_words_of(root, ".//title")),
        dates=declared_dates(root, linked, fields),
        addresses=tuple(filter(None, (_canonical(root), fields.get("og:url")))),
        section=first(_SECTION, "articleSection"),
        outlet=first(_OUTLET, "publisher"),
        byline=None if author and author.startswith("http") else author,
        language=(language or fields.get("og:locale") or "").replace("_", "-") or None,
    )


def pointers(root: Any) -> tuple[Reference, ...]:
    """Players, film files and links to film hosts on a page, in order, each address once."""
    found: dict[str, Reference] = {}
    for element in root.iter("iframe", "video", "source", "embed", "amp-youtube", "a"):
        address = (
            element.get("src") or element.get("data-src") or element.get("href") or ""
        ).strip()
        if element.tag == "amp-youtube":
            address = f"https://www.youtube.com/watch?v={element.get('data-videoid') or ''}"
        host = re.sub(r"^(?:https?:)?//(?:www\.|m\.)?([^/?#]*).*$", r"\1", address, flags=re.S)
        film = element.tag in ("video", "source") or bool(_VIDEO_HOSTS.search(host))
        if not film and not re.search(r"\.(?:mp4|webm|mov|m3u8|avi|mkv)(?:$|\?)", address, re.I):
            continue
        if not address or address in found or len(found) >= _MAX_POINTERS:
            continue
        text = plain_words("".join(element.itertext()))[:200]
        kind = ReferenceKind.LINK if element.tag == "a" else ReferenceKind.PLAYER
        found[address] = Reference(
            kind=kind, text=text, address=address[:2000], platform=_platform(address, host)
        )
    for address in _declared_films(root):
        found.setdefault(
            address,
            Reference(
                kind=ReferenceKind.PLAYER,
                text="",
                address=address[:2000],
                platform=_host_of(address),
            ),
        )
    frames = {(r.kind, r.address or r.text): r for r in _frames(root)}
    return (*found.values(), *frames.values())


def _declared_films(root: Any) -> list[str]:
    """Film addresses a page gives only to programs, such as ``og:video``."""
    fields = _meta(root)
    names = ("og:video:secure_url", "og:video:url", "og:video", "twitter:player")
    return list(dict.fromkeys(fields[n] for n in names if n in fields))[:_MAX_POINTERS]


def _frames(root: Any) -> Iterator[Reference]:
    """Captions that speak of footage, and the pictures they or their own words call frames."""
    for number, element in enumerate(root.iter("figure", "img", "video")):
        if number >= _MAX_POINTERS:
            return
        if element.tag == "figure":
            text = _first(_words_of(element, ".//figcaption"))
            if text and _OF_FOOTAGE.search(text):
                yield Reference(kind=ReferenceKind.CAPTION, text=text[:200])
                shown = element.find(".//img")
                if shown is not None and _A_FRAME.search(text):
                    yield _picture(shown.get("src"), text)
        elif element.tag == "video" and element.get("poster"):
            yield _picture(element.get("poster"), "")
        elif element.tag == "img" and _A_FRAME.search(element.get("alt") or ""):
            yield _picture(element.get("src"), element.get("alt"))


def _picture(address: str | None, text: str) -> Reference:
    where = (address or "").strip()[:2000] or None
    told = plain_words(text)[:200]
    return Reference(
        kind=ReferenceKind.PICTURE, text=told, address=where, platform=_host_of(where or "")
    )


def _host_of(address: str) -> str | None:
    host = re.match(r"^(?:https?:)?//(?:www\.|m\.)?([^/?#]+)", address)
    return host[1] if host else None


def _platform(address: str, host: str) -> str | None:
    """The host of an address; an address on the page's own site names none."""
    return host if host != address else None


def _meta(root: Any) -> dict[str, str]:
    fields: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        value = plain_words(element.get("content") or "")
        if name and value:
            fields.setdefault(name.lower(), value)
    return fields


def _canonical(root: Any) -> str | None:
    links = (e.get("href") for e in root.iter("link") if e.get("rel") == "canonical")
    return next(links, None)


def _first(found: list[str]) -> str | None:
    return found[0] if found else None


def _words_of(root: Any, path: str) -> list[str]:
    found = [plain_words("".join(element.itertext())) for element in root.iterfind(path)]
    return [words for words in found if words]


def _words(value: Any) -> str | None:
    """A name out of linked data, which gives it as text, as a thing with a name, or as a list."""
    if isinstance(value, str):
        return plain_words(value) or None
    if isinstance(value, dict):
        return _words(value.get("name"))
    if isinstance(value, list):
        told = [name for name in map(_words, value[:8]) if name]
        return ", ".join(dict.fromkeys(told)) or None
    return None
