"""What the terminal says for states that records keep in words of their own."""

from __future__ import annotations

from secondtake.model.enums import AddressState, ClaimState, RelationKind

__all__ = ["KINDS", "RECHECKED", "RECORDED", "STATES"]

KINDS = {RelationKind.SAME_SCENE: "same place"}
"""How two shots are related, where the record says it otherwise."""

STATES = {
    ClaimState.FINDINGS: "findings",
    ClaimState.NOTHING_FOUND: "no findings",
    ClaimState.FOR_A_PERSON: "for a person to look at",
    ClaimState.COULD_NOT_LOOK: "could not be analysed",
    ClaimState.NOT_BY_FOOTAGE_ALONE: "cannot be tested from footage alone",
    ClaimState.NOT_FROM_FOOTAGE: "cannot be tested from footage",
}
"""What became of a claim, in the order the summary lists it."""

RECHECKED = {
    AddressState.STILL_THERE: "still online",
    AddressState.COULD_NOT_LOOK: "could not be checked",
}
"""What became of an address that was asked again, where the record says it otherwise."""

RECORDED = "The custody log records it; later reports show it."
"""After a review was written."""
