"""Every English word of the text reuse between pages, in one place."""

from __future__ import annotations

from secondtake.model.page_enums import SharedPassageKind

__all__ = ["BECAUSE", "CHANGED", "DIFFERS"]

BECAUSE = {
    SharedPassageKind.SAME_WORDS: "Identical in both: {count} of the shorter story's {of} "
    "sentences.",
    SharedPassageKind.REWORDED: "Paraphrased in both: {count} of the shorter story's {of} "
    "sentences.",
    SharedPassageKind.SAME_QUOTATION: "Quotes of somebody else in both: {count} of {of} sentences.",
    "names": "{later} names {earlier}.",
    "links": "{later} links to {earlier}.",
    "dates": "{earlier} is dated {before}, {later} {after}, by their own words.",
    "no date": "One of them has no date.",
    "same date": "Both have the same date.",
    "disagree": "The signs of which came first disagree.",
    "one source": "Both rely on {source}, which is not a page in this case.",
    "third": "Both share more with {third}, and each may have taken it from there.",
    "figures": "They are in two languages; {count} names and numbers occur in both: {listed}.",
}
"""Why two pages are related, and why one is told to be earlier."""

CHANGED = {
    "attribution dropped": "no longer attributed to {before}",
    "attribution added": "now attributed to {after}",
    "attribution changed": "attributed to {after} instead of {before}",
    "hedge dropped": "without “{word}”",
    "hedge added": "with “{word}”",
    "denied": "a denial became a claim",
    "denial": "a claim became a denial",
    "numbers": "{before} became {after}",
    "negated": "“{before}” became “{after}”",
    "time": "the time {before} became {after}",
}
"""What changed in a claim from one page to the next."""

DIFFERS = {
    "attribution dropped": "attributed to {before} on the first page only",
    "attribution added": "attributed to {after} on the second page only",
    "attribution changed": "attributed to {before} on the first page, to {after} on the second",
    "hedge dropped": "with “{word}” on the first page only",
    "hedge added": "with “{word}” on the second page only",
    "denied": "a denial on the first page, a claim on the second",
    "denial": "a claim on the first page, a denial on the second",
    "numbers": "{before} on the first page, {after} on the second",
    "negated": "“{before}” on the first page, “{after}” on the second",
    "time": "the time {before} on the first page, {after} on the second",
    "provenance": "“{before}” on one page, “{after}” on the other",
}
"""How a claim differs between two pages of which none is known to be first."""
