"""The verbs on one case, in order: keep, read, watch, compare, judge, report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from secondtake import browser, judging, preserve, sealing
from secondtake.cluster import Workers
from secondtake.cluster.local_pool import LocalPool, Pool
from secondtake.cluster.progress import Progress, quiet
from secondtake.errors import SecondTakeError
from secondtake.model.enums import EventAction, ExhibitRole
from secondtake.model.evidence import Derivative, Exhibit, Failure, Maker
from secondtake.model.film_key import exhibit_of
from secondtake.model.findings import Finding, Relation
from secondtake.model.footage import Shot
from secondtake.model.report import Report, Seal
from secondtake.model.text import Reading, Translations
from secondtake.store import Case, people_traces
from secondtake.workbench.case_view import CaseView
from secondtake.workbench.custody import timestamping
from secondtake.workbench.handover import bundle_writer, format_export
from secondtake.workbench.pipeline import (
    address_recheck,
    collecting,
    comparison,
    film_watching,
    input_kinds,
    page_reading,
    page_screenshots,
    page_translation,
    people_in_roles,
    picture_comparison,
)
from secondtake.workbench.pipeline.people_tracking import require_reason
from secondtake.workbench.report import assembly, numbering, standing_report, writing
from secondtake.workbench.session import failure_records
from secondtake.workbench.session.own_server import require_consent
from secondtake.workbench.verbs.named_findings import named

__all__ = ["Bench"]


class Bench(CaseView):
    """One case on the workbench.

    ``by`` is who works, as the custody log will say. ``workers``: who watches films, describes and
    compares shots instead of ``pool``, if anybody; they end with the bench. ``failures`` are those
    of this session: what could not be looked at, kept apart from what was looked at and not found.
    """

    def __init__(
        self,
        case: Case,
        *,
        by: str,
        progress: Progress = quiet,
        pool: Pool | None = None,
        workers: Workers | None = None,
    ) -> None:
        super().__init__(case)
        self.by = by
        self.progress = progress
        self.pool = pool or LocalPool()
        self.workers = workers
        self.failures: list[Failure] = []
        if not case.head.strip("0"):
            case.record(EventAction.OPENED, actor=by, detail=[("case", case.id), case.marker()])
        preserve.sweep(case.evidence)
        people_traces.finish(case, actor=by)
        left = case.unlogged()
        if left:
            # Never removed: where the log was restored from an older copy, it is evidence.
            files = [("file", digest) for digest in left]
            case.record(EventAction.INTERRUPTED, actor=by, detail=files)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end_workers()
        super().__exit__(kind, error, trace)

    def close(self) -> None:
        """Let the workers and the case go."""
        self._end_workers()
        super().close()

    def keep(
        self, *sources: str | Path, role: str = ExhibitRole.FOOTAGE, allow_private: bool = False
    ) -> tuple[Exhibit, ...]:
        """Take in files, folders, URLs or ``-`` (stdin): copied and hashed in one read, and logged.

        ``role`` is ``page``, ``footage`` or ``control``. What cannot be had becomes a Failure; an
        input that is not there raises ``InputMissing``. A file merely found in a folder that is
        no footage, neither by content nor by name, is kept ``beside`` it and not watched.
        """
        self._require(sources, ExhibitRole(role))
        return collecting.collect(self, sources, role, allow_private=allow_private)

    def read(self) -> tuple[Reading, ...]:
        """Read every page of the case that has not been read; give all readings."""
        page_reading.read(self)
        return self.readings()

    def translate(self, by: page_translation.Translator) -> tuple[Translations, ...]:
        """Have ``by`` put the quotes that are not English into English; give what is held.

        They stand beside the quotes, never in their place. Raises ``AddressRefused``.
        """
        page_translation.translate(self, by)
        return self.translations()

    def picture(self) -> tuple[Derivative, ...]:
        """Draw every HTML page that has no picture yet, as kept and without network; give all.

        Raises ``PluginUnavailable`` where there is no Chromium.
        """
        pages = self.with_role(ExhibitRole.PAGE)
        drawn = page_screenshots.draw(
            self.case, pages, self.progress, record=self.derived, fail=self.fail
        )
        shown = {page.digest for page in pages}
        return tuple(d for d in drawn if d.source in shown)

    def watch(self) -> tuple[Shot, ...]:
        """Look at every moving picture of the case's films once; what was done is not done again.

        A film whose derivatives are no longer in the case is looked at again.
        """
        film_watching.watch(self)
        return self.shots()

    def compare(self) -> tuple[Relation, ...]:
        """Relate the shots worth a look that have not been related; give all relations."""
        comparison.compare(self._comparison())
        picture_comparison.compare(
            self.case,
            self.reels(),
            progress=self.progress,
            fail=self.fail,
            record=self._compared,
        )
        self.numbered()
        return self.relations()

    def combine(self) -> tuple[Relation, ...]:
        """Make the relations that are held again, of what is used now; give all relations.

        What three films and more have in common bears on each pair of them.
        """
        comparison.combine(self._comparison())
        return self.relations()

    def judge(self) -> tuple[Finding, ...]:
        """Tie findings to claims; recorded when they differ from the last ones."""
        held = self.gathered()
        findings = assembly.judgement(held).findings
        # Findings about people are made anew each time: forgetting must leave none behind.
        kept = tuple(f for f in findings if f.kind not in judging.ABOUT_PEOPLE)
        if kept != self.case.fetch_latest(Finding):
            makers = [judging.MAKER]
            self.case.record(EventAction.JUDGED, actor=self.by, makers=makers, records=list(kept))
        numbering.record(held, findings, actor=self.by)
        return findings

    def numbered(self) -> assembly.Gathered:
        """What the case holds, after each finding and film has its number, and the log says so."""
        held = self.gathered()
        numbering.record(held, assembly.judgement(held).findings, actor=self.by)
        return held

    def report(
        self, *, redacted: bool = True, pdf: bool = False, contact: str | None = None
    ) -> Report:
        """Write ``report.html`` and ``report.json`` into the case and give the Report.

        Where those that stand there show the same, they stay byte by byte, and the log says that
        they were asked for again.
        ``pdf``: ``report.pdf`` too; raises ``PluginUnavailable`` first where no Chromium is.

        ``redacted`` False leaves faces as they are: a deliberate act, written to the log first.
        ``contact``: whom a reader may ask, in this and later reports.
        """
        if pdf:
            browser.require()
        held = self.numbered()
        if contact is not None:
            self._log(EventAction.CONTACT_GIVEN, ("contact", contact))
        if not redacted:
            self._log(EventAction.UNREDACTED, ("report", "report.html"))
        report = assembly.report(
            held,
            self.pool,
            drawn_by=self.by,
            redacted=redacted,
            progress=self.progress,
            fail=self.fail_once,
        )
        films = writing.films_beside(report, self.case)
        shows = standing_report.shown_by(report, films)
        held_files = standing_report.standing(self.case, shows, pdf=pdf)
        if held_files is not None:
            self._log(EventAction.REPORTED, *held_files, (standing_report.SHOWS, shows))
            return report
        with writing.staged(self.case) as folder:
            written = writing.write(report, folder, films, pdf=pdf)
            self._log(EventAction.REPORTED, *written, (standing_report.SHOWS, shows))
            # After the log: a kill in between leaves a report that an earlier event names, or none.
            writing.put(folder, self.case, [name for name, _ in written])
        return report

    def export(
        self, folder: str | Path, *formats: str, findings: Sequence[str] = ()
    ) -> format_export.Exports:
        """Write the case into ``folder`` in each of ``formats`` (``all``: in every one).

        ``findings``: these alone, by name, ID or digest; raises ``InputInvalid`` for one that is
        not there. Always without pictures and without the folders things came from; the log says
        what was handed out. Raises ``SettingInvalid`` for a format nobody gives.
        """
        wanted = format_export.chosen(formats)
        held = self.numbered()
        only = {named(held, finding)[0].id for finding in findings}
        made = assembly.report(
            self.nameless(held),
            self.pool,
            drawn_by=None,
            redacted=True,
            progress=self.progress,
            fail=self.fail_once,
        )
        if only:
            made = format_export.narrowed(made, only)
        return format_export.export(self.case, made, Path(folder), wanted, actor=self.by)

    def bundle(
        self, folder: str | Path, *, evidence: bool = False, key: Path | None = None
    ) -> bundle_writer.BundleExport:
        """Write the case as one BagIt folder that a doubter can check and ``rerun``.

        ``evidence`` True puts the films and pages themselves in, with the faces of people: a
        deliberate act, written to the log first. Pictures in its report are redacted always.
        ``key`` signs it; a key that is none stops before anything is written. The head that is
        given back binds every byte of it, for whoever knows it from elsewhere.
        """
        format_export.require_outside(self.case, Path(folder))
        if key is not None:
            sealing.sign(key, b"")
        if evidence:
            self._log(EventAction.UNREDACTED, ("bundle", "with the evidence"))
        made = assembly.report(
            self.nameless(self.numbered()),
            self.pool,
            drawn_by=self.by,
            redacted=True,
            progress=self.progress,
            fail=self.fail_once,
        )
        self.progress(f"Writing the bundle {Path(folder).name}", 0, None)
        return bundle_writer.write(
            self.case, made, Path(folder), actor=self.by, evidence=evidence, key=key
        )

    def stamp(
        self, *authorities: str, trust: Path | None = None, allow_private: bool = False
    ) -> tuple[Seal, ...]:
        """Have the log's head and every exhibit stamped by RFC 3161 authorities; see ``sealed``.

        None named: those of the last time are asked for what is still pending.
        """
        return timestamping.stamp(
            self.case,
            authorities,
            trust,
            actor=self.by,
            progress=self.progress,
            allow_private=allow_private,
        )

    def recheck(
        self, *, archive: str | None = None, allow_private: bool = False
    ) -> tuple[address_recheck.Rechecked, ...]:
        """Ask every kept address again: still there, changed, gone, or could not look.

        Each answer is an event in the log; a changed page or film is kept beside the first.
        """
        return address_recheck.recheck(
            self.case,
            actor=self.by,
            progress=self.progress,
            archive=archive,
            allow_private=allow_private,
        )

    def check(
        self,
        page: str | Path,
        *footage: str | Path,
        redacted: bool = True,
        allow_private: bool = False,
        people: str | None = None,
        controls: Sequence[str | Path] = (),
        also: Sequence[str | Path] = (),
        translator: page_translation.Translator | None = None,
    ) -> Report:
        """The main job: keep the page and the footage, then every verb up to the report.

        ``also``: further pages that tell the story; what they have in common is told.
        ``controls``: footage of the same kind that is known to be of something else.
        ``people``: why people have to be compared; without a reason they are not.
        ``translator``: who puts quotes that are not English into English, beside the quotes.
        """
        if people is not None:
            require_reason(people)
        if translator is not None:
            require_consent(translator.address, elsewhere=translator.elsewhere)
        # A mistyped name stops before anything is kept, not after an hour of copying.
        input_kinds.require_order(page, footage)
        self._require((page, *also), ExhibitRole.PAGE)
        self._require((*footage, *controls), ExhibitRole.FOOTAGE)
        self.keep(page, *also, role=ExhibitRole.PAGE, allow_private=allow_private)
        if footage:
            self.keep(*footage, role=ExhibitRole.FOOTAGE, allow_private=allow_private)
        if controls:
            self.keep(*controls, role=ExhibitRole.CONTROL, allow_private=allow_private)
        self.read()
        if translator is not None:
            self.translate(translator)
        self.watch()
        self.compare()
        if people is not None:
            people_in_roles.follow(self, people)
        self.judge()
        return self.report(redacted=redacted)

    def _comparison(self) -> comparison.Comparison:
        return comparison.Comparison(
            case=self.case,
            by=self.by,
            shots=self.shots(),
            controls=self._of_role(ExhibitRole.CONTROL, Shot),
            pool=self.pool,
            workers=self.workers,
            progress=self.progress,
            fail=self.fail,
            record=self._compared,
        )

    def _end_workers(self) -> None:
        if self.workers is not None:
            self.workers.close()

    def _require(self, sources: Sequence[str | Path], role: ExhibitRole) -> None:
        input_kinds.require_role(sources, role, leave_out=self.case.path)

    def _log(self, action: EventAction, *detail: tuple[str, str]) -> None:
        self.case.record(action, actor=self.by, detail=detail)

    def _compared(self, results: list[Any], makers: list[Maker]) -> None:
        self.case.record(EventAction.COMPARED, actor=self.by, makers=makers, records=results)

    def derived(
        self,
        subject: str,
        makers: Sequence[Maker],
        records: Sequence[object],
        *,
        detail: Sequence[tuple[str, str]] = (),
    ) -> None:
        self.case.record(
            EventAction.DERIVED,
            actor=self.by,
            subject=subject,
            exhibit=exhibit_of(subject),
            detail=detail,
            makers=makers,
            records=records,
        )

    def fail(self, subject: str, maker: Maker, error: SecondTakeError) -> None:
        self.failures.append(failure_records.failure_of(subject, maker, error))
        failure_records.record(self.case, self.failures[-1], actor=self.by)

    def fail_once(self, subject: str, maker: Maker, error: SecondTakeError) -> Failure:
        """Record a failure of what is looked at again for every report, the first time only."""
        failure = failure_records.failure_of(subject, maker, error)
        self.failures.append(failure)
        if not failure_records.is_held(self.case, failure):
            failure_records.record(self.case, failure, actor=self.by)
        return failure
