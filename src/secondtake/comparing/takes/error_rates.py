"""How often the detector errs at its threshold, as measured; None where it was not."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any

from secondtake.errors import SettingInvalid
from secondtake.model.enums import RelationKind

__all__ = ["figures"]

ALIGNED = (RelationKind.COPY, RelationKind.RETAKE)
"""Kinds whose differences are told."""


@cache
def _table() -> dict[str, Any]:
    text = resources.files(__package__).joinpath("error_rates.json").read_text("utf-8")
    return dict(json.loads(text))


def figures(kind: str) -> dict[str, Any]:
    """The measured error figures of one relation kind.

    Keys: ``threshold`` (the score from which the kind is said, or None), ``false_alarm_rate``
    per pair compared and ``recall``, each 0 to 1 or None when not measured, ``pairs`` they were
    measured on, ``tested_on`` in words, ``by_height`` the same by people's height, in pixels of
    the pictures compared, each with ``from``, ``to``, ``pairs``, and both rates; ``places`` of
    aligned pairs (of a copy or a retake) is how many places were listed as different where
    nothing differs, ``false``, in how many ``pairs``, ``tested_on`` in words, or None.
    Raises ``SettingInvalid`` for an unknown kind.

    >>> sorted(figures("retake"))
    ['by_height', 'false_alarm_rate', 'pairs', 'places', 'recall', 'tested_on', 'threshold']
    """
    kinds = tuple(k.value for k in RelationKind)
    if kind not in kinds:
        raise SettingInvalid(f"No relation is called {kind!r}.", advice=f"There are: {kinds}.")
    empty = {"threshold": None, "false_alarm_rate": None, "recall": None, "pairs": 0}
    curve = _table()["by_height"].get(kind, [])
    of_kind = _table()["kinds"].get(kind, {})
    beside = {"by_height": curve, "places": _table()["places"] if kind in ALIGNED else None}
    return {**empty, "tested_on": "not measured", **of_kind, **beside}
