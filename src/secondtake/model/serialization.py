"""Records to plain JSON values and back; arrays never pass here, they are derivatives."""

from __future__ import annotations

import dataclasses
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


def plain(value: Any) -> Any:
    """The JSON value of a record, tuple, time or number.

    A Fraction becomes ``"1/25"``, a time ISO 8601 with ``Z``, a member of a closed set its word.

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
        except (TypeError, KeyError) as error:
            raise InvalidRecord(f"{kind}: does not fit: {error}") from error
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return member(kind, value, field)
    if kind is Fraction:
        return Fraction(value)
    if kind is datetime:
        return datetime.fromisoformat(value).astimezone(UTC)
    if kind is float:
        return float(value)
    return value


@cache
def _fields(kind: Any) -> tuple[tuple[str, Any, str], ...]:
    """Name, type and full name of every field."""
    hints = typing.get_type_hints(kind)
    names = [f.name for f in dataclasses.fields(kind)]
    return tuple((name, hints[name], f"{kind.__name__}.{name}") for name in names)


def _of_union(kind: Any, value: Any, field: str) -> Any:
    """A word that a set open to newer versions (``EventAction | str``) lacks stays as it is."""
    if value is None:
        return None
    options = [option for option in typing.get_args(kind) if option is not type(None)]
    if len(options) == 1:
        return record(options[0], value, field)
    of_tuples = [option for option in options if typing.get_origin(option) is tuple]
    if of_tuples and isinstance(value, list):
        return record(of_tuples[0], value, field)
    known = (option(value) for option in options if _holds(option, value))
    return next(known, value)


def _holds(option: Any, value: Any) -> bool:
    is_set = isinstance(option, type) and issubclass(option, StrEnum)
    return is_set and value in option.__members__.values()


def _of_tuple(args: tuple[Any, ...], value: Any, field: str) -> tuple[Any, ...]:
    if len(args) == 2 and args[1] is Ellipsis:
        return tuple(record(args[0], item, field) for item in value)
    return tuple(record(arg, item, field) for arg, item in zip(args, value, strict=True))
