"""What became of claims from one page to another that hangs together with it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from secondtake.model.enums import ClaimCheck, Polarity
from secondtake.model.genealogy import ClaimChange, SharedPassage
from secondtake.model.page_enums import ClaimChangeKind
from secondtake.model.text import Claim, Passage, Reading
from secondtake.reading.text_reuse.provenance import Difference, differences
from secondtake.reading.text_reuse.reuse_messages import CHANGED, DIFFERS

__all__ = ["changes"]

_NUMBER = re.compile(r"\d[\d.,:]*\d|\d")
_WORD = re.compile(r"\w+")
_ENDING = re.compile(r"(?:ing|ed|es|s|ly)$")
LEAST_TELLING = 3
"""Stems in common from which two claims may tell the same."""
ALIKE = 0.5
"""Share of words that two claims of matched sentences have in common to be one claim."""


def changes(
    first: Reading, second: Reading, passages: Sequence[SharedPassage], *, directed: bool
) -> tuple[ClaimChange, ...]:
    """Where the pages differ in provenance, then claims changed, then those only one has.

    ``passages`` are those the two share, whichever of them is the left one. ``directed``: the
    second is told to have taken from the first; else nothing was lost or gained.
    """
    both = first, second
    origins = differences(first, second)
    out = [
        _change(both, ClaimChangeKind.PROVENANCE, (d.before, d.after), (_told(d),)) for d in origins
    ]
    matched, met = _matched(first, second, passages)
    for claim in first.claims:
        after = matched.get(claim.id)
        if after is not None and (what := _differ(claim, after, CHANGED if directed else DIFFERS)):
            out.append(_change(both, ClaimChangeKind.CHANGED, (claim.id, after.id), what))
    lost, gained = ClaimChangeKind.LOST, ClaimChangeKind.GAINED
    if not directed:
        lost = gained = ClaimChangeKind.ONLY
    here, there = {d.before for d in origins}, {d.after for d in origins}
    alone = [(c, lost, (c.id, None)) for c in first.claims if c.id not in {*matched, *here}]
    others = [(c, gained, (None, c.id)) for c in second.claims if c.id not in met | there]
    ordered = sorted([*alone, *others], key=lambda a: a[0].check != ClaimCheck.PROVENANCE)
    return (*out, *(_change(both, kind, ids, ()) for _, kind, ids in ordered))


def _told(found: Difference) -> str:
    return DIFFERS["provenance"].format(before=found.words[0], after=found.words[1])


def _matched(
    first: Reading, second: Reading, passages: Sequence[SharedPassage]
) -> tuple[dict[str, Claim], set[str]]:
    """The claim of the second page for claims of the first, and all that are met by one."""
    pairs = [_sides(p, first.article.exhibit) for p in passages]
    matched: dict[str, Claim] = {}
    met: set[str] = set()
    for claim in first.claims:
        there = next((b for a, b in pairs if _inside(claim.passage, a)), None)
        after = _likest(claim, second, there, met) if there is not None else None
        if after is not None:
            matched[claim.id] = after
            met.add(after.id)
    for claim in first.claims:
        after = matched.get(claim.id) or _in_other_words(claim, second, met)
        if after is not None:
            matched[claim.id] = after
            met.update((after.id, *_finished_by(claim, after, second, met)))
    return matched, met


def _in_other_words(claim: Claim, page: Reading, met: set[str]) -> Claim | None:
    """The claim of a page that tells the same in other words.

    Both ask for the same check, and share most telling words of the shorter one.
    """
    wanted = _telling(claim.quote)
    near = [
        c
        for c in page.claims
        if c.id not in met and c.check == claim.check != ClaimCheck.NONE and _tells(wanted, c)
    ]
    return max(near, key=lambda c: len(wanted & _telling(c.quote)), default=None)


def _finished_by(claim: Claim, told: Claim, page: Reading, met: set[str]) -> list[str]:
    """The claims beside one that tell the rest of what the other page tells in one sentence."""
    wanted = _telling(claim.quote) - _telling(told.quote)
    at = page.claims.index(told)
    beside = [c for c in page.claims[max(0, at - 1) : at + 2] if c.id not in met and c is not told]
    stems = [(c.id, _telling(c.quote)) for c in beside]
    return [name for name, words in stems if words and len(wanted & words) >= ALIKE * len(words)]


def _tells(wanted: frozenset[str], claim: Claim) -> bool:
    words = _telling(claim.quote)
    common = len(wanted & words)
    return common >= LEAST_TELLING and common >= ALIKE * min(len(wanted), len(words))


def _telling(quote: str) -> frozenset[str]:
    """The stems of a claim's words of more than three letters."""
    return frozenset(_ENDING.sub("", w)[:6] for w in _WORD.findall(quote.lower()) if len(w) > 3)


def _change(
    pages: tuple[Reading, Reading],
    kind: ClaimChangeKind,
    claims: tuple[str | None, str | None],
    what: tuple[str, ...],
) -> ClaimChange:
    return ClaimChange(
        first=pages[0].article.exhibit,
        second=pages[1].article.exhibit,
        kind=kind,
        before=claims[0],
        after=claims[1],
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


def _differ(before: Claim, after: Claim, words: Mapping[str, str]) -> tuple[str, ...]:
    told = [*_sources(before, after, words), *_hedges(before, after, words)]
    if before.denied != after.denied:
        told.append(words["denied" if before.denied else "denial"])
    opposite = (Polarity.ASSERTED, Polarity.NEGATED)
    if before.polarity != after.polarity and {before.polarity, after.polarity} == set(opposite):
        told.append(words["negated"].format(before=before.polarity, after=after.polarity))
    numbers = [sorted(set(_NUMBER.findall(c.quote))) for c in (before, after)]
    if numbers[0] and numbers[1] and numbers[0] != numbers[1]:
        told.append(words["numbers"].format(before=_gone(*numbers), after=_gone(*numbers[::-1])))
    times = [c.event_time.resolved if c.event_time else None for c in (before, after)]
    if times[0] and times[1] and times[0] != times[1]:
        told.append(words["time"].format(before=times[0], after=times[1]))
    return tuple(told)


def _gone(numbers: list[str], others: list[str]) -> str:
    return ", ".join(n for n in numbers if n not in others) or ", ".join(numbers)


def _sources(before: Claim, after: Claim, words: Mapping[str, str]) -> list[str]:
    one = before.source.text if before.source else None
    other = after.source.text if after.source else None
    if one and not other:
        return [words["attribution dropped"].format(before=one)]
    if other and not one:
        return [words["attribution added"].format(after=other)]
    if one and other and not _alike(one, other):
        return [words["attribution changed"].format(before=one, after=other)]
    return []


def _hedges(before: Claim, after: Claim, words: Mapping[str, str]) -> list[str]:
    one, other = ({h.text.lower() for h in c.hedges} for c in (before, after))
    return [
        *(words["hedge dropped"].format(word=w) for w in sorted(one - other)),
        *(words["hedge added"].format(word=w) for w in sorted(other - one)),
    ]
