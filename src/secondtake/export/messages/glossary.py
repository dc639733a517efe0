"""The terms a reader of a report may not know, as `docs/words.md` has them."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["GLOSSARY", "Term"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term, the field's standard term for it ("same" where they are one), and its meaning."""

    name: str
    standard: str
    meaning: str


GLOSSARY = (
    Term(
        name="Candidate",
        standard="investigative lead",
        meaning="A pair, or a finding, that a person should review; nothing more has been shown.",
    ),
    Term(
        name="Copy",
        standard="near-duplicate, video copy (VSC 2022)",
        meaning="The same recording, even if cropped, mirrored, re-encoded, overlaid or run at "
        "another speed.",
    ),
    Term(
        name="Exhibit",
        standard="exhibit; digital evidence (ISO/IEC 27037)",
        meaning="Bytes as they were received, identified by their SHA-256 and never altered. "
        "The same bytes received twice are one exhibit.",
    ),
    Term(
        name="False alarm rate",
        standard="false positive rate",
        meaning="False alarms per pair compared; that rate times the pairs compared.",
    ),
    Term(
        name="Gate",
        standard="acceptance criteria",
        meaning="The checks a finding must pass to be more than a candidate. Each is passed, "
        "open or failed, and shown.",
    ),
    Term(
        name="Noise floor",
        standard="same",
        meaning="How much two frames differ when nothing has changed, measured within one take. "
        "Differences are given in multiples of it.",
    ),
    Term(
        name="Recall",
        standard="recall, true positive rate",
        meaning="The share of what is there that a detector reports.",
    ),
    Term(
        name="Registration",
        standard="image registration; homography (Hartley and Zisserman 2004)",
        meaning="The mapping that lays one picture over the other.",
    ),
    Term(
        name="Retake",
        standard="retake, another take",
        meaning="The set-up performed again: place and people match and the action is similar, "
        "but it is not synchronised.",
    ),
    Term(
        name="Same moment",
        standard="same moment from another camera; multi-camera",
        meaning="One moment recorded twice, from two camera positions.",
    ),
    Term(
        name="Set-up",
        standard="same (film production)",
        meaning="One arrangement of camera, place and people.",
    ),
    Term(
        name="Similarity",
        standard="similarity, cosine similarity",
        meaning="How much two descriptors agree; the scale is named beside the number.",
    ),
    Term(
        name="Take",
        standard="same (film production)",
        meaning="One recording of a set-up.",
    ),
)
"""In the order of the alphabet; a test holds every row against the page."""
