"""Words and members of closed sets: a record holds members, a file or a command line words."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from secondtake.errors import InvalidRecord

__all__ = ["member", "require_member"]

E = TypeVar("E", bound=StrEnum)


def member(kind: type[E], value: object, field: str) -> E:
    """The member of a closed set that has a value; ``field`` names it in the message.

    Raises ``InvalidRecord`` for a value that is none of them.

    >>> from secondtake.model.enums import Testable
    >>> member(Testable, "partly", "Claim.testable")
    <Testable.PARTLY: 'partly'>
    """
    try:
        return kind(str(value))
    except ValueError as error:
        raise InvalidRecord(_expected(kind, value, field)) from error


def require_member(kind: type[E], value: object, field: str) -> None:
    """Raise ``InvalidRecord`` unless ``value`` is a member of a closed set, not merely its word."""
    if not isinstance(value, kind):
        raise InvalidRecord(_expected(kind, value, field))


def _expected(kind: type[E], value: object, field: str) -> str:
    words = ", ".join(repr(m.value) for m in kind)
    got = f"{type(value).__name__} {value!r}"
    return f"{field}: expected a {kind.__name__}, one of {words}, got {got}"
