"""Could both cameras have stood in one place? How alike the surroundings are, from any side."""

from __future__ import annotations

from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.takes.describe.description import Described
from secondtake.vision.person_appearance import colour_likeness

__all__ = ["mean_scene", "surroundings_alike"]


def surroundings_alike(left: Described, right: Described) -> tuple[float, float] | None:
    """Likeness of the kind of place (-1 to 1) and of its colours (0 to 1); None where unseen.

    The kind is the cosine of what a network that names things sees, both relative to the mean
    place. Cameras that face each other share no detail, but a room, a yard or a gym, its floor
    and its light are the same from every side.
    """
    one, two = left.scenery, right.scenery
    if one is None or two is None:
        return None
    here, there = one.vector - mean_scene(), two.vector - mean_scene()
    length = float(np.linalg.norm(here) * np.linalg.norm(there))
    kind = float(here @ there) / max(length, 1e-6)
    return kind, colour_likeness(one.palette, two.palette)


@cache
def mean_scene() -> NDArray[np.float64]:
    """The mean scenery vector of many places, float64 (1280,): what any place looks like."""
    file = resources.files(__package__) / "mean_scene.npy"
    with file.open("rb") as stream:
        return np.asarray(np.load(stream, allow_pickle=False), np.float64)
