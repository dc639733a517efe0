"""How a claim is said, in words that stand wherever its quote does: denied, negated, asked, hedged.

A quote without them would be taken for what its source says.
"""

from __future__ import annotations

from secondtake.model.enums import Polarity
from secondtake.model.text import Claim

__all__ = ["denier", "qualified", "said_as"]

_SAID = {
    Polarity.DENIED: "denied by {who}",
    Polarity.NEGATED: "a negation: the words themselves say that it is not so",
    Polarity.NO_EVIDENCE: "{who} says that there is no evidence of it",
    Polarity.ASKED: "a question, not a statement",
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
