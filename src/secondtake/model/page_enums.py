"""Closed sets of words for what pages show and have in common; all others are in ``enums``."""

from __future__ import annotations

from enum import StrEnum

__all__ = [
    "ClaimChangeKind",
    "ClaimSubject",
    "DateOf",
    "DatePlace",
    "FurnitureKind",
    "LineKind",
    "ReferenceKind",
    "SharedPassageKind",
    "TimeBasis",
    "Wall",
]


class ClaimSubject(StrEnum):
    """What a claim is about, as far as its words name it.

    The first can differ between two takes: clothing by the part of the body it is worn on, then
    what is not worn. ``LIGHT``: time of day, weather, shadows. The last three are why no footage
    tests a claim: it judges footage as a whole, says why something was done, or what people do in
    general.
    """

    HEAD = "head"
    UPPER_BODY = "upper body"
    ARMS = "arms"
    LEGS = "legs"
    CLOTHING = "clothing"
    OBJECT = "object"
    SMOKE = "smoke or fire"
    PERSON = "person"
    LIGHT = "light or weather"
    GENUINENESS = "genuineness"
    MOTIVE = "motive"
    SAYING = "saying"


class Wall(StrEnum):
    """What stands in the place of a story, or before it."""

    CONSENT = "a request for consent"
    ROBOTS = "a check for robots"
    SCRIPT = "a request to switch on JavaScript"
    PAY = "a request to subscribe or log in"


class DateOf(StrEnum):
    """What a date on a page dates."""

    PUBLISHED = "published"
    MODIFIED = "modified"
    POST = "post"
    MEDIA = "picture or video"
    COMMENT = "comment"
    RELATED = "related story"
    FOOTER = "footer"


class DatePlace(StrEnum):
    """Where a page gives a date; ``WORKED_OUT``: nowhere plainly, another program worked it out."""

    LINKED_DATA = "linked data"
    FIELD = "meta field"
    TIME_ELEMENT = "time element"
    PRINTED = "printed"
    ADDRESS = "address"
    WORKED_OUT = "worked out"


class LineKind(StrEnum):
    """What one line of a flattened page is."""

    SENTENCE = "sentence"
    HEADLINE = "headline"
    FRAGMENT = "fragment"
    STAMP = "stamp"
    BYLINE = "byline"
    CAPTION = "caption"
    NAVIGATION = "navigation"
    HEADING = "heading"
    RELATED = "related"
    COMMENTS = "comments"
    LEGAL = "legal"
    REPEATED = "repeated"
    BANNER = "banner"
    LIST_ITEM = "list item"
    END_MATTER = "end matter"


class FurnitureKind(StrEnum):
    """What a stretch of a page that is not of the story is."""

    STAMP = "stamp"
    BYLINE = "byline"
    CAPTION = "caption"
    NAVIGATION = "navigation"
    HEADING = "heading"
    SUBHEADING = "subheading"
    RELATED = "related"
    COMMENTS = "comments"
    LEGAL = "legal"
    REPEATED = "repeated"
    EMBEDDED_POST = "embedded post"
    BANNER = "banner"
    ADVERTISEMENT = "advertisement"
    OTHER_LANGUAGE = "in another language"


class TimeBasis(StrEnum):
    """What the day of a statement was worked out from."""

    OWN_WORDS = "its own words"
    PAGE = "date of the page"
    POST = "date of the post"
    UNRESOLVED = "not resolved"


class ReferenceKind(StrEnum):
    """How a page points to footage; ``NAMED``: it names a platform and gives no address."""

    PLAYER = "player"
    LINK = "link"
    PICTURE = "picture"
    CAPTION = "caption"
    NAMED = "named"


class SharedPassageKind(StrEnum):
    """How alike two sentences of two pages are; ``SAME_QUOTATION``: somebody else's words."""

    SAME_WORDS = "same words"
    REWORDED = "reworded"
    SAME_QUOTATION = "same quotation"


class ClaimChangeKind(StrEnum):
    """What became of a claim from one page to another.

    ``PROVENANCE``: the pages differ in where the footage is from. ``ONLY``: only one of them has
    it, and nothing tells which page was first.
    """

    PROVENANCE = "provenance"
    GAINED = "gained"
    LOST = "lost"
    CHANGED = "changed"
    ONLY = "only in this page"
