"""Reasons in JSON: what they are of and the values, for programs, and the words, for readers."""

from __future__ import annotations

import dataclasses
from typing import Any

from secondtake.export.messages.reason_words import in_words
from secondtake.model.json_output import (
    ReasonShape,
)
from secondtake.model.reasons import Reason
from secondtake.model.serialization import plain

__all__ = ["reason_shape", "record_shape"]


def reason_shape(reason: Reason) -> ReasonShape:
    """One reason, its values by name and its sentence."""
    return {"code": reason.code, "values": reason.by_name, "sentence": in_words(reason)}


def record_shape(value: Any) -> Any:
    """The JSON value of a record as ``plain`` gives it, but each reason with its sentence."""
    if isinstance(value, Reason):
        return reason_shape(value)
    if isinstance(value, tuple | list):
        return [record_shape(item) for item in value]
    if dataclasses.is_dataclass(value):
        names = [field.name for field in dataclasses.fields(value)]
        return {name: record_shape(getattr(value, name)) for name in names}
    return plain(value)
