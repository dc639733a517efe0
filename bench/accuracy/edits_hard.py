"""Edited films that are hard to cut: slow and like dissolves, white fades, and what is no cut."""

from __future__ import annotations

import cv2
import numpy as np

from bench.accuracy.edits import SIZE, Edit, Frames, free_place, join, leap, manner, piece

__all__ = ["edited_hard"]

KINDS = ("cut", "jump", "slow", "like", "white")
SHARES = (0.3, 0.15, 0.25, 0.15, 0.15)
LONG = 150
"""Frames of a shot, so that there is room for events."""
SLOW = (24, 61)
"""Frames of a slow dissolve."""


def edited_hard(clips: dict[str, Frames], seed: int, shots: int = 9) -> Edit:
    """A film of ``shots`` shots with events that are no transition; clips as for ``edited``."""
    rng = np.random.default_rng([seed, 17])
    names = sorted(clips)
    name = str(rng.choice(names))
    first, at = piece(clips[name], 0, rng)
    style = manner(rng)
    film = Edit(frames=style(first))
    while len(film.truth) < shots - 1:
        kind = str(rng.choice(KINDS, p=SHARES))
        if kind == "jump":
            to = leap(clips[name], at, rng)
            if to is None:
                continue
            part, at = piece(clips[name], to, rng)
        else:
            if kind != "like":  # a like dissolve goes on in the same clip, from another window
                name = str(rng.choice([n for n in names if n != name]))
            start = int(rng.integers(0, len(clips[name]) // 2))
            part, at = clips[name][start : start + LONG], start + LONG
            style = manner(rng)
        part = _closer(style(part)) if kind == "like" else style(part)
        _joined(film, part, kind, rng)
    for event in (_title, _whip, _strobe, _passing):
        place = free_place(film, 40, rng)
        if place is not None:
            event(film.frames[place : place + 40], rng)
            film.flashes.append(place)
    return film


def _joined(film: Edit, part: Frames, kind: str, rng: np.random.Generator) -> None:
    if kind in ("cut", "jump"):
        join(film, part, kind, rng)
        return
    cut = len(film.frames)
    last = film.truth[-1][2] if film.truth else 0
    wanted = int(rng.integers(*SLOW)) if kind == "slow" else int(rng.integers(10, 25))
    count = max(6, min(wanted, cut - last - 10, len(part) - 20))
    shares = ((np.arange(count) + 1) / (count + 1))[:, None, None, None]
    if kind == "white":
        out = film.frames[-count:] * (1 - shares) + 255 * shares
        into = part[:count] * shares + 255 * (1 - shares)
        film.truth.append(("fade", cut - count, cut + count))
        mixed = np.concatenate([out, into])
    else:
        film.truth.append(("dissolve", cut - count, cut))
        mixed = film.frames[-count:] * (1 - shares) + part[:count] * shares
    film.frames = np.concatenate([film.frames[:-count], mixed.astype(np.uint8), part[count:]])


def _closer(frames: Frames) -> Frames:
    """The same seen from nearer and to one side."""
    width, height = SIZE
    near = frames[:, height // 8 : height // 8 + height * 5 // 8, : width * 5 // 8]
    return np.stack([cv2.resize(f, SIZE, interpolation=cv2.INTER_LINEAR) for f in near])


def _title(frames: Frames, rng: np.random.Generator) -> None:
    """A lower third that slides in and stays."""
    for number, frame in enumerate(frames[10:]):
        right = min(1.0, (number + 1) / int(rng.integers(1, 9)))
        frame[140:166, 16 : 16 + int(200 * right)] = (20, 40, 120)
        cv2.putText(frame, "A NAME", (24, 160), cv2.FONT_HERSHEY_SIMPLEX, 0.6, (250, 250, 250))


def _whip(frames: Frames, rng: np.random.Generator) -> None:
    """The camera is thrown once around, over the same place mirrored, to where it was."""
    pace = int(rng.integers(20, 41))
    wide = np.concatenate([frames, frames[:, :, ::-1], frames], axis=2)
    for number in range(len(frames)):
        x = min(2 * SIZE[0], max(0, number - 4) * pace)
        view = wide[number][:, x : x + SIZE[0]]
        frames[number] = cv2.blur(view, (pace, 1)) if 0 < x < 2 * SIZE[0] else view


def _strobe(frames: Frames, rng: np.random.Generator) -> None:
    """Light that flashes every few frames, as of police cars or a stage."""
    every = int(rng.integers(3, 7))
    lit = frames[8:32:every] * 0.4 + 140
    frames[8:32:every] = lit.astype(np.uint8)


def _passing(frames: Frames, rng: np.random.Generator) -> None:
    """Something large and dark crosses before the camera."""
    pace = int(rng.integers(20, 45))
    for number, frame in enumerate(frames):
        left = (number - 10) * pace - 150
        frame[20:, max(0, left) : max(0, left + 150)] = (30, 28, 35)
