"""The one file that a decoder may read: opened once, before it is confined, read from the start."""

from __future__ import annotations

import os
from typing import Any

from secondtake.viewing.containers import FORMATS, has_clock, is_picture_file
from secondtake.viewing.motion_jpeg import is_motion_jpeg

__all__ = ["FilmFile", "lands_before"]


class FilmFile:
    """A film's file by its descriptor, so that it can be opened again where no file may be."""

    def __init__(self, path: str) -> None:
        self._file = os.open(path, os.O_RDONLY)
        self._motion_jpeg = False

    def container(self, av: Any) -> Any:
        """Open what is in it, from its start; ``av`` is PyAV. Raises what PyAV raises."""
        with open(self._file, "rb", closefd=False) as file:
            self._motion_jpeg = is_motion_jpeg(file)
        os.lseek(self._file, 0, os.SEEK_SET)
        options = {"fd": str(self._file), "format_whitelist": FORMATS, "protocol_whitelist": "fd"}
        # FFmpeg does not know pictures with the headers of a web stream between them by itself.
        named = "mjpeg" if self._motion_jpeg else None
        return av.open("fd:", format=named, options=options, metadata_errors="replace")

    def holds_picture(self, container: Any) -> bool:
        """Whether the open container is one for pictures, of which the first alone is asked."""
        return not self._motion_jpeg and is_picture_file(container)


def lands_before(container: Any, video: Any, first: int) -> bool:
    """Whether seeking to a tick after the start of a film comes out at or before it.

    Containers without an index may come out after it, or refuse; raw streams cannot be asked.
    Takes a packet from the container.
    """
    if not has_clock(container.format.name):
        return False
    start = video.start_time or 0
    try:
        container.seek(first + start, stream=video, backward=True)
        packet = next((p for p in container.demux(video) if p.pts is not None), None)
    except (OSError, ValueError):
        return False
    return packet is not None and packet.pts - start <= first
