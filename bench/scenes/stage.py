"""Render a scripted scene: place, people, smoke, light, a held camera, grain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from bench.scenes.actions import ACTIONS, Jet, Litter, Manner, Thing
from bench.scenes.camera import Camera
from bench.scenes.crowds import CROWDS
from bench.scenes.figure import Look, Person, draw, joints
from bench.scenes.place import backdrop, place

__all__ = ["CAMERAS", "Scene", "boxes", "depth", "render"]

CAMERAS: dict[str, Camera] = {
    "front": Camera(position=(0.3, 1.7, -5.6), target=(0.0, 1.15, 2.0), focal=1.0),
    "near": Camera(position=(-0.6, 1.6, -3.6), target=(0.1, 1.1, 2.0), focal=0.9),
    "side": Camera(position=(-6.6, 2.1, -2.6), target=(0.6, 1.05, 1.9), focal=1.05),
    "across": Camera(position=(3.6, 1.9, -4.6), target=(-0.2, 1.1, 2.0), focal=1.0),
    "behind": Camera(position=(1.0, 1.9, 5.2), target=(0.0, 1.1, 0.6), focal=0.85),
}
"""Where cameras stand; ``behind`` faces the others."""


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What happens, where, who does it and how it is filmed.

    ``smoke``: place of its foot in metres, or None. ``light``: gain of the whole picture.
    ``shake``: pixels a hand trembles. ``grain``: grey levels. ``started``: scene seconds at the
    first frame, so that two cameras can film one moment.
    """

    place: str
    action: str
    cast: tuple[Look, ...]
    manner: Manner
    camera: Camera
    seconds: float = 6.0
    rate: int = 25
    seed: int = 0
    smoke: tuple[float, float] | None = None
    light: float = 1.0
    tint: tuple[float, float, float] = (1.0, 1.0, 1.0)
    shake: float = 1.6
    grain: float = 4.0
    started: float = 0.0
    details: int = field(default=0)

    def things(self, number: int) -> list[Thing]:
        """Everybody and everything at a frame."""
        act = (ACTIONS | CROWDS)[self.action]
        return act(self.cast, self.manner, self.started + number / self.rate)

    @property
    def frames(self) -> int:
        """How many frames the scene has."""
        return round(self.seconds * self.rate)


def render(scene: Scene) -> Iterator[NDArray[np.uint8]]:
    """The frames, uint8 (h, w, 3) RGB; the same scene gives the same frames."""
    rng = np.random.default_rng([scene.seed, 7])
    empty = backdrop(place(scene.place, scene.details), scene.camera)
    grain = _Grain(scene, rng)
    hand = _hand(scene, rng)
    smoke = _Smoke(scene, rng) if scene.smoke is not None else None
    for number in range(scene.frames):
        picture = empty.copy()
        things = scene.things(number)
        _shadows(picture, things, scene.camera)
        for thing in sorted(things, key=lambda t: -depth(t, scene.camera)):
            _draw(picture, thing, scene.camera)
        if smoke is not None:
            picture = smoke.over(picture, scene.started + number / scene.rate)
        yield _film(picture, scene, hand[number], grain.next())


def boxes(scene: Scene, number: int) -> list[tuple[float, float, float, float]]:
    """Each figure's box as filmed at a frame: x, y, w, h, 0 to 1, in the cast's order.

    Follows the hand that holds the camera; a figure outside the picture has no width or height.
    """
    blank = np.zeros((8, 8, 3), np.uint8)
    matrix = _held(scene, _hand_of(scene)[number])
    size = np.array(scene.camera.size, np.float64)
    found = []
    for thing in scene.things(number):
        if isinstance(thing, Person):
            x, y, w, h = draw(blank, thing, scene.camera)
            corners = np.array([[x, y], [x + w, y], [x, y + h], [x + w, y + h]])
            moved = (corners @ matrix[:, :2].T + matrix[:, 2]) / size
            low, high = np.clip([moved.min(0), moved.max(0)], 0.0, 1.0)
            found.append((*(float(v) for v in low), *(float(v) for v in high - low)))
    return found


