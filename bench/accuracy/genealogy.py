"""How well pages that tell one story are tied: families of pages written by us, of known descent.

usage: python -m bench.accuracy.genealogy [--speed PAGES]

A tie is right when both pages tell one story. ``--speed``: so many copies of the pages in one go.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable, Mapping
from itertools import combinations
from pathlib import Path

from secondtake.reading import genealogy
from secondtake.workbench import read

FAMILIES = Path(__file__).parents[1] / "families"
OTHER = "other-"
"""Families written by somebody who had not seen the method; it was not changed on their texts but
for siblings, whose direction was told by dates."""
FLOORS = {"tied": 0.95, "rightly tied": 0.95, "directions right": 0.95, "origins": 0.95}
"""Shares CI keeps: what was measured on 2026-11-30, 1.0 each, less .05."""


def measured(only: Callable[[str], bool] = bool) -> tuple[dict[str, float], list[str]]:
    """The shares of FLOORS over families, how many directions were told, and errors in words.

    A pair tied through a third page of its family is rightly tied; its direction is right when it
    leads from an ancestor.
    """
    truth = json.loads((FAMILIES / "truth.json").read_text(encoding="utf-8"))
    counts: Counter[str] = Counter()
    wrong = []
    for family in filter(only, truth):
        pages = {p.stem: read(p.read_bytes()) for p in sorted((FAMILIES / family).glob("*.txt"))}
        names = {r.article.exhibit: name for name, r in pages.items()}
        found = genealogy(list(pages.values()), {})
        assert found is not None
        told = {
            frozenset((names[d.left], names[d.right])): names.get(d.earlier or "")
            for d in found.descents
        }
        true = {frozenset((p["left"], p["right"])): p["earlier"] for p in truth[family]["pairs"]}
        kin = _tied(true)
        counts["true"] += len(true)
        counts["found"] += len(true.keys() & told.keys())
        counts["told"] += len(told)
        counts["right"] += sum(pair in kin for pair in told)
        leading = {pair: earlier for pair, earlier in told.items() if earlier}
        counts["leading"] += len(leading)
        right = sum(_leads(earlier, pair, true) for pair, earlier in leading.items())
        counts["led"] += right
        counts["families"] += 1
        origins = len(found.origins) == truth[family]["origins"]
        counts["origins"] += origins
        if right < len(leading) or not origins or not true.keys() <= told.keys() <= kin:
            shown = {" ".join(sorted(pair)): earlier for pair, earlier in told.items()}
            wrong.append(f"{family}: told {shown}, {len(found.origins)} origins")
    return {
        "tied": counts["found"] / max(1, counts["true"]),
        "rightly tied": counts["right"] / max(1, counts["told"]),
        "directions right": counts["led"] / max(1, counts["leading"]),
        "origins": counts["origins"] / max(1, counts["families"]),
        "directions told": counts["leading"] / max(1, counts["told"]),
    }, wrong


def _tied(true: Mapping[frozenset[str], str | None]) -> set[frozenset[str]]:
    """Every pair of pages that true pairs join, also through others."""
    pages = sorted({page for pair in true for page in pair})
    group = {page: page for page in pages}
    for _ in pages:
        for one, other in map(sorted, true):
            group[one] = group[other] = min(group[one], group[other])
    return {frozenset(p) for p in combinations(pages, 2) if group[p[0]] == group[p[1]]}


def _leads(earlier: str, pair: frozenset[str], true: Mapping[frozenset[str], str | None]) -> bool:
    """Whether the page is an ancestor of the pair's other page."""
    (taken,) = pair - {earlier}
    below = {earlier}
    for _ in true:
        below |= {page for p, giver in true.items() if giver in below for page in p - {giver or ""}}
    return taken in below


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--speed", type=int)
    asked = parser.parse_args()
    for title, only in (
        ("ours", lambda name: not name.startswith(OTHER)),
        ("by another hand", lambda name: name.startswith(OTHER)),
    ):
        shares, wrong = measured(only)
        print(title, {name: round(share, 3) for name, share in shares.items()})
        for line in wrong:
            print("  ", line)
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
