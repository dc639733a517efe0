"""Fits the questions of comparing/calibration.json on measured pairs, leaving sources out to check.

usage: python -m bench.accuracy.relations_fit NUMBERS.json... [--write] [--origin WORDS]

NUMBERS.json are written by ``bench.accuracy.relations --numbers``. A source is the first word of
a file name (up to ``_``), copies without their ``cp_``. Each source weighs the same within its
class, so that a long series of one exercise does not outweigh the rest. Prints average precision
per kind in-sample and with the pair's own source left out.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from secondtake.comparing import decide

FILE = Path(decide.__file__).with_name("calibration.json")
QUESTIONS: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "copy": (("lock", "lock_fit"), ("copy",), ("retake", "same scene", "same moment", "different")),
    "place": (("place_matches",), ("copy", "retake", "same scene"), ("different",)),
    "retake": (("likeness", "clothing", "follow"), ("retake",), ("same scene",)),
    "moment": (
        ("likeness_seen", "moment", "moment_clear"),
        ("same moment",),
        ("different",),
    ),
}
"""Question -> measures, kinds that answer yes, kinds that answer no."""
ONE_STANDPOINT = 0.7
"""Share of the background that lies right from which a pair tells about retakes: from another
standpoint action cannot be followed in the picture, and would only teach to disregard it."""
PENALTY = 0.002
"""Weight of the squared coefficients of standardised measures."""


def source(row: dict[str, Any]) -> str:
    """Where a pair's footage comes from."""
    return str(row["left"]).removeprefix("cp_").split("_")[0]


def numbers(row: dict[str, Any]) -> dict[str, float]:
    """The pair's measurements with NaN where not measured, as the detector has them."""
    names = set(decide.MEASURED)
    return {name: float(row["numbers"].get(name, math.nan)) for name in names}


def fitted(rows: list[dict[str, Any]], name: str) -> dict[str, Any]:
    """Bias and weights of one question: logistic regression with a small penalty."""
    measures, yes, no = QUESTIONS[name]
    used = [row for row in rows if row["relation"] in (*yes, *no)]
    if name == "retake":
        used = [row for row in used if row["numbers"].get("standpoint", 1.0) >= ONE_STANDPOINT]
    x = np.array([[decide.value_of(m, numbers(row)) for m in measures] for row in used])
    y = np.array([row["relation"] in yes for row in used])
    groups = [(source(row), bool(is_yes)) for row, is_yes in zip(used, y, strict=True)]
    sizes = Counter(groups)
    classes = Counter(is_yes for _, is_yes in sizes)
    weight = np.array([1 / sizes[g] / classes[g[1]] for g in groups])
    middle, spread = x.mean(0), x.std(0) + 1e-9
    z = (x - middle) / spread

    def loss(beta: np.ndarray) -> float:
        margins = (2 * y - 1) * (beta[0] + z @ beta[1:])
        penalty = PENALTY * float((beta[1:] ** 2).sum())
        return float((weight * np.logaddexp(0, -margins)).sum() / weight.sum() + penalty)

    beta = minimize(loss, np.zeros(len(measures) + 1)).x
    slopes = beta[1:] / spread
    return {
        "bias": round(float(beta[0] - (middle * slopes).sum()), 4),
        "weights": {m: round(float(s), 4) for m, s in zip(measures, slopes, strict=True)},
    }


def scored(rows: list[dict[str, Any]], questions: dict[str, Any]) -> list[dict[str, float]]:
    """The scores of every pair under given questions."""
    return [decide.score(numbers(row), questions) for row in rows]


def average_precision(hits: list[bool], values: list[float]) -> float:
    """Mean precision at each hit, ties broken against us."""
    ranked = sorted(zip(values, hits, strict=True), key=lambda p: (-p[0], p[1]))
    found, total = 0, 0.0
    for rank, (_, hit) in enumerate(ranked, 1):
        found += hit
        total += found / rank if hit else 0
    return total / found if found else math.nan


def report(title: str, rows: list[dict[str, Any]], scores: list[dict[str, float]]) -> None:
    """Average precision per kind and the share of kinds said right."""
    parts = []
    for kind in decide.DECIDED:
        hits = [row["relation"] == kind for row in rows]
        parts.append((kind, average_precision(hits, [s[kind] for s in scores])))
    said = [max(s, key=lambda k, s=s: s[k]) for s in scores]
    right = np.mean([row["relation"] == k for row, k in zip(rows, said, strict=True)])
    mean = np.mean([value for _, value in parts])
    print(f"{title}: " + ", ".join(f"{k} {v:.3f}" for k, v in parts))
    print(f"  mean AP {mean:.3f}, said right {right:.3f}")


def main() -> None:
    """Fit, check with sources left out, and write when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("numbers", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--origin", default="development footage")
    chosen = parser.parse_args()
    rows = [row for path in chosen.numbers for row in json.loads(path.read_text("utf-8"))]
    rows = [row for row in rows if row["numbers"]]
    questions = {name: fitted(rows, name) for name in QUESTIONS}
    print(json.dumps(questions, indent=1))
    report("in-sample", rows, scored(rows, questions))
    held: list[dict[str, float]] = [{} for _ in rows]
    for left_out in sorted({source(row) for row in rows}):
        others = [row for row in rows if source(row) != left_out]
        kinds = {row["relation"] for row in others}
        apart = {
            name: fitted(others, name) if set(yes) & kinds and set(no) & kinds else questions[name]
            for name, (_, yes, no) in QUESTIONS.items()
        }
        for at, row in enumerate(rows):
            if source(row) == left_out:
                held[at] = decide.score(numbers(row), apart)
    report("source left out", rows, held)
    if chosen.write:
        told = {"origin": chosen.origin, "questions": questions}
        FILE.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
