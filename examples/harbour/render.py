"""Render the built-in example: a page about an invented place, and its two films.

`python examples/harbour/render.py OUT` writes film.mp4, agency.mp4, page.html and page.txt.
All of it is invented; the same code gives the same bytes.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))

import numpy as np  # noqa: E402 - after the path is set
from bench.scenes import film, sound  # noqa: E402
from bench.scenes.actions import manner  # noqa: E402
from bench.scenes.figure import Look  # noqa: E402
from bench.scenes.stage import CAMERAS, Scene, render  # noqa: E402

SECONDS = 6.0
DISSOLVE = 12
"""Frames of the one dissolve, between the third and the fourth shot."""

FRONT = Look(shirt=(196, 52, 44), trousers=(52, 60, 90), hair=(48, 36, 28))
BACK = Look(shirt=(70, 110, 70), vest=(240, 200, 40), trousers=(88, 78, 60), hair=(120, 88, 50))
CARRIED = Look(shirt=(222, 216, 204), stripes=(70, 90, 150), trousers=(110, 96, 80))
WAVING = Look(shirt=(62, 62, 70), helmet=(236, 180, 30), height=1.82, trousers=(58, 58, 66))
OTHERS = (
    Look(shirt=(236, 236, 230), trousers=(40, 40, 44), skin=(120, 82, 60), hair=(20, 18, 18)),
    Look(shirt=(120, 60, 130), trousers=(150, 140, 120), height=1.64, hair=(180, 150, 90)),
    Look(shirt=(60, 130, 140), trousers=(60, 50, 46), skin=(150, 108, 80)),
    Look(shirt=(220, 150, 60), trousers=(72, 84, 64), height=1.68, hair=(150, 150, 150)),
)

TAKE_1 = Scene(
    place="yard",
    action="carry",
    cast=(FRONT, BACK, CARRIED, WAVING),
    manner=manner(1),
    camera=CAMERAS["front"],
    seconds=SECONDS,
    seed=1,
)
TAKE_2 = replace(
    TAKE_1,
    cast=(replace(FRONT, shirt=(52, 84, 176)), BACK, CARRIED, WAVING),
    manner=manner(2),
    smoke=(3.2, 2.4),
    seed=2,
)
TRAINEES = (
    Look(shirt=(40, 60, 120), trousers=(190, 60, 60), hair=(60, 40, 30)),
    Look(shirt=(250, 220, 90), trousers=(60, 110, 70), height=1.66, hair=(30, 26, 24)),
)
"""People who are in no other shot: like clothes elsewhere would rightly be left undecided."""
SCENES: dict[str, tuple[Scene, int, int]] = {
    "take 1": (TAKE_1, 1, 0),
    "exercise at the quay": (
        Scene(
            place="quay",
            action="exercise",
            cast=TRAINEES,
            manner=manner(5),
            camera=CAMERAS["near"],
            seconds=5.0,
            seed=3,
        ),
        3,
        0,
    ),
    "take 2": (TAKE_2, 2, 0),
    "other people": (replace(TAKE_1, cast=OTHERS, manner=manner(7), seed=4), 4, 0),
    "second camera": (replace(TAKE_1, camera=CAMERAS["side"], seed=5), 1, 1),
}
"""Each shot of the edited film: the scene, the moment its sound belongs to, the microphone."""


def main(out: Path) -> None:
    """Render everything into ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    shots: dict[str, film.Frames] = {}
    for number, (name, (scene, _, _)) in enumerate(SCENES.items(), 1):
        print(f"  {number}/{len(SCENES)} {name}", flush=True)
        shots[name] = list(render(scene))
    frames = shots["take 1"] + shots["exercise at the quay"]
    frames += film.dissolve(shots["take 2"], shots["other people"], DISSOLVE)
    frames += shots["second camera"]
    film.write(out / "film.mp4", frames, sound=_sound(len(frames)))
    copy = film.logo(film.scaled(shots["take 1"][12:138], (480, 270)), "NNA")
    heard = sound.heard(1, SECONDS)[round(12 / 25 * 16000) : round(138 / 25 * 16000)]
    film.write(out / "agency.mp4", copy, quality=30, sound=heard)
    for page in ("page.html", "page.txt"):
        shutil.copyfile(HERE / page, out / page)


def _sound(count: int) -> np.ndarray:
    parts = [
        sound.heard(moment, scene.seconds, ear=ear, gain=0.7 if ear else 1.0)
        for scene, moment, ear in SCENES.values()
    ]
    lost = round(DISSOLVE / 25 * 16000)
    parts[2] = parts[2][:-lost]
    return np.concatenate(parts)[: round(count / 25 * 16000)]


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python examples/harbour/render.py OUT")
    main(Path(sys.argv[1]))
