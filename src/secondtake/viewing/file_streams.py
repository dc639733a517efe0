"""The streams of one open file: which picture is asked for, which sound goes with it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict
from typing import Any

from secondtake.errors import Unreadable
from secondtake.model.footage import MediaStream
from secondtake.viewing.stream_choice import choose
from secondtake.viewing.stream_listing import counted, listed, to_count

__all__ = ["FileStreams"]

OF_PROGRAMS = "mpegts"
"""The container whose programs are asked for: others have one."""
NOTHING = "neither pictures nor sound"
NO_PAGE = "Check that it is the film and not a page that was saved in its place."


class FileStreams:
    """What an open container holds, and the picture and the sound of it that are used.

    ``av``: the decoding library. ``asked``: which moving picture, 1 the one that players show.
    ``counts``: what an earlier decoding of the file counted, None where none did. ``again`` opens
    the file a second time, to count pictures where nothing says how many a stream has: seeking
    back is not sure in every container. ``late``: whether time is up.

    Raises ``Unreadable`` for a file without picture and sound, and for a picture it has not.
    """

    def __init__(
        self,
        av: Any,
        container: Any,
        asked: int,
        *,
        counts: dict[str, Any] | None,
        again: Callable[[], AbstractContextManager[Any]],
        late: Callable[[], bool],
    ) -> None:
        self._counts = None if counts is None else {int(n): tuple(counts[n]) for n in counts}
        to_ask = to_count(container)
        if to_ask and self._counts is None:
            with again() as opened:
                self._counts = dict(counted(opened, to_ask, late))
        self.held = choose(listed(container, self._counts or {}, _account(av, container)))
        self._asked = asked
        self.picture = self._picture()
        self._sound = self.held.sound_with(self.picture)
        self.video = None if self.picture is None else container.streams[self.picture.number]
        self.sound = None if self._sound is None else container.streams[self._sound.number]

    @property
    def facts(self) -> dict[str, Any]:
        """What is told of them, as JSON holds it."""
        return {
            "streams": [asdict(stream) for stream in self.held.streams],
            "stream": self._asked,
            "counts": self._counts,
            "sound_stream": self._sound.number if self._sound else None,
            "starts_seconds": self.held.starts_seconds(self.picture) if self.picture else 0.0,
        }

    @property
    def context(self) -> Any:
        """What decodes the picture; raises ``Unreadable`` where nothing can."""
        if self.picture is not None and self.picture.pictures == 0:
            raise Unreadable(
                "The file announces this moving picture and holds nothing of it.",
                advice="The recording may have left it out; ask for the whole recording.",
            )
        if self.video is None or self.video.codec_context is None:
            raise Unreadable(
                "The moving picture is of a codec that cannot be decoded here.",
                advice="Convert it with the program it came with, and give the result.",
            )
        return self.video.codec_context

    @property
    def start(self) -> int:
        """The file's time of the picture's beginning, in the picture's ticks."""
        if self.video is None or self.picture is None:
            return 0
        if self.video.start_time is not None:
            return int(self.video.start_time)
        return int((self.picture.starts_seconds or 0.0) / self.video.time_base)

    @property
    def several(self) -> bool:
        """Whether the file holds more than one moving picture."""
        return len(self.held.pictures) > 1

    @property
    def picture_seconds(self) -> float | None:
        """How long the file says that the picture itself lasts."""
        return None if self.picture is None else self.picture.seconds

    def _picture(self) -> MediaStream | None:
        films = self.held.pictures
        if not films and not self.held.sounds:
            holds = "a cover picture and no film" if self.held.left_out else NOTHING
            raise Unreadable(f"The file holds {holds}.", advice=NO_PAGE)
        if self._asked > max(1, len(films)):
            raise Unreadable(
                f"The file has no moving picture {self._asked}: it holds {len(films)}.",
                advice="`secondtake shots` lists what a file holds.",
            )
        return films[self._asked - 1] if films else None


def _account(av: Any, container: Any) -> str:
    """FFmpeg's own account of a container of several programs; empty for any other."""
    if len(container.streams.video) < 2 or container.format.name != OF_PROGRAMS:
        return ""
    av.logging.set_level(av.logging.INFO)
    account = str(container.dumps_format())
    av.logging.set_level(av.logging.PANIC)
    return account
