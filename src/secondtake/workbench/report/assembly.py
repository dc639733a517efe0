"""Gather one case into a Report: every record, redacted pictures, what was not examined."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from secondtake import (
    __version__,
    comparing,
    judging,
    preserve,
    proofs,
    reading,
)
from secondtake.cluster.local_pool import Pool
from secondtake.cluster.progress import Progress, Stage
from secondtake.errors import SecondTakeError
from secondtake.export.messages.reason_words import clause
from secondtake.export.render.titles import report_title
from secondtake.model.by_hand import HandTie, Note, SyncPoint
from secondtake.model.enums import ExhibitRole, FindingKind, HeaderField, ProgressUnit
from secondtake.model.evidence import Exhibit, Failure, Maker, Withdrawn
from secondtake.model.film_key import film_names
from secondtake.model.findings import Dismissal, Finding, Relation, Review
from secondtake.model.footage import Reel, Shot
from secondtake.model.names import letter, shown
from secondtake.model.people import PeopleCompared
from secondtake.model.report import Header, Picture, Report, TakeGroup
from secondtake.model.still_pictures import PictureMatch
from secondtake.model.stream_words import left_out
from secondtake.model.text import Reading, Translations
from secondtake.store import Case, exhibit_use
from secondtake.workbench.custody import external_proofs, timestamping
from secondtake.workbench.pipeline.page_translation import TRANSLATES
from secondtake.workbench.report import methods
from secondtake.workbench.report.kept_pictures import KeptPictures
from secondtake.workbench.report.numbering import numbering, retired
from secondtake.workbench.report.path_redaction import Origins
from secondtake.workbench.report.report_pictures import Pictures
from secondtake.workbench.session import guard_notes

__all__ = ["Gathered", "alarms_expected", "judgement", "report"]


Fail = Callable[[str, Maker, SecondTakeError], Failure]
RENDERING = Stage("Rendering findings", ProgressUnit.FINDING)
MOST_NAMED = 8
"""Files named in one sentence; the report lists them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What a case holds now, fetched once for judging and for the report.

    ``exhibits`` are those that are used. ``compared_people`` is left out of what is handed out;
    ``people``, whether somebody gave a reason to compare people, is not: where they were compared,
    pictures have people blurred. ``waiting``: pairs of shots that are worth comparing and were
    not, by the engines of this version.
    """

    case: Case
    exhibits: tuple[Exhibit, ...]
    withdrawn: tuple[Withdrawn, ...]
    readings: tuple[Reading, ...]
    reels: tuple[Reel, ...]
    shots: tuple[Shot, ...]
    relations: tuple[Relation, ...]
    picture_matches: tuple[PictureMatch, ...]
    reviews: tuple[Review, ...]
    dismissals: tuple[Dismissal, ...]
    controls: tuple[Relation, ...]
    failures: tuple[Failure, ...]
    beside: tuple[Exhibit, ...]
    compared_people: PeopleCompared | None
    people: bool
    waiting: int
    notes: tuple[Note, ...] = ()
    hand_ties: tuple[HandTie, ...] = ()
    sync_points: tuple[SyncPoint, ...] = ()
    translations: tuple[Translations, ...] = ()

    @property
    def people_left_out(self) -> bool:
        """Whether people were compared and what that showed is not in here."""
        return self.people and self.compared_people is None

    @property
    def film_names(self) -> dict[str, str]:
        """The films' names by key, and those of exhibits by digest."""
        films = (*(r.film for r in self.reels), *(s.film for s in self.shots))
        return film_names({e.digest: e.name for e in self.exhibits}, films)


def judgement(held: Gathered) -> judging.Judgement:
    """Findings, and what became of every claim."""
    return judging.judge(
        judging.Snapshot(
            readings=held.readings,
            shots=held.shots,
            reels=held.reels,
            relations=held.relations,
            failures=_but_by(held.failures, proofs.MAKER.name, TRANSLATES),
            exhibits=held.exhibits,
            rates_of=comparing.rates_of,
            in_words=clause,
            reviews=held.reviews,
            dismissals=held.dismissals,
            controls=held.controls,
            compared_people=held.compared_people,
            people_rates=comparing.people.ERROR_RATES,
            waiting=held.waiting,
            hand_ties=held.hand_ties,
            people_left_out=held.people_left_out,
        )
    )


