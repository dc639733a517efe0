"""How a still picture is related to a film or another picture, without a case."""

from __future__ import annotations

from pathlib import Path

from secondtake import preserve, viewing
from secondtake.archive.film_description import digest_of
from secondtake.errors import InputMissing, SecondTakeError
from secondtake.export import reason_shape, told_of_picture
from secondtake.model.enums import PictureAnswer, RelationKind
from secondtake.model.json_output import RelationShape
from secondtake.model.names import shown
from secondtake.model.reasons import as_written
from secondtake.model.still_pictures import PictureMatch
from secondtake.workbench.pipeline.still_pictures import PictureSearch

__all__ = ["is_picture", "is_readable_picture", "picture_relation_shape", "relate_picture", "told"]

KINDS = {
    PictureAnswer.MATCH: RelationKind.COPY,
    PictureAnswer.SAME_VIEW: RelationKind.UNDECIDED,
    PictureAnswer.NONE: RelationKind.DIFFERENT,
}


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
    """How two files are related of which one at least is a still picture, whichever comes first."""
    if not is_picture(left):
        left, right = right, left
    picture, other = ((digest_of(path), path) for path in (left, right))
    search = PictureSearch()
    if is_picture(right):
        return search.with_picture(picture, other)
    return search.in_film(picture, other)


def told(found: PictureMatch, left: Path, right: Path) -> str:
    """The relation in a sentence, by the files' names."""
    if found.picture != digest_of(left):
        left, right = right, left
    return told_of_picture(found, shown(left.name), shown(right.name))


def picture_relation_shape(
    found: PictureMatch, left: Path, right: Path, *, names: tuple[str, str]
) -> RelationShape:
    """It as ``relate --json`` prints relations; a picture has no shots and no times.

    ``names``: what both are called in it.
    """
    said = reason_shape(as_written(told(found, left, right)))
    undecided = found.answer == PictureAnswer.SAME_VIEW
    return {
        "left": names[0],
        "right": names[1],
        "left_shot": None,
        "right_shot": None,
        "kind": KINDS[found.answer],
        "decided_by": None if undecided else found.made_by.name,
        "made_by": [found.made_by.name],
        "scores": {},
        "alignment": [],
        "differences": [],
        "because": [] if undecided else [said],
        "missing": [said] if undecided else [],
        "pairs": [],
    }
