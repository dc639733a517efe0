"""How two films are related, without a case: the shots of both found, compared as in a case."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from secondtake import comparing, viewing
from secondtake.archive.film_description import described, digest_of
from secondtake.archive.film_observer import descriptors_of
from secondtake.cluster.local_pool import LocalPool
from secondtake.cluster.progress import Progress, Stage, quiet
from secondtake.comparing.copies import FilmDescriptors
from secondtake.errors import (
    CannotLook,
    InputInvalid,
    InputMissing,
    SecondTakeError,
    Unreadable,
)
from secondtake.export import reason_shape
from secondtake.model.enums import ProgressUnit, RelationKind
from secondtake.model.film_key import exhibit_of, picture_name, stream_of
from secondtake.model.findings import Relation
from secondtake.model.footage import Descriptors, Shot
from secondtake.model.json_output import (
    RelationShape,
    ShotOf,
)
from secondtake.model.pair_results import CopiesResult, FilmCopies
from secondtake.model.reasons import as_written
from secondtake.workbench.pipeline import capture_check, copy_search
from secondtake.workbench.standalone.file_shots import watched
from secondtake.workbench.standalone.picture_relations import (
    is_readable_picture,
    picture_relation_shape,
    relate_picture,
)

__all__ = ["FilmsRelated", "relate", "relate_listed", "relation_shape"]

OBSERVERS = ("shots", "pdq", "vector")
"""What of the one pass is needed to know which pairs of shots are worth a look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmsRelated:
    """Every compared pair of shots of two films, and ``closest``, the pair most closely related.

    ``left``, ``right``: the shots of each file, of every moving picture in it. ``failures``:
    pictures that could not be seen; none of their shots were compared. ``left_partial``,
    ``right_partial``: each moving picture's name with why it was not seen whole, or None.
    """

    closest: Relation
    relations: tuple[Relation, ...]
    left: tuple[Shot, ...]
    right: tuple[Shot, ...]
    failures: tuple[CannotLook, ...] = ()
    left_partial: tuple[tuple[str, str | None], ...] = ()
    right_partial: tuple[tuple[str, str | None], ...] = ()

    @property
    def sides(self) -> tuple[Shot, Shot]:
        """The shots of the closest pair, left first."""
        left = next(s for s in self.left if s.id == self.closest.left)
        return left, next(s for s in self.right if s.id == self.closest.right)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _File:
    """One file as it was analysed: its moving pictures, and what of them could not be seen."""

    films: tuple[_Film, ...]
    failures: tuple[CannotLook, ...]

    @property
    def shots(self) -> tuple[Shot, ...]:
        return tuple(shot for film in self.films for shot in film.shots)

    @property
    def partial(self) -> tuple[tuple[str, str | None], ...]:
        return tuple((film.name, film.partial) for film in self.films)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Film:
    """One film as it was analysed: its shots, what is known of each, and its fingerprint."""

    path: Path
    shots: tuple[Shot, ...]
    descriptors: tuple[Descriptors, ...]
    looks: Mapping[str, comparing.Described]
    fingerprint: FilmDescriptors
    partial: str | None

    @property
    def key(self) -> str:
        return self.shots[0].film

    @property
    def name(self) -> str:
        return picture_name(self.path.name, self.shots[0].stream)


def relate(left: Path, right: Path, *, progress: Progress = quiet) -> FilmsRelated:
    """How two films are related, by the same engines and for the same pairs as in a case.

    Of files with several moving pictures, each picture is compared with each. Raises
    ``InputMissing`` for a film that is not there and ``Unreadable`` for one without pictures.
    """
    return _related(_analysed(left, progress), _analysed(right, progress), progress)


