"""Edited films of every kind of transition, of events that are no cut, carried in every way."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from bench.accuracy.edits import Edit, Frames, join, leap, manner, piece
from bench.accuracy.edits_carried import CARRIED, Carried, carried, slides
from bench.accuracy.edits_events import EVENTS
from bench.accuracy.shots_clips import Clip

__all__ = ["edited_wide", "wide_film", "wide_films"]

KINDS = ("cut", "take", "jump", "dissolve", "slow", "fade", "white")
SHARES = (0.3, 0.2, 0.2, 0.1, 0.06, 0.08, 0.06)
LOW = ("6 in 25", "10 in 30", "dropped")
"""Where a leap of less than a second cannot be told from motion: there it is of 1.5 s or more."""
APART = 20
"""Frames between an event and a transition."""
LONG = 50
"""Frames of an event."""


def wide_films(clips: dict[str, Clip], films: int, seed: int) -> Iterator[tuple[str, str, Carried]]:
    """``films`` films with the name of their source and of the way they are carried.

    Each is of one source, and every fourth is followed by slides of all.
    """
    for number in range(films):
        yield wide_film(clips, number, seed)
        if number % 4 == 3:
            pictures = {n: c.frames for n, c in clips.items()}
            yield "slides of all", "slides", slides(pictures, seed + number // 4)


def wide_film(clips: dict[str, Clip], number: int, seed: int) -> tuple[str, str, Carried]:
    """The film of one number, the same whichever others are made."""
    ways, sources = list(CARRIED), sorted({c.source for c in clips.values()})
    rng = np.random.default_rng([seed, number, 5])
    source, way = sources[number % len(sources)], ways[number % len(ways)]
    used = {n: c for n, c in clips.items() if c.source == source}
    edit = edited_wide(used, rng, low=way in LOW)
    return source, way, carried(edit, way, rng)


def edited_wide(clips: dict[str, Clip], rng: np.random.Generator, *, low: bool = False) -> Edit:
    """Ten shots, with two or three events inside them."""
    names = sorted(clips)
    name = str(rng.choice(names))
    part, at = piece(clips[name].frames, 0, rng)
    style = manner(rng)
    film = Edit(frames=style(part))
    tries = 0
    while len(film.truth) < 9 and tries < 200:
        tries += 1
        kind = str(rng.choice(KINDS, p=SHARES))
        others = [n for n in names if clips[n].setup == clips[name].setup and n != name]
        if kind == "take" and others:
            name = str(rng.choice(others))
            part, at = piece(
                clips[name].frames, int(rng.integers(0, len(clips[name].frames) // 2)), rng
            )
        elif kind in ("take", "jump"):
            to = leap(clips[name].frames, at, rng, least=1.5 if low else 0.3)
            if to is None:
                continue
            part, at = piece(clips[name].frames, to, rng)
            kind = "jump"
        else:
            name = str(rng.choice([n for n in names if clips[n].setup != clips[name].setup]))
            longer = 150 if rng.random() < 0.5 or kind == "slow" else 80
            start = int(rng.integers(0, max(1, len(clips[name].frames) - longer)))
            part, at = clips[name].frames[start : start + longer], start + longer
            style = manner(rng)
        if len(part) < 25:
            continue
        _joined(film, style(part), kind, rng)
    _happen(film, rng)
    return film


def _joined(film: Edit, part: Frames, kind: str, rng: np.random.Generator) -> None:
    cut = len(film.frames)
    last = film.truth[-1][2] if film.truth else 0
    if kind in ("cut", "take", "jump"):
        film.truth.append((kind, cut, cut))
        film.frames = np.concatenate([film.frames, part])
        return
    count = int(rng.integers(30, 61)) if kind == "slow" else int(rng.integers(8, 26))
    count = max(6, min(count, cut - last - 10, len(part) - 10))
    if kind == "fade":
        join(film, part, "fade", rng)
        return
    shares = ((np.arange(count) + 1) / (count + 1))[:, None, None, None]
    before, after = film.frames[-count:], part[:count]
    if kind == "white":
        out = before * (1 - shares) + 255 * shares
        mixed = np.concatenate([out, after * shares + 255 * (1 - shares)])
        film.truth.append(("fade", cut - count, cut + count))
    else:
        film.truth.append(("dissolve", cut - count, cut))
        mixed = before * (1 - shares) + after * shares
    film.frames = np.concatenate([film.frames[:-count], mixed.astype(np.uint8), part[count:]])


def _happen(film: Edit, rng: np.random.Generator) -> None:
    """Events in the longest stretches between transitions."""
    edges = [0, *(t[2] for t in film.truth)], [*(t[1] for t in film.truth), len(film.frames)]
    room = [(b - a, a) for a, b in zip(*edges, strict=True) if b - a >= LONG + 2 * APART]
    for (long, start), name in zip(
        sorted(room, reverse=True)[:4], rng.permutation(list(EVENTS)), strict=False
    ):
        at = start + APART + int(rng.integers(0, long - LONG - 2 * APART + 1))
        EVENTS[name](film.frames[at : at + LONG], rng)
        film.flashes.append(at)
        film.names.append(str(name))
