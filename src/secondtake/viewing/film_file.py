"""The one file that a decoder may read: opened once, before it is confined, read from the start."""

from __future__ import annotations

import io
import os
import re
from typing import Any, BinaryIO

from secondtake.viewing.containers import FORMATS, is_picture_file
from secondtake.viewing.motion_jpeg import is_motion_jpeg

__all__ = ["FilmFile"]

PIECE = 1 << 20
"""Bytes within which a recorder's film that was cut at its start has a packet that is whole."""
_DHAV_PACKETS = re.compile(rb"dhav.{4}(?=DHAV)", re.S)
"""The end of a packet of a Dahua recorder, with its length, and the beginning of the next."""


class FilmFile:
    """A film's file by its descriptor, so that it can be opened again where no file may be."""

    def __init__(self, path: str) -> None:
        self._file = os.open(path, os.O_RDONLY)
        self._motion_jpeg = self._begins_as_jpeg = False

    @property
    def descriptor(self) -> int:
        """The open file's number."""
        return self._file

    def container(self, av: Any) -> Any:
        """Open what is in it, from its start; ``av`` is PyAV. Raises what PyAV raises."""
        options = {
            "format_whitelist": FORMATS,
            "protocol_whitelist": "fd",
            # Of an animated PNG without a time browsers show ten pictures a second.
            "default_fps": "10",
        }
        with open(self._file, "rb", closefd=False) as file:
            self._motion_jpeg = is_motion_jpeg(file)
            skipped = _cut_packet(file)
            file.seek(0)
            self._begins_as_jpeg = file.read(2) == b"\xff\xd8"
        if skipped:
            # FFmpeg takes it for the stream inside, without its clock.
            later = _From(self._file, skipped)
            return av.open(later, format="dhav", options=options, metadata_errors="replace")
        os.lseek(self._file, 0, os.SEEK_SET)
        options["fd"] = str(self._file)
        # FFmpeg does not know pictures with the headers of a web stream between them by itself.
        named = "mjpeg" if self._motion_jpeg else None
        return av.open("fd:", format=named, options=options, metadata_errors="replace")

    def holds_picture(self, container: Any) -> bool:
        """Whether the open container is one for pictures, of which the first alone is asked."""
        # What begins within a picture is a piece of motion JPEG.
        piece = container.format.name == "mjpeg" and not self._begins_as_jpeg
        return is_picture_file(container) and not self._motion_jpeg and not piece


class _From(io.FileIO):
    """A file as if it began at a later byte."""

    def __init__(self, file: int, start: int) -> None:
        super().__init__(file, "rb", closefd=False)
        self._start = start
        self.seek(0)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        if whence == os.SEEK_SET:
            offset += self._start
        return super().seek(offset, whence) - self._start

    def tell(self) -> int:
        return super().tell() - self._start


def _cut_packet(file: BinaryIO) -> int:
    """Where the first whole packet begins in a film of a Dahua recorder that was cut, else 0."""
    file.seek(0)
    head = file.read(PIECE)
    found = None if head.startswith((b"DHAV", b"DAHUA")) else _DHAV_PACKETS.search(head)
    return found.end() if found else 0
