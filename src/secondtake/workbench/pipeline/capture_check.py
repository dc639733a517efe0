"""A closer look at two shots that may be distinct captures: camera noise and groups of frames."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from secondtake import comparing, viewing
from secondtake.constants_digest import constants_digest
from secondtake.judging.capture_evidence import capture_reasons
from secondtake.model.enums import ReasonCode
from secondtake.model.evidence import Maker
from secondtake.model.findings import Alignment, Measurement
from secondtake.model.footage import Coded, Luma, Shot
from secondtake.model.measure_names import MeasureName
from secondtake.model.pair_results import CaptureResult, TakesResult
from secondtake.model.reasons import reason
from secondtake.model.time import Span
from secondtake.workbench.pipeline.still_capture_check import still_noise

__all__ = ["captured", "maker", "not_captured"]

VERSION = "3"
WIDTH, HEIGHT = 576, 320
"""The middle of the picture that is compared, pixels of each film."""
FRAMES = 8
"""Pictures of the left: 1.5 million pixels, of which a hundredth is enough."""
REACH_SECONDS = 0.8
"""How far from the aligned instant the right is searched: outlines align to 0.2 s."""
SECONDS = 0.6
"""Longest stretch in which ``FRAMES`` pictures are looked for: 15 a second have 9."""
MOST_FRAMES = 160
"""Pictures of the right that are searched, those nearest the aligned instant: 72 a second."""
SLOWEST = 0.8
"""Speed from which too few of ``FRAMES`` pictures go with one of the right's at one offset."""
LEAST_FRAMES = 3
"""Pictures of a stretch under which there is no noise to tell."""


Numbers = dict[MeasureName, float | None]
"""What was measured; None where there was nothing to compare."""


