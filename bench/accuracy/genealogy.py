"""How well pages that tell one story are tied: families of pages written by us, of known descent.

usage: python -m bench.accuracy.genealogy [--speed PAGES]

A tie is right when both pages tell one story; a direction is right when it is the true one, and
open where nothing in the pages tells it. ``--speed``: so many copies of the pages in one go.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from pathlib import Path

from secondtake.reading import genealogy
from secondtake.workbench import read

FAMILIES = Path(__file__).parents[1] / "families"
FLOORS = {"tied": 0.85, "rightly tied": 0.85, "directions": 0.75, "origins": 0.8}
"""Shares CI keeps; what was measured lies above."""


def measured() -> tuple[dict[str, float], list[str]]:
    """The shares of FLOORS over all families, and what went wrong, in words."""
    truth = json.loads((FAMILIES / "truth.json").read_text(encoding="utf-8"))
    counts: Counter[str] = Counter()
    wrong = []
    for family, known in truth.items():
        pages = {p.stem: read(p.read_bytes()) for p in sorted((FAMILIES / family).glob("*.txt"))}
        names = {r.article.exhibit: name for name, r in pages.items()}
        found = genealogy(list(pages.values()), {})
        assert found is not None
        told = {
            frozenset((names[d.left], names[d.right])): names.get(d.earlier or "")
            for d in found.descents
        }
        true = {frozenset((p["left"], p["right"])): p["earlier"] for p in known["pairs"]}
        counts["true"] += len(true)
        counts["told"] += len(told)
        counts["both"] += len(true.keys() & told.keys())
        counts["directions"] += sum(told[p] == true[p] for p in true.keys() & told.keys())
        counts["families"] += 1
        counts["origins"] += len(found.origins) == known["origins"]
        if told != true or len(found.origins) != known["origins"]:
            shown = {" ".join(sorted(pair)): earlier for pair, earlier in told.items()}
            wrong.append(f"{family}: told {shown}, {len(found.origins)} origins")
    return {
        "tied": counts["both"] / max(1, counts["true"]),
        "rightly tied": counts["both"] / max(1, counts["told"]),
        "directions": counts["directions"] / max(1, counts["both"]),
        "origins": counts["origins"] / max(1, counts["families"]),
    }, wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--speed", type=int)
    asked = parser.parse_args()
    shares, wrong = measured()
    for name, share in shares.items():
        print(f"{name}: {share:.3f}")
    for line in wrong:
        print(line)
    if asked.speed:
        files = sorted(FAMILIES.glob("*/*.txt"))
        pages = [
            read(files[n % len(files)].read_bytes() + f"\n\nCopy {n} of it.\n".encode())
            for n in range(asked.speed)
        ]
        began = time.perf_counter()
        genealogy(pages, {})
        print(f"{asked.speed} pages that were read: {time.perf_counter() - began:.2f} s")


if __name__ == "__main__":
    main()
