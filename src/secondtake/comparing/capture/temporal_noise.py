"""Where nothing moves: is what flickers in one film found in another, at one offset only?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "Flicker",
    "SharedFlicker",
    "agreements",
    "flicker_of",
    "found_again",
    "ground_of",
    "noisier",
    "shared_flicker",
    "survival",
]

Pictures = NDArray[np.uint8]
Rest = NDArray[np.float32]

SHADES_PX = 4.0
"""Standard deviation in pixels of the blur that is taken away: light changes are wider."""
SOFT_PX = 0.7
"""Blur in pixels that lets two films lie half a pixel apart."""
GROUND = 60
"""Pictures, evenly spread, whose median is the still picture."""
LEAST_SPREAD = 0.25
"""Grey levels under which a pixel's flicker counts for less: it is mostly rounding."""
MOST_SPREAD = 3.0
"""Times the median spread from which a pixel belongs to what moves or ticks."""
OFTEN = 0.15
"""Share of the pictures in which what moves or ticks in a pixel lies beyond its own spread: a digit
that changes every second .2, a tree in wind .27; a pixel that rain hits now and then .05."""
CLUMP, DENSE = 9, 0.6
"""Side in pixels of a square, and share of it that has to move for what moves seldom to be a thing,
as somebody who passes is, not drops or flakes here and there: those are found again like noise."""
FRAYED = 33
"""Side in pixels of the square around each of them that is left out too: a macroblock to either
side, as a block is coded anew where a clock ticks in it."""
HELD = 6.0
"""Grey levels at which changes are cut while it is sought what moves."""
CLIP = 3.0
"""Standard deviations at which flicker is cut: what is higher moves."""
AROUND = 6
"""Pictures before and after whose mean is taken away."""
AFTER_KEY = 2
"""Pictures from a key frame on that are left out: coding sets the whole still picture anew there,
in the same way in every recording of one place."""
APART_SECONDS = 0.6
"""From the best offset; nearer, coding that repeats a block from picture to picture repeats its
noise, for about as long as the pictures around are taken away."""
LEAST_PAIRS, ENOUGH_PAIRS = 24, 50
"""Pictures that must meet at an offset, and from which more make no offset likelier: in 9 pictures
that coding left anything of, two recordings of one place agreed by .23 (elsewhere .04)."""
LEAST_RIVALS = 10
"""Other offsets without which nothing can stand out."""
FOUND, CLEAR = 0.01, 3.0
"""Correlation, and times the floor, from which flicker is found again (docs/methods/grain.md):
re-encoded films gave 3.9 times and more, two recordings up to 1.5."""
LEAST_AREA = 0.02
"""Share of the picture that must flicker alike enough to be compared."""
SEED = 5


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Flicker:
    """What each picture of a still view has beside the still picture.

    ``rest``: float32 (n, k), each row of length 1 or all 0 where nothing is left. ``seconds``:
    float64 (n,). ``strength``: its standard deviation in grey levels, 0 for none.
    """

    rest: Rest
    seconds: NDArray[np.float64]
    strength: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedFlicker:
    """``correlation`` (-1 to 1): mean over the pictures that meet at the best offset. ``floor``:
    the highest such at other offsets. ``offset_seconds``: right time less left time."""

    correlation: float
    floor: float
    offset_seconds: float
    pairs: int


