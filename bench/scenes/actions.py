"""What figures do: each action gives everybody's pose, and the things they hold, at an instant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from bench.scenes.figure import Look, Person, Pose

__all__ = ["ACTIONS", "Action", "Jet", "Litter", "Manner", "Thing", "manner", "stride"]


@dataclass(frozen=True, kw_only=True)
class Manner:
    """How one performance differs from the next: nobody does a thing twice the same way."""

    delay: float = 0.0
    tempo: float = 1.0
    sway: float = 0.0
    phase: float = 0.0
    step: float = 1.0
    aside: tuple[float, float] = (0.0, 0.0)

    def clock(self, seconds: float) -> float:
        """The action's own time: shifted, faster or slower, and never quite even."""
        own = (seconds - self.delay) * self.tempo
        return own + self.sway * float(np.sin(1.3 * own + self.phase))


def manner(seed: int) -> Manner:
    """A natural variation: up to 12 % of tempo, a third of a second, a few centimetres."""
    rng = np.random.default_rng(seed)
    return Manner(
        delay=float(rng.uniform(-0.1, 0.5)),
        tempo=float(rng.uniform(0.88, 1.12)),
        sway=float(rng.uniform(0.05, 0.14)),
        phase=float(rng.uniform(0, 6.28)),
        step=float(rng.uniform(0.9, 1.1)),
        aside=(float(rng.uniform(-0.15, 0.15)), float(rng.uniform(-0.12, 0.12))),
    )


@dataclass(frozen=True, kw_only=True)
class Litter:
    """A stretcher: middle, half length along x, height, colour."""

    at: tuple[float, float]
    half: float
    height: float
    colour: tuple[int, int, int] = (196, 120, 40)


@dataclass(frozen=True, kw_only=True)
class Jet:
    """Water from a hose: from, to, and the time it flickers by."""

    start: tuple[float, float, float]
    end: tuple[float, float, float]
    seconds: float


Thing = Person | Litter | Jet
Limbs = tuple[tuple[float, float, float], tuple[float, float, float]]
Action = Callable[[tuple[Look, ...], Manner, float], list[Thing]]


def stride(phase: float, reach: float) -> Limbs:
    """Both legs of somebody who walks, at a phase in radians."""
    swing = np.sin(phase)
    left = (reach * swing, 3.0, 6 + 26 * max(0.0, np.cos(phase)))
    right = (-reach * swing, 3.0, 6 + 26 * max(0.0, -np.cos(phase)))
    return (left, right)


def walk(cast: tuple[Look, ...], way: Manner, seconds: float) -> list[Thing]:
    """Everybody crosses the place, each on a line of their own."""
    t = way.clock(seconds)
    found: list[Thing] = []
    for n, look in enumerate(cast):
        side = 1 if n % 2 == 0 else -1
        phase = 6.0 * t * way.step + n * 1.9
        swing = 24 * np.sin(phase)
        pose = Pose(
            at=(side * (-3.4 + 1.15 * t) + way.aside[0], 1.0 + 0.8 * n + way.aside[1]),
            heading=90.0 * side,
            arms=((-swing, 6, 18), (swing, 6, 18)),
            legs=stride(phase, 26),
        )
        found.append(Person(look=look, pose=pose))
    return found


def carry(cast: tuple[Look, ...], way: Manner, seconds: float) -> list[Thing]:
    """Two carry a third on a stretcher; a fourth waves them on."""
    t = way.clock(seconds)
    x = float(np.interp(t, [0.0, 0.5, 5.4, 6.2], [-3.0, -2.9, 2.5, 2.6])) + way.aside[0]
    moving = float(np.interp(t, [0.2, 0.7, 5.1, 5.6], [0.05, 1.0, 1.0, 0.05]))
    z = 1.5 + way.aside[1]
    bob = 0.018 * np.sin(13 * t * way.step) * moving
    found: list[Thing] = []
    for n, (look, ahead) in enumerate(zip(cast[:2], (1.32, -1.32), strict=True)):
        phase = 6.5 * t * way.step + n * 0.8
        pose = Pose(
            at=(x + ahead, z),
            heading=90.0,
            lean=9.0,
            arms=((4 + 3 * np.sin(phase), 9, 14), (4 - 3 * np.sin(phase), 9, 14)),
            legs=stride(phase, 24 * moving),
        )
        found.append(Person(look=look, pose=pose))
    found.append(Litter(at=(x, z), half=1.25, height=0.80 + bob))
    if len(cast) > 2:
        arm = 18 + 10 * np.sin(1.7 * t)
        lying = Pose(
            at=(x + 0.85, z),
            heading=90.0,
            pitch=90.0,
            lift=0.92 + bob,
            lean=0.0,
            arms=((arm, 14, 20), (6, 14, 12)),
            legs=((2, 5, 3), (4, 5, 6)),
        )
        found.append(Person(look=cast[2], pose=lying))
    if len(cast) > 3:
        found.append(_waving(cast[3], way, t, at=(0.5, 3.4)))
    return found


