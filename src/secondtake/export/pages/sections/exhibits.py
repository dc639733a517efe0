"""The section of material: each exhibit, and what a film's header says beside what was decoded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from secondtake.export.escaping import Html
from secondtake.export.messages.picture_words import rate_note, told_of_picture
from secondtake.export.messages.report_words import say
from secondtake.export.pages.sections.labels import Names
from secondtake.export.render.number_format import figure, length, number
from secondtake.model.enums import EventAction, RelationKind
from secondtake.model.evidence import CustodyEvent, Exhibit, Failure
from secondtake.model.film_key import exhibit_of, picture_name
from secondtake.model.footage import Reel
from secondtake.model.report import Proof, Report
from secondtake.model.stream_words import LATER, left_out, picture_words, sounds_words

__all__ = ["Again", "FilmItem", "HeaderRow", "Item", "material"]

_SECONDS_APART = 0.5
"""A header's length further than this from the decoded one is pointed out; containers round."""
_SHARE_APART = 0.01
"""The same for frames, as a share: headers often count one frame more or less."""

MOST_AGAIN = 5
"""Answers of one address that are told, the newest; the log holds all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """What an address answered when it was asked again, and a public archive, if one was."""

    at: datetime
    state: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderRow:
    """One fact twice: as the header says and as decoding showed; ``apart`` when they disagree."""

    name: Html
    header: str | None
    decoded: str | None
    apart: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmItem:
    """One moving picture of an exhibit: its name, what is known of it, how many shots it has.

    ``said``: what the container says of it; ``later``: how long after the file's earliest picture
    it begins, None for at once; ``sounds``: which of several sound tracks is used with it.
    ``rate_assumed``: that the times of a stream rest on an assumption, where they do.
    """

    name: str
    reel: Reel
    rows: tuple[HeaderRow, ...]
    shots: int
    said: str
    later: Html | None
    sounds: str
    rate_assumed: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One exhibit; of footage its ``films``, the one that players show first; what could not be
    looked at in it, and pictures in it that are no films (``left_out``).

    ``states`` are the claims of a film's container, None for what was not asked for them.
    ``by`` is who took it in first; ``again``: what its address answered since.
    ``picture_matches``: what comparing a still picture showed, in sentences.
    ``control``: it is no footage of the case, and only shows how high scores come elsewhere.
    """

    exhibit: Exhibit
    films: tuple[FilmItem, ...]
    left_out: tuple[str, ...]
    failures: tuple[Failure, ...]
    states: tuple[tuple[str, str], ...] | None
    proofs: tuple[Proof, ...]
    control: bool
    by: str | None
    again: tuple[Again, ...]
    picture_matches: tuple[Html, ...]


def material(report: Report) -> tuple[Item, ...]:
    """Every exhibit in the order in which it was kept."""
    return tuple(_item(exhibit, report) for exhibit in report.exhibits)


def _item(exhibit: Exhibit, report: Report) -> Item:
    reels = [r for r in report.reels if r.exhibit == exhibit.digest]
    events = [e for e in report.events if e.exhibit == exhibit.digest]
    taken = [e for e in events if e.action == EventAction.COLLECTED]
    return Item(
        exhibit=exhibit,
        films=tuple(_film(reel, exhibit.name, report) for reel in reels),
        left_out=left_out(reels[0], exhibit.name) if reels else (),
        failures=tuple(f for f in report.failures if exhibit_of(f.subject) == exhibit.digest)[:5],
        states=next((h.claims for h in report.headers if h.exhibit == exhibit.digest), None),
        proofs=tuple(p for p in report.proofs if p.exhibit == exhibit.digest),
        control=exhibit.digest in report.control_footage,
        by=taken[0].actor if taken else None,
        again=tuple(_again(e) for e in events if e.action == EventAction.RECHECKED)[-MOST_AGAIN:],
        picture_matches=_matched(exhibit, report),
    )


def _matched(exhibit: Exhibit, report: Report) -> tuple[Html, ...]:
    """What is told of a still picture: of each film and picture that it was compared with."""
    names = Names(report)
    own = [m for m in report.picture_matches if exhibit.digest in (m.picture, m.other)]
    own.sort(key=lambda m: (m.answer == RelationKind.DIFFERENT, names.film_number(m.other)))
    return tuple(Html(told_of_picture(m, names.film(m.picture), names.film(m.other))) for m in own)


def _film(reel: Reel, file: str, report: Report) -> FilmItem:
    pictures = reel.moving_pictures
    later = reel.starts_seconds
    return FilmItem(
        name=picture_name(file, reel.stream),
        reel=reel,
        rows=() if reel.still else _rows(reel),
        shots=sum(s.film == reel.film for s in report.shots),
        said=picture_words(pictures[reel.stream - 1]) if len(pictures) > 1 else "",
        later=Html(f"{later:.2f}") if later >= LATER else None,
        sounds=sounds_words(reel),
        rate_assumed=rate_note(reel),
    )


def _again(event: CustodyEvent) -> Again:
    return Again(
        at=event.at,
        state=dict(event.detail)["state"],
        notes=tuple(value for name, value in event.detail if name == "note"),
    )


def _rows(reel: Reel) -> tuple[HeaderRow, ...]:
    said, seen = reel.header_seconds, reel.decoded_seconds
    frames, decoded = reel.header_frames, reel.decoded_frames
    rate = figure(decoded / seen) if seen > 0 else None
    return (
        HeaderRow(
            name=say("material.length"),
            header=None if said is None else length(said),
            decoded=length(seen),
            apart=said is not None and abs(said - seen) > _SECONDS_APART,
        ),
        HeaderRow(
            name=say("material.frames"),
            header=None if frames is None else number(frames),
            decoded=number(decoded),
            apart=frames is not None and abs(frames - decoded) > max(1, _SHARE_APART * frames),
        ),
        HeaderRow(
            name=say("material.rate"),
            header=None if reel.rate_assumed else figure(reel.frame_rate),
            decoded=rate,
            apart=False,
        ),
    )
