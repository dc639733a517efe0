"""A report as plain JSON values: every record whole, pictures by digest, makers named once."""

from __future__ import annotations

import dataclasses
import hashlib
import math
from typing import Any

from secondtake.export.formats.reason_json import reason_shape
from secondtake.model.evidence import Maker
from secondtake.model.footage import Shot
from secondtake.model.reasons import Reason
from secondtake.model.report import Picture, Report
from secondtake.model.serialization import plain
from secondtake.model.time import Span

__all__ = ["FORMAT", "VERSION", "report_shape"]

FORMAT = "secondtake-report"
VERSION = 2
"""Raised when a field is taken away or changes its meaning; a new field does not raise it."""


def report_shape(report: Report) -> dict[str, Any]:
    """The report as JSON-able values, as ``report.schema.json`` describes them.

    Beside the records' own fields: ``format`` and ``version``; ``makers`` by digest, where
    records hold only the digest in ``made_by``; a shot's ``id``; a span's ``start_seconds`` and
    ``end_seconds``; a reason's ``sentence``; a picture's ``sha256`` and ``size_bytes`` in place of
    its bytes. A number that is not finite becomes null.
    """
    makers: dict[str, Any] = {}
    person = _shape(report, makers)
    return {"format": FORMAT, "version": VERSION, **person, "makers": makers}


def _shape(value: Any, makers: dict[str, Any]) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, tuple):
        return [_shape(item, makers) for item in value]
    if isinstance(value, Maker):
        makers[value.digest] = plain(value)
        return value.digest
    if isinstance(value, Picture):
        return _picture(value)
    if isinstance(value, Reason):
        return reason_shape(value)
    if dataclasses.is_dataclass(value):
        fields = {f.name: _shape(getattr(value, f.name), makers) for f in dataclasses.fields(value)}
        return _added(value) | fields
    return plain(value)


def _added(value: Any) -> dict[str, Any]:
    if isinstance(value, Shot):
        return {"id": value.id}
    if isinstance(value, Span):
        start, end = value.seconds
        return {"start_seconds": start, "end_seconds": end}
    return {}


def _picture(picture: Picture) -> dict[str, Any]:
    named = [f.name for f in dataclasses.fields(picture) if f.name != "data"]
    shape = {name: plain(getattr(picture, name)) for name in named}
    return shape | {
        "sha256": hashlib.sha256(picture.data).hexdigest(),
        "size_bytes": len(picture.data),
    }
