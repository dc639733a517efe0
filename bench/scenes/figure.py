"""Figures: a jointed body in the world, drawn limb by limb with light from above left."""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from bench.scenes.camera import Camera

__all__ = ["Look", "Person", "Pose", "draw", "joints"]

Colour = tuple[int, int, int]
Vector = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Look:
    """How a figure looks. ``shirt_open`` shows a strip of the undershirt; ``vest`` covers it;
    ``bag`` hangs from the right hand."""

    height: float = 1.75
    build: float = 1.0
    skin: Colour = (205, 160, 130)
    hair: Colour = (60, 45, 35)
    shirt: Colour = (180, 60, 50)
    trousers: Colour = (60, 66, 84)
    shoes: Colour = (40, 36, 34)
    stripes: Colour | None = None
    shirt_open: bool = False
    vest: Colour | None = None
    helmet: Colour | None = None
    bag: Colour | None = None


@dataclass(frozen=True, kw_only=True)
class Pose:
    """Angles in degrees; limbs are (forward, outward, bend), left then right.

    ``at``: where the feet stand (x, z). ``heading``: degrees, 0 faces the camera side (-z), 90
    faces +x. ``lean``: torso forward. ``pitch`` 90 lays the body on its back; ``lift``: metres.
    """

    at: tuple[float, float] = (0.0, 0.0)
    heading: float = 0.0
    lean: float = 4.0
    arms: tuple[tuple[float, float, float], tuple[float, float, float]] = ((0, 8, 10), (0, 8, 10))
    legs: tuple[tuple[float, float, float], tuple[float, float, float]] = ((0, 4, 2), (0, 4, 2))
    pitch: float = 0.0
    lift: float = 0.0
    nod: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Person:
    """A figure at an instant."""

    look: Look
    pose: Pose
    name: str = field(default="")


def _turn(angle: float, axis: int) -> Vector:
    c, s = np.cos(np.radians(angle)), np.sin(np.radians(angle))
    rows = {0: [[1, 0, 0], [0, c, -s], [0, s, c]], 1: [[c, 0, s], [0, 1, 0], [-s, 0, c]]}
    return np.array(rows.get(axis, [[c, -s, 0], [s, c, 0], [0, 0, 1]]))


def _limb(forward: float, outward: float, side: int) -> Vector:
    """Unit direction of a limb that hangs down, swung forward (-z) and outward."""
    down = _turn(outward * side, 2) @ np.array([0.0, -1.0, 0.0])
    return _turn(forward, 0) @ down


def joints(body: Person) -> dict[str, Vector]:
    """Joint name -> world metres."""
    pose, h = body.pose, body.look.height
    thigh, shin, trunk = 0.245 * h, 0.246 * h, 0.30 * h
    local: dict[str, Vector] = {}
    legs = []
    for side, (forward, outward, bend) in zip((-1, 1), pose.legs, strict=True):
        hip = np.array([side * 0.055 * h, 0.0, 0.0])
        knee = hip + thigh * _limb(forward, outward, side)
        ankle = knee + shin * _limb(forward - bend, outward, side)
        legs.append((side, hip, knee, ankle))
    pelvis = np.array([0.0, -min(leg[3][1] for leg in legs) + 0.04 * h, 0.0])
    for side, hip, knee, ankle in legs:
        tag = "l" if side < 0 else "r"
        local |= {f"hip_{tag}": pelvis + hip, f"knee_{tag}": pelvis + knee}
        local |= {
            f"ankle_{tag}": pelvis + ankle,
            f"toe_{tag}": pelvis + ankle + [0, -0.02 * h, -0.1 * h],
        }
    spine = _turn(-pose.lean, 0).T @ np.array([0.0, 1.0, 0.0])
    chest = pelvis + spine * trunk
    local |= {"pelvis": pelvis, "chest": chest, "neck": chest + spine * 0.045 * h}
    head = _turn(-(pose.lean + pose.nod), 0).T @ np.array([0.0, 1.0, 0.0])
    local |= {"head": chest + spine * 0.045 * h + head * 0.075 * h}
    for side, (forward, outward, bend) in zip((-1, 1), pose.arms, strict=True):
        tag = "l" if side < 0 else "r"
        shoulder = chest + np.array([side * 0.115 * h * body.look.build, -0.015 * h, 0.0])
        elbow = shoulder + 0.165 * h * _limb(forward, outward, side)
        wrist = elbow + 0.15 * h * _limb(forward + bend, outward * 0.5, side)
        hand = elbow + 0.19 * h * _limb(forward + bend, outward * 0.5, side)
        local |= {f"shoulder_{tag}": shoulder, f"elbow_{tag}": elbow}
        local |= {f"wrist_{tag}": wrist, f"hand_{tag}": hand}
    turn = _turn(-pose.heading, 1) @ _turn(pose.pitch, 0)
    foot = np.array([pose.at[0], pose.lift, pose.at[1]])
    return {name: turn @ point + foot for name, point in local.items()}


