"""What an open container says of its streams: roles, titles, lengths, programs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from secondtake.model.enums import StreamRole
from secondtake.model.footage import MediaStream

__all__ = ["counted", "listed", "to_count"]

MOST_CHARACTERS = 200
"""Of a title or a handler: they come from outside and stand in reports."""
_LENGTH = re.compile(r"(\d+):([0-5]?\d):([0-5]?\d(?:\.\d+)?)")
_PROGRAM = re.compile(r"^  Program (\d+)|^  (?:  )?Stream #0:(\d+)", re.MULTILINE)
"""FFmpeg's own account of a transport stream; the library gives programs in no other way."""

Counts = Mapping[int, tuple[int, float | None]]
"""Of a stream's number: its pictures, two standing for more, and when the first is shown."""


def listed(container: Any, counts: Counts, account: str = "") -> tuple[MediaStream, ...]:
    """Every picture and sound that a container says it holds, in its order.

    ``counts``: of streams whose container does not say how many pictures they hold. ``account``:
    FFmpeg's dump of a transport stream, for its programs.
    """
    programs = _programs(account)
    held = (s for s in container.streams if s.type in ("video", "audio"))
    return tuple(_said(s, counts, programs.get(s.index)) for s in held)


def to_count(container: Any) -> frozenset[int]:
    """The streams whose pictures have to be counted to know whether they move.

    Only beside another picture is that asked, and only of those of which nothing says it.
    """
    asked = [s for s in container.streams.video if _role(s) == StreamRole.MOVING_PICTURE]
    return (
        frozenset(s.index for s in asked if _stated(s) is None) if len(asked) > 1 else frozenset()
    )


def counted(container: Any, asked: frozenset[int], late: Callable[[], bool]) -> Counts:
    """Count the pictures of streams until each has two, without decoding any.

    ``late``: whether there is no time left; then nothing is said of those still open.
    """
    found: dict[int, tuple[int, float | None]] = dict.fromkeys(asked, (0, None))
    waiting = set(asked)
    packets = container.demux([s for s in container.streams.video if s.index in asked])
    while waiting and not late():
        try:
            packet = next(packets)
        except (StopIteration, OSError, ValueError, IndexError, UnicodeDecodeError):
            return found  # the file ends, or breaks off, which decoding tells
        number = packet.stream.index
        if number not in waiting or not packet.size:
            continue
        count, first = found[number]
        if count == 0 and packet.pts is not None:
            first = float(packet.pts * packet.time_base)
        found[number] = (count + 1, first)
        if count:
            waiting.remove(number)
    return {number: told for number, told in found.items() if number not in waiting}


def _said(stream: Any, counts: Counts, program: int | None) -> MediaStream:
    context = stream.codec_context
    tags = {str(k).lower(): str(v) for k, v in stream.metadata.items()}
    count, first = counts.get(stream.index, (None, None))
    few = count if count in (0, 1) else None
    starts = first
    if stream.start_time is not None and stream.time_base:
        starts = float(stream.start_time * stream.time_base)
    is_picture = stream.type == "video"
    return MediaStream(
        number=stream.index,
        role=_role(stream),
        codec=context.name if context is not None else None,
        title=_text(tags.get("title") or tags.get("name")),
        language=_text(tags.get("language", "").replace("und", "")),
        handler=_text(tags.get("handler_name")),
        width=context.width if is_picture and context is not None else 0,
        height=context.height if is_picture and context is not None else 0,
        pictures=(_stated(stream) or few) if is_picture else None,
        seconds=_seconds(stream, tags, starts or 0.0),
        starts_seconds=starts,
        default=_has(stream, "default"),
        program=program,
    )


def _role(stream: Any) -> StreamRole:
    if stream.type == "audio":
        return StreamRole.SOUND
    cover = any(_has(stream, n) for n in ("attached_pic", "timed_thumbnails", "still_image"))
    return StreamRole.COVER if cover else StreamRole.MOVING_PICTURE


def _has(stream: Any, flag: str) -> bool:
    flags = type(stream.disposition)
    return bool(stream.disposition & getattr(flags, flag, flags(0)))


def _stated(stream: Any) -> int | None:
    """How many pictures the container says a stream holds, None where it says nothing."""
    tags = {str(k).lower(): str(v) for k, v in stream.metadata.items()}
    said = next((v for k, v in tags.items() if k.startswith("number_of_frames")), "")
    return int(stream.frames) or (int(said) if said.isdecimal() else 0) or None


def _seconds(stream: Any, tags: dict[str, str], starts: float) -> float | None:
    """How long a stream lasts: what it says, or what its tag says (Matroska), which is its end."""
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    said = next((v for k, v in tags.items() if k.startswith("duration")), "")
    parts = _LENGTH.match(said)
    if parts is None:
        return None
    hours, minutes, seconds = parts.groups()
    return max(0.0, int(hours) * 3600 + int(minutes) * 60 + float(seconds) - starts) or None


def _programs(account: str) -> dict[int, int]:
    """The program of each stream, the first that names it; nothing where there is but one."""
    found: dict[int, int] = {}
    program = None
    for match in _PROGRAM.finditer(account):
        if match[1]:
            program = int(match[1])
        elif program is not None:
            found.setdefault(int(match[2]), program)
    return found if len(set(found.values())) > 1 else {}


def _text(said: str | None) -> str | None:
    words = " ".join((said or "").split())[:MOST_CHARACTERS]
    return words or None
