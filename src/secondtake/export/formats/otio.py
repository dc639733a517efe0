"""OpenTimelineIO: each film as a timeline of its shots, each finding as a stack of its sides,
each moment as a stack of its cameras."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from secondtake.export.formats.finding_markers import Film, Mark, films, note_mark
from secondtake.export.formats.finding_sequences import Cut, FindingSequence, sequences
from secondtake.export.formats.format_contract import SAYS, Exported
from secondtake.export.formats.moments import Camera, Moment, moments
from secondtake.export.formats.otio_items import (
    clip,
    item,
    marker,
    reference,
    span,
    timeline,
    warp,
)
from secondtake.export.formats.timecode import UNKNOWN, Rate, rate_of
from secondtake.model.by_hand import FilmFrame
from secondtake.model.report import Report

__all__ = ["OpenTimeline", "moment_file"]


class OpenTimeline:
    """Format: ``film-N.otio``, ``finding-fN.otio`` and ``moment-N.otio``, in schemas of
    OpenTimelineIO 0.15 and up."""

    def files(self, report: Report) -> Exported:
        """A timeline for each film, with findings as markers, a stack for each finding, and one
        for each moment, a track for each of its cameras.

        Media is referenced by its name alone: lay the file beside it. A film of uneven rate is
        counted in milliseconds.
        """
        made = [(f"{f.stem}.otio", _timeline(f)) for f in films(report)]
        found = sequences(report)
        made += [(f"{one.stem}.otio", _of_finding(one)) for one in found]
        made += [(name, _of_moment(one, report)) for name, one in _moment_files(report)]
        return Exported(
            files=tuple((name, _written(held)) for name, held in made),
            left_out=tuple(told for one in found for told in one.told),
        )


def _moment_files(report: Report) -> list[tuple[str, Moment]]:
    """Every moment and what its file is called."""
    return [(f"moment-{one.number}.otio", one) for one in moments(report)]


def moment_file(report: Report, number: int) -> tuple[str, bytes] | None:
    """The name and bytes of one moment's file; None where there is no such moment."""
    found = next((m for m in _moment_files(report) if m[1].number == number), None)
    return None if found is None else (found[0], _written(_of_moment(found[1], report)))


def _written(held: dict[str, Any]) -> bytes:
    """A timeline as the file that holds it."""
    return (json.dumps(held, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _of_moment(moment: Moment, report: Report) -> dict[str, Any]:
    """A track for each camera, each shot where it lies on the common clock."""
    by_key = {film.reel.film: film for film in films(report)}
    cameras = [c for c in moment.cameras if c.shot.film in by_key]
    rates = [rate_of(by_key[c.shot.film].reel.frame_rate) for c in cameras]
    rate = next(filter(None, rates), UNKNOWN)
    tracks = []
    for number, camera in enumerate(cameras, 1):
        start, end = camera.shot.span.seconds
        cut = Cut(
            film=by_key[camera.shot.film],
            start=start,
            end=end,
            at=camera.seconds[0],
            length=end - start,
            speed=1.0,
        )
        children = _cuts((cut,), rate)
        tracks.append(item("Track.1", f"camera {number}", children=children, kind="Video"))
    marks = [_marker(m, rate) for m in _noted(moment, report)]
    told = {"says": SAYS, "pairs disagree by seconds": round(moment.apart, 3)}
    stack = item("Stack.1", "tracks", children=tracks, markers=marks)
    return timeline(f"Moment {moment.number}", stack, told)


def _noted(moment: Moment, report: Report) -> list[Mark]:
    """The notes at frames of the moment, on the common clock."""
    made = []
    for note in report.notes:
        camera = next((c for c in moment.cameras if _within(note.frame, c)), None)
        if camera is not None:
            made.append(note_mark(note, note.frame, report, zero=camera.zero))
    return made


def _within(frame: FilmFrame, camera: Camera) -> bool:
    start, end = camera.shot.span.seconds
    return frame.film == camera.shot.film and start <= frame.seconds < end


def _timeline(film: Film) -> dict[str, Any]:
    rate = rate_of(film.reel.frame_rate) or UNKNOWN
    track = item("Track.1", "shots", children=_clips(film, rate), kind="Video")
    marks = [_marker(m, rate) for m in film.marks]
    return timeline(
        film.name,
        item("Stack.1", "tracks", children=[track], markers=marks),
        {"says": SAYS, "sha256": film.exhibit.digest},
    )


def _clips(film: Film, rate: Rate) -> list[dict[str, Any]]:
    made, at = [], 0
    for shot in film.shots:
        start, end = (rate.frames(s) for s in shot.span.seconds)
        if start > at:
            made.append(item("Gap.1", "", source_range=span(0, start - at, rate)))
        held = reference(film, rate)
        made.append(clip(f"shot {shot.number + 1}", span(max(start, at), end, rate), held))
        at = end
    return made


def _marker(mark: Mark, rate: Rate) -> dict[str, Any]:
    return marker(
        mark.name,
        f"{mark.short}. {mark.sentence}",
        span(rate.frames(mark.start), rate.frames(mark.end), rate),
        {"state": mark.state, "other": mark.other},
    )


def _of_finding(sequence: FindingSequence) -> dict[str, Any]:
    """A stack of its tracks, at the rate of its first film; every clip is counted at its own."""
    rates = [rate_of(t.cuts[0].film.reel.frame_rate) for t in sequence.tracks]
    rate = rates[0] or UNKNOWN
    tracks = [
        item("Track.1", track.name, children=_cuts(track.cuts, rate), kind="Video")
        for track in sequence.tracks
    ]
    marks = [
        marker(m.name, m.comment, span(rate.frames(m.start), rate.frames(m.end), rate), {})
        for m in sequence.marks
    ]
    return timeline(
        sequence.name,
        item("Stack.1", "tracks", children=tracks, markers=marks),
        {"says": SAYS, "sentence": sequence.sentence},
    )


def _cuts(cuts: Iterable[Cut], rate: Rate) -> list[dict[str, Any]]:
    made, at = [], 0
    for cut in cuts:
        begins = rate.frames(cut.at)
        if begins > at:
            made.append(item("Gap.1", "", source_range=span(0, begins - at, rate)))
        own = rate_of(cut.film.reel.frame_rate) or UNKNOWN
        start = own.frames(cut.start)
        made.append(
            clip(
                cut.name,
                span(start, start + own.frames(cut.length), own),
                reference(cut.film, own),
                effects=[] if cut.speed == 1.0 else [warp(cut.speed)],
            )
        )
        at = begins + rate.frames(cut.length)
    return made
