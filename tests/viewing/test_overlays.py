"""What is laid over a film is no shot: titles, bars and captions, while something moves beside."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from tests.films import place
from tests.viewing.test_shots import found

from secondtake.viewing.overlays import overlaid, overlaid_share

Frames = NDArray[np.uint8]
CAPTIONS = ("THEY CAME BY NIGHT", "AND NOBODY KNEW WHY")


def walk(count: int = 40, pace: int = 3, seed: int = 3) -> Frames:
    """Something ragged that crosses a place, as small pictures, uint8 (n, 90, 160, 3)."""
    film = np.repeat(place(seed, size=(160, 90))[None], count, axis=0)
    for number, frame in enumerate(film):
        x = 20 + pace * number
        cv2.circle(frame, (x, 40), 7, (200, 60, 40), -1)
        cv2.line(frame, (x, 46), (x - 6, 80), (40, 40, 120), 5)
        cv2.line(frame, (x, 46), (x + 7, 80), (40, 40, 120), 5)
    return film


def title(frame: Frames, share: float = 1.0) -> None:
    named = frame.copy()
    cv2.rectangle(named, (8, 30), (128, 44), (40, 170, 60), -1)
    cv2.putText(named, "A NAME, A PLACE", (12, 41), cv2.FONT_HERSHEY_SIMPLEX, 0.35, (250,) * 3)
    frame[:] = (frame * (1 - share) + named * share).astype(np.uint8)


def caption(frame: Frames, words: str) -> None:
    for colour, thick in (((0, 0, 0), 3), ((255, 255, 255), 1)):
        cv2.putText(frame, words, (10, 84), cv2.FONT_HERSHEY_SIMPLEX, 0.35, colour, thick)


def bars(frame: Frames) -> None:
    frame[:11] = frame[-11:] = 0


def test_a_title_is_known_beside_what_moves() -> None:
    before, after = walk()[10], walk()[13]
    title(after)

    assert overlaid_share(before, after) > 0.6
    assert overlaid(before, after)[37, 60]
    assert not overlaid(before, after)[70, 52]


def test_a_caption_is_known_by_its_strokes() -> None:
    before, after = walk()[10], walk()[10]
    caption(before, CAPTIONS[0])
    caption(after, CAPTIONS[1])

    assert overlaid_share(before, after) > 0.9


def test_what_leaps_or_cuts_is_no_overlay() -> None:
    assert overlaid_share(walk()[5], walk()[35]) < 0.2


@pytest.mark.parametrize("overlay", [title, bars, lambda f: caption(f, CAPTIONS[0])])
def test_an_overlay_that_comes_and_goes_is_no_shot(overlay: Callable[[Frames], None]) -> None:
    film = walk(60, pace=2)
    for frame in film[20:45]:
        overlay(frame)

    assert found(film) == []


def test_a_caption_that_changes_over_a_still_place_is_no_jump() -> None:
    film = np.repeat(place(4, size=(160, 90))[None], 60, axis=0)
    for number, frame in enumerate(film):
        caption(frame, CAPTIONS[number // 30])

    assert found(film) == []


def test_a_title_that_fades_in_is_no_dissolve() -> None:
    film = walk(60, pace=2)
    for number, frame in enumerate(film[15:]):
        title(frame, min(1.0, (number + 1) / 10))

    assert found(film) == []
