"""RO-Crate: what a bundle's files are, for archives and for people who read JSON (version 1.1)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from secondtake.export.formats.format_contract import SAYS, clean
from secondtake.model.report import Report
from secondtake.model.serialization import plain

__all__ = ["crate"]

_ABOUT = {
    "report.html": ("The report, for people", "text/html"),
    "report.json": ("The report, for programs", "application/json"),
    "pins.json": ("The inputs, versions and findings that a rerun compares", "application/json"),
    "custody.jsonl": ("The custody log, one canonical JSON line an event", "application/jsonl"),
    "last-event.jsonl": ("The last line of the log: it names the contents", "application/jsonl"),
    "contents-sha256.txt": ("The SHA-256 of every file", "text/plain"),
    "case.json": ("The case: its id and when it was made", "application/json"),
}


def crate(report: Report, files: Mapping[str, str | None]) -> bytes:
    """``ro-crate-metadata.json`` for ``files``: paths, each with the exhibit it is, or None."""
    held = {e.digest: e for e in report.exhibits}
    parts = []
    for name, digest in files.items():
        about, kind = _ABOUT.get(name, (name.rpartition("/")[2], None))
        if digest is not None:
            about, kind = clean(held[digest].name), held[digest].media_type
        part: dict[str, Any] = {"@id": name, "@type": "File", "name": about}
        parts.append(part | ({"encodingFormat": kind} if kind else {}))
    graph: list[dict[str, Any]] = [
        {
            "@id": "ro-crate-metadata.json",
            "@type": "CreativeWork",
            "about": {"@id": "./"},
            "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        },
        {
            "@id": "./",
            "@type": "Dataset",
            "name": clean(report.title),
            "description": SAYS,
            "identifier": clean(report.case_id),
            "datePublished": plain(report.made_at),
            "hasPart": [{"@id": part["@id"]} for part in parts],
        },
        {
            "@id": "#secondtake",
            "@type": "SoftwareApplication",
            "name": "Second Take",
            "version": clean(report.tool_version),
        },
        *parts,
    ]
    whole = {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
