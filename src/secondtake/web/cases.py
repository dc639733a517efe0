"""The cases at hand: the one that was named, or those in a folder; each read when it changed."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from secondtake import workbench
from secondtake.errors import InputInvalid, InputMissing, SecondTakeError
from secondtake.model.by_hand import Assignment, Comment
from secondtake.model.film_key import exhibit_of, stream_of
from secondtake.model.frame_table import FrameTable
from secondtake.model.json_status import StatusShape
from secondtake.model.report import Report
from secondtake.web.messages import word
from secondtake.web.naming import DeskNames

__all__ = ["Cases", "HeldCase", "State"]

LOG = "custody.jsonl"
"""Grows with everything that happens to a case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A case at one moment, as its pages tell it."""

    report: Report
    status: StatusShape
    names: DeskNames
    comments: tuple[Comment, ...] = ()
    assigned: Mapping[str, Assignment] = field(default_factory=dict)

    def assigned_to(self, finding: str) -> str:
        """Who is to look at a finding; empty for nobody."""
        one = self.assigned.get(finding)
        return one.to if one else ""


class HeldCase:
    """One case; it is opened to be read, and let go at once: others write meanwhile.

    ``writing`` is held by whoever writes to it from this process.
    """

    def __init__(self, path: Path, case_id: str) -> None:
        self.path = path
        self.id = case_id
        self.name = path.resolve().name
        self.writing = threading.Lock()
        self._guard = threading.Lock()
        self._tables: dict[str, FrameTable] = {}
        self._seen: tuple[tuple[int, int], State] | None = None

    def state(self) -> State:
        """What the case holds now; gathered again only after its log has grown.

        Raises as ``workbench.open_view``.
        """
        with self._guard:
            now = self._stamp()
            if self._seen is None or self._seen[0] != now:
                with workbench.open_view(self.path) as view:
                    report = workbench.present_state.report(view)
                    status = workbench.overview.status(view)
                    comments = workbench.discussion.comments(view.case)
                    assigned = workbench.discussion.assigned(view.case)
                names = DeskNames(report, f"/c/{self.id}")
                self._seen = (
                    now,
                    State(
                        report=report,
                        status=status,
                        names=names,
                        comments=comments,
                        assigned=assigned,
                    ),
                )
            return self._seen[1]

    def table(self, film: str) -> FrameTable | None:
        """When each frame of a film is shown, by its key; None where the case holds no such film.

        Raises as ``workbench.frame_table``.
        """
        if film not in {reel.film for reel in self.state().report.reels}:
            return None
        with self._guard:
            if film not in self._tables:
                self._tables[film] = workbench.frame_table(
                    self.path, exhibit_of(film), stream=stream_of(film)
                )
            return self._tables[film]

    def _stamp(self) -> tuple[int, int]:
        try:
            facts = (self.path / LOG).stat()
        except OSError as error:
            raise InputMissing(
                f"The case {self.name} cannot be read: {error.strerror}.",
                advice=word("advice.restore"),
            ) from error
        return facts.st_size, facts.st_mtime_ns


class Cases:
    """The case at a path, or every case in that folder. Requests name them by their ids."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.single = workbench.is_case(place)
        if not self.single and not place.is_dir():
            raise InputMissing(
                f"There is no case and no folder at {place}.",
                advice="Name a case, or a folder in which cases lie or are to be made.",
            )
        self._held: dict[Path, HeldCase] = {}
        self.unread: dict[str, str] = {}
        self.listed()

    def listed(self) -> tuple[HeldCase, ...]:
        """The cases, by name; of those that cannot be opened, ``unread`` says why."""
        self.unread = {}
        for path in [self.place] if self.single else self._folders():
            if path in self._held or not path.is_dir():
                continue
            try:
                if workbench.is_case(path):
                    with workbench.open_view(path) as view:
                        self._held[path] = HeldCase(path, view.case.id)
            except SecondTakeError as error:
                if self.single:
                    raise
                self.unread[path.name] = str(error)
        return tuple(sorted(self._held.values(), key=lambda held: held.name.casefold()))

    def _folders(self) -> list[Path]:
        try:
            return sorted(self.place.iterdir())
        except OSError as error:
            raise InputInvalid(
                f"The folder {self.place} cannot be listed: {error.strerror}.",
                advice="Check who may read it, or name a case in it.",
            ) from error

    def at(self, case_id: str) -> HeldCase:
        """The case of that id; raises ``InputMissing`` for any other word."""
        for held in (*self._held.values(), *self.listed()):
            if held.id == case_id:
                return held
        raise InputMissing("There is no such case here.", advice=word("advice.cases"))
