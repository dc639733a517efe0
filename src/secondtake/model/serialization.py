"""Records to plain JSON values and back; arrays never pass here, they are derivatives."""

from __future__ import annotations

import base64
import dataclasses
import re
import types
import typing
from datetime import UTC, datetime
from enum import Enum, StrEnum
from fractions import Fraction
from functools import cache
from typing import Any

from secondtake.errors import InvalidRecord
from secondtake.model.membership import member

__all__ = ["plain", "record"]

PLAIN = (str, int, float, bool)
"""Types whose values JSON holds as they are."""
_FRACTION = re.compile(r"-?[0-9]{1,20}(/[0-9]{1,20})?")
"""Without an exponent: ``1e999999999`` would fill the memory."""


def plain(value: Any) -> Any:
    """The JSON value of a record, tuple, time or number.

    A Fraction becomes ``"1/25"``, a time ISO 8601 with ``Z``, a member of a closed set its word,
    bytes base64.

    >>> plain((Fraction(1, 25), "x", None))
    ['1/25', 'x', None]
    """
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if dataclasses.is_dataclass(value):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    raise InvalidRecord(f"plain: expected a record or a plain value, got {type(value).__name__}")


def record(kind: Any, value: Any, field: str = "record") -> Any:
    """The record of class (or type) ``kind`` that ``plain`` made ``value`` of.

    ``field`` names in messages what the value is. Raises ``InvalidRecord`` when the value does not
    fit the type; a word that is not in a closed set does not fit it.
    """
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        return _of_union(kind, value, field)
    if origin is tuple:
        return _of_tuple(typing.get_args(kind), value, field)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        try:
            return kind(**{n: record(t, value[n], f) for n, t, f in _fields(kind) if n in value})
        except (TypeError, KeyError, ValueError, ArithmeticError, AttributeError) as error:
            raise InvalidRecord(f"{kind.__name__}: does not fit: {error}") from error
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return member(kind, value, field)
    try:
        return _of_plain(kind, value)
    except (TypeError, ValueError, ArithmeticError) as error:
        given = f"{type(value).__name__} {str(value)[:60]!r}"
        raise InvalidRecord(f"{field}: expected a {kind.__name__}, got {given}") from error


def _of_plain(kind: Any, value: Any) -> Any:
    """The value of a type that is no record; raises as its constructor does."""
    if kind is Fraction:
        if _FRACTION.fullmatch(value) is None:
            raise ValueError("no fraction")
        return Fraction(value)
    if kind is datetime:
        return datetime.fromisoformat(value).astimezone(UTC)
    if kind is float and _is_of(value, (int, float)):
        return float(value)
    if kind is bytes:
        return base64.b64decode(value, validate=True)
    if kind in PLAIN and not _is_of(value, (kind,)):
        raise TypeError(f"no {kind.__name__}")
    return value


def _is_of(value: Any, kinds: tuple[type, ...]) -> bool:
    """Whether it is of one of the kinds; true and false are no numbers."""
    return isinstance(value, kinds) and (bool in kinds or not isinstance(value, bool))


@cache
def _fields(kind: Any) -> tuple[tuple[str, Any, str], ...]:
    """Name, type and full name of every field."""
    hints = typing.get_type_hints(kind)
    names = [f.name for f in dataclasses.fields(kind)]
    return tuple((name, hints[name], f"{kind.__name__}.{name}") for name in names)


def _of_union(kind: Any, value: Any, field: str) -> Any:
    """A word that a set open to newer versions (``EventAction | str``) lacks stays as it is."""
    options = [option for option in typing.get_args(kind) if option is not type(None)]
    if value is None and len(options) < len(typing.get_args(kind)):
        return None
    if len(options) == 1:
        return record(options[0], value, field)
    of_tuples = [option for option in options if typing.get_origin(option) is tuple]
    if of_tuples and isinstance(value, list):
        return record(of_tuples[0], value, field)
    known = (option(value) for option in options if _holds(option, value))
    plain_ones = tuple(option for option in options if option in PLAIN)
    if plain_ones and not _is_of(value, plain_ones):
        names = " or ".join(option.__name__ for option in plain_ones)
        raise InvalidRecord(f"{field}: expected a {names}, got {type(value).__name__}")
    return next(known, value)


def _holds(option: Any, value: Any) -> bool:
    is_set = isinstance(option, type) and issubclass(option, StrEnum)
    return is_set and value in option.__members__.values()


def _of_tuple(args: tuple[Any, ...], value: Any, field: str) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise InvalidRecord(f"{field}: expected a list, got {type(value).__name__}")
    if len(args) == 2 and args[1] is Ellipsis:
        return tuple(record(args[0], item, field) for item in value)
    return tuple(record(arg, item, field) for arg, item in zip(args, value, strict=True))
