"""Can a shot be compared at all? Too short, dark, blank, still or crowded shots are named."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondtake.model.enums import ReasonCode
from secondtake.model.reasons import Reason, reason
from secondtake.vision.temporal_median import median_in_time

__all__ = ["LEAST_SECONDS", "Quality", "hindrances", "quality_of"]

LEAST_SECONDS = 0.45
"""Shorter shots hold no action: five frames at ten a second."""
DARK = 30.0
"""Brightness (0 to 255) the brightest twentieth of the pixels must reach."""
BLANK = 5.0
"""Standard deviation (grey levels) of the median picture below which it shows nothing."""
STILL = 1.2
"""Root mean square change (grey levels) of the liveliest twentieth of the pixels over time."""
CROWD = 5.5
"""People found in the middle frame by count: the model stops at six."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """What limits a shot: its length, brightness, contrast, change over time and people."""

    length_seconds: float
    frames: int
    brightness: float
    contrast: float
    change: float
    people: float


def quality_of(
    small: NDArray[np.uint8], seconds: NDArray[np.float64], people: list[int]
) -> Quality:
    """Measure uint8 (n, h, w, 3) frames; ``people``: how many were found in the frames searched."""
    planes = small.astype(np.float32)
    gray = (planes[..., 0] + planes[..., 1] + planes[..., 2]) / 3
    step = float(np.median(np.diff(seconds))) if len(seconds) > 1 else 0.0
    return Quality(
        length_seconds=float(seconds[-1] - seconds[0]) + step if len(seconds) else 0.0,
        frames=len(small),
        brightness=float(np.percentile(gray, 95)),
        contrast=float(median_in_time(gray).std()),
        change=float(np.percentile(gray.std(0), 95)),
        people=float(np.median(people)) if people else 0.0,
    )


def hindrances(quality: Quality, side: str) -> tuple[Reason, ...]:
    """What keeps a shot from being compared, as what would be needed; empty when nothing does.

    ``side``: which of two shots it is, ``left`` or ``right``.
    """
    found = []
    if quality.length_seconds < LEAST_SECONDS or quality.frames < 4:
        found.append(
            reason(
                ReasonCode.LONGER_SHOT,
                side=side,
                seconds=quality.length_seconds,
                least_seconds=LEAST_SECONDS,
            )
        )
    if quality.brightness < DARK:
        found.append(reason(ReasonCode.BRIGHTER_SHOT, side=side))
    elif quality.contrast < BLANK:
        found.append(reason(ReasonCode.PICTURE_WITH_CONTENT, side=side))
    return tuple(found)
