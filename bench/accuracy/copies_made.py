"""One made query for each kind of edit, and figures of all of them together.

    python -m bench.accuracy.copies_made [--only KIND...]

Three rendered scenes are the archive, one of them a retake of another; a fourth is the footage
around. Prints a row a kind: what was found, its score, its edits; then the figures.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from bench.accuracy.copies_edits import MORE, laid
from bench.accuracy.copies_figures import Piece, figures
from bench.scenes.actions import manner
from bench.scenes.edits import EDITS, Edit
from bench.scenes.figure import Look
from bench.scenes.film import write
from bench.scenes.stage import CAMERAS, Scene, render
from secondtake import archive

__all__ = ["KINDS", "OTHERS", "Made", "MadeSet", "pieces_of"]

RATE = 25
SECONDS = 5.5
START, LENGTH = 1.0, 4.0
"""Seconds of the reference the queries show."""
AROUND = 1.0
"""Seconds of other footage before and after."""
SWAY = 0.007
"""Of the width: how far one of two waves moves a screen that is filmed from the hand."""
Frames = list[NDArray[np.uint8]]
Span = tuple[float, float]
OTHERS = ("a retake", "another place")
"""Queries that show nothing of the archive."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """What is done to an excerpt, given other footage as long, and the words that are to tell it.

    ``alone``: nothing stands before and after. ``pieces``: seconds of the excerpt as edited with
    seconds of the excerpt, if not all of both. ``also``: the other footage is an archived film's.
    """

    edit: Callable[[Frames, Frames], Frames]
    named: tuple[str, ...] = ()
    alone: bool = False
    pieces: tuple[tuple[Span, Span], ...] = ()
    also: bool = False
    rate: int = RATE


@dataclass(frozen=True, kw_only=True)
class Made:
    """A query on disk, what it shows of which reference, and the words that are to tell it."""

    path: Path
    truth: tuple[Piece, ...]
    named: tuple[str, ...]


def _frozen(frames: Frames) -> Frames:
    half = len(frames) // 2
    return [*frames[:half], *[frames[half - 1]] * RATE, *frames[half:]]


def _filmed(frames: Frames) -> Frames:
    """A screen filmed from a stand: seen askew, with glare."""
    height, width = frames[0].shape[:2]
    size = np.array([width, height], np.float32)
    share = np.array([[0.07, 0.1], [0.94, 0.05], [0.9, 0.93], [0.1, 0.9]], np.float32)
    corners = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32) * size
    matrix = cv2.getPerspectiveTransform(corners, share * size)
    glare = np.zeros((height, width, 1), np.float32)
    cv2.circle(glare, (width * 3 // 4, height // 4), height // 4, 50.0, -1)
    glare = cv2.GaussianBlur(glare, (0, 0), height / 8)[..., None]
    seen = [
        cv2.warpPerspective(f, matrix, (width, height), borderValue=(24, 24, 28)) for f in frames
    ]
    return [np.clip(f + glare, 0, 255).astype(np.uint8) for f in seen]


def _held(frames: Frames) -> Frames:
    """The same filmed from the hand: it sways by a hundredth of the width and less."""
    height, width = frames[0].shape[:2]
    seconds = np.arange(len(frames)) / RATE
    x = np.sin(2 * np.pi * 0.4 * seconds) + 0.6 * np.sin(2 * np.pi * 0.9 * seconds + 1)
    y = np.sin(2 * np.pi * 0.5 * seconds + 2) + 0.6 * np.sin(2 * np.pi * 1.1 * seconds)
    return [
        cv2.warpAffine(
            frame,
            np.array([[1, 0, SWAY * width * right], [0, 1, SWAY * width * down]]),
            (width, height),
            borderMode=cv2.BORDER_REPLICATE,
        )
        for frame, right, down in zip(_filmed(frames), x, y, strict=True)
    ]


def _inset(large: Frames, small: Frames) -> Frames:
    """A third of the width of one film's picture in the lower left of another's."""
    out = []
    for frame, other in zip(large, small, strict=True):
        covered = frame.copy()
        covered[-100:-4, 4:174] = cv2.resize(other, (170, 96), interpolation=cv2.INTER_AREA)
        out.append(covered)
    return out


def _beside(frames: Frames, other: Frames) -> Frames:
    """Two films side by side, each its middle."""
    wide = frames[0].shape[1] // 4
    return [
        np.ascontiguousarray(np.hstack([left[:, wide:-wide], right[:, wide:-wide]]))
        for left, right in zip(frames, other, strict=True)
    ]


def _softened(frames: Frames) -> Frames:
    return [cv2.GaussianBlur(f, (0, 0), 3) for f in frames]


def _fewer(frames: Frames) -> Frames:
    return [frames[i] for i in np.arange(0, len(frames), RATE / 15).astype(int)]


def _own(*edits: Edit) -> Callable[[Frames, Frames], Frames]:
    """Edits one after another, whatever the other footage."""

    def edited(frames: Frames, _: Frames) -> Frames:
        for edit in edits:
            frames = edit(frames)
        return frames

    return edited


KINDS: dict[str, Kind] = {
    "re-encoded": Kind(edit=_own(EDITS["low quality"])),
    "scaled": Kind(edit=_own(EDITS["scale"]), alone=True),
    "frame rate": Kind(edit=_own(_fewer), alone=True, rate=15),
    "crop": Kind(edit=_own(EDITS["crop"]), named=("crop",)),
    "mirror": Kind(edit=_own(EDITS["mirror"]), named=("mirror",)),
    "small rotation": Kind(edit=_own(EDITS["rotation"]), named=("rotation -5 degrees",)),
    "quarter turn": Kind(
        edit=_own(EDITS["quarter turn"]), named=("rotation -90 degrees",), alone=True
    ),
    "borders": Kind(edit=_own(EDITS["borders"]), named=("borders",)),
    "vertical re-frame": Kind(
        edit=_own(EDITS["vertical"]), named=("re-frame with a blurred fill",), alone=True
    ),
    "logo": Kind(edit=_own(EDITS["logo"]), named=("logo",)),
    "caption": Kind(edit=_own(EDITS["caption"]), named=("caption",)),
    "half transparent sign": Kind(edit=_own(EDITS["overlay"]), named=("half transparent overlay",)),
    "colour": Kind(edit=_own(EDITS["colour"]), named=("brightness or contrast",)),
    "blur": Kind(edit=_own(_softened), named=("blur",)),
    # Where the camera is held in a hand, as in these scenes, noise cannot be told from its grain.
    "noise": Kind(edit=_own(EDITS["noise"])),
    "half speed": Kind(edit=_own(MORE["half as fast"]), named=("slow motion",)),
    "faster": Kind(edit=_own(EDITS["fast"]), named=("speed",)),
    "double speed": Kind(edit=_own(MORE["twice as fast"]), named=("speed",)),
    "reverse": Kind(edit=_own(EDITS["reverse"]), named=("reverse",)),
    "freeze frame": Kind(
        edit=_own(_frozen),
        named=("freeze frame",),
        pieces=(((0, 2), (0, 2)), ((3, 5), (2, 4))),
    ),
    "picture in picture": Kind(
        edit=lambda frames, other: _inset(other, frames), named=("picture in picture",)
    ),
    "split screen": Kind(edit=_beside, named=("split screen",), also=True),
    "reaction overlay": Kind(edit=_inset, named=("moving overlay",)),
    "filmed screen": Kind(edit=_own(_filmed), named=("perspective",)),
    "screen filmed from the hand": Kind(edit=_own(_held)),
    "mirror, caption and colour": Kind(
        edit=_own(EDITS["mirror"], EDITS["caption"], EDITS["colour"]), named=("mirror", "caption")
    ),
    "crop, faster and hard compression": Kind(
        edit=_own(EDITS["crop"], EDITS["fast"], EDITS["low quality"]), named=("crop", "speed")
    ),
    "upright, with a logo": Kind(
        edit=_own(EDITS["logo"], EDITS["vertical"]), named=("re-frame",), alone=True
    ),
}


class MadeSet:
    """An archive of three scenes in a folder, and the queries made of them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._films = {
            "original": _rendered(0),
            "second": _rendered(2),
            "retake": _rendered(0, take=1),
        }
        self._host = _rendered(5)
        for name, frames in self._films.items():
            archive.add(folder / "archive", [write(folder / f"{name}.mp4", frames, rate=RATE)])

    def made(self, name: str) -> Made:
        """The query of one of ``KINDS``."""
        kind = KINDS[name]
        first, last = (round(at * RATE) for at in (START, START + LENGTH))
        other = self._films["second"] if kind.also else self._host
        shown = [f.copy() for f in self._films["original"][first:last]]
        part = kind.edit(shown, other[first:last])
        before = 0 if kind.alone else round(AROUND * RATE)
        frames = [*self._host[:before], *part, *self._host[:before]]
        frames = frames if kind.alone else [laid(f) for f in frames]
        path = write(self._folder / "query.mp4", frames, rate=kind.rate)
        pieces = kind.pieces or (((0, len(part) / kind.rate), (0, LENGTH)),)
        at = before / RATE
        return Made(
            path=path,
            truth=tuple(
                Piece(
                    query=name,
                    reference=reference,
                    asked=(at + asked[0], at + asked[1]),
                    shown=(START + there[0], START + there[1]),
                )
                for reference in (("original", "second") if kind.also else ("original",))
                for asked, there in pieces
            ),
            named=kind.named,
        )

    def other(self, name: str) -> Made:
        """The query of one of ``OTHERS``."""
        frames = _rendered(0, take=2) if name == OTHERS[0] else self._host
        path = write(self._folder / "query.mp4", frames, rate=RATE)
        return Made(path=path, truth=(), named=())

    def found(self, path: Path) -> list[dict[str, Any]]:
        """Every candidate of the archive, as ``archive.search`` gives it."""
        return archive.search(self._folder / "archive", [path], all=True)


