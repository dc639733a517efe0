"""Colours are what a player shows for what a film names: matrices, ranges, HDR, wide primaries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import av
import numpy as np
import pytest

from secondtake.viewing.frame_convert import Pictures

RGB, BT709, FCC, SMPTE240M, YCGCO, BT2020, ICTCP = 0, 1, 4, 7, 8, 9, 14
PQ, HLG = 16, 18
UNNAMED, LIMITED, FULL = 2, 1, 2
COLOUR = np.array([200, 60, 90])


@pytest.mark.parametrize("pixels", ["yuv444p", "yuv420p12le", "nv12", "p010le", "yuva422p"])
@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("matrix", [BT709, FCC, SMPTE240M, YCGCO, BT2020])
def test_every_matrix_and_range_is_read_in_every_layout(
    matrix: int, full: bool, pixels: str
) -> None:
    frame = _frame(pixels, _coded(COLOUR / 255, matrix, full=full), matrix=matrix, full=full)

    assert np.abs(_seen(frame) - COLOUR).max() <= 3


@pytest.mark.parametrize(("width", "height", "matrix"), [(1280, 536, BT709), (720, 576, 6)])
def test_an_unnamed_matrix_is_guessed_from_the_size(width: int, height: int, matrix: int) -> None:
    frame = _frame("yuv420p", _coded(COLOUR / 255, matrix), matrix=UNNAMED, size=(width, height))

    assert np.abs(_seen(frame) - COLOUR).max() <= 3


@pytest.mark.parametrize(("pixels", "deep"), [("gray", 1), ("gray10le", 4)])
def test_black_and_white_pictures_have_their_range_too(pixels: str, deep: int) -> None:
    for full, black, white in ((False, 16, 235), (True, 0, 255)):
        assert _seen(_frame(pixels, [black * deep], full=full)).tolist() == [0, 0, 0]
        assert _seen(_frame(pixels, [white * deep], full=full)).min() >= 254


@pytest.mark.parametrize("share", [0, 0.5, 1])
@pytest.mark.parametrize(("codec", "behind"), [("prores", 0), ("gif", 255), ("apng", 255)])
def test_what_one_looks_through_lies_over_black_or_paper(
    codec: str, behind: int, share: float
) -> None:
    y, cb, cr = _coded(COLOUR / 255, BT709)
    opacity = round(255 * share)
    through = _frame("yuva444p", [y, cb, cr, opacity], matrix=BT709)
    packed = av.VideoFrame.from_ndarray(
        np.full((32, 64, 4), (*COLOUR, opacity), np.uint8), format="rgba"
    )

    for frame in (through, packed):
        seen = _seen(frame, codec=codec)
        assert np.abs(seen - (COLOUR * share + behind * (1 - share))).max() <= 3


@pytest.mark.parametrize("pixels", ["yuv420p10le", "p010le", "yuv444p12le", "gbrp10le"])
def test_dark_hdr_keeps_its_light_and_what_is_brightest_is_white(pixels: str) -> None:
    # 20 cd/m2 of 203 on a screen of BT.1886; below its knee BT.2390 leaves light as it is.
    dark = _hdr(pixels, _pq(20.0))

    assert np.abs(dark - 255 * (20 / 203) ** (1 / 2.4)).max() <= 2
    assert _hdr(pixels, _pq(1000.0)).min() >= 254
    assert _hdr(pixels, 0.0).max() <= 1


def test_reference_white_of_both_kinds_of_hdr_is_one_grey() -> None:
    # Rep. ITU-R BT.2408: 203 cd/m2, 58 % in PQ, 75 % in HLG.
    pq, hlg = _hdr("yuv420p10le", 0.581), _hdr("yuv420p10le", 0.75, transfer=HLG)

    assert 220 <= pq.min() <= pq.max() <= 240
    assert np.abs(pq - hlg).max() <= 2


def test_hdr_is_read_alike_as_ictcp() -> None:
    light = np.array([60.0, 20.0, 35.0])
    mixing = np.array([[1688, 2146, 262], [683, 2951, 462], [99, 309, 3688]]) / 4096
    i, ct, cp = (
        np.array([[2048, 2048, 0], [6610, -13613, 7003], [17933, -17390, -543]])
        / 4096
        @ np.array([_pq(one) for one in mixing @ light])
    )
    signal = [4 * v for v in (16 + 219 * i, 128 + 224 * ct, 128 + 224 * cp)]
    plain = _coded(np.array([_pq(one) for one in light]), BT2020, bits=10)

    by_ictcp = _seen(_frame("yuv444p10le", signal, matrix=ICTCP, transfer=PQ, primaries=9))
    by_matrix = _seen(_frame("yuv444p10le", plain, matrix=BT2020, transfer=PQ, primaries=9))

    assert np.abs(by_ictcp - by_matrix).max() <= 4


@pytest.mark.parametrize(
    ("primaries", "to_wide"),
    [
        # Rec. ITU-R BT.2087, table 2; SMPTE RP 431-2 and BT.709 over XYZ.
        (9, [[0.6274, 0.3293, 0.0433], [0.0691, 0.9195, 0.0114], [0.0164, 0.0880, 0.8956]]),
        (12, [[0.8225, 0.1774, 0.0], [0.0332, 0.9669, 0.0], [0.0171, 0.0724, 0.9108]]),
    ],
)
def test_wide_primaries_are_brought_to_those_of_a_screen(
    primaries: int, to_wide: list[list[float]]
) -> None:
    light = np.array(to_wide) @ (COLOUR / 255) ** 2.4
    coded = _coded(light ** (1 / 2.4), BT2020, bits=10)

    seen = _seen(_frame("yuv420p10le", coded, matrix=BT2020, primaries=primaries))

    assert np.abs(seen - COLOUR).max() <= 3


def _seen(frame: Any, codec: str = "") -> np.ndarray:
    pictures = Pictures(frame, ratio=None, side=64, small_side=32, codec=codec)
    full, small = pictures.full(frame), pictures.small(frame)
    assert full.dtype == small.dtype == np.uint8
    assert np.abs(full[3, 5].astype(int) - small[3, 5]).max() <= 1
    return np.asarray(full[3, 5].astype(int))


def _hdr(pixels: str, signal: float, transfer: int = PQ) -> np.ndarray:
    rgb = pixels.startswith("gbr")
    coded = [1023 * signal] * 3 if rgb else _coded(np.full(3, signal), BT2020, bits=10)
    if "12" in pixels:
        coded = [4 * value for value in coded]
    matrix, full = (RGB, True) if rgb else (BT2020, False)
    return _seen(_frame(pixels, coded, matrix=matrix, full=full, transfer=transfer, primaries=9))


def _coded(rgb: np.ndarray, matrix: int, *, full: bool = False, bits: int = 8) -> list[float]:
    """Y, Cb and Cr of R'G'B' from 0 to 1, by ITU-T H.273."""
    r, g, b = rgb
    red, blue = {BT709: (0.2126, 0.0722), FCC: (0.3, 0.11), SMPTE240M: (0.212, 0.087)}.get(
        matrix, (0.2627, 0.0593) if matrix == BT2020 else (0.299, 0.114)
    )
    luma = red * r + (1 - red - blue) * g + blue * b
    chroma = [(b - luma) / (2 * (1 - blue)), (r - luma) / (2 * (1 - red))]
    if matrix == YCGCO:
        luma, chroma = (r + 2 * g + b) / 4, [(2 * g - r - b) / 4, (r - b) / 2]
    base, tall, wide = (0, 255, 255) if full else (16, 219, 224)
    samples = [base + tall * luma, *(128 + wide * one for one in chroma)]
    return [sample * (1 << (bits - 8)) for sample in samples]


