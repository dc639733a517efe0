"""Writes comparing/copies/error_rates.json: how often the copy engine errs for two films of a case.

usage: python -m bench.accuracy.copies_errors [--write]

Every made query (one for each kind of edit, and those that show nothing of the others) is asked of
each of the three films it may be cut from, a pair at a time, as a case asks. A copy is said where a
stretch reaches the engine's operating point; a retake of the film is no copy of it.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from bench.accuracy.copies_made import KINDS, OTHERS, MadeSet
from secondtake.archive.film_description import described
from secondtake.comparing import copies

FILE = Path(copies.__file__).with_name("error_rates.json")
REFERENCES = ("original", "second", "retake")


def main() -> None:
    """Measure and print; ``--write`` puts the rates where findings take them from."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    right = wrong = of_kind = others = 0
    with tempfile.TemporaryDirectory() as folder:
        made = MadeSet(Path(folder))
        held = {name: described(Path(folder) / f"{name}.mp4") for name in REFERENCES}
        for name in (*KINDS, *OTHERS):
            query = made.other(name) if name in OTHERS else made.made(name)
            true = {piece.reference for piece in query.truth}
            film = described(query.path)
            said = {
                reference
                for reference, there in held.items()
                if copies.film_copies(("query", film), (reference, there)).stretches
            }
            print(f"| {name} | {', '.join(sorted(said)) or 'none'} |", flush=True)
            right, of_kind = right + len(said & true), of_kind + len(true)
            wrong, others = wrong + len(said - true), others + len(REFERENCES) - len(true)
    seen = ""
    if not wrong:
        seen = (
            "; no false alarm was seen, the rate is the upper end of the 95 % interval of none in "
            f"{others}"
        )
    table = {
        "copy": {
            "threshold": copies.OPERATING_POINT,
            "false_alarm_rate": round(_upper(wrong, others), 4),
            "recall": round(right / of_kind, 4),
            "pairs": of_kind + others,
            "tested_on": f"made films: {len(KINDS)} kinds of edits and {len(OTHERS)} films that "
            f"share nothing, each against {len(REFERENCES)} films, one of them a retake{seen}",
        }
    }
    print(json.dumps(table, indent=1))
    if asked.write:
        FILE.write_text(json.dumps({"kinds": table}, indent=1) + "\n", encoding="utf-8")


def _upper(wrong: int, count: int) -> float:
    """The rate seen, or the upper end of the 95 % interval where none was: 1 - .05^(1/n)."""
    return wrong / count if wrong else 1 - 0.05 ** (1 / count)


if __name__ == "__main__":
    main()
