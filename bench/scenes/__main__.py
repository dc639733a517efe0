"""`python -m bench.scenes OUT`: render made scenes with their true relations."""

from __future__ import annotations

import argparse
from pathlib import Path

from bench.scenes.pairs import PARTS, make

WHOLE, SMALL = 12, 2
"""Set-ups in a part, and in the part for CI."""


def main() -> None:
    """Parse and render; clips that are there are kept, so an interrupted run goes on."""
    parser = argparse.ArgumentParser(prog="python -m bench.scenes", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--part", choices=tuple(PARTS), default="tune")
    parser.add_argument("--small", action="store_true", help="two set-ups instead of twelve")
    options = parser.parse_args()
    pairs = make(options.out, options.part, SMALL if options.small else WHOLE)
    print(f"{pairs} pairs in {options.out / 'pairs.csv'}")


if __name__ == "__main__":
    main()
