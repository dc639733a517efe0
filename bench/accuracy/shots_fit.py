"""The weights of ``viewing/leap_scores.py``, and what they miss on sources left out.

Run: ``python -m bench.accuracy.shots_fit FOLDER... --kept KEPT`` (folders as for
``bench.accuracy.shots``). Films of every set but ``unseen``; a weight that would speak against a
cut is 0. What is measured of each film is kept in ``KEPT``, so a run that was broken off goes on
with the film it stopped at, and a later one fits only; another version of the measures keeps anew.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from bench.accuracy.edits_carried import Carried, write_carried
from bench.accuracy.edits_wide import wide_film
from bench.accuracy.shots import SEEDS, TOLERANCE
from bench.accuracy.shots_clips import Clip, stretches
from bench.accuracy.shots_peers import ours
from secondtake.viewing.leap_scores import WEIGHTS, evidence
from secondtake.viewing.leaps import Leaps, ruled_out
from secondtake.viewing.shot_detection import ShotFinder

FILMS = {"tuning": 36, "seen": 12, "looked": 36, "counted": 20}
"""Films of each set: with sources and ways in turn, every pair of both where there are few."""
MIXED, BESIDE = 0.15, 0.25
"""Seconds around dissolves and fades, and beside a cut, whose steps teach nothing."""
FAINT = 0.3
"""Mean change, grey levels, under which a step is none."""
PENALTY = 1.0
"""Of squared weights, standardised: measures that say the same share it."""

Array = NDArray[np.float64]


def main() -> None:
    """Print recall and false alarms on sources left out, then the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--kept", type=Path, required=True, help="folder of what is measured")
    asked = parser.parse_args()
    films = _films(asked.folders, asked.kept)
    said, cut, source = (np.concatenate(part) for part in zip(*films, strict=True))
    score = np.zeros(len(cut))
    for left_out in np.unique(source):
        weights, offset = fitted(said[source != left_out], cut[source != left_out])
        here = source == left_out
        score[here] = said[here] @ weights - offset
    for level in np.arange(-2, 2.1, 0.5):
        hit, false = (score[cut] > level).mean(), (score[~cut] > level).sum()
        print(f"above {level:.1f}: recall {hit:.3f} of {cut.sum()}, {false} false")
    weights, offset = fitted(said, cut)
    for name, weight in zip(WEIGHTS, weights, strict=True):
        print(f"{name}: {weight:.2f}")
    print(f"offset: {offset:.2f}")


Taught = tuple[Array, NDArray[np.bool_], NDArray[np.str_]]
"""What the measures say of the steps of a film, which are cuts, and the film's source."""


def _films(folders: list[Path], kept: Path) -> Iterator[Taught]:
    """What each film teaches, measured now or before."""
    kept.mkdir(parents=True, exist_ok=True)

    for name, films in FILMS.items():
        clips: dict[str, Clip] = {}
        for number in range(films):
            path = kept / f"{name}-{number:02d}-{ShotFinder.MAKER.version}.npz"
            if not path.exists():
                clips = clips or stretches(folders, name)
                source, way, film = wide_film(clips, number, SEEDS[name])
                leaps = leaps_of(film)
                teaches, cut = labelled(film, leaps)
                said = evidence(leaps)[teaches]
                np.savez(path, said=said, cut=cut[teaches], source=np.full(len(said), source))
                print(f"{name} {number}: {source}, {way}", flush=True)
            with np.load(path) as film_kept:
                yield film_kept["said"], film_kept["cut"], film_kept["source"]


def leaps_of(film: Carried) -> Leaps:
    """What is measured of a film in one pass."""
    made: list[Leaps] = []
    whole = ShotFinder.finish

    def finish(finder: ShotFinder, end: int) -> object:
        found = whole(finder, end)
        made.append(finder.leaps())
        return found

    with tempfile.TemporaryDirectory() as folder, mock.patch.object(ShotFinder, "finish", finish):
        ours(write_carried(Path(folder) / "film.mp4", film))
    return made[0]


def labelled(film: Carried, leaps: Leaps) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which steps teach, and which are cuts: the largest within the tolerance of each."""
    seconds = leaps.seconds
    teaches = np.array([not ruled_out(leaps, at) for at in range(len(leaps))], bool)
    teaches &= leaps.lit > FAINT
    cut = np.zeros(len(leaps), bool)
    for kind, start, end in film.truth:
        if kind in ("dissolve", "fade"):
            teaches &= (seconds < start - MIXED) | (seconds > end + MIXED)
    for kind, start, _ in film.truth:
        near = np.flatnonzero(np.abs(seconds - start) <= TOLERANCE)
        if kind in ("dissolve", "fade") or not len(near):
            continue
        best = near[np.argmax(leaps.lit[near])]
        teaches &= np.abs(seconds - start) > BESIDE
        teaches[best] = cut[best] = True
    return teaches, cut


def fitted(said: Array, cut: NDArray[np.bool_]) -> tuple[Array, float]:
    """Weights of least log loss, none below 0, and what they must outweigh."""
    middle, spread = said.mean(axis=0), said.std(axis=0) + 1e-6
    z, target = (said - middle) / spread, np.where(cut, 1.0, -1.0)

    def loss(beta: Array) -> tuple[float, Array]:
        margins = target * (beta[0] + z @ beta[1:])
        pull = -target / (1 + np.exp(np.clip(margins, -500, 500)))
        value = np.logaddexp(0, -margins).sum() + PENALTY * np.square(beta[1:]).sum()
        return float(value), np.concatenate(([pull.sum()], z.T @ pull + 2 * PENALTY * beta[1:]))

    bounds = [(None, None), *[(0, None)] * z.shape[1]]
    beta = np.asarray(minimize(loss, np.zeros(z.shape[1] + 1), jac=True, bounds=bounds).x)
    weights = beta[1:] / spread
    return weights, float(weights @ middle - beta[0])


if __name__ == "__main__":
    main()
