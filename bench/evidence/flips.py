"""Flip one bit in each of many places of a case and of a bundle; count how many `verify` finds.

Run: ``python -m bench.evidence.flips --flips 200``, or with ``CASE`` and ``BUNDLE`` of one's own
(they are copied, never changed). Every file takes its turn, whatever it is for.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from bench.evidence import small_case
from secondtake.errors import SecondTakeError
from secondtake.workbench import verify, verify_bundle


def main() -> None:
    """Print a line for each flip that was not found or not named, and counts by kind of file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", type=Path, nargs="?")
    parser.add_argument("bundle", type=Path, nargs="?")
    parser.add_argument("--flips", type=int, default=200)
    parser.add_argument("--head", help="the head that BUNDLE must have")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = small_case.write(folder, stamped=True)
        for what, given, look in (
            ("case", options.case or made[0], lambda p: verify(p).problems),
            (
                "bundle",
                options.bundle or made[1],
                lambda p: verify_bundle(p, head=options.head).problems,
            ),
        ):
            copy = Path(shutil.copytree(given, folder / f"copy of the {what}"))
            _flipped(what, copy, look, options.flips)


def _flipped(what: str, root: Path, look: Callable[[Path], tuple[str, ...]], flips: int) -> None:
    chance = random.Random(7)
    files = sorted(p for p in root.rglob("*") if p.is_file() and p.stat().st_size)
    if _said(root, look):
        raise SystemExit(f"The {what} is not whole before anything is flipped.")
    found, done, named = Counter[str](), Counter[str](), Counter[str]()
    codes = Counter[int]()
    for number in range(flips):
        path = files[number % len(files)]
        where = path.relative_to(root)
        kind = where.parts[0] if where.parts[0] != "data" else "/".join(where.parts[:2])
        at, bit = chance.randrange(path.stat().st_size), 1 << chance.randrange(8)
        whole = path.read_bytes()
        path.chmod(0o644)
        path.write_bytes(whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :])
        said = _said(root, look)
        path.write_bytes(whole)
        done[kind] += 1
        found[kind] += said is not None
        if said is not None:
            codes[said[0]] += 1
            named[kind] += path.name in said[1]
        if said is None or path.name not in said[1]:
            print(f"not {'named' if said else 'found'}: {where} byte {at} bit {bit} {said}")
    empty = [p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file()]
    empty = [name for name in empty if not (root / name).stat().st_size]
    for kind in sorted(done):
        print(f"{kind:28} {found[kind]:4} of {done[kind]:4} found, {named[kind]:4} named")
    print(
        f"the {what}, {len(files)} files: {found.total()} of {done.total()} found, "
        f"{named.total()} named; exit codes {dict(codes)}; empty, with no bit to flip: {empty}"
    )


def _said(root: Path, look: Callable[[Path], tuple[str, ...]]) -> tuple[int, str] | None:
    """The exit code and the sentences; None when all matches."""
    try:
        problems = look(root)
    except SecondTakeError as error:
        return error.exit_code, str(error)
    return (3, " ".join(problems)) if problems else None


if __name__ == "__main__":
    main()