_LIMBS = (
    ("hip_l", "knee_l", 0.052, 0.042, "trousers"),
    ("hip_r", "knee_r", 0.052, 0.042, "trousers"),
    ("knee_l", "ankle_l", 0.040, 0.026, "trousers"),
    ("knee_r", "ankle_r", 0.040, 0.026, "trousers"),
    ("ankle_l", "toe_l", 0.026, 0.022, "shoes"),
    ("ankle_r", "toe_r", 0.026, 0.022, "shoes"),
    ("shoulder_l", "elbow_l", 0.034, 0.028, "shirt"),
    ("shoulder_r", "elbow_r", 0.034, 0.028, "shirt"),
    ("elbow_l", "wrist_l", 0.027, 0.020, "shirt"),
    ("elbow_r", "wrist_r", 0.027, 0.020, "shirt"),
    ("wrist_l", "hand_l", 0.020, 0.018, "skin"),
    ("wrist_r", "hand_r", 0.020, 0.018, "skin"),
)
"""From, to, radius at both ends as a share of the height, and what covers it."""

_SHIFT = 3
"""Sub-pixel bits of OpenCV's drawing: limbs must not jump from pixel to pixel."""


def draw(
    picture: NDArray[np.uint8], body: Person, camera: Camera
) -> tuple[float, float, float, float]:
    """Draw a figure; give its box (x, y, w, h) in pixels, whole, also outside the picture."""
    found = joints(body)
    names = list(found)
    pixels, depths = camera.project(np.stack([found[n] for n in names]))
    at = dict(zip(names, pixels, strict=True))
    depth = dict(zip(names, depths, strict=True))
    if min(depths) < 0.5:
        return (0.0, 0.0, 0.0, 0.0)
    unit = float(camera.pixels_per_metre(np.array(depth["chest"]))) * body.look.height
    parts = [(depth[a] + depth[b], (a, b, r, s, c)) for a, b, r, s, c in _LIMBS]
    parts.append((depth["chest"] + depth["pelvis"], None))
    facing = found["head"] + (found["toe_l"] - found["ankle_l"]) * 0.5
    for _, limb in sorted(parts, key=lambda p: -p[0]):
        if limb is None:
            _trunk(picture, body.look, at, unit)
        else:
            a, b, wide, narrow, cover = limb
            colour = getattr(body.look, cover)
            radii = (wide * unit * body.look.build, narrow * unit)
            _capsule(picture, (at[a], at[b]), radii, colour)
            if cover == "shirt" and body.look.stripes:
                _bands(picture, at[a], at[b], wide * unit, body.look.stripes)
    if body.look.bag:
        _bag(picture, at["hand_r"], unit, body.look.bag)
    face, _ = camera.project(facing[None])
    towards = camera.project(facing[None])[1][0] < depth["head"]
    _head(picture, body.look, at, face[0], unit=unit, shows_face=bool(towards))
    low, high = pixels.min(0) - 0.07 * unit, pixels.max(0) + 0.07 * unit
    return float(low[0]), float(low[1]), float(high[0] - low[0]), float(high[1] - low[1])


def _fixed(points: NDArray[np.float64]) -> NDArray[np.int32]:
    return np.round(points * (1 << _SHIFT)).astype(np.int32)


def _shade(colour: Colour, by: float) -> Colour:
    return tuple(int(np.clip(c * by, 0, 255)) for c in colour)  # type: ignore[return-value]


