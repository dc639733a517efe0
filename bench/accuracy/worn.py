"""Scores what is worn and held in two takes: a shirt open, a pattern, a vest, a bag, a helmet.

usage: python -m bench.accuracy.worn FOLDER [--part held-out] [--set-ups 12]

Each set-up's first person is plain in one take and, performed again each time, plain, or with one
thing otherwise, in six more. A pair counts where it is laid out as two takes; it is found when a
difference that names a part of a person lies on the first person's box halfway through. Any other
difference that names a person is false, also that all of one differs, and so are all between the
two plain takes.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import cv2

from bench.accuracy.differences import TALL, on_person, placed
from bench.accuracy.relations import described
from bench.scenes import film
from bench.scenes.figure import Look
from bench.scenes.pairs import PARTS, RATE, SetUp, again, set_ups
from bench.scenes.stage import Scene, boxes, render
from secondtake.comparing import compare_takes
from secondtake.comparing.takes.comparer import NEARLY
from secondtake.export.messages.reason_words import in_words
from secondtake.model.enums import ReasonCode, RelationKind

PLAIN = "plain"
CHANGES: dict[str, Callable[[Look], Look]] = {
    PLAIN: lambda look: look,
    "plain again": lambda look: look,
    "shirt open": lambda look: replace(look, shirt_open=True),
    "striped": lambda look: replace(look, stripes=_contrast(look)),
    "vest": lambda look: replace(look, vest=(240, 200, 40)),
    "bag": lambda look: replace(look, bag=(40, 80, 190)),
    "helmet": lambda look: replace(look, helmet=None if look.helmet else (230, 230, 230)),
}


def _contrast(look: Look) -> tuple[int, int, int]:
    red, green, blue = look.shirt
    return (30, 30, 60) if 0.3 * red + 0.59 * green + 0.11 * blue > 128 else (230, 225, 210)


def scene(set_up: SetUp, number: int, change: str) -> Scene:
    """The set-up performed again, its first person plain but for one change."""
    first, *rest = set_up.base.cast
    plain = replace(first, stripes=None, vest=None, shirt_open=False)
    cast = (CHANGES[change](plain), *rest)
    return replace(again(set_up.base, 20 + number), cast=cast)


def main() -> None:
    """Render what is not there yet, relate, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", choices=sorted(PARTS), default="held-out")
    parser.add_argument("--set-ups", type=int, default=12)
    asked = parser.parse_args()
    cv2.setNumThreads(1)
    asked.folder.mkdir(parents=True, exist_ok=True)
    found: Counter[tuple[str, str]] = Counter()
    wrong: Counter[str] = Counter()
    for set_up in set_ups(asked.part, asked.set_ups):
        one(set_up, asked.folder, found, wrong)
    for change in list(CHANGES)[1:]:
        sizes = [
            f"{found[name, 'found']} of {found[name, 'laid out']} found"
            f" ({found[name, 'pairs']} pairs)"
            for name in (change, f"{change}, smaller")
        ]
        told = (
            ""
            if change == "plain again"
            else f"{TALL} px or taller: {sizes[0]}, {sizes[1]} smaller; "
        )
        print(f"{change}: {told}{wrong[change]} false places")


def one(set_up: SetUp, folder: Path, found: Counter[tuple[str, str]], wrong: Counter[str]) -> None:
    """Relate a set-up's plain take with each of the others, and count."""
    names = {change: f"{set_up.name}_{change.replace(' ', '-')}.mp4" for change in CHANGES}
    scenes = {change: scene(set_up, number, change) for number, change in enumerate(CHANGES)}
    for change, name in names.items():
        if not (folder / name).exists():
            quality = 22 + set_up.seed % 9
            film.write(folder / name, list(render(scenes[change])), rate=RATE, quality=quality)
    shots = described(list(names.values()), folder)
    first = scenes[PLAIN]
    for change in list(CHANGES)[1:]:
        relation = compare_takes(shots[names[PLAIN]], shots[names[change]])
        said = [d for d in relation.differences if "person" in d.what.by_name]
        middle = first.frames // 2
        truth = {
            "left_box": boxes(first, middle)[0],
            "right_box": boxes(scenes[change], middle)[0],
        }
        height = round(truth["left_box"][3] * shots[names[PLAIN]].size[1])
        name = change if height >= TALL else f"{change}, smaller"
        whole = ReasonCode.ALL_CLOTHING_COLOUR
        changed = [d for d in said if change != "plain again" and d.what.code != whole]
        right = [d for d in changed if on_person(d, truth)]
        takes = (
            relation.kind == RelationKind.RETAKE or relation.score(RelationKind.RETAKE) >= NEARLY
        )
        found[name, "pairs"] += 1
        found[name, "laid out"] += takes
        found[name, "found"] += bool(right) and takes
        wrong[change] += placed([d.left_box for d in said if d not in right])
        told = [in_words(d.what) for d in said]
        print(f"{names[change]} {height} px, {relation.kind}: {told}", flush=True)


if __name__ == "__main__":
    main()