def pieces_of(name: str, rows: list[dict[str, Any]]) -> list[Piece]:
    """What was found for a query, as the figures take it."""
    return [
        Piece(
            query=name,
            reference=Path(row["reference"]).stem,
            asked=(row["query_start"], row["query_end"]),
            shown=(row["reference_start"], row["reference_end"]),
            score=row["score"],
        )
        for row in rows
    ]


def _rendered(number: int, *, take: int = 0) -> Frames:
    """A scene drawn by code; takes of one scene differ in who is seen and how they move."""
    from bench.scenes.actions import ACTIONS

    names = sorted(ACTIONS)
    looks = (Look(), Look(shirt=(60, 90, 150)), Look(shirt=(70, 120, 70), height=1.68))
    cast = tuple(looks[(k + take) % 3] for k in range(3))
    scene = Scene(
        place=("yard", "quay", "court", "lane")[number % 4],
        action=names[number * 2 % len(names)],
        cast=cast,
        manner=manner(number + 100 * take),
        camera=list(CAMERAS.values())[number % len(CAMERAS)],
        seconds=SECONDS,
        seed=number + 100 * take,
        details=number,
    )
    return list(render(scene))


def main() -> None:
    """Make, search and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", default=[])
    asked = parser.parse_args()
    truth: list[Piece] = []
    told: list[Piece] = []
    with tempfile.TemporaryDirectory() as held:
        made = MadeSet(Path(held))
        for name in asked.only or [*KINDS, *OTHERS]:
            query = made.other(name) if name in OTHERS else made.made(name)
            rows = made.found(query.path)
            truth += query.truth
            told += pieces_of(name, rows)
            print(f"| {name} | {'; '.join(_told(row) for row in rows)} |", flush=True)
    for figure, value in figures(truth, told, archive.OPERATING_POINT).items():
        print(f"| {figure} | {value:.3f} |")


def _told(row: dict[str, Any]) -> str:
    times = "query_start", "query_end", "reference_start", "reference_end"
    seconds = " ".join(f"{row[key]:.2f}" for key in times)
    return f"{row['reference']} {seconds} {row['score']:.2f} {', '.join(row['edits'])}"


if __name__ == "__main__":
    main()
