"""Which edits a copy survives: excerpts of films, edited one by one, inserted in other footage.

    python -m bench.accuracy.copies_edits [FILM...] [--hosts FILM...] [--each 2] [--only EDIT...]

The references are the FILMs, or rendered scenes when none is given; the hosts are no reference.
Prints one row an edit: how many inserts were found with their times, false segments, wrong speeds,
and what the edits were called.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from bench.scenes.edits import EDITS, Edit
from bench.scenes.film import write
from secondtake import archive, viewing

RATE = 25
SIZE = (512, 288)
Frames = list[NDArray[np.uint8]]

MORE: dict[str, Edit] = {
    "twice as fast": lambda frames: frames[::2],
    "half as fast": lambda frames: [f for f in frames for _ in (0, 1)],
    "three quarters cut off": lambda frames: [_part(f, 0.25, 0.75) for f in frames],
    "upright part": lambda frames: [_upright(f) for f in frames],
    "quarter turn and mirror": lambda frames: [np.rot90(f)[:, ::-1] for f in frames],
    "third of the picture": lambda frames: [_small(f) for f in frames],
    "turned 12 degrees": lambda frames: [_turned(f, 12.0) for f in frames],
}
"""Harder or further edits than those the relations are tuned on."""


@dataclass(frozen=True, kw_only=True)
class Made:
    """One query: where the excerpt lies in it, and in which reference it lies where (seconds)."""

    edit: str
    frames: Frames
    reference: str
    query: tuple[float, float]
    shown: tuple[float, float]


def main() -> None:
    """Make references and queries in a temporary folder, search, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("films", type=Path, nargs="*")
    parser.add_argument("--hosts", type=Path, nargs="*", default=[])
    parser.add_argument("--each", type=int, default=2, help="excerpts for each edit")
    parser.add_argument("--seconds", type=float, default=5.0, help="length of an excerpt")
    parser.add_argument("--only", nargs="*", default=[])
    asked = parser.parse_args()
    references = _loaded(asked.films) if asked.films else rendered(0, 3)
    hosts = list((_loaded(asked.hosts) if asked.hosts else rendered(50, 2)).values())
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held)
        for name, frames in references.items():
            archive.add(folder / "archive", [write(folder / f"{name}.mp4", frames, rate=RATE)])
        for edit in {**EDITS, **MORE}:
            if not asked.only or edit in asked.only:
                print(_row(edit, made(edit, references, hosts, asked), folder), flush=True)


def made(
    edit: str, references: dict[str, Frames], hosts: list[Frames], asked: argparse.Namespace
) -> Iterator[Made]:
    """Queries of one edit, the same every time."""
    names = sorted(references)
    for number in range(asked.each):
        rng = np.random.default_rng([number, *edit.encode()])
        name = names[int(rng.integers(len(names)))]
        whole = references[name]
        count = min(len(whole), round(asked.seconds * RATE))
        start = int(rng.integers(0, len(whole) - count + 1))
        part = {**EDITS, **MORE}[edit]([f.copy() for f in whole[start : start + count]])
        host = hosts[int(rng.integers(len(hosts)))]
        at = int(rng.integers(RATE, max(RATE + 1, min(len(host), 4 * RATE))))
        frames = [*host[:at], *(laid(f) for f in part), *host[at : at + 3 * RATE]]
        yield Made(
            edit=edit,
            frames=[laid(f) for f in frames],
            reference=name,
            query=(at / RATE, (at + len(part)) / RATE),
            shown=(start / RATE, (start + count) / RATE),
        )


