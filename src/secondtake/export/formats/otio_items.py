"""The objects of OpenTimelineIO as plain dictionaries, each with every field its schema has."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from secondtake.export.formats.finding_markers import Film
from secondtake.export.formats.timecode import Rate

__all__ = ["clip", "item", "marker", "reference", "span", "timeline", "warp"]

Object = dict[str, Any]


def timeline(name: str, tracks: Object, metadata: Object) -> Object:
    """A timeline of a stack of tracks; ``metadata`` is under our own name in it."""
    return {
        "OTIO_SCHEMA": "Timeline.1",
        "name": name,
        "global_start_time": None,
        "metadata": {"secondtake": metadata},
        "tracks": tracks,
    }


def item(schema: str, name: str, **more: Any) -> Object:
    """A track, stack, gap or clip."""
    plain: Object = {
        "OTIO_SCHEMA": schema,
        "name": name,
        "metadata": {},
        "source_range": None,
        "effects": [],
        "markers": [],
        "enabled": True,
        "color": None,
    }
    return plain | more


def clip(
    name: str, source: Object, media: Object, *, effects: list[Object] | None = None
) -> Object:
    """A stretch of one film."""
    return item(
        "Clip.2",
        name,
        source_range=source,
        media_references={"DEFAULT_MEDIA": media},
        active_media_reference_key="DEFAULT_MEDIA",
        effects=effects or [],
    )


def reference(film: Film, rate: Rate) -> Object:
    """A film by its name alone: the file lies beside the timeline."""
    return {
        "OTIO_SCHEMA": "ExternalReference.1",
        "name": film.name,
        "metadata": {"sha256": film.exhibit.digest},
        "available_range": span(0, rate.frames(film.reel.decoded_seconds), rate),
        "available_image_bounds": None,
        "target_url": quote(film.file_name),
    }


def marker(name: str, comment: str, marked: Object, metadata: Object) -> Object:
    """A marker; ``metadata`` is under our own name in it."""
    return {
        "OTIO_SCHEMA": "Marker.2",
        "name": name,
        "color": "CYAN",
        "comment": comment,
        "marked_range": marked,
        "metadata": {"secondtake": metadata},
    }


def warp(speed: float) -> Object:
    """What plays a clip at another speed, media seconds per second."""
    return {
        "OTIO_SCHEMA": "LinearTimeWarp.1",
        "name": f"{speed:.2f} times the speed",
        "metadata": {},
        "effect_name": "LinearTimeWarp",
        "enabled": True,
        "time_scalar": speed,
    }


def span(start: int, end: int, rate: Rate) -> Object:
    """Frames from ``start`` up to ``end``."""

    def time(value: int) -> Object:
        return {"OTIO_SCHEMA": "RationalTime.1", "rate": float(rate.exact), "value": float(value)}

    return {
        "OTIO_SCHEMA": "TimeRange.1",
        "start_time": time(start),
        "duration": time(max(0, end - start)),
    }
