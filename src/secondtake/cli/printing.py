"""What the terminal shows: progress on stderr, results on stdout, errors as one sentence."""

from __future__ import annotations

import os
import sys
import time
import traceback
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from secondtake.cli import progress_words
from secondtake.cli.messages import RECHECKED
from secondtake.cli.wrapping import wrapped
from secondtake.errors import SecondTakeError
from secondtake.model.enums import (
    ArchiveAnswer,
    ReproductionResult,
    SoundAgreement,
)
from secondtake.model.evidence import Withdrawn
from secondtake.model.json_output import (
    Added,
    ArchiveShape,
    Found,
    FrameShape,
    StillsShape,
)
from secondtake.model.names import called
from secondtake.model.reasons import Reason

__all__ = [
    "Told",
    "added",
    "archive",
    "bundled",
    "count",
    "error",
    "errors",
    "exhibits",
    "exported",
    "failure",
    "fault",
    "forgotten",
    "in_part",
    "note",
    "partial",
    "people",
    "pictures",
    "rechecked",
    "rerun",
    "said",
    "segments",
    "shots",
    "stills",
    "withdrawn",
]


SHOWN_SECONDS = 0.1
"""How often a terminal's line is written anew."""
LOGGED_SECONDS = 60.0
"""How often a log hears of a stage that goes on."""


class Told:
    """Progress on stderr: a bar with rate and time left; off a terminal a line now and then."""

    def __init__(self) -> None:
        self._stage = ""
        self._began = 0.0
        self._first = 0.0
        self._shown = 0.0
        self._live = sys.stderr.isatty()
        unicode = (sys.stderr.encoding or "").lower().startswith("utf")
        self._full, self._free = "█·" if unicode else "#."

    def __call__(self, stage: str, done: float, total: float | None) -> None:
        now = time.monotonic()
        if stage != self._stage:
            self.end()
            self._stage, self._began, self._first, self._shown = stage, now, done, 0.0
            if not self._live:
                self._shown = now
                note(f"{plain_text(stage)} …")
        whole = total is not None and done >= total
        if self._live and (whole or now - self._shown > SHOWN_SECONDS):
            self._shown = now
            # A terminal that says nothing of its size has 0 columns.
            width = (os.get_terminal_size(sys.stderr.fileno()).columns or 80) - 1
            sys.stderr.write("\r" + self._line(now, done, total, width)[:width].ljust(width))
            sys.stderr.flush()
        elif not self._live and total and now - self._shown >= LOGGED_SECONDS:
            self._shown = now
            note(f"{plain_text(stage)}: {self._told(now, done, total)}")

    def end(self) -> None:
        """Close the line of the last stage."""
        if self._live and self._stage:
            sys.stderr.write("\n")
        self._stage = ""

    def _line(self, now: float, done: float, total: float | None, width: int) -> str:
        stage = plain_text(self._stage)
        if not total:
            return f"{stage} …"
        share = min(1.0, done / total)
        told = f"{share:4.0%}  {self._told(now, done, total)}"
        # In a narrow terminal the bar gives way to what is told, then the name of the stage.
        stage = stage[: max(0, width - len(told) - 3)]
        length = max(0, min(20, width - len(stage) - len(told) - 3))
        bar = (self._full * round(length * share)).ljust(length, self._free)
        return f"{stage}  {bar} {told}"

    def _told(self, now: float, done: float, total: float) -> str:
        """How much is done; after a second how fast it goes, and about how long it takes."""
        told = [progress_words.amount(self._stage, done, total)]
        # What was done before the first call, in this run or in another, tells no rate.
        new, spent = done - self._first, now - self._began
        if new > 0 and spent > 1:
            told.append(progress_words.rate(self._stage, new, spent))
            if done < total:
                left = progress_words.still_takes((total - done) * spent / new)
                told.append(f"{left} left")
        return ", ".join(told)


def plain_text(text: str) -> str:
    """Text without control characters: names and pages must not steer the terminal."""
    return "".join(c if c.isprintable() else "�" for c in text)


def clock(seconds: float) -> str:
    """Seconds as ``m:ss.t``, the way times stand in reports."""
    minutes, rest = divmod(round(seconds * 10), 600)
    return f"{minutes}:{rest // 10:02d}.{rest % 10}"


def note(text: str) -> None:
    """One line on stderr."""
    sys.stderr.write(text + "\n")


def line(text: str) -> None:
    """One line on stdout."""
    print(plain_text(text))


