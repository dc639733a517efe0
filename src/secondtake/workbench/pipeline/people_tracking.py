"""People in roles: films in, tracks of people and candidates out; never without a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from secondtake import comparing, viewing
from secondtake.cluster.local_pool import LocalPool
from secondtake.cluster.progress import Progress, Stage, quiet
from secondtake.errors import CannotLook, InputInvalid, InputMissing, SecondTakeError
from secondtake.export import reason_shape
from secondtake.model.enums import ProgressUnit
from secondtake.model.film_key import film_key, picture_name, stream_of
from secondtake.model.footage import Shot
from secondtake.model.json_output import (
    PeopleShape,
)
from secondtake.model.people import PersonCandidate, PersonTrack

__all__ = ["Followed", "follow", "follow_film", "people_shape", "require_reason"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """Tracks, the file of each by its id, candidates, and films that could not be looked at."""

    tracks: tuple[PersonTrack, ...]
    files: dict[str, Path]
    candidates: tuple[PersonCandidate, ...]
    failures: tuple[SecondTakeError, ...]


def follow(
    films: Sequence[Path],
    reason: str,
    *,
    all: bool = False,
    faces: str = "sface",
    progress: Progress = quiet,
) -> Followed:
    """Follow people through films without a case; with ``all`` every pair compared is given.

    Nothing is kept. ``faces``: ``sface`` or, where the extra is installed, ``dlib``. Raises
    ``InputInvalid`` without a reason, ``InputMissing`` for a file that is not there, and
    ``PluginUnavailable`` without the extra.
    """
    require_reason(reason)
    comparing.people.require_faces(faces)
    for film in films:
        if not film.exists():
            raise InputMissing(f"There is no file {film}.", advice="Check the path.")
    marks = {film: f"F{number}" for number, film in enumerate(dict.fromkeys(films), 1)}

    def look(picture: tuple[Path, int]) -> tuple[PersonTrack, ...]:
        film, stream = picture
        seen = viewing.watch(
            film,
            viewing.NO_EXHIBIT,
            stream=stream,
            observers=("shots",),
            keep=lambda data, kind: "",
        )
        shots, key = tuple(seen.records["shots"]), film_key(viewing.NO_EXHIBIT, stream)
        return follow_film(film, film_key(marks[film], stream), key, shots, faces=faces)

    tracks: dict[tuple[Path, int], tuple[PersonTrack, ...]] = {}
    failures = []
    pictures = [(film, n) for film in marks for n in viewing.picture_numbers(film)]
    for number, outcome in enumerate(LocalPool().map(look, pictures), 1):
        progress(Stage("Tracking people", ProgressUnit.FILM), number, len(pictures))
        if outcome.error is not None:
            film, stream = outcome.item
            said = f"{picture_name(film.name, stream)}: {outcome.error}"
            failures.append(CannotLook(said, advice=outcome.error.advice))
        else:
            tracks[outcome.item] = outcome.result()
    held = tuple(t for picture in pictures for t in tracks.get(picture, ()))
    files = {t.id: picture[0] for picture in pictures for t in tracks.get(picture, ())}
    threshold = 0.0 if all else comparing.people.THRESHOLD
    found = comparing.people.person_candidates(held, threshold=threshold)
    return Followed(tracks=held, files=files, candidates=found, failures=tuple(failures))


def follow_film(
    film: Path,
    mark: str,
    key: str,
    shots: tuple[Shot, ...],
    *,
    faces: str = "sface",
    progress: Progress = quiet,
) -> tuple[PersonTrack, ...]:
    """The tracks of one film, whose ids begin with ``mark``; ``shots`` say where tracks end.

    ``film``: its file; ``key``: which of the file's moving pictures it is, and of which exhibit.
    """
    finder = comparing.people.PersonFinder(mark, key, shots, faces=faces)
    passage = viewing.through(
        film,
        rate=comparing.people.RATE,
        long_side=comparing.people.LONG_SIDE,
        stream=stream_of(key),
    )
    stage = Stage(f"Tracking people in {film.name}", ProgressUnit.FILM_SECOND)
    for seconds, rgb, length in passage:
        finder.see(seconds, rgb)
        progress(stage, float(seconds[-1]), length)
    return finder.finish()


def require_reason(reason: str) -> None:
    """Raise ``InputInvalid`` unless somebody says why people have to be compared."""
    if not reason.strip():
        raise InputInvalid(
            "Comparing people needs a reason.",
            advice='Say why this case needs it: --people "the page says that ...".',
        )


def people_shape(found: Followed) -> PeopleShape:
    """Tracks and candidates as ``people --json`` prints them: seconds, boxes 0 to 1, no vectors.

    ``quality`` is 0 to 1; a track under 0.25, or too small, is in no candidate.
    """
    return {
        "tracks": [
            {
                "id": t.id,
                "file": str(found.files[t.id]),
                "start": round(t.start, 3),
                "end": round(t.end, 3),
                "boxes": [
                    [round(float(v), 4) for v in (at, *box)]
                    for at, box in zip(t.seconds, t.boxes, strict=True)
                ],
                "quality": round(t.quality, 3),
            }
            for t in found.tracks
        ],
        "candidates": [
            {
                "left": c.left,
                "right": c.right,
                "kind": c.kind,
                "score": round(c.score, 4),
                "because": [reason_shape(one) for one in c.because],
            }
            for c in found.candidates
        ],
    }
