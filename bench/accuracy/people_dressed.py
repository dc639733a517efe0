"""Measures whether a person is found again in other clothes, where its face can be seen.

usage: python -m bench.accuracy.people_dressed FOLDER [--shrink SHARE]

No footage at hand shows one person in two sets of clothes, so they are drawn on: each film of the
signers of ``people_labels.csv`` is followed as it is, and again with the signer's upper body in
another colour (as in ``bench.accuracy.relations_dressed``). Every film as it is is compared with
every other film in other clothes. Only the colour of cloth changes: no hat, no mask, no other hair.
``--shrink`` makes every picture smaller first.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from bench.accuracy.people import LABELS
from bench.accuracy.ranking import area
from bench.accuracy.relations_dressed import COLOURS, dressed
from secondtake.comparing import describe
from secondtake.comparing.people import THRESHOLD, PersonFinder
from secondtake.comparing.people.calibration import kind_and_score
from secondtake.comparing.people.similarity import Likeness, Measured
from secondtake.model.footage import ShotView
from secondtake.model.people import PersonTrack
from secondtake.viewing import NO_EXHIBIT
from secondtake.viewing.shot_frames import whole

SIGNERS = "signer"


def main() -> None:
    """Follow, dress, compare and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--shrink", type=float, default=1.0)
    options = parser.parse_args()
    cv2.setNumThreads(1)
    rows = list(_pairs(options.folder, options.shrink))
    _print(rows)


def _signers() -> dict[str, str]:
    """Film and the signer it shows; films of more than one person are left out."""
    films: dict[str, list[str]] = {}
    with LABELS.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            films.setdefault(row["file"], []).append(row["body"])
    return {film: who[0] for film, who in films.items() if len(who) == 1 and SIGNERS in who[0]}


def _pairs(folder: Path, shrink: float) -> Iterator[tuple[Likeness, bool]]:
    """Each film as it is with each other in other clothes, and whether it is one signer."""
    plain, other = [], []
    colours = cycle(COLOURS)
    for film, who in _signers().items():
        view = whole(folder / film)
        changed = dressed(view, describe(view), next(colours))
        plain += [(track, film, who) for track in _largest(film, view, shrink)]
        other += [(track, film, who) for track in _largest(f"{film} dressed", changed, shrink)]
    measured = Measured(tuple(track for track, _, _ in (*plain, *other)))
    for left, (_, film, who) in enumerate(plain):
        for right, (_, dressed_film, dressed_who) in enumerate(other, len(plain)):
            if film.removeprefix("cp_") != dressed_film.removeprefix("cp_"):
                yield measured.likeness(left, right), who == dressed_who


def _largest(name: str, view: ShotView, shrink: float) -> tuple[PersonTrack, ...]:
    """The track seen longest, as one or none."""
    finder = PersonFinder(name, NO_EXHIBIT)
    for seconds, frame in zip(view.seconds, view.rgb, strict=True):
        finder.see(np.array([seconds]), _smaller(frame, shrink)[None])
    return tuple(sorted(finder.finish(), key=lambda t: -len(t.seconds))[:1])


def _smaller(frame: NDArray[np.uint8], share: float) -> NDArray[np.uint8]:
    if share == 1:
        return frame
    small = cv2.resize(frame, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8)


def _print(rows: list[tuple[Likeness, bool]]) -> None:
    for one, words in ((True, "one signer, other clothes"), (False, "two signers")):
        chosen = [likeness for likeness, is_one in rows if is_one == one]
        faces = [likeness for likeness in chosen if not np.isnan(likeness.face)]
        told = [kind_and_score(likeness) for likeness in chosen]
        shown = [kind for kind, score in told if score >= THRESHOLD]
        print(
            f"{words}: {len(chosen)} pairs, {len(faces)} with both faces; at {THRESHOLD} shown "
            f"{len(shown)} ({len(shown) / len(chosen):.3f}), of these as other clothes "
            f"{shown.count('other clothes')}; highest score {max(s for _, s in told):.3f}; overlap "
            f"of clothing, median {np.median([x.clothing for x in chosen]):.2f}"
        )
    known = [(x.face, one) for x, one in rows if not np.isnan(x.face)]
    scores = [(kind_and_score(x)[1], one) for x, one in rows]
    print(f"area under the curve: faces {area(known):.3f}, score {area(scores):.3f}")


if __name__ == "__main__":
    main()
