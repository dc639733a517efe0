"""One line after each command: what a desk usually does next."""

from __future__ import annotations

import shlex
from argparse import Namespace
from collections.abc import Callable

from secondtake.cli.printing import note, plain_text

__all__ = ["tell"]

_WORK = {
    "read": "watch",
    "watch": "compare",
    "compare": "judge",
    "judge": "report",
    "picture": "report",
    "recheck": "report",
    "stamp": "verify",
    "withdraw": "report",
    "review": "report",
    "review-people": "report",
    "forget-people": "report",
    "dismiss": "report",
    "tie": "report",
    "note": "report",
    "sync": "report",
    "report": "status",
    "check": "status",
    "findings": "status",
    "claims": "status",
    "films": "status",
    "export": "verify",
    "wacz": "verify",
    "clip": "status",
    "still": "status",
}
"""For a command on a case, the command that follows it."""


def tell(options: Namespace) -> None:
    """Write the line to stderr; nothing with ``--json``, whose reader is a program."""
    if options.json:
        return
    following = _following(options)
    if following:
        note(f"next: {plain_text(following)}")


def _following(options: Namespace) -> str:
    own = _OWN.get(options.verb)
    if own is not None:
        return own(options)
    case = getattr(options, "case", None)
    return f"secondtake {_WORK[options.verb]} {_on(options)}" if case is not None else ""


def _on(options: Namespace) -> str:
    return f"--case {shlex.quote(str(options.case))}"


def _after_keep(options: Namespace) -> str:
    return f"secondtake {'read' if options.role == 'page' else 'watch'} {_on(options)}"


def _after_read(options: Namespace) -> str:
    if options.case is not None:
        return f"secondtake watch {_on(options)}"
    page = "PAGE" if options.page == "-" else shlex.quote(options.page)
    return f"secondtake check {page} FILM --case DIR"


def _after_review(options: Namespace) -> str:
    if options.html is not None:
        return f"secondtake review --from blind-answers.json --by NAME {_on(options)}"
    return f"secondtake report {_on(options)}"


def _after_dismiss(options: Namespace) -> str:
    if options.dry_run:
        return f"the same command without --dry-run, or secondtake findings {_on(options)}"
    return f"secondtake report {_on(options)}"


def _after_bundle(options: Namespace) -> str:
    return f"secondtake verify --bundle {shlex.quote(str(options.to))}"


def _after_verify(options: Namespace) -> str:
    if options.bundle is not None:
        return f"secondtake rerun {shlex.quote(str(options.bundle))}"
    return f"secondtake status {_on(options)}"


def _after_shots(options: Namespace) -> str:
    return f"secondtake relate {shlex.quote(str(options.film))} OTHER"


def _after_relate(options: Namespace) -> str:
    films = " ".join(shlex.quote(str(film)) for film in options.films) or "FILM..."
    return f"secondtake check PAGE {films} --case DIR"


def _after_archive(options: Namespace) -> str:
    if options.act == "search":
        return f"secondtake archive info {shlex.quote(options.archive)}"
    return f"secondtake archive search {shlex.quote(options.archive)} FILM"


def _on_a_case(_: Namespace) -> str:
    return "secondtake check PAGE FILM --case DIR"


_OWN: dict[str, Callable[[Namespace], str]] = {
    "keep": _after_keep,
    "read": _after_read,
    "review": _after_review,
    "dismiss": _after_dismiss,
    "bundle": _after_bundle,
    "verify": _after_verify,
    "shots": _after_shots,
    "stills": _on_a_case,
    "relate": _after_relate,
    "archive": _after_archive,
    "genealogy": _on_a_case,
    "people": _on_a_case,
    "second-reader": _on_a_case,
    "doctor": _on_a_case,
    "open": lambda _: "",
    "status": lambda options: options.following,
    "serve": lambda _: "",
    "key": lambda o: f"secondtake bundle --sign {shlex.quote(str(o.key))} --to FOLDER --case DIR",
    "rerun": lambda o: f"secondtake verify --bundle {shlex.quote(str(o.bundle))}",
}
"""Commands whose next step depends on what was typed."""