def error(what: SecondTakeError) -> None:
    """One sentence and the advice, on stderr."""
    note(f"secondtake: {plain_text(str(what))}")
    if what.advice:
        note(f"  {plain_text(what.advice)}")


def errors(failures: Sequence[SecondTakeError]) -> None:
    """What could not be looked at, each as one sentence and its advice."""
    for one in failures:
        error(one)


def failure(what: Any, names: dict[str, str]) -> None:
    """A recorded failure, on stderr; ``names`` are the exhibits' names by digest."""
    (subject,) = called((what.subject,), names)
    said = plain_text(what.reason)
    named = subject.rstrip("/").rpartition("/")[2] in said
    note(f"could not be analysed: {said}" if named else f"could not be analysed: {subject}: {said}")
    if what.advice:
        note(f"  {plain_text(what.advice)}")


def partial(reel: Any, names: dict[str, str]) -> None:
    """A film of which only a part could be decoded, on stderr."""
    (film,) = called((reel.film,), names)
    in_part([(film, reel.partial)])


def in_part(films: Iterable[tuple[str, str | None]]) -> bool:
    """Films by their names, each once, with why they were not seen whole; whether there is one."""
    told = {film: reason for film, reason in films if reason is not None}
    for film, reason in told.items():
        note(f"could not be analysed in full: {plain_text(film)}: {plain_text(reason)}")
    return bool(told)


def fault(what: BaseException) -> None:
    """A fault of ours, without a traceback unless SECONDTAKE_TRACE is set."""
    if os.environ.get("SECONDTAKE_TRACE"):
        note("".join(traceback.format_exception(what)))
    note(f"secondtake: an internal error in Second Take ({type(what).__name__}: {what}).")
    note("  Nothing recorded is lost. Set SECONDTAKE_TRACE=1 and run it again to see where;")
    note("  please report it as CONTRIBUTING.md says.")


def exhibits(kept: Sequence[Any], aside: Sequence[Withdrawn]) -> None:
    """What was kept, a line each; of that, what people had set ``aside`` and stays so."""
    for e in kept:
        print(
            f"{e.digest[:12]}…  {e.size_bytes:>12,} bytes  {e.media_type:<24} {plain_text(e.name)}"
        )
    withdrawn(aside)


def count(verb: str, found: Sequence[object]) -> None:
    """How much a step found."""
    what = {"watch": "shots", "compare": "relations", "judge": "findings"}[verb]
    print(f"{len(found)} {what} in the case.")


def shots(found: Any) -> None:
    """Shots, a line each, below the name of their picture where a file has several."""
    for picture in found.pictures:
        if len(found.pictures) > 1 or found.failures:
            print(f"{plain_text(picture.name)}: {plain_text(picture.said)}")
        for s in picture.shots:
            start, end = s.span.seconds
            print(f"{s.number + 1:>4}  {clock(start):>9} – {clock(end):<9} {s.transition}")
    for told in found.notes:
        print(plain_text(told))


def stills(made: StillsShape) -> None:
    """Key frames that were written, a line each, and the page that shows them."""
    for still in made["stills"]:
        size = f"{still['width']} × {still['height']}"
        print(f"{clock(still['at_seconds']):>9}  {size:>12}  {still['file']}")
    print(f"The contact sheet: {plain_text(str(Path(made['folder']) / made['sheet']))}")
    print("Faces are not blurred: the stills are for your search, not for publication.")


def frame(made: FrameShape) -> None:
    """One frame that was written: which one, when, how large, and where it lies."""
    minutes, rest = divmod(round(made["at_seconds"] * 1000), 60_000)
    print(
        f"Frame {made['frame']} of {made['frames']} of {plain_text(made['picture'])}, at "
        f"{minutes}:{rest / 1000:06.3f} (tick {made['pts']} of {made['tick']} s), "
        f"{made['width']} × {made['height']}"
    )
    print(f"{plain_text(made['file'])}  SHA-256 {made['sha256']}")
    print("It is the original's picture: faces are not blurred.")


def said(reason: Reason) -> str:
    """A reason in words, with nothing in it that steers the terminal."""
    # Imported now: help and errors are printed without loading the workbench.
    from secondtake.workbench import in_words

    return plain_text(in_words(reason))


def people(found: Any) -> None:
    """Tracks of people, a line each, and pairs that may be the same person with their reasons."""
    for t in found.tracks:
        file = plain_text(found.files[t.id].name)
        seen = f"not comparable: {t.poor}" if t.poor else ", ".join(t.seen)
        print(f"{t.id:<10} {clock(t.start):>9} – {clock(t.end):<9} {file}  {seen}")
    for c in found.candidates:
        print(f"{c.left} and {c.right} may be the same person, {c.kind}: {c.score:.2f}")
        for reason in c.because:
            print(f"  {said(reason)}")
    if not found.tracks:
        print("No findings: nobody could be tracked.")
    elif not found.candidates:
        print("No findings: no two tracks reach the threshold.")


