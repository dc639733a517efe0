"""Who lies, who is small and who is awaited is looked for more closely."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from bench.accuracy.people_scenes import CAST
from bench.scenes.actions import manner
from bench.scenes.stage import CAMERAS, Scene, boxes, render

from secondtake.vision.boxes import iou
from secondtake.vision.person_detection import Finder
from secondtake.vision.tiles import Found, around, glances


def carried() -> Scene:
    return Scene(
        place="court",
        action="carry",
        cast=CAST[:3],
        manner=manner(1),
        camera=replace(CAMERAS["front"], size=(640, 360)),
        started=3.0,
        seconds=0.2,
        rate=5,
    )


def whole(scene: Scene) -> list[np.ndarray]:
    size = np.array(scene.camera.size * 2)
    return [np.array([x, y, x + w, y + h], np.float32) * size for x, y, w, h in boxes(scene, 0)]


def best(box: np.ndarray, found: list[Found]) -> float:
    return max(iou(box, f.box) for f in found)


def test_who_is_carried_lying_is_found_too() -> None:
    scene = carried()
    (frame,) = render(scene)
    found = Finder().find(frame)

    assert [best(box, found) > 0.4 for box in whole(scene)] == [True, True, True]


def test_who_is_awaited_is_looked_for_where_that_is() -> None:
    scene = replace(carried(), camera=replace(CAMERAS["front"], size=(640, 360), focal=0.5))
    (frame,) = render(scene)
    bearer = whole(scene)[0]
    finder = Finder()
    finder.find(np.zeros_like(frame))

    assert best(bearer, finder.find(frame, [bearer])) > 0.4


def test_surroundings_stay_in_the_frame() -> None:
    glance = around(np.array([-20, 10, 50, 200], np.float32), (210, 60, 3))

    assert (glance.left, glance.right) == (0, 60)
    assert 0 <= glance.top < 10
    assert 200 < glance.bottom <= 210


def test_tiles_overlap_and_cover_the_frame() -> None:
    tiles = glances((360, 640, 3), 2)

    assert len(tiles) == 6
    assert {t.left for t in tiles} >= {0}
    assert max(t.right for t in tiles) == 640
    assert max(t.bottom for t in tiles) == 360
