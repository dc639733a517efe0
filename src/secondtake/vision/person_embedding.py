"""What a square around a person shows: its outlines in every frame, its kind in some."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondtake import weights
from secondtake.vision.pose import Person

__all__ = [
    "MODEL",
    "SIDE_PX",
    "CropVectors",
    "mirrored_crops",
    "person_crops",
    "picture_vector",
]

MODEL = "efficientnet_lite0"
SIDE_PX = 224
MEAN = (0.485, 0.456, 0.406)
SPREAD = (0.229, 0.224, 0.225)
LEVELS = tuple(
    (np.arange(256, dtype=np.float32) / 255 - np.float32(mean)) / np.float32(spread)
    for mean, spread in zip(MEAN, SPREAD, strict=True)
)
"""What the model is given for each of the levels 0 to 255, by colour."""
MOST_LOOKS = 16
"""Crops of one person whose kind is told, evenly spread: 10 ms each, and people stay the same."""
HALF_TRUNKS = 1.7
"""Half the crop's side in trunk lengths: a raised hand and the knees lie inside."""
BLUR_PX = 2.0
FLAT = 4.0
"""Mean edge strength of a crop, grey levels, at which edges count half."""
SHAPE_SIDE = 32
"""Cells of a crop along each side in which edges are summed."""
TRUNK = [5, 6, 11, 12]
"""Keypoints of shoulders and hips."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CropVectors:
    """What the crops of one person show.

    ``shapes``: float16 (k, 4096), where edges of which direction lie; row i shows frame
    ``frames[i]`` of the shot. ``vectors``: float16 (m, 1280), unit rows, what kind of thing is
    seen in at most 16 of them.
    """

    frames: NDArray[np.int64]
    shapes: NDArray[np.float16]
    vectors: NDArray[np.float16]


def person_crops(rgb: NDArray[np.uint8], person: Person, most: int) -> CropVectors:
    """At most ``most`` square crops that follow a person's trunk; the scale is its own."""
    rows = _thinned(len(person.frames), most)
    trunk = person.points[:, TRUNK, :2].astype(np.float64)
    centre = _smoothed(trunk.mean(1))
    length = np.hypot(*((trunk[:, 0] + trunk[:, 1] - trunk[:, 2] - trunk[:, 3]) / 2).T)
    tall = float(np.median(person.boxes[:, 3] - person.boxes[:, 1]))
    half = HALF_TRUNKS * max(float(np.percentile(length, 75)), 0.15 * tall, 4.0)
    crops = [_square(rgb[person.frames[row]], centre[row], half) for row in rows]
    return CropVectors(
        frames=person.frames[rows],
        shapes=np.stack([_shape(crop) for crop in crops]).astype(np.float16),
        vectors=np.stack(
            [picture_vector(crops[at]) for at in _thinned(len(crops), MOST_LOOKS)]
        ).astype(np.float16),
    )


def _shape(crop: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Strength of edges by direction and cell, float32 (4096,): clothing and light count little.

    Source: histograms of oriented gradients, Dalal and Triggs 2005, with four directions and the
    square root of Arandjelovic and Zisserman 2012.
    """
    import cv2

    grey = cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY).astype(np.float32)
    grey = cv2.GaussianBlur(grey, (0, 0), BLUR_PX)
    across, down = cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1)
    strength = cv2.magnitude(across, down)
    # The angle is doubled, since an edge has no front: cos 2a and sin 2a of the strength.
    level = np.maximum(strength, 1e-6) * (float(strength.mean()) + FLAT)
    upright, leaning = (across**2 - down**2) / level, 2 * across * down / level
    planes = [
        cv2.resize(np.maximum(plane, 0), (SHAPE_SIDE, SHAPE_SIDE), interpolation=cv2.INTER_AREA)
        for plane in (upright, leaning, -upright, -leaning)
    ]
    return np.asarray(np.sqrt(np.stack(planes)).ravel(), np.float32)


def _thinned(count: int, most: int) -> NDArray[np.int64]:
    if count <= most:
        return np.arange(count, dtype=np.int64)
    return np.unique(np.linspace(0, count - 1, most).round().astype(np.int64))


def _smoothed(track: NDArray[np.float64]) -> NDArray[np.float64]:
    padded = np.pad(track, ((2, 2), (0, 0)), mode="edge")
    return np.asarray(np.stack([padded[i : i + len(track)] for i in range(5)]).mean(0))


def _square(
    frame: NDArray[np.uint8], centre: NDArray[np.float64], half: float
) -> NDArray[np.uint8]:
    import cv2

    scale = SIDE_PX / (2 * half)
    matrix = np.array([[scale, 0, 0], [0, scale, 0]])
    matrix[:, 2] = SIDE_PX / 2 - scale * centre
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    return np.asarray(
        cv2.warpAffine(
            frame, matrix, (SIDE_PX, SIDE_PX), flags=how, borderMode=cv2.BORDER_REPLICATE
        )
    )


def mirrored_crops(crops: CropVectors) -> CropVectors:
    """What the crops of the mirrored picture would show, without looking again.

    Columns change sides, and edges lean the other way: of the four directions two change over.
    """
    planes = crops.shapes.reshape(len(crops.shapes), 4, SHAPE_SIDE, SHAPE_SIDE)
    turned = planes[:, [0, 3, 2, 1], :, ::-1].reshape(crops.shapes.shape)
    return CropVectors(frames=crops.frames, shapes=turned, vectors=crops.vectors)


def picture_vector(picture: NDArray[np.uint8]) -> NDArray[np.float32]:
    """What kind of thing a picture uint8 (224, 224, 3) shows: float32 (1280,), unit length."""
    session = weights.session(MODEL)
    planes = np.stack([LEVELS[c][picture[..., c]] for c in range(3)])[None]
    row = session.run(["feat"], {session.get_inputs()[0].name: planes})[0][0]
    return np.asarray(row / max(float(np.linalg.norm(row)), 1e-6), np.float32)