def relate_listed(
    table: Path, *, progress: Progress = quiet
) -> tuple[list[RelationShape], list[SecondTakeError]]:
    """The relations of a csv's pairs as ``relate --out`` writes them, and what failed.

    Each film is analysed once; files are relative to the csv. A film that cannot be analysed is
    one error and leaves its pairs undecided, saying why.
    """
    named = _pairs_of(table)
    pictures = {name for pair in named for name in pair if is_readable_picture(table.parent / name)}
    films = sorted({name for pair in named for name in pair} - pictures)
    seen = {}
    for number, outcome in enumerate(
        LocalPool().map(lambda name: _analysed(table.parent / name), films), 1
    ):
        progress(Stage("Analysing films", ProgressUnit.FILM), number, len(films))
        seen[outcome.item] = outcome
    failures: list[SecondTakeError] = [o.error for o in seen.values() if o.error is not None]
    failures += [e for o in seen.values() if o.value is not None for e in o.value.failures]

    def one(pair: tuple[str, str]) -> RelationShape:
        if pictures & set(pair):
            files = [table.parent / name for name in pair]
            try:
                return picture_relation_shape(relate_picture(*files), *files, names=pair)
            except SecondTakeError as error:
                return _not_analysed(pair, error)
        left, right = (seen[name] for name in pair)
        for side in (left, right):
            if side.error is not None:
                return _not_analysed(pair, side.error)
        return relation_shape(_related(left.result(), right.result()), *pair)

    shapes = {}
    for number, related in enumerate(LocalPool().map(one, named), 1):
        progress(Stage("Comparing pairs", ProgressUnit.PAIR), number, len(named))
        shapes[related.item] = related.result()
    return [shapes[pair] for pair in named], failures


def _analysed(path: Path, progress: Progress = quiet) -> _File:
    if not path.exists():
        raise InputMissing(f"There is no file {path}.", advice="Check the path.")
    kept: dict[str, bytes] = {}

    def keep(data: bytes, _: str) -> str:
        digest = hashlib.sha256(data).hexdigest()
        kept[digest] = data
        return digest

    observers = (*OBSERVERS, copy_search.OBSERVER)
    seen, failures = watched(path, observers, keep, digest_of(path), progress=progress)
    films = tuple(_described(path, one, kept, progress) for one in seen)
    return _File(films=films, failures=failures)


def _described(
    path: Path, seen: viewing.Watched, kept: Mapping[str, bytes], progress: Progress
) -> _Film:
    shots = tuple(seen.records["shots"])
    if seen.reel.still:
        raise Unreadable(
            f"{path.name} is a still picture and no film.",
            advice="`secondtake relate` compares it with the frames of a film.",
        )
    stage = Stage(f"Describing shots of {path.name} in detail", ProgressUnit.SHOT)
    looks = {}
    for number, shot in enumerate(shots):
        progress(stage, number, len(shots))
        looks[shot.id] = comparing.describe(viewing.look(path, shot))
    return _Film(
        path=path,
        shots=shots,
        descriptors=tuple(d for name in OBSERVERS[1:] for d in seen.records[name]),
        looks=looks,
        fingerprint=_fingerprint(path, seen, kept),
        partial=seen.reel.partial,
    )


def _fingerprint(path: Path, seen: viewing.Watched, kept: Mapping[str, bytes]) -> FilmDescriptors:
    """What the pass over the film gave the copy search; where that failed, a pass of its own."""
    found = seen.records.get(copy_search.OBSERVER, ())
    if found:
        return descriptors_of(found[0], kept.__getitem__)
    return described(path, stream=seen.reel.stream)


def _related(left: _File, right: _File, progress: Progress = quiet) -> FilmsRelated:
    relations = tuple(
        relation
        for one, two in product(left.films, right.films)
        # A file beside itself: the first picture with the second is the second with the first.
        if exhibit_of(one.key) != exhibit_of(two.key) or stream_of(one.key) <= stream_of(two.key)
        for relation in _of_films(one, two, progress)
    )
    order = {kind: number for number, kind in enumerate(RelationKind)}
    closest = min(relations, key=lambda r: (order[r.kind], -r.best, r.left, r.right))
    return FilmsRelated(
        closest=closest,
        relations=relations,
        left=left.shots,
        right=right.shots,
        failures=tuple(dict.fromkeys((*left.failures, *right.failures))),
        left_partial=left.partial,
        right_partial=right.partial,
    )


def _of_films(left: _Film, right: _Film, progress: Progress) -> Iterator[Relation]:
    films = None
    if left.key != right.key:
        films = comparing.copies.film_copies(
            (left.key, left.fingerprint), (right.key, right.fingerprint)
        )
    pairs = _pairs(left, right)
    for number, (mine, yours) in enumerate(pairs):
        progress(Stage("Comparing pairs of shots", ProgressUnit.PAIR), number, len(pairs))
        yield _of_pair((left, mine), (right, yours), films)


