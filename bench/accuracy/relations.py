"""Compares takes of every pair of a pairs.csv and scores what was said with a given scorer.

usage: python -m bench.accuracy.relations PAIRS.csv OUT.json [--films FOLDER] [--scorer S.py]
           [--numbers N.json]

This is the word of one engine; ``secondtake relate --pairs`` gives that of all together. OUT.json
is what the scorer reads. N.json keeps the measurements of each pair for
``bench.accuracy.relations_fit``. Films are looked for in FOLDER, or beside PAIRS.csv.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from secondtake.comparing import Described, compare_takes, describe
from secondtake.export.messages.reason_words import in_words
from secondtake.model.pair_results import TakesResult
from secondtake.viewing.shot_frames import whole


def described(names: list[str], folder: Path) -> dict[str, Described]:
    """Every film described once, with the seconds it took on stderr."""
    found = {}
    for name in names:
        start = time.perf_counter()
        view = whole(folder / name)
        seen = time.perf_counter()
        found[name] = describe(view)
        took = time.perf_counter() - seen
        print(f"{name}: decoded {seen - start:.2f} s, described {took:.2f} s", file=sys.stderr)
    return found


def prediction(row: dict[str, str], relation: TakesResult) -> dict[str, Any]:
    """What the scorer reads, with differences and reasons beside it."""
    return {
        "left": row["left"],
        "right": row["right"],
        "kind": relation.kind,
        "scores": {k: round(v, 5) for k, v in relation.scores},
        "differences": [
            {
                "what": in_words(d.what),
                "left_box": d.left_box,
                "right_box": d.right_box,
                "size": d.size,
            }
            for d in relation.differences
        ],
        "because": [in_words(one) for one in relation.because],
        "missing": [in_words(one) for one in relation.missing],
    }


def main() -> None:
    """Describe, relate, write, score."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--films", type=Path)
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--numbers", type=Path)
    chosen = parser.parse_args()
    with chosen.pairs.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = sorted({row[side] for row in rows for side in ("left", "right")})
    shots = described(names, chosen.films or chosen.pairs.parent)
    start = time.perf_counter()
    relations = [compare_takes(shots[row["left"]], shots[row["right"]]) for row in rows]
    each = (time.perf_counter() - start) / max(1, len(rows))
    print(f"{len(rows)} pairs related, {each:.2f} s each", file=sys.stderr)
    told = [prediction(row, relation) for row, relation in zip(rows, relations, strict=True)]
    chosen.out.write_text(json.dumps(told, indent=1), encoding="utf-8")
    if chosen.numbers:
        measured = [
            {
                **row,
                "numbers": {m.name: m.value for m in relation.measurements if m.value is not None},
            }
            for row, relation in zip(rows, relations, strict=True)
        ]
        chosen.numbers.write_text(json.dumps(measured, indent=1), encoding="utf-8")
    if chosen.scorer:
        scorer = [sys.executable, str(chosen.scorer), str(chosen.pairs), str(chosen.out)]
        subprocess.run(scorer, check=True)


if __name__ == "__main__":
    main()
