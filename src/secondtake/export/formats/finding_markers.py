"""Findings as marks on films: where each finding stands on which film's own clock."""

from __future__ import annotations

from dataclasses import dataclass

from secondtake.export.formats.format_contract import clean
from secondtake.export.messages.report_words import WORDS
from secondtake.export.outcomes import film_numbers, labels
from secondtake.model.by_hand import FilmFrame, Note
from secondtake.model.evidence import Exhibit
from secondtake.model.film_key import picture_name
from secondtake.model.findings import Finding, Relation
from secondtake.model.footage import Reel, Shot
from secondtake.model.report import Report

__all__ = ["Film", "Mark", "films", "note_mark"]

FRAME_S = 0.04
"""Seconds of a note's frame in a film of uneven rate: a mark needs some length to be seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One stretch of one film that a finding speaks of, or the frame of a note.

    ``label`` is the finding's number in the report (``F2``), ``side`` left or right of its pair
    (of a note ``Note 2`` and nothing), ``short``: what kind of finding, in few words; ``other``
    says where the other side is. Seconds are of the film's own clock.
    """

    label: str
    side: str
    start: float
    end: float
    short: str
    sentence: str
    state: str
    other: str

    @property
    def name(self) -> str:
        """``F2 left``."""
        return f"{self.label} {self.side}".strip()

    @property
    def told(self) -> str:
        """Its state, what it says, and where the other side is, on one line."""
        beside = f" (The other side: {self.other}.)" if self.other else ""
        return f"[{self.state}] {self.sentence}{beside}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """One film with its shots and marks in the order of time; ``number`` as in the report."""

    number: int
    exhibit: Exhibit
    reel: Reel
    shots: tuple[Shot, ...]
    marks: tuple[Mark, ...]

    @property
    def stem(self) -> str:
        """What its files are called: never a name from outside."""
        return f"film-{self.number}"

    @property
    def name(self) -> str:
        """The film's own name, on one line."""
        return clean(picture_name(self.exhibit.name, self.reel.stream))

    @property
    def file_name(self) -> str:
        """The name of the file that holds it, as editing programs look for it."""
        return clean(self.exhibit.name)


def films(report: Report) -> tuple[Film, ...]:
    """Every film that was watched, numbered as the report numbers them."""
    exhibits = {e.digest: e for e in report.exhibits}
    marks, numbers = _marks(report), film_numbers(report)
    return tuple(
        Film(
            number=numbers[reel.film],
            exhibit=exhibits[reel.exhibit],
            reel=reel,
            shots=tuple(s for s in report.shots if s.film == reel.film),
            marks=tuple(sorted(marks.get(reel.film, ()), key=lambda m: (m.start, m.name))),
        )
        for reel in report.reels
        if reel.exhibit in exhibits and not reel.still
    )


def _marks(report: Report) -> dict[str, list[Mark]]:
    relations = {(r.left, r.right): r for r in report.relations}
    shots = {s.id: s for s in report.shots}
    numbers = film_numbers(report)
    names = labels(report)
    made: dict[str, list[Mark]] = {}
    for finding in report.findings:
        for pair in finding.relations:
            relation = relations.get(pair)
            if relation is None or not set(pair) <= set(shots):
                continue
            left, right = (shots[shot] for shot in pair)
            for here, there in _stretches(relation, left, right):
                sides = ((left, "left", here, right, there), (right, "right", there, left, here))
                for shot, side, span, other, far in sides:
                    place = f"film {numbers.get(other.film, 0)}, {far[0]:.1f}–{far[1]:.1f} s"
                    made.setdefault(shot.film, []).append(
                        _mark(finding, names[finding.id], side, span, place)
                    )
    for note in report.notes:
        for frame in filter(None, (note.frame, note.partner)):
            made.setdefault(frame.film, []).append(note_mark(note, frame, report))
    return made


def note_mark(note: Note, frame: FilmFrame, report: Report, *, zero: float = 0.0) -> Mark:
    """A note at a frame, one frame long where the film says how long that is.

    ``zero``: what the clock of the marks reads, in seconds, when the film's own reads 0.
    """
    reel = next((r for r in report.reels if r.film == frame.film), None)
    length = float(1 / reel.frame_rate) if reel and reel.frame_rate else FRAME_S
    return Mark(
        label=f"Note {note.number}",
        side="",
        start=frame.seconds + zero,
        end=frame.seconds + zero + length,
        short=WORDS["notes.note"],
        sentence=clean(note.text),
        state=clean(f"{WORDS['notes.by'].lower()} {note.by}"),
        other="",
    )


def _mark(finding: Finding, label: str, side: str, span: tuple[float, float], other: str) -> Mark:
    return Mark(
        label=label,
        side=side,
        start=span[0],
        end=span[1],
        short=f"{finding.state}: {WORDS[f'kind.{finding.kind}']}",
        sentence=clean(finding.sentence),
        state=finding.state,
        other=other,
    )


def _stretches(
    relation: Relation, left: Shot, right: Shot
) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """The aligned stretches of a relation; the whole shots when nothing is aligned."""
    aligned = [(a.left.seconds, a.right.seconds) for a in relation.alignment]
    return aligned or [(left.span.seconds, right.span.seconds)]
