"""Same people? Clothing, hair, skin and build of the people in two shots; never a name."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.takes.describe.description import Described
from secondtake.vision.clothing import PARTS
from secondtake.vision.person_appearance import (
    BUILD_SPREAD,
    LEAST_PIXELS,
    colour_likeness,
    mean_person,
)

__all__ = ["PersonPair", "pair_people"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPair:
    """A person of the left and one of the right that may be the same person.

    ``parts``: likeness of each of PARTS, 0 to 1, NaN where not seen in both. ``clothing``: their
    mean weighted by size. ``build``: 0 to 1, NaN where unseen. ``likeness``: -1 to 1, of the
    crops that fit best, relative to the mean person. ``presence``: how much of both shots they
    fill, 0 to 1: height times time seen. ``height_px``: the lesser of both, in pixels of the views.
    """

    left: int
    right: int
    parts: tuple[float, ...]
    clothing: float
    build: float
    likeness: float
    presence: float
    height_px: float


def pair_people(left: Described, right: Described) -> tuple[PersonPair, ...]:
    """The people of two shots paired off, the likest and largest first.

    Each person is used once. An empty tuple means that one shot shows nobody who can be compared.
    """
    options = []
    for i in range(len(left.crops)):
        for j in range(len(right.crops)):
            pair = _pair(left, right, i, j)
            fit = 0.2 + np.nan_to_num(pair.clothing) + max(0.0, pair.likeness)
            options.append((pair.presence * fit, pair))
    options.sort(key=lambda o: (-o[0], o[1].left, o[1].right))
    chosen: list[PersonPair] = []
    for _, pair in options:
        if all(pair.left != c.left and pair.right != c.right for c in chosen):
            chosen.append(pair)
    return tuple(chosen)


def _presence(shot: Described, person: int) -> float:
    track = shot.people[person]
    return track.height_px / shot.size[1] * len(track.frames) / len(shot.seconds)


def _pair(left: Described, right: Described, i: int, j: int) -> PersonPair:
    one, two = left.looks[i], right.looks[j]
    parts = np.full(len(PARTS), np.nan)
    for part in range(len(PARTS)):
        if min(one.pixels[part], two.pixels[part]) >= LEAST_PIXELS:
            parts[part] = colour_likeness(one.histograms[part], two.histograms[part])
    weight = np.sqrt(np.minimum(one.pixels, two.pixels)) * ~np.isnan(parts)
    clothing = (
        float((np.nan_to_num(parts) * weight).sum() / weight.sum()) if weight.any() else np.nan
    )
    gap = np.abs(np.log(one.build) - np.log(two.build)) / BUILD_SPREAD
    known = ~np.isnan(gap)
    build = float(np.exp(-0.5 * np.mean(gap[known] ** 2))) if known.any() else np.nan
    return PersonPair(
        left=i,
        right=j,
        parts=tuple(float(p) for p in parts),
        clothing=clothing,
        build=build,
        likeness=_likeness(left, right, i, j),
        presence=float(np.sqrt(_presence(left, i) * _presence(right, j))),
        height_px=min(left.people[i].height_px, right.people[j].height_px),
    )


def _likeness(left: Described, right: Described, i: int, j: int) -> float:
    """Mean cosine of each crop with the likest of the other person, both centred, -1 to 1."""
    one, two = _centred(left.crops[i].vectors), _centred(right.crops[j].vectors)
    cosine = one @ two.T
    return float((cosine.max(0).mean() + cosine.max(1).mean()) / 2)


def _centred(vectors: NDArray[np.float16]) -> NDArray[np.float64]:
    rows = vectors.astype(np.float64) - mean_person()
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6))
