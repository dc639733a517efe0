"""Blur heads, number plates, and people where asked, rather too much than too little."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from secondtake import weights
from secondtake.viewing.licence_plates import plates
from secondtake.vision.person_detection import Finder
from secondtake.vision.pose import SIDE_PX
from secondtake.vision.tiles import WHOLE, Found, Glance, everybody_in, glances, halves

__all__ = ["Region", "cover", "figures", "heads", "numbers", "redact"]

Frame = NDArray[np.uint8]
Region = tuple[int, int, int, int]
"""x, y, width, height in pixels of the picture."""

Box = tuple[float, float, float, float]
"""The same before it is rounded."""
FACE_SCORE = 0.4
"""YuNet score from which something is blurred; low on purpose: a missed face costs more."""
BODY_SCORE = 0.12
"""MoveNet person score from which the head is blurred."""
POINT_SCORE = 0.15
PERSON_SIDE = 384
"""Side at which people are looked for in the whole picture, pixels, a multiple of 32."""
HALF_SIDE = 320
"""The same for a half of the picture, where they are larger as it is."""
SIDES = (320, 640, 1280)
"""Long sides at which faces are looked for: small ones need the picture enlarged."""
LYING = (1, 3)
"""Quarter turns of the picture in which faces of people who lie are looked for."""
MARGIN = 0.45
"""How far the region of a head grows on each side, as a share of its size."""
PLATE_MARGIN = 0.15
"""The same of a number plate."""
BODY_MARGIN = 0.12
"""The same of a person."""
CELLS = 5
"""Cells across the region of a head that are left of it: nobody can be recognised in five."""
BODY_CELLS = 12
"""Cells along the longer side of a person that are left: a shirt's colour, not what is on it."""


def redact(
    rgb: Frame, *, whole_people: bool = False, also: tuple[Region, ...] = ()
) -> tuple[Frame, tuple[Region, ...]]:
    """The picture, uint8 (h, w, 3) RGB, with every head and plate found unreadable, and where.

    ``whole_people``: whole people too; what is left of their clothes is a few patches of colour.
    ``also``: where a person is known to be, whether it is found or not.
    """
    out = rgb.copy()
    people = _people(rgb)
    whole = also + (_whole(rgb, people) if whole_people else ())
    for region in whole:
        cover(out, region, of=rgb, cells=BODY_CELLS)
    covered = _heads(rgb, people) + numbers(rgb)
    for region in covered:
        cover(out, region)
    return out, whole + covered


def heads(rgb: Frame, *, finder: Finder | None = None) -> tuple[Region, ...]:
    """Regions of faces (YuNet) and of heads told from keypoints (MoveNet), with a margin.

    ``finder``: the one that looked at the frames before, in a moving picture.
    """
    return _heads(rgb, _people(rgb, finder))


def numbers(rgb: Frame) -> tuple[Region, ...]:
    """Regions of number plates, with a margin."""
    height, width = rgb.shape[:2]
    return _regions(list(plates(rgb)), width, height, PLATE_MARGIN)


def _heads(rgb: Frame, people: list[Found]) -> tuple[Region, ...]:
    found = [*_faces(rgb, SIDES), *_heads_of_people(rgb, people)]
    height, width = rgb.shape[:2]
    for turns in LYING:
        faces = _faces(np.ascontiguousarray(np.rot90(rgb, turns)), SIDES[1:2])
        found += [_turned_back(box, turns, width, height) for box in faces]
    return _regions(found, width, height, MARGIN)


def figures(rgb: Frame, *, finder: Finder | None = None) -> tuple[Region, ...]:
    """Regions of whole people, upright and lying, and of heads, as a head may be all that is found.

    ``finder``: as ``heads`` takes it.
    """
    people = _people(rgb, finder)
    return _whole(rgb, people) + _heads(rgb, people)


def _whole(rgb: Frame, people: list[Found]) -> tuple[Region, ...]:
    height, width = rgb.shape[:2]
    found = list(people)
    for turn in LYING:
        found += _everybody(rgb, glances(rgb.shape, WHOLE, turn), PERSON_SIDE)
    return _regions([_box(person) for person in found], width, height, BODY_MARGIN)


def _regions(found: list[Box], width: int, height: int, margin: float) -> tuple[Region, ...]:
    grown = (_grown(box, width, height, margin) for box in found)
    return tuple(region for region in grown if region[2] > 0 and region[3] > 0)


