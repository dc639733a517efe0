"""Edit lists for editing programs: CMX 3600 EDL and Final Cut Pro 7 XML, at the film's rate."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from textwrap import shorten
from typing import NamedTuple
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement

from secondtake.export.formats.finding_markers import Film, films
from secondtake.export.formats.finding_sequences import Cut, FindingSequence, Track, sequences
from secondtake.export.formats.format_contract import Exported, xml
from secondtake.export.formats.timecode import Rate, rate_of
from secondtake.model.report import Report

__all__ = ["CmxEdl", "FinalCutXml"]

MOST_EVENTS = 999
"""An EDL numbers its events with three digits."""
LONGEST = 60
"""Letters of a locator's comment: more stands on no marker an editor reads."""


class CmxEdl:
    """Format: ``film-N.edl``: shots as events, findings as locators in comments; and
    ``finding-fN-left.edl`` and its like, one for each track, which begin together."""

    def files(self, report: Report) -> Exported:
        """One list a film; films without an even frame rate are left out and named."""
        found, not_found = _in_one_rate(report)
        kept, left_out = _even(report)
        left_out += tuple(
            f"film-{f.number}.edl holds the first {MOST_EVENTS} of {len(f.shots)} shots."
            for f, _ in kept
            if len(f.shots) > MOST_EVENTS
        )
        return Exported(
            files=(
                *((f"{f.stem}.edl", _edl(f, r).encode("utf-8")) for f, r in kept),
                *(
                    (f"{one.stem}-{track.name.replace(' ', '-')}.edl", _edl_of(one, track, rate))
                    for one, rate in found
                    for track in one.tracks
                ),
            ),
            left_out=(*left_out, *not_found),
        )


class FinalCutXml:
    """Format: ``film-N.fcp.xml`` and ``finding-fN.fcp.xml`` (Final Cut Pro XML Interchange Format,
    version 5)."""

    def files(self, report: Report) -> Exported:
        """A sequence for each film and each finding; without an even frame rate none, and said."""
        kept, left_out = _even(report)
        found, not_found = _in_one_rate(report)
        return Exported(
            files=(
                *((f"{f.stem}.fcp.xml", _final_cut(f, r)) for f, r in kept),
                *((f"{one.stem}.fcp.xml", _final_cut_of(one, rate)) for one, rate in found),
            ),
            left_out=(*left_out, *not_found),
        )


def _even(report: Report) -> tuple[list[tuple[Film, Rate]], tuple[str, ...]]:
    known = [(film, rate_of(film.reel.frame_rate)) for film in films(report)]
    return [(f, r) for f, r in known if r is not None], tuple(
        f"Film {f.number} has no frame rate that edit lists know; use otio for it."
        for f, r in known
        if r is None
    )


def _in_one_rate(
    report: Report,
) -> tuple[list[tuple[FindingSequence, Rate]], tuple[str, ...]]:
    """Sequences all of whose films have one rate that edit lists know, and why others are none.

    A film whose rate none knows is named once, with its own list.
    """
    kept, told = [], []
    for one in sequences(report):
        rates = {rate_of(track.cuts[0].film.reel.frame_rate) for track in one.tracks}
        if len(rates) > 1 and None not in rates:
            told.append(f"{one.label} is of films of unlike frame rates; use otio for it.")
        rate = rates.pop() if len(rates) == 1 else None
        if rate is None:
            continue
        kept.append((one, rate))
        told += one.told
        if any(cut.speed != 1.0 for track in one.tracks for cut in track.cuts):
            told.append(f"{one.label} has a stretch at another speed, which only otio holds.")
    return kept, tuple(told)


def _length(cut: Cut, rate: Rate) -> int:
    """Frames of a stretch at its own speed: what comes after it in its film is not aligned."""
    return rate.frames(min(cut.length, cut.end - cut.start))


def _edl_of(sequence: FindingSequence, track: Track, rate: Rate) -> bytes:
    """One track; the first event of every track of a sequence counts from the same zero."""
    lines = [f"TITLE: {sequence.name}, {track.name}", "FCM: NON-DROP FRAME", ""]
    for number, cut in enumerate(track.cuts[:MOST_EVENTS], 1):
        begins, start = rate.frames(cut.at), rate.frames(cut.start)
        length = _length(cut, rate)
        times = (start, start + length, begins, begins + length)
        lines += [
            f"{number:03d}  AX       V     C        {' '.join(map(rate.timecode, times))}",
            f"* FROM CLIP NAME: {cut.film.name}",
        ]
        for mark in sequence.marks:
            at, told = rate.frames(mark.start), shorten(mark.comment, LONGEST, placeholder="…")
            if begins <= at < begins + length:
                lines.append(f"* LOC: {rate.timecode(at)} CYAN    {mark.name} {told}")
    return ("\n".join(lines) + "\n").encode("utf-8")


