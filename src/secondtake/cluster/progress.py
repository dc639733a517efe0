"""How a long verb tells what it is doing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Self

from secondtake.model.enums import ProgressUnit

__all__ = ["Progress", "Stage", "quiet"]

Progress = Callable[[str, float, float | None], None]
"""Called with what is being done, how much of it is done, and how much there is (None: unknown).

What is being done is a ``Stage`` where it is known what is counted.
"""


class Stage(str):
    """What is being done, in words, with what it is counted in.

    >>> stage = Stage("Comparing pairs of shots", ProgressUnit.PAIR)
    >>> stage == "Comparing pairs of shots", stage.unit.value
    (True, 'pair')
    """

    __slots__ = ("unit",)
    unit: ProgressUnit

    def __new__(cls, words: str, unit: ProgressUnit) -> Self:
        stage = super().__new__(cls, words)
        stage.unit = unit
        return stage


def quiet(stage: str, done: float, total: float | None) -> None:
    """Progress for callers who want none."""
