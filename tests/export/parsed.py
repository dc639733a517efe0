"""A report page taken apart for tests: its tags in order, and the words outside quotes."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

__all__ = ["Page", "parse"]

EMPTY = {"meta", "img", "input", "br", "path", "rect", "circle", "line"}


@dataclass
class Page:
    """``tags`` with their attributes; ``own`` words are those outside ``bdi`` and the title."""

    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    own: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def all(self, name: str) -> list[dict[str, str]]:
        return [attributes for tag, attributes in self.tags if tag == name]


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.page.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.page.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" in self.open:
            return
        self.page.words.append(data)
        if "bdi" not in self.open and "title" not in self.open:
            self.page.own.append(data)


def parse(text: str) -> Page:
    """The page; fails when its tags are not closed in order."""
    parser = _Parser()
    parser.feed(text)
    parser.close()
    assert parser.open == []
    return parser.page