def _edl(film: Film, rate: Rate) -> str:
    lines = [f"TITLE: {film.name}", "FCM: NON-DROP FRAME", ""]
    for number, shot in enumerate(film.shots[:MOST_EVENTS], 1):
        start, end = (rate.frames(s) for s in shot.span.seconds)
        times = " ".join(rate.timecode(t) for t in (start, end, start, end))
        lines += [
            f"{number:03d}  AX       V     C        {times}",
            f"* FROM CLIP NAME: {film.name}",
        ]
        # A locator belongs to the event that is under it.
        lines += [
            f"* LOC: {rate.timecode(rate.frames(m.start))} CYAN    {m.name}, {m.short}"
            for m in film.marks
            if start <= rate.frames(m.start) < end
        ]
    return "\n".join(lines) + "\n"


class _Clip(NamedTuple):
    """A stretch of a film, all in frames: where it begins in the film, how long, and where at."""

    name: str
    film: Film
    start: int
    length: int
    at: int


def _final_cut(film: Film, rate: Rate) -> bytes:
    cuts = []
    for shot in film.shots:
        start, end = (rate.frames(s) for s in shot.span.seconds)
        cuts.append(_Clip(f"shot {shot.number + 1}", film, start, end - start, start))
    marks = [(m.name, f"[{m.state}] {m.sentence}", m.start, m.end) for m in film.marks]
    return _sequence(film.name, rate, film.reel.decoded_seconds, [cuts], marks)


def _final_cut_of(sequence: FindingSequence, rate: Rate) -> bytes:
    tracks = [
        [
            _Clip(c.name, c.film, rate.frames(c.start), _length(c, rate), rate.frames(c.at))
            for c in track.cuts
        ]
        for track in sequence.tracks
    ]
    marks = [(m.name, m.comment, m.start, m.end) for m in sequence.marks]
    return _sequence(sequence.name, rate, sequence.seconds, tracks, marks)


def _sequence(
    name: str,
    rate: Rate,
    seconds: float,
    tracks: Sequence[Sequence[_Clip]],
    marks: Sequence[tuple[str, str, float, float]],
) -> bytes:
    """A sequence with its markers: name, comment, first and last second."""
    root = Element("xmeml", version="5")
    sequence = SubElement(root, "sequence", id="sequence-1")
    _text(sequence, "name", name)
    _text(sequence, "duration", rate.frames(seconds))
    _rate(sequence, rate)
    video = SubElement(SubElement(sequence, "media"), "video")
    files: dict[str, str] = {}
    numbers = count(1)
    for clips in tracks:
        track = SubElement(video, "track")
        for cut in clips:
            clip = SubElement(track, "clipitem", id=f"clipitem-{next(numbers)}")
            _text(clip, "name", cut.name)
            _text(clip, "duration", rate.frames(cut.film.reel.decoded_seconds))
            _rate(clip, rate)
            _text(clip, "start", cut.at)
            _text(clip, "end", cut.at + cut.length)
            _text(clip, "in", cut.start)
            _text(clip, "out", cut.start + cut.length)
            _file(clip, cut.film, rate, files)
    for called, comment, first, last in marks:
        made = SubElement(sequence, "marker")
        _text(made, "name", called)
        _text(made, "comment", comment)
        _text(made, "in", rate.frames(first))
        _text(made, "out", rate.frames(last))
    return xml(root, "<!DOCTYPE xmeml>\n")


def _file(clip: Element, film: Film, rate: Rate, files: dict[str, str]) -> None:
    """A file is described where it is first named, and named by its ID from then on."""
    known = film.exhibit.digest in files
    name = files.setdefault(film.exhibit.digest, f"file-{len(files) + 1}")
    file = SubElement(clip, "file", id=name)
    if known:
        return
    _text(file, "name", film.file_name)
    _text(file, "pathurl", quote(film.file_name))
    _rate(file, rate)
    _text(file, "duration", rate.frames(film.reel.decoded_seconds))


def _rate(parent: Element, rate: Rate) -> None:
    element = SubElement(parent, "rate")
    _text(element, "timebase", rate.whole)
    _text(element, "ntsc", "TRUE" if rate.is_ntsc else "FALSE")


def _text(parent: Element, tag: str, text: str | int) -> None:
    SubElement(parent, tag).text = str(text)
