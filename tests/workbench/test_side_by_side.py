"""The sides of a finding in one film: in step, each at its own size, nothing where nothing is."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from tests.export import sample
from tests.films import write_film

from secondtake.export.formats.finding_markers import films
from secondtake.export.formats.finding_sequences import Cut, FindingSequence, Track
from secondtake.workbench.verbs.side_by_side import in_step

pytestmark = pytest.mark.slow

TALL = 18 * 2
"""Pixels of a margin."""


def brightening(folder: Path, name: str, height: int) -> Path:
    """50 frames, each four grey levels brighter than the one before."""
    frames = np.zeros((50, height, 128, 3), np.uint8)
    frames += (20 + 4 * np.arange(50, dtype=np.uint8))[:, None, None, None]
    return write_film(folder / name, frames)


def test_frames_stand_beside_those_they_are_aligned_with(tmp_path: Path) -> None:
    known = films(sample.rich())[0]
    left, right = (
        replace(known, exhibit=replace(known.exhibit, digest=letter * 64)) for letter in "ab"
    )
    paths = {
        left.exhibit.digest: brightening(tmp_path, "left.mp4", 64),
        right.exhibit.digest: brightening(tmp_path, "right.mp4", 96),
    }

    def cut(film: object, start: float, at: float, length: float, speed: float = 1.0) -> Cut:
        return Cut(
            film=film, start=start, end=start + length * speed, at=at, length=length, speed=speed
        )

    sequence = FindingSequence(
        label="F1",
        finding="F-1",
        name="F1",
        sentence="",
        tracks=(
            Track(name="left", cuts=(cut(left, 0.4, 0, 0.6), cut(left, 1.2, 0.6, 0.4))),
            # Half a second later, at half the speed; then nothing for a while.
            Track(name="right", cuts=(cut(right, 0.8, 0, 0.6, 0.5),)),
        ),
        marks=(),
        more_pairs=0,
    )
    data, size = in_step(
        sequence, paths.__getitem__, redacted=False, whole_people=False, progress=lambda *_: None
    )
    with av.open(io.BytesIO(data)) as made:
        shown = np.stack([f.to_ndarray(format="rgb24") for f in made.decode(video=0)])
    levels = [(shown[:, 20:40, x : x + 40].mean((1, 2, 3)) - 20) / 4 for x in (40, 168)]

    assert size == (256, 96 + TALL)
    assert len(shown) == 25
    assert levels[0][[0, 10, 20]] == pytest.approx([10, 20, 35], abs=0.7)
    assert levels[1][[0, 10]] == pytest.approx([20, 25], abs=0.9)
    assert shown[20, 20:80, 168:208].std() < 3
    assert shown[0, 110:, 40:80].mean() > 200
