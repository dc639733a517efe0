"""Passwords: argon2id, at least fifteen characters, and a bound on how often one may guess.

Sources: RFC 9106 (argon2; the library's defaults are its second recommendation, 64 MiB); NIST
SP 800-63B-4, 3.1.1.2 (15 characters where nothing else is asked, no rules of composition, compared
in NFKC, the name not in it) and 3.2.2 (at most 100 failed tries on one account).
"""

from __future__ import annotations

import threading
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, func, insert, select, update

from secondtake.errors import InputInvalid
from secondtake.model.desk_enums import DeskAction
from secondtake.model.names import one_spelling
from secondtake.serve.database import Database, log, now
from secondtake.serve.schema import attempt, person
from secondtake.serve.serve_words import word

__all__ = ["SHORTEST", "TooManyTries", "hashed", "signed_in"]

SHORTEST = 15
LONGEST = 1000
"""Characters; more would only keep the server busy."""
SOON = 15 * 60
DAY = 24 * 3600
"""Seconds."""
TRIES_OF_ONE_AT_AN_ACCOUNT = 10
TRIES_OF_ONE_ADDRESS = 100
"""In ``SOON``; an office may have one address."""
TRIES_AT_AN_ACCOUNT = 100
"""In a ``DAY``, from wherever (SP 800-63B-4, 3.2.2)."""
UNKNOWN = "unknown name"
_HASHER = PasswordHasher()
_NOBODY = _HASHER.hash("nobody's password, so that a name that is not there takes as long")
_AT_ONCE = threading.BoundedSemaphore(2)
"""Each hash takes 64 MiB and a core for 50 ms."""
_COUNTING = threading.Lock()


class TooManyTries(InputInvalid):
    """Too many sign-ins failed; wait."""


def hashed(password: str, name: str) -> str:
    """The hash to keep; raises ``InputInvalid`` for a password that is easily guessed."""
    plain = unicodedata.normalize("NFKC", password)
    guessed = one_spelling(name) in one_spelling(plain) and len(plain) < SHORTEST + len(name)
    if not SHORTEST <= len(plain) <= LONGEST or len(set(plain)) < 5 or guessed:
        raise InputInvalid(word("error.password"), advice=word("advice.password"))
    with _AT_ONCE:
        return _HASHER.hash(plain)


def signed_in(database: Database, name: str, password: str, address: str) -> int | None:
    """The number of whom name and password let in; None where they let nobody in.

    ``address``: whence it is tried. Raises ``TooManyTries`` without looking at the password.
    """
    spelling = one_spelling(name)[:400]
    with _COUNTING:
        number = _counted(database, spelling, address)
    with database.asked() as connection:
        row = connection.execute(select(person).where(person.c.spelling == spelling)).one_or_none()
    known = row.password if row and not row.disabled and row.password else None
    plain = unicodedata.normalize("NFKC", password[: LONGEST + 1])
    fits = _verified(known or _NOBODY, plain) and known is not None
    with database.asked() as connection:
        if not fits or row is None:
            # A name that nobody has is not written down: it may be a password in the wrong place.
            log(connection, row.name if row else UNKNOWN, DeskAction.REFUSED, address)
            return None
        # Only what this address tried: an attack from elsewhere goes on being counted.
        mine = (attempt.c.spelling == spelling, attempt.c.address == address)
        connection.execute(delete(attempt).where(*mine, attempt.c.id <= number))
        if _HASHER.check_needs_rehash(known or _NOBODY):
            with _AT_ONCE:
                again = _HASHER.hash(plain)
            connection.execute(update(person).where(person.c.id == row.id).values(password=again))
        return int(row.id)


def _counted(database: Database, spelling: str, address: str) -> int:
    """Count this try before it is made: of many at once, none goes uncounted."""
    at = now()
    here, whom = attempt.c.address == address, attempt.c.spelling == spelling
    bounds = (
        (TRIES_OF_ONE_AT_AN_ACCOUNT, (here, whom, attempt.c.at > at - SOON)),
        (TRIES_OF_ONE_ADDRESS, (here, attempt.c.at > at - SOON)),
        (TRIES_AT_AN_ACCOUNT, (whom, attempt.c.at > at - DAY)),
    )
    with database.asked() as connection:
        connection.execute(delete(attempt).where(attempt.c.at <= at - DAY))
        for most, which in bounds:
            if (connection.scalar(select(func.count()).where(*which)) or 0) >= most:
                raise TooManyTries(word("error.tries"), advice=word("advice.tries"))
        tried = insert(attempt).values(spelling=spelling, address=address, at=at)
        (number,) = connection.execute(tried).inserted_primary_key or (0,)
        return int(number)


def _verified(known: str, plain: str) -> bool:
    with _AT_ONCE:
        try:
            return _HASHER.verify(known, plain)
        except (VerificationError, InvalidHashError):
            return False
