"""What copies, shots and relations are worth after messengers and platforms had the film.

    python -m bench.accuracy.platforms FOLDER... [--half seen|unseen] [--only NAME...]
        [--rendered 1] [--relate] [--takes PAIRS.csv]

Originals of two shots of 4 s each are made from the films of the FOLDERs (every other film by
name: one half is tuned on, the other left unseen) and from rendered scenes, and handed through each
platform. A row a platform: shots found as copies; of those how many within .1 s; films found whole
when the original is looked for in what came of it; cuts found; false cuts; false copies of another
original, and of another in the same dress; words for what was done that were told; what ``relate``
calls film and original (``--relate``); and every word told. ``--takes`` dresses the left, then
both, of the retakes of a pairs.csv: none may be a copy.
"""

from __future__ import annotations

import argparse
import csv
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.accuracy.copies_edits import rendered
from bench.accuracy.platform_edits import (
    CHAINS,
    ORIGINAL_RATE,
    PLATFORMS,
    Dressed,
    Frames,
    dressed,
)
from bench.accuracy.platform_frames import filling
from bench.scenes.film import write
from secondtake import viewing
from secondtake.archive.film_description import described, digest_of
from secondtake.comparing.copies import FilmDescriptors
from secondtake.comparing.copies.shared_stretches import film_copies
from secondtake.model.pair_results import CopiedStretch
from secondtake.workbench.standalone.film_relations import relate

__all__ = ["Original", "Row", "cuts_of", "handed_on", "originals_of", "row_of", "shared"]

PIECE = 4.0
"""Seconds of each of an original's two shots."""
IN_TIME = 0.1
"""Seconds a copy's times may be off to be right."""
CUT_PLAY = 0.12
"""Seconds a cut may be off: the platforms' 30 pictures a second move it by up to .04."""
WIDE = 640
VIDEO = {".mp4", ".mkv", ".webm"}


@dataclass(frozen=True, kw_only=True)
class Original:
    """A film of two shots on disk, its pictures, its fingerprint, and the cuts found in it."""

    name: str
    path: Path
    frames: Frames
    print: FilmDescriptors
    cuts: tuple[float, ...]


@dataclass(kw_only=True)
class Row:
    """Figures of one platform; every pair is how many, of how many."""

    found: list[int]
    in_time: int = 0
    back: int = 0
    cuts: list[int]
    false_cuts: int = 0
    false_copies: int = 0
    false_dressed: int = 0
    words: list[int]
    named: Counter[str]
    kinds: Counter[str]


