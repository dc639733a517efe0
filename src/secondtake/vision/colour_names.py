"""Plain names of colours in CIE Lab, and two colours told apart in as few words as it takes."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

__all__ = ["colour_name", "colours_told_apart"]

GREY = 14.0
"""Distance from the grey axis of CIE Lab under which something has no colour."""
BLACK, WHITE = 30.0, 72.0
"""Lightness (0 to 100) under which a grey is called black, and over which white."""
HUES = (
    ((-30.0, 45.0), "red"),
    ((45.0, 72.0), "orange"),
    ((72.0, 108.0), "yellow"),
    ((108.0, 200.0), "green"),
    ((200.0, 300.0), "blue"),
    ((300.0, 330.0), "purple"),
)
"""Angles of the two colour axes of CIE Lab, degrees, and what they are called."""
LIGHTER = 8.0
"""Difference of lightness from which one of two shades of a colour is called the lighter."""


def colour_name(lab: ArrayLike) -> str:
    """What people call a colour, float (3,): L 0 to 100, a, b.

    >>> colour_name((45, 60, 40)), colour_name((40, 5, -40)), colour_name((50, 0, 0))
    ('red', 'blue', 'grey')
    """
    light, across, along = (float(value) for value in np.asarray(lab, np.float64))
    strength = float(np.hypot(across, along))
    if strength < GREY:
        return "black" if light < BLACK else "white" if light > WHITE else "grey"
    angle = (float(np.degrees(np.arctan2(along, across))) + 30) % 360 - 30
    hue = next((name for (low, high), name in HUES if low <= angle < high), "red")
    if hue in ("orange", "yellow", "red") and light < 50 and strength < 40:
        return "brown"
    return hue


def colours_told_apart(left: ArrayLike, right: ArrayLike) -> tuple[str, str]:
    """Names of two colours, float (3,) Lab each; of one name, the lighter and the darker.

    >>> colours_told_apart((45, 60, 40), (40, 5, -40)), colours_told_apart((70, 0, 0), (40, 0, 0))
    (('red', 'blue'), ('lighter grey', 'darker grey'))
    """
    one, two = colour_name(left), colour_name(right)
    gap = float(np.asarray(left, np.float64)[0] - np.asarray(right, np.float64)[0])
    if one != two or abs(gap) < LIGHTER:
        return one, two
    shades = ("lighter", "darker") if gap > 0 else ("darker", "lighter")
    return f"{shades[0]} {one}", f"{shades[1]} {two}"