def _frame(  # noqa: PLR0917 - what a frame names
    pixels: str,
    samples: Iterable[float],
    matrix: int = UNNAMED,
    full: bool = False,
    transfer: int = UNNAMED,
    primaries: int = UNNAMED,
    size: tuple[int, int] = (64, 32),
) -> Any:
    """A frame of one colour: 8-bit samples, or of the depth of ``pixels`` where they are deep."""
    frame: Any = av.VideoFrame(*size, pixels)
    values = list(samples)
    if pixels == "yuv420p12le" and max(values) < 256:
        values = [16 * value for value in values]
    if pixels == "p010le":
        values = [(4 if max(values) < 256 else 1) * value * 64 for value in values]
    if pixels.startswith("gbr"):
        values = [values[1], values[2], values[0]]
    planes = [np.array([value]) for value in values]
    if pixels in {"nv12", "p010le"}:
        planes = [planes[0], np.concatenate(planes[1:])]
    if pixels == "yuva422p" and len(planes) == 3:
        planes.append(np.array([255]))
    for plane, value in zip(frame.planes, planes, strict=True):
        kind: Any = np.uint16 if "10" in pixels or "12le" in pixels else np.uint8
        count = plane.buffer_size // np.dtype(kind).itemsize
        plane.update(np.resize(np.rint(value).astype(kind), count))
    frame.colorspace, frame.color_range = matrix, FULL if full else LIMITED
    frame.color_trc, frame.color_primaries = transfer, primaries
    return frame


def _pq(light: float) -> float:
    """Signal of light in cd/m2, Rec. ITU-R BT.2100."""
    power = (light / 10000) ** 0.1593017578125
    return float(((0.8359375 + 18.8515625 * power) / (1 + 18.6875 * power)) ** 78.84375)