def main() -> None:
    """Make, look for, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--half", choices=["seen", "unseen"], default="seen")
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--originals", type=int, default=2, help="at most, of the folders")
    parser.add_argument("--rendered", type=int, default=1)
    parser.add_argument("--relate", action="store_true")
    parser.add_argument("--takes", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held)
        pieces = _pieces(asked.folders, asked.half, 2 * asked.originals)
        other = _scenes(90, 1)[0]
        pieces += _scenes(0 if asked.half == "seen" else 60, 2 * asked.rendered)
        films = originals_of(pieces, folder)
        for name in asked.only or [*PLATFORMS, *CHAINS]:
            print(_printed(name, row_of(name, films, other[1], folder, asked.relate)), flush=True)
            if asked.takes:
                print(_takes(name, asked.takes, other[1], folder, asked.relate), flush=True)


def originals_of(pieces: Sequence[tuple[str, Frames]], folder: Path) -> list[Original]:
    """Originals of each two pieces."""
    out = []
    for number in range(0, len(pieces) - 1, 2):
        (one, first), (two, second) = pieces[number : number + 2]
        # Both shots have the shape of the first: platforms get one film.
        height, width = (n // 2 * 2 for n in first[0].shape[:2])
        frames = [filling(f, (width, height)) for f in (*first, *second)]
        path = write(folder / f"original{number}.mp4", frames, rate=ORIGINAL_RATE, quality=20)
        out.append(
            Original(
                name=f"{one}+{two}",
                path=path,
                frames=frames,
                print=described(path),
                cuts=cuts_of(path),
            )
        )
    return out


def row_of(
    name: str, films: list[Original], other: Frames, folder: Path, relating: bool = False
) -> Row:
    """Every original handed through one platform or chain, searched for and scored."""
    row = Row(found=[0, 0], cuts=[0, 0], words=[0, 0], named=Counter(), kinds=Counter())
    prints: list[FilmDescriptors] = []
    for number, film in enumerate(films):
        made = handed_on(name, film.frames, other, folder / f"d{number}.mp4", film.cuts)
        query = described(made.path)
        prints.append(query)
        told = shared(query, film.print)
        _score_copies(row, made, told)
        edits = "; ".join(word for one in told for word in one.edits)
        asked = {word for step in CHAINS.get(name, (name,)) for word in PLATFORMS[step].named}
        row.words[0] += sum(word in edits for word in asked)
        row.words[1] += len(asked)
        row.back += len(_hits(made, shared(film.print, query), turned=True)) == 2
        row.false_copies += len(shared(query, films[number - 1].print))
        _score_cuts(row, made, cuts_of(made.path))
        if relating:
            row.kinds[str(relate(made.path, film.path).closest.kind)] += 1
    if not _shares(name):
        beside = zip(prints, prints[-1:] + prints[:-1], strict=True)
        row.false_dressed = sum(len(shared(one, two)) for one, two in beside)
    return row


def handed_on(
    name: str, frames: Frames, other: Frames, path: Path, cuts: tuple[float, ...] = ()
) -> Dressed:
    """A film as one platform, or several in a row, hand it on."""
    chain = CHAINS.get(name, (name,))
    rate, start, speed, end = ORIGINAL_RATE, 0.0, 1.0, len(frames) / ORIGINAL_RATE
    for step, platform in enumerate(chain):
        made = dressed(
            path.with_stem(f"{path.stem}_{step}"),
            PLATFORMS[platform],
            frames,
            other,
            cuts=cuts,
            rate=rate,
        )
        start, end = (made.start + t / made.speed for t in (start, end))
        speed *= made.speed
        cuts = made.cuts
        if platform != chain[-1]:
            view = viewing.whole(made.path, rate=30, long_side=1024, max_frames=1500)
            frames, rate = list(view.rgb), 30
    return Dressed(path=made.path, start=start, end=end, speed=speed, cuts=cuts)


def shared(left: FilmDescriptors, right: FilmDescriptors) -> tuple[CopiedStretch, ...]:
    """What two films share, the left one as the left."""
    return film_copies(("b", left), ("a", right)).stretches


def cuts_of(path: Path) -> tuple[float, ...]:
    """Where the film is cut, in seconds."""
    exhibit = digest_of(path)
    seen = viewing.watch(path, exhibit, observers=("shots",), keep=lambda data, kind: "")
    return tuple(shot.span.seconds[0] for shot in seen.records["shots"][1:])


def _hits(made: Dressed, told: Sequence[CopiedStretch], *, turned: bool = False) -> list[float]:
    """Of each of the original's shots that a stretch covers by half: seconds it is off, under .5.

    ``turned``: the original was looked for in the finished film.
    """
    found = []
    for number in range(2):
        low = made.start + number * PIECE / made.speed
        high = low + PIECE / made.speed
        best = 0.5
        for one in told:
            mine, yours, slope = one.left, one.right, one.slope
            if turned:
                mine, yours, slope = yours, mine, 1 / slope
            first, last = max(low, mine[0]), min(high, mine[1])
            if last - first >= (high - low) / 2:
                at = (first + last) / 2
                begun = yours[0] if slope > 0 else yours[1]
                off = begun + slope * (at - mine[0]) - made.speed * (at - made.start)
                best = min(best, abs(off))
        if best < 0.5:
            found.append(best)
    return found


def _score_copies(row: Row, made: Dressed, told: tuple[CopiedStretch, ...]) -> None:
    hits = _hits(made, told)
    row.found[0] += len(hits)
    row.found[1] += 2
    row.in_time += sum(off <= IN_TIME for off in hits)
    row.named.update({word for one in told for word in one.edits})


def _score_cuts(row: Row, made: Dressed, told: tuple[float, ...]) -> None:
    hit = [cut for cut in made.cuts if any(abs(cut - t) <= CUT_PLAY for t in told)]
    row.cuts[0] += len(hit)
    row.cuts[1] += len(made.cuts)
    row.false_cuts += sum(all(abs(cut - t) > CUT_PLAY for cut in made.cuts) for t in told)


def _takes(name: str, table: Path, other: Frames, folder: Path, relating: bool) -> str:
    """Copies found between two takes of which the left, or both, went through a platform."""
    with table.open(encoding="utf-8", newline="") as file:
        pairs = [r for r in csv.DictReader(file) if r["relation"] == "retake"]
    false, kinds = [0, 0], Counter[str]()
    shares = _shares(name)
    for row in pairs:
        sides = [
            list(viewing.whole(table.parent / row[k], rate=ORIGINAL_RATE, long_side=WIDE).rgb)
            for k in ("left", "right")
        ]
        paths = [folder / f"take{k}.mp4" for k in range(2)]
        made = [handed_on(name, f, other, p).path for f, p in zip(sides, paths, strict=True)]
        right = table.parent / row["right"]
        left, both = described(made[0]), described(made[1])
        false[0] += bool(shared(left, described(right)))
        false[1] += bool(shared(left, both)) and not shares
        if relating:
            kinds[str(relate(made[0], right).closest.kind)] += 1
    copies = f"copies: one dressed {false[0]}, both {false[1]}"
    return f"| {name}, retakes | {len(pairs)} | {copies} | {dict(kinds)} |"


def _shares(name: str) -> bool:
    return any(PLATFORMS[p].shares for p in CHAINS.get(name, (name,)))


def _pieces(folders: list[Path], half: str, most: int) -> list[tuple[str, Frames]]:
    """4 s of the middle of the films of a half that are long enough, by name."""
    paths = sorted(p for f in folders for p in f.iterdir() if p.suffix in VIDEO)
    out: list[tuple[str, Frames]] = []
    for path in paths[half == "unseen" :: 2]:
        if len(out) == most:
            break
        view = viewing.whole(path, rate=ORIGINAL_RATE, long_side=WIDE, max_frames=400)
        times = np.arange(0, PIECE, 1 / ORIGINAL_RATE) + max(0, (view.seconds[-1] - PIECE) / 2)
        if view.seconds[-1] >= PIECE:
            nearest = np.searchsorted(view.seconds, times + 1e-6, side="right") - 1
            out.append((path.stem, [view.rgb[i].copy() for i in nearest.clip(0)]))
    return out


def _scenes(seed: int, count: int) -> list[tuple[str, Frames]]:
    made = rendered(seed, count)
    return [(name, f[25 : 25 + round(PIECE * ORIGINAL_RATE)]) for name, f in made.items()]


def _printed(name: str, row: Row) -> str:
    words = ", ".join(f"{word} {count}" for word, count in row.named.most_common())
    kinds = ", ".join(f"{kind} {count}" for kind, count in row.kinds.items())
    return (
        f"| {name} | {row.found[0]} of {row.found[1]} | {row.in_time} | {row.back} | "
        f"{row.cuts[0]} of {row.cuts[1]} | {row.false_cuts} | {row.false_copies} | "
        f"{row.false_dressed} | {row.words[0]} of {row.words[1]} | {kinds} | {words} |"
    )


if __name__ == "__main__":
    main()
