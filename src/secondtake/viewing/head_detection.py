"""Where heads are: told from people's keypoints (MoveNet) and from faces (YuNet), one a head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondtake import weights
from secondtake.vision.tiles import Found

__all__ = ["POINT_SCORE", "Head", "besides", "faces", "heads_of", "one_each"]

Frame = NDArray[np.uint8]
Box = tuple[float, float, float, float]
"""x, y, width, height in pixels of the picture."""

FACE_SCORE = 0.4
"""YuNet score from which something may be a face; low on purpose: a missed face costs more."""
ALONE_SCORE = 0.7
"""The same from which it is one without a person: a whole face seen from the front."""
POINT_SCORE = 0.15
"""MoveNet score from which a keypoint is where it says."""
ABOVE = 0.1
"""How far the middle of a head lies beyond the middle of eyes, ears and nose, in lengths of it."""
FROM_FACE = 1.35
"""How long a head is, in heights of its face's box, which ends at forehead and chin."""
NECK = 0.85
"""From the middle of the shoulders to that of the head, in lengths of the head."""
ONE_HEAD = 0.3
"""How far apart two middles may be and be of one head, in lengths of the longer one."""

BESIDE = 0.8
"""The same where one of the two was seen coarsely: heads of two people stand no closer for long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """``x``, ``y``: its middle, pixels. ``length``: from chin to crown, pixels.

    ``up``: where the crown lies, x and y of length 1. ``sure``: 0 to 1, how much its place weighs
    where several looks see one head. ``strays``: how far those looks differ, pixels.
    """

    x: float
    y: float
    length: float
    up: tuple[float, float] = (0.0, -1.0)
    sure: float = 1.0
    strays: float = 0.0


def heads_of(people: Sequence[Found]) -> Iterator[Head]:
    """The head of everybody of whom head or shoulders are seen."""
    for person in people:
        head = _head(person)
        if head is not None:
            yield head


def besides(people: Sequence[Found], coarse: Sequence[Found]) -> list[Found]:
    """Those of ``coarse`` whose head is none of a head of ``people``.

    ``coarse``: whom a look saw so small that it is a whole head wrong about where a head is.
    """
    known = list(heads_of(people))
    return [
        person
        for person in coarse
        if (head := _head(person)) is not None
        and not any(_one(head, other, BESIDE) for other in known)
    ]


def faces(rgb: Frame, side: int, people: Sequence[Found] = ()) -> Iterator[Head]:
    """The heads of faces in a picture, uint8 (h, w, 3) RGB, looked for at a long side of ``side``.

    A face that is not sure needs a person of ``people`` it can be of, whose head is as large: a
    pattern on a wall has none, and a face printed on a shirt is larger than the head above it.
    """
    lengths = [(person, head.length) for person in people if (head := _head(person)) is not None]
    for (x, y, w, h), score in _detected(rgb, side):
        middle = np.array([x + w / 2, y + h / 2])
        own = [length for person, length in lengths if _holds(person, middle)]
        if score >= ALONE_SCORE or (own and h <= max(own)):
            yield Head(
                x=x + w / 2, y=y + h / 2 - ABOVE * h, length=FROM_FACE * h, sure=min(1.0, score)
            )


def one_each(seen: Sequence[Head]) -> list[Head]:
    """One of all that several looks saw of one head: where they say on average, the sure most."""
    groups: list[list[Head]] = []
    for head in sorted(seen, key=lambda h: -h.sure):
        mine = (group for group in groups if _one(group[0], head, ONE_HEAD))
        group = next(mine, None)
        if group is None:
            groups.append([head])
        else:
            group.append(head)
    return [_mean(group) for group in groups]


def _one(one: Head, other: Head, most: float) -> bool:
    apart = float(np.hypot(one.x - other.x, one.y - other.y))
    return apart <= most * max(one.length, other.length)


def _mean(group: list[Head]) -> Head:
    share = np.array([head.sure for head in group])
    share /= share.sum()
    rows = np.array([(h.x, h.y, h.length, *h.up) for h in group])
    x, y, length, across, down = (float(v) for v in share @ rows)
    far = np.hypot(rows[:, 0] - x, rows[:, 1] - y)
    norm = float(np.hypot(across, down))
    up = (across / norm, down / norm) if norm > 0.1 else (0.0, -1.0)
    strays = float(np.sqrt(share @ far**2))
    return Head(x=x, y=y, length=length, up=up, sure=max(h.sure for h in group), strays=strays)


def _head(person: Found) -> Head | None:
    xs, ys, scores = person.points.T
    sure = scores > POINT_SCORE
    points, shoulders = np.flatnonzero(sure[:5]), np.flatnonzero(sure[5:7]) + 5
    if not len(points) and len(shoulders) < 2:
        return None
    length = _length(xs, ys, sure, person.height)
    up = _up(person.points, sure)
    if len(points):
        middle = np.array([xs[points].mean(), ys[points].mean()]) + ABOVE * length * up
    else:
        middle = np.array([xs[5:7].mean(), ys[5:7].mean()]) + NECK * length * up
    weight = float(scores[:7].mean())
    return Head(
        x=float(middle[0]),
        y=float(middle[1]),
        length=length,
        up=(float(up[0]), float(up[1])),
        sure=weight,
    )


def _up(points: NDArray[np.float32], sure: NDArray[np.bool_]) -> NDArray[np.float64]:
    """From hips to shoulders; straight up where they are not seen."""
    shoulders, hips = ([i for i in pair if sure[i]] for pair in ((5, 6), (11, 12)))
    if not shoulders or not hips:
        return np.array([0.0, -1.0])
    along = points[shoulders, :2].mean(0) - points[hips, :2].mean(0)
    return np.asarray(along / max(float(np.hypot(*along)), 1e-6), np.float64)


def _length(
    xs: NDArray[np.float32], ys: NDArray[np.float32], sure: NDArray[np.bool_], height: float
) -> float:
    """How long a head is: 1.7 of its points' spread, 0.75 of the shoulders, 0.45 of the trunk.

    ``height``: of the person's box, pixels; all there is when only the head is in the picture.
    """
    points = np.flatnonzero(sure[:5])
    guesses = []
    if len(points):
        guesses.append(1.7 * float(np.hypot(np.ptp(xs[points]), np.ptp(ys[points]))))
    if not sure[5:7].all():
        guesses.append(0.25 * height)
    if sure[5] and sure[6]:
        guesses.append(0.75 * float(np.hypot(xs[5] - xs[6], ys[5] - ys[6])))
    for shoulder, hip in ((5, 11), (6, 12)):
        if sure[shoulder] and sure[hip]:
            guesses.append(0.45 * float(np.hypot(xs[shoulder] - xs[hip], ys[shoulder] - ys[hip])))
    return max([*guesses, 10.0])


def _holds(person: Found, point: NDArray[np.float64]) -> bool:
    margin = 0.12 * (person.box[2:] - person.box[:2])
    low, high = person.box[:2] - margin, person.box[2:] + margin
    return bool((low <= point).all() and (point <= high).all())


def _detected(rgb: Frame, side: int) -> Iterator[tuple[Box, float]]:
    import cv2

    height, width = rgb.shape[:2]
    scale = side / max(height, width)
    size = (max(32, round(width * scale)), max(32, round(height * scale)))
    detector = cv2.FaceDetectorYN.create(str(weights.path("yunet")), "", size, FACE_SCORE, 0.3, 500)
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    _, found = detector.detect(cv2.resize(rgb[..., ::-1], size, interpolation=how))
    across, down = width / size[0], height / size[1]
    for face in found if found is not None else ():
        x, y, w, h = (float(v) for v in face[:4])
        if not (abs(x) < 2 * side and abs(y) < 2 * side and 0 < w < 2 * side and 0 < h < 2 * side):
            continue  # noise can make the model give boxes without end
        yield (x * across, y * down, w * across, h * down), float(face[14])
