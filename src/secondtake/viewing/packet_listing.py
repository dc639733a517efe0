"""When the coded pictures of a span are shown, how large each is, and which are key pictures."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["listed"]

AHEAD_SECONDS = 1.0
"""How far the order of decoding may run ahead of the order of showing."""


def listed(
    packets: Iterable[Any],
    span: tuple[int, int | None],
    tick: Fraction,
    *,
    start: int,
    step: int,
) -> NDArray[np.int64]:
    """int64 (n, 3): tick from the film's start, bytes, 1 for a key picture; by time.

    ``span``: first and last tick, half-open. ``step``: ticks of a picture where the stream has no
    clock, else 0: pictures are counted then, in the order of decoding.
    """
    first, last = span
    rows: list[tuple[int, int, int]] = []
    seen = 0
    for packet in packets:
        if not packet.size or (packet.pts is None and not step):
            continue
        pts = seen * step if step else packet.pts - start
        seen += 1
        # Packets come in the order of decoding: those of a second later may be shown first.
        if last is not None and (pts - last) * tick > AHEAD_SECONDS:
            break
        if pts >= first and (last is None or pts < last):
            rows.append((pts, packet.size, int(packet.is_keyframe)))
    return np.array(sorted(rows), np.int64).reshape(-1, 3)
