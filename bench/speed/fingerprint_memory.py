"""How much memory the fingerprint of a film takes while the film is looked at, without decoding.

usage: OMP_NUM_THREADS=1 python -m bench.speed.fingerprint_memory [--minutes 10] [--still]

A picture full of detail is pushed on from frame to frame, or stands still, and is given to the
observer as a pass over a film would. Prints the most memory that the process held and by how much
it grew, the size of what was kept, and processor seconds.
"""

from __future__ import annotations

import argparse
import resource
import time
from fractions import Fraction

import cv2
import numpy as np

from secondtake.archive.film_observer import CopyFingerprints
from secondtake.model.footage import FrameBatch
from secondtake.viewing.film_pass import Film

RATE = 8
"""Frames a second: what the strip of a fingerprint holds."""
SIZE = 512, 288
SMALL = 160, 90


def main() -> None:
    """Make pictures, give them to the observer, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--still", action="store_true", help="nothing moves")
    asked = parser.parse_args()
    kept = []

    def keep(data: bytes, _: str) -> str:
        kept.append(len(data))
        return "0" * 64

    film = Film(exhibit="a" * 64, tick=Fraction(1, RATE), width=1920, height=1080, keep=keep)
    observer = CopyFingerprints(film)
    noise = np.random.default_rng(1).integers(0, 255, (SIZE[1] // 6, SIZE[0] // 6, 3))
    picture = cv2.resize(noise.astype(np.uint8), SIZE, interpolation=cv2.INTER_CUBIC)
    began, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for second in range(round(asked.minutes * 60)):
        shown = [np.roll(picture, 0 if asked.still else 3 * n, axis=1) for n in range(RATE)]
        picture = shown[-1]
        small = [cv2.resize(p, SMALL, interpolation=cv2.INTER_AREA) for p in shown]
        sampled = np.arange(0, RATE, RATE // 2)
        observer.see(
            FrameBatch(
                small=np.stack(small),
                pts=np.arange(RATE, dtype=np.int64) + second * RATE,
                sampled=sampled,
                rgb=np.stack([shown[n] for n in sampled]),
                in_time=sampled,
                lesser=np.stack([shown[n] for n in sampled]),
                tick=Fraction(1, RATE),
            )
        )
    (record,) = observer.finish(round(asked.minutes * 60 * RATE))
    spent, after = time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    held = (len(record.packed) + sum(kept)) / 1e6
    print(
        f"{asked.minutes:g} minutes: {after / 1024:.0f} MB at most, {(after - before) / 1024:.0f} "
        f"more than before; {held:.0f} MB kept, {len(kept)} files; {spent:.0f} s of processor"
    )


if __name__ == "__main__":
    main()
