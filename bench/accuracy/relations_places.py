"""Makes comparing/takes/measures/mean_scene.npy: the mean scene vector.

usage: python -m bench.accuracy.relations_places FILM...

Copies (``cp_*``) are left out, and every source (the first word of a name, up to ``_``) counts
once, so that a long series from one place does not become the mean.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing import describe
from secondtake.comparing.takes.measures import person_similarity as room
from secondtake.viewing.shot_frames import whole


def main() -> None:
    """Describe every film and write the mean."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("films", type=Path, nargs="+")
    films = [film for film in parser.parse_args().films if not film.name.startswith("cp_")]
    places: dict[str, list[NDArray[np.float64]]] = defaultdict(list)
    for film in films:
        scenery = describe(whole(film)).scenery
        if scenery is not None:
            places[film.stem.split("_")[0]].append(scenery.vector.astype(np.float64))
    mean = np.mean([np.mean(seen, axis=0) for _, seen in sorted(places.items())], axis=0)
    np.save(Path(room.__file__).with_name("mean_scene.npy"), mean.astype(np.float16))
    print(f"{len(films)} films, {len(places)} places")


if __name__ == "__main__":
    main()
