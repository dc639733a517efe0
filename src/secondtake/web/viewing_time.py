"""How long somebody has looked at films with nothing covered: for themselves alone, and a break.

Source: Dart Center for Journalism and Trauma, Working with Traumatic Imagery (2014): know how much
one watches, and take breaks.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from secondtake.errors import CaseUnwritable
from secondtake.model.names import one_spelling

__all__ = ["BREAK_AFTER_S", "Viewed", "ViewingTime"]

BREAK_AFTER_S = 20 * 60.0
"""Seconds without a break after which one is offered."""
TOGETHER_S = 60.0
"""Seconds between two signs of looking up to which the time between them counts as looked at; a
page gives a sign every 20 seconds."""
REST_S = 5 * 60.0
"""Seconds without a sign that are a break."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewed:
    """Seconds of looking on one day, and of them those since the last break."""

    day: date
    seconds: float
    unbroken: float

    @property
    def minutes(self) -> int:
        """Whole minutes of the day."""
        return int(self.seconds // 60)

    @property
    def offers_break(self) -> bool:
        """Whether it is time for one."""
        return self.unbroken >= BREAK_AFTER_S


class ViewingTime:
    """One file for each name in ``folder``, which nobody else is shown and anybody may delete.

    By default it is this user's own state folder. No case holds any of it.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or _own_folder()
        self._last: dict[str, datetime] = {}

    def seen(self, name: str, now: datetime) -> Viewed:
        """Note that somebody looks; the time since the last sign counts where it was short.

        Raises ``CaseUnwritable`` when the disk refuses.
        """
        held, last = self.of(name, now), self._last.get(name)
        self._last[name] = now
        gap = (now - last).total_seconds() if last else 0.0
        rested = gap >= REST_S
        if 0 < gap <= TOGETHER_S:
            held = Viewed(day=held.day, seconds=held.seconds + gap, unbroken=held.unbroken + gap)
        elif rested:
            held = Viewed(day=held.day, seconds=held.seconds, unbroken=0.0)
        if gap:
            self._keep(name, held)
        return held

    def of(self, name: str, now: datetime) -> Viewed:
        """What counts for somebody today; nothing where there is no file, or another day's."""
        none = Viewed(day=now.date(), seconds=0.0, unbroken=0.0)
        try:
            told = json.loads(self._file(name).read_text("utf-8"))
            held = Viewed(
                day=date.fromisoformat(told["day"]),
                seconds=float(told["seconds"]),
                unbroken=float(told["unbroken"]),
            )
        except (OSError, ValueError, TypeError, KeyError):
            return none  # never written, erased, or no longer ours: it starts anew
        return held if held.day == none.day else none

    def rested(self, name: str, now: datetime) -> None:
        """Note that somebody had a break. Raises as ``seen``."""
        held = self.of(name, now)
        self._last.pop(name, None)
        self._keep(name, Viewed(day=held.day, seconds=held.seconds, unbroken=0.0))

    def erase(self, name: str) -> None:
        """Delete what was counted for somebody."""
        self._last.pop(name, None)
        with contextlib.suppress(FileNotFoundError):
            self._file(name).unlink()

    def _file(self, name: str) -> Path:
        return self._folder / f"{hashlib.sha256(one_spelling(name).encode()).hexdigest()}.json"

    def _keep(self, name: str, held: Viewed) -> None:
        told = {"day": held.day.isoformat(), "seconds": held.seconds, "unbroken": held.unbroken}
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            part = self._file(name).with_suffix(".part")
            part.write_text(json.dumps(told), "utf-8")
            part.replace(self._file(name))
        except OSError as error:
            raise CaseUnwritable(
                f"How long you looked could not be put on the disk: {error.strerror}.",
                advice="Make room, or set XDG_STATE_HOME to a folder with room.",
            ) from error


def _own_folder() -> Path:
    home = Path.home()
    state = home / "Library" / "Application Support"
    if sys.platform != "darwin":
        state = Path(os.environ.get("XDG_STATE_HOME") or home / ".local" / "state")
    return state / "secondtake" / "viewed"
