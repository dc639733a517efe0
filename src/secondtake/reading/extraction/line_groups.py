"""What a line is by those around it: an item of a list, a turn of a dialogue, a picture's words."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from secondtake.model.page_enums import LineKind
from secondtake.reading.extraction.dates import stamps
from secondtake.reading.extraction.line_types import Line, is_menu

__all__ = ["grouped"]

_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    "oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_MARK = re.compile(
    rf"^(?:(?P<sign>[+*•·▪◦●‣✓–—-])\s|(?P<number>\d{{1,2}}[.)])\s|"
    rf"(?P<date>(?:{_MONTHS})\.? \d{{1,2}}\b|\d{{1,2}} (?:{_MONTHS})\b)|"
    r"(?P<named>[^\W\d][^:.!?]{1,40}: )(?=\S))",
    re.I,
)
"""How an item of a list opens: by a sign, a number, a day, a name for what follows."""
_FEWEST_ITEMS = 3
_FEWEST_AFTER_MARK = 2
"""Words of an item besides its mark: a bare date or sign is none."""
_MOST_ANNOUNCED = 15
"""Items that a line ending in a colon can announce without any mark of their own."""
_LONGEST_ITEM = 25
_TURN = re.compile(r"^([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}): \S")
_FEWEST_TURNS = 3
_LABEL = re.compile(
    r"^\W*(?:image|photo|picture|video|media|figure) (?:copyright|credit|source|caption)\W*$", re.I
)
"""A picture's label that stands alone: the words it labels are on the next line."""
_AGO = re.compile(r"\bago\b", re.I)
_POSTED = re.compile(
    r"^\W*(?:(?:submitted|posted|written|commented|soumis|envoy\u00e9|post\u00e9|geschrieben|"
    r"enviado|publicado|inviato) )(?:by|par|von|por|da) .{2,80}$",
    re.I,
)
"""A comment's head with its name and time in one line."""
_FEWEST_COMMENTS = 3
_APART = 12
"""Lines from one comment's time to the next one's."""
_CAN_BE_ITEM = (LineKind.HEADLINE, LineKind.FRAGMENT, LineKind.NAVIGATION, LineKind.REPEATED)


def grouped(lines: list[Line]) -> list[Line]:
    """The lines with those that are of a list, a dialogue or a picture called so."""
    made = _thread(_captions(lines))
    made = _turns(made)
    items = _marked(made) | _announced(made)
    return [replace(x, kind=LineKind.LIST_ITEM) if i in items else x for i, x in enumerate(made)]


def _captions(lines: list[Line]) -> list[Line]:
    under = {i + 1 for i, line in enumerate(lines) if _LABEL.match(line.text)}
    return [replace(x, kind=LineKind.CAPTION) if i in under else x for i, x in enumerate(lines)]


def _thread(lines: list[Line]) -> list[Line]:
    """Comments by their pattern: a name, a day, words, over and over.

    Live pages have bare times of day, and no name of a person above each.
    """
    heads = [
        i
        for i in range(1, len(lines) - 1)
        if lines[i].kind == LineKind.STAMP
        and (_AGO.search(lines[i].text) or stamps(lines[i].text))
        and _is_name(lines[i - 1])
        and lines[i + 1].kind in (*_CAN_BE_ITEM, LineKind.SENTENCE)
    ]
    posted = [i for i, x in enumerate(lines) if _POSTED.match(x.text) and stamps(x.text)]
    if len(posted) >= _FEWEST_COMMENTS:
        return [
            replace(x, kind=LineKind.COMMENTS) if i in posted else x for i, x in enumerate(lines)
        ]
    if len(heads) < _FEWEST_COMMENTS:
        return lines
    # A byline with the page's own time looks like the first of them: it stands far above.
    first = next((i for i, n in pairwise(heads) if n - i <= _APART), None)
    if first is None:
        return lines
    return [
        replace(x, kind=LineKind.COMMENTS) if i in (first - 1, *heads) and i >= first - 1 else x
        for i, x in enumerate(lines)
    ]


def _is_name(line: Line) -> bool:
    named = line.kind in _CAN_BE_ITEM and line.text[-1:] not in ".:!?"
    return named and 1 <= line.words <= 4 and not is_menu(line.text, line.words)


def _turns(lines: list[Line]) -> list[Line]:
    """Questions, answers and the turns of a transcript are prose, however short they are.

    One answers another; a label such as "Alert:" above lone lines is no speaker.
    """
    said = [_TURN.match(x.text) if x.kind in _SPOKEN else None for x in lines]
    around = zip(said, [None, *said[:-1]], [*said[1:], None], strict=True)
    labels = [m if m and (before or after) else None for m, before, after in around]
    counts = Counter(m.group(1) for m in labels if m)
    return [
        replace(x, kind=LineKind.SENTENCE) if m and counts[m.group(1)] >= _FEWEST_TURNS else x
        for x, m in zip(lines, labels, strict=True)
    ]


_SPOKEN = (*_CAN_BE_ITEM, LineKind.SENTENCE)


def _marked(lines: list[Line]) -> set[int]:
    """Runs of lines that open alike: with the same sign, with numbers, with days."""
    items: set[int] = set()
    run: list[int] = []
    last = None
    for i, line in enumerate(lines):
        form = _form(line)
        if form is None or form != last:
            whole = len(run) >= _FEWEST_ITEMS and (last != "named" or _enclosed(lines, run))
            items |= set(run) if whole else set()
            run = []
        last = form
        if form is not None:
            run.append(i)
    items |= set(run) if len(run) >= _FEWEST_ITEMS and last != "named" else set()
    return {i for i in items if lines[i].kind in _CAN_BE_ITEM}


def _enclosed(lines: list[Line], run: list[int]) -> bool:
    """Whether prose stands before and after: "Topic: headline" also opens lists of stories."""
    before, after = lines[run[0] - 1 : run[0]], lines[run[-1] + 1 : run[-1] + 2]
    return all(x.kind == LineKind.SENTENCE for x in (*before, *after)) and bool(before and after)


def _form(line: Line) -> str | None:
    mark = _MARK.match(line.text) if line.kind in _SPOKEN else None
    if mark is None or line.words - len(re.findall(r"\w+", mark.group())) < _FEWEST_AFTER_MARK:
        return None
    return mark["sign"] or mark.lastgroup


def _announced(lines: list[Line]) -> set[int]:
    """The lines under a sentence that ends in a colon, up to the next prose."""
    items: set[int] = set()
    for i, line in enumerate(lines):
        if line.kind != LineKind.SENTENCE or not line.text.endswith(":"):
            continue
        under: list[int] = []
        for n in range(i + 1, min(i + 2 + _MOST_ANNOUNCED, len(lines))):
            fits = lines[n].words <= _LONGEST_ITEM and not is_menu(lines[n].text, lines[n].words)
            if lines[n].kind not in _CAN_BE_ITEM or not fits:
                # Only prose shows that the story goes on after them.
                items |= set(under) if lines[n].kind == LineKind.SENTENCE else set()
                break
            under.append(n)
    return items
