"""OpenTimelineIO: each film as a timeline of its shots, with findings as markers."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from secondtake.export.formats.finding_markers import Film, Mark, films
from secondtake.export.formats.format_contract import SAYS, Exported
from secondtake.export.formats.timecode import UNKNOWN, Rate, rate_of
from secondtake.model.report import Report

__all__ = ["OpenTimeline"]


class OpenTimeline:
    """Format: ``film-N.otio`` for each film, in the schemas of OpenTimelineIO 0.15 and later."""

    def files(self, report: Report) -> Exported:
        """One timeline a film: a video track with the shots as clips, markers on the timeline.

        Media is referenced by its name alone: lay the file beside it. A film of uneven rate is
        counted in milliseconds.
        """
        return Exported(
            files=tuple(
                (
                    f"{f.stem}.otio",
                    (json.dumps(_timeline(f), ensure_ascii=False, indent=1) + "\n").encode("utf-8"),
                )
                for f in films(report)
            )
        )


def _timeline(film: Film) -> dict[str, Any]:
    rate = rate_of(film.reel.frame_rate) or UNKNOWN
    track = _item("Track.1", "shots", children=_clips(film, rate), kind="Video")
    stack = _item(
        "Stack.1", "tracks", children=[track], markers=[_marker(m, rate) for m in film.marks]
    )
    return {
        "OTIO_SCHEMA": "Timeline.1",
        "name": film.name,
        "global_start_time": None,
        "metadata": {"secondtake": {"says": SAYS, "sha256": film.exhibit.digest}},
        "tracks": stack,
    }


def _clips(film: Film, rate: Rate) -> list[dict[str, Any]]:
    whole = _range(0, rate.frames(film.reel.decoded_seconds), rate)
    made, at = [], 0
    for shot in film.shots:
        start, end = (rate.frames(s) for s in shot.span.seconds)
        if start > at:
            made.append(_item("Gap.1", "", source_range=_range(0, start - at, rate)))
        reference = {
            "OTIO_SCHEMA": "ExternalReference.1",
            "name": film.name,
            "metadata": {"sha256": film.exhibit.digest},
            "available_range": whole,
            "available_image_bounds": None,
            "target_url": quote(film.file_name),
        }
        made.append(
            _item(
                "Clip.2",
                f"shot {shot.number + 1}",
                source_range=_range(max(start, at), end, rate),
                media_references={"DEFAULT_MEDIA": reference},
                active_media_reference_key="DEFAULT_MEDIA",
            )
        )
        at = end
    return made


def _marker(mark: Mark, rate: Rate) -> dict[str, Any]:
    return {
        "OTIO_SCHEMA": "Marker.2",
        "name": mark.name,
        "color": "CYAN",
        "comment": mark.sentence,
        "marked_range": _range(rate.frames(mark.start), rate.frames(mark.end), rate),
        "metadata": {"secondtake": {"state": mark.state, "other": mark.other}},
    }


def _item(schema: str, name: str, **more: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {
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


def _range(start: int, end: int, rate: Rate) -> dict[str, Any]:
    def time(value: int) -> dict[str, Any]:
        return {"OTIO_SCHEMA": "RationalTime.1", "rate": float(rate.exact), "value": float(value)}

    return {
        "OTIO_SCHEMA": "TimeRange.1",
        "start_time": time(start),
        "duration": time(max(0, end - start)),
    }
