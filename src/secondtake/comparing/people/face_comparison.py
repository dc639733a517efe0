"""What faces tell of the people in two shots, where they could be compared: sentences, no name."""

from __future__ import annotations

import numpy as np

from secondtake.comparing.people.assignment import cheapest_pairs
from secondtake.comparing.people.calibration import FACES
from secondtake.model.people import FacesBetween, PersonTrack

__all__ = ["faces_between"]

MOST = 6
"""Pairs of people that are told, those most alike."""


def faces_between(tracks: tuple[PersonTrack, ...], left: str, right: str) -> FacesBetween:
    """How alike the faces of two shots' people are; ``left`` and ``right`` are the shots' ids.

    Each face of the one is set beside one of the other, so that all together are most alike. It
    decides nothing: takes are told apart by what everybody does, with faces or without.
    """
    sides = [[t for t in tracks if t.shot_id == shot] for shot in (left, right)]
    faced = [[t for t in side if t.faces] for side in sides]
    blind = [name for name, some in zip(("left", "right"), faced, strict=True) if not some]
    if blind:
        where = " and ".join(f"in the {name}" for name in blind)
        told = f"Faces were not compared: {where} no face is 32 pixels wide and near frontal."
        return FacesBetween(left=left, right=right, sentences=(told,))
    counted = " and ".join(
        f"{len(some)} of {len(side)} people tracked in the {name}"
        for name, some, side in zip(("left", "right"), faced, sides, strict=True)
    )
    sentences = (*_most_alike(*faced), f"Faces could be compared for {counted}.")
    return FacesBetween(left=left, right=right, sentences=sentences)


def _most_alike(left: list[PersonTrack], right: list[PersonTrack]) -> list[str]:
    alike = np.array([[one.face @ two.face for two in right] for one in left], np.float64)
    pairs = sorted(cheapest_pairs(-alike), key=lambda pair: -alike[pair])[:MOST]
    return [_told(left[row], right[column], float(alike[row, column])) for row, column in pairs]


def _told(left: PersonTrack, right: PersonTrack, alike: float) -> str:
    known = FACES[left.faces_by]
    if alike >= known.one:
        means = f"as for one person in tests ({known.one} or more)"
    elif alike <= known.two:
        means = f"as for two people in tests (up to {known.two})"
    else:
        means = (
            f"between that of two people (up to {known.two}) and of one person (from {known.one})"
        )
    one, two = (track.id.rpartition(":")[2] for track in (left, right))
    return f"{one} on the left and {two} on the right: face similarity {alike:.2f}, {means}."
