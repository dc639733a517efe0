"""Commands that list: `status`, `findings`, `claims` and `films`; they change no byte of a case."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from typing import TypeVar

from secondtake import workbench
from secondtake.cli.case_paths import beside_advice
from secondtake.cli.commands import DONE, say
from secondtake.cli.messages import STATES
from secondtake.cli.printing import clock, plain_text
from secondtake.cli.wrapping import wrapped
from secondtake.errors import InputMissing
from secondtake.model.json_status import (
    NOT_YET,
    FilmRow,
    FindingRow,
    FindingsShape,
    NamedClaim,
    RetiredRow,
    StatusShape,
)

__all__ = ["RUN"]

_QUOTED = "\"“„«‹‘'"
"""Marks a quote may open with on its page: then it gets none of ours."""


Listed = TypeVar("Listed")


def _shown(
    listed: Callable[[workbench.CaseView], Listed], told: Callable[[Listed], None]
) -> Callable[[Namespace], int]:
    """A verb that lists something of a case, as JSON or in words."""

    def run(options: Namespace) -> int:
        view = _view(options)
        with view.case:
            found = listed(view)
        say(options, found, lambda: told(found))
        options.following = _first_step(found)
        return DONE

    return run


def _first_step(found: object) -> str:
    """The command of the first thing that is open in a case; none where nothing is."""
    steps = found.get("open", ()) if isinstance(found, dict) else ()
    return steps[0]["command"] if steps else ""


def _view(options: Namespace) -> workbench.CaseView:
    try:
        return workbench.open_view(options.case)
    except InputMissing as error:
        raise InputMissing(str(error), advice=beside_advice(options.case)) from error


def _status(found: StatusShape) -> None:
    held = found["holds"]
    said = [_count(held["pages"], "page"), _count(held["films"], "film")]
    said += [_count(held["shots"], "shot"), _count(held["claims"], "claim")]
    print(f"The case holds {', '.join(said)}.")
    if held["withdrawn"]:
        print(f"Set aside: {_count(held['withdrawn'], 'exhibit')}.")
    again = {
        "descriptions of shots": held["description_bytes"],
        "pictures of reports": held["picture_bytes"],
    }
    taken = [f"{name} {size / 1e6:.1f} MB" for name, size in again.items() if size]
    if taken:
        print(f"What can be made again takes room: {', '.join(taken)}.")
    if held["compared"] or found["findings"]:
        print(f"It gave {_count(held['findings'], 'finding')}; none is a verdict.")
    else:
        print("No pair of shots was compared yet, so nothing was found and nothing ruled out.")
    for row in found["findings"]:
        _finding(row)
    _gone(found["retired"])
    if found["open"]:
        print("\nOpen:")
    for step in found["open"]:
        print(wrapped(plain_text(step["what"]), first="- ", indent="  "))
        print(f"    {plain_text(step['command'])}")
    if not found["open"]:
        print("\nNothing is open.")


def _listed(found: FindingsShape) -> None:
    for row in found["findings"]:
        _finding(row)
        print(f"      SHA-256 of the record: {row['digest']}")
    _gone(found["retired"])
    if not found["findings"]:
        print("The case has no findings yet; its status says what is still open.")


def _finding(row: FindingRow) -> None:
    bears = f" · bears on {', '.join(row['claims'])}" if row["claims"] else ""
    reviews = f" · {_count(row['reviewers'], 'reviewer')}" if row["reviewers"] else ""
    text = f"[{row['state']}] {row['sentence']}"
    print(wrapped(plain_text(text), first=f"{row['name']:<4}  ", indent="      "))
    if bears or reviews:
        print(f"      {(bears + reviews).removeprefix(' · ')}")


def _gone(rows: Sequence[RetiredRow]) -> None:
    for row in rows:
        within = f" ({row['within']})" if row["within"] else ""
        text = f"[retired: {row['because']}{within}] {row['sentence']}"
        print(wrapped(plain_text(text), first=f"{row['name']:<4}  ", indent="      "))


def _claims(rows: Sequence[NamedClaim]) -> None:
    page = ""
    for row in rows:
        if row["page"] != page:
            page = row["page"]
            print(f"{plain_text(page)} ({row['page_digest'][:12]}…)")
        who = plain_text(row["source"] or "the page itself")
        quote = row["quote"] if row["quote"][:1] in _QUOTED else f"“{row['quote']}”"
        print(wrapped(plain_text(quote), first=f"{row['name']:<6} ", indent=" " * 7))
        tied = f" {', '.join(row['findings'])}" if row["findings"] else ""
        how = f" ({plain_text(row['said_as'])})" if row["said_as"] else ""
        text = f"source: {who}{how} · {STATES[row['state']]}{tied}"
        print(wrapped(text, first=" " * 7, indent=" " * 7))
    if not rows:
        print("The case has no claims yet.")


def _films(rows: Sequence[FilmRow]) -> None:
    for row in rows:
        if row["seconds"] is None:
            told = NOT_YET if row["why"] == NOT_YET else "not analysed"
        else:
            shots = "" if row["shots"] is None else _count(row["shots"], "shot")
            told = f"{clock(row['seconds']):>9}  {shots}"
        role = "" if row["role"] == "footage" else f" [{row['role']}]"
        name = f"{plain_text(row['file'])} ({row['digest'][:12]}…){role}"
        print(f"{row['name']:<8} {told:<20}  {name}")
        for reason in (row["partial"], row["why"]):
            if reason and reason != NOT_YET:
                print(wrapped(plain_text(reason), indent=" " * 9))
    if not rows:
        print("The case holds no films.")


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'s' * (number != 1)}"


RUN: dict[str, Callable[[Namespace], int]] = {
    "claims": _shown(workbench.overview.claims, _claims),
    "films": _shown(workbench.overview.films, _films),
    "findings": _shown(workbench.overview.findings, _listed),
    "status": _shown(workbench.overview.status, _status),
}
"""Each command's function, by its name."""
