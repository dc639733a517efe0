"""The things a page describes for programs (JSON-LD): its story, its posts, its films."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from secondtake.reading.extraction.html_blocks import plain_words

__all__ = ["LinkedData", "linked_data"]

_STORY = re.compile(r"Article|Posting|Report|Review|Blog\b", re.I)
_PAGE = re.compile(r"WebPage|ItemPage|AboutPage", re.I)
_MEDIA = re.compile(r"VideoObject|ImageObject|AudioObject|MediaObject|Clip|Podcast", re.I)
_WRAPPING = re.compile(
    r"^\s*(?://|/\*)?\s*(?:<!\[CDATA\[|<!--)\s*(?:\*/)?|(?://|/\*)?\s*(?:\]\]>|-->)\s*(?:\*/)?\s*;?\s*$"
)
_MOST_THINGS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedData:
    """``story``: the thing the page is about (empty: none). ``media``: its films and pictures."""

    story: dict[str, Any]
    media: tuple[dict[str, Any], ...] = ()


def linked_data(root: Any, title: str | None) -> LinkedData:
    """The things of a page's JSON-LD blocks.

    The story is the first thing of a kind of article that is headed like the page, else the first
    of that kind, else the web page itself; a film or picture only if it is headed like the page
    and nothing else is described.
    """
    things = [thing for block in _blocks(root) for thing in _things(block)]
    stories = [t for t in things if _is(t, _STORY) and _tells(t)]
    pages = [t for t in things if _is(t, _PAGE) and _tells(t)]
    media = [t for t in things if _is(t, _MEDIA)]
    headed = [t for t in stories if _headed(t, title)]
    shown = [t for t in media if _headed(t, title)]
    best = next((group[0] for group in (headed, stories, pages, shown) if group), {})
    return LinkedData(story=best, media=tuple(t for t in media if t is not best))


def _blocks(root: Any) -> Iterator[Any]:
    for element in root.iter("script"):
        if "ld+json" not in (element.get("type") or ""):
            continue
        written = element.text or ""
        for text in (written, _WRAPPING.sub("", _WRAPPING.sub("", written))):
            try:
                yield json.loads(text, strict=False)
                break
            except (ValueError, RecursionError):
                continue


def _things(value: Any) -> Iterator[dict[str, Any]]:
    """A value and what it holds as its graph, its main entity or its film, in order."""
    waiting = [value]
    for _ in range(_MOST_THINGS):
        if not waiting:
            return
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting = [*one[:100], *waiting]
        elif isinstance(one, dict):
            yield one
            waiting.extend(
                v for k, v in one.items() if k in ("@graph", "mainEntity", "video", "itemReviewed")
            )


def _is(thing: dict[str, Any], kinds: re.Pattern[str]) -> bool:
    kind = thing.get("@type")
    named = " ".join(map(str, kind)) if isinstance(kind, list) else str(kind)
    return bool(kinds.search(named)) and not (kinds is _STORY and _MEDIA.search(named))


def _tells(thing: dict[str, Any]) -> bool:
    return bool(thing.get("headline") or thing.get("datePublished"))


def _headed(thing: dict[str, Any], title: str | None) -> bool:
    told = thing.get("headline") or thing.get("name")
    if not isinstance(told, str) or not title:
        return False
    one, other = (plain_words(t).lower()[:60] for t in (told, title))
    return bool(one) and (one in other or other in one)
