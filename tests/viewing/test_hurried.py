"""A film that is decoded in a hurry is seen over its whole length, at the times it says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.broken.made import encode, frames

from secondtake.viewing.decoder_process import Limits, Request, messages

CODECS = {
    "h264": ("libx264", ".mp4", {"bf": "3", "x264-params": "asm=avx2"}),
    "hevc": ("libx265", ".mp4", {"x265-params": "log-level=none:pools=1"}),
    "vp9": ("libvpx-vp9", ".webm", {"deadline": "realtime", "cpu-used": "8"}),
    "av1": ("libsvtav1", ".mp4", {"preset": "11", "svtav1-params": "lp=1"}),
    "mpeg4": ("mpeg4", ".avi", {"bf": "2"}),
}


def seen(path: Path, *, hurried: bool) -> tuple[list[int], float]:
    """Times of the frames, and seconds at the end."""
    pts: list[int] = []
    for message in messages(path, Request(hurried=hurried), Limits()):
        pts += message.head.get("pts", [])
    assert message.head["partial"] is None
    return pts, message.head["seconds"]


@pytest.mark.parametrize("codec", CODECS)
def test_frames_left_out_change_neither_times_nor_length(codec: str, tmp_path: Path) -> None:
    encoder, suffix, options = CODECS[codec]
    path = encode(tmp_path / f"film{suffix}", frames(40), encoder, options=options)
    every, end = seen(path, hurried=False)
    some, some_end = seen(path, hurried=True)

    assert set(some) <= set(every) and some[0] == every[0]
    assert len(every) == 40
    assert 8 <= len(some) <= (30 if codec == "h264" else 40)
    np.testing.assert_allclose(some_end, end, atol=0.001)
