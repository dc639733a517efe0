"""Places: textured quads in the world, drawn once for each camera."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from bench.scenes import textures
from bench.scenes.camera import Camera

__all__ = ["Place", "Quad", "backdrop", "box", "place"]


@dataclass(frozen=True, kw_only=True)
class Quad:
    """A flat textured piece: corners top left, top right, bottom right, bottom left, in metres."""

    corners: tuple[tuple[float, float, float], ...]
    texture: NDArray[np.uint8]
    light: float = 1.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Place:
    """Quads from far to near and the colours of the sky."""

    quads: tuple[Quad, ...]
    sky: tuple[tuple[int, int, int], tuple[int, int, int]]


def box(
    at: tuple[float, float, float],
    size: tuple[float, float, float],
    texture: NDArray[np.uint8],
) -> tuple[Quad, ...]:
    """The five visible sides of a box that stands at ``at`` (centre of its foot)."""
    x, y, z = at
    w, h, d = (s / 2 for s in size)
    h *= 2
    a, b, c, e = (x - w, z - d), (x + w, z - d), (x + w, z + d), (x - w, z + d)

    def side(p: tuple[float, float], q: tuple[float, float], light: float) -> Quad:
        top, foot = y + h, y
        corners = ((p[0], top, p[1]), (q[0], top, q[1]), (q[0], foot, q[1]), (p[0], foot, p[1]))
        return Quad(corners=corners, texture=texture, light=light)

    lid = tuple((p[0], y + h, p[1]) for p in (e, c, b, a))
    return (
        side(c, e, 0.75),
        side(e, a, 0.8),
        side(b, c, 0.85),
        Quad(corners=lid, texture=texture[:40, :40].copy(), light=1.1),
        side(a, b, 1.0),
    )


def _floor(texture: NDArray[np.uint8], reach: float = 14.0) -> Quad:
    r = reach
    return Quad(corners=((-r, 0, r), (r, 0, r), (r, 0, -r), (-r, 0, -r)), texture=texture)


def _walls(make: Callable[[int], NDArray[np.uint8]], seed: int) -> tuple[Quad, ...]:
    """Walls around a yard, so that every camera sees one."""
    r, h = 9.0, 4.6
    back = ((-r, h, 5.5), (r, h, 5.5), (r, 0, 5.5), (-r, 0, 5.5))
    front = ((r, h, -9), (-r, h, -9), (-r, 0, -9), (r, 0, -9))
    right = ((r, h, 5.5), (r, h, -9), (r, 0, -9), (r, 0, 5.5))
    left = ((-r, h, -9), (-r, h, 5.5), (-r, 0, 5.5), (-r, 0, -9))
    return tuple(
        Quad(corners=c, texture=make(seed + n), light=light)
        for n, (c, light) in enumerate(
            zip((back, front, right, left), (1, 0.9, 0.82, 0.86), strict=True)
        )
    )


@cache
def place(name: str, seed: int = 0) -> Place:
    """A place by name: ``yard``, ``quay``, ``court``, ``lane``; ``seed`` varies its details."""
    kinds = {"yard": _yard, "quay": _quay, "court": _court, "lane": _lane}
    return kinds[name](seed)


def _yard(seed: int) -> Place:
    walls = _walls(lambda s: textures.bricks(s, (158, 98, 78)), 10 + seed)
    floor = _floor(textures.ground(20 + seed, (150, 146, 138)))
    van = box((5.0, 0.25, 2.6), (4.2, 2.1, 1.9), textures.van_side(3 + seed, (226, 226, 220)))
    crates = box((-5.2, 0, 3.6), (1.3, 1.0, 1.1), textures.boards(seed + 5, (150, 118, 76)))
    more = box((-4.1, 0, 4.2), (0.9, 1.5, 0.9), textures.boards(seed + 6, (126, 104, 72)))
    return Place(
        quads=(floor, *walls, *more, *crates, *van), sky=((168, 190, 212), (214, 222, 228))
    )


def _quay(seed: int) -> Place:
    sea = ((-40, 2.4, 40), (40, 2.4, 40), (40, 0, 7), (-40, 0, 7))
    water = Quad(corners=sea, texture=textures.water(30 + seed))
    floor = _floor(textures.ground(31 + seed, (128, 122, 108)))
    stacks = [
        box((x, 0, z), (1.8, h, 1.4), textures.boards(seed + n, colour))
        for n, (x, z, h, colour) in enumerate(
            [
                (-4.5, 5.5, 2.4, (96, 120, 140)),
                (-2.2, 6.0, 1.5, (160, 96, 60)),
                (2.6, 5.8, 3.0, (90, 128, 92)),
                (4.9, 5.0, 1.8, (168, 140, 80)),
            ]
        )
    ]
    return Place(
        quads=(water, floor, *(q for stack in stacks for q in stack)),
        sky=((140, 172, 205), (226, 226, 216)),
    )


def _court(seed: int) -> Place:
    walls = _walls(lambda s: textures.plaster(s, (196, 178, 140)), 50 + seed)
    floor = _floor(textures.ground(60 + seed, (176, 160, 132)))
    bench = box((-3.4, 0, 3.2), (2.4, 0.5, 0.6), textures.boards(seed + 9, (110, 86, 60)))
    stack = box((4.6, 0, 3.4), (1.2, 1.8, 1.2), textures.boards(seed + 11, (120, 130, 150)))
    return Place(quads=(floor, *walls, *bench, *stack), sky=((120, 168, 220), (200, 216, 230)))


def _lane(seed: int) -> Place:
    walls = _walls(lambda s: textures.bricks(s, (132, 132, 136)), 80 + seed)
    floor = _floor(textures.ground(90 + seed, (112, 112, 116)))
    van = box((-5.2, 0.25, 3.0), (3.8, 1.9, 1.8), textures.van_side(7 + seed, (90, 118, 150)))
    crate = box((4.4, 0, 3.6), (1.4, 1.2, 1.2), textures.boards(seed + 14, (146, 110, 70)))
    return Place(quads=(floor, *walls, *crate, *van), sky=((186, 190, 196), (220, 220, 220)))


@cache
def backdrop(scenery: Place, camera: Camera) -> NDArray[np.uint8]:
    """The empty place as the camera sees it, uint8 (h, w, 3) RGB, nearest quads first."""
    width, height = camera.size
    share = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
    top, low = (np.float32(c) for c in scenery.sky)
    picture = np.broadcast_to(top * (1 - share) + low * share, (height, width, 3))
    picture = picture.astype(np.uint8).copy()
    nearest = np.full((height, width), np.inf)
    rays = camera.rays()
    for quad in scenery.quads:
        _paste(picture, nearest, quad, camera, rays)
    return picture


def _paste(
    picture: NDArray[np.uint8],
    nearest: NDArray[np.float64],
    quad: Quad,
    camera: Camera,
    rays: NDArray[np.float64],
) -> None:
    """Look along each pixel's ray to where it meets the quad, a rectangle."""
    a, b, _, d = camera.local(np.array(quad.corners, float))
    across, down = b - a, d - a
    normal = np.cross(across, down)
    facing = rays @ normal
    depth = (a @ normal) / np.where(np.abs(facing) < 1e-9, 1e-9, facing)
    met = rays * depth[..., None] - a
    u = met @ across / (across @ across)
    v = met @ down / (down @ down)
    hit = (depth > 0.05) & (depth < nearest) & (u >= 0) & (u < 1) & (v >= 0) & (v < 1)
    height, width = quad.texture.shape[:2]
    seen = cv2.remap(
        quad.texture,
        (u * (width - 1)).astype(np.float32),
        (v * (height - 1)).astype(np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    picture[hit] = np.clip(seen[hit] * quad.light, 0, 255).astype(np.uint8)
    nearest[hit] = depth[hit]
