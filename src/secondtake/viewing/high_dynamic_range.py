"""PQ, HLG and wide colours as an ordinary screen shows them.

The light that is meant is worked out (Rec. ITU-R BT.2100), dimmed into what an ordinary screen can
show by the curve of Rep. ITU-R BT.2390 (5.4.1), brought to its primaries and coded for it.
The curve is laid on red, green and blue each, so that what is too bright turns white.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["HLG", "PQ", "on_ordinary_screen"]

PQ, HLG = 16, 18
"""Transfer characteristics of ITU-T H.273."""
PEAK = 1000.0
"""Brightest light in cd/m2 that is told apart: what HDR is mastered for, HLG's nominal screen."""
WHITE = 203.0
"""Light of an ordinary screen's white in cd/m2: reference white of Rep. ITU-R BT.2408."""
HLG_GAMMA = 1.2
"""System gamma at 1000 cd/m2, BT.2100 table 5."""
SCREEN_GAMMA = 2.4
"""Rec. ITU-R BT.1886."""
STEPS = 4096
LIGHT_INDEX = 0.25
"""Power at which light is looked up: steps that are even to the eye within a factor of two."""

LMS_OF_RGB = np.array([[1688, 2146, 262], [683, 2951, 462], [99, 309, 3688]]) / 4096
"""BT.2100 table 7."""
LUMINANCE = np.array([[0.2627, 0.6780, 0.0593]], np.float32)
D65 = (0.3127, 0.3290)
SCREEN = ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06))
WIDE_2020 = ((0.708, 0.292), (0.170, 0.797), (0.131, 0.046))
WIDE_P3 = ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060))
"""Primaries x, y of BT.709, BT.2020 and SMPTE RP 431-2."""
PRIMARIES = {9: WIDE_2020, 11: WIDE_P3, 12: WIDE_P3}


def on_ordinary_screen(
    signal: NDArray[Any], transfer: int, primaries: int, *, ictcp: bool
) -> NDArray[np.uint8]:
    """RGB uint8 (h, w, 3) for a BT.709 screen.

    ``signal``: float32 (h, w, 3), R'G'B' (of ICtCp L'M'S') from 0 to 1 as coded with
    ``transfer``. ``primaries``: what red, green and blue are, by ITU-T H.273.
    """
    import cv2

    signal = np.clip(signal, 0, 1)
    if transfer in {PQ, HLG}:
        light = _looked_up(_light(transfer), signal)
        if ictcp:
            light = cv2.transform(light, np.linalg.inv(LMS_OF_RGB).astype(np.float32))
        if transfer == HLG:
            shine = cv2.transform(light, LUMINANCE)
            light = light * cv2.pow(np.maximum(shine, 1e-6), HLG_GAMMA - 1)[..., None]
        light = _looked_up(_dimmed(), cv2.pow(np.clip(light, 0, 1), LIGHT_INDEX))
    else:
        light = cv2.pow(signal, SCREEN_GAMMA)
    seen = np.clip(cv2.transform(light, _to_screen(primaries)), 0, 1)
    rgb: NDArray[np.uint8] = np.rint(cv2.pow(seen, 1 / SCREEN_GAMMA) * 255).astype(np.uint8)
    return rgb


def _looked_up(table: NDArray[Any], at: NDArray[Any]) -> NDArray[Any]:
    """The table's values at places from 0 to 1."""
    values: NDArray[Any] = table[np.rint(at * (STEPS - 1)).astype(np.intp)]
    return values


@lru_cache(maxsize=2)
def _light(transfer: int) -> NDArray[Any]:
    """Light by signal in ``STEPS``, 1 for ``PEAK``: of a screen for PQ, of the scene for HLG."""
    signal = np.linspace(0, 1, STEPS)
    if transfer == PQ:
        return (_pq_light(signal) / PEAK).astype(np.float32)
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    low, high = signal**2 / 3, (np.exp((signal - c) / a) + b) / 12
    return np.where(signal <= 0.5, low, high).astype(np.float32)


@lru_cache(maxsize=1)
def _dimmed() -> NDArray[Any]:
    """Light of a screen whose white is 1, by the fourth root of light whose ``PEAK`` is 1."""
    brightest = float(_pq_signal(np.array(PEAK)))
    signal = _pq_signal(PEAK * np.linspace(0, 1, STEPS) ** (1 / LIGHT_INDEX)) / brightest
    most = float(_pq_signal(np.array(WHITE))) / brightest
    knee = 1.5 * most - 0.5
    t = np.maximum(signal - knee, 0) / (1 - knee)
    bent = (
        (2 * t**3 - 3 * t**2 + 1) * knee
        + (t**3 - 2 * t**2 + t) * (1 - knee)
        + (3 * t**2 - 2 * t**3) * most
    )
    dimmed = _pq_light(np.where(signal < knee, signal, bent) * brightest) / WHITE
    return dimmed.astype(np.float32)


M1, M2 = 2610 / 16384, 2523 / 4096 * 128
C1, C2, C3 = 3424 / 4096, 2413 / 4096 * 32, 2392 / 4096 * 32
"""Of the perceptual quantiser, BT.2100 table 4."""


def _pq_light(signal: NDArray[Any]) -> NDArray[Any]:
    """Light in cd/m2 of a signal from 0 to 1."""
    root = signal ** (1 / M2)
    light: NDArray[Any] = 10000 * (np.maximum(root - C1, 0) / (C2 - C3 * root)) ** (1 / M1)
    return light


def _pq_signal(light: NDArray[Any]) -> NDArray[Any]:
    """Signal from 0 to 1 of light in cd/m2."""
    power = (light / 10000) ** M1
    signal: NDArray[Any] = ((C1 + C2 * power) / (1 + C3 * power)) ** M2
    return signal


@lru_cache(maxsize=4)
def _to_screen(primaries: int) -> NDArray[Any]:
    """Matrix from linear light of some primaries to that of BT.709, white kept."""
    wide = _xyz(PRIMARIES.get(primaries, SCREEN))
    return np.asarray(np.linalg.inv(_xyz(SCREEN)) @ wide, np.float32)


def _xyz(primaries: tuple[tuple[float, float], ...]) -> NDArray[Any]:
    """Matrix from linear RGB to XYZ, with the white of D65 (SMPTE RP 177)."""
    columns = np.array([(x / y, 1.0, (1 - x - y) / y) for x, y in (*primaries, D65)]).T
    weights = np.linalg.solve(columns[:, :3], columns[:, 3])
    matrix: NDArray[Any] = columns[:, :3] * weights
    return matrix
