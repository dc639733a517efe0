"""Two stills laid on each other show in colour what they do not share, and nothing else."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.takes.differences.heatmap import overlay

Picture = NDArray[np.uint8]


def wall() -> Picture:
    chance = np.random.default_rng(3).integers(0, 256, (23, 40, 3)).astype(np.uint8)
    return cv2.resize(chance, (480, 270), interpolation=cv2.INTER_CUBIC)


def coloured(picture: Picture) -> NDArray[np.bool_]:
    """Where the overlay is orange; its scale in the margin is left out."""
    inside = picture[:270].astype(int)
    return inside[..., 0] - inside[..., 2] > 60


def test_what_one_still_lacks_is_coloured_where_it_lies() -> None:
    other = wall()
    other[100:180, 200:280] = 128
    laid = overlay(wall(), other)

    assert laid is not None
    assert coloured(laid)[110:170, 210:270].mean() > 0.8
    assert coloured(laid)[:90].mean() < 0.02


def test_other_light_and_a_shifted_camera_are_not_coloured() -> None:
    moved = cv2.warpAffine(wall(), np.array([[1.05, 0, 9], [0, 1.05, -6]]), (480, 270))
    darker = (moved * 0.7).astype(np.uint8)
    laid = overlay(wall(), darker)

    assert laid is not None
    assert coloured(laid)[20:250, 20:440].mean() < 0.02


def test_a_mirrored_still_is_laid_the_right_way_round() -> None:
    laid = overlay(wall(), np.ascontiguousarray(wall()[:, ::-1]), mirrored=True)

    assert laid is not None
    assert coloured(laid).mean() < 0.02


def test_stills_that_share_nothing_are_not_laid_on_each_other() -> None:
    other = np.random.default_rng(9).integers(0, 256, (270, 480, 3)).astype(np.uint8)

    assert overlay(wall(), other) is None
