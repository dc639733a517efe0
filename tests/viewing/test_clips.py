"""Clips that are handed out: times kept, heads covered, nothing beside the picture."""

from __future__ import annotations

import io

import av
import numpy as np
import pytest
from bench.accuracy import blur_clips

from secondtake.errors import InputInvalid
from secondtake.viewing import Veil, encoded


def test_a_film_keeps_its_frames_and_times_and_holds_nothing_else() -> None:
    pictures = [np.full((45, 61, 3), 20 * n, np.uint8) for n in range(9)]
    frames = [(10 + 0.1 * n + 0.02 * (n % 2), rgb) for n, rgb in enumerate(pictures)]
    with av.open(io.BytesIO(encoded(frames))) as film:
        (stream,) = film.streams
        decoded = list(film.decode(stream))
        seen = [(float(f.pts * stream.time_base), f.to_ndarray(format="gray")) for f in decoded]
        told = {**film.metadata, **stream.metadata}

    assert [round(second, 3) for second, _ in seen] == [round(s - 10, 3) for s, _ in frames]
    assert seen[0][1].shape == (44, 60)
    assert all(abs(float(g.mean()) - 20 * n) < 3 for n, (_, g) in enumerate(seen))
    assert not {"encoder", "creation_time", "title", "location"} & set(told)


def test_no_frame_makes_no_film() -> None:
    with pytest.raises(InputInvalid, match="no frame"):
        encoded([])


def test_frames_without_a_head_go_through_the_veil_as_they_are() -> None:
    frames = [(n / 10, np.full((40, 60, 3), n, np.uint8)) for n in range(7)]
    veil = Veil()
    out = list(veil.over(frames))

    assert [s for s, _ in out] == [s for s, _ in frames]
    assert all(np.array_equal(a, b) for (_, a), (_, b) in zip(out, frames, strict=True))
    assert [round(s, 1) for s, _ in veil.looks] == [0.0, 0.2, 0.4, 0.6]


@pytest.mark.slow
def test_the_veil_keeps_its_floor_on_a_made_scene() -> None:
    covered, shown, *_ = blur_clips.made("wave", 3, "front")

    assert shown > 100
    assert covered / shown >= blur_clips.FLOOR
