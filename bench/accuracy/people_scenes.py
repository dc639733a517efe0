"""Made scenes whose figures' boxes are known: near, far, crowds, moving cameras, hiding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from bench.scenes.actions import manner
from bench.scenes.camera import Camera
from bench.scenes.crowds import ABOVE, crowd_of
from bench.scenes.figure import Look, Person, draw
from bench.scenes.stage import CAMERAS, Scene, boxes, depth, render
from secondtake.comparing.people import RATE

__all__ = ["CAST", "SCENES", "Film", "Instant", "films", "instants"]

CAST = (
    Look(shirt=(180, 60, 50), trousers=(60, 66, 84)),
    Look(shirt=(60, 110, 170), trousers=(90, 84, 70), height=1.68),
    Look(shirt=(220, 214, 200), trousers=(50, 52, 58), height=1.82),
    Look(shirt=(70, 130, 80), trousers=(70, 70, 110), skin=(120, 80, 60), height=1.62),
)
SCENES = (("walk", 4), ("carry", 4), ("hose", 3), ("exercise", 2), ("wave", 3))
WIDE = 1.5
"""How much wider than its window the picture is that a moving camera looks through."""
PAN = 0.28
"""How far a moving camera turns to each side, in widths of the window."""
TREMBLE = 0.02
"""How far a hand strays from that, in widths of the window: the spread of slow wandering."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True, kw_only=True)
class Film:
    """A scene to follow people in; ``moving`` films it through a window that a hand turns."""

    name: str
    scene: Scene
    moving: bool = field(default=False)


@dataclass(frozen=True, kw_only=True, eq=False)
class Instant:
    """A frame, uint8 (h, w, 3), and by figure its box (x, y, w, h, 0 to 1) and the share seen.

    The box is of the whole figure as far as it is in the picture; ``seen`` is the share of its
    pixels that no figure in front hides. Figures out of the picture are left out.
    """

    seconds: float
    rgb: NDArray[np.uint8]
    boxes: dict[int, Box]
    seen: dict[int, float]


def films(group: str, camera: str = "front") -> Iterator[Film]:
    """The films of a group: ``at hand``, ``half the size``, ``moving``, ``hiding``, ``crowds``."""
    if group == "crowds":
        for seed, count in ((31, 20), (32, 40)):
            crowd = Scene(
                place="court",
                action="mill",
                cast=crowd_of(count, seed),
                manner=manner(seed),
                camera=ABOVE,
                rate=round(RATE),
                seed=seed,
            )
            yield Film(name=f"crowd of {count}", scene=crowd)
        return
    near = CAMERAS[camera]
    far = replace(near, focal=near.focal / 2)
    chosen = (("leave", 4), ("leave", 3)) if group == "hiding" else SCENES
    for seed, (action, count) in enumerate(chosen):
        scene = Scene(
            place="court",
            action=action,
            cast=CAST[:count],
            manner=manner(seed),
            camera=far if group == "half the size" else near,
            seconds=8.0 if group == "hiding" else 6.0,
            seed=seed,
        )
        yield Film(name=f"{action} of {count}", scene=scene, moving=group == "moving")


def instants(film: Film) -> Iterator[Instant]:
    """Every frame in which people are looked for."""
    scene = film.scene
    if film.moving:
        scene = replace(scene, camera=_wider(scene.camera), shake=0.0)
    step = round(scene.rate / RATE)
    path = _path(scene) if film.moving else None
    for number, frame in enumerate(render(scene)):
        if number % step:
            continue
        known = dict(enumerate(boxes(scene, number)))
        seen = _seen(scene, number)
        picture = frame
        if path is not None:
            picture, known = _window(frame, known, path[number])
        held = {n: b for n, b in known.items() if b[2] > 0.01 and b[3] > 0.02}
        yield Instant(
            seconds=number / scene.rate,
            rgb=picture,
            boxes=held,
            seen={n: seen[n] for n in held},
        )


def _seen(scene: Scene, number: int) -> dict[int, float]:
    """Share of each figure's pixels that no figure nearer to the camera covers."""
    width, height = scene.camera.size
    camera = replace(scene.camera, size=(width // 2, height // 2))
    people = [t for t in scene.things(number) if isinstance(t, Person)]
    hidden = np.zeros((height // 2, width // 2), bool)
    shares = {}
    for who in sorted(range(len(people)), key=lambda n: depth(people[n], camera)):
        canvas = np.zeros((*hidden.shape, 3), np.uint8)
        draw(canvas, people[who], camera)
        drawn = canvas.any(2)
        shares[who] = float((drawn & ~hidden).sum() / max(drawn.sum(), 1))
        hidden |= drawn
    return shares


def _wider(camera: Camera) -> Camera:
    size = (round(camera.size[0] * WIDE), round(camera.size[1] * WIDE))
    return replace(camera, size=size, focal=camera.focal / WIDE)


def _path(scene: Scene) -> NDArray[np.float64]:
    """Upper left corners of the window at each frame, (n, 2) pixels: a pan that trembles."""
    rng = np.random.default_rng([scene.seed, 41])
    width, height = (v / WIDE for v in scene.camera.size)
    raw = rng.normal(0, 1, (scene.frames, 2))
    slow = cv2.GaussianBlur(raw, (1, 31), 5, borderType=cv2.BORDER_REFLECT)
    stray = slow / slow.std(0) * TREMBLE * width
    phase = 2 * np.pi * np.arange(scene.frames) / scene.frames
    turned = np.stack([PAN * width * np.sin(1.5 * phase), 0.04 * height * np.sin(phase)], 1)
    middle = np.array([width, height]) * (WIDE - 1) / 2
    limit = np.array([width, height]) * (WIDE - 1)
    return np.clip(middle + turned + stray, 0, limit)


def _window(
    frame: NDArray[np.uint8], known: dict[int, Box], corner: NDArray[np.float64]
) -> tuple[NDArray[np.uint8], dict[int, Box]]:
    wide, high = (round(v / WIDE) for v in (frame.shape[1], frame.shape[0]))
    left, top = (round(float(v)) for v in corner)
    shifted = {}
    for who, (x, y, w, h) in known.items():
        ends = np.array([[x, y], [x + w, y + h]]) * frame.shape[1::-1] - [left, top]
        low, high_end = np.clip(ends / [wide, high], 0, 1)
        shifted[who] = (*(float(v) for v in low), *(float(v) for v in high_end - low))
    return np.ascontiguousarray(frame[top : top + high, left : left + wide]), shifted
