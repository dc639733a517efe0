"""Each finding as a sequence for editing programs: its stretches on tracks, in step.

A finding about two shots has two tracks, left under right. Cameras of one moment have a track
each, which editing programs turn into one multicamera clip.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from secondtake.export.formats.finding_markers import Film, films
from secondtake.export.formats.format_contract import clean
from secondtake.export.messages.reason_words import in_words
from secondtake.export.messages.report_words import WORDS
from secondtake.export.outcomes import labels
from secondtake.model.difference_size import extent
from secondtake.model.enums import FindingKind
from secondtake.model.findings import Difference, Relation
from secondtake.model.footage import Shot
from secondtake.model.report import Report

__all__ = ["Cut", "FindingSequence", "SequenceMark", "Track", "sequences"]

ONE_SPEED = 0.03
"""Share by which two recordings of one speed differ at the most, as findings word it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """One stretch of one film on a track.

    ``start``, ``end``: seconds on the film's own clock; ``at``, ``length``: seconds of the
    sequence. ``speed``: film seconds per second of the sequence.
    """

    film: Film
    start: float
    end: float
    at: float
    length: float
    speed: float

    @property
    def name(self) -> str:
        """``agency.mp4 1.0–5.1 s``."""
        return f"{self.film.name} {self.start:.1f}–{self.end:.1f} s"


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """One side of a pair, or one camera; cuts in the order of the sequence, none over another."""

    name: str
    cuts: tuple[Cut, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SequenceMark:
    """A short mark on the sequence, seconds from its start; ``comment`` says what is there."""

    name: str
    comment: str
    start: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingSequence:
    """One finding, an ID; ``label`` as in the report (F3). ``more_pairs`` are not shown."""

    label: str
    finding: str
    name: str
    sentence: str
    tracks: tuple[Track, ...]
    marks: tuple[SequenceMark, ...]
    more_pairs: int

    @property
    def stem(self) -> str:
        """What its files are called: never a name from outside."""
        return f"finding-{self.label.lower()}"

    @property
    def seconds(self) -> float:
        """How long it is."""
        return max((c.at + c.length for t in self.tracks for c in t.cuts), default=0.0)

    @property
    def told(self) -> tuple[str, ...]:
        """What the sequence does not show, in sentences."""
        if not self.more_pairs:
            return ()
        more = f"{self.more_pairs} more pair{'s' * (self.more_pairs != 1)} of shots"
        return (f"{self.label} rests on {more} than its sequence shows.",)


def sequences(report: Report) -> tuple[FindingSequence, ...]:
    """A sequence for every finding that rests on shots of films that are held."""
    by_key = {film.reel.film: film for film in films(report)}
    shots = {s.id: s for s in report.shots if s.film in by_key}
    relations = {(r.left, r.right): r for r in report.relations}
    names = labels(report)
    made = []
    for finding in report.findings:
        held = [relations[p] for p in finding.relations if p in relations and set(p) <= set(shots)]
        if not held:
            continue
        left, right = shots[held[0].left], shots[held[0].right]
        pieces = _pieces(held[0], left, right)
        offsets, shown = _offsets(held)
        if finding.kind == FindingKind.SAME_MOMENT and len(offsets) > 2:
            tracks, pieces = _cameras(offsets, shots, by_key), []
        else:
            tracks, shown = _pair(pieces, by_key[left.film], by_key[right.film]), 1
        made.append(
            FindingSequence(
                label=names[finding.id],
                finding=finding.id,
                name=f"{names[finding.id]} {finding.state}: {WORDS[f'kind.{finding.kind}']}",
                sentence=clean(finding.sentence),
                tracks=tracks,
                marks=_marks(names[finding.id], held[0].differences, pieces),
                more_pairs=len(finding.relations) - shown,
            )
        )
    return tuple(made)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """One aligned stretch: seconds of the left, of the right and, ``at``, of the sequence.

    ``speed``: that of the right, 1 where it is the left's or runs backwards, which no edit list
    plays.
    """

    left: tuple[float, float]
    right: tuple[float, float]
    speed: float
    at: float

    @property
    def lengths(self) -> tuple[float, float]:
        """How long each side runs in the sequence."""
        return self.left[1] - self.left[0], (self.right[1] - self.right[0]) / self.speed


def _pieces(relation: Relation, left: Shot, right: Shot) -> list[_Piece]:
    """The aligned stretches in the order of the left, one after another; else both shots whole."""
    aligned = sorted((a.left.seconds, a.right.seconds, a.speed) for a in relation.alignment)
    made: list[_Piece] = []
    at = 0.0
    for here, there, speed in aligned or [(left.span.seconds, right.span.seconds, 1.0)]:
        stated = speed if speed > 0 and abs(speed - 1) > ONE_SPEED else 1.0
        over = made[-1].left[1] - here[0] if made else 0.0
        # What two pieces share is shown once; a piece that mostly lies in another is a repeat.
        shared = over if 0 < over < (here[1] - here[0]) / 2 else 0.0
        piece = _Piece(
            left=(here[0] + shared, here[1]),
            right=(there[0] + shared * stated, there[1]),
            speed=stated,
            at=at,
        )
        made.append(piece)
        at += max(piece.lengths)
    return made


def _pair(pieces: Iterable[_Piece], left: Film, right: Film) -> tuple[Track, ...]:
    """Left and right, each piece beginning at one time on both."""
    cuts: tuple[list[Cut], list[Cut]] = ([], [])
    for piece in pieces:
        spans, speeds = (piece.left, piece.right), (1.0, piece.speed)
        for side, film in enumerate((left, right)):
            length = piece.lengths[side]
            cuts[side].append(_cut(film, spans[side], piece.at, length, speeds[side]))
    names = zip(("left", "right"), cuts, strict=True)
    return tuple(Track(name=name, cuts=tuple(side)) for name, side in names)


def _offsets(held: Iterable[Relation]) -> tuple[dict[str, float], int]:
    """When each shot's clock reads what the first's reads at 0, and how many pairs that rests on.

    Seconds; taken along from pair to pair as shots are reached.
    """
    waiting = [r for r in held if r.alignment]
    offsets = {waiting[0].left: 0.0} if waiting else {}
    used = 0
    while reached := next((r for r in waiting if {r.left, r.right} & set(offsets)), None):
        here, there = (
            s.seconds[0] for s in (reached.alignment[0].left, reached.alignment[0].right)
        )
        if reached.left in offsets:
            offsets.setdefault(reached.right, offsets[reached.left] + there - here)
        else:
            offsets[reached.left] = offsets[reached.right] - (there - here)
        waiting.remove(reached)
        used += 1
    return offsets, used


def _cameras(
    offsets: dict[str, float], shots: dict[str, Shot], by_key: dict[str, Film]
) -> tuple[Track, ...]:
    """A track for each shot of one moment, each where it lies in time."""
    began = min(shots[name].span.seconds[0] - offset for name, offset in offsets.items())
    tracks = []
    for number, (name, offset) in enumerate(offsets.items(), 1):
        shot = shots[name]
        at = shot.span.seconds[0] - offset - began
        cut = _cut(by_key[shot.film], shot.span.seconds, at, shot.span.length_seconds, 1.0)
        tracks.append(Track(name=f"camera {number}", cuts=(cut,)))
    return tuple(tracks)


def _cut(film: Film, span: tuple[float, float], at: float, length: float, speed: float) -> Cut:
    return Cut(film=film, start=span[0], end=span[1], at=at, length=length, speed=speed)


def _marks(
    label: str, differences: Iterable[Difference], pieces: Iterable[_Piece]
) -> tuple[SequenceMark, ...]:
    """A mark for each difference of the pair in the first piece that shows it."""
    marks = []
    for number, difference in enumerate(differences, 1):
        start, end = difference.span.seconds
        piece = next((p for p in pieces if start < p.left[1] and p.left[0] < end), None)
        if piece is not None:
            first, last = max(start, piece.left[0]), min(end, piece.left[1])
            size = extent(difference)
            marks.append(
                SequenceMark(
                    name=f"{label}.{number}",
                    comment=in_words(difference.what) + (f", {size}" if size else ""),
                    start=piece.at + first - piece.left[0],
                    end=piece.at + last - piece.left[0],
                )
            )
    return tuple(marks)
