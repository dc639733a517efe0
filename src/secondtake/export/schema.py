"""The JSON Schema of report.json, taken from the records themselves so that it cannot drift."""

from __future__ import annotations

import dataclasses
import inspect
import types
import typing
from datetime import datetime
from fractions import Fraction
from typing import Any

from secondtake.export.shape import FORMAT, VERSION
from secondtake.model.evidence import Maker
from secondtake.model.findings import KINDS, WEIGHTS, Alternative, Relation
from secondtake.model.footage import Shot
from secondtake.model.report import Picture, Report
from secondtake.model.text import CHECKS, TESTABLE, Claim
from secondtake.model.time import Span

__all__ = ["report_schema"]

_DIGEST = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_NUMBER = {"type": ["number", "null"]}
_PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: _NUMBER,
    Fraction: {"type": "string", "pattern": "^[0-9]+/[0-9]+$"},
    datetime: {"type": "string", "format": "date-time"},
    Maker: _DIGEST,
}
_CHOICES: dict[tuple[type, str], tuple[str, ...]] = {
    (Relation, "kind"): KINDS,
    (Alternative, "expected"): WEIGHTS,
    (Claim, "testable"): TESTABLE,
    (Claim, "check"): CHECKS,
}
_ADDED: dict[type, dict[str, Any]] = {
    Shot: {"id": {"type": "string"}},
    Span: {"start_seconds": _NUMBER, "end_seconds": _NUMBER},
    Picture: {"sha256": _DIGEST, "size_bytes": {"type": "integer", "minimum": 0}},
}


def report_schema() -> dict[str, Any]:
    """The JSON Schema (draft 7) of what ``report_shape`` gives.

    ``report.schema.json`` beside this file holds the same, for tools that do not run Python.
    """
    definitions: dict[str, Any] = {}
    top = _of_record(Report, definitions)
    makers = {"type": "object", "additionalProperties": _of_record(Maker, definitions)}
    own = {
        "format": {"const": FORMAT},
        "version": {"const": VERSION},
        "makers": makers | {"description": "Who computed records, by the digest they hold."},
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Second Take report",
        "description": top["description"],
        "type": "object",
        "required": [*own, *top["required"]],
        "properties": own | top["properties"],
        "definitions": dict(sorted(definitions.items())),
    }


def _of_record(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    properties = dict(_ADDED.get(kind, {}))
    for field in dataclasses.fields(kind):
        if (kind, field.name) == (Picture, "data"):
            continue
        choices = _CHOICES.get((kind, field.name))
        properties[field.name] = (
            {"enum": list(choices)} if choices else _of_type(hints[field.name], definitions)
        )
    return {
        "description": inspect.getdoc(kind) or "",
        "type": "object",
        "required": list(properties),
        "properties": properties,
    }


def _of_type(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if hint in _PLAIN:
        return _PLAIN[hint]
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return _of_union(args, definitions)
    if origin is tuple:
        return _of_tuple(args, definitions)
    if hint.__name__ not in definitions:
        definitions[hint.__name__] = {}
        definitions[hint.__name__] = _of_record(hint, definitions)
    return {"$ref": f"#/definitions/{hint.__name__}"}


def _of_union(args: tuple[Any, ...], definitions: dict[str, Any]) -> dict[str, Any]:
    options = [_of_type(arg, definitions) for arg in args if arg is not type(None)]
    if type(None) in args:
        options.append({"type": "null"})
    return {"anyOf": options}


def _of_tuple(args: tuple[Any, ...], definitions: dict[str, Any]) -> dict[str, Any]:
    if len(args) == 2 and args[1] is Ellipsis:
        return {"type": "array", "items": _of_type(args[0], definitions)}
    return {
        "type": "array",
        "items": [_of_type(arg, definitions) for arg in args],
        "minItems": len(args),
        "maxItems": len(args),
    }