def rendered(seed: int, count: int) -> dict[str, Frames]:
    """Scenes drawn by code, 8 s each."""
    from bench.scenes.actions import ACTIONS, manner
    from bench.scenes.figure import Look
    from bench.scenes.stage import CAMERAS, Scene, render

    found = {}
    cameras, names = list(CAMERAS.values()), sorted(ACTIONS)
    for number in range(count):
        scene = Scene(
            place=("yard", "quay", "court", "lane")[(number + seed // 25) % 4],
            action=names[(number * 2 + seed) % len(names)],
            cast=(Look(), Look(), Look()),
            manner=manner(number + seed),
            camera=cameras[(number + seed // 10) % len(cameras)],
            seconds=8,
            seed=number + seed,
            details=number + seed,
        )
        found[f"scene{seed + number}"] = [laid(f) for f in render(scene)]
    return found


def _loaded(films: list[Path]) -> dict[str, Frames]:
    found = {}
    for path in films:
        view = viewing.whole(path, rate=RATE, long_side=SIZE[0], max_frames=30 * RATE)
        found[path.stem] = [laid(f) for f in view.rgb]
    return found


def _row(edit: str, queries: Iterator[Made], folder: Path) -> str:
    hit, total, false, speeds, named = 0, 0, 0, 0, Counter[str]()
    for query in queries:
        film = write(folder / "query.mp4", query.frames, rate=RATE)
        rows = archive.search(folder / "archive", [film])
        right = [row for row in rows if _fits(row, query)]
        hit, total = hit + bool(right), total + 1
        false += len(rows) - len(right)
        for row in right[:1]:
            speeds += abs(np.log(_speed(row) / _true_speed(query))) > 0.06
            named.update(row["edits"])
    words = ", ".join(f"{name} {count}" for name, count in named.most_common())
    return f"| {edit} | {hit} of {total} | {false} | {speeds} | {words} |"


def _fits(row: dict[str, Any], query: Made) -> bool:
    if Path(row["reference"]).stem != query.reference:
        return False
    asked = _shared((row["query_start"], row["query_end"]), query.query)
    shown = _shared((row["reference_start"], row["reference_end"]), query.shown)
    return (asked + shown) / 2 >= 0.3


def _shared(left: tuple[float, float], right: tuple[float, float]) -> float:
    """Overlap over union."""
    both = max(0.0, min(left[1], right[1]) - max(left[0], right[0]))
    return both / max(left[1] - left[0] + right[1] - right[0] - both, 1e-9)


def _speed(row: dict[str, Any]) -> float:
    length = row["query_end"] - row["query_start"]
    return float((row["reference_end"] - row["reference_start"]) / length)


def _true_speed(query: Made) -> float:
    return (query.shown[1] - query.shown[0]) / (query.query[1] - query.query[0])


def laid(frame: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The frame as large as it fits in the middle of a picture of SIZE."""
    height, width = frame.shape[:2]
    scale = min(SIZE[0] / width, SIZE[1] / height)
    size = (round(width * scale), round(height * scale))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    out = np.zeros((SIZE[1], SIZE[0], 3), np.uint8)
    left, top = (SIZE[0] - size[0]) // 2, (SIZE[1] - size[1]) // 2
    out[top : top + size[1], left : left + size[0]] = cv2.resize(frame, size, interpolation=how)
    return out


def _part(frame: NDArray[np.uint8], low: float, high: float) -> NDArray[np.uint8]:
    height, width = frame.shape[:2]
    rows, columns = (slice(int(low * n), int(high * n)) for n in (height, width))
    return np.ascontiguousarray(frame[rows, columns])


def _upright(frame: NDArray[np.uint8]) -> NDArray[np.uint8]:
    height, width = frame.shape[:2]
    wide = height * 9 // 16
    left = (width - wide) // 2
    return np.ascontiguousarray(frame[:, left : left + wide])


def _small(frame: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A third of the width, over stripes that move with nothing."""
    height, width = frame.shape[:2]
    out = np.zeros_like(frame)
    out[:, :, 0] = (np.arange(width) * 5 % 200)[None]
    out[:, :, 1] = (np.arange(height) * 7 % 180)[:, None]
    small = cv2.resize(frame, (width // 3, height // 3), interpolation=cv2.INTER_AREA)
    out[12 : 12 + small.shape[0], 12 : 12 + small.shape[1]] = small
    return out


def _turned(frame: NDArray[np.uint8], degrees: float) -> NDArray[np.uint8]:
    height, width = frame.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    return cv2.warpAffine(frame, turn, (width, height))


if __name__ == "__main__":
    main()
