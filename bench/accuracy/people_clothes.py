"""Measures whether one figure is found again, in the same and in other clothes, in made shots.

usage: python -m bench.accuracy.people_clothes [--floors]

Six figures, each with two outfits of its own, in other places, by other cameras, in other light
and doing other things; the same again with a vest and a helmet over the first outfit; and each in
the first outfit of another, as uniforms and look-alikes are. Drawn figures differ in skin, hair,
height and build and have one face, which no detector takes for one: these shots say how far
clothing carries and what look-alikes do to it, and nothing about faces.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

import cv2
import numpy as np

from bench.accuracy.ranking import retrieval
from bench.scenes.actions import manner
from bench.scenes.figure import Look
from bench.scenes.stage import CAMERAS, Scene, boxes, render
from secondtake.comparing.people import RATE, THRESHOLD, PersonFinder, pairs_of_people
from secondtake.comparing.people.calibration import kind_and_score
from secondtake.comparing.people.similarity import Likeness, Measured
from secondtake.model.people import PersonTrack

__all__ = ["FLOORS", "figures_made", "pairs_made"]

SECONDS = 2.0
FLOORS = {"same clothes: rank-1": 0.52, "same clothes: mAP": 0.67}
"""Least values of what is printed first."""

BODIES = (
    Look(skin=(225, 185, 160), hair=(140, 110, 70), height=1.72, build=0.95),
    Look(skin=(120, 80, 60), hair=(30, 26, 24), height=1.84, build=1.08),
    Look(skin=(205, 160, 130), hair=(60, 45, 35), height=1.62, build=0.92),
    Look(skin=(96, 66, 50), hair=(26, 24, 22), height=1.70, build=1.0),
    Look(skin=(215, 170, 140), hair=(120, 118, 116), height=1.80, build=1.15),
    Look(skin=(165, 115, 85), hair=(40, 32, 28), height=1.66, build=1.05),
)
FIRST = (
    ((180, 60, 50), (60, 66, 84)),
    ((60, 110, 170), (90, 84, 70)),
    ((220, 214, 200), (50, 52, 58)),
    ((70, 130, 80), (70, 70, 110)),
    ((40, 40, 46), (40, 42, 50)),
    ((200, 160, 60), (120, 116, 110)),
)
"""Shirt and trousers of each figure's first outfit."""
SECOND = (
    ((110, 80, 130), (120, 116, 110)),
    ((230, 226, 216), (60, 66, 84)),
    ((50, 70, 120), (100, 80, 60)),
    ((150, 150, 156), (46, 46, 50)),
    ((190, 90, 40), (70, 76, 96)),
    ((90, 50, 50), (60, 62, 66)),
)
SET_UPS = (
    ("court", "front", "wave", 1.0, (1.0, 1.0, 1.0)),
    ("court", "across", "exercise", 0.85, (1.0, 0.97, 0.9)),
    ("quay", "front", "walk", 1.1, (0.94, 1.0, 1.06)),
)
"""Place, camera, action, light and its tint."""
WORN = {
    "first outfit": SET_UPS,
    "second outfit": SET_UPS[:2],
    "the next one's": SET_UPS[1:],
    "something over it": SET_UPS[:1],
}
"""What is worn in which set-ups."""
OVER = {"vest": (240, 150, 40), "helmet": (236, 236, 230)}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """Who is in a track and what it wears: an outfit's owner and number, and what is over it."""

    person: int
    outfit: tuple[int, int]
    over: bool


KINDS = (
    "one figure, same clothes",
    "one figure, vest and helmet put on",
    "one figure, other clothes",
    "two figures, look-alike clothes",
    "two figures, other clothes",
)


SAME, OVER_IT, OTHER, ALIKE, UNLIKE = KINDS


