"""JSON Schemas of report.json and of what commands print, taken from the records themselves."""

from __future__ import annotations

import dataclasses
import inspect
import types
import typing
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any

from secondtake.export.formats.report_dict import FORMAT, VERSION
from secondtake.model.evidence import Maker
from secondtake.model.footage import Shot
from secondtake.model.json_output import (
    ReasonShape,
)
from secondtake.model.reasons import Reason
from secondtake.model.report import Picture, Report
from secondtake.model.time import Span

__all__ = ["outputs_schema", "report_schema"]

_DRAFT = "http://json-schema.org/draft-07/schema#"
_DIGEST = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_NUMBER = {"type": ["number", "null"]}
_FLOAT = {"type": "number"}
_PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: _NUMBER,
    Fraction: {"type": "string", "pattern": "^[0-9]+/[0-9]+$"},
    datetime: {"type": "string", "format": "date-time"},
    Maker: _DIGEST,
}
_TOLD: dict[Any, Any] = {Reason: ReasonShape}
"""Records that stand in JSON in a shape of their own."""
_ADDED: dict[type, dict[str, Any]] = {
    Shot: {"id": {"type": "string"}},
    Span: {"start_seconds": _NUMBER, "end_seconds": _NUMBER},
    Picture: {"sha256": _DIGEST, "size_bytes": {"type": "integer", "minimum": 0}},
}


def report_schema() -> dict[str, Any]:
    """The JSON Schema (draft 7) of what ``report_shape`` gives.

    ``report.schema.json`` beside this file holds the same, for tools that do not run Python.
    """
    writer = _Writer(_PLAIN, _ADDED)
    top = writer.of_record(Report)
    makers = {"type": "object", "additionalProperties": writer.of_record(Maker)}
    own = {
        "format": {"const": FORMAT},
        "version": {"const": VERSION},
        "makers": makers | {"description": "Who computed records, by the digest they hold."},
    }
    return {
        "$schema": _DRAFT,
        "title": "Second Take report",
        "description": top["description"],
        "type": "object",
        "required": [*own, *top["required"]],
        "properties": own | top["properties"],
        "definitions": dict(sorted(writer.definitions.items())),
    }


def outputs_schema(printed: Mapping[str, Any]) -> dict[str, Any]:
    """The JSON Schema (draft 7) of what each command prints, from the types of it by name.

    A command's own stands under ``properties``. Records stand as ``plain`` gives them,
    reasons with their sentences.
    """
    writer = _Writer({k: v for k, v in _PLAIN.items() if k is not Maker} | {float: _FLOAT}, {})
    properties = {name: writer.of_type(kind) for name, kind in sorted(printed.items())}
    return {
        "$schema": _DRAFT,
        "title": "What Second Take's commands print with --json",
        "type": "object",
        "properties": properties,
        "definitions": dict(sorted(writer.definitions.items())),
    }


class _Writer:
    """Turns types into schemas and gathers the definitions of records they hold.

    ``plain``: schemas of types that are no records; ``added``: what records get beside fields.
    """

    def __init__(
        self, plain: Mapping[Any, dict[str, Any]], added: Mapping[type, dict[str, Any]]
    ) -> None:
        self._plain, self._added = plain, added
        self.definitions: dict[str, Any] = {}

    def of_record(self, kind: type) -> dict[str, Any]:
        hints = typing.get_type_hints(kind)
        properties = dict(self._added.get(kind, {}))
        for name in _names(kind):
            properties[name] = self.of_type(hints[name])
        return {
            "description": inspect.getdoc(kind) or "",
            "type": "object",
            "required": list(properties),
            "properties": properties,
        }

    def of_type(self, hint: Any) -> dict[str, Any]:
        hint = _TOLD.get(hint, hint)
        if hint in self._plain:
            return self._plain[hint]
        if isinstance(hint, type) and issubclass(hint, StrEnum):
            return {"type": "string", "enum": [member.value for member in hint]}
        origin, args = typing.get_origin(hint), typing.get_args(hint)
        if origin in (types.UnionType, typing.Union):
            options = [self.of_type(arg) for arg in args if arg is not type(None)]
            return {"anyOf": [*options, *([{"type": "null"}] if type(None) in args else [])]}
        if origin is list or (origin is tuple and args[1:] == (Ellipsis,)):
            return {"type": "array", "items": self.of_type(args[0])}
        if origin is tuple:
            items = [self.of_type(arg) for arg in args]
            return {"type": "array", "items": items, "minItems": len(args), "maxItems": len(args)}
        if origin is dict:
            return {"type": "object", "additionalProperties": self.of_type(args[1])}
        if hint.__name__ not in self.definitions:
            self.definitions[hint.__name__] = {}
            self.definitions[hint.__name__] = self.of_record(hint)
        return {"$ref": f"#/definitions/{hint.__name__}"}


def _names(kind: type) -> list[str]:
    """A record's fields, or the names of a typed dictionary; a picture's bytes stay out."""
    if not dataclasses.is_dataclass(kind):
        return list(typing.get_type_hints(kind))
    return [f.name for f in dataclasses.fields(kind) if (kind, f.name) != (Picture, "data")]
