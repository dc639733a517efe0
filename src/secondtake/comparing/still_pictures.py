"""Is a still picture a frame of a film, and which? Registration first, then part by part.

Two recordings of one place register as well as two frames of one recording, and two takes agree in
all that stands still. A frame is told only where the parts that vary in the film agree as well as
those that stay, which show what coding did: where nothing moves, no picture tells one frame from
another, nor one recording from the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.copies.film_fingerprint import STRIP_RATE, FilmDescriptors
from secondtake.comparing.copies.homography import PictureMap, pooled_map
from secondtake.comparing.copies.local_features import (
    Features,
    features_of,
    mirrored,
    nearest_pairs,
    shrunk,
)
from secondtake.constants_digest import constants_digest
from secondtake.model.enums import RelationKind
from secondtake.model.evidence import Maker
from secondtake.model.still_pictures import PictureMatch

__all__ = [
    "AROUND_SECONDS",
    "SIDE",
    "PictureLook",
    "likely_seconds",
    "maker",
    "match_film",
    "match_picture",
]

VERSION = "1"
SIDE = 512
"""Long side in pixels at which pictures are compared, as in the search for copies."""
MOST_FEATURES = 350
LAID_SIDE, BLOCK, SLACK = 256, 16, 2
"""Long side at which one picture is laid on the other; side of a part of it; how many pixels a
part may lie off, which is what the registration may (0.006 of the long side)."""
TEXTURED = 6.0
"""Standard deviation, in grey levels, from which a part holds something to see."""
ALIKE, OTHERWISE = 0.7, 0.6
"""Correlation from which a part looks alike in both; below which the film's own part varies."""
WHOLE, VIEW = 0.97, 0.5
"""Share of parts alike from which two pictures are one, but for what coding does to a part or two;
from which they show one view."""
LEAST_PARTS, LEAST_TELLING = 12, 8
"""Parts that must be there to be compared, and of these to vary in the film."""
MOST_OFF = 0.1
"""What three quarters of the parts that stay may lack of a correlation of 1: a picture coded more
coarsely does not show whether the parts that vary are those of the frame."""
MUCH_MORE, SLIGHT = 1.5, 0.01
"""How much more the parts that vary may lack than those that stay, and what is no difference.
Frames of their own films lacked 0.4 to 1.4 times as much, of other takes 2.2 times and more, where
the parts that stay lacked less than ``MOST_OFF`` (nine pairs of takes-dev and takes2-dev)."""
ALL_VARY_OFF = 0.05
"""What they may lack where no part stays, as when the camera moves."""
LEAST_CELLS = 10
"""Filled cells of a registration, as in the search for copies."""
LEAST_PAIRS = 12
"""Matched keypoints from which a frame is looked at more closely."""
LIKELY = 3
"""Frames of a film that are looked at more closely, those with most matches."""
AROUND_SECONDS = 0.3
"""How far around a described frame its neighbours are looked at: frames are described twice a
second."""
VARIES_SECONDS = 5.0
"""How far around the film is asked whether parts of the picture look otherwise there."""

Gray = NDArray[np.uint8]
_UNMOVED = PictureMap(matrix=np.eye(3), mirrored=False, cells=0, spread=1.0, inliers=0)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PictureLook:
    """A picture as it is compared: grey, uint8 (h, w), and its features in long sides."""

    gray: Gray
    features: Features

    @classmethod
    def of(cls, rgb: NDArray[np.uint8]) -> PictureLook:
        """Of a picture uint8 (h, w, 3)."""
        import cv2

        gray = shrunk(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY), SIDE)
        found = features_of(gray, MOST_FEATURES)
        places = found.places.copy()
        places[:, :2] += 0.5
        places[:, :3] /= max(gray.shape)
        return cls(gray=gray, features=Features(places=places, vectors=found.vectors))


