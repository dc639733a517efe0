"""Where a pair's score lies among those of all other pairs, and of pairs with control footage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import log1p

from secondtake.model.enums import RelationKind
from secondtake.model.findings import Relation
from secondtake.model.report import Report

__all__ = ["Spread", "Spreads"]

BINS = 25
WIDTH, HALF = 300.0, 30.0
"""Size of the drawing: pairs of the case stand above a line, control pairs hang below it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How many other pairs there are, and how many score as high for this kind or higher.

    ``above`` and ``below`` are bars: left edge, width and height, in units of the drawing.
    """

    kind: str
    mark: float
    others: int
    others_as_high: int
    controls: int
    controls_as_high: int
    above: tuple[tuple[float, float, float], ...]
    below: tuple[tuple[float, float, float], ...]


class Spreads:
    """The scores of a report's pairs, counted once for each kind."""

    def __init__(self, report: Report) -> None:
        self._pairs = [r for r in report.relations if r.scores]
        self._controls = [r for r in report.controls if r.scores]
        self._counted: dict[str, tuple[list[float], list[float]]] = {}

    def of(self, relation: Relation, group: Iterable[tuple[str, str]]) -> Spread | None:
        """The spread around a pair; the finding's own pairs (``group``) are left out of it.

        None when the pair was not scored.
        """
        if not relation.scores:
            return None
        kind, score = relation.kind, relation.best
        if kind not in self._counted:
            self._counted[kind] = (_scores(self._pairs, kind), _scores(self._controls, kind))
        every, controls = self._counted[kind]
        own = set(group)
        mine = Counter(_scores([r for r in self._pairs if (r.left, r.right) in own], kind))
        others = list((Counter(every) - mine).elements())
        tallest = max((*_bins(others).values(), *_bins(controls).values()), default=1)
        return Spread(
            kind=kind,
            mark=round(score * WIDTH, 1),
            others=len(others),
            others_as_high=sum(s >= score for s in others),
            controls=len(controls),
            controls_as_high=sum(s >= score for s in controls),
            above=_bars(others, tallest),
            below=_bars(controls, tallest),
        )


def _scores(relations: list[Relation], kind: RelationKind) -> list[float]:
    return [score for r in relations if (score := r.score(kind)) is not None]


def _bins(scores: list[float]) -> Counter[int]:
    return Counter(min(int(s * BINS), BINS - 1) for s in scores)


def _bars(scores: list[float], tallest: int) -> tuple[tuple[float, float, float], ...]:
    """Heights grow with the logarithm: one pair that stands alone has to be seen."""
    wide = WIDTH / BINS
    return tuple(
        (round(number * wide, 1), round(wide - 1, 1), round(HALF * log1p(n) / log1p(tallest), 1))
        for number, n in sorted(_bins(scores).items())
    )
