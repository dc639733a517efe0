"""How long a shot takes to describe, and a pair to compare once both are described, on one core.

usage: OMP_NUM_THREADS=1 python -m bench.speed.relate FILM [FILM] [--seconds 10]

Decoding is timed apart: it happens once, in a guarded process of its own. So is loading the
models, once a process. A case keeps descriptions: what a pair costs then is reading both, relating
them and, for takes, the look at camera noise and packets, guarded processes included. The floor is
the search for people in one frame: machines that share their cores differ by more than twice, and
a closer look cannot take less than its searches.
"""

from __future__ import annotations

import argparse
import dataclasses
import resource
import time
from pathlib import Path

import numpy as np

from bench.speed.servers import end_servers
from secondtake import weights
from secondtake.comparing import compare_takes, describe, packed, unpacked
from secondtake.errors import CannotLook
from secondtake.model.footage import ShotView
from secondtake.viewing.shot_frames import whole
from secondtake.vision import person_embedding, pose
from secondtake.workbench.pipeline.capture_check import captured


def first(view: ShotView, seconds: float) -> ShotView:
    """The first seconds of a view."""
    count = int(np.searchsorted(view.seconds, view.seconds[0] + seconds))
    sound = None if view.sound is None else view.sound[: int(seconds * view.sound_rate)]
    return dataclasses.replace(view, rgb=view.rgb[:count], pts=view.pts[:count], sound=sound)


def load() -> float:
    """Load what describing needs; the seconds of one core it took."""
    start = time.process_time()
    import cv2

    cv2.setNumThreads(1)
    for model in (pose.MODEL, person_embedding.MODEL):
        weights.session(model)
    cv2.SIFT.create()
    return time.process_time() - start


def searched(view: ShotView) -> float:
    """Seconds of one core that people are searched for in one frame, the median of nine."""
    took = []
    for _ in range(9):
        start = time.process_time()
        pose.find_people(view.rgb[:1])
        took.append(time.process_time() - start)
    return float(np.median(took))


def spent() -> float:
    """Processor seconds of this process and of those it has waited for."""
    end_servers()
    used = (resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(u.ru_utime + u.ru_stime for u in used)


def main() -> None:
    """Time one pair."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("films", type=Path, nargs="+")
    parser.add_argument("--seconds", type=float, default=10.0)
    chosen = parser.parse_args()
    kept, shots = [], []
    print(f"models loaded in {load():.2f} s")
    films = (chosen.films * 2)[:2]
    for film in films:
        start = time.perf_counter()
        view = first(whole(film), chosen.seconds)
        decoded, floor, begun = time.perf_counter(), searched(view), time.process_time()
        described = describe(view)
        took, packing = time.process_time() - begun, time.process_time()
        kept.append(packed(described))
        shots.append(described.shot)
        packing = time.process_time() - packing
        print(
            f"{film.name}: {len(view.rgb)} frames, {view.rgb.shape[2]}x{view.rgb.shape[1]}, "
            f"decoded {decoded - start:.2f} s, described in {took:.2f} s ({took / floor:.0f} times "
            f"one search for people, {1000 * floor:.0f} ms), packed in {packing:.2f} s to "
            f"{len(kept[-1]) // 1024} kB"
        )
    start = spent()
    left, right = (unpacked(data) for data in kept)
    read = spent()
    relation = compare_takes(left, right)
    related = spent()
    unseen = None
    try:
        captured(relation, *zip(films, shots, strict=True))
    except CannotLook as error:
        unseen = error
    end = spent()
    print(
        f"compared in {end - start:.2f} s of one core: read {read - start:.2f}, related "
        f"{related - read:.2f}, noise and packets {end - related:.2f} s: {relation.kind}"
        + ("" if unseen is None else f"; could not look: {unseen}")
    )


if __name__ == "__main__":
    main()
