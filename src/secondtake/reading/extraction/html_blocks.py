"""The words of an HTML page as a reader sees them: one line for each block, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from secondtake.model.page_enums import FurnitureKind
from secondtake.reading.word_list import word_list

__all__ = ["Block", "blocks", "place_of", "plain_words"]

_SILENT = word_list(
    "script style noscript template svg math head iframe object embed canvas map select "
    "option textarea button video audio source track param link meta base amp-analytics"
)
_INLINE = word_list(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark "
    "nobr q rp rt ruby s samp small span strike strong sub sup time tt u var wbr input "
    "picture"
)
_PLACES = {
    "nav": FurnitureKind.NAVIGATION,
    "footer": FurnitureKind.NAVIGATION,
    "form": FurnitureKind.NAVIGATION,
    "menu": FurnitureKind.NAVIGATION,
    "dialog": FurnitureKind.NAVIGATION,
    "aside": FurnitureKind.RELATED,
    "figcaption": FurnitureKind.CAPTION,
    "figure": FurnitureKind.CAPTION,
    "amp-sidebar": FurnitureKind.NAVIGATION,
}
_NAMED = (
    (re.compile(r"twitter-tweet|instagram-media|tiktok-embed|fb-post|telegram-(?:post|embed)|"
                r"reddit-embed|bluesky-embed|mastodon-embed", re.I), FurnitureKind.EMBEDDED_POST),
    (re.compile(r"comment|disqus|reply|replies", re.I), FurnitureKind.COMMENTS),
    (re.compile(r"caption|photo-?credit|image-?desc|media__text", re.I), FurnitureKind.CAPTION),
    (re.compile(r"related|recommend|most-?read|trending|popular|read-?(?:more|also|next)|teaser|"
                r"promo|outbrain|taboola|sidebar|latest", re.I), FurnitureKind.RELATED),
    (re.compile(r"cookie|consent|paywall|newsletter|subscri|sign-?up|banner", re.I),
     FurnitureKind.BANNER),
    (re.compile(r"share|social|breadcrumb|menu|navbar|navigation|masthead|topbar|footer|\btags?\b",
                re.I), FurnitureKind.NAVIGATION),
    (re.compile(r"advert|sponsor|\bads?\b", re.I), FurnitureKind.ADVERTISEMENT),
)  # fmt: skip
_MAX_NAME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One line of the page: its words, the tag it stood in, and what its place says it is.

    ``time``: what the one ``time`` element gives for programs in the smallest part of the page
    that holds this line and a ``time``, but no second one.
    """

    text: str
    tag: str
    place: FurnitureKind | None
    time: str | None = None


def blocks(root: Any) -> list[Block]:
    """The lines of a parsed page (an lxml element), without what no reader sees.

    Words of neighbouring inline elements run together as on the screen; ``br`` breaks the line.
    """
    made: list[Block] = []
    words: list[str] = []
    stack: list[tuple[str, FurnitureKind | None, str | None]] = [("body", None, None)]

    times = _timed_parts(root)

    def close() -> None:
        line = plain_words("".join(words))
        words.clear()
        if line:
            tag, place, time = stack[-1]
            made.append(Block(text=line, tag=tag, place=place, time=time))

    for event, element in _events(root):
        tag = element.tag
        if event == "text":
            words.append(element.text)
        elif event == "tail":
            words.append(element.tail)
        elif tag in ("br", "hr"):
            close()
        elif tag in _INLINE:
            continue
        elif event == "start":
            close()
            time = times.get(element, stack[-1][2])
            stack.append((tag, stack[-1][1] or place_of(element), time))
        else:
            close()
            stack.pop()
    close()
    return made


def _timed_parts(root: Any) -> dict[Any, str]:
    """The largest parts of a page that hold one ``time`` each, with what it says; none of a page
    with a single one. So a post has its time wherever in it that stands.
    """
    holding: dict[Any, list[str]] = {}
    for element in root.iter("time"):
        if element.get("datetime"):
            for outer in element.iterancestors():
                holding.setdefault(outer, []).append(element.get("datetime"))
    if len(holding.get(root, ())) < 2:
        return {}
    alone = {part: times[0] for part, times in holding.items() if len(times) == 1}
    return {part: time for part, time in alone.items() if part.getparent() not in alone}


def plain_words(text: str) -> str:
    """Text with every run of white space as one space and no zero-width filling."""
    return " ".join(re.sub("[\u200b\u2060\ufeff\u00ad\x00]", "", text).split())


def _events(root: Any) -> Iterator[tuple[str, Any]]:
    """Start, text, end and tail of every visible element, without recursion: pages nest deep."""
    waiting: list[tuple[str, Any]] = [("start", root)]
    while waiting:
        event, element = waiting.pop()
        if event != "start":
            yield event, element
            continue
        hidden = not isinstance(element.tag, str) or element.tag in _SILENT or _hidden(element)
        if element is not root and element.tail:
            waiting.append(("tail", element))
        if hidden:
            continue
        yield "start", element
        waiting.append(("end", element))
        waiting.extend(("start", child) for child in reversed(element))
        if element.text:
            yield "text", element


def _hidden(element: Any) -> bool:
    style = element.get("style") or ""
    return element.get("hidden") is not None or bool(
        re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", style[:500], re.I)
    )


def place_of(element: Any) -> FurnitureKind | None:
    """What an element's tag, or the names its authors gave it, say about what it holds."""
    if element.tag in _PLACES:
        return _PLACES[element.tag]
    if element.tag in ("html", "body", "main", "article"):
        return None
    name = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
    for pattern, place in _NAMED:
        if pattern.search(name[:_MAX_NAME]):
            return place
    return None
