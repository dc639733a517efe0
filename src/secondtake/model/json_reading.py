"""What ``read --json`` prints: the page, its claims and what they are taken from."""

from __future__ import annotations

from typing import TypedDict

from secondtake.model.enums import (
    ClaimCheck,
    PicturePart,
    Polarity,
    Testable,
)
from secondtake.model.page_enums import (
    ClaimSubject,
    DateOf,
    DatePlace,
    FurnitureKind,
    ReferenceKind,
    TimeBasis,
)

__all__ = [
    "AttributionShape",
    "ClaimFocusShape",
    "ClaimShape",
    "EventTimeShape",
    "MentionShape",
    "PageDateShape",
    "PostShape",
    "ReadingShape",
    "ReferenceShape",
    "SpanShape",
    "StatementTimeShape",
    "StretchShape",
    "TranslatedShape",
    "TranslationShape",
]


class SpanShape(TypedDict):
    """Code points of ``text``, ``end`` exclusive."""

    start: int
    end: int


class StretchShape(SpanShape):
    """A stretch of the page set aside."""

    kind: FurnitureKind


class MentionShape(SpanShape):
    """Words of the page with their place."""

    text: str


class EventTimeShape(TypedDict):
    """When a claim says it happened: its words, and an ISO date or range where they give one."""

    text: str
    resolved: str | None


class StatementTimeShape(EventTimeShape):
    """When something was said, and what its day was worked out from; ``carried``: the words stand
    with an earlier sentence of the same speaker.
    """

    basis: TimeBasis
    carried: bool


class ClaimFocusShape(TypedDict):
    """What a finding has to be about to bear on a claim; each empty where its words do not say."""

    subjects: list[ClaimSubject]
    parts: list[PicturePart]
    seconds: list[list[float]]
    several_films: bool


class ClaimShape(SpanShape):
    """One claim, an exact quote; ``source`` null: the outlet says so itself, or, where
    ``speaker_not_found``, somebody who is quoted and could not be told.
    """

    id: str
    quote: str
    source: MentionShape | None
    through: list[MentionShape]
    cue: MentionShape | None
    hedges: list[MentionShape]
    event_time: EventTimeShape | None
    place: str | None
    about_footage: bool
    testable: Testable
    check: ClaimCheck
    carried_over_from: MentionShape | None
    denied: bool
    loaded: list[MentionShape]
    speaker_not_found: bool
    polarity: Polarity
    speaker: str | None
    source_carried: bool
    statement_time: StatementTimeShape | None
    also: list[ClaimCheck]
    focus: ClaimFocusShape


class AttributionShape(TypedDict):
    """Who says what: each a list of start and end, for each may lie in pieces."""

    source: list[list[int]]
    cue: list[list[int]]
    content: list[list[int]]


class ReferenceShape(TypedDict):
    """Where a page points to footage."""

    kind: ReferenceKind
    text: str
    address: str | None
    platform: str | None


class PageDateShape(TypedDict):
    """A date a page gives, the ISO forms it may mean, what it dates and where it stands."""

    text: str
    readings: list[str]
    of: DateOf
    place: DatePlace


class PostShape(TypedDict):
    """One post of a live page and when it was posted."""

    start: int
    end: int
    published: str | None


class TranslatedShape(TypedDict):
    """A machine's words for the quote of one claim."""

    claim: str
    text: str


class TranslationShape(TypedDict):
    """What a translator at the user's address made of the quotes; machine-made, in English."""

    machine_made: bool
    address: str
    model: str | None
    texts: list[TranslatedShape]


class ReadingShape(TypedDict):
    """A page: its story, its claims and who says them."""

    title: str | None
    section: str | None
    published: str | None
    modified: str | None
    language: str | None
    byline: str | None
    outlet: str | None
    text: str
    headline: SpanShape | None
    body: SpanShape
    furniture: list[StretchShape]
    claims: list[ClaimShape]
    attributions: list[AttributionShape]
    references: list[ReferenceShape]
    dates: list[PageDateShape]
    posts: list[PostShape]
    subheads: list[SpanShape]
    missing: list[str]
    translation: TranslationShape | None