def depth(thing: Thing, camera: Camera) -> float:
    """How far from the camera something is, in metres."""
    if isinstance(thing, Person):
        where = np.mean(list(joints(thing).values()), axis=0)
    elif isinstance(thing, Litter):
        where = np.array([thing.at[0], thing.height, thing.at[1] + 0.15])
    else:
        where = np.array(thing.end) - [0, 0, 0.3]
    return float(camera.project(where[None])[1][0])


def _draw(picture: NDArray[np.uint8], thing: Thing, camera: Camera) -> None:
    if isinstance(thing, Person):
        draw(picture, thing, camera)
    elif isinstance(thing, Litter):
        _litter(picture, thing, camera)
    else:
        _jet(picture, thing, camera)


def _litter(picture: NDArray[np.uint8], litter: Litter, camera: Camera) -> None:
    (x, z), half, y = litter.at, litter.half, litter.height
    cloth = np.array(
        [
            [x - half * 0.8, y, z - 0.28],
            [x + half * 0.8, y, z - 0.28],
            [x + half * 0.8, y, z + 0.28],
            [x - half * 0.8, y, z + 0.28],
        ]
    )
    hem = cloth[:2] - [0, 0.07, 0]
    pixels, _ = camera.project(np.concatenate([cloth, hem]))
    dark = tuple(int(c * 0.7) for c in litter.colour)
    cv2.fillConvexPoly(picture, np.int32(pixels[:4]), litter.colour, cv2.LINE_AA)
    cv2.fillConvexPoly(picture, np.int32(pixels[[0, 1, 5, 4]]), dark, cv2.LINE_AA)
    for side in (-0.28, 0.28):
        ends, depth = camera.project(np.array([[x - half, y, z + side], [x + half, y, z + side]]))
        width = max(1, int(0.035 * camera.pixels_per_metre(depth.mean())))
        start, end = (tuple(int(v) for v in p) for p in ends)
        cv2.line(picture, start, end, (70, 62, 52), width, cv2.LINE_AA)


def _jet(picture: NDArray[np.uint8], jet: Jet, camera: Camera) -> None:
    rng = np.random.default_rng(int(jet.seconds * 1000) + 5)
    share = rng.random((150, 1))
    drops = np.array(jet.start) + (np.array(jet.end) - np.array(jet.start)) * share
    drops += rng.normal(0, 1, drops.shape) * (0.02 + 0.14 * share)
    drops[:, 1] += 0.25 * (share * (1 - share))[:, 0] * 2
    pixels, depth = camera.project(drops)
    along = (np.array(jet.end) - np.array(jet.start)) * 0.03
    tails, _ = camera.project(drops - along)
    width = max(1, int(0.02 * camera.pixels_per_metre(float(depth.mean()))))
    lines = np.stack([pixels, tails], 1).round().astype(np.int32)
    cv2.polylines(picture, list(lines), False, (222, 234, 242), width, cv2.LINE_AA)


def _shadows(picture: NDArray[np.uint8], things: list[Thing], camera: Camera) -> None:
    mask = np.zeros(picture.shape[:2], np.uint8)
    ring = np.linspace(0, 2 * np.pi, 20, endpoint=False)
    for thing in things:
        if isinstance(thing, Jet):
            continue
        if isinstance(thing, Person):
            x, _, z = np.mean(list(joints(thing).values()), axis=0)
            wide, deep = (0.95, 0.3) if thing.pose.pitch else (0.42, 0.24)
        else:
            (x, z), wide, deep = thing.at, thing.half, 0.35
        foot = np.stack(
            [x + 0.2 + wide * np.cos(ring), 0.01 + 0 * ring, z + deep * np.sin(ring)], 1
        )
        pixels, depth = camera.project(foot)
        if depth.min() > 0.5:
            cv2.fillPoly(mask, [np.int32(pixels)], 255)
    left, top, wide, high = cv2.boundingRect(mask)
    if not wide:
        return
    part = (slice(max(0, top - 8), top + high + 8), slice(max(0, left - 8), left + wide + 8))
    soft = cv2.GaussianBlur(mask[part], (0, 0), 2.2)
    kept = cv2.merge([255 - (soft * 0.42).astype(np.uint8)] * 3)
    picture[part] = cv2.multiply(picture[part], kept, scale=1 / 255)


