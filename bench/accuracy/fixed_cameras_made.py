"""Films of fixed cameras made by code: one place, a burnt-in clock, noise of its own in each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from bench.scenes.camera import Camera
from bench.scenes.film import write
from bench.scenes.place import backdrop, place

__all__ = ["Recoding", "View", "film", "recoded"]

Frames = NDArray[np.uint8]


@dataclass(frozen=True, kw_only=True)
class View:
    """One recording of a fixed camera.

    ``noise``: grey levels of sensor noise, another in every picture. ``clock``: where it stands,
    ``""`` for none. ``starts``: what it shows at the first frame, seconds of the day. ``date``:
    written before it; ``seconds``: whether it shows them. ``moves``: what moves in the place.
    """

    scene: str = "yard"
    scene_seed: int = 0
    seed: int = 0
    length: float = 8.0
    rate: int = 25
    size: tuple[int, int] = (640, 360)
    noise: float = 3.0
    clock: str = "top left"
    starts: int = 50520
    date: str = "05-10 "
    seconds: bool = True
    boxed: bool = True
    moves: str = ""
    light: float = 1.0
    shake: float = 0.0
    quality: int = 23


@dataclass(frozen=True, kw_only=True)
class Recoding:
    """What is done to a film: trimmed (seconds), cropped (share kept), scaled, coded again."""

    start: float = 0.0
    length: float | None = None
    crop: float = 1.0
    scale: float = 1.0
    rate: int | None = None
    quality: int = 26


def film(path: Path, view: View) -> Path:
    """Write one recording."""
    return write(path, _frames(view), rate=view.rate, quality=view.quality)


def recoded(path: Path, source: Path, how: Recoding) -> Path:
    """Write a re-encoded film of another."""
    return write(path, _recoded(source, how), rate=how.rate or _rate(source), quality=how.quality)


def _rate(source: Path) -> Fraction:
    with av.open(str(source)) as container:
        return Fraction(container.streams.video[0].average_rate or 25)


def _recoded(source: Path, how: Recoding) -> Iterator[Frames]:
    shown = 0
    with av.open(str(source)) as container:
        own = float(container.streams.video[0].average_rate or 25)
        for number, frame in enumerate(container.decode(video=0)):
            at = number / own - how.start
            if at < -1e-6 or (how.length is not None and at >= how.length - 1e-6):
                continue
            if how.rate is not None and shown > at * how.rate + 1e-6:
                continue
            shown += 1
            picture = frame.to_ndarray(format="rgb24")
            height, width = picture.shape[:2]
            top, left = (round(n * (1 - how.crop) / 2) for n in (height, width))
            kept = picture[top : height - top, left : width - left]
            size = tuple(2 * round(n * how.scale / 2) for n in kept.shape[1::-1])
            yield cv2.resize(kept, size, interpolation=cv2.INTER_AREA)


def _frames(view: View) -> Iterator[Frames]:
    rng = np.random.default_rng(view.seed)
    camera = Camera(position=(0.3, 3.2, -7.5), target=(0.0, 0.8, 3.0), focal=0.9, size=view.size)
    ground = backdrop(place(view.scene, view.scene_seed), camera).astype(np.float32) * view.light
    height, width = ground.shape[:2]
    drift: NDArray[np.float64] = np.zeros(2)
    phases = rng.uniform(0, 2 * np.pi, 3)
    for number in range(round(view.length * view.rate)):
        at = number / view.rate
        picture = ground
        if view.moves == "tree":
            picture = _swaying(picture, at, phases)
        if view.shake:
            drift = 0.8 * drift + rng.normal(0, view.shake, 2)
            move = np.array([[1, 0, drift[0]], [0, 1, drift[1]]], np.float32)
            picture = cv2.warpAffine(
                picture, move, (width, height), borderMode=cv2.BORDER_REPLICATE
            )
        picture = picture.copy()
        if view.moves == "water":
            _water(picture, at, view.seed)
        if view.moves == "rain":
            _rain(picture, rng)
        if view.moves == "person":
            _walker(picture, at / view.length, view.seed)
        noise = rng.standard_normal((height, width, 1), np.float32) * view.noise
        colour = rng.standard_normal((height, width, 3), np.float32) * view.noise * 0.4
        out = np.clip(picture + noise + colour, 0, 255).astype(np.uint8)
        if view.clock:
            _clock(out, view, at)
        yield out


def _swaying(
    picture: NDArray[np.float32], at: float, phases: NDArray[np.float64]
) -> NDArray[np.float32]:
    height, width = picture.shape[:2]
    rows, columns = np.mgrid[:height, :width].astype(np.float32)
    near = np.exp(
        -(
            ((columns - 0.75 * width) / (0.12 * width)) ** 2
            + ((rows - 0.35 * height) / (0.25 * height)) ** 2
        )
    )
    sway = sum(
        a * np.sin(2 * np.pi * f * at + p)
        for a, f, p in zip((5.0, 3.0, 1.5), (0.31, 0.83, 1.7), phases, strict=True)
    )
    moved = columns + np.float32(sway) * near.astype(np.float32)
    return np.asarray(
        cv2.remap(picture, moved, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    )


def _water(picture: NDArray[np.float32], at: float, seed: int) -> None:
    """Waves and glitter in the lower third, of six directions, lengths and speeds of its own."""
    rng = np.random.default_rng([seed, 77])
    height, width = picture.shape[:2]
    rows, columns = np.mgrid[: height // 3, :width].astype(np.float32)
    waves = np.zeros(rows.shape, np.float32)
    for _ in range(6):
        across, down = rng.uniform(-0.12, 0.12), rng.uniform(0.15, 0.45)
        turn, phase = rng.uniform(2, 7), rng.uniform(0, 2 * np.pi)
        waves += np.sin(across * columns + down * rows + turn * at + phase)
    picture[-(height // 3) :] += (6 * waves + 30 * (waves > 3.2))[..., None]


def _rain(picture: NDArray[np.float32], rng: np.random.Generator) -> None:
    height, width = picture.shape[:2]
    for _ in range(60):
        x, y = int(rng.integers(width)), int(rng.integers(height))
        length = int(rng.integers(6, 16))
        cv2.line(picture, (x, y), (x - 1, y + length), (205, 205, 210), 1, cv2.LINE_AA)


def _walker(picture: NDArray[np.float32], share: float, seed: int) -> None:
    height, width = picture.shape[:2]
    x, y = (share * 1.3 - 0.15) * width, 0.62 * height
    tall = 0.22 * height
    swing = np.sin(share * 40 + seed) * tall * 0.12
    ink = (46.0 + seed % 60, 60.0, 84.0)
    cv2.ellipse(picture, (int(x), int(y)), (int(tall * 0.13), int(tall * 0.3)), 0, 0, 360, ink, -1)
    cv2.circle(picture, (int(x), int(y - tall * 0.4)), int(tall * 0.1), (176, 140, 120), -1)
    for side in (-1, 1):
        foot = (int(x + side * swing), int(y + tall * 0.6))
        cv2.line(picture, (int(x), int(y + tall * 0.2)), foot, ink, max(2, int(tall * 0.08)))


def _clock(picture: Frames, view: View, at: float) -> None:
    second = view.starts + int(at + 1e-6)
    words = f"{view.date}{second // 3600 % 24:02d}:{second // 60 % 60:02d}"
    words += f":{second % 60:02d}" if view.seconds else ""
    height, width = picture.shape[:2]
    scale = height / 400
    thick = max(1, round(height / 400))
    (wide, tall), _ = cv2.getTextSize(words, cv2.FONT_HERSHEY_SIMPLEX, scale, thick)
    x = 8 if "left" in view.clock else width - wide - 8
    y = tall + 8 if "top" in view.clock else height - 10
    if view.boxed:
        cv2.rectangle(picture, (x - 4, y - tall - 5), (x + wide + 4, y + 5), (0, 0, 0), -1)
    else:
        cv2.putText(
            picture,
            words,
            (x, y),
            cv2.FONT_HERSHEY_SIMPLEX,
            scale,
            (0, 0, 0),
            thick + 2,
            cv2.LINE_AA,
        )
    cv2.putText(
        picture, words, (x, y), cv2.FONT_HERSHEY_SIMPLEX, scale, (250, 250, 250), thick, cv2.LINE_AA
    )
