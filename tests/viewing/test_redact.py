"""Stills that are handed out: heads covered, and whole people where people were compared."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
from bench.accuracy.people_scenes import CAST
from bench.accuracy.plates import scene
from bench.scenes.actions import manner
from bench.scenes.stage import CAMERAS, Scene, boxes, render

from secondtake.viewing import redact, redaction
from secondtake.viewing.covering import Patch, Region, cover
from secondtake.viewing.head_detection import POINT_SCORE
from secondtake.viewing.redaction import figures, heads, regions
from secondtake.vision.person_detection import Finder
from secondtake.vision.pose import find_people


def sharpness(rgb: np.ndarray, box: tuple[float, float, float, float]) -> float:
    """How much fine structure the middle of a box (0 to 1) of a picture holds."""
    height, width = rgb.shape[:2]
    x, y, w, h = box
    rows = slice(int((y + 0.2 * h) * height), int((y + 0.8 * h) * height))
    part = rgb[rows, int((x + 0.25 * w) * width) : int((x + 0.75 * w) * width)]
    return float(cv2.Laplacian(cv2.cvtColor(part, cv2.COLOR_RGB2GRAY), cv2.CV_64F).std())


def test_people_upright_and_lying_keep_only_patches_of_colour() -> None:
    scene = Scene(
        place="court",
        action="carry",
        cast=CAST[:3],
        manner=manner(1),
        camera=replace(CAMERAS["front"], size=(384, 216)),
        started=3.0,
        seconds=0.2,
        rate=5,
        shake=0.0,
    )
    (frame,) = render(scene)
    figures = boxes(scene, 0)
    heads_only, regions = redact(frame)
    everything, more = redact(frame, whole_people=True)

    assert len(more) > len(regions) >= 3
    for box in figures:
        assert sharpness(everything, box) < 0.4 * sharpness(heads_only, box)


def test_a_number_plate_cannot_be_read_and_a_small_still_holds_none() -> None:
    picture, (x, y) = scene(150, 6, 3)
    covered, regions = redact(picture)
    small, _ = redact(np.ascontiguousarray(picture[::3, ::3]))
    box = ((x - 70) / 960, (y - 15) / 540, 140 / 960, 30 / 540)

    assert any(a <= x <= a + w and b <= y <= b + h for a, b, w, h in regions)
    assert sharpness(covered, box) < 0.2 * sharpness(picture, box)
    assert small.shape == (180, 320, 3)


def encloses(region: Region, box: np.ndarray, shape: tuple[int, ...]) -> bool:
    """Whether a region holds a box x0 y0 x1 y1 as far as it is in the picture."""
    low = np.clip(box[:2], 0, [shape[1], shape[0]])
    high = np.clip(box[2:], 0, [shape[1], shape[0]])
    x, y, width, height = region
    return bool(x <= low[0] and y <= low[1] and high[0] <= x + width and high[1] <= y + height)


@pytest.mark.parametrize(("action", "cast"), [("carry", 3), ("walk", 4), ("hose", 3)])
def test_whoever_comparing_sees_is_covered(action: str, cast: int) -> None:
    scene = Scene(
        place="court",
        action=action,
        cast=CAST[:cast],
        manner=manner(2),
        camera=replace(CAMERAS["front"], size=(480, 270)),
        started=3.0,
        seconds=0.2,
        rate=5,
    )
    (frame,) = render(scene)
    people = [(one.points, one.box) for one in Finder().find(frame)]
    people += zip(*find_people(frame[None])[0], strict=True)
    whole, covered = (regions(find(frame), frame.shape) for find in (figures, heads))

    assert len(people) >= 2
    for points, box in people:
        face = points[:5][points[:5, 2] > POINT_SCORE]
        middle = np.tile(face[:, :2].mean(0), 2) if len(face) else None

        assert any(encloses(region, box, frame.shape) for region in whole)
        assert middle is None or any(encloses(region, middle, frame.shape) for region in covered)


def test_a_head_is_hidden_whole_by_an_oval_whose_edge_fades() -> None:
    lines = np.zeros((120, 160, 3), np.uint8)
    lines[:, ::2] = 255
    out = lines.copy()
    cover(out, Patch(40, 30, 60, 80, cells=3, oval=True), of=lines)
    gone = np.abs(out.astype(int) - lines).max(2)

    assert gone[70, 46:94].min() > 100
    assert gone[70, 40:100].min() < 60
    assert gone[30:34, 40:50].max() == 0 == gone[:, :40].max()
    assert np.abs(np.diff(gone[70, 40:46:2])).max() < 90


def test_what_the_border_of_the_picture_cuts_does_not_fade_there() -> None:
    lines = np.zeros((60, 80, 3), np.uint8)
    lines[:, ::2] = 255
    out = lines.copy()
    cover(out, Patch(-20, -20, 60, 60, cells=5), of=lines)

    assert np.ptp(out[0, :30].astype(int)) < 30
    assert regions((Patch(-20, -20, 60, 60, 5), Patch(90, 0, 9, 9, 5)), out.shape) == (
        (0, 0, 41, 41),
    )


def test_a_picture_that_was_covered_is_not_searched_again(monkeypatch: pytest.MonkeyPatch) -> None:
    searched = []
    monkeypatch.setattr(redaction, "heads", lambda rgb: searched.append(1) or ())
    monkeypatch.setattr(redaction, "numbers", lambda rgb, shown_px: ())
    for grey in (7, 8, 7):
        redact(np.full((30, 40, 3), grey, np.uint8))
    redact(np.full((40, 30, 3), 7, np.uint8))

    assert len(searched) == 3
