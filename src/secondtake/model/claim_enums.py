"""Closed sets of words for claims: how they stand, how they are said, what would test them."""

from __future__ import annotations

from enum import StrEnum

__all__ = [
    "ClaimCheck",
    "ClaimState",
    "Polarity",
    "Testable",
    "TieDecision",
]


class ClaimState(StrEnum):
    """What became of a claim: "found nothing" and "could not look" are different answers.

    Every label of a claim comes from it. ``FOR_A_PERSON``: footage is held and somebody has to say
    what it shows. ``NOT_BY_FOOTAGE_ALONE``: a claim that footage can test in part, none of it here.
    ``NOT_FROM_FOOTAGE``: nothing that footage shows tests it.
    """

    FINDINGS = "findings"
    NOTHING_FOUND = "nothing found"
    FOR_A_PERSON = "for a person"
    COULD_NOT_LOOK = "could not look"
    NOT_BY_FOOTAGE_ALONE = "not by footage alone"
    NOT_FROM_FOOTAGE = "not from footage"


class Testable(StrEnum):
    """Could footage test the claim? ``UNKNOWN``: it stands in a language that is not read."""

    __test__ = False  # pytest takes classes called Test... for tests

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "unknown"


class ClaimCheck(StrEnum):
    """Which check would test a claim.

    ``COPY``: footage used before, or under another story. ``SAME_MOMENT``: a second camera.
    ``SAME_PLACE``: filmed here and not there.
    """

    REPEATED_TAKE = "repeated-take"
    COPY = "copy"
    SAME_MOMENT = "same-moment"
    SAME_PLACE = "same-place"
    SAME_PERSON_TWO_ROLES = "same-person-two-roles"
    CONTINUITY_DIFFERENCE = "continuity-difference"
    VISIBLE_CONTENT = "visible-content"
    PROVENANCE = "provenance"
    PRIOR_STATEMENT = "prior-statement"
    NONE = "none"


class Polarity(StrEnum):
    """Whether a claim says that something is so, that it is not, or asks."""

    ASSERTED = "asserted"
    DENIED = "denied"
    NEGATED = "negated"
    NO_EVIDENCE = "no evidence"
    ASKED = "asked"


class TieDecision(StrEnum):
    """What a person says of a finding and a claim: that it bears on it, that it does not, or that
    what was computed stands."""

    TIED = "bears on it"
    UNTIED = "does not bear on it"
    AS_COMPUTED = "as computed"
