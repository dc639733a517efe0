"""Flip one bit in each of many places of a case or a bundle; count how many `verify` finds, names.

Run: ``python -m bench.evidence.flips CASE --flips 200`` (the case is copied, never changed), or
with a bundle in place of the case and its head, ``--head HEAD``.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
from collections import Counter
from pathlib import Path

from secondtake.errors import SecondTakeError
from secondtake.workbench import verify, verify_bundle


def main() -> None:
    """Print a line for each flip that was not found, and the counts by kind of file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", type=Path)
    parser.add_argument("--flips", type=int, default=200)
    parser.add_argument("--head", help="the head of a bundle: the folder is one")
    options = parser.parse_args()
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        case = Path(shutil.copytree(options.case, Path(folder) / "case"))
        files = sorted(p for p in case.rglob("*") if p.is_file() and p.stat().st_size)
        kinds: dict[str, list[Path]] = {}
        for path in files:
            kinds.setdefault(path.relative_to(case).parts[0], []).append(path)
        found, all_flips, named = Counter[str](), Counter[str](), Counter[str]()
        for number in range(options.flips):
            kind = sorted(kinds)[number % len(kinds)]
            path = chance.choice(kinds[kind])
            at, bit = chance.randrange(path.stat().st_size), 1 << chance.randrange(8)
            all_flips[kind] += 1
            whole = path.read_bytes()
            path.chmod(0o644)
            path.write_bytes(whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :])
            said = _said(case, options.head)
            found[kind] += bool(said)
            named[kind] += path.name in said
            if path.name not in said:
                where = f"{path.relative_to(case)} byte {at} bit {bit}"
                print(f"not {'named' if said else 'found'}: {where} {said[:200]}")
            path.write_bytes(whole)
            for name in ("case.db-wal", "case.db-shm"):
                (case / name).unlink(missing_ok=True)
    for kind in sorted(kinds):
        print(f"{kind:15} {found[kind]:4} of {all_flips[kind]:4} found, {named[kind]:4} named")
    total = all_flips.total()
    print(f"{'in all':15} {found.total():4} of {total:4} found, {named.total():4} named")


def _said(folder: Path, head: str | None) -> str:
    try:
        found = verify(folder) if head is None else verify_bundle(folder, head=head)
        return " ".join(found.problems)
    except SecondTakeError as error:
        return str(error)


if __name__ == "__main__":
    main()
