"""Looks at one shot once and keeps what comparing needs: frames, features, people, colours."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.takes.describe.person_patches import Piece, pieces_of
from secondtake.comparing.takes.describe.quality import Quality, quality_of
from secondtake.comparing.takes.describe.scene import Scenery, scenery_of
from secondtake.comparing.takes.measures.audio_sync import SoundPrint, sound_print
from secondtake.model.footage import Shot, ShotView
from secondtake.vision.burnt_in_clock import BurntInClock, burnt_in_clocks, stopped
from secondtake.vision.camera_motion import CameraMotion, camera_motion
from secondtake.vision.clothing import Appearance, appearances
from secondtake.vision.keypoints import KeyFrame, key_frame
from secondtake.vision.person_embedding import CropVectors, person_crops
from secondtake.vision.picture_motion import PictureMotion, picture_motion
from secondtake.vision.pose import Person, find_people, link_people
from secondtake.vision.temporal_median import median_in_time

__all__ = ["MOST_FRAMES", "SMALL_PX", "Described", "describe"]

SMALL_PX = 160
"""Long side of the small frames: an arm of a person a third of the picture high is 3 px wide."""
MOST_FRAMES = 300
"""Frames kept of one shot: 30 s at 10 a second; a longer shot is thinned evenly."""
MOST_SEARCHED_FRAMES = 120
"""Frames searched for people: 3 s on one core; a longer shot is thinned evenly. In every second
frame, which would save half, people who cross change over from one track to the other."""
MOST_CROPS = (100, 50, 50)
"""Crops of the people that are described, the largest and longest seen first: 12 ms each."""
MOSTLY = 1 / 3
"""Share of the frames in which people are somewhere from which the median picture shows them."""
MEDIAN_OF = 15
"""Frames whose median in time shows the place at the view's own size."""
KEYS_AT = (0.08, 0.36, 0.64, 0.92)
"""Where in a shot key frames are taken, as shares of its length."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Described:
    """What comparing keeps of one shot; pickles to a few megabytes.

    ``mark``: SHA-256 of the small frames, which orders shots of unknown exhibits.

    ``seconds``: float64 (n,), the kept frames' times on the film's clock. ``small``: uint8
    (n, h, w, 3) RGB, long side 160; burnt-in ``clocks`` stand still in it. ``size``: width, height
    of the view's frames, the pixels of ``keys``, ``people`` and ``clocks``. ``people`` index
    frames of ``small``. ``median``: uint8 (h, w, 3), the small frames' median in time.
    ``pieces``: of each person, one for each of ``PIECES``. ``every``: uint8 (m, h, w) luma, the
    distinct pictures at the film's own rate, and their times ``every_seconds``, float64 (m,); the
    ``small`` ones in grey where the view holds none. ``motion``: what moves in them, None for few.
    """

    shot: Shot
    mark: str
    size: tuple[int, int]
    seconds: NDArray[np.float64]
    small: NDArray[np.uint8]
    median: NDArray[np.uint8]
    keys: tuple[KeyFrame, ...]
    people: tuple[Person, ...]
    looks: tuple[Appearance, ...]
    crops: tuple[CropVectors, ...]
    pieces: tuple[tuple[Piece, ...], ...]
    scenery: Scenery | None
    sound: SoundPrint | None
    quality: Quality
    camera: CameraMotion
    every: NDArray[np.uint8]
    every_seconds: NDArray[np.float64]
    motion: PictureMotion | None
    clocks: tuple[BurntInClock, ...] = ()

    @property
    def scale(self) -> float:
        """Small pixels per pixel of the view, along the width."""
        return self.small.shape[2] / self.size[0]

    @property
    def step_seconds(self) -> float:
        """Median time from one kept frame to the next; 0.1 for a single frame."""
        return float(np.median(np.diff(self.seconds))) if len(self.seconds) > 1 else 0.1


def describe(view: ShotView) -> Described:
    """Look at one shot once: the heavy half of comparing.

    Takes a few seconds for ten seconds of footage on one core; deterministic.
    """
    kept = _thinned(len(view.rgb), MOST_FRAMES)
    rgb = _at(view.rgb, kept)
    clocks = burnt_in_clocks(rgb, view.seconds[kept])
    small = stopped(_shrunk(rgb), clocks, (rgb.shape[2], rgb.shape[1]))
    searched = _thinned(len(rgb), MOST_SEARCHED_FRAMES)
    found = find_people(_at(rgb, searched))
    seconds = view.seconds[kept]
    people = link_people(found, searched)
    step = float(np.median(np.diff(seconds))) if len(seconds) > 1 else 0.0
    median = _median(small)
    still = median_in_time(_at(rgb, _thinned(len(rgb), MEDIAN_OF)))
    occupied = _occupied(small, people, rgb.shape[1:3])
    every, every_seconds = _every(view, small, seconds)
    every = stopped(every, clocks, (rgb.shape[2], rgb.shape[1]))
    return Described(
        shot=view.shot,
        mark=hashlib.sha256(small.tobytes()).hexdigest(),
        size=(rgb.shape[2], rgb.shape[1]),
        seconds=seconds,
        small=small,
        median=median,
        keys=_keys(rgb, people, still),
        people=people,
        looks=appearances(rgb, people),
        crops=tuple(
            person_crops(rgb, person, MOST_CROPS[order])
            for order, person in enumerate(people[: len(MOST_CROPS)])
        ),
        pieces=pieces_of(rgb, people, still),
        scenery=scenery_of(median, occupied.mean(0) > MOSTLY),
        sound=None if view.sound is None else sound_print(view.sound, view.sound_rate),
        quality=quality_of(small, seconds, [len(boxes) for _, boxes in found]),
        camera=camera_motion(small, occupied, step),
        every=every,
        every_seconds=every_seconds,
        motion=picture_motion(every, every_seconds),
        clocks=clocks,
    )


def _every(
    view: ShotView, small: NDArray[np.uint8], seconds: NDArray[np.float64]
) -> tuple[NDArray[np.uint8], NDArray[np.float64]]:
    """The pictures at the film's own rate and their times; the small ones where there are none."""
    import cv2

    if len(view.every):
        return view.every, view.every_pts.astype(np.float64) * float(view.shot.span.tick)
    grey = np.stack([np.asarray(cv2.cvtColor(f, cv2.COLOR_RGB2GRAY), np.uint8) for f in small])
    return grey, seconds