def main() -> int:
    """Make, follow, compare and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--floors", action="store_true")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    found = figures_made()
    for name, value in found.items():
        print(f"{name}: {value:.3f}")
    return int(options.floors and any(found[name] < least for name, least in FLOORS.items()))


def pairs_made() -> Iterator[tuple[int, int, Likeness, bool | None]]:
    """Pairs of tracks of the made shots: whether it is one figure in the same clothes.

    None where nobody could tell: look-alikes, and the same with something put on.
    """
    for left, right, likeness, kind, _ in _pairs():
        yield left, right, likeness, None if kind in (OVER_IT, ALIKE) else kind == SAME


def figures_made() -> dict[str, float]:
    """What was measured, by name, 0 to 1."""
    rows = [(*r[:2], kind_and_score(r[2])[1], *r[3:]) for r in _pairs()]
    found: dict[str, float] = {}
    for name, against in (("", (UNLIKE,)), (" among look-alikes", (UNLIKE, ALIKE))):
        chosen = [(*r[:3], r[3] == SAME) for r in rows if r[3] in (SAME, *against)]
        most = max(score for _, _, score, one in chosen if not one)
        first, precision = retrieval(chosen)
        found[f"same clothes{name}: rank-1"] = first
        found[f"same clothes{name}: mAP"] = precision
        alone = [score > most for _, _, score, one in chosen if one]
        found[f"same clothes{name}: recall at no false alarm"] = float(np.mean(alone))
    chosen = [(*r[:3], r[3] == OTHER) for r in rows if r[3] in (OTHER, ALIKE, UNLIKE)]
    found["other clothes: rank-1"], found["other clothes: mAP"] = retrieval(chosen)
    for kind, (words, here) in product(KINDS, (("at one place", True), ("elsewhere", False))):
        scores = np.array([r[2] for r in rows if r[3] == kind and r[4] == here])
        name = f"shown at {THRESHOLD}: {kind}, {words}, {len(scores)} pairs"
        found[name] = float((scores >= THRESHOLD).mean())
    return found


def _pairs() -> Iterator[tuple[int, int, Likeness, str, bool]]:
    """Pairs of tracks, how alike they are, what they are, and whether they are at one place."""
    shown = list(_followed())
    tracks = tuple(track for track, _ in shown)
    measured = Measured(tracks)
    for left, right in pairs_of_people(tracks):
        kind = _kind(shown[left][1], shown[right][1])
        here = tracks[left].id[:4] == tracks[right].id[:4]
        yield left, right, measured.likeness(left, right), kind, here


def _kind(left: _Shown, right: _Shown) -> str:
    same = left.outfit == right.outfit
    if left.person == right.person:
        return KINDS[0 if same and left.over == right.over else 1 if same else 2]
    return KINDS[3 if same else 4]


def _followed() -> Iterator[tuple[PersonTrack, _Shown]]:
    """Every track of the made shots with who it is; tracks that fit no figure are left out."""
    for number, (trio, wear) in enumerate(product((0, 3), WORN)):
        for place, camera, action, light, tint in WORN[wear]:
            who = [_shown(trio, n, wear) for n in range(3)]
            scene = Scene(
                place=place,
                action=action,
                cast=tuple(_dressed(shown) for shown in who),
                manner=manner(50 + number),
                camera=CAMERAS[camera],
                seconds=SECONDS,
                rate=round(RATE),
                seed=50 + number,
                light=light,
                tint=tint,
            )
            yield from _tracks(scene, who)


def _shown(trio: int, number: int, wear: str) -> _Shown:
    """Of three figures that stand together the ``number``-th: each may wear the next one's."""
    owner = (number + 1) % 3 if wear == "the next one's" else number
    outfit = (trio + owner, int(wear == "second outfit"))
    return _Shown(person=trio + number, outfit=outfit, over=wear == "something over it")


def _dressed(shown: _Shown) -> Look:
    shirt, trousers = (FIRST, SECOND)[shown.outfit[1]][shown.outfit[0]]
    look = replace(BODIES[shown.person], shirt=shirt, trousers=trousers)
    return replace(look, **OVER) if shown.over else look


def _tracks(scene: Scene, who: list[_Shown]) -> Iterator[tuple[PersonTrack, _Shown]]:
    finder = PersonFinder(f"{scene.place}-{scene.action}-{scene.seed}", "0" * 64)
    for number, frame in enumerate(render(scene)):
        finder.see(np.array([number / scene.rate]), frame[None])
    for track in finder.finish():
        apart = np.zeros(len(who))
        for seconds, (x, y, w, h) in zip(track.seconds, track.boxes, strict=True):
            for n, box in enumerate(boxes(scene, round(float(seconds) * scene.rate))):
                apart[n] += abs(box[0] + box[2] / 2 - x - w / 2) + abs(
                    box[1] + box[3] / 2 - y - h / 2
                )
        if apart.min() / len(track.seconds) < 0.08:
            yield track, who[int(apart.argmin())]


if __name__ == "__main__":
    sys.exit(main())
