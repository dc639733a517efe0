"""Frame rates and timecode, as editing programs count them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

__all__ = ["UNKNOWN", "Rate", "rate_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """Frames a second: exact, and the whole number that timecode counts in (30 for 29.97)."""

    exact: Fraction
    whole: int

    @property
    def is_ntsc(self) -> bool:
        """Whether it is a whole number slowed by 1000/1001."""
        return self.exact.denominator != 1

    def frames(self, seconds: float) -> int:
        """The frame nearest to a time, counted from 0."""
        return max(0, round(seconds * self.exact))

    def timecode(self, frame: int) -> str:
        """``hh:mm:ss:ff``, non-drop: frames are counted, none is left out.

        >>> Rate(exact=Fraction(25), whole=25).timecode(3 * 25 + 7)
        '00:00:03:07'
        """
        seconds, rest = divmod(frame, self.whole)
        minutes, seconds = divmod(seconds, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours:02d}:{minutes:02d}:{seconds:02d}:{rest:02d}"


UNKNOWN = Rate(exact=Fraction(1000), whole=1000)
"""For a film without an even rate: milliseconds."""

_KNOWN = tuple(
    [Rate(exact=Fraction(n), whole=n) for n in (24, 25, 30, 48, 50, 60)]
    + [Rate(exact=Fraction(n * 1000, 1001), whole=n) for n in (24, 30, 60)]
)
_NEAR = 0.005
"""Frames a second a header may be off: 29.97 stands for 30000/1001."""


def rate_of(stated: float | None) -> Rate | None:
    """The rate editors know by a header's figure; None when it is none of them (phones, streams).

    >>> str(rate_of(29.97).exact), rate_of(17.3)
    ('30000/1001', None)
    """
    near = [r for r in _KNOWN if stated is not None and abs(float(r.exact) - stated) < _NEAR]
    return min(near, key=lambda r: abs(float(r.exact) - (stated or 0)), default=None)
