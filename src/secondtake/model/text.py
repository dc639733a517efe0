"""What a page says: the story, its furniture, claims as exact quotes, who says them."""

from __future__ import annotations

from dataclasses import dataclass

from secondtake.errors import InvalidRecord
from secondtake.model.enums import ClaimCheck, PicturePart, Polarity, Testable
from secondtake.model.membership import require_member
from secondtake.model.page_enums import (
    ClaimSubject,
    DateOf,
    DatePlace,
    FurnitureKind,
    ReferenceKind,
    TimeBasis,
)

__all__ = [
    "Article",
    "Attribution",
    "Claim",
    "ClaimFocus",
    "EventTime",
    "Furniture",
    "Mention",
    "PageDate",
    "Passage",
    "Post",
    "Reading",
    "Reference",
    "SecondReading",
    "StatementTime",
    "Suggestion",
    "Translation",
    "Translations",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Code points ``start`` up to, not including, ``end`` of an article's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise InvalidRecord(
                f"Passage: expected 0 <= start <= end, got {self.start}, {self.end}"
            )

    def of(self, text: str) -> str:
        """The words of the passage."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words of the page with their place: ``article.text[start:end] == text``."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """A stretch of the page set aside: navigation, time stamp, related story, caption, repeat."""

    start: int
    end: int
    kind: FurnitureKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Where a page points to footage.

    ``address`` is as the page gives it (None: the page only speaks of it); ``platform`` is the
    host or the service it belongs to.
    """

    kind: ReferenceKind
    text: str
    address: str | None = None
    platform: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTime:
    """When a claim says it happened: the words, and an ISO date or range (None: not resolved)."""

    text: str
    resolved: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementTime:
    """When something was said: the words, an ISO date or range, and what it was worked out from.

    ``resolved`` None: not worked out. ``carried``: the words stand with an earlier sentence of
    the same speaker.
    """

    text: str
    resolved: str | None
    basis: TimeBasis
    carried: bool = False

    def __post_init__(self) -> None:
        require_member(TimeBasis, self.basis, "StatementTime.basis")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDate:
    """A date a page gives: its words, the ISO forms they may mean, what it dates, where it stands.

    Two ``readings``: day and month may be either way round. None: the year is not given.
    """

    text: str
    readings: tuple[str, ...]
    of: DateOf
    place: DatePlace


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One post of a live page: where it stands, and when it was posted (None: not given)."""

    passage: Passage
    published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The story of a page with stable code-point offsets.

    For plain text ``text`` is the file as given; for HTML it is the text we took from it.
    ``published`` is ISO 8601 as exact as the page gives it: a date, or a time with or without zone.
    ``headline`` is where the title stands in ``text`` (None: it does not stand there).
    ``dates``: every date found with what it dates, those that count most first; ``published`` is
    None where none is sure. ``posts``: those of a live page, each with its own time.
    ``subheads``: headings inside the body, of the story but seldom statements.
    """

    exhibit: str
    title: str | None
    section: str | None
    published: str | None
    language: str | None
    text: str
    body: Passage
    furniture: tuple[Furniture, ...] = ()
    byline: str | None = None
    outlet: str | None = None
    headline: Passage | None = None
    modified: str | None = None
    references: tuple[Reference, ...] = ()
    dates: tuple[PageDate, ...] = ()
    posts: tuple[Post, ...] = ()
    subheads: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who says what: tuples of passages, since source, cue and content may each lie in pieces."""

    source: tuple[Passage, ...]
    cue: tuple[Passage, ...]
    content: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFocus:
    """What a finding has to be about to bear on a claim, as far as its words name it.

    Each is empty where the words do not say. ``parts``: where in the picture. ``seconds``: from
    when to when in a film. ``several_films``: it speaks of two films or more, not of one.
    """

    subjects: tuple[ClaimSubject, ...] = ()
    parts: tuple[PicturePart, ...] = ()
    seconds: tuple[tuple[float, float], ...] = ()
    several_films: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim, an exact quote of the page.

    ``source`` None: the outlet says so itself. ``through``: the chain the source had it from,
    nearest first. ``carried_over_from``: a neighbouring source it may belong to, as a question.
    ``denied``: the source says that it is not so. ``loaded``: the page's own judging words.
    ``polarity``: whether the words say that it is so, or the opposite. ``speaker``: the fullest
    name the page gives the source, so that one speaker under several names is one.
    ``source_carried``: the claim names nobody; its source is that of the sentence or the
    paragraph before. ``speaker_not_found``: the words stand in quotation marks, so they are
    somebody's, not the outlet's, though no source was found. ``statement_time``: when the source
    said it, where the page tells, apart from when it happened (``event_time``). ``also``:
    further checks that would test a part of it.
    """

    id: str
    passage: Passage
    quote: str
    source: Mention | None
    through: tuple[Mention, ...]
    cue: Mention | None
    hedges: tuple[Mention, ...]
    event_time: EventTime | None
    place: str | None
    about_footage: bool
    testable: Testable
    check: ClaimCheck
    carried_over_from: Mention | None = None
    denied: bool = False
    loaded: tuple[Mention, ...] = ()
    speaker_not_found: bool = False
    polarity: Polarity = Polarity.ASSERTED
    speaker: str | None = None
    source_carried: bool = False
    statement_time: StatementTime | None = None
    also: tuple[ClaimCheck, ...] = ()
    focus: ClaimFocus = ClaimFocus()

    def __post_init__(self) -> None:
        require_member(Testable, self.testable, "Claim.testable")
        require_member(ClaimCheck, self.check, "Claim.check")
        require_member(Polarity, self.polarity, "Claim.polarity")

    @property
    def checks(self) -> tuple[ClaimCheck, ...]:
        """Every check that would test it or a part of it, the first one first."""
        return (self.check, *self.also)

    @property
    def said_to_be_so(self) -> bool:
        """Whether its source says the quoted words; who denies or asks something does not.

        Of "there is no evidence that ..." only what follows may be the quote.
        """
        return not self.denied and self.polarity in (Polarity.ASSERTED, Polarity.NEGATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One page read: the article, its claims and attributions, and what the page does not give."""

    article: Article
    claims: tuple[Claim, ...]
    attributions: tuple[Attribution, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """A machine's words for one claim's ``quote``; ``claim``: its id when they were made."""

    claim: str
    text: str
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Translations:
    """What a translator made of a page's quotes, in English; it stands beside them.

    ``model`` None: the server at ``address`` was not asked for a model by name. ``page``: digest
    of the exhibit. ``machine_made`` is always so, and says it to whoever reads the JSON.
    """

    address: str
    model: str | None
    texts: tuple[Translation, ...]
    page: str = ""
    machine_made: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A claim that a language model points to: words of the page, and who is said to say them."""

    quote: Mention
    source: Mention | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondReading:
    """What a model read in a page; it stands beside the reading and is never part of it.

    ``dropped``: how many of its claims did not stand on the page to the letter. ``new``: numbers
    of the suggestions that no claim of the reading covers. ``cut``: the story was too long to be
    sent whole.
    """

    page: str
    address: str
    model: str
    suggestions: tuple[Suggestion, ...]
    dropped: int
    new: tuple[int, ...]
    cut: bool
