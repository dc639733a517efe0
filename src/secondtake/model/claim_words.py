"""How and when a claim is said, in words that stand wherever its quote does: denied, hedged, ...

A quote without them would be taken for what its source says.
"""

from __future__ import annotations

from secondtake.model.enums import Polarity
from secondtake.model.page_enums import TimeBasis
from secondtake.model.text import Claim

__all__ = ["denier", "qualified", "said_as", "said_when"]

_SAID = {
    Polarity.DENIED: "denied by {who}",
    Polarity.NEGATED: "a negation: the words themselves say that it is not so",
    Polarity.NO_EVIDENCE: "{who} says that there is no evidence of it",
    Polarity.ASKED: "a question, not a statement",
}


_COUNTED = {
    TimeBasis.PAGE: ", counted from the date of the page",
    TimeBasis.POST: ", counted from the date of the post",
}


def denier(claim: Claim) -> str | None:
    """Who denies the quoted words, as the page names them; None where nobody does."""
    denied = claim.denied or claim.polarity == Polarity.DENIED
    return (claim.source.text if claim.source else "the page itself") if denied else None


def said_as(claim: Claim) -> str:
    """How the quoted words are said; empty where their source plainly says them.

    The name of the source comes from outside and is as the page has it.
    """
    polarity = Polarity.DENIED if denier(claim) else claim.polarity
    if polarity == Polarity.ASSERTED:
        return ""
    who = claim.source.text if claim.source else "the page itself"
    return _SAID[polarity].format(who=" ".join(who.split()))


def qualified(claim: Claim) -> str:
    """The same with the hedging words; empty where a claim is neither."""
    hedges = ", ".join(" ".join(h.text.split()) for h in claim.hedges)
    return "; ".join(filter(None, (said_as(claim), f"hedged: {hedges}" if hedges else "")))


def said_when(claim: Claim) -> str:
    """When its source said it: the page's words and the day; empty where the page gives neither."""
    time = claim.statement_time
    if time is None:
        return ""
    day = f"{time.resolved}{_COUNTED.get(time.basis, '')}" if time.resolved else "date not resolved"
    before = ", told in an earlier sentence" if time.carried else ""
    return f"{' '.join(time.text.split())}: {day}{before}"
