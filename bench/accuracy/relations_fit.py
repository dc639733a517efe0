"""Fits comparing/takes/calibration.json to measured pairs, and judges it on sources left out.

usage: python -m bench.accuracy.relations_fit NUMBERS.json [NUMBERS.json...] [--made MADE.json]
           [--teach MORE.json] [--unseen KEPT.json] [--nested] [--write] [--origin WORDS]

NUMBERS.json are pairs of real footage as ``bench.accuracy.relations --numbers`` keeps them: they
teach and are told. MORE.json holds real pairs and MADE.json made scenes that only teach. KEPT.json
holds pairs of other sources, which are told by the fit to all the rest and teach nothing. Every
figure that is printed is of pairs whose sources were left out of fitting, with intervals of 95 %
over sources drawn again and again (the bootstrap of clusters, Field and Welsh 2007). ``--write``
keeps the fit, and how often each kind was said wrongly or missed. ``--nested``
chooses penalty and sharpness anew without them as well: nothing was chosen on what it is judged
by.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.accuracy.relations_figures import FILE as RATES
from bench.accuracy.relations_figures import table
from bench.accuracy.relations_learning import (
    Array,
    Pairs,
    best_settings,
    fitted,
    joined,
    left_out,
    pairs_of,
    scored,
)
from secondtake.comparing.takes import scoring
from secondtake.comparing.takes.scoring import DECIDED, what_would_decide
from secondtake.model.enums import RelationKind
from secondtake.model.measure_names import MeasureName

FILE = Path(scoring.__file__).with_name("calibration.json")
REAL, MADE = 1.0, 0.25
"""What a made pair counts beside one of real footage."""
DRAWS = 500
BINS = 10


def average_precision(hits: NDArray[np.bool_], values: Array) -> float:
    """Mean precision at each hit, ties broken against us; NaN without a hit."""
    if not hits.any():
        return math.nan
    order = np.lexsort((hits, -values))
    found = np.cumsum(hits[order])
    return float((found / np.arange(1, len(hits) + 1))[hits[order]].mean())


def figures(truth: NDArray[np.int64], scores: Array) -> dict[str, float]:
    """Average precision by kind and its mean, macro F1, retakes above all else, calibration."""
    said, top = scores.argmax(1), scores.max(1)
    out, f1 = {}, []
    for at, kind in enumerate(DECIDED):
        mine = truth == at
        if not mine.any():
            continue
        out[str(kind)] = average_precision(mine, scores[:, at])
        f1.append(2 * (mine & (said == at)).sum() / (mine.sum() + (said == at).sum()))
    out["mean AP"] = float(np.mean(list(out.values())))
    out["macro F1"] = float(np.mean(f1))
    retake = DECIDED.index(RelationKind.RETAKE)
    if (truth == retake).any():
        others = scores[truth != retake, retake].max(initial=0.0)
        out["retakes at no false alarm"] = float((scores[truth == retake, retake] > others).mean())
    bins = np.minimum((top * BINS).astype(int), BINS - 1)
    out["calibration error"] = float(
        sum(
            (bins == b).mean() * abs(top[bins == b].mean() - (said == truth)[bins == b].mean())
            for b in set(bins.tolist())
        )
    )
    return out


def intervals(pairs: Pairs, scores: Array) -> dict[str, tuple[float, float]]:
    """The 2.5 and 97.5 percentiles of every figure over sources drawn with replacement."""
    rng = np.random.default_rng(1)
    groups = sorted(set(pairs.sources), key=sorted)
    at = {group: np.flatnonzero([own == group for own in pairs.sources]) for group in groups}
    drawn: dict[str, list[float]] = {}
    for _ in range(DRAWS):
        chosen = np.concatenate([at[groups[i]] for i in rng.integers(0, len(groups), len(groups))])
        for name, value in figures(pairs.truth[chosen], scores[chosen]).items():
            drawn.setdefault(name, []).append(value)
    return {
        name: (float(np.percentile(v, 2.5)), float(np.percentile(v, 97.5)))
        for name, v in drawn.items()
    }


def report(title: str, pairs: Pairs, scores: Array) -> None:
    """Print the figures of some pairs with their intervals, and what was taken for what."""
    sources = len(set().union(*pairs.sources))
    print(f"\n{title}: {len(pairs.rows)} pairs of {sources} sources")
    within = intervals(pairs, scores)
    for name, value in figures(pairs.truth, scores).items():
        low, high = within[name]
        print(f"  {name:26s} {value:.3f}   ({low:.3f} to {high:.3f})")
    said = Counter(zip(pairs.truth.tolist(), scores.argmax(1).tolist(), strict=True))
    for (true, taken), count in sorted(said.items()):
        if true != taken:
            print(f"  {count} of {DECIDED[true]} called {DECIDED[taken]}")


def curve(truth: NDArray[np.int64], scores: Array) -> None:
    """Print how often the best score was right, by its height: what LEAST_SCORE follows."""
    top, right = scores.max(1), scores.argmax(1) == truth
    print("\nbest score: pairs, share right")
    for low in np.arange(0.2, 1.0, 0.1):
        here = (top >= low) & (top < low + 0.1 + 1e-9)
        if here.any():
            print(f"  {low:.1f} to {low + 0.1:.1f}: {here.sum():4d}  {right[here].mean():.2f}")


def _said(row: dict[str, Any], scores: Array) -> str:
    """The kind that is said of a pair, or undecided."""
    by_kind = dict(zip(DECIDED, scores.tolist(), strict=True))
    numbers = {MeasureName(n): float(v) for n, v in row["numbers"].items() if v is not None}
    if what_would_decide(by_kind, numbers) is not None:
        return str(RelationKind.UNDECIDED)
    return str(max(DECIDED, key=lambda kind: by_kind[kind]))


def _read(path: Path, counts: float) -> Pairs:
    rows: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))
    return pairs_of(rows, counts)


def main() -> None:
    """Judge on sources left out, fit to all, and write when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("numbers", type=Path, nargs="+")
    parser.add_argument("--made", type=Path, nargs="*", default=[])
    parser.add_argument("--teach", type=Path, nargs="*", default=[])
    parser.add_argument("--unseen", type=Path, nargs="*", default=[])
    parser.add_argument("--nested", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--errors", action="store_true", help="list every pair said wrongly")
    parser.add_argument("--origin", default="development footage")
    chosen = parser.parse_args()
    told = [_read(path, REAL) for path in chosen.numbers]
    more = [_read(path, REAL) for path in chosen.teach]
    made = [_read(path, MADE) for path in chosen.made]
    everything = joined([*told, *more, *made])
    count = sum(len(pairs.rows) for pairs in told)
    asked = np.arange(len(everything.rows)) < count
    settings = best_settings(everything)
    print(settings)
    scores = left_out(everything, None if chosen.nested else settings, asked)[asked]
    start = 0
    for path, pairs in zip(chosen.numbers, told, strict=True):
        report(path.stem, pairs, scores[start : start + len(pairs.rows)])
        start += len(pairs.rows)
    whole = everything.of(asked)
    report("all", whole, scores)
    curve(whole.truth, scores)
    if chosen.errors:
        for row, true, mine in zip(whole.rows, whole.truth, scores, strict=True):
            if mine.argmax() != true:
                print(row["left"], row["right"], DECIDED[true], np.round(mine, 2).tolist())
    fit = fitted(everything, settings)
    for path in chosen.unseen:
        unseen = _read(path, REAL)
        report(f"{path.stem}, not fitted to", unseen, scored(fit, unseen))
    print(json.dumps(fit, indent=1))
    said = [_said(row, one) for row, one in zip(whole.rows, scores, strict=True)]
    kinds = table([str(DECIDED[t]) for t in whole.truth], said, chosen.origin)
    print(json.dumps(kinds, indent=1))
    if chosen.write:
        held = json.loads(RATES.read_text("utf-8"))
        RATES.write_text(json.dumps(held | {"kinds": kinds}, indent=1) + "\n", encoding="utf-8")
        kept = {"origin": chosen.origin, **fit}
        FILE.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