def _capsule(
    picture: NDArray[np.uint8],
    ends: tuple[Vector, Vector],
    radii: tuple[float, float],
    colour: Colour,
) -> None:
    """A tapered limb with a lighter and a darker side."""
    (a, b), (wide, narrow) = ends, radii
    along = b - a
    length = float(np.hypot(*along)) or 1e-6
    across = np.array([-along[1], along[0]]) / length
    if across @ np.array([-0.6, -0.8]) < 0:
        across = -across
    for offset, share, by in ((0.0, 1.0, 0.78), (0.18, 0.74, 1.0), (0.38, 0.4, 1.13)):
        tips = [a + across * wide * offset, b + across * narrow * offset]
        radius = (max(0.7, wide * share), max(0.6, narrow * share))
        sides = np.stack(
            [
                tips[0] + across * radius[0],
                tips[1] + across * radius[1],
                tips[1] - across * radius[1],
                tips[0] - across * radius[0],
            ]
        )
        tone = _shade(colour, by)
        cv2.fillConvexPoly(picture, _fixed(sides), tone, cv2.LINE_AA, _SHIFT)
        for tip, r in zip(tips, radius, strict=True):
            centre = tuple(int(v) for v in _fixed(tip))
            cv2.circle(picture, centre, int(r * (1 << _SHIFT)), tone, -1, cv2.LINE_AA, _SHIFT)


def _bands(picture: NDArray[np.uint8], a: Vector, b: Vector, width: float, colour: Colour) -> None:
    along = b - a
    across = np.array([-along[1], along[0]]) / (np.hypot(*along) or 1e-6) * width * 0.9
    for share in (0.2, 0.5, 0.8):
        middle = a + along * share
        ends = _fixed(np.stack([middle - across, middle + across]))
        start, end = (tuple(int(v) for v in p) for p in ends)
        cv2.line(picture, start, end, colour, max(1, int(width / 3)), cv2.LINE_AA, _SHIFT)


def _trunk(picture: NDArray[np.uint8], look: Look, at: dict[str, Vector], unit: float) -> None:
    left, right = at["shoulder_l"], at["shoulder_r"]
    low_l, low_r = at["hip_l"], at["hip_r"]
    girth = max(0.055, 0.5 * float(np.hypot(*(right - left))) / unit) * unit
    spine = at["pelvis"] - at["chest"]
    across = np.array([spine[1], -spine[0]]) / (np.hypot(*spine) or 1e-6)
    if across @ (right - left) < 0:
        across = -across
    chest, waist = at["chest"], at["pelvis"]
    hips = max(0.05 * unit, 0.62 * girth, 0.5 * float(np.hypot(*(low_r - low_l))) + 0.03 * unit)
    outline = np.stack(
        [
            chest - across * girth,
            chest + across * girth,
            waist + across * hips,
            waist - across * hips,
        ]
    )
    for shrink, by in ((1.0, 0.8), (0.72, 1.0)):
        middle = outline.mean(0) - np.array([0.012, 0.0]) * unit * (1 - shrink)
        shape = middle + (outline - middle) * np.array([shrink, 1.0])
        cv2.fillConvexPoly(picture, _fixed(shape), _shade(look.shirt, by), cv2.LINE_AA, _SHIFT)
    yoke = (chest - across * girth * 0.8, chest + across * girth * 0.8)
    _capsule(picture, yoke, (0.03 * unit, 0.03 * unit), look.shirt)
    if look.stripes:
        for share in np.linspace(0.1, 0.95, 6):
            row = chest + spine * share
            ends = _fixed(np.stack([row - across * girth * 0.85, row + across * girth * 0.85]))
            start, end = (tuple(int(v) for v in p) for p in ends)
            cv2.line(
                picture, start, end, look.stripes, max(1, int(0.014 * unit)), cv2.LINE_AA, _SHIFT
            )
    if look.shirt_open:
        strip = np.stack(
            [
                chest - across * girth * 0.3,
                chest + across * girth * 0.3,
                waist + across * hips * 0.25,
                waist - across * hips * 0.25,
            ]
        )
        cv2.fillConvexPoly(picture, _fixed(strip), (232, 228, 220), cv2.LINE_AA, _SHIFT)
    if look.vest:
        for side in (-1, 1):
            panel = np.stack(
                [
                    chest + across * girth * 0.2 * side,
                    chest + across * girth * side,
                    waist + across * hips * side,
                    waist + across * hips * 0.15 * side,
                ]
            )
            cv2.fillConvexPoly(picture, _fixed(panel), look.vest, cv2.LINE_AA, _SHIFT)
        band = chest + spine * 0.6
        ends = _fixed(np.stack([band - across * girth * 0.9, band + across * girth * 0.9]))
        start, end = (tuple(int(v) for v in p) for p in ends)
        cv2.line(
            picture, start, end, (236, 236, 226), max(1, int(0.02 * unit)), cv2.LINE_AA, _SHIFT
        )


