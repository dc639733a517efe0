"""How a file asks players to turn and mirror its pictures: one of eight ways."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

__all__ = ["UPRIGHT", "Orientation", "Orientations"]

QUARTER = np.array([[0, 1], [-1, 0]])
"""A quarter turn counter-clockwise of a vector (right, down)."""
MIRROR = np.array([[-1, 0], [0, 1]])
MATRIX = struct.Struct("=9i")
"""A display matrix as FFmpeg keeps it: a b u, c d v, x y w of ISO/IEC 14496-12, 8.3.2."""
UNNAMED = range(28, 48)
"""Kinds of side data that PyAV 18 has no name for (EXIF is 31): it then gives none at all."""


@dataclass(frozen=True, slots=True)
class Orientation:
    """Mirrored left to right or not, then so many quarter turns counter-clockwise."""

    mirrored: bool = False
    turns: int = 0

    @property
    def lies(self) -> bool:
        """Whether width and height change places."""
        return self.turns % 2 == 1

    @property
    def clockwise(self) -> int:
        """The turn after mirroring, in degrees clockwise, 0 to 270."""
        return (-90 * self.turns) % 360

    def shown(self, picture: NDArray[Any]) -> NDArray[Any]:
        """A picture, (h, w) or (h, w, c), as it is to be shown; a view where nothing is asked."""
        return np.rot90(picture[:, ::-1] if self.mirrored else picture, self.turns)


UPRIGHT = Orientation()
EIGHT = tuple(Orientation(mirrored, turns) for mirrored in (False, True) for turns in range(4))


class Orientations:
    """Reads from each frame what its container, codec or EXIF asks for.

    Frames are asked in the order they are shown. What a container asks stands with each of them,
    what a codec asks with the first of those it holds for (Rec. ITU-T H.264, D.2.27).
    """

    def __init__(self) -> None:
        self._filters: dict[tuple[int, int, str], Any] = {}
        self._turn: int | None = None
        self._before = UPRIGHT

    def of(self, frame: Any) -> Orientation:
        """How one decoded frame is to be shown."""
        turn = frame.rotation or 0
        # Only where the turn is another: a frame whose side data was looked at is kept in memory
        # until Python looks for cycles, and the decoder has to fill new memory for the next.
        if turn != self._turn and (turn or frame.key_frame or self._turn is None):
            self._turn, self._before = turn, self._read(frame)
        return self._before

    def _read(self, frame: Any) -> Orientation:
        try:
            matrix = frame.side_data.get("DISPLAYMATRIX")
        except ValueError:
            matrix = self._of_named_kinds(frame).side_data.get("DISPLAYMATRIX")
        return UPRIGHT if matrix is None else _nearest(bytes(matrix))

    def _of_named_kinds(self, frame: Any) -> Any:
        """The frame without the side data PyAV cannot name."""
        kind = width, height, pixels = frame.width, frame.height, frame.format.name
        if kind not in self._filters:
            graph = av.filter.Graph()
            tick = frame.time_base or Fraction(1, 1000)
            source = graph.add_buffer(width=width, height=height, format=pixels, time_base=tick)
            steps = [source]
            steps += [graph.add("sidedata", f"mode=delete:type={number}") for number in UNNAMED]
            steps.append(graph.add("buffersink"))
            for step, following in pairwise(steps):
                step.link_to(following)
            graph.configure()
            self._filters[kind] = graph
        self._filters[kind].push(frame)
        return self._filters[kind].pull()


@lru_cache(maxsize=64)
def _nearest(data: bytes) -> Orientation:
    """The orientation nearest to a display matrix; scaling, shear and shifts are left aside.

    A turn by other than quarters has no upright picture without corners: it takes the nearest.
    """
    if len(data) != MATRIX.size:
        return UPRIGHT
    a, b, _, c, d, *_ = MATRIX.unpack(data)
    asked = np.array([[a, c], [b, d]], float)
    lengths = np.linalg.norm(asked, axis=0)
    if not lengths.all():
        return UPRIGHT
    return max(EIGHT, key=lambda one: round(float((_vectors(one) * asked / lengths).sum()), 6))


def _vectors(orientation: Orientation) -> NDArray[Any]:
    """Where the vectors to the right and down come to lie, as columns."""
    turned = np.linalg.matrix_power(QUARTER, orientation.turns)
    return turned @ MIRROR if orientation.mirrored else turned
