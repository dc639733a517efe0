"""Stills that are handed out: heads covered, and whole bodies where people were compared."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
from bench.accuracy.people_scenes import CAST
from bench.accuracy.plates import scene
from bench.scenes.actions import manner
from bench.scenes.stage import CAMERAS, Scene, boxes, render

from secondtake.viewing import redact


def sharpness(rgb: np.ndarray, box: tuple[float, float, float, float]) -> float:
    """How much fine structure the middle of a box (0 to 1) of a picture holds."""
    height, width = rgb.shape[:2]
    x, y, w, h = box
    rows = slice(int((y + 0.2 * h) * height), int((y + 0.8 * h) * height))
    part = rgb[rows, int((x + 0.25 * w) * width) : int((x + 0.75 * w) * width)]
    return float(cv2.Laplacian(cv2.cvtColor(part, cv2.COLOR_RGB2GRAY), cv2.CV_64F).std())


def test_bodies_upright_and_lying_keep_only_patches_of_colour() -> None:
    scene = Scene(
        place="court",
        action="carry",
        cast=CAST[:3],
        manner=manner(1),
        camera=replace(CAMERAS["front"], size=(384, 216)),
        started=3.0,
        seconds=0.2,
        rate=5,
        shake=0.0,
    )
    (frame,) = render(scene)
    figures = boxes(scene, 0)
    heads_only, regions = redact(frame)
    everything, more = redact(frame, bodies=True)

    assert len(more) > len(regions) >= 3
    for box in figures:
        assert sharpness(everything, box) < 0.4 * sharpness(heads_only, box)


def test_a_number_plate_cannot_be_read_and_a_small_still_holds_none() -> None:
    picture, (x, y) = scene(150, 6, 3)
    covered, regions = redact(picture)
    small, _ = redact(np.ascontiguousarray(picture[::3, ::3]))
    box = ((x - 70) / 960, (y - 15) / 540, 140 / 960, 30 / 540)

    assert any(a <= x <= a + w and b <= y <= b + h for a, b, w, h in regions)
    assert sharpness(covered, box) < 0.2 * sharpness(picture, box)
    assert small.shape == (180, 320, 3)
