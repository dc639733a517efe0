"""Measures people in roles: one person found again, and the error at the threshold.

usage: python -m bench.accuracy.people FOLDER [--fit] [--shrink SHARE] [--only WORD]
       [--faces sface|dlib] [--light SHARE]

FOLDER holds the films of ``people_labels.csv`` beside this file: for each track that was looked at
by eye the film, a name of the person that means nothing outside this list, and the middle of the
track's first box, 0 to 1. A track that is in no line is nobody. Pairs inside one film do not
count, nor those that two people could not tell (``UNKNOWN``). ``--shrink`` makes every picture
smaller first, to see the error against the size of faces; ``--light`` takes every other film at
that share of its light.
"""

from __future__ import annotations

import argparse
import csv
import math
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from bench.accuracy.people_clothes import pairs_made
from bench.accuracy.ranking import area, logistic, retrieval
from secondtake.comparing.people import (
    FACES,
    LONG_SIDE,
    RATE,
    THRESHOLD,
    PersonFinder,
    pairs_of_people,
)
from secondtake.comparing.people.calibration import kind_and_score, looks_of
from secondtake.comparing.people.similarity import Likeness, Measured
from secondtake.model.people import PersonTrack
from secondtake.viewing import NO_EXHIBIT, through

LABELS = Path(__file__).with_name("people_labels.csv")
UNKNOWN = ({"jack front", "jack back"}, {"bystander 1", "bystander 2"})
NEAR = 0.03
"""How far a track's first box may lie from its label: the picture's share, both ways summed."""
PENALTY = {"sface": 0.1, "dlib": 0.001}
"""Of the slope of faces; the cosines of dlib spread a ninth as far."""
STRANGERS = ("signer", "table")
"""First words of people known to be different people at one place."""


def main() -> None:
    """Follow, compare and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--fit", action="store_true", help="also print fitted log-odds")
    parser.add_argument("--shrink", type=float, default=1.0)
    parser.add_argument("--only", default="", metavar="WORD", help="people named so alone")
    parser.add_argument("--light", type=float, default=1.0)
    parser.add_argument("--faces", choices=FACES, default="sface")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    labels = _labels()
    tracks, people = [], []
    chosen = [f for f in sorted(labels) if _named(labels[f], options.only)]
    for number, film in enumerate(chosen):
        light = options.light if number % 2 else 1.0
        for track in _follow(options.folder / film, options.shrink, light, options.faces):
            tracks.append(track)
            people.append(_person(track, labels[film]))
    rows = list(_pairs(tuple(tracks), people))
    _print(tracks, people, rows)
    if options.fit:
        _fit(rows, options.faces)


def _labels() -> dict[str, list[tuple[str, float, float]]]:
    held: dict[str, list[tuple[str, float, float]]] = {}
    with LABELS.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            held.setdefault(row["file"], []).append((row["body"], float(row["x"]), float(row["y"])))
    return held


def _named(labels: list[tuple[str, float, float]], word: str) -> bool:
    return any(person.startswith(word) for person, _, _ in labels)


def _follow(film: Path, shrink: float, light: float, faces: str) -> tuple[PersonTrack, ...]:
    finder = PersonFinder(film.name, NO_EXHIBIT, faces=faces)
    for seconds, rgb, _ in through(film, rate=RATE, long_side=LONG_SIDE):
        frames = rgb if light == 1 else (rgb * light).astype(np.uint8)
        if shrink != 1:
            how = cv2.INTER_AREA
            frames = np.stack(
                [cv2.resize(f, None, fx=shrink, fy=shrink, interpolation=how) for f in frames]
            )
        finder.see(seconds, frames)
    return finder.finish()


def _person(track: PersonTrack, labels: list[tuple[str, float, float]]) -> str | None:
    x, y, w, h = (float(v) for v in track.boxes[0])
    apart, name = min((abs(x + w / 2 - lx) + abs(y + h / 2 - ly), n) for n, lx, ly in labels)
    return name if apart < NEAR else None


Row = tuple[int, int, Likeness, float, bool]
"""Two places of tracks, what was measured, the score, and whether it is one person."""


def _pairs(tracks: tuple[PersonTrack, ...], people: list[str | None]) -> Iterator[Row]:
    measured = Measured(tracks)
    for left, right in pairs_of_people(tracks):
        films = {tracks[n].id.rpartition(":")[0] for n in (left, right)}
        names = {people[left], people[right]}
        if len(films) == 1 or names in UNKNOWN:
            continue
        likeness = measured.likeness(left, right)
        one = len(names) == 1 and None not in names
        yield left, right, likeness, kind_and_score(likeness)[1], one


def _print(tracks: list[PersonTrack], people: list[str | None], rows: list[Row]) -> None:
    widths = [t.face_px for t in tracks if t.faces]
    poor = sum(bool(t.poor) for t in tracks)
    nobody = sum(b is None for b in people)
    print(f"{len(tracks)} tracks: {poor} not comparable, {nobody} of nobody in the labels")
    if widths:
        print(f"{len(widths)} with a face, width {min(widths):.0f} to {max(widths):.0f} px")
    strangers = [r for r in rows if all((people[n] or "").startswith(STRANGERS) for n in r[:2])]
    plain = [r for r in rows if not any(tracks[n].id.startswith("cp_") for n in r[:2])]
    for name, chosen in (("all", rows), ("strangers", strangers), ("no copies", plain)):
        if any(r[4] for r in chosen):
            _figures(name, chosen)
    faces = [(r[2].face, r[4]) for r in rows if not math.isnan(r[2].face)]
    if faces:
        alike = [f for f, one in faces if one]
        unlike = [f for f, one in faces if not one]
        print(f"faces: one person {min(alike):.2f} or more, two people {max(unlike):.2f} or less")
        print(
            f"faces: {len(alike)} and {len(unlike)} pairs, area under the curve {area(faces):.3f}"
        )


def _figures(name: str, rows: list[Row]) -> None:
    scores = np.array([r[3] for r in rows])
    one = np.array([r[4] for r in rows])
    shown = scores >= THRESHOLD
    first, precision = retrieval((left, right, score, one) for left, right, _, score, one in rows)
    print(
        f"{name}: {len(rows)} pairs, {one.sum()} of one person; rank-1 {first:.3f}, mAP "
        f"{precision:.3f}; recall at no false alarm {(scores[one] > scores[~one].max()).mean():.3f}"
        f"; at {THRESHOLD} recall {shown[one].mean():.3f}, false {int(shown[~one].sum())}; "
        f"highest of two people {scores[~one].max():.3f}"
    )


def _fit(rows: list[Row], faces: str) -> None:
    """Log-odds of looks from these pairs and the made ones, of faces from these alone."""
    made = [(likeness, one) for _, _, likeness, one in pairs_made() if one is not None]
    both = [(r[2], r[4]) for r in rows] + made
    looks = np.array([looks_of(likeness) for likeness, _ in both])
    one = np.array([o for _, o in both])
    print("looks: constant, views, clothing, least", logistic(looks, one, penalty=1.0).round(2))
    alike = [(r[2].face, r[4]) for r in rows if not math.isnan(r[2].face)]
    table = np.array([[f] for f, _ in alike])
    known = np.array([o for _, o in alike])
    print("faces: constant, cosine", logistic(table, known, penalty=PENALTY[faces]).round(2))


if __name__ == "__main__":
    main()
