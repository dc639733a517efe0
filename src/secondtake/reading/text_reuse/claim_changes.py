"""What became of claims from one page to another that hangs together with it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from secondtake.model.genealogy import ClaimChange, SharedPassage
from secondtake.model.page_enums import ClaimChangeKind
from secondtake.model.text import Claim, Passage, Reading
from secondtake.reading.text_reuse.reuse_messages import CHANGED

__all__ = ["changes"]

_NUMBER = re.compile(r"\d[\d.,:]*\d|\d")
_WORD = re.compile(r"\w+")
ALIKE = 0.5
"""Share of words that two claims of matched sentences have in common to be one claim."""


def changes(
    first: Reading, second: Reading, passages: Sequence[SharedPassage]
) -> tuple[ClaimChange, ...]:
    """Claims gained, lost and changed from the first page to the second.

    ``passages`` are those the two share, whichever of them is the left one.
    """
    pairs = [_sides(p, first.article.exhibit) for p in passages]
    both = first, second
    out: list[ClaimChange] = []
    met: set[str] = set()
    for claim in first.claims:
        there = next((b for a, b in pairs if _inside(claim.passage, a)), None)
        after = _likest(claim, second, there, met) if there is not None else None
        if after is not None:
            met.add(after.id)
            what = _differ(claim, after)
            if what:
                out.append(_change(both, ClaimChangeKind.CHANGED, claim, after, what))
        else:
            out.append(_change(both, ClaimChangeKind.LOST, claim, None, ()))
    out += [
        _change(both, ClaimChangeKind.GAINED, None, claim, ())
        for claim in second.claims
        if claim.id not in met
    ]
    return tuple(out)


def _change(
    pages: tuple[Reading, Reading],
    kind: ClaimChangeKind,
    before: Claim | None,
    after: Claim | None,
    what: tuple[str, ...],
) -> ClaimChange:
    return ClaimChange(
        first=pages[0].article.exhibit,
        second=pages[1].article.exhibit,
        kind=kind,
        before=before.id if before else None,
        after=after.id if after else None,
        what=what,
    )


def _sides(passage: SharedPassage, first: str) -> tuple[Passage, Passage]:
    if passage.left == first:
        return passage.left_passage, passage.right_passage
    return passage.right_passage, passage.left_passage


def _inside(one: Passage, other: Passage) -> bool:
    return min(one.end, other.end) - max(one.start, other.start) >= 0.5 * (one.end - one.start)


def _likest(claim: Claim, page: Reading, there: Passage, met: set[str]) -> Claim | None:
    options = [c for c in page.claims if c.id not in met and _inside(c.passage, there)]
    best = max(options, key=lambda c: _alike(claim.quote, c.quote), default=None)
    if best is None or _alike(claim.quote, best.quote) < ALIKE:
        return None
    return best


def _alike(one: str, other: str) -> float:
    left, right = set(_WORD.findall(one.lower())), set(_WORD.findall(other.lower()))
    return len(left & right) / max(1, min(len(left), len(right)))


def _differ(before: Claim, after: Claim) -> tuple[str, ...]:
    told = [*_sources(before, after), *_hedges(before, after)]
    if before.denied != after.denied:
        told.append(CHANGED["denied" if before.denied else "denial"])
    numbers = [sorted(set(_NUMBER.findall(c.quote))) for c in (before, after)]
    if numbers[0] and numbers[1] and numbers[0] != numbers[1]:
        told.append(CHANGED["numbers"].format(before=_gone(*numbers), after=_gone(*numbers[::-1])))
    times = [c.event_time.resolved if c.event_time else None for c in (before, after)]
    if times[0] and times[1] and times[0] != times[1]:
        told.append(CHANGED["time"].format(before=times[0], after=times[1]))
    return tuple(told)


def _gone(numbers: list[str], others: list[str]) -> str:
    return ", ".join(n for n in numbers if n not in others) or ", ".join(numbers)


def _sources(before: Claim, after: Claim) -> list[str]:
    one = before.source.text if before.source else None
    other = after.source.text if after.source else None
    if one and not other:
        return [CHANGED["attribution dropped"].format(before=one)]
    if other and not one:
        return [CHANGED["attribution added"].format(after=other)]
    if one and other and not _alike(one, other):
        return [CHANGED["attribution changed"].format(before=one, after=other)]
    return []


def _hedges(before: Claim, after: Claim) -> list[str]:
    one, other = ({h.text.lower() for h in c.hedges} for c in (before, after))
    return [
        *(CHANGED["hedge dropped"].format(word=w) for w in sorted(one - other)),
        *(CHANGED["hedge added"].format(word=w) for w in sorted(other - one)),
    ]