def _people(rgb: Frame, finder: Finder | None = None) -> list[Found]:
    """Whoever may be a person, and whoever comparing sees: nobody it tells of stays uncovered."""
    return [
        *_everybody(rgb, glances(rgb.shape, WHOLE), PERSON_SIDE),
        *_everybody(rgb, halves(rgb.shape), HALF_SIDE),
        *_everybody(rgb, glances(rgb.shape, WHOLE), SIDE_PX, square=False),
        *(finder or Finder()).find(rgb),
    ]


def _everybody(
    rgb: Frame, parts: list[Glance], side_px: int, *, square: bool = True
) -> list[Found]:
    return [
        person
        for part in parts
        for person in everybody_in(
            rgb, part, side_px=side_px, least_score=BODY_SCORE, square=square
        )
    ]


def _box(person: Found) -> Box:
    x0, y0, x1, y1 = (float(v) for v in person.box)
    return x0, y0, x1 - x0, y1 - y0


def _faces(rgb: Frame, sides: tuple[int, ...]) -> list[Box]:
    import cv2

    height, width = rgb.shape[:2]
    found = []
    detector = cv2.FaceDetectorYN.create(
        str(weights.path("yunet")), "", (SIDES[0], SIDES[0]), FACE_SCORE, 0.3, 500
    )
    for side in sides:
        scale = side / max(height, width)
        if scale > 2.7:
            continue
        size = (max(32, round(width * scale)), max(32, round(height * scale)))
        detector.setInputSize(size)
        _, faces = detector.detect(cv2.resize(rgb[..., ::-1], size))
        for face in faces if faces is not None else ():
            x, y, w, h = (float(v) for v in face[:4])
            found.append(
                (
                    x / size[0] * width,
                    y / size[1] * height,
                    w * width / size[0],
                    h * height / size[1],
                )
            )
    return found


def _turned_back(box: Box, turns: int, width: int, height: int) -> Box:
    """A box of the picture turned by ``turns`` quarters to the left, in the picture as it is."""
    x, y, w, h = box
    if turns == 1:
        return width - y - h, x, h, w
    return y, height - x - w, h, w


def _heads_of_people(rgb: Frame, people: list[Found]) -> list[Box]:
    height, width = rgb.shape[:2]
    found = []
    for person in people:
        xs, ys, scores = person.points.T
        sure = scores > POINT_SCORE
        head = [i for i in range(5) if sure[i]]
        if not head:
            continue
        size = _head_size(xs, ys, sure, person.height)
        x, y = float(xs[head].mean()), float(ys[head].mean())
        found.append((x - size / 2, y - size / 2, size, size * 1.1))
    return [b for b in found if b[0] < width and b[1] < height]


def _head_size(
    xs: NDArray[np.float32], ys: NDArray[np.float32], sure: NDArray[np.bool_], height: float
) -> float:
    """A head is about as wide as 0.7 of the shoulders, or a third of shoulders to hips.

    ``height``: of the person's box, pixels; all there is when only the head is in the picture.
    """
    points = np.flatnonzero(sure[:5])
    guesses = [2.0 * float(np.hypot(np.ptp(xs[points]), np.ptp(ys[points])))]
    if not sure[5:7].all():
        guesses.append(0.25 * height)
    if sure[5] and sure[6]:
        guesses.append(0.75 * float(np.hypot(xs[5] - xs[6], ys[5] - ys[6])))
    for shoulder, hip in ((5, 11), (6, 12)):
        if sure[shoulder] and sure[hip]:
            guesses.append(0.45 * float(np.hypot(xs[shoulder] - xs[hip], ys[shoulder] - ys[hip])))
    return max([*guesses, 10.0])


def _grown(box: Box, width: int, height: int, margin: float) -> Region:
    x, y, w, h = box
    left, top = max(0, int(x - margin * w)), max(0, int(y - margin * h))
    right = min(width, int(x + (1 + margin) * w) + 1)
    bottom = min(height, int(y + (1 + margin) * h) + 1)
    return left, top, right - left, bottom - top


def cover(picture: Frame, region: Region, *, of: Frame | None = None, cells: int = CELLS) -> None:
    """Average a region to a few cells and blur those, in place: what is left holds no face.

    ``cells``: along its longer side. ``of``: the same picture before anything was covered, where
    regions overlap and should not be averaged twice.
    """
    import cv2

    x, y, w, h = region
    part = (picture if of is None else of)[y : y + h, x : x + w]
    size = max(w, h)
    few = (max(1, min(w, round(cells * w / size))), max(1, min(h, round(cells * h / size))))
    coarse = cv2.resize(part, few, interpolation=cv2.INTER_AREA)
    picture[y : y + h, x : x + w] = cv2.resize(coarse, (w, h), interpolation=cv2.INTER_LINEAR)
