"""Pictures by the grade in which they may be seen: small and grey, people covered, or open."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from secondtake.model.enums import SeeingGrade
from secondtake.viewing.jpeg import fit
from secondtake.viewing.redaction import redact
from secondtake.viewing.video_redaction import Veil

__all__ = ["LONG_SIDE", "VEILED_SIDE", "graded", "graded_frames", "veiled"]

Frame = NDArray[np.uint8]

VEILED_SIDE = 96
"""Long side in pixels of a veiled picture: a face in it is a few grey pixels."""
LONG_SIDE = 960
"""The same of copies for playing and of covered stills, which are not judged by."""


def graded(rgb: Frame, grade: SeeingGrade, *, whole_people: bool = False) -> Frame:
    """A still, uint8 (h, w, 3) RGB, as it may be seen in a grade; open, it stays as it is.

    ``covered``: heads and plates that were found are made unrecognisable, with ``whole_people``
    whole people too; see ``redact``.
    """
    if grade == SeeingGrade.OPEN:
        return rgb
    if grade == SeeingGrade.VEILED:
        return veiled(rgb)
    return redact(fit(rgb, LONG_SIDE), whole_people=whole_people)[0]


def graded_frames(
    frames: Iterable[tuple[int, Frame]],
    grade: SeeingGrade,
    tick: Fraction,
    *,
    whole_people: bool = False,
) -> Iterator[tuple[int, Frame]]:
    """The same of consecutive frames with their ticks; heads are held from look to look."""
    if grade == SeeingGrade.OPEN:
        yield from frames
    elif grade == SeeingGrade.VEILED:
        yield from ((at, veiled(rgb)) for at, rgb in frames)
    else:
        times: deque[int] = deque()
        for _, rgb in Veil(whole_people=whole_people).over(_seconds(frames, times, tick)):
            yield times.popleft(), rgb


def veiled(rgb: Frame) -> Frame:
    """A picture in grey at ``VEILED_SIDE``, uint8 (h, w, 3) RGB."""
    import cv2

    grey = cv2.cvtColor(np.ascontiguousarray(fit(rgb, VEILED_SIDE)), cv2.COLOR_RGB2GRAY)
    return np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB), np.uint8)


def _seconds(
    frames: Iterable[tuple[int, Frame]], times: deque[int], tick: Fraction
) -> Iterator[tuple[float, Frame]]:
    """The frames with float seconds; their ticks wait in ``times`` for them to come back."""
    for at, rgb in frames:
        times.append(at)
        yield float(at * tick), rgb
