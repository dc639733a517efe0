"""Verbs that need no case: read one page, list one film's shots, relate two films."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from secondtake import __version__, comparing, preserve, reading, viewing
from secondtake.errors import InputInvalid, InputMissing, SecondTakeError
from secondtake.export.pages.genealogy_page import genealogy_page
from secondtake.export.pages.reading_page import reading_page, write_reading
from secondtake.model.findings import Relation
from secondtake.model.footage import Shot
from secondtake.model.genealogy import Genealogy
from secondtake.model.json_output import RelationShape, ShotsShape
from secondtake.model.text import Reading
from secondtake.workbench.pipeline import capture_check
from secondtake.workbench.session.pool import LocalPool
from secondtake.workbench.session.progress import Progress, quiet

__all__ = [
    "genealogy",
    "read",
    "relate",
    "relate_listed",
    "relation_shape",
    "shots",
    "shots_shape",
    "write_genealogy_page",
    "write_reading_page",
]


def read(data: bytes) -> Reading:
    """Read a page's bytes, HTML or plain text; raises ``PageUnreadable`` when they are neither."""
    digest = hashlib.sha256(data).hexdigest()
    return reading.read(data, preserve.media_type(data[:4096]), exhibit=digest)


def write_reading_page(found: Reading, destination: Path) -> Path:
    """Write a reading as one page for people and give its path; raises ``CaseUnwritable``."""
    return write_reading(destination, reading_page(found, version=__version__))


def genealogy(pages: Sequence[Reading]) -> Genealogy:
    """How pages hang together; raises ``InputInvalid`` for fewer than two."""
    found = reading.genealogy(pages, {})
    if found is None:
        raise InputInvalid("A genealogy needs two pages.", advice="Name two pages or more.")
    return found


def write_genealogy_page(found: Genealogy, pages: Sequence[Reading], destination: Path) -> Path:
    """Write a genealogy as one page for people and give its path; raises ``CaseUnwritable``."""
    return write_reading(destination, genealogy_page(found, pages, version=__version__))


def shots(film: Path) -> tuple[Shot, ...]:
    """The shots of a film, in order; raises ``Unreadable`` when it holds no picture."""
    seen = viewing.watch(
        _present(film), viewing.NO_EXHIBIT, observers=("shots",), keep=lambda data, kind: ""
    )
    return tuple(seen.records["shots"])


def relate(left: Path, right: Path) -> Relation:
    """How two films, each taken as one shot, are related."""
    return _related((left, _described(left)), (right, _described(right)))


def relate_listed(
    table: Path, *, progress: Progress = quiet
) -> tuple[list[RelationShape], list[SecondTakeError]]:
    """The relations of a csv's pairs as ``relate --out`` writes them, and what failed.

    Each film is looked at once; files are relative to the csv. A film that cannot be looked at
    is one error and leaves its pairs undecided, saying why.
    """
    named = _pairs_of(table)
    films = sorted({name for pair in named for name in pair})
    seen = {}
    looks = LocalPool().map(lambda name: _described(table.parent / name), films)
    for number, outcome in enumerate(looks, 1):
        progress("Analysing films", number, len(films))
        seen[outcome.item] = outcome
    failures = [o.error for o in seen.values() if o.error is not None]

    def one(pair: tuple[str, str]) -> RelationShape:
        left, right = (seen[name] for name in pair)
        for side in (left, right):
            if side.error is not None:
                return _unseen(pair, side.error)
        places = (table.parent / name for name in pair)
        sides = zip(places, (left.result(), right.result()), strict=True)
        return relation_shape(_related(*sides), *pair)

    shapes = {}
    for number, related in enumerate(LocalPool().map(one, named), 1):
        progress("Comparing pairs", number, len(named))
        shapes[related.item] = related.result()
    return [shapes[pair] for pair in named], failures


def _pairs_of(table: Path) -> list[tuple[str, str]]:
    """The ``left`` and ``right`` columns of a csv file, as written."""
    try:
        with _present(table).open(newline="", encoding="utf-8-sig") as file:
            return [(row["left"], row["right"]) for row in csv.DictReader(file)]
    except (KeyError, UnicodeDecodeError, csv.Error) as error:
        raise InputInvalid(
            f"{table} is not a list of pairs.",
            advice="It needs a first line with the columns left and right, in UTF-8.",
        ) from error


def relation_shape(relation: Relation, left: str, right: str) -> RelationShape:
    """A relation as ``relate --json`` prints it; times in seconds, boxes 0 to 1."""
    return {
        "left": left,
        "right": right,
        "kind": relation.kind,
        "scores": {kind: round(score, 6) for kind, score in relation.scores},
        "alignment": [
            {
                "left_start": a.left.seconds[0],
                "left_end": a.left.seconds[1],
                "right_start": a.right.seconds[0],
                "right_end": a.right.seconds[1],
                "speed": a.speed,
                "mirrored": a.mirrored,
            }
            for a in relation.alignment
        ],
        "differences": [
            {
                "what": d.what,
                "left_box": list(d.left_box),
                "right_box": list(d.right_box),
                "start": d.span.seconds[0],
                "end": d.span.seconds[1],
                "size": d.size,
            }
            for d in relation.differences
        ],
        "because": list(relation.because),
        "missing": list(relation.missing),
    }


def shots_shape(found: tuple[Shot, ...]) -> ShotsShape:
    """Shots as ``shots --json`` prints them; ``start`` is the first frame wholly the new shot's."""
    return {
        "shots": [
            {"start": s.span.seconds[0], "end": s.span.seconds[1], "transition": s.transition}
            for s in found
        ]
    }


def _unseen(pair: tuple[str, str], error: SecondTakeError) -> RelationShape:
    return {
        "left": pair[0],
        "right": pair[1],
        "kind": "undecided",
        "scores": {},
        "alignment": [],
        "differences": [],
        "because": [],
        "missing": [str(error)],
    }


def _related(left: tuple[Path, Any], right: tuple[Path, Any]) -> Relation:
    """The relation of two described films, looked at closer where that bears on it."""
    relation = comparing.relate(left[1], right[1])
    sides = ((path, film.shot) for path, film in (left, right))
    relation, unseen = capture_check.tried(relation, *sides)
    if unseen is None:
        return relation
    return replace(relation, missing=(*relation.missing, f"sensor noise: {unseen}"))


def _described(film: Path) -> Any:
    return comparing.describe(viewing.whole(_present(film)))


def _present(path: Path) -> Path:
    if not path.exists():
        raise InputMissing(f"There is no file {path}.", advice="Check the path.")
    return path
