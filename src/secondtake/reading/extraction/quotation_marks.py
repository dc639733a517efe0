"""Quotation marks of all houses as one kind, a character for a character, so that rules need one.

The outermost marks become “ ”, marks inside them ‘ ’. Straight double ones stay as they are.
"""

from __future__ import annotations

import re

from secondtake.reading.extraction.story_lines import Spans

__all__ = ["uniform"]

_CLOSING = {
    "“": "”",
    "„": "“”",
    "‟": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "‘": "’",
    "‚": "‘’",
    "‛": "’",
    "「": "」",
    "『": "』",
    "〈": "〉",
    "《": "》",
    "〝": "〞〟",
    "❝": "❞",
    "❛": "❜",
    "”": "”",
    "’": "’",
    "'": "'",
    '"': "",
}
"""Opening marks and what may close each. Swedes and Finns open with the closing mark; Danes and
some German houses turn the angles inwards."""
_STRAIGHT = '"'
_EITHER_WAY = "”»›’'"
"""Marks that open only where nothing is open that they could close, before a word."""
_APOSTROPHES = "’'"
_NOT_OPEN = re.compile(r"(?:\d0s|em|til|tis|twas|cause|n)\b", re.I)
"""After an apostrophe, what is a shortened word: ’90s, 'em, 'n."""
_SINGLE = "‘'’"
_SPOKEN = ",.!?…—"
"""What stands before the closing mark of speech; without it single marks lift out a word or two,
as in the ‘leaked’ film, and rules for speech must not see them."""
_INTRODUCED = re.compile(r"\w[:,] $")
"""Before a mark that opens a quote of several paragraphs: each of them opens with it again."""
_WIDE = {"＂": '"', "＇": "'"}


def uniform(text: str, pieces: Spans) -> str:
    """The text with the marks of the paragraphs ``pieces`` made alike; its length stays.

    >>> uniform("«It was ‹old›,» he said. 'It's the boys' film,' she said.", [(0, 60)])
    "“It was ‘old’,” he said. “It's the boys' film,” she said."
    """
    made = list(text)
    going_on: str | None = None
    for number, (left, right) in enumerate(pieces):
        after = text[slice(*pieces[number + 1])].lstrip()[:1] if number + 1 < len(pieces) else ""
        going_on = _paragraph(made, (left, min(right, len(text))), going_on, after)
    return "".join(made)


def _paragraph(
    made: list[str], span: tuple[int, int], going_on: str | None, after: str
) -> str | None:
    """Change the marks of one paragraph; gives the mark it leaves open, None if it leaves none.

    ``going_on``: the mark the paragraph before left open: at the start it opens again. ``after``:
    what the next one opens with.
    """
    left, right = span
    raw = [_WIDE.get(c, c) for c in made[left:right]]
    text = "".join(raw)
    made[left:right] = raw
    opened: list[tuple[int, str]] = []
    for at, mark in enumerate(text):
        if mark == _STRAIGHT or (mark == "'" and "''" in text[max(0, at - 1) : at + 2]):
            # Two single ones are a double one in many feeds; it opens and closes by turns.
            if mark == _STRAIGHT or text[at + 1 : at + 2] == "'":
                _turn(opened, at)
        elif opened and mark in _CLOSING[opened[-1][1]] and _closes(text, at, opened[-1]):
            start, first = opened.pop()
            if first in _SINGLE and not opened and text[at - 1] not in _SPOKEN:
                continue
            made[left + start], made[left + at] = ("‘", "’") if opened else ("“", "”")
        elif mark in _CLOSING:
            led = _INTRODUCED.search(text[max(0, at - 3) : at])
            if _opens(text, at, mark, opened, after if led else going_on):
                opened.append((at, mark))
    opened = [one for one in opened if one[1] != _STRAIGHT]
    if not opened:
        return None
    at, mark = opened[0]
    if mark not in _APOSTROPHES or mark == after or (going_on == mark and not text[:at].strip()):
        made[left + at] = "“"
    return mark


def _turn(opened: list[tuple[int, str]], at: int) -> None:
    """Open a straight double quote, or close the open one with all that is left open in it."""
    straight = [i for i, (_, mark) in enumerate(opened) if mark == _STRAIGHT]
    if straight:
        del opened[straight[-1] :]
    else:
        opened.append((at, _STRAIGHT))


def _opens(
    text: str, at: int, mark: str, opened: list[tuple[int, str]], going_on: str | None
) -> bool:
    if any(mark == other for _, other in opened):
        return False  # a quote that was left open and opens again, not one inside another
    if mark not in _EITHER_WAY and mark != "‘":
        return True
    before, after = text[at - 1] if at else " ", text[at + 1 : at + 8]
    if before.isalnum() or not re.match(r"[\w“‘\"«‹(\[…¿¡]|\s\w", after):
        return False
    if mark in _APOSTROPHES and (after[:1].isspace() or _NOT_OPEN.match(after)):
        return False
    if mark in "”»›" and any(mark in _CLOSING[other] for _, other in opened):
        return False
    if mark == "‘" and not opened:
        return _close_ahead(text, at, "’") or going_on == mark or not text[:at].strip()
    return mark not in _APOSTROPHES or _close_ahead(text, at, mark) or going_on == mark


def _closes(text: str, at: int, opened: tuple[int, str]) -> bool:
    """Whether a mark ends the quote opened before: an apostrophe of a word does not.

    Behind an s it is a genitive where a mark with a point or comma before it follows.
    """
    mark = text[at]
    if mark not in _APOSTROPHES:
        return True
    before, after = text[at - 1], text[at + 1 : at + 2]
    if after.isalnum() or (before.isspace() and after.isspace()):
        return False
    if not before.isalnum():
        return True
    rest = re.search(rf"[,.!?…]{mark}(?!\w)|[‘“]", text[at + 1 :])
    return rest is None or rest[0] in "‘“"


def _close_ahead(text: str, at: int, mark: str) -> bool:
    """Whether an apostrophe-like mark later in the paragraph can close what opens at ``at``."""
    return re.search(rf"[\w,.!?…)]{mark}(?!\w)", text[at + 1 :]) is not None
