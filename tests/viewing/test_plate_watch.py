"""Plates of a moving picture: found where something changed, kept where nothing did."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from bench.accuracy.plates import scene

from secondtake.viewing import plate_watch
from secondtake.viewing.licence_plates import plates
from secondtake.viewing.plate_watch import PlateWatch


def holds(boxes: tuple[tuple[float, ...], ...], x: float, y: float) -> bool:
    return any(a <= x <= a + w and b <= y <= b + h for a, b, w, h in boxes)


def test_a_plate_that_stands_is_kept_and_one_that_drives_is_found_where_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    searched: list[float] = []

    def counted(rgb: np.ndarray, *, where: np.ndarray) -> tuple[tuple[float, ...], ...]:
        searched.append(float(where.mean()))
        return plates(rgb, where=where)

    monkeypatch.setattr(plate_watch, "plates", counted)
    picture, (x, y) = scene(150, 0, 4)
    part = picture[int(y) - 40 : int(y) + 40, int(x) - 120 : int(x) + 120].copy()
    noisy = np.clip(picture + np.random.default_rng(1).normal(0, 3, picture.shape), 0, 255)
    driven = noisy.astype(np.uint8)
    driven[40:120, 60:300] = part
    watch = PlateWatch()

    assert holds(watch.find(picture), x, y)
    assert holds(watch.find(noisy.astype(np.uint8)), x, y)
    both = watch.find(driven)
    assert holds(both, x, y)
    assert holds(both, 180, 80)
    assert searched[0] == 1
    assert 0 < searched[1] < 0.2
    assert len(searched) == 2
    assert not holds(watch.find(cv2.GaussianBlur(picture, (0, 0), 20)), x, y)