@dataclass(frozen=True, slots=True, eq=False)
class _Laid:
    """A picture laid on another: the map, and how far each part correlates (NaN: nothing there)."""

    picture: PictureMap
    parts: NDArray[np.float64]

    @property
    def agreeing(self) -> float:
        seen = np.isfinite(self.parts)
        return float((self.parts[seen] >= ALIKE).mean()) if seen.sum() >= LEAST_PARTS else 0.0

    @property
    def near(self) -> tuple[float, float]:
        """What the nearest frame has most of: agreeing parts, then correlation."""
        return self.agreeing, float(np.nanmean(self.parts)) if self.agreeing else 0.0


def maker() -> Maker:
    """Who compares still pictures."""
    constants = constants_digest("secondtake.comparing.still_pictures")
    return Maker(name="still picture", version=VERSION, settings=(("constants", constants),))


def likely_seconds(look: PictureLook, film: FilmDescriptors) -> tuple[float, ...]:
    """When frames are shown that may be the picture, those with most matches first, well apart."""
    counts = []
    for number, at in enumerate(film.seconds):
        vectors = film.vectors[film.first[number] : film.first[number + 1]]
        both = (look.features, mirrored(look.features, _width(look.gray)))
        counts.append((max(len(nearest_pairs(f.vectors, vectors)) for f in both), float(at)))
    chosen: list[float] = []
    for count, at in sorted(counts, key=lambda c: (-c[0], c[1])):
        if count < LEAST_PAIRS or len(chosen) == LIKELY:
            break
        if all(abs(at - other) > AROUND_SECONDS for other in chosen):
            chosen.append(at)
    return tuple(chosen)


def match_picture(left: tuple[str, PictureLook], right: tuple[str, PictureLook]) -> PictureMatch:
    """How two still pictures, each with its digest, are related."""
    laid = _laid(left[1], right[1])
    answer = RelationKind.DIFFERENT
    if laid is not None and laid.agreeing >= VIEW:
        answer = RelationKind.COPY if laid.agreeing >= WHOLE else RelationKind.UNDECIDED
    return _match(left[0], right[0], answer, laid)


def match_film(
    picture: tuple[str, PictureLook],
    film: tuple[str, FilmDescriptors],
    frames: Sequence[tuple[float, NDArray[np.uint8]]],
) -> PictureMatch:
    """Which of ``frames`` the picture is, each with its seconds and its RGB, uint8 (h, w, 3).

    ``frames``: those around ``likely_seconds``; ``film`` tells what changes around the nearest.
    """
    digest, look = picture
    best: tuple[_Laid, float, PictureLook] | None = None
    for at, rgb in frames:
        frame = PictureLook.of(rgb)
        laid = _laid(look, frame)
        if laid is not None and (best is None or laid.near > best[0].near):
            best = laid, at, frame
    if best is None or best[0].agreeing < VIEW:
        return _match(digest, film[0], RelationKind.DIFFERENT, None)
    laid, at, frame = best
    varying = np.isfinite(laid.parts) & _varying(frame, film[1], at)
    one = laid.agreeing >= WHOLE and _as_near(laid.parts, varying)
    answer = RelationKind.COPY if one else RelationKind.UNDECIDED
    return _match(digest, film[0], answer, laid, at=at, telling=int(varying.sum()))


def _match(
    picture: str,
    other: str,
    answer: RelationKind,
    laid: _Laid | None,
    *,
    at: float | None = None,
    telling: int = 0,
) -> PictureMatch:
    found = answer != RelationKind.DIFFERENT and laid is not None
    return PictureMatch(
        picture=picture,
        other=other,
        answer=answer,
        at_seconds=at if found else None,
        agreeing=laid.agreeing if laid is not None else 0.0,
        telling=telling,
        inliers=laid.picture.inliers if laid is not None else 0,
        mirrored=bool(found and laid is not None and laid.picture.mirrored),
        made_by=maker(),
    )


