"""Share of drawn number plates that are found, by width and turn.

    python -m bench.accuracy.plates

Plates of the European form in letters of OpenCV's font, white or yellow, on a car-like box before
a blurred ground with noise, 960 x 540; 20 of each. Real plates have other letters, dirt and blur.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from secondtake.viewing.licence_plates import plates

WIDTHS = (40, 60, 80, 110, 150, 220)
TURNS = (0, 6, 12)
EACH = 20
SIZE = (960, 540)
LETTERS = "ABCEHKMOPTXY"


def scene(width: int, turn: float, seed: int) -> tuple[NDArray[np.uint8], tuple[float, float]]:
    """A picture, uint8 (540, 960, 3) RGB, and the middle of its plate in pixels."""
    rng = np.random.default_rng(seed)
    coarse = rng.integers(60, 200, (9, 16, 3)).astype(np.uint8)
    ground = cv2.resize(coarse, SIZE, interpolation=cv2.INTER_CUBIC)
    picture = np.clip(ground + rng.normal(0, 4, ground.shape), 0, 255).astype(np.uint8)
    x, y = int(rng.integers(200, 650)), int(rng.integers(250, 420))
    box = tuple(int(v) for v in rng.integers(20, 200, 3))
    cv2.rectangle(picture, (x - width, y - width), (x + 2 * width, y + width), box, -1)
    plate = cv2.resize(drawn(rng, seed), (width, width * 110 // 520), interpolation=cv2.INTER_AREA)
    height = plate.shape[0]
    place = cv2.getRotationMatrix2D((width / 2, height / 2), turn, 1)
    place[:, 2] += [x, y]
    mask = cv2.warpAffine(np.full(plate.shape[:2], 255, np.uint8), place, SIZE)
    cv2.copyTo(cv2.warpAffine(plate, place, SIZE), mask, picture)
    return picture, (x + width / 2, y + height / 2)


def drawn(rng: np.random.Generator, seed: int) -> NDArray[np.uint8]:
    """A plate of 520 x 110 pixels."""
    plate = np.empty((110, 520, 3), np.uint8)
    plate[:] = (255, 255, 255) if seed % 2 else (240, 210, 60)
    cv2.rectangle(plate, (2, 2), (517, 107), (0, 0, 0), 5)
    first, last = rng.choice(list(LETTERS), 1), rng.choice(list(LETTERS), 2)
    text = f"{first[0]} {''.join(rng.choice(list('0123456789'), 3))} {''.join(last)}"
    cv2.putText(plate, text, (25, 85), cv2.FONT_HERSHEY_SIMPLEX, 2.6, (10, 10, 10), 9)
    return plate


def found(picture: NDArray[np.uint8], middle: tuple[float, float]) -> bool:
    """Whether a box lies over the plate's middle."""
    return any(
        x <= middle[0] <= x + w and y <= middle[1] <= y + h for x, y, w, h in plates(picture)
    )


def main() -> None:
    print(f"{'width, px of 960':<18}" + "".join(f"{f'turned {t}':>12}" for t in TURNS))
    for width in WIDTHS:
        shares = [np.mean([found(*scene(width, t, s)) for s in range(EACH)]) for t in TURNS]
        print(f"{width:<18}" + "".join(f"{share:>12.2f}" for share in shares))


if __name__ == "__main__":
    main()
