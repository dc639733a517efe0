"""Every error Second Take raises, as one tree; each carries one sentence and advice.

    SecondTakeError
    ├── InvalidRecord          a record was built from values that cannot be (our fault)
    ├── InputInvalid           the user gave something that cannot be used        exit 2
    │   ├── InputMissing       a path or case that is not there
    │   ├── AddressRefused     a URL we will not ask (private network, scheme)
    │   └── SettingInvalid     an option's value is out of range
    ├── CaseUnusable           the case folder cannot be used                     exit 2
    │   ├── CaseBusy           another process writes to it
    │   └── CaseUnwritable     no permission, no space, read-only
    ├── EvidenceDamaged        bytes do not match their digest, or the log breaks exit 3
    │   └── FolderUnsafe       a link, a special file or a foreign name in a case
    ├── CaseInterrupted        the first command on a case did not end            exit 75
    ├── CannotLook             something could not be examined (becomes a Failure) exit 1
    │   ├── Unreadable         not footage, broken, or of an unknown kind
    │   ├── LimitExceeded      more memory, time or pixels than the guard allows
    │   ├── FetchFailed        an address did not answer as asked
    │   ├── PageUnreadable     a page that holds no text we can read
    │   └── InternalFault      our own code failed on it; the file may be sound
    ├── PluginUnavailable      an optional part is not installed                   exit 2
    └── DeskUnusable           the database of a desk's accounts cannot be used    exit 2

Foreign errors are mapped where they enter, with ``from``.
"""

from __future__ import annotations

__all__ = [
    "AddressRefused",
    "CannotLook",
    "CaseBusy",
    "CaseInterrupted",
    "CaseUnusable",
    "CaseUnwritable",
    "DeskUnusable",
    "EvidenceDamaged",
    "FetchFailed",
    "FolderUnsafe",
    "InputInvalid",
    "InputMissing",
    "InternalFault",
    "InvalidRecord",
    "LimitExceeded",
    "PageUnreadable",
    "PluginUnavailable",
    "SecondTakeError",
    "SettingInvalid",
    "Unreadable",
]


class SecondTakeError(Exception):
    """Base of all our errors: ``str(error)`` is the sentence, ``error.advice`` what to do next."""

    exit_code = 2

    def __init__(self, sentence: str, *, advice: str = "") -> None:
        super().__init__(sentence)
        self.advice = advice

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle with the advice, so an error crosses a process wall whole."""
        return (_restore, (type(self), str(self), self.advice))


def _restore(kind: type[SecondTakeError], sentence: str, advice: str) -> SecondTakeError:
    return kind(sentence, advice=advice)


class InvalidRecord(SecondTakeError):
    """A record was built from values that cannot be; the message shows expected and got."""


class InputInvalid(SecondTakeError):
    """What the user gave cannot be used."""


class InputMissing(InputInvalid):
    """A path or a case that is not there."""


class AddressRefused(InputInvalid):
    """An address Second Take will not ask: a private network or another scheme than http(s)."""


class SettingInvalid(InputInvalid):
    """An option or setting is out of its range."""


class CaseUnusable(SecondTakeError):
    """The case folder cannot be used as it is."""


class CaseBusy(CaseUnusable):
    """Another process is writing to the case."""


class CaseUnwritable(CaseUnusable):
    """The case folder cannot be written: permission, space or a read-only disk."""


class EvidenceDamaged(SecondTakeError):
    """Stored bytes do not match their digest, or the custody log does not chain."""

    exit_code = 3


class FolderUnsafe(EvidenceDamaged):
    """A case, bundle or archive holds what none has: a link, a special file, a foreign name."""


class CaseInterrupted(SecondTakeError):
    """A command did not end and is to be run again; nothing that was recorded is lost."""

    exit_code = 75  # EX_TEMPFAIL of sysexits.h: try again


class CannotLook(SecondTakeError):
    """Something could not be examined; the workbench records it as a Failure."""

    exit_code = 1


class Unreadable(CannotLook):
    """A file that is no footage, is broken, or is of a kind we do not know."""


class LimitExceeded(CannotLook):
    """A file asks for more memory, time or pixels than the guard allows."""


class FetchFailed(CannotLook):
    """An address did not give what was asked for."""


class PageUnreadable(CannotLook):
    """A page that holds no text we can read."""


class InternalFault(CannotLook):
    """Our own code failed on a file; that says nothing of the file, which may be sound."""


class PluginUnavailable(SecondTakeError):
    """An optional part is not installed; the advice holds the install line."""


class DeskUnusable(SecondTakeError):
    """The database of a desk's accounts cannot be reached, read or written; no case is in it."""