def forgotten(files: int) -> None:
    """What was deleted of people."""
    if files:
        print(f"{files} files with traces of people deleted; the custody log records it.")
    else:
        print("There were no traces of people in the case; the custody log records the search.")
    print("Reports and copies outside the case folder are not affected.")


def archive(held: ArchiveShape) -> None:
    """What an archive holds."""
    for film in held["films"]:
        print(f"{clock(film['seconds']):>9}  {plain_text(film['name'])}")
    print(
        f"{len(held['films'])} films, {held['seconds'] / 3600:.2f} h, {held['bytes'] / 1e6:.1f} MB"
    )


def added(films: Sequence[Added]) -> None:
    """What became of each film given to an archive."""
    for film in films:
        print(f"{film['state']:<8} {plain_text(film['file'])}")


def segments(found: Sequence[Found]) -> None:
    """Where pieces of films were seen before."""
    for s in found:
        query = f"{clock(s['query_start'])}–{clock(s['query_end'])} of {plain_text(s['query'])}"
        place = f"{clock(s['reference_start'])}–{clock(s['reference_end'])}"
        held = f"{place} of {plain_text(s['reference'])}"
        edits = f"  ({', '.join(s['edits'])})" if s["edits"] else ""
        sound = "" if s["sound"] == SoundAgreement.CANNOT_SAY else f"; sound {s['sound']}"
        print(f"{s['score']:.2f}  {query} looks like {held}{edits}{sound}")
    if not found:
        print("No segment found: all that could be analysed was searched for.")


def exported(written: Any) -> None:
    """What an export wrote, a line each, and what it left out."""
    for name, digest in written.files:
        print(f"{digest[:12]}…  {name}")
    for sentence in written.left_out:
        print(f"left out: {sentence}")
    number = len(written.files)
    print(f"{number} {'file' if number == 1 else 'files'} in {plain_text(written.folder)}")


def bundled(written: Any) -> None:
    """A bundle that was written, and the head to give its reader."""
    for name, digest in written.files:
        print(f"{digest[:12]}…  {name}, which lists every file in {plain_text(written.folder)}")
    for sentence in written.left_out:
        print(f"left out: {sentence}")
    print(f"Head of the bundle: {written.head}")
    print("Give it to the reader by another way than the bundle. It shows any change to any file:")
    print(f"  secondtake verify --bundle {plain_text(written.folder)} --head {written.head}")


def pictures(drawn: Sequence[Any], case: Any) -> None:
    """Where the picture of each page lies."""
    for one in drawn:
        digest = one.digest
        print(f"{one.source[:12]}…  {case / 'derived' / digest[:2] / digest} ({one.media_type})")
    if not drawn:
        print("No page is held that could be rendered.")


def rechecked(found: Sequence[Any]) -> None:
    """What became of each kept address, a line each, and what changed below it."""
    for one in found:
        print(f"{RECHECKED.get(one.state, one.state):<20} {plain_text(one.address)}")
        for sentence in one.notes:
            print(f"                     {plain_text(sentence)}")
        if one.archived == ArchiveAnswer.NOT_ASKED:
            print("                     public archives were not asked (--archive asks them)")
    if not found:
        print("Nothing in the case came from an address.")


def rerun(found: Any) -> None:
    """A bundle run again: a line for each finding, reasons below it, then what differs."""
    for o in found.outcomes:
        head = f"{o.result:<6}  {plain_text(o.name or o.finding)}  "
        print(wrapped(plain_text(o.sentence), first=head, indent=" " * 10))
        if o.digest:
            print(f"          SHA-256 of the finding: {o.digest}")
        for reason in o.reasons:
            print(wrapped(plain_text(reason), indent=" " * 10))
    for sentence in found.notes:
        print(plain_text(sentence))
    counts = [(r, sum(o.result == r for o in found.outcomes)) for r in ReproductionResult]
    print(" · ".join(f"{number} {result}" for result, number in counts))


def withdrawn(aside: Sequence[Withdrawn]) -> None:
    """What people set aside, a line each."""
    for one in aside:
        print(
            f"not used: {plain_text(one.exhibit.name)}, set aside by {plain_text(one.by)} on "
            f"{one.at:%Y-%m-%d}: {plain_text(one.reason)}"
        )
