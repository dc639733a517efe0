"""Attributions of a PolNeAR-style jsonl by our reader, as the given scorer reads them.

usage: python -m bench.accuracy.attributions DOCS.jsonl OUT.jsonl

A line of DOCS.jsonl holds ``doc`` and ``text``; a line of OUT.jsonl ``doc`` and ``attributions``.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any

from secondtake.model.text import Attribution, Passage
from secondtake.reading import read


def record(one: Attribution) -> dict[str, Any]:
    """One attribution as lists of offsets."""

    def spans(passages: tuple[Passage, ...]) -> list[list[int]]:
        return [[p.start, p.end] for p in passages]

    return {
        "source": spans(one.source),
        "cue": spans(one.cue),
        "content": spans(one.content),
    }


def main() -> None:
    """Read every document and write what was attributed in it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("docs", type=Path)
    parser.add_argument("out", type=Path)
    chosen = parser.parse_args()
    lines = [json.loads(line) for line in chosen.docs.read_text("utf-8").splitlines()]
    began = time.perf_counter()
    with chosen.out.open("w", encoding="utf-8") as file:
        for one in lines:
            found = read(one["text"].encode(), "text/plain", exhibit="0" * 64)
            told = {"doc": one["doc"], "attributions": [record(a) for a in found.attributions]}
            file.write(json.dumps(told) + "\n")
    words = sum(len(one["text"].split()) for one in lines)
    took = time.perf_counter() - began
    print(f"{len(lines)} documents, {words} words, {1000 * took / words:.2f} s for 1,000 words")


if __name__ == "__main__":
    main()
