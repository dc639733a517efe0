"""Makes vision/mean_person.npy: the mean crop vector of the largest person of many films.

usage: python -m bench.accuracy.relations_people FOLDER

Copies (``cp_*``) are left out, so that no film counts twice.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from secondtake.comparing import describe
from secondtake.viewing.shot_frames import whole
from secondtake.vision import person_appearance as room


def main() -> None:
    """Describe every film of the folder and write the mean."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    films = [path for path in sorted(folder.glob("*.mp4")) if not path.name.startswith("cp_")]
    rows = [
        crop.vectors.astype(np.float64)
        for film in films
        for crop in describe(whole(film)).crops[:1]
    ]
    vectors = np.concatenate(rows)
    np.save(Path(room.__file__).with_name("mean_person.npy"), vectors.mean(0).astype(np.float16))
    print(f"{len(films)} films, {len(rows)} persons, {len(vectors)} crops")


if __name__ == "__main__":
    main()
