"""What each command prints with ``--json``, by type; `outputs.schema.json` is taken from it."""

from __future__ import annotations

from typing import Any

from secondtake.export import outputs_schema
from secondtake.model import printed
from secondtake.model.evidence import Derivative, Exhibit
from secondtake.model.findings import Dismissal, Finding, Relation, Review
from secondtake.model.footage import Shot
from secondtake.model.genealogy import Genealogy
from secondtake.model.report import Seal
from secondtake.model.text import SecondReading
from secondtake.workbench.exporting import Exports
from secondtake.workbench.recheck import Rechecked
from secondtake.workbench.rerun import Rerun
from secondtake.workbench.verified import Bundled, Verified

__all__ = ["PRINTED", "printed_schema"]

PRINTED: dict[str, Any] = {
    "archive add": list[printed.Added],
    "archive dismiss": printed.DismissedPair,
    "archive info": printed.ArchiveShape,
    "archive rebuild": list[printed.Added],
    "archive search": list[printed.Found],
    "bundle": Exports,
    "clip": Exports,
    "compare": list[Relation],
    "dismiss": list[Dismissal],
    "export": Exports,
    "forget-people": printed.Forgotten,
    "genealogy": Genealogy,
    "judge": list[Finding],
    "keep": list[Exhibit],
    "key": printed.Key,
    "people": printed.PeopleShape,
    "picture": list[Derivative],
    "read": printed.ReadingShape,
    "read --case": list[printed.ReadingShape],
    "recheck": list[Rechecked],
    "relate": printed.RelationShape,
    "relate --pairs": list[printed.RelationShape],
    "rerun": Rerun,
    "review": Review,
    "review --html": printed.Written,
    "review-people": printed.PairReview,
    "second-reader": SecondReading,
    "shots": printed.ShotsShape,
    "stamp": list[Seal],
    "verify --bundle": Bundled,
    "verify --case": Verified,
    "wacz": Exports,
    "watch": list[Shot],
}
"""By command; with the option that changes what is printed. `check` and `report` print the report,
which has a schema of its own."""


def printed_schema() -> dict[str, Any]:
    """The JSON Schema (draft 7) of every command's output, each under ``properties``.

    ``secondtake/export/outputs.schema.json`` holds the same.
    """
    return outputs_schema(PRINTED)
