"""A case as an analyst opens it from Python: to read, or to work on with every verb."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Literal, Self, TypeVar, get_args

from secondtake import workbench
from secondtake.analyst_records import ClaimInCase, Film, RelatedShots, ShotInFilm
from secondtake.errors import (
    InputInvalid,
    SettingInvalid,
)
from secondtake.model.enums import ExhibitRole, PersonAnswer, ReviewDecision
from secondtake.model.evidence import Derivative, Exhibit, ExhibitUse, Failure, Withdrawn
from secondtake.model.film_key import exhibit_of, picture_name, stream_of
from secondtake.model.findings import Dismissal, Finding, Review
from secondtake.model.people import PeopleCompared
from secondtake.model.report import Report, Seal
from secondtake.model.text import Reading
from secondtake.workbench import (
    Bench,
    BundleExport,
    CaseView,
    Exports,
    Rechecked,
)

__all__ = [
    "NOBODY",
    "CaseReader",
    "CaseWriter",
    "Decision",
    "GivenRole",
    "PairDecision",
    "Role",
    "Weight",
    "one_of",
]

NOBODY = "not given"
"""Who works, where nobody was named."""

Role = Literal["page", "footage", "control"]
"""As what something is taken in; the values of ``ExhibitRole`` that a person may give."""
GivenRole = Literal["page", "footage", "control", "beside"]
"""As what an exhibit can be used when a person says so."""
Decision = Literal["sees it", "does not see it", "cannot tell"]
"""What a reviewer can say of a finding: the values of ``ReviewDecision``."""
PairDecision = Literal["confirm", "reject", "leave-open"]
"""What can be decided about a pair of tracks: the values of ``PersonAnswer``."""
Weight = tuple[str, Literal["more", "equally", "less", "not assessed"]]
"""An explanation of a finding's table, and how expected the finding is under it."""

W = TypeVar("W", bound=str)


class CaseReader:
    """A case that is read: it takes no lock, changes no byte, and may be read while others write.

    Close it, or use it as a context manager.
    """

    def __init__(self, view: CaseView) -> None:
        self._opened: CaseView | None = view

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the case go; to close it twice does no harm."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def exhibits(self) -> tuple[Exhibit, ...]:
        """Everything that was taken in, in the order of arrival."""
        return self._view.case.exhibits()

    def withdrawn(self) -> tuple[Withdrawn, ...]:
        """The exhibits that people set aside: they are kept, and nothing uses them."""
        return self._view.withdrawn()

    def readings(self) -> tuple[Reading, ...]:
        """What each page says."""
        return self._view.readings()

    def films(self) -> tuple[Film, ...]:
        """The films of the case with their shots, in the order of arrival.

        Each moving picture of a file is one, the one that players show first.
        """
        reels = {reel.film: reel for reel in self._view.reels()}
        shots = tuple(self._shots().values())
        exhibits = self._view.films()
        keys = dict.fromkeys([*(e.digest for e in exhibits), *reels])
        return tuple(
            Film(
                name=picture_name(exhibit.name, stream_of(film)),
                exhibit=exhibit,
                reel=reels.get(film),
                shots=tuple(s for s in shots if s.shot.film == film),
            )
            for exhibit in exhibits
            for film in keys
            if exhibit_of(film) == exhibit.digest
        )

    def shots(self) -> tuple[ShotInFilm, ...]:
        """The shots of all films, film by film."""
        return tuple(self._shots().values())

    def relations(self) -> tuple[RelatedShots, ...]:
        """How every compared pair of shots is related, in a stable order."""
        shots = self._shots()
        return tuple(
            RelatedShots(left=shots[r.left], right=shots[r.right], relation=r)
            for r in self._view.relations()
        )

    def findings(self) -> tuple[Finding, ...]:
        """What is worth telling, tied to claims; what was not seen is told too."""
        return workbench.judgement(self._view.gathered()).findings

    def claims(self) -> tuple[ClaimInCase, ...]:
        """Every claim of every page, and what became of it."""
        held = self._view.gathered()
        judged = workbench.judgement(held)
        claims = {(r.article.exhibit, c.id): c for r in held.readings for c in r.claims}
        pages = {e.digest: e.name for e in held.exhibits}
        findings = {f.id: f for f in judged.findings}
        return tuple(
            ClaimInCase(
                page=pages[c.page],
                claim=claims[c.page, c.claim],
                claimed=c,
                findings=tuple(findings[f] for f in c.findings),
            )
            for c in judged.claimed
        )

    def failures(self) -> tuple[Failure, ...]:
        """What could not be analysed, which is not the same as what was not found."""
        return self._view.standing_failures()

    def reviews(self) -> tuple[Review, ...]:
        """What people said of findings, oldest first."""
        return self._view.reviews()

    def people(self) -> PeopleCompared | None:
        """Tracks and candidates; None where nobody gave a reason to compare people."""
        return self._view.gathered().compared_people

    @property
    def _view(self) -> CaseView:
        if self._opened is None:
            raise InputInvalid("The case is closed.", advice="Open it again.")
        return self._opened

    def _shots(self) -> dict[str, ShotInFilm]:
        names = {e.digest: e.name for e in self._view.case.exhibits()}
        found = {}
        for shot in self._view.shots():
            start, end = shot.span.seconds
            found[shot.id] = ShotInFilm(
                film=picture_name(names[shot.exhibit], shot.stream),
                number=shot.number + 1,
                start_seconds=start,
                end_seconds=end,
                shot=shot,
            )
        return found


