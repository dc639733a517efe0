"""Precision and recall of shot transitions on edited films with known cuts, beside the field's.

Run: ``python -m bench.accuracy.shots FOLDER... --set unseen [--transnet transnetv2.onnx]``.
``FOLDER`` holds the files of ``bench/accuracy/stretches.csv``; without any, rendered scenes only.
PySceneDetect is run when it can be imported (``pip install scenedetect-headless``).
A cut or jump is found within 0.08 s, a dissolve or fade when a transition lies on it.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import numpy as np

from bench.accuracy.edits import Edit
from bench.accuracy.edits_carried import Carried, carried, write_carried
from bench.accuracy.edits_wide import wide_films
from bench.accuracy.shots_clips import rendered, stretches
from bench.accuracy.shots_peers import Found, finders

TOLERANCE = 0.0801
"""Seconds a cut may be off: two frames at 25/s."""
SEEDS = {"tuning": 100, "seen": 900, "looked": 1700, "counted": 2500, "unseen": 3300}
"""By set; ``looked`` and ``counted`` were unseen until 30 November 2026."""
Counts = dict[str, list[int]]
"""By name: found, missed and false."""


def main() -> None:
    """Make the films, run everybody on each, print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--films", type=int, default=24)
    parser.add_argument("--set", default="tuning", choices=list(SEEDS))
    parser.add_argument("--transnet", type=Path)
    parser.add_argument("--each", action="store_true", help="name each miss and false alarm")
    asked = parser.parse_args()
    clips = stretches(asked.folders, asked.set) or rendered(4)
    print(f"{len(clips)} single shots of {len({c.source for c in clips.values()})} sources")
    tables: dict[str, dict[str, Counts]] = defaultdict(dict)
    everybody = list(finders(asked.transnet))
    for number, (source, way, film) in enumerate(wide_films(clips, asked.films, SEEDS[asked.set])):
        with tempfile.TemporaryDirectory() as folder:
            path = write_carried(Path(folder) / "film.mp4", film)
            for name, finder in everybody:
                counts, faults = score(film, finder(path))
                table = tables[name]
                _add(table.setdefault("kind", _none()), counts)
                whole = {"all": [sum(c[i] for c in counts.values()) for i in range(3)]}
                for by, key in (("source", source), ("carried", way), ("all", "all")):
                    _add(table.setdefault(by, _none()), {key: whole["all"]})
                if asked.each:
                    print(f"{name}, film {number}: {_cell(*whole['all'])}", flush=True)
                    for fault in faults:
                        print(f"{name}, film {number} ({source}, {way}): {fault}")
    for by in ("all", "kind", "source", "carried"):
        _print(by, tables)


def score(film: Carried, found: Found) -> tuple[Counts, list[str]]:
    """Found, missed and false by kind, and each fault in words.

    A false one counts to the event it lies in, or to the kind the finder called it.
    """
    counts, faults, left = _none(), [], list(found)
    for kind, start, end in film.truth:
        on = (f for f in left if f[1] >= start - TOLERANCE and f[0] <= end + TOLERANCE)
        hit = next(on, None)
        counts[kind][hit is None] += 1
        if hit is None:
            faults.append(f"{kind} at {start:.2f} to {end:.2f} s missed")
        else:
            left.remove(hit)
    for at, _, kind in left:
        inside = next((n for s, n in film.events if s - 0.1 <= at <= s + 2.1), None)
        counts[f"in {inside}" if inside else f"elsewhere: {kind}"][2] += 1
        faults.append(f"{kind or 'transition'} at {at:.2f} s false, in {inside}")
    return counts, faults


def plain(edit: Edit) -> Carried:
    """An edited film as it is."""
    edit.names = edit.names or ["event"] * len(edit.flashes)
    return carried(edit, "as it is", np.random.default_rng(0))


def run(film: Carried, finder: Callable[[Path], Found]) -> Found:
    """What a finder finds in a film, which is written for it."""
    with tempfile.TemporaryDirectory() as folder:
        return finder(write_carried(Path(folder) / "film.mp4", film))


def f1(hit: int, missed: int, false: int) -> float:
    """Twice what was found over all that was and was to be found."""
    return 2 * hit / max(1, 2 * hit + missed + false)


def _none() -> Counts:
    return defaultdict(lambda: [0, 0, 0])


def _add(total: Counts, more: Counts) -> None:
    for name, counts in more.items():
        total[name] = [a + b for a, b in zip(total[name], counts, strict=True)]


def _print(by: str, tables: dict[str, dict[str, Counts]]) -> None:
    names = sorted({key for table in tables.values() for key in table[by]})
    print(f"\n| {by} | " + " | ".join(tables) + " |")
    print("|---|" + "---|" * len(tables))
    for name in names:
        cells = (_cell(*table[by][name]) for table in tables.values())
        print(f"| {name} | " + " | ".join(cells) + " |")


def _cell(hit: int, missed: int, false: int) -> str:
    if not hit + missed:
        return f"{false} false"
    precision = hit / max(1, hit + false)
    rates = f"P {precision:.3f}, R {hit / (hit + missed):.3f}, F1 {f1(hit, missed, false):.3f}"
    return f"{hit} of {hit + missed}, {false} false" + (f", {rates}" if false or missed else "")


if __name__ == "__main__":
    main()
