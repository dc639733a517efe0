"""The first screen: one claim, what was found about it, how sure, what is open, what is next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from secondtake.export.escaping import Html, outside
from secondtake.export.messages.reason_words import in_words
from secondtake.export.messages.report_words import count, say
from secondtake.export.pages.sections.claims import ClaimCard, PageView
from secondtake.export.pages.sections.findings import FindingView
from secondtake.export.render.number_format import rate, rough
from secondtake.export.render.truncation import Shown
from secondtake.model.difference_size import extent
from secondtake.model.enums import CheckState, ClaimState
from secondtake.model.findings import Difference, Finding
from secondtake.model.report import Report

__all__ = ["FirstScreen", "first_screen"]

MOST_DIFFERENCES = 3
"""Differences listed; the finding's own block lists all."""
MOST_OPEN = 3
MOST_LETTERS = 200
"""Of a sentence; it stands in full where the claim or the finding does."""
MOST_OTHERS = 6
"""Other claims listed; the section of claims has all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstScreen:
    """What stands on the first screen.

    ``page``: the number of the page the claim stands on, None where the case has one page.
    ``view``: the finding shown, ``apart`` where it is about no claim of a page. ``differences``:
    number in the pictures, what, and how large. ``more``: how many are not listed.
    """

    page: int | None
    card: ClaimCard | None
    view: FindingView | None
    apart: bool
    differences: tuple[tuple[int, Html, Html], ...]
    more: int
    dashed: bool
    sure: tuple[Html, ...]
    open: tuple[Html, ...]
    next: tuple[Html, ...]
    others: tuple[ClaimCard, ...]


def first_screen(
    report: Report, pages: Sequence[PageView], findings: Shown[FindingView]
) -> FirstScreen:
    """The claim that a finding with pictures bears on, else the one most looked at."""
    views = {view.finding.id: view for view in findings.items}
    cards = [(page.number, c) for page in pages for c in page.cards]
    ranked = sorted(cards, key=lambda one: _rank(one[1], views))
    page, card = ranked[0] if ranked else (None, None)
    view = next(iter(_bearing(card, views)), None) if card else None
    apart = view is None and bool(findings.items)
    if apart:
        view = min(findings.items, key=lambda v: not _pictured(v))
    told = view.relation.differences if view and view.relation else ()
    return FirstScreen(
        page=page if len(pages) > 1 else None,
        card=card,
        view=view,
        apart=apart,
        differences=tuple(
            (n, outside(in_words(d.what)), _size(d))
            for n, d in enumerate(told[:MOST_DIFFERENCES], 1)
        ),
        more=max(0, len(told) - MOST_DIFFERENCES),
        dashed=view is not None and any(not f.now for side in view.sides for f in side.frames),
        sure=_sure(view.finding) if view else (),
        open=_open(view, card, report),
        next=_next(view, card, apart=apart),
        others=tuple(c for _, c in ranked[1:] if c.bears and c.became)[:MOST_OTHERS],
    )


def _rank(card: ClaimCard, views: dict[str, FindingView]) -> tuple[bool, int]:
    """Where a claim stands: those a finding with pictures bears on, then by their states."""
    states = list(ClaimState)
    state = states.index(ClaimState(card.became.state)) if card.became else len(states)
    return not any(map(_pictured, _bearing(card, views))), state


def _bearing(card: ClaimCard, views: dict[str, FindingView]) -> list[FindingView]:
    """The findings that bear on a claim and are laid out, those with both pictures first."""
    became = card.became
    named = [t.finding for t in became.ties] or list(became.findings) if became else []
    found = [views[name] for name in dict.fromkeys(named) if name in views]
    return sorted(found, key=lambda view: not _pictured(view))


def _pictured(view: FindingView) -> bool:
    return bool(view.sides) and all(side.still for side in view.sides)


def _size(difference: Difference) -> Html:
    """How large, in plain words, with the multiple of the noise floor behind in brackets."""
    words, times = extent(difference), rough(difference.size)
    if not words:
        return Html("")
    return say("glance.size", extent=Html(words), number=Html(times)) if times else Html(words)


def _sure(finding: Finding) -> tuple[Html, ...]:
    every = len(finding.checks)
    passed = sum(check.state == CheckState.PASSED for check in finding.checks)
    words = "glance.passed" if passed == every else "glance.candidate"
    told = [say(words, passed=passed, all=every)] if every else []
    alarms, recall = rough(finding.errors.expected_false_alarms), rate(finding.errors.recall)
    if alarms is None:
        told.append(say("glance.alarms_unknown"))
    else:
        pairs = count(finding.errors.pairs_compared, "pair")
        told.append(say("glance.alarms", number=Html(alarms), pairs=pairs))
    if recall is not None:
        told.append(say("glance.recall", recall=Html(recall)))
    return tuple(told)


def _open(view: FindingView | None, card: ClaimCard | None, report: Report) -> tuple[Html, ...]:
    if view is not None:
        names = [c.name for c in view.finding.checks if c.state != CheckState.PASSED]
        told = [outside(name[:1].upper() + name[1:]) for name in names[:MOST_OPEN]]
        if len(names) > MOST_OPEN:
            told.append(say("glance.more", number=len(names) - MOST_OPEN))
        return tuple(told) or (say("glance.open_none"),)
    looked = card.became.looked_for if card and card.became else ()
    return tuple(outside(_short(one)) for one in (*looked, *report.not_examined)[:MOST_OPEN])


def _next(view: FindingView | None, card: ClaimCard | None, *, apart: bool) -> tuple[Html, ...]:
    settles = card.became.would_settle if card and card.became and not apart else ()
    if view is None:
        return tuple(say("glance.settles", what=_short(one)) for one in settles[:MOST_OPEN])
    told = [view.look] if view.look else []
    if len({review.reviewer for review in view.reviews}) < 2:
        told.append(say("glance.reviews"))
    wanted = (*settles, *view.finding.would_change)[:1]
    return (*told, *(say("glance.settles", what=_short(one)) for one in wanted))


def _short(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else f"{text[: MOST_LETTERS - 1]}…"