def report(
    held: Gathered,
    pool: Pool,
    *,
    drawn_by: str | None,
    redacted: bool,
    progress: Progress,
    fail: Fail,
) -> Report:
    """All a doubter needs of the case, at this moment.

    ``drawn_by``: who works, as the log will say where pictures are drawn that were not kept; None:
    no picture is drawn.
    ``fail`` records what proofs could not be read, unless it stands recorded already.
    """
    origins = Origins(held.exhibits, held.case.fetch(Failure))
    held = replace(
        held,
        exhibits=tuple(map(origins.without_secrets, held.exhibits)),
        beside=tuple(map(origins.without_secrets, held.beside)),
    )
    found = judgement(held)
    numbers = numbering(held, found.findings).current
    proven = external_proofs.of(held.case, held.exhibits, held.reels)
    failures = _but_by(held.failures, proofs.MAKER.name)
    failures += tuple(fail(digest, proofs.MAKER, error) for digest, error in proven.failed)
    set_aside = {(d.left, d.right) for d in held.dismissals if not d.of_differences}
    takes = comparing.group_takes(
        tuple(r for r in held.relations if (r.left, r.right) not in set_aside)
    )
    possible = len(held.shots) * (len(held.shots) - 1) // 2
    contact = held.case.facts.contact()
    return Report(
        case_id=held.case.id,
        title=report_title(held.readings, held.case.path.resolve().name),
        made_at=datetime.now(UTC).replace(microsecond=0),
        tool_version=__version__,
        redacted=redacted,
        exhibits=tuple(map(origins.exhibit, held.exhibits)),
        reels=held.reels,
        shots=held.shots,
        readings=held.readings,
        claimed=found.claimed,
        relations=held.relations,
        picture_matches=held.picture_matches,
        takes=tuple(TakeGroup(name=letter(n), takes=g) for n, g in enumerate(takes)),
        findings=found.findings,
        reviews=held.reviews,
        dismissals=held.dismissals,
        controls=held.controls,
        genealogy=reading.genealogy(held.readings, {e.digest: e.origin for e in held.exhibits}),
        failures=tuple(map(origins.failure, failures)),
        not_examined=_not_examined(held, possible),
        pairs_compared=len(held.relations),
        pairs_possible=possible,
        expected_false_alarms=alarms_expected(found),
        methods=methods.used(
            held.relations,
            pages=bool(held.readings),
            films=bool(held.reels),
            people=held.compared_people is not None,
        ),
        pictures=()
        if drawn_by is None
        else _pictures(held, found, pool, actor=drawn_by, redacted=redacted, progress=progress),
        # After the pictures: that they were drawn is in the log that is stated.
        events=tuple(map(origins.event, held.case.events())),
        log_head=held.case.head,
        seals=timestamping.now(held.case),
        headers=_headers(held, redacted=redacted),
        proofs=proven.proofs,
        compared_people=held.compared_people,
        contact=None if contact is None else origins.words(contact),
        control_footage=_control_footage(held),
        confinements=guard_notes.confinements(held.case.events()),
        withdrawn=tuple(map(origins.withdrawn, held.withdrawn)),
        numbers=numbers,
        retired=retired(held, numbers),
        notes=held.notes,
        hand_ties=held.hand_ties,
        sync_points=held.sync_points,
        translations=held.translations,
        people_left_out=held.people_left_out,
        rerun=(
            "secondtake verify --case CASE",
            "secondtake watch --case CASE",
            "secondtake compare --case CASE",
            "secondtake judge --case CASE",
            "secondtake report --case CASE",
        ),
    )


def _but_by(failures: tuple[Failure, ...], *makers: str) -> tuple[Failure, ...]:
    """Without those of proofs, which are read for every report and say nothing against footage, or
    of translators: a page that was not translated was read all the same."""
    return tuple(f for f in failures if f.made_by.name not in makers)


def _control_footage(held: Gathered) -> tuple[str, ...]:
    roles = exhibit_use.uses(held.case).roles
    return tuple(digest for digest, given in roles.items() if given == (ExhibitRole.CONTROL,))


def _headers(held: Gathered, *, redacted: bool) -> tuple[Header, ...]:
    """What containers state; where a film says it was made is shown only without redaction."""
    hidden = "stated, not shown here"
    return tuple(
        Header(
            exhibit=exhibit,
            claims=tuple(
                (name, hidden if redacted and name == HeaderField.PLACE else value)
                for name, value in preserve.claims(held.case.evidence_path(exhibit))
            ),
        )
        for exhibit in dict.fromkeys(reel.exhibit for reel in held.reels)
    )


