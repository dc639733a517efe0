"""What the streams of a file are for; ``enums`` has every closed set, and so this one."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["StreamRole"]


class StreamRole(StrEnum):
    """What a stream of a file is for: a film, a picture that stands for the file, or sound."""

    MOVING_PICTURE = "moving picture"
    COVER = "cover picture"
    SINGLE_PICTURE = "single picture"
    SOUND = "sound"
