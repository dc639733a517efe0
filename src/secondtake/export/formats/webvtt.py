"""WebVTT: a film's findings as captions that any player shows beside the film."""

from __future__ import annotations

import html

from secondtake.export.formats.finding_markers import Film, films
from secondtake.export.formats.format_contract import SAYS, Exported
from secondtake.model.report import Report

__all__ = ["WebVtt"]

_SHORTEST = 0.04
"""Seconds a cue lasts at least: the standard wants its end after its start."""


class WebVtt:
    """Format: ``film-N.vtt`` for each film (W3C WebVTT: The Web Video Text Tracks Format)."""

    def files(self, report: Report) -> Exported:
        """One file for each film, also for one that no finding speaks of."""
        return Exported(
            files=tuple((f"{f.stem}.vtt", _captions(f).encode("utf-8")) for f in films(report))
        )


def _captions(film: Film) -> str:
    said = [f"WEBVTT\n\nNOTE {SAYS}\nFilm: {_text(film.name)}\nSHA-256: {film.exhibit.digest}\n"]
    for mark in film.marks:
        end = max(mark.end, mark.start + _SHORTEST)
        words = mark.told
        said.append(f"{mark.name}\n{_time(mark.start)} --> {_time(end)}\n{_text(words)}\n")
    return "\n".join(said)


def _text(text: str) -> str:
    """Text for a cue or a note: no markup, no arrow that would end it."""
    return html.escape(text, quote=False)


def _time(seconds: float) -> str:
    milliseconds = max(0, round(seconds * 1000))
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{rest // 1000:02d}.{rest % 1000:03d}"
