"""How a still picture is related to a film or another picture, without a case."""

from __future__ import annotations

from pathlib import Path

from secondtake import preserve, viewing
from secondtake.archive.film_description import digest_of
from secondtake.errors import InputInvalid, InputMissing, SecondTakeError
from secondtake.export import NO_SHOTS, reason_shape, told_of_picture
from secondtake.model.enums import RelationKind
from secondtake.model.film_key import film_key, picture_name, stream_of
from secondtake.model.json_output import (
    RelationShape,
)
from secondtake.model.json_shots import ShotsShape
from secondtake.model.names import shown
from secondtake.model.reasons import as_written
from secondtake.model.still_pictures import PictureMatch
from secondtake.workbench.pipeline.still_pictures import PictureSearch

__all__ = [
    "is_readable_picture",
    "no_shots",
    "no_shots_shape",
    "picture_related",
    "picture_relation_shape",
    "relate_picture",
]


NEAREST_FIRST = (RelationKind.COPY, RelationKind.UNDECIDED, RelationKind.DIFFERENT)


def is_picture(path: Path) -> bool:
    """Whether a file is a still picture; raises what decoding it raises."""
    try:
        with path.open("rb") as file:
            kind = preserve.media_type(file.read(4096))
    except OSError as error:
        raise InputMissing(f"There is no file {path}.", advice="Check the path.") from error
    if not kind.startswith("image/"):
        return False
    seen = viewing.watch(path, viewing.NO_EXHIBIT, observers=(), keep=lambda data, kind: "")
    return seen.reel.still


def is_readable_picture(path: Path) -> bool:
    """The same, where a file that cannot be looked at is told of later: it is none then."""
    try:
        return is_picture(path)
    except SecondTakeError:
        return False


def relate_picture(left: Path, right: Path) -> PictureMatch:
    """How two files are related of which one at least is a still picture, whichever comes first.

    Of a film's moving pictures the one that is nearest to it answers.
    """
    if not is_picture(left):
        left, right = right, left
    picture, other = ((digest_of(path), path) for path in (left, right))
    search = PictureSearch()
    if is_picture(right):
        return search.with_picture(picture, other)
    films = ((film_key(other[0], stream), right) for stream in viewing.picture_numbers(right))
    return min((search.in_film(picture, film) for film in films), key=_nearness)


def _nearness(found: PictureMatch) -> tuple[int, float]:
    return NEAREST_FIRST.index(found.answer), -found.agreeing


def no_shots(film: Path, page: Path | None) -> str | None:
    """What is said of a still picture in the place of its shots; None for any other file.

    Raises ``InputInvalid`` where a ``page`` of its shots is wanted.
    """
    if not is_picture(film):
        return None
    if page is not None:
        raise InputInvalid(
            "A still picture has no shots to write a page of.", advice="Leave out --html."
        )
    return f"{shown(film.name)}: {NO_SHOTS}"


def no_shots_shape() -> ShotsShape:
    """What ``shots --json`` prints of a still picture."""
    return {"shots": [], "pictures": []}


def picture_related(left: Path, right: Path) -> tuple[RelationShape, str] | None:
    """How two files are related, for programs and in a sentence; None for two films."""
    if not is_picture(left) and not is_picture(right):
        return None
    found = relate_picture(left, right)
    names = (str(left), str(right))
    return picture_relation_shape(found, left, right, names=names), told(found, left, right)


def told(found: PictureMatch, left: Path, right: Path) -> str:
    """The relation in a sentence, by the files' names."""
    if found.picture != digest_of(left):
        left, right = right, left
    other = picture_name(shown(right.name), stream_of(found.other))
    return told_of_picture(found, shown(left.name), other)


def picture_relation_shape(
    found: PictureMatch, left: Path, right: Path, *, names: tuple[str, str]
) -> RelationShape:
    """It as ``relate --json`` prints relations; a picture has no shots and no times.

    ``names``: what both are called in it.
    """
    said = reason_shape(as_written(told(found, left, right)))
    undecided = found.answer == RelationKind.UNDECIDED
    return {
        "left": names[0],
        "right": names[1],
        "left_shot": None,
        "right_shot": None,
        "kind": found.answer,
        "decided_by": None if undecided else found.made_by.name,
        "made_by": [found.made_by.name],
        "scores": {},
        "alignment": [],
        "differences": [],
        "because": [] if undecided else [said],
        "missing": [said] if undecided else [],
        "pairs": [],
        "left_partial": None,
        "right_partial": None,
    }
