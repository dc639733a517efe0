"""How fast films are added to an archive: times real time on one core, decoding alone beside it.

    OMP_NUM_THREADS=1 python -m bench.speed.copies_add [--seconds 30] [--film FILM] [--parts]

The film is made by code as in bench/speed/watch.py (1080p, 25 frames a second, H.264, 6 Mbit/s).
CPU seconds count, of the guarded process that decodes too. ``--parts`` adds a profile.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import sys
import tempfile
from pathlib import Path

from bench.speed.watch import cost, decode_alone, machine, make
from secondtake import archive
from secondtake.archive.film_columns import kept
from secondtake.archive.film_description import described


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--film", type=Path, help="measure this film and make none")
    parser.add_argument("--parts", action="store_true", help="where the time goes in this process")
    asked = parser.parse_args()
    print("machine:", machine())
    print("command: python -m bench.speed.copies_add", " ".join(sys.argv[1:]))
    with tempfile.TemporaryDirectory() as folder:
        film = asked.film or make(Path(folder) / "film.mp4", asked.seconds, (1920, 1080))
        place = Path(folder) / "archive"
        alone = cost(lambda: decode_alone(film))
        whole = cost(lambda: archive.add(place, [film]))
        coarse = cost(lambda: archive.add(Path(folder) / "coarse", [film], coarse=True))
        (held,) = archive.info(place)["films"]
        seconds = held["seconds"]
        print(f"{seconds:.1f} s of film, {archive.info(place)['bytes'] / seconds / 1e3:.0f} kB a s")
        lines = ("decoding alone", alone), ("archive add", whole), ("the same, coarse", coarse)
        for name, (cpu, wall) in lines:
            print(f"{name:16} {cpu:6.2f} s of CPU {seconds / cpu:6.1f} x real time; {wall:.2f} s")
        if asked.parts:
            profile = cProfile.Profile()
            profile.runcall(lambda: kept("0" * 64, film, described(film)))
            pstats.Stats(profile).sort_stats("tottime").print_stats(18)


if __name__ == "__main__":
    main()
