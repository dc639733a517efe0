"""One picture as a platform lays it out: crops, bars, blur, circle, logo, stickers, app, screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

__all__ = [
    "captioned",
    "corner",
    "cropped",
    "duet",
    "end_card",
    "filling",
    "filmed",
    "fitted",
    "green_screen",
    "in_app",
    "on_bars",
    "on_blur",
    "on_gradient",
    "round_picture",
    "small_in_other",
    "stacked",
    "stickers",
    "titled",
    "wandering_logo",
]

Frame = NDArray[np.uint8]
Size = tuple[int, int]
Lay = Callable[[Frame, float, Frame], Frame]
LOGO_STAYS = 2.8
"""Seconds a wandering logo stays in one corner."""
MARK, INK = (255, 90, 60), (250, 250, 250)


def fitted(long_side: int) -> Lay:
    """The whole picture, its long side as given."""

    def lay(frame: Frame, at: float, other: Frame) -> Frame:
        scale = long_side / max(frame.shape[:2])
        return _scaled(frame, (_even(frame.shape[1] * scale), _even(frame.shape[0] * scale)))

    return lay


def cropped(size: Size) -> Lay:
    """The middle of the picture, so large that it fills the size."""
    return lambda frame, at, other: filling(frame, size)


def on_bars(size: Size, grey: int = 0) -> Lay:
    return lambda frame, at, other: _inside(np.full((size[1], size[0], 3), grey, np.uint8), frame)


def on_blur(size: Size, zoom: float = 1.0) -> Lay:
    """The picture before itself, enlarged, blurred and darkened; ``zoom``: cut at the sides."""

    def lay(frame: Frame, at: float, other: Frame) -> Frame:
        small = filling(frame, (size[0] // 8, size[1] // 8))
        blurred = cv2.GaussianBlur(small, (0, 0), size[0] / 200)
        behind = _scaled((blurred * 0.7).astype(np.uint8), size)
        return _inside(behind, _middle(frame, 1 / zoom))

    return lay


def on_gradient(size: Size) -> Lay:
    """The picture before a gradient of two of its colours, as story editors choose it."""

    def lay(frame: Frame, at: float, other: Frame) -> Frame:
        top, bottom = np.array([90, 60, 150]), np.array([220, 130, 90])
        share = np.linspace(0, 1, size[1])[:, None, None]
        ground = np.repeat((top * (1 - share) + bottom * share).astype(np.uint8), size[0], axis=1)
        wide = size[0] * 0.9
        small = _scaled(frame, (_even(wide), _even(frame.shape[0] * wide / frame.shape[1])))
        return _inside(ground, small, fill=False)

    return lay


def titled(size: Size) -> Lay:
    """A white square with a line of black text above the picture."""

    def lay(frame: Frame, at: float, other: Frame) -> Frame:
        out = _inside(np.full((size[1], size[0], 3), 255, np.uint8), frame)
        return _text(out, "when nobody looks", (0.08, 0.09), size[0] / 420, (10, 10, 10))

    return lay


def round_picture(side: int, outside: int) -> Lay:
    """A square crop in a circle, as messengers show short videos."""
    y, x = np.mgrid[:side, :side] - (side - 1) / 2
    circle = np.clip(side / 2 - np.hypot(x, y), 0, 1)[..., None]

    def lay(frame: Frame, at: float, other: Frame) -> Frame:
        square = filling(frame, (side, side))
        return (square * circle + outside * (1 - circle)).astype(np.uint8)

    return lay


def wandering_logo(frame: Frame, at: float, other: Frame) -> Frame:
    """A half opaque logo with an account's name that leaps to the opposite corner."""
    height, width = frame.shape[:2]
    wide = int(min(width, height) * 0.3)
    tall = wide * 2 // 5
    stay, part = divmod(at, LOGO_STAYS)
    left, top = ((0.04, 0.06), (0.94, 0.9))[int(stay) % 2]
    sway = int(3 * np.sin(6 * np.pi * min(part, 0.33)))
    x = int(left * width) - (wide if left > 0.5 else 0) + sway
    y = int(top * height) - (tall if top > 0.5 else 0)
    out = frame.copy()
    cv2.circle(out, (x + tall // 3, y + tall // 3), tall // 4, MARK, -1, cv2.LINE_AA)
    cv2.circle(out, (x + tall // 3, y + tall // 3), tall // 8, INK, -1, cv2.LINE_AA)
    scale = wide / 190
    for words, line in (("Kiekeri", 0.4), ("@someone.there", 0.9)):
        at_text = x + (tall * 2 // 3 if line < 0.5 else 0), y + int(line * tall)
        size = scale * (1.3 if line < 0.5 else 0.72)
        cv2.putText(out, words, at_text, 0, size, (20, 20, 20), 3, cv2.LINE_AA)
        cv2.putText(out, words, at_text, 0, size, INK, 1 + int(scale), cv2.LINE_AA)
    return cv2.addWeighted(out, 0.8, frame, 0.2, 0)


def end_card(size: Size, at: float) -> Frame:
    """A platform's last seconds: its logo grows in, the account's name below."""
    out = np.full((size[1], size[0], 3), 14, np.uint8)
    grown = min(1.0, 0.4 + 2 * at)
    radius = int(min(size) * 0.16 * grown)
    middle = size[0] // 2, size[1] * 2 // 5
    cv2.circle(out, middle, radius, MARK, -1, cv2.LINE_AA)
    cv2.circle(out, middle, radius // 2, INK, -1, cv2.LINE_AA)
    out = _text(out, "Kiekeri", (0.27, 0.62), min(size) / 260, INK)
    if at > 0.5:
        out = _text(out, "@someone.there", (0.24, 0.7), min(size) / 460, INK)
    return out


def captioned(frame: Frame, at: float, other: Frame) -> Frame:
    """Two lines of burnt-in words that change with what is said."""
    line = ("they said it was", "the other day", "and then this", "look at that")[int(at / 1.7) % 4]
    out = frame.copy()
    scale = frame.shape[1] / 420
    place = int(0.14 * frame.shape[1]), int(0.86 * frame.shape[0])
    cv2.putText(out, line, place, 0, scale, (0, 0, 0), int(5 * scale), cv2.LINE_AA)
    cv2.putText(out, line, place, 0, scale, (255, 235, 60), int(2 * scale), cv2.LINE_AA)
    return out


def stickers(frame: Frame, at: float, other: Frame) -> Frame:
    """A laughing face that appears after two seconds, and a label with words."""
    out = frame.copy()
    height, width = frame.shape[:2]
    if at >= 2.0:
        x, y, r = int(0.78 * width), int(0.3 * height), int(0.09 * min(width, height))
        cv2.circle(out, (x, y), r, (255, 205, 50), -1, cv2.LINE_AA)
        cv2.ellipse(out, (x, y + r // 5), (r // 2, r // 3), 0, 0, 180, (90, 40, 20), -1)
        for side in (-1, 1):
            cv2.circle(out, (x + side * r // 3, y - r // 4), r // 7, (60, 30, 20), -1)
    x, y = int(0.1 * width), int(0.72 * height)
    cv2.rectangle(out, (x, y), (x + width * 2 // 5, y + height // 24), INK, -1)
    return _text(out, "NO WAY", (0.13, 0.753), width / 560, (20, 20, 20))


def duet(size: Size) -> Lay:
    """The picture and another film's side by side across the middle of an upright one."""

    def lay(frame: Frame, at: float, other: Frame) -> Frame:
        out = np.zeros((size[1], size[0], 3), np.uint8)
        half = size[0] // 2, _even(size[0] / 2 * 4 / 3)
        top = (size[1] - half[1]) // 2
        out[top : top + half[1], : half[0]] = filling(other, half)
        out[top : top + half[1], half[0] :] = filling(frame, half)
        return out

    return lay


def stacked(size: Size) -> Lay:
    """The picture above, another film's below, both cropped."""
    half = size[0], size[1] // 2
    return lambda frame, at, other: np.vstack([filling(frame, half), filling(other, half)])


def corner(size: Size) -> Lay:
    """The picture cropped to the size, with another film's in a round window in a corner."""

    def lay(frame: Frame, at: float, other: Frame) -> Frame:
        out = filling(frame, size)
        side = size[0] // 3
        window = filling(other, (side, side))
        y, x = np.mgrid[:side, :side] - (side - 1) / 2
        inside = np.hypot(x, y) < side / 2
        part = out[20 : 20 + side, size[0] - side - 16 : size[0] - 16]
        part[inside] = window[inside]
        return out

    return lay


def small_in_other(size: Size) -> Lay:
    """Another film's picture, with this one in a window of two fifths of its width."""

    def lay(frame: Frame, at: float, other: Frame) -> Frame:
        out = filling(other, size)
        wide = size[0] * 2 // 5
        window = _scaled(frame, (wide, _even(wide * frame.shape[0] / frame.shape[1])))
        out[16 : 16 + window.shape[0], 16 : 16 + wide] = window
        return out

    return lay


def green_screen(size: Size) -> Lay:
    """The picture as the ground behind somebody cut out of another film, who sways a little."""

    def lay(frame: Frame, at: float, other: Frame) -> Frame:
        out = filling(frame, size)
        wide, tall = size[0] * 3 // 5, size[1] * 2 // 5
        person = filling(other, (wide, tall))
        y, x = np.mgrid[:tall, :wide]
        off = np.hypot((x - wide / 2) / (wide / 2), (y - tall) / tall)
        left = size[0] // 5 + int(12 * np.sin(at * 1.7))
        part = out[size[1] - tall :, left : left + wide]
        part[off < 1] = person[off < 1]
        return out

    return lay


def in_app(size: Size) -> Lay:
    """A phone's screen that shows the film in an app: status bar, title, buttons, comments."""

    @cache
    def screen(minute: int) -> Frame:
        out = np.full((size[1], size[0], 3), 248, np.uint8)
        cv2.rectangle(out, (0, 0), (size[0], size[1] // 26), (30, 30, 34), -1)
        out = _text(out, f"21:{minute:02d}", (0.05, 0.027), size[0] / 700, INK)
        out = _text(out, "someone.there", (0.16, 0.075), size[0] / 600, (30, 30, 30))
        cv2.circle(out, (size[0] // 12, size[1] * 7 // 100), size[0] // 24, (90, 120, 200), -1)
        for number, word in enumerate(("like   comment   share", "1 204 views", "is that true?")):
            out = _text(out, word, (0.05, 0.74 + 0.05 * number), size[0] / 640, (60, 60, 66))
        return out

    def lay(frame: Frame, at: float, other: Frame) -> Frame:
        out = screen(int(at / 5)).copy()
        tall, wide = size[1] * 3 // 5, size[0]
        scale = min(wide / frame.shape[1], tall / frame.shape[0])
        window = _scaled(frame, (int(frame.shape[1] * scale), int(frame.shape[0] * scale)))
        left = (wide - window.shape[1]) // 2
        out[size[1] // 10 : size[1] // 10 + window.shape[0], left : left + window.shape[1]] = window
        line = size[1] // 10 + window.shape[0]
        cv2.line(out, (left, line), (left + int(window.shape[1] * min(1, at / 12)), line), MARK, 4)
        return out

    return lay


def filmed(size: Size) -> Lay:
    """A screen before a camera on a stand: askew, moire, bands that roll, lamps that flicker.

    Where the bands stand hangs on the moment the camera began, here on the first picture.
    """
    y, x = np.mgrid[: size[1], : size[0]].astype(np.float32)
    moire = 5 * np.sin(x * 0.83 + y * 0.11) * np.sin(y * 0.79 - x * 0.06)
    began = 0.0

    def lay(frame: Frame, at: float, other: Frame) -> Frame:
        nonlocal began
        if at == 0:
            began = float(frame.sum() % 9973) / 97
        tall, wide = frame.shape[:2]
        scale = min(size[0] * 0.86 / wide, size[1] * 0.86 / tall)
        left, top = (size[0] - wide * scale) / 2, (size[1] - tall * scale) / 2
        share = np.array([[0.02, 0.05], [0.98, 0], [0.95, 0.97], [0.04, 1]])
        place = (share * [wide * scale, tall * scale] + [left, top]).astype(np.float32)
        corners = np.array([[0, 0], [wide, 0], [wide, tall], [0, tall]], np.float32)
        matrix = cv2.getPerspectiveTransform(corners, place)
        seen = cv2.warpPerspective(frame, matrix, size, borderValue=(26, 24, 28))
        lit = seen * (0.9 + 0.05 * np.sin(2 * np.pi * 9.7 * at + began))
        bands = 7 * np.sin(y / size[1] * 12 + 2 * np.pi * 1.3 * at + began)
        return np.clip(lit + (moire + bands)[..., None] + 6, 0, 255).astype(np.uint8)

    return lay


def _even(value: float) -> int:
    return max(2, round(value / 2) * 2)


def _scaled(frame: Frame, size: Size) -> Frame:
    shrinks = size[0] < frame.shape[1]
    how = cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(frame, size, interpolation=how), np.uint8)


def _middle(frame: Frame, across: float, down: float = 1.0) -> Frame:
    """The middle share of a picture."""
    tall, wide = (max(2, int(n * s)) for n, s in zip(frame.shape[:2], (down, across), strict=True))
    top, left = (frame.shape[0] - tall) // 2, (frame.shape[1] - wide) // 2
    return np.ascontiguousarray(frame[top : top + tall, left : left + wide])


def filling(frame: Frame, size: Size) -> Frame:
    height, width = frame.shape[:2]
    ratio = (size[0] / size[1]) / (width / height)
    return _scaled(_middle(frame, min(1.0, ratio), min(1.0, 1 / ratio)), size)


def _inside(ground: Frame, frame: Frame, *, fill: bool = True) -> Frame:
    """The whole picture in the middle of the ground, as large as it fits if ``fill``."""
    height, width = ground.shape[:2]
    scale = min(width / frame.shape[1], height / frame.shape[0]) if fill else 1.0
    window = _scaled(frame, (_even(frame.shape[1] * scale), _even(frame.shape[0] * scale)))
    top, left = (height - window.shape[0]) // 2, (width - window.shape[1]) // 2
    ground[top : top + window.shape[0], left : left + window.shape[1]] = window[:height, :width]
    return ground


def _text(
    frame: Frame, words: str, place: tuple[float, float], scale: float, ink: tuple[int, int, int]
) -> Frame:
    at = int(place[0] * frame.shape[1]), int(place[1] * frame.shape[0])
    cv2.putText(frame, words, at, 0, scale, ink, max(1, int(2 * scale)), cv2.LINE_AA)
    return frame
