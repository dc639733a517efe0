"""The shots of every moving picture of one file, without a case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from secondtake import viewing
from secondtake.cluster.progress import Progress, Stage, quiet
from secondtake.errors import CannotLook, InputMissing, Unreadable
from secondtake.export import rate_note
from secondtake.model.enums import ProgressUnit
from secondtake.model.film_key import picture_name
from secondtake.model.footage import MediaStream, Reel, Shot
from secondtake.model.json_shots import ShotShape, ShotsShape, StreamShape
from secondtake.model.stream_words import LATER, left_out, picture_words, sounds_words
from secondtake.viewing import Watched

__all__ = ["FileShots", "PictureShots", "file_shots", "shots", "shots_shape", "told", "watched"]


NO_PICTURE = "No picture could be decoded."
SOUND_ONLY = "Name the film that the sound belongs to."


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureShots:
    """One moving picture of a file: its name, what is known of it, its shots in order."""

    name: str
    reel: Reel
    shots: tuple[Shot, ...]

    @property
    def said(self) -> str:
        """What the container says of it, and how much later than the earliest it begins."""
        own = self.reel.moving_pictures[self.reel.stream - 1]
        later = self.reel.starts_seconds
        began = (
            f", begins {later:.2f} s after the file's earliest picture" if later >= LATER else ""
        )
        return picture_words(own) + began


@dataclass(frozen=True, slots=True, kw_only=True)
class FileShots:
    """Every moving picture of a file, the one that players show first; those that failed apart."""

    file: str
    pictures: tuple[PictureShots, ...]
    failures: tuple[CannotLook, ...]

    @property
    def partial(self) -> tuple[tuple[str, str | None], ...]:
        """Each moving picture's name, and why it was not seen whole, or None."""
        return tuple((one.name, one.reel.partial) for one in self.pictures)

    @property
    def notes(self) -> tuple[str, ...]:
        """What else the file holds: pictures that were left out, several sound tracks.

        And that times rest on an assumed rate, where they do.
        """
        told = left_out(self.pictures[0].reel, self.file)
        sounds = {sounds_words(p.reel): p.name for p in reversed(self.pictures)}
        if len(sounds) == 1:
            sounds = dict.fromkeys(sounds, self.file)
        with_sound = [f"{name} has {words}." for words, name in sounds.items() if words]
        assumed = dict.fromkeys(n for n in map(rate_note, (p.reel for p in self.pictures)) if n)
        return (*told, *reversed(with_sound), *assumed)


def file_shots(film: Path, *, progress: Progress = quiet) -> FileShots:
    """The shots of a file's moving pictures; raises ``Unreadable`` when none can be seen."""
    return told(film, *watched(film, ("shots",), lambda data, kind: "", progress=progress))


def told(film: Path, seen: tuple[Watched, ...], failures: tuple[CannotLook, ...]) -> FileShots:
    """What was seen of a file, by its pictures' names."""
    return FileShots(
        file=film.name,
        pictures=tuple(
            PictureShots(
                name=picture_name(film.name, one.reel.stream),
                reel=one.reel,
                shots=tuple(one.records["shots"]),
            )
            for one in seen
        ),
        failures=failures,
    )


def watched(
    film: Path,
    observers: tuple[str, ...],
    keep: Callable[[bytes, str], str],
    exhibit: str = viewing.NO_EXHIBIT,
    *,
    progress: Progress = quiet,
) -> tuple[tuple[Watched, ...], tuple[CannotLook, ...]]:
    """Every moving picture of a file looked at once, and what could not be.

    Raises ``InputMissing`` for a file that is not there, and where nothing at all can be seen
    the first error, ``Unreadable`` for a file of sound.
    """
    if not film.exists():
        raise InputMissing(f"There is no file {film}.", advice="Check the path.")
    seen, failed = [], []
    for stream in viewing.picture_numbers(film):
        name = picture_name(film.name, stream)
        try:
            one = viewing.watch(
                film,
                exhibit,
                stream=stream,
                observers=observers,
                keep=keep,
                progress=partial(progress, Stage(f"Analysing {name}", ProgressUnit.FILM_SECOND)),
            )
            if not one.reel.has_picture:
                raise Unreadable(one.reel.partial or NO_PICTURE, advice=SOUND_ONLY)
            seen.append(one)
        except CannotLook as error:
            failed.append((name, error))
    if not seen:
        raise failed[0][1]
    return tuple(seen), tuple(CannotLook(f"{n}: {e}", advice=e.advice) for n, e in failed)


def shots(film: Path) -> tuple[Shot, ...]:
    """The shots of a file's moving pictures, in order; ``stream`` of a shot says of which.

    Raises ``Unreadable`` when it holds none, and ``CannotLook`` when one of them cannot be seen.
    """
    found = file_shots(film)
    if found.failures:
        raise found.failures[0]
    return tuple(shot for picture in found.pictures for shot in picture.shots)


def shots_shape(found: FileShots) -> ShotsShape:
    """Shots as ``shots --json`` prints them; ``start`` is the first frame wholly the new shot's."""
    return {
        "shots": _shots_shape(found.pictures[0].shots),
        "pictures": [
            {
                "picture": one.reel.stream,
                "name": one.name,
                "starts": one.reel.starts_seconds,
                "partial": one.reel.partial,
                "streams": [_stream_shape(s, one.reel) for s in one.reel.streams],
                "shots": _shots_shape(one.shots),
            }
            for one in found.pictures
        ],
    }


def _shots_shape(found: tuple[Shot, ...]) -> list[ShotShape]:
    return [
        {"start": s.span.seconds[0], "end": s.span.seconds[1], "transition": s.transition}
        for s in found
    ]


def _stream_shape(stream: MediaStream, reel: Reel) -> StreamShape:
    own = (reel.moving_pictures[reel.stream - 1].number, reel.sound_stream)
    return {
        "stream": stream.number,
        "role": stream.role,
        "codec": stream.codec,
        "title": stream.title,
        "handler": stream.handler,
        "language": stream.language,
        "width": stream.width,
        "height": stream.height,
        "default": stream.default,
        "program": stream.program,
        "used": stream.number in own,
    }
