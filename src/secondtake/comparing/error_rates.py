"""How often each engine errs at its threshold, as measured; None where it was not.

Each engine has its own measured file: what was measured of one says nothing of another's word.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any

from secondtake.comparing.copies.shared_stretches import maker as copies_maker
from secondtake.comparing.takes.comparer import maker as takes_maker
from secondtake.errors import SettingInvalid
from secondtake.model.enums import RelationKind
from secondtake.model.findings import ErrorRates, FalsePlaces, HeightRates

__all__ = ["rates_of"]

ALIGNED = (RelationKind.COPY, RelationKind.RETAKE)
"""Kinds whose differences are told."""
NOT_MEASURED = "not measured"


def rates_of(engine: str, kind: str) -> ErrorRates:
    """The measured error rates of an engine, by the name of its maker, for one kind of relation.

    Rates are 0 to 1, per pair compared. Raises ``SettingInvalid`` for an unknown engine or kind.

    >>> rates_of("takes", RelationKind.RETAKE).pairs > 0
    True
    >>> rates_of("copies", RelationKind.RETAKE).tested_on
    'not measured'
    """
    if kind not in list(RelationKind):
        raise SettingInvalid(
            f"No relation is called {kind!r}.", advice=f"There are: {', '.join(RelationKind)}."
        )
    table = _table(engine)
    known = table["kinds"].get(kind, {})
    places = table.get("places") if kind in ALIGNED else None
    return ErrorRates(
        threshold=known.get("threshold"),
        false_alarm_rate=known.get("false_alarm_rate"),
        recall=known.get("recall"),
        pairs=known.get("pairs", 0),
        tested_on=known.get("tested_on", NOT_MEASURED),
        by_height=tuple(
            HeightRates(
                low=step["from"],
                high=step["to"],
                pairs=step["pairs"],
                recall=step["recall"],
                false_alarm_rate=step["false_alarm_rate"],
            )
            for step in table.get("by_height", {}).get(kind, ())
        ),
        false_places=places
        and FalsePlaces(
            listed=places["false"], pairs=places["pairs"], tested_on=places["tested_on"]
        ),
    )


@cache
def _table(engine: str) -> dict[str, Any]:
    packages = {
        takes_maker().name: "secondtake.comparing.takes",
        copies_maker().name: "secondtake.comparing.copies",
        "captured": "secondtake.comparing.capture",
    }
    if engine not in packages:
        raise SettingInvalid(
            f"No engine is called {engine!r}.", advice=f"There are: {', '.join(packages)}."
        )
    text = resources.files(packages[engine]).joinpath("error_rates.json").read_text("utf-8")
    return dict(json.loads(text))
