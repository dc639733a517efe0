"""A film of which frames are left out is seen over its whole length, at the times it says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.broken.made import encode, frames

from secondtake.viewing.guard import Limits, Request, messages

CODECS = {
    "h264": ("libx264", ".mp4", {"bf": "3", "x264-params": "asm=avx2"}),
    "hevc": ("libx265", ".mp4", {"x265-params": "log-level=none:pools=1"}),
    "vp9": ("libvpx-vp9", ".webm", {"deadline": "realtime", "cpu-used": "8"}),
    "av1": ("libsvtav1", ".mp4", {"preset": "11", "svtav1-params": "lp=1"}),
    "mpeg4": ("mpeg4", ".avi", {"bf": "2"}),
}


def seen(path: Path, leave_out: str) -> tuple[list[int], float]:
    """Times of the frames, and seconds at the end."""
    pts: list[int] = []
    for message in messages(path, Request(leave_out=leave_out), Limits()):
        pts += message.head.get("pts", [])
    assert message.head["partial"] is None
    return pts, message.head["seconds"]


@pytest.mark.parametrize("codec", CODECS)
def test_frames_left_out_change_neither_times_nor_length(codec: str, tmp_path: Path) -> None:
    encoder, suffix, options = CODECS[codec]
    path = encode(tmp_path / f"film{suffix}", frames(40), encoder, options=options)
    every, end = seen(path, "none")
    for leave_out in ("unreferenced", "between"):
        some, some_end = seen(path, leave_out)

        assert set(some) <= set(every)
        assert some[0] == every[0] and len(some) >= 3
        np.testing.assert_allclose(some_end, end, atol=0.001)


def test_fewer_and_fewer_frames_of_h264(tmp_path: Path) -> None:
    encoder, suffix, options = CODECS["h264"]
    path = encode(tmp_path / f"film{suffix}", frames(40), encoder, options=options)
    every, some, few = (len(seen(path, w)[0]) for w in ("none", "unreferenced", "between"))

    assert few < some < every == 40
    assert some >= 20
