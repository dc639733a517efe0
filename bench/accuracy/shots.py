"""F1 of shot transitions on edited films with known cuts, for us, PySceneDetect and TransNetV2.

Run: ``python -m bench.accuracy.shots FOLDER... [--films 8] [--transnet transnetv2.onnx]``.
``FOLDER`` holds the films of ``bench/accuracy/stretches.csv``; without any, rendered scenes only.
PySceneDetect is run when it can be imported (``pip install scenedetect-headless``).
A cut or jump is found within 2 frames, a dissolve or fade when a transition lies on it.
"""

from __future__ import annotations

import argparse
import csv
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from bench.accuracy.edits import KINDS, RATE, SIZE, Edit, edited
from bench.accuracy.edits_hard import edited_hard
from bench.scenes.film import write
from secondtake import viewing

TOLERANCE = 2
"""Frames a cut may be off."""
Found = list[tuple[int, int, str]]
"""First and last frame of each transition found, and its kind."""


def main() -> None:
    """Make the films, run everybody, print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--films", type=int, default=8)
    parser.add_argument("--set", default="try", choices=["try", "unseen", "other"])
    parser.add_argument("--hard", action="store_true", help="slow dissolves, titles, whip pans")
    parser.add_argument("--transnet", type=Path)
    asked = parser.parse_args()
    clips = stretches(asked.folders, asked.set) | rendered(asked.set)
    print(f"{len(clips)} single shots of the set {asked.set!r}")
    seed = 100 if asked.set == "try" else 900
    make = edited_hard if asked.hard else edited
    edits = [make(clips, seed + number) for number in range(asked.films)]
    print(f"{sum(len(edit.flashes) for edit in edits)} flashes and other events that are no cut")
    for name, finder in _finders(asked.transnet):
        _print(name, edits, [_run(edit, finder) for edit in edits])


def stretches(folders: list[Path], wanted: str) -> dict[str, NDArray[np.uint8]]:
    """Single shots of real films at 25/s and 320x180, by name."""
    found = {}
    rows = csv.DictReader((Path(__file__).parent / "stretches.csv").read_text().splitlines())
    for row in rows:
        path = next((f / row["file"] for f in folders if (f / row["file"]).exists()), None)
        if path is None or row["set"] != wanted:
            continue
        view = viewing.whole(path, rate=RATE, long_side=360, max_frames=5000)
        times = np.arange(float(row["start"]), min(float(row["end"]), view.seconds[-1]), 1 / RATE)
        nearest = np.searchsorted(view.seconds, times + 1e-6, side="right") - 1
        found[row["file"]] = np.stack([_cropped(view.rgb[i]) for i in nearest.clip(0)])
    return found


def rendered(wanted: str) -> dict[str, NDArray[np.uint8]]:
    """Single shots of scenes drawn by code."""
    from bench.scenes.actions import ACTIONS, manner
    from bench.scenes.figure import Look
    from bench.scenes.stage import CAMERAS, Scene, render

    found = {}
    names = sorted(ACTIONS)[:: 2 if wanted == "try" else 3][:2]
    for number, name in enumerate(names):
        camera = list(CAMERAS.values())[number + (wanted == "unseen")]
        scene = Scene(
            place=("quay", "court")[number],
            action=name,
            cast=(Look(), Look(), Look()),
            manner=manner(number + 5),
            camera=camera,
            seconds=8,
        )
        found[f"rendered {name}"] = np.stack([_cropped(f) for f in render(scene)])
    return found


def _cropped(frame: NDArray[np.uint8]) -> NDArray[np.uint8]:
    height, width = frame.shape[:2]
    tall = min(height, width * 9 // 16)
    top = (height - tall) // 3
    wide = min(width, tall * 16 // 9)
    left = (width - wide) // 2
    part = frame[top : top + tall, left : left + wide]
    seen: NDArray[np.uint8] = cv2.resize(part, SIZE, interpolation=cv2.INTER_AREA)
    return seen


def _finders(transnet: Path | None) -> Iterator[tuple[str, Callable[[Path], Found]]]:
    yield "Second Take", _ours
    try:
        import scenedetect  # noqa: F401

        yield "PySceneDetect adaptive", _adaptive
    except ImportError:
        print("PySceneDetect is not installed: left out.")
    if transnet is not None:
        yield "TransNetV2", lambda path: _transnet(path, transnet)


def _run(edit: Edit, finder: Callable[[Path], Found]) -> Found:
    with tempfile.TemporaryDirectory() as folder:
        return finder(write(Path(folder) / "film.mp4", edit.frames, rate=RATE, quality=26))


def _ours(path: Path) -> Found:
    seen = viewing.watch(
        path, viewing.NO_EXHIBIT, keep=lambda data, kind: "0" * 64, observers=("shots",)
    )
    shots = seen.records["shots"][1:]
    return [(_frame(s), _frame(s), s.transition) for s in shots]


def _frame(shot: object) -> int:
    return round(shot.span.seconds[0] * RATE)  # type: ignore[attr-defined]


def _adaptive(path: Path) -> Found:
    from scenedetect import AdaptiveDetector, detect

    starts = [scene[0].frame_num for scene in detect(str(path), AdaptiveDetector())][1:]
    return [(s, s, "") for s in starts]


def _transnet(path: Path, model: Path) -> Found:
    """Runs above 0.5, in windows of 100 frames of which the middle 50 count, as its authors do."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.log_severity_level = 1, 3
    session = onnxruntime.InferenceSession(str(model), options)
    view = viewing.whole(path, rate=RATE, long_side=160, max_frames=100_000)
    small = np.stack([cv2.resize(f, (48, 27), interpolation=cv2.INTER_AREA) for f in view.rgb])
    padded = np.concatenate([small[:1].repeat(25, 0), small, small[-1:].repeat(75, 0)])
    scores: list[NDArray[np.float32]] = []
    for at in range(0, len(small), 50):
        part = padded[at : at + 100]
        scores.append(
            session.run(None, {"frames": part[None], "hist": _hist(part)})[0][0, 25:75, 0]
        )
    high = np.concatenate(scores)[: len(small)] > 0.5
    edges = np.flatnonzero(np.diff(np.concatenate(([0], high.astype(int), [0]))))
    return [(int(a) + 1, int(b), "") for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _hist(frames: NDArray[np.uint8]) -> NDArray[np.float32]:
    cells = (frames >> 5).astype(np.int32).reshape(len(frames), -1, 3)
    numbers = (cells[..., 0] << 6) | (cells[..., 1] << 3) | cells[..., 2]
    counts = np.stack([np.bincount(n, minlength=512) for n in numbers]).astype(np.float32)
    return (counts / np.linalg.norm(counts, axis=1, keepdims=True))[None]


def score(edit: Edit, found: Found) -> dict[str, list[int]]:
    """Per kind found, missed and false; the kind of a false one is what the finder called it."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    left = list(found)
    for kind, start, end in edit.truth:
        hit = next((f for f in left if f[1] >= start - TOLERANCE and f[0] <= end + TOLERANCE), None)
        if hit is None:
            counts[kind][1] += 1
        else:
            counts[kind][0] += 1
            left.remove(hit)
    for _, _, kind in left:
        counts[kind or "any"][2] += 1
    return counts


def _print(name: str, edits: list[Edit], found: list[Found]) -> None:
    total: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for edit, each in zip(edits, found, strict=True):
        for kind, counts in score(edit, each).items():
            total[kind] = [a + b for a, b in zip(total[kind], counts, strict=True)]
    hit, missed, false = (sum(c[i] for c in total.values()) for i in range(3))
    print(f"{name}: F1 {f1(hit, missed, false):.3f} ({hit} found, {missed} missed, {false} false)")
    for kind in KINDS:
        h, m, f = total[kind]
        own = f", false {f}, F1 {f1(h, m, f):.3f}" if not total["any"][2] else ""
        print(f"    {kind:9} {h}/{h + m}{own}")


def f1(hit: int, missed: int, false: int) -> float:
    """Twice what was found over all that was and was to be found."""
    return 2 * hit / max(1, 2 * hit + missed + false)


if __name__ == "__main__":
    main()
