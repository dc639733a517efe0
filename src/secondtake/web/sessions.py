"""Who is let in: one link that opens once, and the browser that came through it."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field

from secondtake.model.enums import SeeingGrade
from secondtake.web.looks import Look

__all__ = ["Session", "Sessions"]

KEY_BYTES = 32
"""Of a key that nobody guesses: 256 bits."""


@dataclass(slots=True, eq=False)
class Session:
    """One browser, as long as the server runs. ``form_token`` goes with everything it writes.

    ``name``: who works there, empty until given. ``told``: cases whose claims or findings it was
    sent: nobody there is blind to them any more. ``grade``: how
    much covered it is shown films; ``opened``: films, by case, that it may see
    without anything covered. ``looks``: pairs it is shown without what they are about.
    ``account``: whether its name is that of an account.
    """

    form_token: str
    name: str = ""
    told: set[str] = field(default_factory=set)
    grade: SeeingGrade = SeeingGrade.COVERED
    opened: set[tuple[str, str]] = field(default_factory=set)
    looks: dict[str, Look] = field(default_factory=dict)
    account: bool = False


class Sessions:
    """The one-time key and the browsers let in with it; nothing of it is kept on disk."""

    def __init__(self) -> None:
        self.entrance = secrets.token_urlsafe(KEY_BYTES)
        self._open = True
        self._held: dict[str, Session] = {}

    def enter(self, key: str) -> str | None:
        """The cookie for the first who brings the one-time key; None for anybody else."""
        if not self._open or not hmac.compare_digest(key.encode(), self.entrance.encode()):
            return None
        self._open = False
        cookie = secrets.token_urlsafe(KEY_BYTES)
        self._held[cookie] = Session(form_token=secrets.token_urlsafe(KEY_BYTES))
        return cookie

    def of(self, cookie: str) -> Session | None:
        """The session of a cookie; None where there is none."""
        return self._held.get(cookie)
