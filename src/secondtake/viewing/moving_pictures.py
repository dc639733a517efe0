"""How many moving pictures a file holds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from secondtake.errors import CannotLook
from secondtake.model.enums import StreamRole
from secondtake.viewing.decoder_process import Limits, Request, messages, streams_told
from secondtake.viewing.decoder_protocol import MessageKind

__all__ = ["picture_numbers"]


def picture_numbers(path: Path, *, limits: Limits | None = None) -> Iterator[int]:
    """The numbers of a file's moving pictures, 1 first, which is the one that players show.

    The others are asked for once 1 was taken: whoever has decoded it by then has been told. A file
    that cannot be opened has one, so that looking at it tells why it cannot.
    """
    yield 1
    told = streams_told(path)
    roles = [stream["role"] for stream in (_asked(path, limits) if told is None else told)]
    yield from range(2, 1 + roles.count(StreamRole.MOVING_PICTURE))


def _asked(path: Path, limits: Limits | None) -> list[dict[str, Any]]:
    try:
        with closing(messages(path, Request(packets=True), limits or Limits())) as sent:
            for message in sent:
                if message.head["kind"] == MessageKind.STREAMS:
                    return list(message.head["streams"])
    except CannotLook:
        return []  # told by whoever decodes it
    return []
