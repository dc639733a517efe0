"""What a container asks players to cut off the decoded picture: clean aperture, PixelCrop."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

import av
from numpy.typing import NDArray

__all__ = ["WHOLE", "Crop", "cropping"]

STREAM = re.compile(r"  Stream #0:(\d+)")
CROP = re.compile(r"      Frame Cropping: (\d+)/(\d+)/(\d+)/(\d+)$")
"""As av_dump_format prints it: left, right, top, bottom. PyAV has no other way to ask."""


@dataclass(frozen=True, slots=True)
class Crop:
    """Pixels of the decoded picture that are not shown, before it is turned."""

    left: int = 0
    right: int = 0
    top: int = 0
    bottom: int = 0

    def size(self, frame: Any) -> tuple[int, int]:
        """Width and height that are left of a frame: all of one that would vanish."""
        left = frame.width - self.left - self.right, frame.height - self.top - self.bottom
        return left if min(left) > 0 else (frame.width, frame.height)

    def shown(self, rows: NDArray[Any], frame: Any) -> NDArray[Any]:
        """What is left of a plane of the frame, (h, w) or (h, w, c), subsampled or not."""
        if self == WHOLE or self.size(frame) == (frame.width, frame.height):
            return rows
        across, down = rows.shape[1] / frame.width, rows.shape[0] / frame.height
        ends = frame.width - self.right, frame.height - self.bottom
        return rows[
            math.floor(self.top * down) : math.ceil(ends[1] * down),
            math.floor(self.left * across) : math.ceil(ends[0] * across),
        ]


WHOLE = Crop()


def cropping(container: Any, stream: Any) -> Crop:
    """What the container asks to cut off a stream's pictures (clap of ISO/IEC 14496-12, 12.1.4;
    PixelCrop of Matroska, RFC 9559, 5.1.4.1.28).
    """
    level = av.logging.get_level()
    # What is printed at a lower level is not captured either.
    av.logging.set_level(av.logging.INFO)
    try:
        printed = container.dumps_format()
    finally:
        av.logging.set_level(level)
    at = None
    for line in printed.splitlines():
        if found := STREAM.match(line):
            at = int(found[1])
        elif at == stream.index and (found := CROP.match(line)):
            return Crop(*(int(number) for number in found.groups()))
    return WHOLE
