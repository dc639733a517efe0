"""Scores reading on the gold pages of ``bench/pages_languages``, a column for each language's half.

    python -m bench.accuracy.reading_languages            all columns
    python -m bench.accuracy.reading_languages --show     the errors of the seen half

The form is that of ``bench/pages`` (see ``bench.accuracy.reading``), its lines ending in polarity.
Pages were annotated before anything was run on them; those of odd number are held out: nobody
looks at their errors.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path

from bench.accuracy.reading import Tally, score_page

PAGES = Path(__file__).parent.parent / "pages_languages"
MEASURES = (
    "claim recall",
    "source right",
    "own-voice right",
    "chain right",
    "event time right",
    "testable right",
    "check right",
    "about footage right",
    "polarity right",
    "claims found",
    "body words",
    "page date right",
)


def main() -> int:
    """Print the figures of each language's seen and unseen pages."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--show", action="store_true")
    options.add_argument("--seen", action="store_true", help="leave the unseen half unread")
    asked = options.parse_args()
    parts: dict[str, Tally] = defaultdict(Tally)
    for path in sorted(PAGES.glob("*.txt")):
        language, number, _ = path.name.split("-", 2)
        unseen = int(number) % 2 == 1
        if not (unseen and asked.seen):
            score_page(path, parts[f"{language} {'unseen' if unseen else 'seen'}"])
    if asked.show:
        print("\n".join(e for name, t in parts.items() if "unseen" not in name for e in t.errors))
    print(f"{'measure':<22}" + "".join(f"{name:>11}" for name in parts))
    for measure in MEASURES:
        shares = (t.share(measure) if t.asked[measure] else None for t in parts.values())
        cells = ("-" if share is None else f"{share:.3f}" for share in shares)
        print(f"{measure:<22}" + "".join(f"{cell:>11}" for cell in cells))
    return 0


if __name__ == "__main__":
    sys.exit(main())
