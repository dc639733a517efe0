"""The verb export: a case in others' formats, into a folder, with an event in the log."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from secondtake import plugins
from secondtake.errors import InputInvalid, SettingInvalid
from secondtake.export.atomic_write import write_whole
from secondtake.model.enums import EventAction
from secondtake.model.report import Report
from secondtake.store import Case, blobs

__all__ = ["ALL", "Exports", "chosen", "export", "narrowed"]

ALL = "all"
"""Asks for every format."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exports:
    """What an export wrote: names and SHA-256 of its files, and what has no place in a format."""

    folder: str
    files: tuple[tuple[str, str], ...]
    left_out: tuple[str, ...]


def chosen(formats: Sequence[str]) -> tuple[str, ...]:
    """The formats asked for, each once; raises ``SettingInvalid`` for one nobody gives."""
    known = plugins.names("formats")
    if ALL in formats:
        return known
    for name in formats:
        if name not in known:
            raise SettingInvalid(
                f"No format is called {name!r}.", advice=f"There are: {', '.join(known)}, {ALL}."
            )
    return tuple(dict.fromkeys(formats))


def narrowed(report: Report, findings: Collection[str]) -> Report:
    """The report with these findings alone, by ID, each called as in the whole one."""
    return replace(
        report,
        findings=tuple(f for f in report.findings if f.id in findings),
        reviews=tuple(r for r in report.reviews if r.finding in findings),
        claimed=tuple(
            replace(
                one,
                findings=tuple(name for name in one.findings if name in findings),
                ties=tuple(tie for tie in one.ties if tie.finding in findings),
                others=tuple(tie for tie in one.others if tie.finding in findings),
            )
            for one in report.claimed
        ),
    )


def export(
    case: Case, report: Report, folder: Path, formats: Sequence[str], *, actor: str
) -> Exports:
    """Write ``report`` into ``folder`` in each of ``formats`` and log what was handed out.

    Raises ``InputInvalid`` when the folder is inside the case, ``CaseUnwritable`` when it cannot
    be written.
    """
    require_outside(case, folder)
    files, left_out = [], []
    for name in formats:
        made = plugins.load("formats", name)().files(report)
        left_out += made.left_out
        for file, data in made.files:
            with blobs.unwritable(folder):
                files.append((file, blobs.file_digest(write_whole(folder, file, data))))
    case.record(EventAction.EXPORTED, actor=actor, detail=files)
    return Exports(folder=str(folder), files=tuple(files), left_out=tuple(dict.fromkeys(left_out)))


def require_outside(case: Case, folder: Path) -> None:
    """Raise ``InputInvalid`` when ``folder`` is the case or lies in it."""
    if folder.resolve().is_relative_to(case.path.resolve()):
        raise InputInvalid(
            "The folder to export to lies inside the case.", advice="Name another with --to."
        )