def _laid(look: PictureLook, frame: PictureLook) -> _Laid | None:
    """The picture laid on a frame, read the way round that fits better; None where neither fits."""
    maps = []
    for turned in (False, True):
        features = mirrored(look.features, _width(look.gray)) if turned else look.features
        pairs = nearest_pairs(features.vectors, frame.features.vectors)
        if len(pairs) < LEAST_PAIRS:
            continue
        left, right = features.places[pairs[:, 0]], frame.features.places[pairs[:, 1]]
        weight = np.ones(len(pairs), np.float32)
        found = pooled_map(left, right, weight, mirrored=turned)
        if found is not None and found.cells >= LEAST_CELLS:
            maps.append(found)
    if not maps:
        return None
    best = max(maps, key=lambda m: m.inliers)
    return _Laid(best, _parts(look.gray, frame.gray, best))


def _varying(frame: PictureLook, film: FilmDescriptors, at: float) -> NDArray[np.bool_]:
    """Which parts of a film's frame look otherwise in the film at another time nearby."""
    middle, reach = round(at * STRIP_RATE), round(VARIES_SECONDS * STRIP_RATE)
    shown = film.strip[max(0, middle - reach) : middle + reach + 1]
    lowest = np.full(_parts(frame.gray, frame.gray, _UNMOVED).shape, np.inf)
    for other in shown:
        lowest = np.fmin(lowest, _parts(frame.gray, other, _UNMOVED))
    return lowest < OTHERWISE


def _as_near(parts: NDArray[np.float64], varying: NDArray[np.bool_]) -> bool:
    """Whether the parts that vary in the film agree as well as those that stay."""
    if varying.sum() < LEAST_TELLING:
        return False
    lacking = float(np.quantile(1 - parts[varying], 0.75))
    staying = parts[np.isfinite(parts) & ~varying]
    if len(staying) < LEAST_PARTS:
        return lacking <= ALL_VARY_OFF
    coding = float(np.quantile(1 - staying, 0.75))
    return coding <= MOST_OFF and lacking <= MUCH_MORE * coding + SLIGHT


def _parts(picture: Gray, frame: Gray, found: PictureMap) -> NDArray[np.float64]:
    """How far each part of the frame correlates with the picture laid on it; NaN: nothing to see.

    float64 (n,), the same parts for every frame of one film.
    """
    import cv2

    sides = np.array(frame.shape[::-1]) * LAID_SIDE / max(frame.shape)
    width, height = (max(BLOCK, round(float(side))) for side in sides)
    shown = cv2.resize(frame, (width, height), interpolation=cv2.INTER_AREA)
    read = cv2.flip(picture, 1) if found.mirrored else picture
    read = shrunk(read, LAID_SIDE)
    # Pixel centres to long sides and back.
    into = np.diag([1 / max(read.shape), 1 / max(read.shape), 1.0])
    into[:2, 2] = 0.5 / max(read.shape)
    out = np.diag([float(LAID_SIDE), float(LAID_SIDE), 1.0])
    out[:2, 2] = -0.5
    matrix = out @ found.matrix @ into
    laid = cv2.warpPerspective(read, matrix, (width, height), flags=cv2.INTER_LINEAR)
    inside = cv2.warpPerspective(np.full_like(read, 255), matrix, (width, height))
    columns, rows = width // BLOCK, height // BLOCK
    parts = np.full(columns * rows, np.nan)
    for number in range(columns * rows):
        y, x = (number // columns) * BLOCK, (number % columns) * BLOCK
        if inside[y : y + BLOCK, x : x + BLOCK].min() < 255:
            continue
        part = laid[y : y + BLOCK, x : x + BLOCK]
        around = shown[max(0, y - SLACK) : y + BLOCK + SLACK, max(0, x - SLACK) : x + BLOCK + SLACK]
        if part.std() < TEXTURED and shown[y : y + BLOCK, x : x + BLOCK].std() < TEXTURED:
            continue
        if part.std() < 1:
            parts[number] = 0.0  # a flat part correlates with nothing
            continue
        parts[number] = float(cv2.matchTemplate(around, part, cv2.TM_CCOEFF_NORMED).max())
    return parts


def _width(gray: Gray) -> float:
    """The width in long sides."""
    return gray.shape[1] / max(gray.shape)
