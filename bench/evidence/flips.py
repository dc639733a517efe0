"""Flip one byte in each of many places of a case and count how many `verify` finds.

Run: ``python -m bench.evidence.flips CASE --flips 200`` (the case is copied, never changed).
"""

from __future__ import annotations

import argparse
import random
import shutil
import sqlite3
import tempfile
from collections import Counter
from pathlib import Path

from secondtake.errors import SecondTakeError
from secondtake.store import verify


def main() -> None:
    """Print a line for each flip that was not found, and the counts by kind of file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", type=Path)
    parser.add_argument("--flips", type=int, default=200)
    options = parser.parse_args()
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        case = Path(shutil.copytree(options.case, Path(folder) / "case"))
        files = sorted(p for p in case.rglob("*") if p.is_file() and p.stat().st_size)
        kinds: dict[str, list[Path]] = {}
        for path in files:
            kinds.setdefault(path.relative_to(case).parts[0], []).append(path)
        found, all_flips, same = Counter[str](), Counter[str](), Counter[str]()
        for number in range(options.flips):
            kind = sorted(kinds)[number % len(kinds)]
            path = chance.choice(kinds[kind])
            at, bit = chance.randrange(path.stat().st_size), 1 << chance.randrange(8)
            all_flips[kind] += 1
            before = _content(case) if kind == "case.db" else None
            whole = path.read_bytes()
            path.chmod(0o644)
            path.write_bytes(whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :])
            if _found(case):
                found[kind] += 1
            elif kind == "case.db" and _content(case) == before:
                same[kind] += 1
            else:
                print(f"not found: {path.relative_to(case)} byte {at} bit {bit}")
            path.write_bytes(whole)
            for more in case.glob("case.db-*"):
                more.unlink()
    for kind in sorted(kinds):
        spare = f", {same[kind]} in bytes that hold nothing" if same[kind] else ""
        print(f"{kind:15} {found[kind]:4} of {all_flips[kind]:4} found{spare}")
    print(f"{'in all':15} {found.total():4} of {all_flips.total():4} found, {same.total()} spare")


def _found(case: Path) -> bool:
    try:
        return bool(verify(case).problems)
    except SecondTakeError:
        return True


def _content(case: Path) -> str | None:
    """All that the database says, as SQL; None when it cannot be read."""
    try:
        with sqlite3.connect(f"file:{case / 'case.db'}?mode=ro&immutable=1", uri=True) as db:
            return "\n".join(db.iterdump())
    except (sqlite3.Error, UnicodeDecodeError):
        return None


if __name__ == "__main__":
    main()