def _pictures(
    held: Gathered,
    found: judging.Judgement,
    pool: Pool,
    *,
    actor: str,
    redacted: bool,
    progress: Progress,
) -> tuple[Picture, ...]:
    names = held.film_names
    shots = {s.id: s for s in held.shots}
    relations = {(r.left, r.right): r for r in held.relations}
    kept = KeptPictures(held.case, actor=actor, redacted=redacted)
    maker = Pictures(
        held.case, kept, redacted=redacted, progress=progress, whole_people=held.people
    )
    shown = [f for f in found.findings if f.relations]

    def draw(finding: Finding) -> tuple[Picture, ...]:
        return maker.of_finding(finding, relations[finding.relations[0]], shots, names)

    try:
        made = list(maker.of_shots(held.shots, names))
        drawn = {}
        if shown:
            progress(RENDERING, 0, len(shown))
        for number, outcome in enumerate(pool.map(draw, shown), 1):
            progress(RENDERING, number, len(shown))
            drawn[outcome.item.id] = outcome.result()
        made += [p for f in shown for p in drawn[f.id]]
        return (*made, *_of_people(held, found, maker, shots))
    finally:
        # Ctrl-C too: what was drawn need not be drawn again.
        kept.finish()


def _of_people(
    held: Gathered, found: judging.Judgement, maker: Pictures, shots: dict[str, Shot]
) -> tuple[Picture, ...]:
    """Two stills for each pair of people that a finding tells of."""
    if held.compared_people is None:
        return ()
    seen = {b.id: b for b in held.compared_people.seen}
    told = {f.id for f in found.findings}
    return tuple(
        picture
        for c in held.compared_people.candidates
        if c.finding in told
        for picture in maker.of_people(c, (seen[c.left], seen[c.right]), shots)
    )


def _not_examined(held: Gathered, possible: int) -> tuple[str, ...]:
    told = []
    if not held.reels:
        told.append("No footage is held; nothing was analysed or compared.")
    left = held.waiting
    if left:
        told.append(
            f"{left} pairs of shots have not been compared by this version of Second Take; "
            "nothing is said of them. `secondtake compare --case CASE` compares them."
        )
    unlike = possible - len(held.relations) - left
    if unlike > 0:
        told.append(
            f"{unlike} of {possible} pairs of shots were not compared closely: their descriptors "
            "are too dissimilar, or a shot could not be analysed."
        )
    if held.reels and not proofs.installed():
        told.append(
            "Content credentials (C2PA) in the films were not read: "
            'pip install "secondtake[proofs]".'
        )
    if held.reels:
        told.append(_people(held))
        told.append("Speech was not examined.")
    told += [_in_part(reel, shown(held.film_names[reel.film])) for reel in held.reels]
    told = [sentence for sentence in told if sentence]
    if held.beside:
        listed = ", ".join(shown(e.name) for e in held.beside[:MOST_NAMED])
        more = len(held.beside) - MOST_NAMED
        told.append(
            f"{len(held.beside)} files found beside the footage are not footage; they are kept and "
            f"were not analysed: {listed}{f' and {more} more' if more > 0 else ''}."
        )
    return tuple(told)


def _in_part(reel: Reel, name: str) -> str:
    """What of a film, or of the file that holds it, was not seen; empty for nothing."""
    told = []
    if reel.partial and reel.has_picture:
        told.append(f"Only part of {name} could be decoded. {reel.partial}")
    elif reel.partial:
        return f"Nothing of {name} could be shown or compared. {reel.partial}"
    return " ".join((*told, *(left_out(reel, name) if reel.stream == 1 else ())))


def _people(held: Gathered) -> str:
    people = held.compared_people
    if held.people_left_out:
        return "What comparing people showed is left out of what is handed out."
    if people is None:
        return "People were not compared across shots by face; no one was identified."
    poor = sum(bool(b.poor) for b in people.seen)
    return (
        f"{poor} of {len(people.seen)} tracks of people were too small or too little visible to be "
        f"compared; no one was identified."
    )


def alarms_expected(found: judging.Judgement) -> float | None:
    """False alarms to expect of all comparisons of a case; None when no rate was measured."""
    people = [f for f in found.findings if f.kind in judging.ABOUT_PEOPLE]
    # Differences rest on relations that are counted already; all findings about people rest on the
    # same comparisons, and so do all of one kind. The alarms of each count once.
    again = (*judging.ABOUT_PEOPLE, FindingKind.DIFFERENCE)
    others = [f for f in found.findings if f.kind not in again]
    known = {
        (f.kind, f.errors.false_alarm_rate): f.errors.expected_false_alarms
        for f in (*others, *people[:1])
    }
    numbers = [n for n in known.values() if n is not None]
    return sum(numbers) if numbers else None
