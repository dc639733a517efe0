"""Closed sets of words for what a page shows: walls, and dates with what and where they are."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["DateOf", "DatePlace", "Wall"]


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
