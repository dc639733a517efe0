"""Edits a copy may have gone through, as functions on frames, by name."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from bench.scenes.film import logo

__all__ = ["EDITS"]

Frames = list[NDArray[np.uint8]]
Edit = Callable[[Frames], Frames]


def _each(change: Callable[[NDArray[np.uint8]], NDArray[np.uint8]]) -> Edit:
    return lambda frames: [np.ascontiguousarray(change(f)) for f in frames]


def _crop(frame: NDArray[np.uint8]) -> NDArray[np.uint8]:
    height, width = frame.shape[:2]
    part = frame[int(0.12 * height) : int(0.9 * height), int(0.1 * width) : int(0.88 * width)]
    return cv2.resize(part, (width, height), interpolation=cv2.INTER_AREA)


def _turned(degrees: float) -> Callable[[NDArray[np.uint8]], NDArray[np.uint8]]:
    def turn(frame: NDArray[np.uint8]) -> NDArray[np.uint8]:
        height, width = frame.shape[:2]
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
        return cv2.warpAffine(frame, matrix, (width, height))

    return turn


def _bordered(frame: NDArray[np.uint8]) -> NDArray[np.uint8]:
    height, width = frame.shape[:2]
    out = np.zeros_like(frame)
    small = cv2.resize(frame, (width * 3 // 4, height * 3 // 4), interpolation=cv2.INTER_AREA)
    out[height // 8 : height // 8 + small.shape[0], width // 8 : width // 8 + small.shape[1]] = (
        small
    )
    return out


def _vertical(frame: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A phone's upright picture: the film across its middle, a blurred copy behind."""
    height, width = frame.shape[:2]
    tall = (height * 9 // 16 // 2 * 2, height)
    behind = cv2.GaussianBlur(cv2.resize(frame, tall), (0, 0), 9)
    inner = cv2.resize(frame, (tall[0], tall[0] * height // width), interpolation=cv2.INTER_AREA)
    top = (height - inner.shape[0]) // 2
    behind[top : top + inner.shape[0]] = inner
    return behind


def _captioned(frame: NDArray[np.uint8]) -> NDArray[np.uint8]:
    out = frame.copy()
    height, width = frame.shape[:2]
    cv2.rectangle(out, (0, height * 5 // 6), (width, height), (20, 20, 24), -1)
    cv2.putText(
        out,
        "what witnesses saw",
        (width // 12, height * 14 // 15),
        cv2.FONT_HERSHEY_SIMPLEX,
        width / 560,
        (250, 250, 250),
        2,
        cv2.LINE_AA,
    )
    return out


def _coloured(frame: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.clip(frame.astype(np.float32) * [1.12, 1.0, 0.82] + 8, 0, 255).astype(np.uint8)


def _noisy(frames: Frames) -> Frames:
    rng = np.random.default_rng(11)
    return [np.clip(f + rng.normal(0, 14, f.shape), 0, 255).astype(np.uint8) for f in frames]


def _at_speed(speed: float) -> Edit:
    def change(frames: Frames) -> Frames:
        chosen = np.arange(0, len(frames) - 1e-6, speed).astype(int)
        return [frames[i] for i in chosen]

    return change


def _frozen(frames: Frames) -> Frames:
    half = len(frames) // 2
    return [*frames[:half], *[frames[half]] * 10, *frames[half:]]


def _in_picture(frames: Frames) -> Frames:
    """The film small in a corner of another: a plain moving pattern."""
    height, width = frames[0].shape[:2]
    out = []
    for number, frame in enumerate(frames):
        y, x = np.mgrid[0:height, 0:width]
        wave = (128 + 60 * np.sin((x + 3 * number) / 31) + 50 * np.cos(y / 23)).astype(np.uint8)
        behind = np.stack([wave, wave[::-1], 255 - wave], -1)
        small = cv2.resize(frame, (width * 2 // 5, height * 2 // 5), interpolation=cv2.INTER_AREA)
        behind[-small.shape[0] - 8 : -8, -small.shape[1] - 8 : -8] = small
        out.append(np.ascontiguousarray(behind))
    return out


def _split(frames: Frames) -> Frames:
    """Two films side by side: this one, and itself from later on turned grey."""
    height, width = frames[0].shape[:2]
    shift = len(frames) // 2
    out = []
    for number, frame in enumerate(frames):
        other = frames[(number + shift) % len(frames)]
        grey = np.repeat(cv2.cvtColor(other, cv2.COLOR_RGB2GRAY)[..., None], 3, -1)
        halves = [cv2.resize(f, (width // 2, height // 2)) for f in (frame, grey)]
        canvas = np.zeros_like(frame)
        canvas[height // 4 : height // 4 + height // 2, : width // 2 * 2] = np.hstack(halves)
        out.append(canvas)
    return out


def _low_quality(frame: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """As after hard compression: what an upload service leaves."""
    _, packed = cv2.imencode(".jpg", frame, [cv2.IMWRITE_JPEG_QUALITY, 14])
    return cv2.imdecode(packed, cv2.IMREAD_COLOR)


def _halved(frame: NDArray[np.uint8]) -> NDArray[np.uint8]:
    height, width = frame.shape[:2]
    return cv2.resize(frame, (width // 4 * 2, height // 4 * 2), interpolation=cv2.INTER_AREA)


def _fewer(frames: Frames) -> Frames:
    """Another frame rate at the same speed: two of three frames stay, held to fill the time."""
    return [frames[i - (i % 3 == 2)] for i in range(len(frames))]


def _overlaid(frame: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A half transparent sign across the middle."""
    height, width = frame.shape[:2]
    sign = frame.copy()
    left, right = (width // 5, height * 2 // 5), (width * 4 // 5, height * 3 // 5)
    cv2.rectangle(sign, left, right, (230, 60, 40), -1)
    return cv2.addWeighted(frame, 0.6, sign, 0.4, 0)


def _looped(frames: Frames) -> Frames:
    """The middle half, twice: a loop that pretends to be longer."""
    part = frames[len(frames) // 4 : len(frames) // 4 + max(1, len(frames) // 2)]
    return [*part, *part]


def _filmed(frames: Frames) -> Frames:
    """A screen filmed by hand: perspective, glare, a faint moving pattern."""
    height, width = frames[0].shape[:2]
    source = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
    glare = np.zeros((height, width), np.float32)
    cv2.circle(glare, (width * 3 // 4, height // 4), height // 4, 50.0, -1)
    glare = cv2.GaussianBlur(glare, (0, 0), height / 8)[..., None]
    stripes = 5 * np.sin(np.arange(height) * 0.9)[:, None, None]
    rng = np.random.default_rng(3)
    out = []
    for number, frame in enumerate(frames):
        sway = 3 * np.sin(number / 9) + rng.normal(0, 0.3)
        share = np.float32([[0.07, 0.1], [0.94, 0.05], [0.9, 0.93], [0.1, 0.9]])
        matrix = cv2.getPerspectiveTransform(
            source, (share * np.float32([width, height]) + sway).astype(np.float32)
        )
        seen = cv2.warpPerspective(
            frame, matrix.astype(np.float32), (width, height), borderValue=(24, 24, 28)
        )
        out.append(np.clip(seen + glare + stripes, 0, 255).astype(np.uint8))
    return out


EDITS: dict[str, Edit] = {
    "re-encoded": lambda frames: frames,
    "crop": _each(_crop),
    "mirror": _each(lambda f: f[:, ::-1]),
    "rotation": _each(_turned(5.0)),
    "quarter turn": _each(np.rot90),
    "borders": _each(_bordered),
    "vertical": _each(_vertical),
    "logo": lambda frames: logo(frames, "PORT"),
    "caption": _each(_captioned),
    "colour": _each(_coloured),
    "blur": _each(lambda f: cv2.GaussianBlur(f, (0, 0), 1.6)),
    "noise": _noisy,
    "fast": _at_speed(1.4),
    "slow": _at_speed(0.6),
    "reverse": lambda frames: frames[::-1],
    "freeze": _frozen,
    "loop": _looped,
    "frame rate": _fewer,
    "scale": _each(_halved),
    "low quality": _each(_low_quality),
    "overlay": _each(_overlaid),
    "picture in picture": _in_picture,
    "split screen": _split,
    "filmed screen": _filmed,
    "mirror, logo and colour": lambda frames: logo(
        [_coloured(np.ascontiguousarray(f[:, ::-1])) for f in frames], "PORT"
    ),
}
"""Name -> edit. Frame counts and sizes may change; no frame is changed in place."""