def flicker_of(
    luma: Pictures,
    seconds: NDArray[np.float64],
    keys: NDArray[np.bool_],
    ground: Rest,
    where: NDArray[np.bool_],
) -> Flicker:
    """The flicker of pictures, uint8 (n, h, w), of a film whose still picture is ``ground``.

    ``keys``: bool (n,), key frames. ``ground``: float32 (h, w). ``where``: bool (h, w), pixels to
    compare. What a shift or turn of the camera, and a change of light, make of the still picture
    is taken out of each picture: two recordings share how it looks when the camera trembles.
    """
    rest = np.stack([_fine(f.astype(np.float32) - ground)[where] for f in luma])
    rest = _sudden(rest)
    # Twice: a clock's step is held small until what moves is known, or it would pass for trembling.
    basis = _trembling(ground, where, np.zeros(rest.shape[1], np.bool_))
    held = rest - (np.clip(rest, -HELD, HELD) @ basis.T) @ basis
    spread = held.std(0)
    strength = float(np.median(spread))
    often = (np.abs(held) > spread).mean(0) >= OFTEN
    moves = _around(spread > MOST_SPREAD * max(strength, LEAST_SPREAD), often, where)
    # First what moves is left out: laid on the trembling it would spread over the whole picture.
    rest[:, moves] = 0
    basis = _trembling(ground, where, moves)
    rest -= (rest @ basis.T) @ basis
    spread = rest.std(0)
    even = np.clip(rest / np.maximum(spread, LEAST_SPREAD), -CLIP, CLIP)
    even[:, moves] = 0
    even[_after_keys(keys)] = 0
    even -= even.mean(1, keepdims=True) * ~moves
    length = np.sqrt((even**2).sum(1, keepdims=True))
    enough = (~moves).mean() >= LEAST_AREA
    told = np.where(length > 1e-3, even / np.maximum(length, 1e-3), 0) if enough else 0 * even
    return Flicker(
        rest=np.asarray(told, np.float32), seconds=seconds, strength=strength if enough else 0.0
    )


