"""The report in a folder of its own, with redacted films beside it that play offline."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from secondtake.cluster.progress import Stage
from secondtake.errors import CannotLook
from secondtake.export.atomic_write import write_whole
from secondtake.export.escaping import Html
from secondtake.export.formats.finding_sequences import FindingSequence, sequences
from secondtake.export.messages.report_words import say
from secondtake.export.pages.beside import Beside
from secondtake.export.pages.clips_page import Clip, clips_page
from secondtake.export.pages.report_page import HtmlReport
from secondtake.model.enums import EventAction, ProgressUnit
from secondtake.model.report import Report
from secondtake.store import blobs
from secondtake.workbench.bench import Bench
from secondtake.workbench.handover.format_export import Exports, require_outside
from secondtake.workbench.report import assembly
from secondtake.workbench.report.writing import films_in
from secondtake.workbench.verbs.side_by_side import MOST_SECONDS, MOST_TRACKS, in_step

__all__ = ["handed_out", "write"]

PAGE = "clips.html"


def write(bench: Bench, report: Report, folder: Path) -> Exports:
    """Write ``report.html``, ``clips.html`` and a film for each finding, its sides in step.

    A film of the case that lies in the folder already, by name and SHA-256, is led to. Faces are
    as in ``report``; where they are not blurred, the log says so first. Raises ``InputInvalid``
    for a folder in the case.
    """
    require_outside(bench.case, folder)
    made, whole_people = handed_out(bench, report), bench.gathered().people
    if not made.redacted:
        bench.case.record(EventAction.UNREDACTED, actor=bench.by, detail=[("clips", PAGE)])
    findings = {f.id: f for f in made.findings}
    files: list[tuple[str, str]] = []
    # What differs between two stretches rests on the pair of another finding: one film shows both.
    known: dict[object, tuple[str, tuple[int, int]]] = {}
    clips = []
    for sequence in sequences(made):
        notes, shows = _notes(sequence), _shows(sequence)
        try:
            if shows not in known:
                film, size = in_step(
                    sequence,
                    bench.case.evidence_path,
                    redacted=made.redacted,
                    whole_people=whole_people,
                    progress=partial(
                        bench.progress, Stage(f"Writing {sequence.label}", ProgressUnit.FILM_SECOND)
                    ),
                )
                files.append(_written(folder, f"{sequence.label}.mp4", film))
                known[shows] = files[-1][0], size
            name, size = known[shows]
        except CannotLook as error:
            name, size, notes = "", (0, 0), (say("clips.none_made", reason=str(error)),)
        clips.append(
            Clip(
                finding=findings[sequence.finding],
                label=sequence.label,
                file=name,
                width=size[0],
                height=size[1],
                notes=notes,
            )
        )
    beside = Beside(
        clips={c.finding.id: c.file for c in clips if c.file}, films=films_in(made.exhibits, folder)
    )
    files.append(
        _written(folder, PAGE, clips_page(made, clips, whole_people=whole_people).encode("utf-8"))
    )
    page = HtmlReport().page(made, beside)
    files.append(_written(folder, "report.html", page.encode("utf-8")))
    bench.case.record(EventAction.EXPORTED, actor=bench.by, detail=files)
    return Exports(folder=str(folder), files=tuple(files), left_out=())


def handed_out(bench: Bench, report: Report) -> Report:
    """A report of the case without what it knows of people, which can be deleted there."""
    if report.compared_people is None:
        return report
    return assembly.report(
        bench.nameless(bench.numbered()),
        bench.pool,
        drawn_by=bench.by,
        redacted=report.redacted,
        progress=bench.progress,
        fail=bench.fail_once,
    )


def _shows(sequence: FindingSequence) -> object:
    """What the film of a sequence shows: two of one value are one film."""
    return tuple(
        (track.name, *((c.film.reel.film, c.start, c.end, c.at, c.speed) for c in track.cuts))
        for track in sequence.tracks
    )


def _notes(sequence: FindingSequence) -> tuple[Html, ...]:
    notes = []
    if sequence.seconds > MOST_SECONDS:
        notes.append(say("clips.cut", seconds=round(MOST_SECONDS)))
    if len(sequence.tracks) > MOST_TRACKS:
        notes.append(say("clips.tracks", shown=MOST_TRACKS, all=len(sequence.tracks)))
    return (*notes, *(Html(told) for told in sequence.told))


def _written(folder: Path, name: str, data: bytes) -> tuple[str, str]:
    with blobs.unwritable(folder):
        return name, blobs.file_digest(write_whole(folder, name, data))