def _pairs(left: _Film, right: _Film) -> list[tuple[Shot, Shot]]:
    """The pairs of shots, one of each film, that a case of both films would compare."""
    if left.key == right.key:
        return list(zip(left.shots, right.shots, strict=True))
    worth = comparing.candidates(
        (*left.shots, *right.shots), (*left.descriptors, *right.descriptors)
    )
    asked = {frozenset((p.left, p.right)) for p in worth}
    every = list(product(left.shots, right.shots))
    return [pair for pair in every if frozenset(s.id for s in pair) in asked] or every[:1]


def _of_pair(
    left: tuple[_Film, Shot], right: tuple[_Film, Shot], films: FilmCopies | None
) -> Relation:
    """The relation of two shots, as a case makes it, its sides as they were named."""
    (one, mine), (two, yours) = left, right
    takes = comparing.compare_takes(one.looks[mine.id], two.looks[yours.id])
    copies: CopiesResult | None = None
    if films is not None:
        copies = comparing.copies.in_shots(films, frozenset(), mine, yours)
    capture = None
    if comparing.wants_capture(takes, copies):
        try:
            capture = capture_check.captured(takes, (one.path, mine), (two.path, yours))
        except CannotLook as error:
            capture = capture_check.not_captured((takes.left, takes.right), str(error))
    return comparing.make_relation(takes, copies, capture)


def _pairs_of(table: Path) -> list[tuple[str, str]]:
    """The ``left`` and ``right`` columns of a csv file, as written."""
    if not table.exists():
        raise InputMissing(f"There is no file {table}.", advice="Check the path.")
    try:
        with table.open(newline="", encoding="utf-8-sig") as file:
            pairs = [(row["left"], row["right"]) for row in csv.DictReader(file)]
            if not pairs or not all(left and right for left, right in pairs):
                raise KeyError("left, right")  # a list of nothing, or half a pair
            return pairs
    except (KeyError, UnicodeDecodeError, csv.Error, OSError) as error:
        raise InputInvalid(
            f"{table} is not a list of pairs.",
            advice="It needs a first line with the columns left and right, in UTF-8.",
        ) from error


def relation_shape(related: FilmsRelated, left: str, right: str) -> RelationShape:
    """Two films' relation as ``relate --json`` prints it; times in seconds, boxes 0 to 1."""
    relation = related.closest
    one, two = related.sides
    shots = {s.id: s for s in (*related.left, *related.right)}
    return {
        "left": left,
        "right": right,
        "left_shot": _shot(one),
        "right_shot": _shot(two),
        "kind": relation.kind,
        "decided_by": relation.decided_by.name if relation.decided_by else None,
        "made_by": [maker.name for maker in relation.made_by],
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
                "kind": d.kind,
                "what": reason_shape(d.what),
                "left_box": list(d.left_box),
                "right_box": list(d.right_box),
                "start": d.span.seconds[0],
                "end": d.span.seconds[1],
                "size": d.size,
            }
            for d in relation.differences
        ],
        "because": [reason_shape(r) for r in relation.because],
        "missing": [reason_shape(r) for r in relation.missing],
        "pairs": [
            {
                "left_picture": shots[r.left].stream,
                "left_shot": shots[r.left].number + 1,
                "right_picture": shots[r.right].stream,
                "right_shot": shots[r.right].number + 1,
                "kind": r.kind,
                "score": r.score(r.kind),
            }
            for r in related.relations
        ],
        "left_partial": _in_part(related.left_partial),
        "right_partial": _in_part(related.right_partial),
    }


def _in_part(films: tuple[tuple[str, str | None], ...]) -> str | None:
    """Why a file was not seen whole; of one with several moving pictures, with their names."""
    told = [(name, reason) for name, reason in films if reason is not None]
    if len(films) == 1:
        return told[0][1] if told else None
    return " ".join(f"{name}: {reason}" for name, reason in told) or None


def _shot(shot: Shot) -> ShotOf:
    start, end = shot.span.seconds
    return {
        "picture": shot.stream,
        "number": shot.number + 1,
        "start": start,
        "end": end,
    }


def _not_analysed(pair: tuple[str, str], error: SecondTakeError) -> RelationShape:
    return {
        "left": pair[0],
        "right": pair[1],
        "left_shot": None,
        "right_shot": None,
        "kind": RelationKind.UNDECIDED,
        "decided_by": None,
        "made_by": [],
        "scores": {},
        "alignment": [],
        "differences": [],
        "because": [],
        "missing": [reason_shape(as_written(str(error)))],
        "pairs": [],
        "left_partial": None,
        "right_partial": None,
    }
