"""Tokens of a parsed paragraph by place and by tree, where spaCy's own walks take too long.

``Doc.text`` is put together anew each time, a loop over a document for each of its sentences is
square in its length, and ``Token.subtree`` goes through as many generators as the tree is deep.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

__all__ = ["descendants", "hangs_on", "inside", "text_of", "word_after"]


def text_of(doc: Any) -> str:
    """The text of a document, made once."""
    found: str = doc.user_data.get("text") or doc.user_data.setdefault("text", doc.text)
    return found


def inside(doc: Any, left: int, right: int) -> Any:
    """The tokens that begin from ``left`` up to ``right``, offsets of the document's text."""
    return doc[_first_at(doc, left) : _first_at(doc, right)]


def word_after(doc: Any, place: int) -> Any:
    """The first word that begins at ``place`` or later; None where only marks and space do."""
    rest = range(_first_at(doc, place), len(doc))
    words = (doc[i] for i in rest)
    return next((t for t in words if not t.is_punct and not t.is_space), None)


def descendants(head: Any, *, backwards: bool = False) -> Iterator[Any]:
    """The tokens that hang on ``head`` in the parse, itself among them, in reading order."""
    doc, (entered, left) = head.doc, _walk(head.doc)
    first, last = entered[head.i], left[head.i]
    places = range(head.left_edge.i, head.right_edge.i + 1)
    for place in reversed(places) if backwards else places:
        if first <= entered[place] < last:
            yield doc[place]


def hangs_on(token: Any, head: Any) -> bool:
    """Whether ``token`` is ``head`` or hangs on it, however far down."""
    entered, left = _walk(head.doc)
    first, last = entered[head.i], left[head.i]
    return bool(first <= entered[token.i] < last)


def _walk(doc: Any) -> tuple[list[int], list[int]]:
    """When a walk down the trees of a document enters each token and leaves it, made once."""
    if "walk" in doc.user_data:
        found: tuple[list[int], list[int]] = doc.user_data["walk"]
        return found
    below: list[list[int]] = [[] for _ in doc]
    waiting: list[int] = []
    for token in doc:
        (waiting if token.head.i == token.i else below[token.head.i]).append(token.i)
    entered, left = [0] * len(doc), [0] * len(doc)
    clock = 0
    while waiting:
        place = waiting.pop()
        if place < 0:
            left[~place] = clock
            continue
        entered[place] = clock
        clock += 1
        waiting.append(~place)
        waiting.extend(below[place])
    return doc.user_data.setdefault("walk", (entered, left))  # type: ignore[no-any-return]


def _first_at(doc: Any, place: int) -> int:
    return bisect_left(range(len(doc)), place, key=lambda i: doc[i].idx)