def ground_of(luma: Pictures) -> Rest:
    """The still picture, float32 (h, w): the median in time."""
    every = max(1, len(luma) // GROUND)
    return np.asarray(np.median(luma[::every], axis=0), np.float32)


def agreements(left: Flicker, right: Flicker) -> NDArray[np.float32]:
    """Correlation of every two pictures, float32 (n, m); NaN where one has no flicker."""
    crossed = left.rest @ right.rest.T
    crossed[~(left.rest != 0).any(1)] = np.nan
    crossed[:, ~(right.rest != 0).any(1)] = np.nan
    return np.asarray(crossed, np.float32)


def shared_flicker(
    crossed: NDArray[np.float32],
    left_seconds: NDArray[np.float64],
    right_seconds: NDArray[np.float64],
) -> SharedFlicker | None:
    """Seek one constant offset at which pictures agree; None where too few meet anywhere.

    ``crossed``: as ``agreements`` gives it; seconds float64 (n,) and (m,).
    """
    step = max(float(np.median(np.diff(s))) for s in (left_seconds, right_seconds))
    low, high = right_seconds[0] - left_seconds[-1], right_seconds[-1] - left_seconds[0]
    offsets = np.arange(low, high + step / 2, step)
    means = np.full(len(offsets), -1.0)
    pairs = np.zeros(len(offsets), int)
    rows = np.arange(len(left_seconds))
    for number, offset in enumerate(offsets):
        at = np.abs(right_seconds[None] - (left_seconds + offset)[:, None]).argmin(1)
        near = np.abs(right_seconds[at] - left_seconds - offset) <= 0.75 * step
        values = crossed[rows, at][near]
        values = values[~np.isnan(values)]
        pairs[number] = len(values)
        if len(values) >= LEAST_PAIRS:
            means[number] = values.mean()
    if means.max() <= -1:
        return None
    # Few pairs have a high mean by chance: what a mean is worth grows with their root.
    best = int((means * np.sqrt(np.minimum(pairs, ENOUGH_PAIRS))).argmax())
    far = (np.abs(offsets - offsets[best]) > APART_SECONDS) & (pairs >= pairs[best] / 4)
    far &= means > -1
    if far.sum() < LEAST_RIVALS:
        return None
    return SharedFlicker(
        correlation=float(means[best]),
        floor=max(float(means[far].max()), 0.0),
        offset_seconds=float(offsets[best]),
        pairs=int(pairs[best]),
    )


def found_again(shared: SharedFlicker) -> bool:
    """Whether one offset stands out so far that both films are of one recording."""
    return shared.correlation >= FOUND and shared.correlation >= CLEAR * shared.floor


def noisier(luma: Pictures, strength: float) -> Pictures:
    """The pictures under noise of a strength in grey levels; the same every time."""
    return np.asarray(np.clip(np.rint(luma + _laid(luma.shape, strength)), 0, 255), np.uint8)


def survival(coded: Pictures, strength: float, keys: NDArray[np.bool_]) -> float:
    """How much of the noise laid by ``noisier`` is left after coding, 0 to 1: a correlation.

    It cannot be more than 0.7, as half of the noise there is the film's own.
    """
    every = np.ones(coded.shape[1:], np.bool_)
    seconds = np.arange(len(coded), dtype=np.float64)
    found = flicker_of(coded, seconds, keys, ground_of(coded), every)
    laid = _laid(coded.shape, strength)
    laid -= laid.mean(0)
    put = np.stack([_fine(f) for f in laid]).reshape(len(laid), -1)
    alike = (put * found.rest).sum(1) / np.maximum(np.sqrt((put**2).sum(1)), 1e-6)
    told = (found.rest != 0).any(1)
    return max(0.0, float(alike[told].mean())) if told.any() else 0.0


def _laid(shape: tuple[int, ...], strength: float) -> Rest:
    noise = np.random.default_rng(SEED).standard_normal(shape, np.float32)
    return np.asarray(noise * np.float32(strength))


def _fine(picture: Rest) -> Rest:
    import cv2

    soft = cv2.GaussianBlur(picture, (0, 0), SOFT_PX)
    return np.asarray(soft - cv2.GaussianBlur(picture, (0, 0), SHADES_PX), np.float32)


def _around(
    moves: NDArray[np.bool_], often: NDArray[np.bool_], where: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """bool (k,): what moves or ticks, often or as one thing, with what coding frays around it."""
    import cv2

    every, steady = (np.zeros(where.shape, np.float32) for _ in range(2))
    every[where], steady[where] = moves, often
    thing = (every > 0) & ((steady > 0) | (cv2.boxFilter(every, -1, (CLUMP, CLUMP)) >= DENSE))
    frayed = cv2.dilate(thing.astype(np.uint8), np.ones((FRAYED, FRAYED), np.uint8))
    return np.asarray(frayed[where] > 0, np.bool_)


def _sudden(rest: Rest) -> Rest:
    """Each picture less the mean of those around it: what coding or the sun changes slowly."""
    total = np.concatenate([np.zeros((1, rest.shape[1])), np.cumsum(rest, 0, np.float64)])
    rows = np.arange(len(rest))
    low, high = np.maximum(rows - AROUND, 0), np.minimum(rows + AROUND + 1, len(rest))
    near = (total[high] - total[low] - rest) / np.maximum(high - low - 1, 1)[:, None]
    return np.asarray(rest - near, np.float32)


def _trembling(
    ground: Rest, where: NDArray[np.bool_], moves: NDArray[np.bool_]
) -> NDArray[np.float32]:
    """float32 (10, k) orthonormal rows: what small moves and light do to the still picture."""
    down, across = np.gradient(ground)
    rows, columns = np.mgrid[-1 : 1 : ground.shape[0] * 1j, -1 : 1 : ground.shape[1] * 1j]
    kinds = [ground, down, across, *np.gradient(down), np.gradient(across)[1]]
    kinds += [across * rows, across * columns, down * rows, down * columns]
    flat = np.stack([_fine(np.asarray(k, np.float32))[where] for k in kinds], 1)
    flat[moves] = 0
    basis, _ = np.linalg.qr(flat)
    return np.asarray(basis.T, np.float32)


def _after_keys(keys: NDArray[np.bool_]) -> NDArray[np.bool_]:
    out = keys.copy()
    for later in range(1, AFTER_KEY):
        out[later:] |= keys[:-later]
    return out
