"""What messengers and platforms do to a film: size, rate, frame around, logo, end card.

Every platform is a record of plain steps. Logos, names and cards are invented. Sizes and rates are
those of files as they are handed on: WhatsApp 848x480 and less, Telegram's round videos at most 640
and square (TDLib: ``inputMessageVideoNote``), upright 9:16 at 30 pictures a second elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from bench.accuracy import platform_frames as drawn
from bench.scenes.film import write

__all__ = ["CHAINS", "ORIGINAL_RATE", "PLATFORMS", "Dressed", "Platform", "dressed"]

ORIGINAL_RATE = 25
Frame = NDArray[np.uint8]
Frames = list[Frame]
Lay = Callable[[Frame, float, Frame], Frame]
"""Picture, its second in the finished film, and a picture of other footage: the finished picture.
"""


@dataclass(frozen=True, kw_only=True)
class Platform:
    """What is done: ``lays`` one after the other; ``rate`` a second; ``quality`` as CRF.

    ``speed``: seconds of the original a second. ``blended``: pictures are mixed for the new rate,
    else repeated. ``lead``, ``tail``: seconds of other footage before and after; ``card``: seconds
    of an end card. ``named``: edits that should be told. ``shares``: other footage is seen beside.
    """

    lays: tuple[Lay, ...]
    rate: int = 30
    quality: int = 28
    speed: float = 1.0
    blended: bool = False
    mirrored: bool = False
    lead: float = 0.0
    tail: float = 0.0
    card: float = 0.0
    named: tuple[str, ...] = ()
    shares: bool = False


@dataclass(frozen=True, kw_only=True)
class Dressed:
    """A finished film: query second q shows original second ``speed * (q - start)`` to ``end``.

    ``cuts``: seconds at which the picture is cut, given those of the original.
    """

    path: Path
    start: float
    end: float
    speed: float
    cuts: tuple[float, ...]


UPRIGHT, TALL = (576, 1024), (720, 1280)
LOGO = drawn.wandering_logo
CARD = ("end card",)
PLATFORMS: dict[str, Platform] = {
    "WhatsApp": Platform(lays=(drawn.fitted(848),), quality=30),
    "WhatsApp, status": Platform(lays=(drawn.on_bars(UPRIGHT),), named=("borders",)),
    "Signal": Platform(lays=(drawn.fitted(640),), quality=33, blended=True),
    "Telegram": Platform(lays=(drawn.fitted(1280),), quality=26),
    "Telegram, round on white": Platform(lays=(drawn.round_picture(384, 255),), named=("round",)),
    "Telegram, round on black": Platform(
        lays=(drawn.round_picture(640, 0),), quality=26, blended=True, named=("round",)
    ),
    "X": Platform(lays=(drawn.fitted(1280), drawn.captioned), blended=True, quality=26),
    "TikTok, cropped": Platform(
        lays=(drawn.cropped(UPRIGHT), LOGO), card=2.5, named=("crop", "changes its place", *CARD)
    ),
    "TikTok, bars": Platform(
        lays=(drawn.on_bars(UPRIGHT), LOGO), card=3.0, named=("borders", "changes its place", *CARD)
    ),
    "Reels, blurred sides": Platform(
        lays=(drawn.on_blur(TALL), drawn.stickers), named=("blurred",)
    ),
    "Reels, zoomed on blur": Platform(
        lays=(drawn.on_blur(TALL, zoom=1.3), drawn.captioned, LOGO),
        card=2.0,
        named=("blurred", *CARD),
    ),
    "Stories": Platform(lays=(drawn.on_gradient(TALL), drawn.stickers)),
    "Facebook, 4:5": Platform(lays=(drawn.cropped((720, 900)), drawn.captioned), named=("crop",)),
    "Facebook, titled square": Platform(lays=(drawn.titled((720, 720)),), named=("borders",)),
    "Instagram, 1:1": Platform(lays=(drawn.cropped((640, 640)),), named=("crop",)),
    "Shorts, mirrored and faster": Platform(
        lays=(drawn.cropped((608, 1080)),), mirrored=True, speed=1.1, named=("mirror", "speed")
    ),
    "Shorts, 1.25 times": Platform(lays=(drawn.on_blur((608, 1080)),), speed=1.25),
    "Shorts, 1.05 times": Platform(lays=(drawn.fitted(848), LOGO), speed=1.05, card=2.0),
    "duet": Platform(lays=(drawn.duet(TALL), LOGO), card=2.5, shares=True),
    "split top and bottom": Platform(lays=(drawn.stacked(UPRIGHT),), shares=True),
    "reaction in a corner": Platform(lays=(drawn.corner(UPRIGHT),), shares=True),
    "reaction before it": Platform(lays=(drawn.small_in_other((854, 480)),), shares=True),
    "stitch": Platform(lays=(drawn.cropped(UPRIGHT), LOGO), tail=4.0, card=2.5, shares=True),
    "reply": Platform(lays=(drawn.cropped(UPRIGHT), drawn.stickers), lead=3.0, shares=True),
    "green screen": Platform(lays=(drawn.green_screen(TALL),), shares=True),
    "screen recording": Platform(lays=(drawn.in_app((608, 1312)),)),
    "filmed screen": Platform(lays=(drawn.filmed((1280, 720)),), quality=26),
}
CHAINS = {
    "WhatsApp, TikTok, screen recording": ("WhatsApp", "TikTok, bars", "screen recording"),
    "TikTok, Telegram round": ("TikTok, cropped", "Telegram, round on black"),
    "Reels, WhatsApp, filmed screen": ("Reels, blurred sides", "WhatsApp", "filmed screen"),
}
"""Platforms gone through one after another."""


def dressed(
    path: Path,
    platform: Platform,
    original: Frames,
    other: Frames,
    *,
    cuts: tuple[float, ...] = (),
    rate: int = ORIGINAL_RATE,
) -> Dressed:
    """The original as the platform hands it on, written to ``path``.

    ``original``, ``other``: RGB pictures at ``rate`` a second.
    """
    seconds = len(original) / rate / platform.speed
    write(path, _pictures(platform, original, other, rate), rate=platform.rate,
          quality=platform.quality, gop=5 * platform.rate)  # fmt: skip
    start, end = platform.lead, platform.lead + seconds
    own = tuple(start + cut / platform.speed for cut in cuts)
    around = [start] * (platform.lead > 0) + [end] * (platform.tail > 0 or platform.card > 0)
    around += [end + platform.tail] * (platform.tail > 0 and platform.card > 0)
    return Dressed(
        path=path, start=start, end=end, speed=platform.speed, cuts=tuple(sorted([*own, *around]))
    )


def _pictures(platform: Platform, original: Frames, other: Frames, rate: int) -> Iterator[Frame]:
    seconds = len(original) / rate / platform.speed
    parts = [(other, platform.lead, 1.0, True), (original, seconds, platform.speed, False)]
    parts += [(other, platform.tail, 1.0, True)]
    shown, done = None, 0
    for frames, long, speed, foreign in parts:
        for number in range(round(long * platform.rate)):
            at = number / platform.rate * speed * rate
            frame = _at(frames, at, blended=platform.blended)
            if platform.mirrored and not foreign:
                frame = np.ascontiguousarray(frame[:, ::-1])
            beside = _at(other, at / speed + rate * platform.lead, blended=False)
            shown = frame
            for lay in platform.lays:
                shown = lay(shown, done / platform.rate, beside)
            yield shown
            done += 1
    for number in range(round(platform.card * platform.rate)):
        assert shown is not None
        yield drawn.end_card((shown.shape[1], shown.shape[0]), number / platform.rate)


def _at(frames: Frames, at: float, *, blended: bool) -> Frame:
    """The picture shown at a place between frames; other footage begins anew where it ends."""
    low = int(at) % len(frames)
    if not blended:
        return frames[low]
    part = at - int(at)
    high = min(low + 1, len(frames) - 1)
    return cv2.addWeighted(frames[low], 1 - part, frames[high], part, 0)
