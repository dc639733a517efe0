"""How much of a stage is done, how fast it goes and how long it still takes, as people read it."""

from __future__ import annotations

from secondtake.cluster.progress import Stage
from secondtake.model.enums import ProgressUnit

__all__ = ["amount", "rate", "still_takes"]

MEGABYTE = 1e6


def amount(stage: str, done: float, total: float) -> str:
    """How much is done of how much.

    >>> amount(Stage("Describing shots", ProgressUnit.SHOT), 3, 40)
    '3 of 40 shots'
    >>> amount(Stage("Analysing a film", ProgressUnit.FILM_SECOND), 75.2, 7200)
    '0:01:15 of 2:00:00'
    """
    unit = _unit(stage)
    if unit == ProgressUnit.FILM_SECOND:
        return f"{_clock(done)} of {_clock(total)}"
    if unit == ProgressUnit.BYTE:
        return f"{done / MEGABYTE:,.0f} of {total / MEGABYTE:,.0f} MB"
    what = "" if unit is None else f" {unit}" if total == 1 else f" {unit}s"
    return f"{done:,.0f} of {total:,.0f}{what}"


def rate(stage: str, done: float, spent: float) -> str:
    """How fast it goes: so many a second, or so long for each where it is less than one.

    >>> rate(Stage("Describing shots", ProgressUnit.SHOT), 3, 12.6)
    '4.2 s a shot'
    >>> rate(Stage("Comparing", ProgressUnit.PAIR), 120, 10)
    '12 pairs/s'
    >>> rate(Stage("Analysing a film", ProgressUnit.FILM_SECOND), 75, 30)
    '2.5 times real time'
    >>> rate(Stage("Drawing", ProgressUnit.STILL), 13, 12)
    '1 still/s'
    """
    each, unit = spent / max(done, 1e-9), _unit(stage)
    if unit == ProgressUnit.FILM_SECOND:
        return f"{1 / max(each, 1e-9):.1f} times real time"
    if unit == ProgressUnit.BYTE:
        return f"{1 / max(each, 1e-9) / MEGABYTE:,.0f} MB/s"
    if each >= 1:
        return f"{each:.1f} s {'each' if unit is None else f'a {unit}'}"
    many = f"{1 / max(each, 1e-9):,.0f}"
    return f"{many}{'' if unit is None else f' {unit}' if many == '1' else f' {unit}s'}/s"


def still_takes(seconds: float) -> str:
    """About how long, no finer than it can be known.

    >>> still_takes(4), still_takes(47), still_takes(400), still_takes(8000)
    ('a few seconds', 'about 50 s', 'about 7 min', 'about 2 h 13 min')
    """
    if seconds < 10:
        return "a few seconds"
    if seconds < 90:
        return f"about {10 * round(seconds / 10)} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"about {hours} h {minutes} min" if hours else f"about {minutes} min"


def _clock(seconds: float) -> str:
    """Hours, minutes and seconds of a film."""
    minutes, second = divmod(int(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{second:02d}"


def _unit(stage: str) -> ProgressUnit | None:
    return stage.unit if isinstance(stage, Stage) else None
