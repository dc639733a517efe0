"""The distinct pictures of a shot at its own rate."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from secondtake.viewing import every_picture
from secondtake.viewing.every_picture import EveryPicture

TICK = Fraction(1, 30)


def _add(found: EveryPicture, values: list[int], first: int = 0) -> None:
    frames = np.zeros((len(values), 54, 96, 3), np.uint8)
    for frame, value in zip(frames, values, strict=True):
        frame[:, :48] = value
    head = {"pts": list(range(first, first + len(values))), "small": [54, 96, 3]}
    found.add(head, frames, TICK)


def test_a_picture_that_is_shown_again_is_left_out() -> None:
    found = EveryPicture()
    _add(found, [0, 0, 0, 40, 40, 40, 80])
    _add(found, [80, 80, 120], first=7)
    found.finish()
    assert found.pts.tolist() == [0, 3, 6, 9]
    assert found.luma[:, 5, 5].tolist() == [0, 40, 80, 120]


def test_a_long_shot_is_thinned_evenly(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(every_picture, "MOST", 10)
    found = EveryPicture()
    _add(found, [0, 100] * 50)
    found.finish()
    assert len(found.pts) <= 11
    assert len(set(np.diff(found.pts).tolist())) == 1
