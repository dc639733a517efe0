"""The words of the report's section of notes and sync points."""

from __future__ import annotations

__all__ = ["NOTE_WORDS"]

NOTE_WORDS: dict[str, str] = {
    "notes.heading": "Notes by hand",
    "notes.intro": "What people wrote at frames, each under their name; nothing here was computed.",
    "notes.caption": "Notes, as they stand now. Earlier wordings and notes that were taken back "
    "stay in the case.",
    "notes.note": "Note",
    "notes.where": "Where",
    "notes.partner": "Shows the same",
    "notes.text": "What was written",
    "notes.by": "By",
    "notes.box": "from {left} to {right} % of the width, {top} to {bottom} % of the height",
    "notes.sync": "Frames that people say show one instant",
    "notes.left": "One film",
    "notes.right": "The other film",
    "notes.why": "Why",
}