def _thinned(count: int, most: int) -> NDArray[np.int64]:
    if count <= most:
        return np.arange(count, dtype=np.int64)
    return np.unique(np.linspace(0, count - 1, most).round().astype(np.int64))


def _at(rgb: NDArray[np.uint8], frames: NDArray[np.int64]) -> NDArray[np.uint8]:
    """The frames, or all as they are: copying 100 of them takes a fifth of a second."""
    return rgb if len(frames) == len(rgb) else rgb[frames]


def _shrunk(rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    import cv2

    height, width = rgb.shape[1:3]
    scale = SMALL_PX / max(height, width)
    to = (max(8, round(width * scale)), max(8, round(height * scale)))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    return np.stack([cv2.resize(frame, to, interpolation=how) for frame in rgb])


def _median(rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return median_in_time(rgb[_thinned(len(rgb), 41)])


def _keys(
    rgb: NDArray[np.uint8], people: tuple[Person, ...], still: NDArray[np.uint8]
) -> tuple[KeyFrame, ...]:
    """Local features of some frames, and of the frames' median in time, uint8 (h, w, 3)."""
    height, width = rgb.shape[1:3]
    chosen = sorted({round(share * (len(rgb) - 1)) for share in KEYS_AT})
    keys = [key_frame(rgb[at], at, _people(at, people, (height, width))) for at in chosen]
    cover = np.zeros((height, width), np.float32)
    sampled = _thinned(len(rgb), MEDIAN_OF)
    for at in sampled:
        cover += _people(int(at), people, (height, width))
    keys.append(key_frame(still, -1, cover > len(sampled) / 3))
    return tuple(keys)


def _occupied(
    small: NDArray[np.uint8], people: tuple[Person, ...], shape: tuple[int, ...]
) -> NDArray[np.bool_]:
    """Where people are in every small frame: bool (n, h, w)."""
    count, height, width = small.shape[:3]
    rows = np.linspace(0, shape[0] - 1, height).round().astype(int)
    columns = np.linspace(0, shape[1] - 1, width).round().astype(int)
    found = np.zeros((count, height, width), bool)
    for at in range(count if people else 0):
        found[at] = _people(at, people, (shape[0], shape[1]))[rows][:, columns]
    return found


def _people(at: int, people: tuple[Person, ...], shape: tuple[int, int]) -> NDArray[np.bool_]:
    """Where people are in one frame, by the box of the nearest frame searched, a tenth wider."""
    mask = np.zeros(shape, bool)
    for person in people:
        near = int(np.abs(person.frames - at).argmin())
        if abs(int(person.frames[near]) - at) > 5:
            continue
        x0, y0, x1, y1 = person.boxes[near]
        wide, tall = 0.1 * (x1 - x0), 0.1 * (y1 - y0)
        rows = slice(max(0, int(y0 - tall)), max(0, int(y1 + tall)))
        mask[rows, max(0, int(x0 - wide)) : max(0, int(x1 + wide))] = True
    return mask
