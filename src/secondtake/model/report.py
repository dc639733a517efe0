"""The report: all a doubter needs of one case; an exporter only has to lay it out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from secondtake.model.by_hand import HandTie, Note, SyncPoint
from secondtake.model.confinement import Confinement
from secondtake.model.enums import (
    ClaimState,
    HeaderField,
    PictureRole,
    ProofKind,
    ProofState,
    SealState,
)
from secondtake.model.evidence import CustodyEvent, Exhibit, Failure, Maker, Setting, Withdrawn
from secondtake.model.findings import Dismissal, Finding, Relation, Review
from secondtake.model.footage import Reel, Shot
from secondtake.model.genealogy import Genealogy
from secondtake.model.numbering import Numbered, Retired
from secondtake.model.people import PeopleCompared
from secondtake.model.still_pictures import PictureMatch
from secondtake.model.text import Reading, Translations
from secondtake.model.time import Span

__all__ = [
    "Claimed",
    "Header",
    "Method",
    "Picture",
    "Proof",
    "Report",
    "Seal",
    "TakeGroup",
    "TakePart",
    "Tie",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One picture of the report, already redacted (or deliberately not).

    ``role``: ``contact`` (a shot's still on the timeline), ``left`` or ``right`` (a finding's
    side by side), ``difference`` (overlay) or ``strip`` (aligned frames). ``finding`` and
    ``shot`` say what it belongs to. ``data`` is the JPEG or PNG itself; ``alt`` describes it in
    words. ``at_seconds`` is on the film's own clock. ``hidden``: 0 to 1, of ``left`` and ``right``,
    how much of what the finding is about redaction covers: of its boxes the one that is covered
    most, without any the picture.
    """

    id: str
    role: PictureRole
    exhibit: str
    shot: str | None
    finding: str | None
    at_seconds: float
    width: int
    height: int
    media_type: str
    data: bytes
    alt: str
    hidden: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A finding beside a claim, and why it bears on it or does not, as a sentence.

    ``what``: the difference of it that is meant; empty for the whole finding. ``by``, ``at``: the
    person who said so by hand, and when; empty and None where it was computed.
    """

    finding: str
    what: str
    why: str
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """One claim of one page with what became of it.

    ``state``: ``findings`` (see them), ``nothing found`` (looked, saw nothing that bears on it),
    ``for a person`` (somebody has to say what the footage shows), ``could not look`` (failed or
    footage missing), ``not by footage alone``, ``not from footage`` (no footage can test it).
    ``note`` says it in a sentence; ``looked_for`` what was searched; ``would_settle`` which file
    or fact would settle it. ``page`` is the page's exhibit digest, ``claim`` the claim's id.
    ``ties``: why each of ``findings`` bears on it. ``others``: what else was found that a reader
    may take for evidence, and why it does not bear on the claim.
    """

    page: str
    claim: str
    state: ClaimState
    note: str
    findings: tuple[str, ...]
    looked_for: tuple[str, ...]
    would_settle: tuple[str, ...]
    ties: tuple[Tie, ...] = ()
    others: tuple[Tie, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TakePart:
    """A shot that shows a take; ``span`` is the part of it that does, None: all of it."""

    shot: str
    span: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeGroup:
    """One set-up performed more than once: its takes, each with the shots that show it.

    The order of takes is left open. A shot over a missed cut stands in two takes.
    """

    name: str
    takes: tuple[tuple[TakePart, ...], ...]

    @property
    def shots(self) -> tuple[str, ...]:
        """Every shot of the set-up once, in the order of their names."""
        return tuple(sorted({part.shot for take in self.takes for part in take}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """A part that worked on the case: who it is, its settings, and the page that explains it."""

    maker: Maker
    page: str
    thresholds: tuple[Setting, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a film's container states of its making, as names and values; claims of the file.

    Names: ``made at``, ``program``, ``maker``, ``model``, ``edits``, ``place``. In a redacted
    report ``place`` is told to be there and is not shown. No claims is normal.
    """

    exhibit: str
    claims: tuple[tuple[HeaderField, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What somebody else's proof says of an exhibit, and whether it holds.

    ``kind``: ``content credentials`` (C2PA), ``ProofMode`` or ``WACZ``; ``state``: ``valid``,
    ``invalid``, ``absent`` (normal), ``not checked`` (there, and nothing at hand to check it by) or
    ``could not look``.
    """

    exhibit: str
    kind: ProofKind
    state: ProofState
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """What one authority says of one digest. ``at``: its time (UTC), None while it is pending.

    ``state``: ``confirmed`` or ``pending``; ``what`` names the exhibit or the part of the log.
    """

    subject: str
    what: str
    authority: str
    state: SealState
    at: datetime | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything of one case at one moment. ``log_head`` is the digest of the last custody link.

    ``redacted`` False means somebody deliberately asked for open pictures (it is in the log).
    ``pairs_compared`` and ``pairs_possible`` count pairs of shots. ``not_examined`` holds one
    sentence for each thing nobody looked at. ``compared_people``: tracks of people and pairs of
    them that may be one person, without any vector; None when people were not to be compared.
    ``dismissals``: pairs of shots that people set aside, which stand in ``relations`` and in no
    finding. ``controls``: relations of pairs with control footage. ``genealogy``: how several
    pages hang together; None for one. ``contact``: whom a reader may ask, if anybody was named.
    ``control_footage``: digests of exhibits that were taken in as control footage only.
    ``confinements``: the guards under which films were decoded.
    ``picture_matches``: what comparing still pictures with films and each other showed.
    ``withdrawn``: exhibits that people set aside; they are in no other part but ``events``.
    ``notes``: what people wrote at frames, as it stands now; ``hand_ties``: their words on whether
    findings bear on claims; ``sync_points``: frames that they say show one instant.
    ``numbers``: what the report calls its findings and films; ``retired``: numbers of earlier
    reports that nothing has now. ``translations``: a machine's words for quotes of pages, beside
    them. ``people_left_out``: people were compared, and what that showed is not in what is handed
    out.
    """

    case_id: str
    title: str
    made_at: datetime
    tool_version: str
    redacted: bool
    exhibits: tuple[Exhibit, ...]
    reels: tuple[Reel, ...]
    shots: tuple[Shot, ...]
    readings: tuple[Reading, ...]
    claimed: tuple[Claimed, ...]
    relations: tuple[Relation, ...]
    takes: tuple[TakeGroup, ...]
    findings: tuple[Finding, ...]
    reviews: tuple[Review, ...]
    failures: tuple[Failure, ...]
    not_examined: tuple[str, ...]
    pairs_compared: int
    pairs_possible: int
    expected_false_alarms: float | None
    methods: tuple[Method, ...]
    events: tuple[CustodyEvent, ...]
    log_head: str
    pictures: tuple[Picture, ...]
    rerun: tuple[str, ...]
    headers: tuple[Header, ...] = ()
    compared_people: PeopleCompared | None = None
    proofs: tuple[Proof, ...] = ()
    seals: tuple[Seal, ...] = ()
    dismissals: tuple[Dismissal, ...] = ()
    controls: tuple[Relation, ...] = ()
    genealogy: Genealogy | None = None
    contact: str | None = None
    control_footage: tuple[str, ...] = ()
    confinements: tuple[Confinement, ...] = ()
    picture_matches: tuple[PictureMatch, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()
    numbers: tuple[Numbered, ...] = ()
    retired: tuple[Retired, ...] = ()
    notes: tuple[Note, ...] = ()
    hand_ties: tuple[HandTie, ...] = ()
    sync_points: tuple[SyncPoint, ...] = ()
    translations: tuple[Translations, ...] = ()
    people_left_out: bool = False
