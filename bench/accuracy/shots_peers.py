"""Second Take, PySceneDetect and TransNetV2 on one film, each with its authors' settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from secondtake import viewing

__all__ = ["Found", "finders", "ours"]

Found = list[tuple[float, float, str]]
"""First and last second of each transition found, and its kind, where one is said."""


def finders(transnet: Path | None) -> Iterator[tuple[str, Callable[[Path], Found]]]:
    """Everybody who can be run here, by name."""
    yield "Second Take", ours
    try:
        from scenedetect import (  # type: ignore[import-not-found]
            AdaptiveDetector,
            ContentDetector,
            HashDetector,
        )
    except ImportError:
        print("PySceneDetect is not installed: left out.")
    else:
        yield "PySceneDetect adaptive", lambda path: _scenedetect(path, AdaptiveDetector())
        yield "PySceneDetect content", lambda path: _scenedetect(path, ContentDetector())
        yield "PySceneDetect hash", lambda path: _scenedetect(path, HashDetector())
    if transnet is not None:
        yield "TransNetV2", lambda path: _transnet(path, transnet)


def ours(path: Path) -> Found:
    """What ``secondtake`` finds in its one pass."""
    seen = viewing.watch(
        path, viewing.NO_EXHIBIT, keep=lambda data, kind: "0" * 64, observers=("shots",)
    )
    shots = seen.records["shots"][1:]
    return [(s.span.seconds[0], s.span.seconds[0], s.transition) for s in shots]


def _scenedetect(path: Path, detector: object) -> Found:
    from scenedetect import detect

    starts = [scene[0].frame_num for scene in detect(str(path), detector)][1:]
    times = _pictures(path)[1]
    return [(times[min(s, len(times) - 1)],) * 2 + ("",) for s in starts]


def _pictures(path: Path) -> tuple[NDArray[np.uint8], list[float]]:
    """Every picture at 48x27, and its second."""
    small, times = [], []
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            picture = frame.to_ndarray(format="rgb24")
            small.append(cv2.resize(picture, (48, 27), interpolation=cv2.INTER_AREA))
            times.append(float(frame.time or 0))
    return np.stack(small), times


def _transnet(path: Path, model: Path) -> Found:
    """Runs above 0.5, in windows of 100 frames of which the middle 50 count, as its authors do."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.log_severity_level = 1, 3
    session = onnxruntime.InferenceSession(str(model), options)
    small, times = _pictures(path)
    padded = np.concatenate([small[:1].repeat(25, 0), small, small[-1:].repeat(75, 0)])
    scores: list[NDArray[np.float32]] = []
    for at in range(0, len(small), 50):
        part = padded[at : at + 100]
        scores.append(
            session.run(None, {"frames": part[None], "hist": _hist(part)})[0][0, 25:75, 0]
        )
    high = np.concatenate(scores)[: len(small)] > 0.5
    edges = np.flatnonzero(np.diff(np.concatenate(([0], high.astype(int), [0]))))
    last = len(small) - 1
    runs = zip(edges[::2], edges[1::2], strict=True)
    return [(times[min(a + 1, last)], times[min(b, last)], "") for a, b in runs]


def _hist(frames: NDArray[np.uint8]) -> NDArray[np.float32]:
    cells = (frames >> 5).astype(np.int32).reshape(len(frames), -1, 3)
    numbers = (cells[..., 0] << 6) | (cells[..., 1] << 3) | cells[..., 2]
    counts = np.stack([np.bincount(n, minlength=512) for n in numbers]).astype(np.float32)
    scaled: NDArray[np.float32] = counts / np.linalg.norm(counts, axis=1, keepdims=True)
    return scaled[None]
