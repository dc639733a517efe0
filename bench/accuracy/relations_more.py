"""Lists more pairs of development footage than its pairs.csv, as far as their truth is sure.

usage: python -m bench.accuracy.relations_more PAIRS.csv MORE.csv

MORE.csv holds the pairs of PAIRS.csv first, then: films of two sources (the first word of a name,
up to ``_``), which are of other places and people; every two signs of one signer (``sign_A_*``),
and every fourth pair of signs of two; every two repetitions (``curl_*``). Copies and inserted
persons are left out of what is added. Figures on takes-dev are of PAIRS.csv alone; the rest
teaches ``bench.accuracy.relations_fit``, which weighs each source alike however long it is.
"""

from __future__ import annotations

import argparse
import csv
from itertools import combinations
from pathlib import Path

Row = tuple[str, str, str, str]
"""Left, right, relation, note."""
REPEATED = "curl"
SIGNED = "sign"
EACH_FOURTH = 4


def more(known: list[Row]) -> list[Row]:
    """The pairs that are not known yet and whose relation the names tell."""
    there = {frozenset(row[:2]) for row in known}
    names = sorted({name for row in known for name in row[:2]})
    own = [n for n in names if not n.startswith("cp_") and "inserted" not in n]
    fresh = [pair for pair in combinations(own, 2) if frozenset(pair) not in there]
    apart = [(a, b) for a, b in fresh if _source(a) != _source(b)]
    signs = [(a, b) for a, b in fresh if _source(a) == _source(b) == SIGNED]
    same = [(a, b) for a, b in signs if a.split("_")[1] == b.split("_")[1]]
    others = [pair for pair in signs if pair not in same][::EACH_FOURTH]
    again = [(a, b) for a, b in fresh if _source(a) == _source(b) == REPEATED]
    return [
        *((a, b, "different", "other place, other people") for a, b in apart),
        *((a, b, "same scene", "same person, another sign") for a, b in same),
        *((a, b, "same scene", "other person, another sign") for a, b in others),
        *((a, b, "retake", "repetitions; later ones with another posture") for a, b in again),
    ]


def _source(name: str) -> str:
    return name.split("_", maxsplit=1)[0]


def main() -> None:
    """Read, add, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("out", type=Path)
    chosen = parser.parse_args()
    with chosen.pairs.open(encoding="utf-8", newline="") as file:
        known = [(r["left"], r["right"], r["relation"], r["note"]) for r in csv.DictReader(file)]
    rows = [*known, *more(known)]
    with chosen.out.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("left", "right", "relation", "note"), *rows])
    print(f"{len(known)} pairs and {len(rows) - len(known)} more")


if __name__ == "__main__":
    main()