@dataclass(frozen=True, slots=True)
class _Side:
    path: Path
    shot: Shot
    coding: Coded

    @property
    def order(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The same whichever side it is on."""
        return tuple(self.coding.sizes_bytes.tolist()), tuple(self.coding.pts.tolist())


def maker() -> Maker:
    """Who makes these measurements: the version, and every constant they rest on."""
    constants = constants_digest("secondtake.comparing.capture", __name__, still_noise.__module__)
    return Maker(name="captured", version=VERSION, settings=(("constants", constants),))


def captured(
    takes: TakesResult, left: tuple[Path, Shot], right: tuple[Path, Shot]
) -> CaptureResult:
    """What sensor noise and key frames say of two shots as ``takes`` aligned them.

    Half a second of one side is decoded unshrunk and two of the other; which is which depends on
    how both are coded, not on who is called left. Raises ``CannotLook``.
    """
    if comparing.asks_for_flicker(takes):
        empty = CaptureResult(
            left=takes.left,
            right=takes.right,
            measurements=(),
            because=(),
            missing=(),
            made_by=maker(),
        )
        films = [(p, s, viewing.coded(p, s.span)) for p, s in (left, right)]
        return still_noise(empty, films[0], films[1])
    alignment = takes.alignment
    sides = tuple(_Side(p, s, viewing.coded(p, s.span, stream=s.stream)) for p, s in (left, right))
    if sides[1].order < sides[0].order:
        sides, alignment = sides[::-1], _turned(alignment)
    one, two = sides
    middle = _middle(alignment)
    numbers = _grain(*_stretches(middle, one, two), middle, (one.coding, two.coding))
    if (
        not SLOWEST < _speed(alignment) < 1 / SLOWEST
        and numbers[MeasureName.SENSOR_NOISE_CORRELATION] is not None
    ):
        numbers[MeasureName.SENSOR_NOISE_CORRELATION_EXPECTED] = 0.0
    numbers |= _keys(alignment, middle, (one.coding, two.coding))
    by = maker()
    units = {MeasureName.KEY_FRAMES_COINCIDING: "frames", MeasureName.KEY_FRAMES_COMPARED: "frames"}
    found = tuple(
        Measurement(
            name=name,
            value=None if value is None else round(value, 6),
            unit=units.get(name, ""),
            made_by=by,
        )
        for name, value in numbers.items()
    )
    return CaptureResult(
        left=takes.left,
        right=takes.right,
        measurements=found,
        because=capture_reasons((*takes.measurements, *found)),
        missing=(),
        made_by=by,
    )


def not_captured(pair: tuple[str, str], why: str) -> CaptureResult:
    """What stands in for the result of a pair that could not be analysed, and why it could not."""
    return CaptureResult(
        left=pair[0],
        right=pair[1],
        measurements=(),
        because=(),
        missing=(reason(ReasonCode.NOISE_NOT_ANALYSED, why=why),),
        made_by=maker(),
    )


def _turned(alignment: tuple[Alignment, ...]) -> tuple[Alignment, ...]:
    """The alignment with its sides changed over, in order of time."""
    turned = (
        Alignment(left=a.right, right=a.left, speed=1 / a.speed, mirrored=a.mirrored)
        for a in alignment
    )
    return tuple(sorted(turned, key=lambda a: a.left.seconds))


def _speed(alignment: tuple[Alignment, ...]) -> float:
    """Seconds of the right a second of the left, over the whole alignment; no sign."""
    left, right = (
        max(s.seconds[1] for s in side) - min(s.seconds[0] for s in side)
        for side in ([a.left for a in alignment], [a.right for a in alignment])
    )
    return right / max(left, 1e-9)


def _middle(alignment: tuple[Alignment, ...]) -> tuple[float, float]:
    """Seconds of left and right that go together, in the middle of the aligned time."""
    first, last = alignment[0].left.seconds[0], alignment[-1].left.seconds[1]
    at = (first + last) / 2
    stretch = min(alignment, key=lambda a: abs(sum(a.left.seconds) / 2 - at))
    low, high = stretch.left.seconds
    at = min(max(at, low), high)
    begin, end = stretch.right.seconds
    share = (at - low) / max(high - low, 1e-9)
    return at, end + share * (begin - end) if stretch.speed < 0 else begin + share * (end - begin)


def _stretches(middle: tuple[float, float], one: _Side, two: _Side) -> tuple[Luma, Luma]:
    """Pictures of the left about its middle, and of the right as far as is searched."""
    left = _luma(one, middle[0], SECONDS / 2)
    first = max(0, (len(left.pts) - FRAMES) // 2)
    kept = slice(first, first + FRAMES)
    left = replace(left, pts=left.pts[kept], luma=left.luma[kept])
    reach = REACH_SECONDS + SECONDS / 2
    return left, _luma(two, middle[1], reach)


def _luma(side: _Side, second: float, reach: float) -> Luma:
    span = _around(second, reach, side.shot)
    return viewing.luma(side.path, span, width=WIDTH, height=HEIGHT, stream=side.shot.stream)


def _around(second: float, reach: float, shot: Shot) -> Span:
    """So much time before and after an instant, inside the shot."""
    low, high = shot.span.seconds
    return Span.of_seconds(max(low, second - reach), min(high, second + reach), shot.span.tick)


def _grain(
    left: Luma, right: Luma, middle: tuple[float, float], codings: tuple[Coded, ...]
) -> Numbers:
    """What noise tells; None where there is nothing of it to compare.

    Nothing is expected of a camera that moves, as the map is known at the aligned instant only,
    and of so many pictures a second that not all within reach are searched.
    """
    names = (
        MeasureName.SENSOR_NOISE_CORRELATION,
        MeasureName.SENSOR_NOISE_CORRELATION_ELSEWHERE,
        MeasureName.SENSOR_NOISE_CORRELATION_EXPECTED,
        MeasureName.SENSOR_NOISE_AREA,
    )
    nothing: Numbers = dict.fromkeys(names)
    if min(len(left.pts), len(right.pts)) < LEAST_FRAMES:
        return nothing
    mid = float(left.seconds[len(left.pts) // 2]) - middle[0] + middle[1]
    at = int(np.abs(right.seconds - mid).argmin())
    cut = len(right.pts) > MOST_FRAMES
    if cut:
        first = min(max(0, at - MOST_FRAMES // 2), len(right.pts) - MOST_FRAMES)
        kept = slice(first, first + MOST_FRAMES)
        right, at = replace(right, pts=right.pts[kept], luma=right.luma[kept]), at - first
    pictures = comparing.noise_registration.laid(left.luma, right.luma, at)
    if pictures is None:
        return nothing
    one, two = (comparing.sensor_noise.grain_of(p) for p in pictures)
    found = comparing.sensor_noise.shared(one, two, left.seconds, right.seconds)
    near = slice(max(0, at - FRAMES // 2), max(0, at - FRAMES // 2) + FRAMES)
    expected = 1.0
    if min(one.area, two.area) < comparing.sensor_noise.LEAST_AREA or not found.area:
        return nothing
    if cut or comparing.noise_registration.sway(pictures[1], at) > comparing.sensor_noise.REACH:
        expected = 0.0
    for film, stretch, coding in ((left, slice(None), codings[0]), (right, near, codings[1])):
        expected *= _survival(film, stretch, coding) if expected else 0.0
    return {
        MeasureName.SENSOR_NOISE_CORRELATION: found.correlation,
        MeasureName.SENSOR_NOISE_CORRELATION_ELSEWHERE: found.floor,
        MeasureName.SENSOR_NOISE_CORRELATION_EXPECTED: expected,
        MeasureName.SENSOR_NOISE_AREA: found.area,
    }


def _survival(film: Luma, stretch: slice, coding: Coded) -> float:
    """How much noise of the film's own strength would outlast coding at the film's own rate."""
    pictures = film.luma[stretch]
    if len(pictures) < LEAST_FRAMES:
        return 0.0
    grain = comparing.sensor_noise.grain_of(pictures)
    if not grain.strength:
        return 0.0
    again = viewing.recoded(
        comparing.sensor_noise.noisier(pictures, grain), coding.bits_per_pixel(film.size)
    )
    return 0.0 if again is None else comparing.sensor_noise.survival(grain, again)


def _keys(
    alignment: tuple[Alignment, ...], middle: tuple[float, float], codings: tuple[Coded, ...]
) -> Numbers:
    """How many key frames of the aligned time fall together, of how many, and by what chance.

    None where the times of frames are not known well enough to say.
    """
    first, last = alignment[0], alignment[-1]
    spans = (
        (first.left.seconds[0], last.left.seconds[1]),
        (
            min(a.right.seconds[0] for a in alignment),
            max(a.right.seconds[1] for a in alignment),
        ),
    )
    keys, step = [], 0.0
    for coding, (low, high) in zip(codings, spans, strict=True):
        seconds = coding.seconds
        inside = coding.keys & (seconds >= low) & (seconds <= high)
        keys.append(seconds[inside])
        if len(seconds) > 1:
            step = max(step, float(np.median(np.diff(seconds))))
    if not step:
        return dict.fromkeys(
            (
                MeasureName.KEY_FRAMES_COINCIDING,
                MeasureName.KEY_FRAMES_COMPARED,
                MeasureName.KEY_FRAMES_CHANCE,
            )
        )
    told = comparing.gop.keys_together(keys[0], keys[1], middle[1] - middle[0], step)
    return {
        MeasureName.KEY_FRAMES_COINCIDING: float(told.together),
        MeasureName.KEY_FRAMES_COMPARED: float(told.keys),
        MeasureName.KEY_FRAMES_CHANCE: told.chance,
    }
