"""What the cascade takes for a plate and what is kept of that."""

from __future__ import annotations

import pytest
from bench.accuracy.plates import scene

from secondtake.viewing import licence_plates
from secondtake.viewing.licence_plates import Box, plates


def test_a_box_without_letters_beside_a_plate_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    picture, (x, y) = scene(150, 0, 3)
    scale = 1280 / 960

    def seen(_: object, part: object, degrees: float) -> list[Box]:
        plate = ((x - 75) * scale, (y - 16) * scale, 150 * scale, 32 * scale)
        return [plate, (plate[0], plate[1] + 60 * scale, *plate[2:])]

    monkeypatch.setattr(licence_plates, "_parts", lambda letters, where: [(0, 0, 1280, 720)])
    monkeypatch.setattr(licence_plates, "_turned", seen)
    monkeypatch.setattr(licence_plates, "TURNS", (0.0,))

    assert [tuple(map(round, box)) for box in plates(picture)] == [
        (round(x - 75), round(y - 16), 150, 32)
    ]
