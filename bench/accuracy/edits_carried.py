"""How a film is carried: repeated pictures, telecine, messengers, blended rates, noise, slides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from bench.accuracy.edits import RATE, Edit, Frames
from bench.scenes.film import SAME_BYTES

__all__ = ["CARRIED", "Carried", "carried", "slides", "write_carried"]


@dataclass
class Carried:
    """A film as it is written: its pictures, their times in ms, and the truth in seconds.

    ``truth``: kind, first second touched, second from which the new shot stands alone.
    ``events``: second, name of what is no cut.
    """

    frames: Frames
    times: NDArray[np.int64]
    truth: list[tuple[str, float, float]]
    events: list[tuple[float, str]] = field(default_factory=list)
    options: dict[str, str] = field(default_factory=dict)


def carried(edit: Edit, how: str, rng: np.random.Generator) -> Carried:
    """An edited film carried in one of the ways of ``CARRIED``."""
    frames, at, rate, options = CARRIED[how](edit.frames, rng)
    times = np.round(np.arange(len(frames)) * 1000 / rate).astype(np.int64)
    if how == "dropped":
        times = np.round(at * 1000 / RATE).astype(np.int64)

    def second(frame: int) -> float:
        """When the first picture comes that shows ``frame`` or a later one."""
        return float(times[min(int(np.searchsorted(at, frame - 1e-6)), len(times) - 1)]) / 1000

    truth = [(kind, second(start), second(end)) for kind, start, end in edit.truth]
    events = [(second(at), name) for at, name in zip(edit.flashes, edit.names, strict=True)]
    return Carried(frames, times, truth, events, options)


Way = tuple[Frames, NDArray[np.floating], float, dict[str, str]]
"""Pictures, which frame of the film each shows, pictures a second, and the encoder's options."""
SHARP = {"crf": "25"}


def _sampled(film: Frames, pace: float, rate: float) -> Way:
    """``pace`` pictures a second, carried at ``rate``: some are shown again."""
    ticks = np.arange(int(len(film) * rate / RATE)) / rate
    at = np.floor(np.floor(ticks * pace + 1e-9) / pace * RATE + 1e-6)
    return film[at.astype(int)], at, rate, SHARP


def _telecine(film: Frames, rng: np.random.Generator) -> Way:
    """Four pictures in five, two of which hold a line of each of two pictures."""
    fields = [(0, 0), (1, 1), (1, 2), (2, 3), (3, 3)]
    pairs = [(4 * g + a, 4 * g + b) for g in range(len(film) // 4) for a, b in fields]
    made = film[[a for a, _ in pairs]]
    made[:, 1::2] = film[[b for _, b in pairs]][:, 1::2]
    return made, np.array([float(b) for _, b in pairs]), RATE * 5 / 4, SHARP


def _messenger(film: Frames, rng: np.random.Generator) -> Way:
    """30 a second by repeats, in which now and then up to six in a row are lost."""
    at = np.floor(np.arange(int(len(film) * 30 / RATE)) * RATE / 30)
    for lost in np.flatnonzero(rng.random(len(at)) < 0.03):
        count = int(rng.integers(1, 7))
        at[lost : lost + count] = at[lost]
    return film[np.maximum.accumulate(at).astype(int)], np.maximum.accumulate(at), 30, {"crf": "34"}


def _blended(film: Frames, rate: float) -> Way:
    """Another rate by mixing the two pictures nearest in time."""
    at = np.arange(int((len(film) - 1) * rate / RATE)) * RATE / rate
    low = at.astype(int)
    share = (at - low)[:, None, None, None].astype(np.float32)
    made = np.empty((len(at), *film.shape[1:]), np.uint8)
    for i in range(0, len(at), 64):
        part, s = low[i : i + 64], share[i : i + 64]
        made[i : i + 64] = film[part] * (1 - s) + film[part + 1] * s
    return made, at, rate, SHARP


def _noise(film: Frames, rng: np.random.Generator) -> Way:
    grain = rng.normal(0, 9, (8, *film.shape[1:])).astype(np.float32)
    dark = [
        np.roll(grain[i % 8], int(rng.integers(0, 300)), 1) + f * 0.45 for i, f in enumerate(film)
    ]
    made = np.stack([d.clip(0, 255).astype(np.uint8) for d in dark])
    return made, np.arange(len(film)) * 1.0, RATE, {"crf": "30"}


def _dropped(film: Frames, rng: np.random.Generator) -> Way:
    """Uneven times: every other picture is left out, now and then nine in a row."""
    kept = rng.random(len(film)) < 0.5
    for lost in np.flatnonzero(rng.random(len(film)) < 0.01):
        kept[lost : lost + 9] = False
    kept[0] = True
    at = np.flatnonzero(kept).astype(np.float64)
    return film[kept], at, RATE, SHARP


def _plain(film: Frames, options: dict[str, str]) -> Way:
    return film, np.arange(len(film)) * 1.0, RATE, options


CARRIED: dict[str, Callable[[Frames, np.random.Generator], Way]] = {
    "as it is": lambda film, rng: _plain(film, SHARP),
    "6 in 25": lambda film, rng: _sampled(film, 6, 25),
    "10 in 30": lambda film, rng: _sampled(film, 10, 30),
    "12 in 25": lambda film, rng: _sampled(film, 12, 25),
    "15 in 30": lambda film, rng: _sampled(film, 15, 30),
    "telecine": _telecine,
    "messenger": _messenger,
    "blended 30": lambda film, rng: _blended(film, 30),
    "blended 100": lambda film, rng: _blended(film, 100),
    "noise": _noise,
    "few bits": lambda film, rng: _plain(film, {"b": "60000", "g": "12", "bf": "0"}),
    "dropped": _dropped,
}


def slides(clips: dict[str, Frames], seed: int) -> Carried:
    """Still pictures of several clips, 3 to 8 s each, at one or two a second, or one a slide."""
    rng = np.random.default_rng([seed, 41])
    step = (1000, 500, 0)[seed % 3]
    names = list(rng.permutation(sorted(clips)))[:8]
    frames: list[Frames] = []
    times, truth, now = [], [], 0
    for number, name in enumerate(names):
        picture = clips[name][int(rng.integers(0, len(clips[name])))]
        long = int(rng.integers(3, 9)) * 1000
        if number:
            truth.append(("cut", now / 1000, now / 1000))
        shown = range(now, now + long, step) if step else [now]
        times += list(shown)
        frames += [picture] * len(shown)
        now += long
    return Carried(np.stack(frames), np.array(times), truth, [], SHARP)


def write_carried(path: Path, film: Carried) -> Path:
    """Encode by one thread, each picture at its own time."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=30)
        stream.height, stream.width = film.frames.shape[1:3]
        stream.pix_fmt = "yuv420p"
        stream.codec_context.time_base = Fraction(1, 1000)
        stream.options = {"preset": "veryfast", "threads": "1"} | SAME_BYTES | film.options
        for picture, time in zip(film.frames, film.times, strict=True):
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts, frame.time_base = int(time), Fraction(1, 1000)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path
