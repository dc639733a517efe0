"""What the terminal says for states that records keep in words of their own."""

from __future__ import annotations

__all__ = ["KINDS", "RECHECKED", "RECORDED", "STATES"]

KINDS = {"same scene": "same place"}
"""How two shots are related, where the record says it otherwise."""

STATES = {
    "findings": "findings",
    "nothing found": "no findings",
    "could not look": "could not be analysed",
    "not from footage": "cannot be tested from footage",
}
"""What became of a claim, in the order the summary lists it."""

RECHECKED = {"still there": "still online", "could not look": "could not be checked"}
"""What became of an address that was asked again, where the record says it otherwise."""

RECORDED = "The custody log records it; later reports show it."
"""After a review was written."""
