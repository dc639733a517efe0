"""CSV: findings, relations, shots and claims as tables for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from secondtake.export.formats.format_contract import Exported, clean
from secondtake.export.messages.reason_words import in_words
from secondtake.export.outcomes import labels
from secondtake.model.by_hand import FilmFrame
from secondtake.model.claim_words import qualified
from secondtake.model.enums import CheckState, Polarity, RelationKind
from secondtake.model.film_key import film_names
from secondtake.model.findings import Box
from secondtake.model.page_layout import voice_name
from secondtake.model.report import Report, Tie

__all__ = ["CsvTables"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection)."""


class CsvTables:
    """Format: ``findings.csv``, ``relations.csv``, ``shots.csv``, ``claims.csv``, ``notes.csv``."""

    def files(self, report: Report) -> Exported:
        """The tables in UTF-8 with a byte order mark, as spreadsheets want it; RFC 4180.

        Text that a spreadsheet would run as a formula begins with an apostrophe.
        """
        return Exported(
            files=(
                ("findings.csv", _table(_FINDINGS, _findings(report))),
                ("relations.csv", _table(_RELATIONS, _relations(report))),
                ("shots.csv", _table(_SHOTS, _shots(report))),
                ("claims.csv", _table(_CLAIMS, _claims(report))),
                ("notes.csv", _table(_NOTES, _notes(report))),
            )
        )


_FINDINGS = (
    "number",
    "id",
    "kind",
    "state",
    "sentence",
    "claims",
    "left_shot",
    "right_shot",
    "pairs_compared",
    "false_alarm_rate",
    "expected_false_alarms",
    "tested_on",
    "open_checks",
    "limits",
)
_RELATIONS = ("left_shot", "right_shot", "kind", "score", "because", "missing", "differences")
_SHOTS = ("shot", "film", "sha256", "number", "start_seconds", "end_seconds", "transition")
_CLAIMS = (
    "claim",
    "page",
    "quote",
    "said_as",
    "source",
    "said_when",
    "said_on",
    "polarity",
    "hedges",
    "testable",
    "check",
    "further_checks",
    "state",
    "note",
    "findings",
    "why",
    "other_findings",
)
_NOTES = (
    "note",
    "film",
    "seconds",
    "box",
    "partner_film",
    "partner_seconds",
    "partner_box",
    "text",
    "finding",
    "by",
    "at",
)

Cell = str | int | float | None


def _findings(report: Report) -> Iterable[Sequence[Cell]]:
    numbers = labels(report)
    for f in report.findings:
        for left, right in f.relations or (("", ""),):
            yield (
                numbers[f.id],
                f.id,
                f.kind,
                f.state,
                f.sentence,
                " ".join(f.claims),
                left,
                right,
                f.errors.pairs_compared,
                f.errors.false_alarm_rate,
                f.errors.expected_false_alarms,
                f.errors.tested_on,
                "; ".join(c.name for c in f.checks if c.state != CheckState.PASSED),
                " ".join(f.limits),
            )


def _relations(report: Report) -> Iterable[Sequence[Cell]]:
    for r in report.relations:
        told = "; ".join(in_words(d.what) for d in r.differences)
        score = None if r.kind == RelationKind.UNDECIDED else round(r.best, 4)
        because, missing = (" ".join(map(in_words, some)) for some in (r.because, r.missing))
        yield (r.left, r.right, r.kind, score, because, missing, told)


def _shots(report: Report) -> Iterable[Sequence[Cell]]:
    names = film_names({e.digest: e.name for e in report.exhibits}, (s.film for s in report.shots))
    for s in report.shots:
        start, end = s.span.seconds
        yield (
            s.id,
            names.get(s.film, ""),
            s.exhibit,
            s.number + 1,
            round(start, 3),
            round(end, 3),
            s.transition,
        )


def _notes(report: Report) -> Iterable[Sequence[Cell]]:
    names = film_names({e.digest: e.name for e in report.exhibits}, (r.film for r in report.reels))
    numbers = labels(report)
    for n in report.notes:
        yield (
            n.number,
            *_place(n.frame, n.box, names),
            *_place(n.partner, n.partner_box, names),
            n.text,
            numbers.get(n.finding, n.finding),
            n.by,
            n.at.isoformat(),
        )


def _place(
    frame: FilmFrame | None, box: Box | None, names: Mapping[str, str]
) -> tuple[Cell, Cell, Cell]:
    """A frame's film, its seconds, and x, y, width and height of the place in it."""
    if frame is None:
        return "", None, ""
    told = " ".join(f"{side:.4f}" for side in box) if box else ""
    return names.get(frame.film, frame.film), round(frame.seconds, 3), told


def _claims(report: Report) -> Iterable[Sequence[Cell]]:
    states = {(c.page, c.claim): c for c in report.claimed}
    names = {e.digest: e.name for e in report.exhibits}
    numbers = labels(report)
    for reading in report.readings:
        page = reading.article.exhibit
        for c in reading.claims:
            became = states.get((page, c.id))
            yield (
                c.id,
                names.get(page, ""),
                c.quote,
                qualified(c) or "said by the source",
                voice_name(c) or "the page itself",
                c.statement_time.text if c.statement_time else None,
                c.statement_time.resolved if c.statement_time else None,
                Polarity.DENIED if c.denied else c.polarity,
                "; ".join(h.text for h in c.hedges),
                c.testable,
                c.check,
                " ".join(c.also),
                became.state if became else None,
                became.note if became else None,
                " ".join(became.findings) if became else None,
                _told(became.ties, numbers) if became else None,
                _told(became.others, numbers) if became else None,
            )


def _told(ties: Sequence[Tie], numbers: Mapping[str, str]) -> str:
    """Ties as sentences, each with its finding's number and the difference that is meant."""
    return " ".join(
        f"{numbers.get(t.finding, t.finding)}{f' ({t.what})' if t.what else ''}: {t.why}"
        for t in ties
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    out = io.StringIO()
    written = csv.writer(out)
    written.writerow(head)
    written.writerows([_cell(c) for c in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _cell(value: Cell) -> Cell:
    if not isinstance(value, str):
        return value
    text = clean(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
