"""Scores camera noise: is one recording found again, and are distinct captures told apart?

usage: python -m bench.accuracy.grain FOLDER [--part tune] [--takes TAKES]

Films are made in FOLDER: of two set-ups, one on a tripod and one held by hand, the first take and
the second, under noise of 2, 4 and 8 grey levels that is new in every picture and half as much
that stays, as one sensor has it. One recording is coded again at four rates, shrunk to 0.7,
cropped, cropped and enlarged, turned over or a little, blurred, sped up and given more noise; two
codings of it that do not know each other are compared too. ``--takes`` adds the copies, retakes
and same moments of takes-dev. Alignments are given, so that what is measured is the noise alone.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from bench.scenes.actions import manner
from bench.scenes.film import Frames, scaled, write
from bench.scenes.pairs import PARTS, set_ups
from bench.scenes.stage import render
from secondtake.judging.capture_evidence import grain_of
from secondtake.model.enums import RelationKind, Transition
from secondtake.model.evidence import Maker
from secondtake.model.findings import Alignment
from secondtake.model.footage import Shot
from secondtake.model.measure_names import MeasureName
from secondtake.model.pair_results import TakesResult
from secondtake.model.time import Span
from secondtake.workbench.pipeline.capture_check import captured

BY = Maker(name="bench", version="1")
SIZE, RATE, SECONDS = (640, 360), 25, 3.2
NOISES = (2, 4, 8)
QUALITIES = (18, 23, 28, 34)
LATE = 3
"""Frames that a copy begins later than its original."""
NAMES = {"found": "found", "apart": "told distinct", "untold": "could not tell"}


def noisy(frames: Frames, noise: float, seed: int) -> Frames:
    """The frames as one sensor sees them: noise that is new each time, and a pattern that stays."""
    rng = np.random.default_rng(seed)
    fixed = np.random.default_rng(99).normal(0, noise / 2, frames[0].shape[:2])[..., None]
    out = []
    for frame in frames:
        light = rng.normal(0, noise, frame.shape[:2])[..., None]
        colour = rng.normal(0, noise / 2, frame.shape)
        out.append(np.clip(np.rint(frame + fixed + light + colour), 0, 255).astype(np.uint8))
    return out


def copies(frames: Frames) -> Iterator[tuple[str, Frames, int]]:
    """Name, frames and CRF of every copy of a recording."""
    width, height = SIZE
    for quality in QUALITIES:
        yield f"coded again, CRF {quality}", frames, quality
    small = scaled(frames, (448, 252))
    for quality in (18, 23, 28):
        yield f"0.7 as large, CRF {quality}", small, quality
    part = [np.ascontiguousarray(f[30 : height - 58, 60 : width - 100]) for f in frames]
    yield "cropped, CRF 23", part, 23
    large = [cv2.resize(f, SIZE, interpolation=cv2.INTER_CUBIC) for f in part]
    yield "cropped and enlarged, CRF 23", large, 23
    yield "turned over, CRF 23", [np.ascontiguousarray(f[:, ::-1]) for f in frames], 23
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), 4, 1.1)
    yield "turned by 4 degrees, CRF 20", [cv2.warpAffine(f, turn, SIZE) for f in frames], 20
    yield "blurred by 1 px, CRF 18", [cv2.GaussianBlur(f, (0, 0), 1.0) for f in frames], 18
    faster = [frames[round(1.1 * n)] for n in range(int((len(frames) - 1) / 1.1))]
    yield "a tenth faster, CRF 20", faster, 20
    rng = np.random.default_rng(7)
    more = [rng.normal(0, 4, f.shape[:2])[..., None] for f in frames]
    mixed = [np.clip(f + m, 0, 255).astype(np.uint8) for f, m in zip(frames, more, strict=True)]
    yield "noise of 4 added, CRF 20", mixed, 20


def read(path: Path) -> Frames:
    """Every frame of a film, uint8 (h, w, 3) RGB."""
    with av.open(str(path)) as film:
        return [frame.to_ndarray(format="rgb24") for frame in film.decode(video=0)]


def compared(left: Path, right: Path, late_seconds: float = 0.0) -> dict[str, float | str]:
    """The measurements of two films aligned from the start, and what they are taken for."""
    one, two = (_shot(path, digit) for path, digit in ((left, "a"), (right, "b")))
    length = min(one.span.length_seconds - max(late_seconds, 0.0), two.span.length_seconds)
    stretch = Alignment(
        left=Span.of_seconds(late_seconds, late_seconds + length, one.span.tick),
        right=Span.of_seconds(0, length, two.span.tick),
    )
    takes = TakesResult(
        left=one.id,
        right=two.id,
        kind=RelationKind.RETAKE,
        scores=(),
        alignment=(stretch,),
        differences=(),
        because=(),
        missing=(),
        measurements=(),
        made_by=BY,
    )
    found = captured(takes, (left, one), (right, two)).measurements
    return {m.name: m.value for m in found} | {"state": grain_of(found)}


def _shot(path: Path, digit: str) -> Shot:
    with av.open(str(path)) as film:
        video = film.streams.video[0]
        end = max(p.pts + (p.duration or 0) for p in film.demux(video) if p.size)
        tick = video.time_base
    span = Span(start=0, end=end, tick=tick)
    return Shot(exhibit=digit * 64, number=0, span=span, transition=Transition.START, made_by=BY)


def made(folder: Path, part: str) -> Iterator[tuple[str, int, Path, Path]]:
    """What is compared, the noise, and the two films; films that are there are kept."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, set_up in enumerate(set_ups(part, 2)):
        camera = replace(set_up.base.camera, size=SIZE)
        first = replace(
            set_up.base,
            camera=camera,
            grain=0.0,
            shake=0.0 if number else 1.6,
            rate=RATE,
            seconds=SECONDS,
        )
        second = replace(first, manner=manner(set_up.seed + 1), seed=first.seed + 1)
        takes = list(render(first)), list(render(second))
        for noise in NOISES:
            name = f"{part}{number}_{noise}"
            one = noisy(takes[0], noise, PARTS[part][1] + number)
            two = noisy(takes[1], noise, PARTS[part][1] + number + 50)
            original = _written(folder / f"{name}_original.mp4", one, 18)
            other = _written(folder / f"{name}_other.mp4", one, 23)
            source = read(original)[LATE:]
            for label, frames, quality in copies(source):
                copy = _written(folder / f"{name}_{label}.mp4", frames, quality)
                yield label, noise, original, copy
                if label in ("coded again, CRF 23", "coded again, CRF 28"):
                    yield f"two uploads, CRF 23 and {quality}", noise, other, copy
            for quality in QUALITIES:
                take = _written(folder / f"{name}_take {quality}.mp4", two, quality)
                yield f"another capture, CRF 18 and {quality}", noise, original, take
            take = folder / f"{name}_take 23.mp4"
            yield "another capture, CRF 23 and 23", noise, other, take


