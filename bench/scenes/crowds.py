"""Many people at once, people who hide one another, and people who leave and come back."""

from __future__ import annotations

import numpy as np

from bench.scenes.actions import Action, Manner, Thing, stride
from bench.scenes.camera import Camera
from bench.scenes.figure import Look, Person, Pose

__all__ = ["ABOVE", "CROWDS", "crowd_of"]

ABOVE = Camera(position=(0.0, 4.6, -8.5), target=(0.0, 0.6, 5.5), focal=0.95, size=(1280, 720))
"""Looks down on a square: people stand 230 to 90 pixels tall."""
_ROWS = 5
"""Rows in depth that a crowd stands in at first."""
_REACH = 1.8
"""Metres that somebody of a crowd walks before turning back."""

Colour = tuple[int, int, int]


def crowd_of(count: int, seed: int) -> tuple[Look, ...]:
    """Looks of people, many of them alike: shirts and trousers come from a few colours."""
    rng = np.random.default_rng([seed, 23])
    skins = ((225, 185, 160), (205, 160, 130), (150, 105, 80), (96, 66, 50))
    hairs = ((60, 45, 35), (30, 26, 24), (140, 110, 70), (120, 118, 116))

    def some(colours: tuple[Colour, ...]) -> Colour:
        return colours[int(rng.integers(len(colours)))]

    shirts = (
        *((180, 60, 50), (60, 110, 170), (220, 214, 200), (70, 130, 80), (40, 40, 46)),
        *((200, 160, 60), (110, 80, 130), (150, 150, 156)),
    )
    trousers = ((60, 66, 84), (90, 84, 70), (50, 52, 58), (70, 70, 110), (120, 116, 110))
    return tuple(
        Look(
            shirt=some(shirts),
            trousers=some(trousers),
            skin=some(skins),
            hair=some(hairs),
            height=float(rng.uniform(1.58, 1.88)),
            build=float(rng.uniform(0.9, 1.15)),
        )
        for _ in range(count)
    )


def mill(cast: tuple[Look, ...], way: Manner, seconds: float) -> list[Thing]:
    """Everybody walks about on a square, each on a line of their own, and turns at its end."""
    t = way.clock(seconds)
    rng = np.random.default_rng([int(1000 * way.phase), 5])
    columns = -(-len(cast) // _ROWS)
    found: list[Thing] = []
    for n, look in enumerate(cast):
        column, row = n // _ROWS, n % _ROWS
        aside, deep, towards, pace = rng.uniform(-0.5, 0.5, 4)
        x = 11.0 * ((column + 0.5) / columns - 0.5) + 1.2 * aside
        z = 0.6 + 2.6 * row + 1.2 * deep
        turn = 2 * np.pi * towards
        gone = (t * (0.8 + 0.6 * pace) + n) % (2 * _REACH)
        ahead = 1.0 if gone <= _REACH else -1.0
        along = min(gone, 2 * _REACH - gone) - _REACH / 2
        at = (x + along * np.sin(turn), z - along * np.cos(turn))
        heading = np.degrees(turn) + (0 if ahead > 0 else 180)
        found.append(_walker(look, 6.0 * t * way.step + n * 1.9, at, heading))
    return found


def leave(cast: tuple[Look, ...], way: Manner, seconds: float) -> list[Thing]:
    """The first walks out of the picture and comes back; the second walks behind the others."""
    t = way.clock(seconds)
    out = 1.4 + 4.8 * float(np.interp(t, [0.0, 2.2, 4.6, 7.0], [0, 1, 1, 0]))
    behind = float(np.interp(t, [0.0, 6.0], [-3.2, 3.4]))
    found: list[Thing] = [
        _walker(cast[0], 6.0 * t * way.step, (out, 1.4), 90.0 if t < 3.4 else -90.0),
        _walker(cast[1], 6.0 * t * way.step + 1, (behind, 3.4), 90.0),
    ]
    for n, look in enumerate(cast[2:]):
        sway = t + way.phase + n
        arms = ((10 + 8 * np.sin(sway), 10, 20), (30 + 20 * np.sin(1.3 * sway), 12, 40))
        found.append(Person(look=look, pose=Pose(at=(-1.2 + 1.7 * n, 1.9), arms=arms)))
    return found


def _walker(look: Look, phase: float, at: tuple[float, float], heading: float) -> Person:
    swing = 22 * np.sin(phase)
    pose = Pose(
        at=(float(at[0]), float(at[1])),
        heading=heading,
        arms=((-swing, 6, 18), (swing, 6, 18)),
        legs=stride(phase, 24),
    )
    return Person(look=look, pose=pose)


CROWDS: dict[str, Action] = {"mill": mill, "leave": leave}
"""Name -> what everybody does, beside ``bench.scenes.actions.ACTIONS``."""
