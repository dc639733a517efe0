"""What each command prints with ``--json``, by type; `outputs.schema.json` is taken from it."""

from __future__ import annotations

from typing import Any

from secondtake.export import outputs_schema
from secondtake.model import json_output, json_reading, json_shots, json_status
from secondtake.model.by_hand import HandTie, Note, SyncPoint
from secondtake.model.confinement import SandboxExamination
from secondtake.model.evidence import Derivative, Exhibit, ExhibitUse
from secondtake.model.findings import Dismissal, Finding, Relation, Review
from secondtake.model.footage import Shot
from secondtake.model.genealogy import Genealogy
from secondtake.model.report import Seal
from secondtake.model.text import SecondReading
from secondtake.workbench.handover.bundle_writer import BundleExport
from secondtake.workbench.handover.format_export import Exports
from secondtake.workbench.pipeline.address_recheck import Rechecked
from secondtake.workbench.verbs.case_verification import Bundled, Verified
from secondtake.workbench.verbs.reproduction import Rerun

__all__ = ["PRINTED", "printed_schema"]

PRINTED: dict[str, Any] = {
    "archive add": list[json_output.Added],
    "archive dismiss": json_output.DismissedPair,
    "archive info": json_output.ArchiveShape,
    "archive rebuild": list[json_output.Added],
    "archive search": list[json_output.Found],
    "bundle": BundleExport,
    "claims": list[json_status.NamedClaim],
    "clip": Exports,
    "compare": list[Relation],
    "dismiss": list[Dismissal],
    "doctor": SandboxExamination,
    "export": Exports,
    "films": list[json_status.FilmRow],
    "findings": json_status.FindingsShape,
    "forget-people": json_output.Forgotten,
    "genealogy": Genealogy,
    "judge": list[Finding],
    "keep": list[Exhibit],
    "key": json_output.Key,
    "note": Note,
    "open": json_output.Served,
    "people": json_output.PeopleShape,
    "picture": list[Derivative],
    "read": json_reading.ReadingShape,
    "read --case": list[json_reading.ReadingShape],
    "recheck": list[Rechecked],
    "relate": json_output.RelationShape,
    "relate --pairs": list[json_output.RelationShape],
    "rerun": Rerun,
    "review": Review,
    "review --from": list[Review],
    "review --html": json_output.Written,
    "review-people": json_output.PairReview,
    "second-reader": SecondReading,
    "serve": json_output.DeskServed,
    "serve --backup": json_output.DeskKept,
    "shots": json_shots.ShotsShape,
    "stamp": list[Seal],
    "status": json_status.StatusShape,
    "still": json_output.FrameShape,
    "stills": json_output.StillsShape,
    "sync": SyncPoint,
    "tie": HandTie,
    "verify --bundle": Bundled,
    "verify --case": Verified,
    "wacz": Exports,
    "watch": list[Shot],
    "withdraw": ExhibitUse,
}
"""By command; with the option that changes what is printed. `check` and `report` print the report,
which has a schema of its own."""


def printed_schema() -> dict[str, Any]:
    """The JSON Schema (draft 7) of every command's output, each under ``properties``.

    ``secondtake/export/formats/outputs.schema.json`` holds the same.
    """
    return outputs_schema(PRINTED)
