"""Every English word the genealogy of pages says, in one place."""

from __future__ import annotations

from secondtake.model.enums import SharedPassageKind

__all__ = ["BECAUSE", "CHANGED"]

BECAUSE = {
    SharedPassageKind.SAME_WORDS: "In both in the same words: {count} of the shorter story's {of} "
    "sentences.",
    SharedPassageKind.REWORDED: "In both, reworded: {count} of the shorter story's {of} sentences.",
    SharedPassageKind.SAME_QUOTATION: "In both, as a quotation of somebody else: {count} of {of} "
    "sentences.",
    "names": "{later} names {earlier}.",
    "links": "{later} links to {earlier}.",
    "dates": "{earlier} is dated {before}, {later} {after}, by their own words.",
    "no date": "One of them bears no date.",
    "same date": "Both bear one date.",
    "disagree": "What tells the direction disagrees.",
    "one source": "Both lean on {source}, which is no page of this case.",
    "third": "Both share more with {third}, and may each have it from there.",
    "figures": "They are in two languages; {count} names and numbers stand in both: {listed}.",
}
"""Why two pages hang together, and why one is told to be earlier."""

CHANGED = {
    "attribution dropped": "no longer attributed to {before}",
    "attribution added": "now attributed to {after}",
    "attribution changed": "attributed to {after} instead of {before}",
    "hedge dropped": "without “{word}”",
    "hedge added": "with “{word}”",
    "denied": "a denial became a claim",
    "denial": "a claim became a denial",
    "numbers": "{before} became {after}",
    "time": "the time {before} became {after}",
}
"""What changed in a claim from one page to the next."""
