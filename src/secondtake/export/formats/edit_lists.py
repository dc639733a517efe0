"""Edit lists for editing programs: CMX 3600 EDL and Final Cut Pro 7 XML, at the film's rate."""

from __future__ import annotations

from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement

from secondtake.export.formats.finding_markers import Film, films
from secondtake.export.formats.format_contract import Exported, xml
from secondtake.export.formats.timecode import Rate, rate_of
from secondtake.model.report import Report

__all__ = ["CmxEdl", "FinalCutXml"]

MOST_EVENTS = 999
"""An EDL numbers its events with three digits."""


class CmxEdl:
    """Format: ``film-N.edl``: shots as events, findings as locators in comments."""

    def files(self, report: Report) -> Exported:
        """One list a film; films without an even frame rate are left out and named."""
        kept, left_out = _even(report)
        left_out += tuple(
            f"film-{f.number}.edl holds the first {MOST_EVENTS} of {len(f.shots)} shots."
            for f, _ in kept
            if len(f.shots) > MOST_EVENTS
        )
        return Exported(
            files=tuple((f"{f.stem}.edl", _edl(f, r).encode("utf-8")) for f, r in kept),
            left_out=left_out,
        )


class FinalCutXml:
    """Format: ``film-N.fcp.xml`` (Final Cut Pro XML Interchange Format, version 5)."""

    def files(self, report: Report) -> Exported:
        """One sequence a film; films without an even frame rate are left out and named."""
        kept, left_out = _even(report)
        return Exported(
            files=tuple((f"{f.stem}.fcp.xml", _final_cut(f, r)) for f, r in kept),
            left_out=left_out,
        )


def _even(report: Report) -> tuple[list[tuple[Film, Rate]], tuple[str, ...]]:
    known = [(film, rate_of(film.reel.frame_rate)) for film in films(report)]
    return [(f, r) for f, r in known if r is not None], tuple(
        f"Film {f.number} has no frame rate that edit lists know; use otio for it."
        for f, r in known
        if r is None
    )


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
            f"* LOC: {rate.timecode(rate.frames(m.start))} CYAN    {m.name}: {m.sentence}"
            for m in film.marks
            if start <= rate.frames(m.start) < end
        ]
    return "\n".join(lines) + "\n"


def _final_cut(film: Film, rate: Rate) -> bytes:
    root = Element("xmeml", version="5")
    sequence = SubElement(root, "sequence", id="sequence-1")
    _text(sequence, "name", film.name)
    whole = rate.frames(film.reel.decoded_seconds)
    _text(sequence, "duration", whole)
    _rate(sequence, rate)
    media = SubElement(SubElement(sequence, "media"), "video")
    track = SubElement(media, "track")
    for number, shot in enumerate(film.shots, 1):
        clip = SubElement(track, "clipitem", id=f"clipitem-{number}")
        start, end = (rate.frames(s) for s in shot.span.seconds)
        _text(clip, "name", f"shot {shot.number + 1}")
        _text(clip, "duration", whole)
        _rate(clip, rate)
        for tag, value in (("start", start), ("end", end), ("in", start), ("out", end)):
            _text(clip, tag, value)
        file = SubElement(clip, "file", id="file-1")
        if number == 1:
            _text(file, "name", film.file_name)
            _text(file, "pathurl", quote(film.file_name))
            _rate(file, rate)
            _text(file, "duration", whole)
    for mark in film.marks:
        made = SubElement(sequence, "marker")
        _text(made, "name", mark.name)
        _text(made, "comment", f"[{mark.state}] {mark.sentence}")
        _text(made, "in", rate.frames(mark.start))
        _text(made, "out", rate.frames(mark.end))
    return xml(root, "<!DOCTYPE xmeml>\n")


def _rate(parent: Element, rate: Rate) -> None:
    element = SubElement(parent, "rate")
    _text(element, "timebase", rate.whole)
    _text(element, "ntsc", "TRUE" if rate.is_ntsc else "FALSE")


def _text(parent: Element, tag: str, text: str | int) -> None:
    SubElement(parent, tag).text = str(text)
