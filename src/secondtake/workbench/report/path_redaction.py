"""Keep this machine's folders and secrets out of what leaves the case: files by name, addresses
without tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from secondtake.model.enums import EventAction
from secondtake.model.evidence import CustodyEvent, Exhibit, Failure, Withdrawn
from secondtake.preserve import MAKER, address, details, words

__all__ = ["Origins"]

_ASKING = (EventAction.COLLECTED, EventAction.FAILED, EventAction.RECHECKED)
"""Actions whose detail tells of addresses that were asked; elsewhere people's own words stand."""


class Origins:
    """What a case knows of where things came from, as others may read it.

    A file's origin is its name; an address stays as it is, but for secrets that a case of version
    0.2 or older may hold. The custody log of the case keeps the whole paths. ``exhibits`` and
    ``failures`` are all those of the case.
    """

    def __init__(self, exhibits: Sequence[Exhibit], failures: Sequence[Failure]) -> None:
        known = {e.origin: e.name for e in exhibits}
        known |= {f.subject: _last(f.subject) for f in failures if f.made_by.name == MAKER.name}
        # The longest first, so that no folder's path is replaced inside a file's.
        self._names = sorted(
            ((o, n) for o, n in known.items() if o != n and _is_path(o)),
            key=lambda pair: -len(pair[0]),
        )

    def words(self, text: str) -> str:
        """A text with every path that is known replaced by its name."""
        for origin, name in self._names:
            if len(origin) > 1:
                text = text.replace(origin, name)
        return text

    def exhibit(self, exhibit: Exhibit) -> Exhibit:
        """The exhibit as others may read it."""
        if _is_address(exhibit.origin):
            return self.without_secrets(exhibit)
        return replace(exhibit, origin=exhibit.name)

    @staticmethod
    def without_secrets(exhibit: Exhibit) -> Exhibit:
        """The exhibit with its folder, if it has one, but without the secrets of its address."""
        if not _is_address(exhibit.origin):
            return exhibit
        return replace(exhibit, origin=address(exhibit.origin), name=_name(exhibit.name))

    def withdrawn(self, withdrawn: Withdrawn) -> Withdrawn:
        """The exhibit that was set aside, and why, as others may read it."""
        return replace(
            withdrawn,
            exhibit=self.exhibit(withdrawn.exhibit),
            reason=self.words(withdrawn.reason),
        )

    def failure(self, failure: Failure) -> Failure:
        """The failure as others may read it."""
        return replace(
            failure,
            subject=words(self.words(failure.subject)),
            reason=words(self.words(failure.reason)),
        )

    def event(self, event: CustodyEvent) -> CustodyEvent:
        """The event as others may read it."""
        told = tuple((k, self.words(v)) for k, v in event.detail)
        if event.action in _ASKING:
            told = details([(k, _name(v) if k == "name" else v) for k, v in told])
        return replace(event, detail=told)


def _name(name: str) -> str:
    """A name that was taken from the end of an address, without the secrets of its query."""
    return address(name) if "?" in name else name


def _is_path(origin: str) -> bool:
    """Whether an origin tells of folders: a bare name does not, and neither does ``stdin``."""
    return not _is_address(origin) and ("/" in origin or "\\" in origin)


def _is_address(origin: str) -> bool:
    return origin.lower().startswith(("http://", "https://"))


def _last(path: str) -> str:
    return path.replace("\\", "/").rstrip("/").rpartition("/")[2] or path
