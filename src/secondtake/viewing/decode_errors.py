"""What goes wrong while a film is decoded, as our errors; want of memory told from damage."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import numpy as np

from secondtake.errors import CannotLook, Unreadable

__all__ = ["mapped", "require_room", "require_room_for_frames"]

ROOM_BYTES = 64 << 20
"""Free address space that opening any film takes; native code crashes where it is not there."""
FRAMES_OF_ROOM = 2
"""A decoder of two threads wants this many new frames at a time."""


def require_room(size_bytes: int = ROOM_BYTES) -> None:
    """Raise ``MemoryError`` unless so much can still be had."""
    np.empty(size_bytes, np.uint8)


def require_room_for_frames(context: Any) -> None:
    """Raise ``MemoryError`` where a codec context finds no room for new frames.

    FFmpeg says "invalid data" then, as it does of damage.
    """
    require_room(FRAMES_OF_ROOM * context.width * context.height * 3 // 2)


@contextlib.contextmanager
def mapped() -> Iterator[None]:
    """Turn whatever PyAV raises on opening or decoding into our errors."""
    try:
        yield
    except (CannotLook, MemoryError):
        raise
    except OSError as error:
        if error.errno == 12:
            raise MemoryError from error
        raise unreadable() from error
    except (ValueError, IndexError, UnicodeDecodeError, RuntimeError, StopIteration) as error:
        raise unreadable() from error


def unreadable() -> Unreadable:
    return Unreadable(
        "The file is not footage of a kind Second Take can decode, or it is broken at its start.",
        advice="Play it in a media player; if it plays, a re-encoded copy may help.",
    )
