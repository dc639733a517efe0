"""Films by name: a file may hold several moving pictures, each a film under the one exhibit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

__all__ = ["exhibit_of", "film_key", "film_mark", "film_names", "picture_name", "stream_of"]

FIRST = 1
"""The number of the picture that players show."""


def film_key(exhibit: str, stream: int) -> str:
    """The key of one picture of an exhibit: the digest, and of further pictures their number.

    >>> film_key("ab" * 32, 1) == "ab" * 32, film_key("ab" * 32, 2)[-4:]
    (True, 'ab.2')
    """
    return exhibit if stream == FIRST else f"{exhibit}.{stream}"


def film_mark(film: str) -> str:
    """With what the ids of a film's shots begin: 12 digits, and of further pictures the number.

    >>> film_mark("ab" * 32), film_mark("ab" * 32 + ".2")
    ('abababababab', 'abababababab.2')
    """
    exhibit = exhibit_of(film)
    return f"{exhibit[:12]}{film.removeprefix(exhibit)}"


def exhibit_of(film: str) -> str:
    """The exhibit's part of a film's key or mark; other words, such as a file's name, as they are.

    >>> exhibit_of("ab" * 32 + ".2") == "ab" * 32, exhibit_of("film.mp4")
    (True, 'film.mp4')
    """
    exhibit, dot, number = film.rpartition(".")
    return exhibit if dot and number.isdecimal() else film


def stream_of(film: str) -> int:
    """Which moving picture of its exhibit a film's key or mark means, counted from 1."""
    return int(film.removeprefix(exhibit_of(film)).removeprefix(".") or FIRST)


def picture_name(name: str, stream: int) -> str:
    """What people read as the film's name.

    >>> picture_name("film.mp4", 1), picture_name("film.mp4", 2)
    ('film.mp4', 'film.mp4 (picture 2)')
    """
    return name if stream == FIRST else f"{name} (picture {stream})"


def film_names(names: Mapping[str, str], films: Iterable[str]) -> dict[str, str]:
    """Exhibits' names by digest, and the names of their further pictures by the films' keys."""
    return dict(names) | {
        film: picture_name(names[exhibit_of(film)], stream_of(film))
        for film in films
        if exhibit_of(film) in names
    }
