"""What happens inside one shot and is no cut: light, titles, things that pass, damage, freezes."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from bench.accuracy.edits import SIZE, Frames

__all__ = ["EVENTS"]

Event = Callable[[Frames, np.random.Generator], None]
"""Changes some frames, uint8 (n, 180, 320, 3), in place."""


def _flash(frames: Frames, rng: np.random.Generator) -> None:
    count = int(rng.integers(1, 5))
    frames[10 : 10 + count] = (frames[10 : 10 + count] * 0.25 + 190).astype(np.uint8)


def _strobe(frames: Frames, rng: np.random.Generator) -> None:
    """Light that flashes every few frames, as of police cars or a stage."""
    every, tint = int(rng.integers(3, 8)), rng.uniform(0.2, 1, 3)
    lit = frames[8:40:every] * 0.4 + 150 * tint
    frames[8:40:every] = lit.clip(0, 255).astype(np.uint8)


def _title(frames: Frames, rng: np.random.Generator) -> None:
    """A lower third, which comes and goes at once, slides or fades in."""
    manner, colour = int(rng.integers(0, 3)), rng.integers(0, 255, 3).tolist()
    top = int(rng.integers(10, 140))
    for number, frame in enumerate(frames[8:44]):
        share = 1.0 if manner == 0 else min(1.0, (number + 1) / 10)
        right = 16 + int(240 * (share if manner == 1 else 1.0))
        with_title = frame.copy()
        cv2.rectangle(with_title, (16, top), (right, top + 28), colour, -1)
        text = (24, top + 20)
        cv2.putText(with_title, "A NAME, A PLACE", text, cv2.FONT_HERSHEY_SIMPLEX, 0.6, (250,) * 3)
        part = share if manner == 2 else 1.0
        frame[:] = (frame * (1 - part) + with_title * part).astype(np.uint8)


def _caption(frames: Frames, rng: np.random.Generator) -> None:
    """Subtitles that change every half second."""
    for number, frame in enumerate(frames):
        word = "ABCDEFGHKLMNOPRST"[number // 12 :][:14] * (1 + number // 24)
        at = (40 + 5 * (number // 12), 168)
        cv2.putText(frame, word[:20], at, cv2.FONT_HERSHEY_SIMPLEX, 0.6, (0, 0, 0), 5)
        cv2.putText(frame, word[:20], at, cv2.FONT_HERSHEY_SIMPLEX, 0.6, (255, 255, 255), 1)


def _whip(frames: Frames, rng: np.random.Generator) -> None:
    """The camera is thrown once around, over the same place mirrored, to where it was."""
    pace = int(rng.integers(20, 61))
    wide = np.concatenate([frames, frames[:, :, ::-1], frames], axis=2)
    for number in range(len(frames)):
        x = min(2 * SIZE[0], max(0, number - 4) * pace)
        view = wide[number][:, x : x + SIZE[0]]
        frames[number] = cv2.blur(view, (pace, 1)) if 0 < x < 2 * SIZE[0] else view


def _passing(frames: Frames, rng: np.random.Generator) -> None:
    """Something large crosses before the camera."""
    pace, wide = int(rng.integers(20, 90)), int(rng.integers(80, 260))
    colour = rng.integers(10, 200, 3)
    for number, frame in enumerate(frames):
        left = (number - 10) * pace - wide
        frame[int(rng.integers(0, 12)) :, max(0, left) : max(0, left + wide)] = colour


def _exposure(frames: Frames, rng: np.random.Generator) -> None:
    """The camera sets its exposure anew: at once, or within a second; it goes back the same way."""
    gain, ramp = float(rng.choice([0.55, 0.7, 1.35, 1.6])), int(rng.choice([1, 6, 14]))
    for number, frame in enumerate(frames):
        share = min(1.0, max(0, number - 3) / ramp) * min(1.0, max(0, 46 - number) / ramp)
        frame[:] = (frame * (1 + (gain - 1) * share)).clip(0, 255).astype(np.uint8)


def _damage(frames: Frames, rng: np.random.Generator) -> None:
    """Blocks that show other parts of the picture, or grey, for some frames."""
    for frame in frames[12 : 12 + int(rng.integers(1, 12))]:
        for _ in range(int(rng.integers(4, 40))):
            y, x, v, u = (int(rng.integers(0, s - 32)) // 16 * 16 for s in (*SIZE[::-1],) * 2)
            w = int(rng.integers(1, 3)) * 16
            frame[y : y + 16, x : x + w] = (
                128 if rng.random() < 0.3 else frame[v : v + 16, u : u + w]
            )


def _freeze(frames: Frames, rng: np.random.Generator) -> None:
    """The picture stands for up to 0.4 s while time goes on."""
    count = int(rng.integers(4, 11))
    frames[15 : 15 + count] = frames[15]
    frames[32 : 32 + count] = frames[32]


def _zoom(frames: Frames, rng: np.random.Generator) -> None:
    """A digital zoom that goes in steps, and back."""
    step, every = float(rng.uniform(0.02, 0.07)), int(rng.integers(4, 10))
    for number, frame in enumerate(frames):
        steps = min(number, len(frames) - 1 - number) // every
        move = cv2.getRotationMatrix2D((SIZE[0] / 2, SIZE[1] / 2), 0, 1 + step * steps)
        frame[:] = cv2.warpAffine(frame, move, SIZE, borderMode=cv2.BORDER_REFLECT)


EVENTS: dict[str, Event] = {
    "flash": _flash,
    "strobe": _strobe,
    "title": _title,
    "caption": _caption,
    "whip pan": _whip,
    "passing": _passing,
    "exposure": _exposure,
    "damage": _damage,
    "freeze": _freeze,
    "zoom": _zoom,
}
"""Each takes 50 frames and leaves the last as they were, or nearly."""
