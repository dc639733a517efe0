"""What a case holds, what was found and what is open: the lists behind `status` and its kin."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from secondtake import reading, viewing
from secondtake.model.claim_words import qualified
from secondtake.model.enums import EventAction, ExhibitRole, FindingState, NumberSeries
from secondtake.model.evidence import Exhibit
from secondtake.model.film_key import exhibit_of, picture_name, stream_of
from secondtake.model.findings import Finding
from secondtake.model.footage import Reel
from secondtake.model.json_status import (
    NOT_YET,
    CaseHolds,
    FilmRow,
    FindingRow,
    FindingsShape,
    NamedClaim,
    RetiredRow,
    StatusShape,
)
from secondtake.model.names import one_spelling, shown
from secondtake.model.numbering import Retired, claim_name
from secondtake.store import Case, picture_cache
from secondtake.workbench.pipeline import kept_descriptions, person_numbers
from secondtake.workbench.report import assembly
from secondtake.workbench.report.numbering import Numbering, numbering, retired
from secondtake.workbench.session import films_held

__all__ = ["claims", "films", "findings", "status"]

REVIEWERS = 2
"""People who review a finding before the gate counts it as reviewed (docs/methods/gate.md)."""
CHANGES = (
    EventAction.DERIVED,
    EventAction.COMPARED,
    EventAction.JUDGED,
    EventAction.NUMBERED,
    EventAction.REVIEWED,
    EventAction.DISMISSED,
    EventAction.NOTED,
    EventAction.TIED,
    EventAction.SYNCED,
    EventAction.WITHDRAWN,
    EventAction.ROLE_CHANGED,
    EventAction.TAKEN_BACK,
    EventAction.REVIEWED_PEOPLE,
    EventAction.FORGOT_PEOPLE,
)
"""Events after which an earlier report tells of another state."""


class View(Protocol):
    """What of a view of a case is needed here."""

    @property
    def case(self) -> Case: ...

    def numbered(self) -> assembly.Gathered: ...

    def with_role(self, role: str) -> tuple[Exhibit, ...]: ...

    def control_reels(self) -> tuple[Reel, ...]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """A case at one moment: what it holds, what follows from it, and the names."""

    held: assembly.Gathered
    judged: tuple[Finding, ...]
    claimed: tuple[NamedClaim, ...]
    numbers: Numbering


def findings(view: View) -> FindingsShape:
    """Findings and negative results with names, and the names that nothing has any more."""
    seen = _seen(view)
    return {"findings": _findings(seen), "retired": _retired(seen)}


def claims(view: View) -> list[NamedClaim]:
    """Every claim of every page with its name, and what became of it."""
    return list(_seen(view).claimed)


def films(view: View) -> list[FilmRow]:
    """Every film with its name, in the order of the names."""
    return _films(view, _seen(view))


def status(view: View) -> StatusShape:
    """What the case holds, what was found and what is open."""
    seen = _seen(view)
    held = seen.held
    rows = _findings(seen)
    holds: CaseHolds = {
        "pages": len(view.with_role(ExhibitRole.PAGE)),
        "films": len(_films(view, seen)),
        "shots": len(held.shots),
        "claims": len(seen.claimed),
        "compared": len(held.relations),
        "findings": sum(r["state"] != FindingState.NOTHING_FOUND for r in rows),
        "failures": len(held.failures),
        "withdrawn": len(held.withdrawn),
        "description_bytes": kept_descriptions.size(held.case),
        "picture_bytes": picture_cache.size(held.case),
    }
    return {
        "case": held.case.id,
        "holds": holds,
        "findings": rows,
        "retired": _retired(seen),
        "open": [{"what": what, "command": command} for what, command in _open(view, seen)],
    }


def _seen(view: View) -> _Seen:
    held = view.numbered()
    judged = assembly.judgement(held)
    numbers = numbering(held, judged.findings)
    names = numbers.names
    pages = {n.subject: n.number for n in numbers.current if n.series == NumberSeries.PAGE}
    quoted = {(r.article.exhibit, c.id): c for r in held.readings for c in r.claims}
    files = {e.digest: shown(e.name) for e in held.exhibits}
    claimed: list[NamedClaim] = []
    for one in judged.claimed:
        claim = quoted[one.page, one.claim]
        claimed.append(
            {
                "name": claim_name(pages[one.page], one.claim),
                "page": files[one.page],
                "page_digest": one.page,
                "quote": claim.quote,
                "source": claim.source.text if claim.source else None,
                "said_as": qualified(claim),
                "state": one.state,
                "note": one.note,
                "findings": [names[f] for f in one.findings],
            }
        )
    return _Seen(held=held, judged=judged.findings, claimed=tuple(claimed), numbers=numbers)


def _findings(seen: _Seen) -> list[FindingRow]:
    names = seen.numbers.names
    told: dict[str, set[str]] = {}
    for review in seen.held.reviews:
        told.setdefault(review.finding, set()).add(one_spelling(review.reviewer))
    return [
        {
            "name": names[f.id],
            "id": f.id,
            "digest": f.digest,
            "kind": f.kind,
            "state": f.state,
            "sentence": f.sentence,
            "claims": [c["name"] for c in seen.claimed if names[f.id] in c["findings"]],
            "reviewers": len(told.get(f.id, ())),
        }
        for f in sorted(seen.judged, key=lambda f: seen.numbers.place(f.id))
    ]


def _retired(seen: _Seen) -> list[RetiredRow]:
    return [
        {
            "name": one.name,
            "because": str(one.because),
            "within": one.within,
            "sentence": one.sentence,
        }
        for one in (*retired(seen.held, seen.numbers.current), *_people_retired(seen.held))
    ]


def _people_retired(held: assembly.Gathered) -> tuple[Retired, ...]:
    people = held.compared_people.seen if held.compared_people else ()
    return person_numbers.of_case(held.case).retired(p.number for p in people)


def _films(view: View, seen: _Seen) -> list[FilmRow]:
    reels = {r.film: r for r in (*seen.held.reels, *view.control_reels())}
    failed = {f.subject: f.reason for f in seen.held.failures}
    rows: dict[str, FilmRow] = {}
    for role in (ExhibitRole.FOOTAGE, ExhibitRole.CONTROL):
        exhibits = {e.digest: e for e in view.with_role(role)}
        for film in films_held.keys(view.case, tuple(exhibits.values())):
            reel = reels.get(film)
            shots = sum(s.film == film for s in seen.held.shots)
            row: FilmRow = {
                "name": seen.numbers.names.get(film, ""),
                "file": shown(picture_name(exhibits[exhibit_of(film)].name, stream_of(film))),
                "digest": exhibit_of(film),
                "role": str(role),
                "seconds": reel.decoded_seconds if reel else None,
                "shots": shots if reel else None,
                "partial": reel.partial if reel else None,
                "why": None if reel else failed.get(film, NOT_YET),
            }
            rows.setdefault(film, row)
    order = {n.subject: n.number for n in seen.numbers.current if n.series == NumberSeries.FILM}
    return [row for film, row in sorted(rows.items(), key=lambda r: order.get(r[0], len(order)))]


def _open(view: View, seen: _Seen) -> Iterator[tuple[str, str]]:
    """What is to be done next, in the order of the work, each with its command."""
    held, case = seen.held, view.case
    where = f"--case {shlex.quote(str(case.path))}"
    failed = {f.subject for f in held.failures}
    pages = view.with_role(ExhibitRole.PAGE)
    unread = [p for p in pages if p.digest not in failed and not case.made(p.digest, reading.MAKER)]
    if unread:
        yield f"Not read yet: {_names(unread)}.", f"secondtake read {where}"
    footage = view.with_role(ExhibitRole.FOOTAGE)
    if not footage:
        yield "No footage is held.", f"secondtake keep FILM {where}"
    watched = (*footage, *view.with_role(ExhibitRole.CONTROL))
    unseen = [
        e for e in watched if e.digest not in failed and not case.made(e.digest, viewing.MAKER)
    ]
    if unseen:
        yield f"Not analysed yet: {_names(unseen)}.", f"secondtake watch {where}"
    if not pages:
        yield (
            "No page is held, so there is no claim to test.",
            f"secondtake keep PAGE --as page {where}",
        )
    left = held.waiting
    if left:
        yield f"Not compared yet: {left} pairs of shots.", f"secondtake compare {where}"
    for reason, names in _failures(held).items():
        if not names:
            yield f"Could not be analysed: {reason}", f"secondtake watch {where}"
            continue
        # To look again at the same bytes shows the same.
        yield (
            f"Could not be analysed ({_few(names)}): {reason} What is of no use is set aside:",
            f"secondtake withdraw {shlex.quote(names[0])} --reason WHY --by NAME {where}",
        )
    yield from _reviews(seen, where)
    if _report_is_due(view):
        yield "There is no report of the present state.", f"secondtake report {where}"


def _failures(held: assembly.Gathered) -> dict[str, list[str]]:
    """Why something could not be analysed, with the files of which that is so."""
    files = {e.digest: shown(e.name) for e in (*held.exhibits, *held.beside)}
    told: dict[str, list[str]] = {}
    for failure in held.failures:
        names = told.setdefault(f"{failure.reason} {failure.advice}".strip(), [])
        name = files.get(exhibit_of(failure.subject))
        if name is not None:
            names.append(picture_name(name, stream_of(failure.subject)))
    return told


def _reviews(seen: _Seen, where: str) -> Iterator[tuple[str, str]]:
    people = set(seen.numbers.about_people.values())
    lacking = [
        row["name"]
        for row in _findings(seen)
        if row["name"] not in people
        and row["state"] == FindingState.CANDIDATE
        and row["reviewers"] < REVIEWERS
    ]
    if lacking:
        yield (
            f"Not reviewed by {REVIEWERS} people: {_few(lacking)}.",
            f"secondtake review --html blind.html {where}",
        )
    pairs = _pairs_to_look_at(seen)
    if pairs:
        yield (
            f"Nobody has looked at these pairs of people: {_few(pairs)}. An answer is confirm, "
            "reject or leave-open.",
            f"secondtake review-people {pairs[0]} ANSWER {where}",
        )


def _pairs_to_look_at(seen: _Seen) -> list[str]:
    """The names of the pairs of people that findings tell of and nobody has decided about."""
    compared = seen.held.compared_people
    decided = {c.finding for c in (compared.candidates if compared else ()) if c.decision}
    return [name for f, name in seen.numbers.about_people.items() if f not in decided]


def _report_is_due(view: View) -> bool:
    events = view.case.events()
    last = max((e.seq for e in events if e.action == EventAction.REPORTED), default=0)
    written = (Path(view.case.path) / "report.html").is_file()
    return not written or any(e.seq > last and e.action in CHANGES for e in events)


def _names(exhibits: list[Exhibit]) -> str:
    return _few([shown(e.name) for e in exhibits])


def _few(names: list[str]) -> str:
    more = len(names) - assembly.MOST_NAMED
    return ", ".join(names[: assembly.MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
