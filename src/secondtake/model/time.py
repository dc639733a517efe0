"""Exact time on one clock: a Span is half-open and counts ticks, never float seconds."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from secondtake.errors import InvalidRecord

__all__ = ["Span"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Time from ``start`` up to, not including, ``end``, in ticks of ``tick`` seconds each.

    The clock is the one of the footage the span belongs to; spans of two files have no order,
    so the class defines none.

    >>> Span(start=25, end=75, tick=Fraction(1, 25)).seconds
    (1.0, 3.0)
    """

    start: int
    end: int
    tick: Fraction

    def __post_init__(self) -> None:
        if not self.tick > 0:
            raise InvalidRecord(f"Span.tick: expected more than 0 seconds, got {self.tick}")
        if not self.start <= self.end:
            raise InvalidRecord(f"Span: expected start <= end, got {self.start}, {self.end}")

    @classmethod
    def of_seconds(cls, start: float, end: float, tick: Fraction = Fraction(1, 1000)) -> Span:
        """The span of whole ticks nearest to two float seconds."""
        return cls(start=round(start / tick), end=round(end / tick), tick=tick)

    @property
    def seconds(self) -> tuple[float, float]:
        """Start and end in float seconds, for display and for measures."""
        return float(self.start * self.tick), float(self.end * self.tick)

    @property
    def length_seconds(self) -> float:
        """How long it lasts, in float seconds."""
        return float((self.end - self.start) * self.tick)
