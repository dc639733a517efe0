"""Copies found in a folder of queries and references, as the scorer reads them.

    python bench/accuracy/copies.py SPLIT_DIR OUT_DIR [--all] [--only Q0001 ...]

SPLIT_DIR holds refs/, queries/, refs.csv and queries.csv. Writes OUT_DIR/archive (kept for the
next run) and OUT_DIR/predictions.csv, one row a query at a time; a query that is there already is
not looked at again.
"""

from __future__ import annotations

import argparse
import csv
import time
from pathlib import Path

from secondtake import archive

COLUMNS = [
    "query_id",
    "ref_id",
    "query_start",
    "query_end",
    "ref_start",
    "ref_end",
    "score",
    "edits",
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("split", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--all", action="store_true", help="every candidate, not only the sure")
    parser.add_argument("--only", nargs="*", default=[])
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    begun = time.process_time()
    archive.add(asked.out / "archive", sorted((asked.split / "refs").iterdir()))
    print(f"references added, {time.process_time() - begun:.0f} s of CPU")
    done_path = asked.out / "done.txt"
    done = set(done_path.read_text().split()) if done_path.exists() else set()
    table = asked.out / "predictions.csv"
    if not table.exists():
        table.write_text(",".join(COLUMNS) + "\n")
    for query in sorted((asked.split / "queries").iterdir()):
        if query.stem in done or (asked.only and query.stem not in asked.only):
            continue
        begun = time.perf_counter()
        rows = archive.search(asked.out / "archive", [query], all=asked.all)
        with table.open("a", newline="") as file:
            for row in rows:
                csv.writer(file).writerow(
                    [
                        query.stem,
                        Path(row["reference"]).stem,
                        row["query_start"],
                        row["query_end"],
                        row["reference_start"],
                        row["reference_end"],
                        row["score"],
                        "; ".join(row["edits"]),
                    ]
                )
        with done_path.open("a") as file:
            file.write(query.stem + "\n")
        print(
            f"{query.stem}: {len(rows)} segments, {time.perf_counter() - begun:.1f} s", flush=True
        )


if __name__ == "__main__":
    main()
