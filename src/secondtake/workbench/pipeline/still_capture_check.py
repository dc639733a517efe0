"""One recording or two where nothing moves: what flickers, sought at every offset of two shots.

A still picture fits a still picture at any offset. What one recording and its copies share at one
offset and at no other is the noise of each picture, as far as coding left it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from secondtake import viewing
from secondtake.comparing.capture import noise_registration, temporal_noise
from secondtake.model.enums import ReasonCode
from secondtake.model.findings import Alignment
from secondtake.model.footage import Coded, Luma, Shot
from secondtake.model.pair_results import CaptureResult
from secondtake.model.reasons import reason
from secondtake.model.time import Span

__all__ = ["still_noise"]

WINDOWS = ((384, 216), (960, 540))
"""The middle of the picture that is compared, pixels of each film; the larger one where too few
details of the smaller one tell how the pictures lie on each other."""
BURST, BURSTS = 50, (0.0, 0.5, 1.0)
"""Pictures in a row of the shorter shot, and where in it; all of a shot no longer than these."""
CHUNK = 250
"""Pictures of the longer shot that are searched at once: 100 MB."""
MOST_PICTURES = 1500
"""Of the longer shot, from its beginning: a minute of 25 a second."""
CODED_AGAIN = 24
"""Pictures on which it is tried how much noise coding leaves."""
EXPECTED, WELL_ABOVE = 0.02, 4.0
"""Correlation that one recording would have had at least, and times the floor, for noise that is
not found to tell two recordings."""

Side = tuple[Path, Shot, Coded]


def still_noise(empty: CaptureResult, left: Side, right: Side) -> CaptureResult:
    """``empty`` with what flicker says of two shots in which nothing moves. Raises ``CannotLook``.

    Found at one offset: one recording, with that alignment. Not found though coding would have
    left it: two. Else ``missing`` says what would decide.
    """
    turned = right[1].span.length_seconds < left[1].span.length_seconds
    one, two = (right, left) if turned else (left, right)
    searched = next((s for w in WINDOWS if (s := _searched(one, two, w)) is not None), None)
    if searched is None:
        return replace(empty, missing=(reason(ReasonCode.FLICKER_UNCLEAR, correlation=None),))
    shared, burst, overlap = searched
    offset = -shared.offset_seconds if turned else shared.offset_seconds
    values = {"correlation": shared.correlation, "elsewhere_up_to": shared.floor}
    if temporal_noise.found_again(shared):
        told = reason(ReasonCode.FLICKER_SHARED, **values, offset_seconds=offset)
        return replace(empty, because=(told,), alignment=_aligned(left[1], right[1], offset))
    expected = _survival(burst, one[2]) * _survival(overlap, two[2])
    if expected >= max(EXPECTED, WELL_ABOVE * shared.floor):
        apart = reason(ReasonCode.FLICKER_DISTINCT, **values, one_recording_about=expected)
        return replace(empty, because=(apart,))
    return replace(empty, missing=(reason(ReasonCode.FLICKER_UNCLEAR, **values),))


def _searched(
    one: Side, two: Side, window: tuple[int, int]
) -> tuple[temporal_noise.SharedFlicker, Luma, Luma] | None:
    """What the shorter shot shares with the longer one, and pictures of both; None where the
    pictures cannot be laid on each other or too little of them flickers."""
    burst = _joined([_pictures(one, low, high, window) for low, high in _bursts(_pts(one))])
    crossed, seconds, overlap = [], [], None
    for piece in _pieces(two, window):
        laid = noise_registration.laid(burst.luma, piece.luma, len(piece.pts) // 2)
        if laid is None:
            continue
        ground = [temporal_noise.ground_of(p) for p in laid]
        where = (ground[0] > 0) & (ground[1] > 0)
        first, second = (
            temporal_noise.flicker_of(p, film.seconds, _keys(film, side[2]), g, where)
            for p, film, side, g in zip(laid, (burst, piece), (one, two), ground, strict=True)
        )
        crossed.append(temporal_noise.agreements(first, second))
        seconds.append(piece.seconds)
        overlap = piece
    if overlap is None:
        return None
    shared = temporal_noise.shared_flicker(
        np.concatenate(crossed, axis=1), burst.seconds, np.concatenate(seconds)
    )
    return None if shared is None else (shared, burst, overlap)


def _pts(side: Side) -> NDArray[np.int64]:
    _, shot, coding = side
    pts = coding.pts[(coding.pts >= shot.span.start) & (coding.pts < shot.span.end)]
    return np.asarray(np.sort(pts), np.int64)


def _bursts(pts: NDArray[np.int64]) -> list[tuple[int, int]]:
    """First and last pts of each burst."""
    if len(pts) <= BURST * len(BURSTS):
        return [(int(pts[0]), int(pts[-1]))]
    starts = [round(share * (len(pts) - BURST)) for share in BURSTS]
    return [(int(pts[s]), int(pts[s + BURST - 1])) for s in starts]


def _pictures(side: Side, first: int, last: int, window: tuple[int, int]) -> Luma:
    span = Span(start=first, end=last + 1, tick=side[1].span.tick)
    return viewing.luma(side[0], span, width=window[0], height=window[1])


def _joined(films: list[Luma]) -> Luma:
    return replace(
        films[0],
        pts=np.concatenate([f.pts for f in films]),
        luma=np.concatenate([f.luma for f in films]),
    )


def _pieces(side: Side, window: tuple[int, int]) -> Iterator[Luma]:
    pts = _pts(side)[:MOST_PICTURES]
    for low in range(0, len(pts), CHUNK):
        piece = pts[low : low + CHUNK]
        if len(piece) >= temporal_noise.LEAST_PAIRS:
            yield _pictures(side, int(piece[0]), int(piece[-1]), window)


def _keys(film: Luma, coding: Coded) -> NDArray[np.bool_]:
    return np.isin(film.pts, coding.pts[coding.keys])


def _survival(film: Luma, coding: Coded) -> float:
    """How much noise of the film's own strength would outlast coding at the film's own rate."""
    luma = film.luma[:CODED_AGAIN]
    keys = np.arange(len(luma)) == 0
    every = np.ones(luma.shape[1:], np.bool_)
    ground = temporal_noise.ground_of(luma)
    strength = temporal_noise.flicker_of(luma, film.seconds, keys, ground, every).strength
    again = viewing.recoded(
        temporal_noise.noisier(luma, strength), coding.bits_per_pixel(film.size)
    )
    if again is None or not strength:
        return 0.0
    return temporal_noise.survival(again, strength, keys[: len(again)])


def _aligned(left: Shot, right: Shot, offset: float) -> tuple[Alignment, ...]:
    """What of both shots meets at an offset, right time less left time in seconds."""
    low = max(left.span.seconds[0], right.span.seconds[0] - offset)
    high = min(left.span.seconds[1], right.span.seconds[1] - offset)
    return (
        Alignment(
            left=Span.of_seconds(low, high, left.span.tick),
            right=Span.of_seconds(low + offset, high + offset, right.span.tick),
        ),
    )
