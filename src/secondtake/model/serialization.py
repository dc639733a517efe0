"""Records to plain JSON values and back; arrays never pass here, they are derivatives."""

from __future__ import annotations

import dataclasses
import types
import typing
from datetime import UTC, datetime
from fractions import Fraction
from functools import cache
from typing import Any

from secondtake.errors import InvalidRecord

__all__ = ["plain", "record"]


def plain(value: Any) -> Any:
    """The JSON value of a record, tuple, time or number.

    A Fraction becomes ``"1/25"``, a time ISO 8601 with ``Z``.

    >>> plain((Fraction(1, 25), "x", None))
    ['1/25', 'x', None]
    """
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


def record(kind: Any, value: Any) -> Any:
    """The record of class (or type) ``kind`` that ``plain`` made ``value`` of.

    Raises ``InvalidRecord`` when the value does not fit the type.
    """
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        return _of_union(kind, value)
    if origin is tuple:
        return _of_tuple(typing.get_args(kind), value)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        try:
            return kind(**{n: record(t, value[n]) for n, t in _fields(kind) if n in value})
        except (TypeError, KeyError) as error:
            raise InvalidRecord(f"{kind}: does not fit: {error}") from error
    if kind is Fraction:
        return Fraction(value)
    if kind is datetime:
        return datetime.fromisoformat(value).astimezone(UTC)
    if kind is float:
        return float(value)
    return value


@cache
def _fields(kind: Any) -> tuple[tuple[str, Any], ...]:
    hints = typing.get_type_hints(kind)
    return tuple((f.name, hints[f.name]) for f in dataclasses.fields(kind))


def _of_union(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    options = [option for option in typing.get_args(kind) if option is not type(None)]
    return record(options[0], value) if len(options) == 1 else value


def _of_tuple(args: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    if len(args) == 2 and args[1] is Ellipsis:
        return tuple(record(args[0], item) for item in value)
    return tuple(record(arg, item) for arg, item in zip(args, value, strict=True))
