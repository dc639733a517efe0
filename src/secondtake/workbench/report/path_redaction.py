"""Keep this machine's folders out of what leaves the case: files by name, addresses whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from secondtake.model.evidence import CustodyEvent, Exhibit, Failure, Withdrawn
from secondtake.preserve import MAKER

__all__ = ["Origins"]


class Origins:
    """What a case knows of where things came from, as others may read it.

    A file's origin is its name; an address stays as it is. The custody log of the case keeps the
    whole paths. ``exhibits`` and ``failures`` are all those of the case.
    """

    def __init__(self, exhibits: Iterable[Exhibit], failures: Iterable[Failure]) -> None:
        known = {e.origin: e.name for e in exhibits}
        known |= {f.subject: _last(f.subject) for f in failures if f.made_by.name == MAKER.name}
        # The longest first, so that no folder's path is replaced inside a file's.
        self._names = sorted(
            ((o, n) for o, n in known.items() if o != n and not _is_address(o)),
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
        return exhibit if _is_address(exhibit.origin) else replace(exhibit, origin=exhibit.name)

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
            failure, subject=self.words(failure.subject), reason=self.words(failure.reason)
        )

    def event(self, event: CustodyEvent) -> CustodyEvent:
        """The event as others may read it."""
        return replace(event, detail=tuple((k, self.words(v)) for k, v in event.detail))


def _is_address(origin: str) -> bool:
    return origin.lower().startswith(("http://", "https://"))


def _last(path: str) -> str:
    return path.replace("\\", "/").rstrip("/").rpartition("/")[2] or path