def _waving(look: Look, way: Manner, t: float, *, at: tuple[float, float]) -> Person:
    beat = 7.0 * t + way.phase
    lift = 118 + 22 * np.sin(beat)
    pose = Pose(
        at=(at[0] + way.aside[1], at[1]),
        heading=8 * np.sin(0.9 * t),
        arms=((8, 10, 14), (lift, 24, 30 + 20 * np.cos(beat))),
        legs=((3 * np.sin(t), 6, 3), (-3 * np.sin(t), 6, 3)),
    )
    return Person(look=look, pose=pose)


def wave(cast: tuple[Look, ...], way: Manner, seconds: float) -> list[Thing]:
    """Everybody stands in a row and waves."""
    t = way.clock(seconds)
    shifted = [replace(way, phase=way.phase + n) for n in range(len(cast))]
    row = zip(cast, shifted, strict=True)
    return [_waving(c, w, t, at=(-1.8 + 1.5 * n, 1.4 + 0.3 * n)) for n, (c, w) in enumerate(row)]


def exercise(cast: tuple[Look, ...], way: Manner, seconds: float) -> list[Thing]:
    """Star jumps or knee bends, over and over."""
    t = way.clock(seconds)
    found: list[Thing] = []
    for n, look in enumerate(cast):
        beat = (1 - np.cos(4.4 * t * way.step + n * 0.5)) / 2
        pose = Pose(
            at=(-0.9 + 1.8 * n + way.aside[0], 1.2 + way.aside[1]),
            arms=((6, 12 + 140 * beat, 8), (6, 12 + 140 * beat, 8)),
            legs=((0, 3 + 17 * beat, 2), (0, 3 + 17 * beat, 2)),
            lift=0.09 * float(np.sin(np.pi * beat)),
        )
        found.append(Person(look=look, pose=pose))
    return found


def hose(cast: tuple[Look, ...], way: Manner, seconds: float) -> list[Thing]:
    """One sprays water at another, who turns and wipes; a third walks by."""
    t = way.clock(seconds)
    aim = 8 * np.sin(1.4 * t + way.phase)
    at = (-1.9 + way.aside[0], 1.4 + way.aside[1])
    sprayer = Pose(
        at=at,
        heading=90 + aim,
        lean=12,
        arms=((58, 6, 22), (52, 4, 34)),
        legs=((14, 6, 8), (-12, 6, 6)),
    )
    found: list[Thing] = [Person(look=cast[0], pose=sprayer)]
    wipe = 70 + 34 * np.sin(5.2 * t * way.step)
    sprayed = Pose(
        at=(1.3 + way.aside[1], 1.5),
        heading=-60 + 40 * np.sin(1.1 * t),
        lean=10 + 8 * np.sin(2.0 * t),
        arms=((wipe, 10, 70), (wipe * 0.7, 14, 80)),
        legs=((4, 6, 10), (-2, 6, 14)),
    )
    found.append(Person(look=cast[1], pose=sprayed))
    found.append(
        Jet(
            start=(at[0] + 0.6, 1.2, at[1]),
            end=(1.2, 1.25 + 0.25 * np.sin(t), 1.5),
            seconds=seconds,
        )
    )
    if len(cast) > 2:
        found += walk(cast[2:3], replace(way, aside=(way.aside[0], 2.2)), seconds)
    return found


def kneel(cast: tuple[Look, ...], way: Manner, seconds: float) -> list[Thing]:
    """One lies, another kneels and bends over; a third stands by and points."""
    t = way.clock(seconds)
    rock = 12 * np.sin(3.6 * t * way.step)
    lying = Pose(
        at=(0.9 + way.aside[0], 1.3),
        heading=90,
        pitch=90,
        lift=0.16,
        lean=0,
        arms=((8 + 6 * np.sin(t), 20, 10), (4, 24, 16)),
    )
    over = Pose(
        at=(0.1 + way.aside[0], 2.0),
        heading=0,
        lean=38 + rock,
        arms=((66 + rock, 8, 12), (66 + rock, 8, 12)),
        legs=((70, 8, 130), (20, 8, 100)),
    )
    found: list[Thing] = [Person(look=cast[0], pose=lying), Person(look=cast[1], pose=over)]
    if len(cast) > 2:
        point = Pose(
            at=(2.3, 2.6), heading=-30, arms=((70 + 10 * np.sin(2 * t), 12, 6), (4, 8, 12))
        )
        found.append(Person(look=cast[2], pose=point))
    return found


ACTIONS: dict[str, Action] = {
    "walk": walk,
    "carry": carry,
    "wave": wave,
    "exercise": exercise,
    "hose": hose,
    "kneel": kneel,
}
"""Name -> what everybody does."""
