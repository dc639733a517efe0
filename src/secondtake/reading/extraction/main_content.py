"""Which run of lines is the story: the best-scoring one, with what stands inside it set aside."""

from __future__ import annotations

import re
from dataclasses import dataclass

from secondtake.model.page_enums import FurnitureKind, LineKind
from secondtake.reading.extraction.line_groups import grouped
from secondtake.reading.extraction.line_types import Line, furniture_kind, is_label, is_menu

__all__ = ["Story", "story"]

_WEIGHTS = {
    LineKind.HEADLINE: -2.0,
    LineKind.FRAGMENT: -0.8,
    LineKind.STAMP: -2.0,
    LineKind.BYLINE: -1.0,
    LineKind.CAPTION: -0.8,
    LineKind.NAVIGATION: -2.0,
    LineKind.HEADING: -3.5,
    LineKind.RELATED: -0.8,
    LineKind.COMMENTS: -40.0,
    LineKind.LEGAL: -8.0,
    LineKind.REPEATED: -2.0,
    LineKind.BANNER: -2.0,
    LineKind.LIST_ITEM: 0.0,
    LineKind.END_MATTER: -20.0,
}
"""What a line of each kind costs the run it stands in, in the units of a 10-word sentence."""
_TEASER = 0.4
"""What a lone sentence between headlines and stamps is worth: less than they cost."""
_LEAST_ALTERNATING = 4
"""Pairs of a headline and a short paragraph that are a list of stories."""
_ENTRY = -0.3
"""What the time and the heading of a live blog's entry cost."""
_LONGEST_WORTH = 50
"""Words from which a paragraph is worth no more: one long text is not yet a story."""
_DEAREST_GAP = 8.0
"""What the lines between two of prose cost at most, in the units of a 10-word sentence."""
_CLOCK = re.compile(
    r"^\W*(?:[01]?\d|2[0-3])[:.][0-5]\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?\W*$", re.I
)
_FEWEST_ENTRIES = 3
_UNDER_CLOCK = 3
"""Lines under a time of day among which an entry's first sentence stands."""
_SENTENCES = re.compile(r"[.!?][”\"’]? +[“\"‘]?[A-Z]")
_LETTERS = re.compile(r"[^\W\d_]")
_GAP = 4
"""Lines that are no prose between two parts of one story."""
_LEAST_STRONG = 30
"""Words of a paragraph that no list of stories prints of one."""
_CUT_OFF = re.compile(r"(?:\.\.\.|…)[\W]*$")
_ENDS_STORY = (
    LineKind.COMMENTS,
    LineKind.LEGAL,
    LineKind.HEADING,
    LineKind.BANNER,
    LineKind.END_MATTER,
)
_PROSE = (LineKind.SENTENCE,)
_HEADS = (LineKind.HEADLINE, LineKind.FRAGMENT, LineKind.NAVIGATION)
_SET_ASIDE = (
    LineKind.RELATED,
    LineKind.STAMP,
    LineKind.NAVIGATION,
    LineKind.HEADING,
    LineKind.COMMENTS,
    LineKind.LEGAL,
    LineKind.REPEATED,
    LineKind.BYLINE,
    LineKind.BANNER,
    LineKind.END_MATTER,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Indices into the lines: the body from ``first`` up to ``last``, included, without ``aside``.

    ``title`` is the headline's index, or None.
    """

    first: int
    last: int
    title: int | None
    aside: dict[int, FurnitureKind]


def story(lines: list[Line]) -> Story | None:
    """The story among a page's lines; None when no line reads as prose."""
    lines = grouped(lines)
    scores = _bridged(lines, _scores(lines))
    best = _best_run(scores)
    if best is None:
        return None
    first, last = _joined(lines, *best)
    while first < last and lines[first].kind not in _PROSE:
        first += 1
    while last > first and lines[last].kind not in (*_PROSE, LineKind.FRAGMENT):
        last -= 1
    last = _with_list(lines, last)
    title = _title(lines, first, last)
    if title is not None and first <= title <= last:
        first = min(title + 1, last)
    return Story(first=first, last=last, title=title, aside=_aside(lines, first, last))


def _scores(lines: list[Line]) -> list[float]:
    """A sentence is worth its length, up to 50 words; a teaser little; everything else costs."""
    scores = []
    live = _live(lines)
    for i, line in enumerate(lines):
        if i in live and line.kind not in (LineKind.COMMENTS, LineKind.LEGAL, LineKind.SENTENCE):
            scores.append(0.0)
        elif line.kind != LineKind.SENTENCE:
            ahead = [n for n in (i + 1, i + 2) if n < len(lines)]
            entry = any(_is_dated_entry(lines, n) for n in ahead)
            scores.append(_ENTRY if entry else _cost(line))
        elif _is_teaser(lines, i, live):
            scores.append(_TEASER)
        else:
            scores.append(min(line.words, _LONGEST_WORTH) / 10)
    return scores


def _cost(line: Line) -> float:
    """What a line that is no prose costs; nothing where it is only figures and marks, as notes to
    a text are.
    """
    if is_label(line):
        return 0.0
    bare = line.kind in (LineKind.NAVIGATION, LineKind.REPEATED) and not _LETTERS.search(line.text)
    return 0.0 if bare else _WEIGHTS[line.kind]


def _is_teaser(lines: list[Line], i: int, live: range) -> bool:
    """A lone sentence under a headline or stamp and followed by another, as lists of stories are.

    The first line of a story is followed by prose, so it is none.
    """
    if lines[i].words > 45 or i == 0:
        return False
    if _SENTENCES.search(lines[i].text) and not _alternates(lines, i):
        return False
    if _is_live_entry(lines, i) or _is_dated_entry(lines, i) or i in live:
        return False
    marks = (
        LineKind.HEADLINE,
        LineKind.STAMP,
        LineKind.NAVIGATION,
        LineKind.HEADING,
        LineKind.REPEATED,
    )
    if any(is_label(line) for line in lines[i - 1 : i + 2 : 2]):
        return False
    before = lines[i - 1].kind in marks and lines[i - 1].words > 0
    after = i + 1 >= len(lines) or lines[i + 1].kind in (*marks, LineKind.LEGAL, LineKind.COMMENTS)
    return before and after


def _alternates(lines: list[Line], i: int) -> bool:
    """Whether headline and short paragraph follow each other so often that they list stories.

    A story's subheads have longer paragraphs under them, or more than one.
    """
    return 1 + _pairs(lines, i, -2) + _pairs(lines, i, 2) >= _LEAST_ALTERNATING


def _pairs(lines: list[Line], i: int, step: int) -> int:
    """How many pairs of a headline and a short paragraph follow on one at ``i``, one way."""
    count = 0
    while 0 < i + step < len(lines) and count < _LEAST_ALTERNATING:
        i += step
        text, head = lines[i], lines[i - 1]
        if text.kind != LineKind.SENTENCE or text.words > 45 or head.kind != LineKind.HEADLINE:
            break
        count += 1
    return count


def _live(lines: list[Line]) -> range:
    """The lines of a live blog: from its first bare time of day to its last one's sentences.

    Empty with fewer than three times of day that have a sentence under them.
    """
    clocks = [
        i
        for i, line in enumerate(lines)
        if _CLOCK.match(line.text)
        and any(n.kind == LineKind.SENTENCE for n in lines[i + 1 : i + 1 + _UNDER_CLOCK])
    ]
    if len(clocks) < _FEWEST_ENTRIES:
        return range(0)
    last = clocks[-1] + 1
    end = next(i for i in range(last, len(lines)) if lines[i].kind == LineKind.SENTENCE)
    while end + 1 < len(lines) and lines[end + 1].kind == LineKind.SENTENCE:
        end += 1
    return range(clocks[0], end + 1)


def _is_live_entry(lines: list[Line], i: int) -> bool:
    """Prose under a time of day with no headline near it, as live blogs run."""
    near = lines[max(0, i - 2) : i + 3]
    return lines[i - 1].kind == LineKind.STAMP and not any(
        line.kind in (LineKind.HEADLINE, LineKind.HEADING, LineKind.NAVIGATION, LineKind.REPEATED)
        for line in near
    )


def _is_dated_entry(lines: list[Line], i: int) -> bool:
    """Several sentences under a time of day and a short heading: a live blog's entry.

    Lists of stories have one sentence there.
    """
    if i < 2 or lines[i].kind != LineKind.SENTENCE or not _SENTENCES.search(lines[i].text):
        return False
    return lines[i - 2].kind == LineKind.STAMP and lines[i - 1].words <= 8


def _bridged(lines: list[Line], scores: list[float]) -> list[float]:
    """The scores with no gap between two lines of prose dearer than a gap can be.

    A picture with its credit, an embedded post or a table is many short lines, and the story goes
    on after it; what ends a story costs its full price.
    """
    made = list(scores)
    spent = 0.0
    for i, line in enumerate(lines):
        if scores[i] > 0:
            spent = 0.0
        elif line.kind not in _ENDS_STORY:
            made[i] = max(scores[i], -max(0.0, _DEAREST_GAP - spent))
            spent -= made[i]
    return made


def _best_run(scores: list[float]) -> tuple[int, int] | None:
    """The contiguous run with the largest sum (Bentley 1984); the first of equals."""
    best: tuple[float, int, int] | None = None
    total, start = 0.0, 0
    for i, score in enumerate(scores):
        if total <= 0:
            total, start = 0.0, i
        total += score
        if total > (best[0] if best else 0.0):
            best = (total, start, i)
    return (best[1], best[2]) if best else None


def _joined(lines: list[Line], first: int, last: int) -> tuple[int, int]:
    """The run with the strong paragraphs before and after it that a few lines part from it.

    Lists, galleries and stories with many subheads stand so; a teaser is short or cut off.
    """
    while (after := _strong(lines, range(last + 1, min(last + 2 + _GAP, len(lines))))) is not None:
        last = after
    back = range(first - 1, max(-1, first - 2 - _GAP), -1)
    while (before := _strong(lines, back)) is not None:
        first = before
        back = range(first - 1, max(-1, first - 2 - _GAP), -1)
    return first, last


def _with_list(lines: list[Line], last: int) -> int:
    """The last line of the list that follows a story's last paragraph, or that paragraph.

    A line may stand over the list and say what it lists.
    """
    head = lines[last + 1 : last + 2]
    if head and head[0].kind in _HEADS and not is_menu(head[0].text, head[0].words):
        under = lines[last + 2 : last + 3]
        last += 1 if under and under[0].kind == LineKind.LIST_ITEM else 0
    while last + 1 < len(lines) and lines[last + 1].kind == LineKind.LIST_ITEM:
        last += 1
    return last


def _strong(lines: list[Line], reach: range) -> int | None:
    """The first paragraph of several sentences in reach, before any line that ends a story."""
    for i in reach:
        line = lines[i]
        if line.kind in _ENDS_STORY:
            return None
        several = _SENTENCES.search(line.text) and line.words >= _LEAST_STRONG
        if line.kind == LineKind.SENTENCE and several and not _CUT_OFF.search(line.text):
            return i
    return None


def _title(lines: list[Line], first: int, last: int) -> int | None:
    """The headline above the story: near, long enough, and sharing words with it."""
    body = _content_words(" ".join(line.text for line in lines[first : min(last, first + 12) + 1]))
    best, best_score = None, 0.9
    reach = range(max(0, first - 14), first)
    for i in [*reach, first]:
        line = lines[i]
        if not 2 <= line.words <= 32 or line.kind in (
            LineKind.LIST_ITEM,
            LineKind.STAMP,
            LineKind.BYLINE,
            LineKind.LEGAL,
            LineKind.COMMENTS,
        ):
            continue
        if i and _CLOCK.match(lines[i - 1].text):
            continue  # the heading of an entry of a live blog
        if i == first and not _opens_as_title(lines, first, last):
            continue
        if (
            line.kind in (LineKind.NAVIGATION, LineKind.HEADING, LineKind.CAPTION)
            and line.words < 5
        ):
            continue
        own = _content_words(line.text)
        shared = len(own & body) / max(1, len(own))
        score = 3 * shared + min(line.words, 10) / 10 - 0.12 * (first - i)
        score += 0.6 if line.kind in (LineKind.HEADLINE, LineKind.REPEATED) else 0.0
        score += 0.5 if i == first else 0.0
        under = [n for n in lines[i + 1 : min(i + 3, first)] if not _CLOCK.match(n.text)]
        score += 1.2 if any(n.kind in (LineKind.BYLINE, LineKind.STAMP) for n in under) else 0.0
        if score > best_score:
            best, best_score = i, score
    return best


def _opens_as_title(lines: list[Line], first: int, last: int) -> bool:
    """A first line that ends in a full stop and yet is a title: alone, short, in title case."""
    if first != 0 or first == last:
        return False
    line = lines[first]
    words = re.findall(r"[^\W\d_][\w’'-]*", line.text)
    capitals = sum(word[0].isupper() for word in words)
    long_words = sum(len(word) > 3 for word in words)
    return line.words <= 25 and capitals >= 0.75 * max(1, long_words)


def _content_words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{4,}", text.lower()))


def _parts_prose(lines: list[Line], i: int) -> bool:
    """Whether a short line stands between two of the story, as subheads and lists do."""
    own = (*_PROSE, LineKind.LIST_ITEM)
    if not _LETTERS.search(lines[i].text):
        return False
    return 0 < i < len(lines) - 1 and lines[i - 1].kind in own and lines[i + 1].kind in own


def _aside(lines: list[Line], first: int, last: int) -> dict[int, FurnitureKind]:
    """Lines inside the story that are not of it, with their kind.

    A headline inside is a subheading if prose follows, and of a related story if a lone teaser
    or another headline does.
    """
    aside: dict[int, FurnitureKind] = {}
    told = [i for i in range(first, last + 1) if lines[i].kind == LineKind.SENTENCE]
    live = _live(lines)
    teasers = {i for i in told if _is_teaser(lines, i, live)}
    only_teasers = bool(told) and len(teasers) == len(told)
    for i in range(first, last + 1):
        kind = lines[i].kind
        if (
            kind == LineKind.NAVIGATION
            and _parts_prose(lines, i)
            and not is_menu(lines[i].text, lines[i].words)
        ):
            continue
        if kind in _SET_ASIDE:
            aside[i] = furniture_kind(kind)
        elif kind == LineKind.CAPTION:
            aside[i] = FurnitureKind.CAPTION
        elif kind == LineKind.HEADLINE:
            after = lines[i + 1].kind if i < last else LineKind.LEGAL
            before = lines[i - 1].kind if i > first else LineKind.LEGAL
            stamped = (LineKind.HEADING, LineKind.STAMP)
            related = after in (*stamped, LineKind.HEADLINE) or before in stamped
            if related:
                aside[i] = FurnitureKind.RELATED
        elif (i in teasers and not only_teasers) or (
            i and aside.get(i - 1) == FurnitureKind.HEADING and lines[i].words <= 25
        ):
            aside[i] = FurnitureKind.RELATED
    return aside
