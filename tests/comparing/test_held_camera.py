"""A camera that moves is held still: every frame is laid on the place, the last like the first."""

from __future__ import annotations

import cv2
import numpy as np

from secondtake.comparing.takes.measures.motion_map import _held


def test_the_last_of_many_frames_is_laid_on_the_place_as_the_first_is() -> None:
    noise = np.random.default_rng(3).integers(0, 256, (150, 200, 3), np.uint8)
    place = cv2.GaussianBlur(noise, (0, 0), 3)
    still = place[30:120, 20:180]
    # 90 x 160 needs no padding for the Fourier transform, where OpenCV writes into its input.
    frames = np.stack([place[20 + n % 21 : 110 + n % 21, 12:172] for n in range(100)])

    held = _held(frames, still)

    inner = (slice(30, 60), slice(15, 145))
    off = [np.abs(frame[inner].astype(int) - still[inner]).mean() for frame in held]
    assert max(off) < 3
