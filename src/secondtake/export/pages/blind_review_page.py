"""Findings for a reviewer who does not know the claim: frames and one open question each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from secondtake.export.atomic_write import write_whole
from secondtake.export.messages.blind_words import ANSWERS
from secondtake.export.pages.sections.findings import FindingView, findings
from secondtake.export.pages.sections.labels import Names
from secondtake.export.pages.sections.pictures import Pictures
from secondtake.export.pages.templating import environment, scripted, styled
from secondtake.export.render.timecode_strip import inside
from secondtake.model.blind_answers import FORMAT, MOST_LETTERS, VERSION
from secondtake.model.report import Picture, Report

__all__ = ["blind_page", "write_blind"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """Two stretches and the record IDs of the findings that rest on them first of all."""

    letter: str
    findings: tuple[str, ...]
    stills: tuple[Picture, ...]
    left: tuple[Picture, ...]
    right: tuple[Picture, ...]


def blind_page(report: Report) -> str:
    """The page as text: frames alone, without names, times, scores, boxes and claims.

    The same report gives the same text.
    """
    style, digest = styled()
    script, script_digest = scripted("blind.js")
    names, pictures = Names(report), Pictures(report)
    shown = [view for view in findings(report, names, pictures).items if view.sides]
    made = environment()
    made.filters["inside"] = inside
    return str(
        made.get_template("blind.html").render(
            report=report,
            pairs=_pairs(shown),
            answers=ANSWERS,
            format=FORMAT,
            version=VERSION,
            most_letters=MOST_LETTERS,
            style=style,
            style_digest=digest,
            script=script,
            script_digest=script_digest,
        )
    )


def write_blind(destination: Path, page: str) -> Path:
    """Write the page to a file and give its path; raises ``CaseUnwritable`` when that fails."""
    return write_whole(destination.parent, destination.name, page.encode("utf-8"))


def _pairs(views: Iterable[FindingView]) -> list[_Pair]:
    """Each pair of stretches once, in the order of IDs, which says nothing of what was found."""
    by_pair: dict[tuple[str, ...], list[FindingView]] = {}
    for view in views:
        by_pair.setdefault(tuple(side.shot for side in view.sides), []).append(view)
    told = sorted(by_pair.values(), key=lambda same: min(view.finding.id for view in same))
    return [
        _Pair(
            letter=_letter(number),
            findings=tuple(sorted(view.finding.id for view in same)),
            stills=tuple(side.still for side in same[0].sides if side.still),
            left=same[0].sides[0].strip,
            right=same[0].sides[1].strip,
        )
        for number, same in enumerate(told)
    ]


def _letter(number: int) -> str:
    """A, B, … Z, AA: numbers are those of findings."""
    head, tail = divmod(number, 26)
    return (_letter(head - 1) if head else "") + chr(ord("A") + tail)
