"""The file that says what a case folder is: format, version, id, and when it was made."""

from __future__ import annotations

import json
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from secondtake.errors import CaseUnusable, EvidenceDamaged
from secondtake.model.serialization import plain
from secondtake.own_folder import OwnFolder
from secondtake.store import blobs, layout, row_format

__all__ = ["make", "read"]

FORMAT = {"format": "secondtake-case", "version": 1}


def make(path: Path) -> None:
    """Make the folders and the marker of a new case; raises as ``Case.open`` does."""
    with blobs.unwritable(path):
        if path.exists() and not (path.is_dir() and layout.is_begun(path)):
            raise CaseUnusable(
                f"The folder {path} is not a case and is not empty.",
                advice="Name a new or an empty folder with --case.",
            )
        layout.require_own(path)
        path.mkdir(parents=True, exist_ok=True)
        files = OwnFolder(path)
        for folder in ("evidence", "derived"):
            files.make(folder)
        now = datetime.now(UTC).replace(microsecond=0)
        facts = FORMAT | {"id": uuid.uuid4().hex, "created": plain(now)}
        files.put(layout.MARKER, (row_format.canonical(facts) + "\n").encode("utf-8"))


def read(path: Path) -> dict[str, Any]:
    """What the marker says; raises ``EvidenceDamaged``, ``CaseUnusable`` for another version."""
    marker = path / layout.MARKER
    try:
        facts: dict[str, Any] = json.loads(OwnFolder(path).read(layout.MARKER))
        if (facts["format"], type(facts["id"]), type(facts["created"])) != (
            FORMAT["format"],
            str,
            str,
        ):
            raise ValueError("not a case")
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise EvidenceDamaged(
            f"The file {marker} does not describe a case.",
            advice="Restore it from a copy of the case.",
        ) from error
    if facts.get("version") != FORMAT["version"]:
        raise CaseUnusable(
            f"The case has format version {facts.get('version')}, this Second Take knows "
            f"{FORMAT['version']}.",
            advice="Update Second Take.",
        )
    return facts