class _Smoke:
    """Soft puffs that rise and drift, drawn as one veil at a quarter of the size."""

    def __init__(self, scene: Scene, rng: np.random.Generator) -> None:
        self._camera = scene.camera
        self._foot = scene.smoke or (0.0, 0.0)
        self._puffs = rng.random((70, 4))

    def over(self, picture: NDArray[np.uint8], seconds: float) -> NDArray[np.uint8]:
        age = (self._puffs[:, 0] + seconds / 5.0) % 1.0
        world = np.stack(
            [
                self._foot[0] + (self._puffs[:, 1] - 0.5) * (0.4 + 2.2 * age) + 0.9 * age,
                0.1 + 3.6 * age,
                self._foot[1] + (self._puffs[:, 2] - 0.5) * 0.8,
            ],
            1,
        )
        pixels, depth = self._camera.project(world)
        small = (picture.shape[1] // 4, picture.shape[0] // 4)
        veil = np.zeros((small[1], small[0]), np.float32)
        sizes = (0.22 + 0.65 * age) * self._camera.pixels_per_metre(np.maximum(depth, 0.5)) / 4
        puff = np.zeros_like(veil)
        for (x, y), radius, a in zip(pixels / 4, sizes, age, strict=True):
            puff[:] = 0
            cv2.circle(puff, (int(x), int(y)), max(1, int(radius)), 0.26 * float(1 - a), -1)
            cv2.add(veil, puff, dst=veil)
        veil = cv2.GaussianBlur(np.clip(veil, 0, 0.9), (0, 0), 3.0)
        wide = cv2.resize(veil, picture.shape[1::-1], interpolation=cv2.INTER_LINEAR)
        share = cv2.merge([(255 * (1 - wide)).astype(np.uint8)] * 3)
        dimmed = cv2.multiply(picture, share, scale=1 / 255)
        return cv2.add(dimmed, cv2.multiply(255 - share, (206, 206, 204, 0), scale=1 / 255))


class _Grain:
    """A bank of noise frames that is gone through in an order of its own."""

    def __init__(self, scene: Scene, rng: np.random.Generator) -> None:
        width, height = scene.camera.size
        bank = rng.normal(0, scene.grain, (5, height + 64, width + 64)).round().astype(np.int16)
        self._bank = [cv2.merge([b, b, b]) for b in bank]
        self._size = (height, width)
        self._rng = rng

    def next(self) -> NDArray[np.int16]:
        which, y, x = (int(v) for v in self._rng.integers(0, (5, 64, 64)))
        return self._bank[which][y : y + self._size[0], x : x + self._size[1]]


def _hand(scene: Scene, rng: np.random.Generator) -> NDArray[np.float32]:
    """Offsets in pixels and turns in degrees, (n, 3): slow wandering and a little tremble."""
    raw = rng.normal(0, 1, (scene.frames + 50, 3)).astype(np.float32)
    slow = cv2.GaussianBlur(raw, (1, 49), 14, borderType=cv2.BORDER_REFLECT)
    quick = cv2.GaussianBlur(raw, (1, 9), 2, borderType=cv2.BORDER_REFLECT)
    path = (slow * 5 + quick * 0.6)[25:-25] * scene.shake
    return path * np.float32([1.0, 0.8, 0.06])


@lru_cache(maxsize=4)
def _hand_of(scene: Scene) -> NDArray[np.float32]:
    """The hand that ``render`` has: its grain takes a share of chance before it."""
    rng = np.random.default_rng([scene.seed, 7])
    _Grain(scene, rng)
    return _hand(scene, rng)


def _held(scene: Scene, hand: NDArray[np.float32]) -> NDArray[np.float64]:
    """Where the hand moves the picture: a 2 x 3 matrix on pixels."""
    width, height = scene.camera.size
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), float(hand[2]), 1.04)
    matrix[:, 2] += hand[:2]
    return matrix


def _film(
    picture: NDArray[np.uint8],
    scene: Scene,
    hand: NDArray[np.float32],
    noise: NDArray[np.int16],
) -> NDArray[np.uint8]:
    matrix = _held(scene, hand)
    moved = cv2.warpAffine(picture, matrix, scene.camera.size, borderMode=cv2.BORDER_REFLECT)
    gain = [scene.light * share for share in scene.tint]
    if gain != [1.0, 1.0, 1.0]:
        moved = cv2.multiply(moved, (*gain, 0.0))
    return cv2.add(moved, noise, dtype=cv2.CV_8U)
