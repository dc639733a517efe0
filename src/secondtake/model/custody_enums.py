"""Closed sets of words for what is kept, how it came and how it is guarded and handed on."""

from __future__ import annotations

from enum import StrEnum

__all__ = [
    "AddressState",
    "ArchiveAnswer",
    "ArchivedFilmState",
    "EventAction",
    "ExhibitRole",
    "FolderKind",
    "Guard",
    "HeaderField",
    "NumberSeries",
    "ProofKind",
    "ProofState",
    "ReproductionResult",
    "RetiredBecause",
    "SandboxAttempt",
    "SealState",
    "SourceKind",
]


class SourceKind(StrEnum):
    """What the user gave to be taken in."""

    FILE = "file"
    STDIN = "stdin"
    URL = "url"


class ExhibitRole(StrEnum):
    """What an exhibit was taken in as; the custody log holds it.

    ``BESIDE``: what came with footage and is none, such as a page around a player. ``ARCHIVE``:
    how a page was had (WARC). ``LATER_VERSION``: what an address gave when it was asked again.
    """

    PAGE = "page"
    FOOTAGE = "footage"
    CONTROL = "control"
    BESIDE = "beside"
    ARCHIVE = "archive"
    LATER_VERSION = "later version"


class EventAction(StrEnum):
    """What the custody log says was done. A log of a newer version may say more: see there."""

    OPENED = "opened"
    COLLECTED = "collected"
    DERIVED = "derived"
    FAILED = "failed"
    LOOKED_CLOSER = "looked closer"
    COMPARED = "compared"
    JUDGED = "judged"
    NUMBERED = "numbered"
    REVIEWED = "reviewed"
    DISMISSED = "dismissed"
    NOTED = "noted"
    TIED = "tied"
    SYNCED = "synchronised"
    COMMENTED = "commented"
    ASSIGNED = "assigned"
    FOLLOWED_PEOPLE = "followed people"
    REVIEWED_PEOPLE = "reviewed people"
    FORGOT_PEOPLE = "forgot people"
    WITHDRAWN = "withdrawn"
    ROLE_CHANGED = "role changed"
    TAKEN_BACK = "taken back"
    CONTACT_GIVEN = "contact given"
    DREW = "drew pictures"
    REPORTED = "reported"
    UNREDACTED = "unredacted"
    EXPORTED = "exported"
    RECHECKED = "rechecked"
    INTERRUPTED = "interrupted"
    STAMPS_WANTED = "stamps wanted"
    STAMPED = "stamped"


class NumberSeries(StrEnum):
    """What is numbered in a case, each on its own from 1."""

    FINDING = "finding"
    NEGATIVE = "negative result"
    FILM = "film"
    PAGE = "page"


class RetiredBecause(StrEnum):
    """Why nothing has a finding's number any more."""

    SET_ASIDE = "a reviewer set its pairs of shots aside"
    JOINED = "it is part of another finding"
    WITHDRAWN = "an exhibit it rests on was set aside"
    NOT_HELD = "the footage as it is held and compared now does not give it"
    NOT_COMPARED = "its shots have not been compared by this version yet"
    NOT_TRACKED = "people were forgotten or tracked again, or the film was set aside"


class FolderKind(StrEnum):
    """What a folder of ours may be."""

    CASE = "case"
    BUNDLE = "bundle"
    ARCHIVE = "archive"

    @property
    def article(self) -> str:
        """``a case``, ``an archive``: as a sentence names one."""
        return f"an {self}" if self == FolderKind.ARCHIVE else f"a {self}"


class Guard(StrEnum):
    """What keeps a process that parses a file from outside from doing anything else."""

    LIMITS = "resource limits"
    NETWORK_NAMESPACE = "empty network namespace"
    CAPABILITIES = "no capabilities"
    NOT_DUMPABLE = "not dumpable"
    ENDS_WITH_PARENT = "ends with its parent"
    NO_NEW_PRIVILEGES = "no new privileges"
    FILE_ACCESS = "file access (Landlock)"
    SYSTEM_CALLS = "system calls (seccomp)"


class SandboxAttempt(StrEnum):
    """What `doctor` has a confined process try."""

    CONNECT = "connect to a network address"
    READ = "read another file"
    WRITE = "write a file"
    FORK = "start a process"
    SIGNAL = "send a signal to another process"
    TRACE = "trace another process"
    EXECUTE = "run a program"


class AddressState(StrEnum):
    """What became of an address that was asked again."""

    STILL_THERE = "still there"
    CHANGED = "changed"
    GONE = "gone"
    COULD_NOT_LOOK = "could not look"


class ArchiveAnswer(StrEnum):
    """What a public web archive answers of an address."""

    HELD = "held"
    NOT_HELD = "not held"
    NOT_ASKED = "not asked"
    COULD_NOT_LOOK = "could not look"


class HeaderField(StrEnum):
    """What a film's container may state of its making."""

    MADE_AT = "made at"
    PROGRAM = "program"
    MAKER = "maker"
    MODEL = "model"
    EDITS = "edits"
    PLACE = "place"


class ProofKind(StrEnum):
    """Somebody else's proof in a file or beside it."""

    CONTENT_CREDENTIALS = "content credentials"
    PROOFMODE = "ProofMode"
    WACZ = "WACZ"


class ProofState(StrEnum):
    """Whether somebody else's proof holds; ``NOT_CHECKED``: nothing at hand to check it by."""

    VALID = "valid"
    INVALID = "invalid"
    ABSENT = "absent"
    NOT_CHECKED = "not checked"
    COULD_NOT_LOOK = "could not look"


class SealState(StrEnum):
    """Whether an authority's time stamp is there."""

    CONFIRMED = "confirmed"
    PENDING = "pending"


class ReproductionResult(StrEnum):
    """Whether running a case again gives a finding again."""

    PASS = "PASS"
    DIFF = "DIFF"
    CANNOT = "CANNOT"


class ArchivedFilmState(StrEnum):
    """What adding or rebuilding did with one film of an archive."""

    ADDED = "added"
    PRESENT = "present"
    REBUILT = "rebuilt"
    CHANGED = "changed"
    MISSING = "missing"
