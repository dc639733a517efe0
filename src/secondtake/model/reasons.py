"""Why an engine says what it says: a code and what was measured, put into words elsewhere.

Engines give codes and values; the faces say them (``export/messages/reason_words.py``). So nothing
has to be read out of a sentence, and a better word changes no record.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import SupportsFloat

from secondtake.model.enums import ReasonCode
from secondtake.model.membership import require_member

__all__ = ["Reason", "ReasonValue", "ReasonValues", "as_written", "reason"]

ReasonValue = str | float | int | bool | tuple[str, ...] | None
"""A number, a word, several words, or None where it was not measured."""
ReasonValues = tuple[tuple[str, ReasonValue], ...]
"""Values by name, in the order in which they are said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason a person can check: what it is of, and the values it rests on, each name once."""

    code: ReasonCode
    values: ReasonValues = ()

    def __post_init__(self) -> None:
        require_member(ReasonCode, self.code, "Reason.code")

    @property
    def by_name(self) -> dict[str, ReasonValue]:
        """The values by their names, in the same order."""
        return dict(self.values)


def reason(code: ReasonCode, **values: ReasonValue | SupportsFloat) -> Reason:
    """A reason of values as they were measured, arrays' numbers as plain ones, None for NaN.

    >>> reason(ReasonCode.SOUND_SYNCHRONISED, correlation=0.91, next_best=float("nan")).by_name
    {'correlation': 0.91, 'next_best': None}
    """
    return Reason(code=code, values=tuple((name, _kept(v)) for name, v in values.items()))


def as_written(text: str) -> Reason:
    """A sentence of somebody else, or of an earlier version, as it stands."""
    return Reason(code=ReasonCode.AS_WRITTEN, values=(("text", text),))


def _kept(value: ReasonValue | SupportsFloat) -> ReasonValue:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return tuple(str(item) for item in value)
    if value is None or isinstance(value, str | bool | int):
        return value
    number = float(value)
    return None if math.isnan(number) else number