class CaseWriter(CaseReader):
    """A case that is worked on by this process alone; every verb of the command line is a method.

    What cannot be analysed is in ``failures`` and in the case; what cannot be used at all is
    raised as a ``SecondTakeError`` whose ``advice`` says what to do.
    """

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._at_work = bench

    def keep(
        self,
        *sources: str | Path,
        role: Role = "footage",
        allow_private: bool = False,
        same_story: bool = False,
    ) -> tuple[Exhibit, ...]:
        """Take in files, folders or addresses; ``same_story``: as ``check``."""
        known = ExhibitRole(one_of("role", role, ("page", "footage", "control")))
        if known == ExhibitRole.PAGE and not same_story:
            workbench.further_pages.require_same_story(self._bench, sources)
        return self._bench.keep(*sources, role=known, allow_private=allow_private)

    def keep_linked_media(self, *, allow_private: bool = False) -> tuple[Exhibit, ...]:
        """Read the pages and take in the films that they point to."""
        return workbench.linked_media.keep(self._bench, allow_private=allow_private)

    def read(self) -> tuple[Reading, ...]:
        """Read every page that has not been read; give all readings."""
        return self._bench.read()

    def picture(self) -> tuple[Derivative, ...]:
        """Draw every page as it was kept, without network; raises ``PluginUnavailable``."""
        return self._bench.picture()

    def watch(self) -> tuple[ShotInFilm, ...]:
        """Analyse every film that has not been analysed; give all shots."""
        self._bench.watch()
        return self.shots()

    def compare(self) -> tuple[RelatedShots, ...]:
        """Relate every pair of shots worth it; give all relations."""
        self._bench.compare()
        return self.relations()

    def judge(self) -> tuple[Finding, ...]:
        """Tie findings to claims, and record them."""
        return self._bench.judge()

    def check(
        self,
        page: str | Path,
        *footage: str | Path,
        redacted: bool = True,
        allow_private: bool = False,
        people: str | None = None,
        controls: Sequence[str | Path] = (),
        also: Sequence[str | Path] = (),
        same_story: bool = False,
    ) -> Report:
        """The main job, up to the report; ``people``: why people have to be compared, if so.

        ``same_story``: that the page tells the story of the page that the case holds already.
        Without it another page raises ``InputInvalid``.
        """
        if not same_story:
            workbench.further_pages.require_same_story(self._bench, [page])
        return self._bench.check(
            page,
            *footage,
            redacted=redacted,
            allow_private=allow_private,
            people=people,
            controls=controls,
            also=also,
        )

    def report(
        self, *, redacted: bool = True, pdf: bool = False, contact: str | None = None
    ) -> Report:
        """Write report.html and report.json into the case; ``pdf``: report.pdf too."""
        return self._bench.report(redacted=redacted, pdf=pdf, contact=contact)

    def report_folder(self, folder: str | Path, *, redacted: bool = True) -> Exports:
        """Write the report with a film for each finding, its sides in step, into a folder."""
        made = self._bench.report(redacted=redacted)
        return workbench.report_folder.write(self._bench, made, Path(folder))

    def brief(self, page: str | Path, *, redacted: bool = True, pdf: bool = False) -> Exports:
        """Write two pages to print; ``pdf``: beside them as PDF too."""
        made = self._bench.report(redacted=redacted)
        return workbench.brief.write(self._bench, made, Path(page), pdf=pdf)

    def review(
        self,
        finding: str,
        decision: Decision,
        *,
        note: str = "",
        blind: bool = False,
        weights: Sequence[Weight] = (),
    ) -> Review:
        """Record what a reviewer sees in a finding."""
        one_of("decision", decision, [d.value for d in ReviewDecision])
        return workbench.reviews.review(
            self._bench, finding, decision, note=note, blind=blind, weights=weights
        )

    def review_page(self, page: str | Path) -> Path:
        """Write the findings' pictures without claims and scores, for a blind review."""
        return workbench.reviews.page(self._bench, Path(page))

    def review_answers(self, file: str | Path) -> tuple[Review, ...]:
        """Record the answers that the page for a blind review saved to a file."""
        return workbench.reviews.from_file(self._bench, Path(file))

    def dismiss(self, finding: str, *, note: str = "", undo: bool = False) -> tuple[Dismissal, ...]:
        """Set a finding's pairs of shots aside, or take that back."""
        return workbench.dismissals.dismiss(self._bench, finding, note=note, undo=undo)

    def withdraw(
        self, exhibit: str, *, reason: str = "", role: GivenRole | None = None, undo: bool = False
    ) -> ExhibitUse:
        """Set an exhibit aside; with ``role`` use it as that alone; ``undo``: as before that.

        ``exhibit``: its name or SHA-256, or how one of them begins. Raises ``InputInvalid`` where
        there is no such one or several, and without a name and a reason.
        """
        if undo:
            return workbench.withdrawal.take_back(self._bench, exhibit, reason=reason)
        if role is None:
            return workbench.withdrawal.withdraw(self._bench, exhibit, reason=reason)
        known = ExhibitRole(one_of("role", role, get_args(GivenRole)))
        return workbench.withdrawal.change_role(self._bench, exhibit, known, reason=reason)

    def clip(self, finding: str, folder: str | Path, *, redacted: bool = True) -> Exports:
        """Write a finding's two segments as films, faces blurred unless asked otherwise."""
        return workbench.clips.clip(self._bench, finding, Path(folder), redacted=redacted)

    def export(self, folder: str | Path, *formats: str, findings: Sequence[str] = ()) -> Exports:
        """Write the case in each of ``formats`` (``all``: in every one), of ``findings`` alone."""
        return self._bench.export(folder, *formats, findings=findings)

    def bundle(
        self, folder: str | Path, *, evidence: bool = False, key: Path | None = None
    ) -> BundleExport:
        """Write the case as one folder that a sceptic can check and ``rerun``.

        Its ``head`` binds every byte of it, for whoever has it from elsewhere.
        """
        return self._bench.bundle(folder, evidence=evidence, key=key)

    def wacz(self, file: str | Path) -> Exports:
        """Write what came from the web as one WACZ, which replay programs open."""
        return workbench.web_archive.write(self._bench, Path(file))

    def compare_people(self, reason: str) -> PeopleCompared | None:
        """Follow the people of every film, for a reason that is logged, and compare them."""
        workbench.people_in_roles.follow(self._bench, reason)
        return self.people()

    def review_people(self, pair: str, decision: PairDecision, *, note: str = "") -> None:
        """Record a decision on a pair of tracks, by its name in the report."""
        answer = PersonAnswer(one_of("decision", decision, [a.value for a in PersonAnswer]))
        workbench.people_in_roles.review(self._bench, pair, answer, note)

    def forget_people(self) -> int:
        """Delete every trace of people; gives how many files are gone."""
        return workbench.people_in_roles.forget(self._bench)

    def recheck(
        self, *, archive: str | None = None, allow_private: bool = False
    ) -> tuple[Rechecked, ...]:
        """Request the collected addresses again: still online, changed, gone."""
        return self._bench.recheck(archive=archive, allow_private=allow_private)

    def stamp(
        self, *authorities: str, trust: Path | None = None, allow_private: bool = False
    ) -> tuple[Seal, ...]:
        """Get trusted timestamps for the log and every exhibit."""
        return self._bench.stamp(*authorities, trust=trust, allow_private=allow_private)

    @property
    def _bench(self) -> Bench:
        _ = self._view  # raises where the case is closed
        return self._at_work


def one_of(what: str, word: W, known: Sequence[str]) -> W:
    """``word``; raises ``SettingInvalid`` unless it is one of ``known``."""
    if word not in known:
        raise SettingInvalid(
            f"{word!r} is not a {what}.", advice=f"Use one of: {', '.join(map(repr, known))}."
        )
    return word