def _written(path: Path, frames: list[NDArray[np.uint8]], quality: int) -> Path:
    return path if path.exists() else write(path, frames, rate=RATE, quality=quality)


def real(folder: Path) -> Iterator[tuple[str, str, dict[str, float | str]]]:
    """Relation, names and measurements of the pairs of takes-dev that bear on it."""
    late = {"cp_sign_trim.mp4": 0.7, "cp_table_trim.mp4": 1.0}
    with (folder / "pairs.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["relation"] in ("copy", "retake", "same moment"):
            left, right = folder / row["left"], folder / row["right"]
            told = compared(left, right, late.get(row["right"], 0.0))
            yield row["relation"], f"{row['left']} {row['right']}", told


def main() -> None:
    """Print each pair, then how many of each kind were found, told distinct and not told."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", choices=tuple(PARTS), default="tune")
    parser.add_argument("--takes", type=Path)
    given = parser.parse_args()
    counts: dict[str, Counter[str]] = {}

    def tell(kind: str, label: str, told: dict[str, float | str]) -> None:
        numbers = " ".join(
            f"{word} {told.get(name, 0):.3f}"
            for word, name in (
                ("noise", MeasureName.SENSOR_NOISE_CORRELATION),
                ("floor", MeasureName.SENSOR_NOISE_CORRELATION_ELSEWHERE),
                ("expected", MeasureName.SENSOR_NOISE_CORRELATION_EXPECTED),
            )
        )
        state = str(told["state"])
        print(f"{kind}: {label}: {NAMES[state]} ({numbers})", flush=True)
        counts.setdefault(kind, Counter())[state] += 1

    for label, noise, left, right in made(given.folder, given.part):
        tell(f"noise {noise}, {label}", left.stem, compared(left, right, _late(label)))
    if given.takes:
        for kind, label, told in real(given.takes):
            tell(f"takes-dev, {kind}", label, told)
    print("\n| | " + " | ".join(NAMES.values()) + " |\n|---|---|---|---|")
    for kind, states in counts.items():
        print(f"| {kind} | " + " | ".join(str(states[s]) for s in NAMES) + " |")


def _late(label: str) -> float:
    return 0.0 if label.startswith("another") else LATE / RATE


if __name__ == "__main__":
    main()