def _bag(picture: NDArray[np.uint8], hand: Vector, unit: float, colour: Colour) -> None:
    """A bag that hangs from a hand, a tenth of the figure's height wide."""
    low, high = hand + np.array([-0.05, 0.02]) * unit, hand + np.array([0.05, 0.14]) * unit
    shape = np.array([low, [high[0], low[1]], high, [low[0], high[1]]])
    cv2.fillConvexPoly(picture, _fixed(shape), colour, cv2.LINE_AA, _SHIFT)
    _stroke(picture, hand, hand + np.array([0.0, 0.02]) * unit, 0.012 * unit, _shade(colour, 0.7))


def _head(
    picture: NDArray[np.uint8],
    look: Look,
    at: dict[str, Vector],
    face: Vector,
    *,
    unit: float,
    shows_face: bool,
) -> None:
    neck, head = at["neck"], at["head"]
    _capsule(picture, (neck, head), (0.028 * unit, 0.026 * unit), look.skin)
    up = head - neck
    angle = float(np.degrees(np.arctan2(up[1], up[0]))) + 90
    axes = (max(1.5, 0.050 * unit), max(2.0, 0.066 * unit))

    def oval(
        centre: Vector, scale: tuple[float, float], colour: Colour, span: tuple[int, int]
    ) -> None:
        size = tuple(max(1, int(a * s * (1 << _SHIFT))) for a, s in zip(axes, scale, strict=True))
        middle = tuple(int(v) for v in _fixed(centre))
        cv2.ellipse(picture, middle, size, angle, span[0], span[1], colour, -1, cv2.LINE_AA, _SHIFT)

    oval(head, (1.08, 1.06), look.hair, (0, 360))
    side = np.clip((face - head) / (0.055 * unit), -1, 1)
    if shows_face:
        middle = head + np.array([side[0] * 0.016, 0.010 + side[1] * 0.004]) * unit
        oval(middle, (0.86, 0.88), _shade(look.skin, 0.9), (0, 360))
        oval(middle - np.array([0.006, 0.004]) * unit, (0.72, 0.76), look.skin, (0, 360))
        across = np.array([-up[1], up[0]]) / (np.hypot(*up) or 1e-6)
        down = -up / (np.hypot(*up) or 1e-6)
        for way in (-1, 1):
            eye = middle + across * way * 0.019 * unit - down * 0.008 * unit
            _dot(picture, eye, 0.0085 * unit, (245, 245, 240))
            _dot(picture, eye, 0.0055 * unit, (40, 32, 28))
            brow = eye - down * 0.013 * unit
            _stroke(
                picture,
                brow - across * 0.009 * unit,
                brow + across * 0.009 * unit,
                0.006 * unit,
                look.hair,
            )
        nose = middle + down * 0.010 * unit
        _stroke(picture, nose - down * 0.012 * unit, nose, 0.006 * unit, _shade(look.skin, 0.78))
        mouth = middle + down * 0.030 * unit
        _stroke(
            picture,
            mouth - across * 0.014 * unit,
            mouth + across * 0.014 * unit,
            0.006 * unit,
            (150, 80, 74),
        )
    if look.helmet:
        oval(head - np.array([0, 0.014]) * unit, (1.16, 1.0), look.helmet, (180, 360))


def _dot(picture: NDArray[np.uint8], at: Vector, radius: float, colour: Colour) -> None:
    centre = tuple(int(v) for v in _fixed(at))
    cv2.circle(
        picture, centre, max(4, int(radius * (1 << _SHIFT))), colour, -1, cv2.LINE_AA, _SHIFT
    )


def _stroke(picture: NDArray[np.uint8], a: Vector, b: Vector, width: float, colour: Colour) -> None:
    start, end = (tuple(int(v) for v in _fixed(p)) for p in (a, b))
    cv2.line(picture, start, end, colour, max(1, round(width)), cv2.LINE_AA, _SHIFT)
