"""Edited films with known cuts, made from stretches of single shots."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

__all__ = ["Edit", "edited", "free_place", "join", "leap", "manner", "piece"]

Frames = NDArray[np.uint8]
KINDS = ("cut", "jump", "dissolve", "fade")
SHARES = (0.45, 0.25, 0.2, 0.1)
RATE = 25
SIZE = (320, 180)
VISIBLE = 0.02
"""Share of pixels that differ by more than 30 levels from which a leap in time can be seen."""


@dataclass
class Edit:
    """A film and its truth: per transition its kind, first frame touched, first whole frame.

    ``flashes``: where something happens that is no transition; ``names``: what.
    """

    frames: Frames
    truth: list[tuple[str, int, int]] = field(default_factory=list)
    flashes: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)


def edited(clips: dict[str, Frames], seed: int, shots: int = 10) -> Edit:
    """A film of ``shots`` shots of ``clips``, each uint8 (n, 180, 320, 3) of a single shot."""
    rng = np.random.default_rng([seed, 3])
    names = sorted(clips)
    name = str(rng.choice(names))
    at = 0
    part, at = piece(clips[name], at, rng)
    style = manner(rng)
    film = Edit(frames=style(part))
    while len(film.truth) < shots - 1:
        kind = str(rng.choice(KINDS, p=SHARES))
        if kind == "jump":
            to = leap(clips[name], at, rng)
            if to is None:
                continue
            part, at = piece(clips[name], to, rng)
        else:
            name = str(rng.choice([n for n in names if n != name]))
            part, at = piece(clips[name], int(rng.integers(0, len(clips[name]) // 2)), rng)
            style = manner(rng)
        join(film, style(part), kind, rng)
    for _ in range(int(rng.integers(0, 3))):
        _flash(film, rng)
    return film


def piece(clip: Frames, at: int, rng: np.random.Generator) -> tuple[Frames, int]:
    count = int(rng.integers(30, 90))
    piece = clip[at : at + count]
    return piece, at + len(piece)


def leap(clip: Frames, at: int, rng: np.random.Generator, *, least: float = 0.3) -> int | None:
    """Where to go on, ``least`` to 5 s later, so that the leap can be seen; None if nowhere."""
    for _ in range(8):
        to = at + int(rng.uniform(least, 5) * RATE)
        if to + 30 >= len(clip) or at < 1:
            continue
        change = np.abs(clip[to].astype(np.int16) - clip[at - 1]).max(axis=2)
        usual = np.abs(clip[at - 1].astype(np.int16) - clip[max(0, at - 2)]).max(axis=2)
        if (change > 30).mean() > VISIBLE + (usual > 30).mean():
            return to
    return None


def join(film: Edit, piece: Frames, kind: str, rng: np.random.Generator) -> None:
    cut = len(film.frames)
    if kind in ("cut", "jump"):
        film.truth.append((kind, cut, cut))
        film.frames = np.concatenate([film.frames, piece])
        return
    count = int(rng.integers(8, 41)) if kind == "dissolve" else int(rng.integers(8, 21))
    count = min(count, len(piece) - 8, 25 if kind == "fade" else 40)
    last = film.truth[-1][2] if film.truth else 0
    count = max(4, min(count, cut - last - 8))
    shares = ((np.arange(count) + 1) / (count + 1))[:, None, None, None]
    if kind == "dissolve":
        mixed = film.frames[-count:] * (1 - shares) + piece[:count] * shares
        film.truth.append((kind, cut - count, cut))
        parts = [film.frames[:-count], mixed.astype(np.uint8), piece[count:]]
    else:
        out = (film.frames[-count:] * (1 - shares)).astype(np.uint8)
        into = (piece[:count] * shares).astype(np.uint8)
        black = np.zeros((int(rng.integers(2, 9)), *piece.shape[1:]), np.uint8)
        film.truth.append((kind, cut - count, cut + len(black) + count))
        parts = [film.frames[:-count], out, black, into, piece[count:]]
    film.frames = np.concatenate(parts)


def _flash(film: Edit, rng: np.random.Generator) -> None:
    """One to three frames that turn white, far from any transition."""
    at = free_place(film, 0, rng)
    if at is not None:
        count = int(rng.integers(1, 4))
        lit = film.frames[at : at + count] * 0.25 + 190
        film.frames[at : at + count] = lit.clip(0, 255).astype(np.uint8)
        film.flashes.append(at)


def free_place(film: Edit, count: int, rng: np.random.Generator) -> int | None:
    """Where ``count`` frames lie 20 frames away from any transition; None if nowhere was found."""
    for _ in range(10 + count):
        at = int(rng.integers(20, len(film.frames) - 20 - count))
        apart = all(abs(at - other) > count for other in film.flashes)
        if apart and all(end + 20 < at or at + count + 20 < start for _, start, end in film.truth):
            return at
    return None


def manner(rng: np.random.Generator) -> Callable[[Frames], Frames]:
    """How a set-up is filmed: as it is, hand-held, a pan, in low light, or speeded up."""
    kind = int(rng.integers(0, 8))
    seed = int(rng.integers(0, 1 << 30))
    if kind == 0:
        return lambda frames: _held(frames, seed)
    if kind == 1:
        return lambda frames: _panned(frames, seed)
    if kind == 2:
        return lambda frames: _dark(frames, seed)
    if kind == 3:
        return lambda frames: frames[::2] if len(frames) >= 60 else frames
    return lambda frames: frames


def _held(frames: Frames, seed: int) -> Frames:
    rng = np.random.default_rng(seed)
    walk = cv2.GaussianBlur(rng.normal(0, 16, (len(frames), 2)).astype(np.float32), (1, 9), 2)
    return np.stack([_window(f, x, y) for f, (x, y) in zip(frames, walk, strict=True)])


def _panned(frames: Frames, seed: int) -> Frames:
    step = np.random.default_rng(seed).uniform(-0.9, 0.9)
    return np.stack([_window(f, step * (i - 25), 0) for i, f in enumerate(frames)])


def _window(frame: Frames, x: float, y: float) -> Frames:
    """The frame enlarged and moved by up to 24 px."""
    move = np.array([[1.2, 0, -32 + np.clip(x, -30, 30)], [0, 1.2, -18 + np.clip(y, -17, 17)]])
    seen: Frames = cv2.warpAffine(frame, move, SIZE, borderMode=cv2.BORDER_REFLECT)
    return seen


def _dark(frames: Frames, seed: int) -> Frames:
    rng = np.random.default_rng(seed)
    noise = rng.normal(0, 5, (4, *frames.shape[1:]))
    dark = [f * 0.3 + noise[i % 4] for i, f in enumerate(frames)]
    return np.stack(dark).clip(0, 255).astype(np.uint8)
