"""What peers find of copies, in the shape the scorer reads, beside what Second Take found.

usage: python -m bench.accuracy.copies_peers SPLIT OUT --model efficientnet_lite0.onnx
           [--scorer eval/copies.py] [--ours predictions.csv]

Two peers, as the field uses them. vPDQ (Meta, ThreatExchange): one PDQ fingerprint a second, a
pair of frames matches from 31 of 256 bits on, films match when a share of their frames does, whole
film against whole film; its package has no wheel, so its rule is followed here over our own PDQ.
Voting: a vector of an ImageNet network two times a second, also of the mirrored query, every near
pair of frames votes for an offset at one of nine speeds, and a run of votes is a segment.
Films are decoded once for both. With ``--scorer`` every table is scored, the best threshold of
each peer included (an oracle), and ours at its operating point.
"""

from __future__ import annotations

import argparse
import csv
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from secondtake.viewing import through
from secondtake.viewing.pdq_hash import pdq

PER_SECOND = 2.0
FAR_BITS = 31
"""Bits up to which vPDQ takes two fingerprints for one picture."""
LEAST_QUALITY = 50
LEAST_SHARE = 0.1
"""Share of either film's fingerprints that has to match for a pair of films to be listed."""
SPEEDS = (0.5, 0.67, 0.8, 0.91, 1.0, 1.1, 1.25, 1.5, 2.0)
NEAR = 0.75
"""Cosine from which a pair of frames votes; vectors are centred on the references."""
LEAST_VOTES = 3
GAP_SECONDS = 2.0
MEAN = np.array([0.485, 0.456, 0.406], np.float32)
SPREAD = np.array([0.229, 0.224, 0.225], np.float32)
COLUMNS = ("query_id", "ref_id", "query_start", "query_end", "ref_start", "ref_end", "score")

Row = tuple[str, str, float, float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Film:
    """One film, two samples a second: seconds (n,), fingerprints (n, 256), quality (n,), vectors.

    ``vectors``: float32 (n, 1280), and of the mirrored pictures, each of length 1 when centred.
    """

    name: str
    seconds: NDArray[np.float64]
    bits: NDArray[np.bool_]
    quality: NDArray[np.int64]
    vectors: NDArray[np.float32]
    mirrored: NDArray[np.float32]


class Network:
    """A frame vector from an ONNX file whose first output is one."""

    def __init__(self, model: Path) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(model), options)
        self._input = self._session.get_inputs()[0].name

    def of(self, rgb: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Vectors, float32 (n, d), of frames uint8 (n, h, w, 3)."""
        small = np.stack([cv2.resize(f, (224, 224), interpolation=cv2.INTER_AREA) for f in rgb])
        scaled = ((small / np.float32(255)) - MEAN) / SPREAD
        found = self._session.run(None, {self._input: scaled.transpose(0, 3, 1, 2)})[0]
        return np.asarray(found, np.float32)


def film(path: Path, network: Network) -> Film:
    """Decode and describe a film once."""
    seconds, bits, quality, vectors, mirrored = [], [], [], [], []
    for at, rgb, _ in through(path, rate=PER_SECOND, long_side=480):
        marks, worth = pdq(rgb)
        seconds.append(at)
        bits.append(marks)
        quality.append(worth)
        vectors.append(network.of(rgb))
        mirrored.append(network.of(np.ascontiguousarray(rgb[:, :, ::-1])))
    parts = [np.concatenate(p) for p in (seconds, bits, quality, vectors, mirrored)]
    return Film(
        name=path.stem,
        seconds=parts[0],
        bits=parts[1],
        quality=parts[2],
        vectors=parts[3],
        mirrored=parts[4],
    )


def vpdq(query: Film, reference: Film) -> list[Row]:
    """Whole film against whole film, when enough fingerprints match."""
    sides = []
    for side in (query, reference):
        every = np.zeros(len(side.seconds), bool)
        every[:: round(PER_SECOND)] = True
        sides.append(side.bits[every & (side.quality >= LEAST_QUALITY)].astype(np.int16))
    one, two = sides
    if not len(one) or not len(two):
        return []
    apart = one.sum(1)[:, None] + two.sum(1)[None] - 2 * (one @ two.T)
    near = apart <= FAR_BITS
    share = max(float(near.any(1).mean()), float(near.any(0).mean()))
    if share < LEAST_SHARE:
        return []
    ends = float(query.seconds[-1]), float(reference.seconds[-1])
    return [(query.name, reference.name, 0.0, ends[0], 0.0, ends[1], share)]


def voting(query: Film, reference: Film, middle: NDArray[np.float32]) -> list[Row]:
    """The strongest run of votes over offsets, speeds and the mirrored query."""
    two = _unit(reference.vectors - middle)
    best: tuple[float, Row] | None = None
    for vectors in (query.vectors, query.mirrored):
        likeness = _unit(vectors - middle) @ two.T
        for speed in SPEEDS:
            found = _run_of(query, reference, likeness, speed)
            if found is not None and (best is None or found[6] > best[0]):
                best = found[6], found
    return [best[1]] if best else []


def _run_of(
    query: Film,
    reference: Film,
    likeness: NDArray[np.float32],
    speed: float,
) -> Row | None:
    left, right = np.nonzero(likeness >= NEAR)
    if len(left) < LEAST_VOTES:
        return None
    offset = np.round((reference.seconds[right] - speed * query.seconds[left]) * PER_SECOND)
    bins, votes = np.unique(offset, return_counts=True)
    top = bins[votes.argmax()]
    agree = np.abs(offset - top) <= 1
    at = np.unique(query.seconds[left[agree]])
    runs = np.split(at, np.flatnonzero(np.diff(at) > GAP_SECONDS) + 1)
    longest = max(runs, key=len)
    if len(longest) < LEAST_VOTES:
        return None
    inside = agree & (query.seconds[left] >= longest[0]) & (query.seconds[left] <= longest[-1])
    times = reference.seconds[right[inside]]
    score = float(likeness[left[inside], right[inside]].mean() * np.sqrt(len(longest)))
    ends = float(longest[0]), float(longest[-1]) + 1 / PER_SECOND
    return (
        query.name,
        reference.name,
        ends[0],
        ends[1],
        float(times.min()),
        float(times.max()) + 1 / PER_SECOND,
        score,
    )


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)


def main() -> None:
    """Describe, compare, write, score."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("split", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--ours", type=Path)
    asked = parser.parse_args()
    cv2.setNumThreads(1)
    asked.out.mkdir(parents=True, exist_ok=True)
    network = Network(asked.model)
    references = [film(path, network) for path in sorted((asked.split / "refs").iterdir())]
    middle = np.concatenate([r.vectors for r in references]).mean(0)
    tables: dict[str, list[Row]] = {"vpdq": [], "voting": []}
    for path in sorted((asked.split / "queries").iterdir()):
        query = film(path, network)
        for reference in references:
            tables["vpdq"] += vpdq(query, reference)
            tables["voting"] += voting(query, reference, middle)
    written = {name: asked.out / f"{name}.csv" for name in tables}
    for name, rows in tables.items():
        with written[name].open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([COLUMNS, *rows])
    if asked.ours:
        written["second take"] = asked.ours
    for name, table in written.items() if asked.scorer else ():
        print(f"== {name}", flush=True)
        best = [] if name == "second take" else ["--best"]
        command = [sys.executable, str(asked.scorer), str(asked.split), str(table), *best]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
