"""The verb withdraw: a person sets an exhibit aside, gives it another role, or takes that back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from secondtake import reading
from secondtake.errors import InputInvalid
from secondtake.model.enums import EventAction, ExhibitRole, NumberSeries
from secondtake.model.evidence import Exhibit, ExhibitUse
from secondtake.model.film_key import exhibit_of
from secondtake.model.names import shown
from secondtake.model.numbering import Numbered
from secondtake.store import Case, exhibit_use, picture_cache, playing_copies
from secondtake.workbench.bench import Bench
from secondtake.workbench.verbs.reviews import require_name

__all__ = ["GIVEN", "change_role", "meant", "named", "take_back", "withdraw"]

GIVEN = (ExhibitRole.PAGE, ExhibitRole.FOOTAGE, ExhibitRole.CONTROL, ExhibitRole.BESIDE)
"""Roles that an exhibit can be given; the others tell how it came."""
_CALLED = re.compile(r"(?i)(film|picture|page)[ _-]?(\d+)")
LEAST_DIGITS = 4
"""Digits of a digest that are taken for one: a file may be called ``a`` or ``12``."""
MOST_NAMED = 8
"""Exhibits named in one sentence."""


def withdraw(bench: Bench, exhibit: str, *, reason: str) -> ExhibitUse:
    """Set an exhibit aside: its bytes stay, and nothing uses it until that is taken back.

    ``exhibit`` as for ``named``. The relations of other films are combined again, as films that
    share something bear on each other. One that is set aside already stays so, with its reason.
    Raises ``InputInvalid`` without a name or a reason, and where there is no such exhibit.
    """
    one = meant(bench.case, exhibit)
    _require_reason(bench, reason)
    if exhibit_use.uses(bench.case).of(one).withdrawn is None:
        _decide(bench, EventAction.WITHDRAWN, one, ("reason", reason.strip()))
        picture_cache.drop(bench.case, one.digest)
        playing_copies.forget_copies(bench.case.path, one.digest)
    return _used_now(bench, one)


def change_role(bench: Bench, exhibit: str, role: ExhibitRole, *, reason: str) -> ExhibitUse:
    """Use an exhibit in ``role``, one of ``GIVEN``, and in no other from now on.

    Raises ``InputInvalid`` as ``withdraw`` does, for an exhibit that is set aside, and for a role
    in which its content cannot be used.
    """
    one = meant(bench.case, exhibit)
    _require_reason(bench, reason)
    use = exhibit_use.uses(bench.case).of(one)
    if use.withdrawn is not None:
        raise InputInvalid(
            f"{shown(one.name)} is set aside.", advice="Take that back first: --undo."
        )
    if role not in GIVEN or not _can_be(one, role):
        raise InputInvalid(
            f"{shown(one.name)} holds {one.media_type} and cannot be used as {role}.",
            advice=f"It can be: {', '.join(r for r in GIVEN if _can_be(one, r))}.",
        )
    if use.roles != (role,):
        _decide(bench, EventAction.ROLE_CHANGED, one, ("role", role), ("reason", reason.strip()))
    return _used_now(bench, one)


def take_back(bench: Bench, exhibit: str, *, reason: str = "") -> ExhibitUse:
    """Take back the newest decision about an exhibit that stands: it is used as before that.

    Raises ``InputInvalid`` without a name, and where nothing was decided.
    """
    one = meant(bench.case, exhibit)
    require_name(bench)
    if not exhibit_use.decided(bench.case, one.digest):
        raise InputInvalid(
            f"Nothing was decided about {shown(one.name)}.",
            advice="What came with another exhibit comes back with that one.",
        )
    _decide(bench, EventAction.TAKEN_BACK, one, ("reason", reason.strip()))
    return _used_now(bench, one)


def meant(case: Case, text: str) -> Exhibit:
    """The exhibit that ``named`` gives, or what the report calls ``Film 2``, ``Page 1`` or so."""
    exhibits = case.exhibits()
    called = _CALLED.fullmatch(text.strip())
    if called is not None and all(e.name != text for e in exhibits):
        series = NumberSeries.PAGE if called[1].lower() == "page" else NumberSeries.FILM
        numbers = {
            n.number: exhibit_of(n.subject) for n in case.fetch(Numbered) if n.series == series
        }
        digest = numbers.get(int(called[2]))
        return next((e for e in exhibits if e.digest == digest), None) or named(exhibits, text)
    return named(exhibits, text)


def named(exhibits: Sequence[Exhibit], text: str) -> Exhibit:
    """The exhibit of this name or SHA-256, or of the only one that begins so.

    Raises ``InputInvalid`` where there is none, and, naming them, where there are several.
    """
    exact = [e for e in exhibits if text in (e.digest, e.name)]
    # A file of a folder bears its place there; people name the file.
    exact = exact or [e for e in exhibits if text == PurePosixPath(e.name).name]
    digits = text.lower() if len(text) >= LEAST_DIGITS else " "
    found = exact or [
        e for e in exhibits if text and (e.name.startswith(text) or e.digest.startswith(digits))
    ]
    if len(found) == 1:
        return found[0]
    listed = ", ".join(
        f"{shown(e.name)} ({e.digest[:12]})" for e in (found or exhibits)[:MOST_NAMED]
    )
    more = len(found or exhibits) - MOST_NAMED
    listed += f" and {more} more" if more > 0 else ""
    if found:
        raise InputInvalid(
            f"{len(found)} exhibits go by {shown(text)}: {listed}.",
            advice="Name one by more of its name or its SHA-256.",
        )
    raise InputInvalid(
        f"The case holds no exhibit {shown(text) or 'without a name'}.",
        advice=f"It holds: {listed or 'none'}.",
    )


def _can_be(exhibit: Exhibit, role: ExhibitRole) -> bool:
    """Whether content of this kind can be used so; anything may lie beside."""
    if role == ExhibitRole.PAGE:
        return exhibit.media_type in reading.READABLE
    return role == ExhibitRole.BESIDE or exhibit.is_footage


def _require_reason(bench: Bench, reason: str) -> None:
    require_name(bench)
    if not reason.strip():
        raise InputInvalid("A reason is missing.", advice='Say why, for the log: --reason "...".')


def _decide(bench: Bench, action: EventAction, one: Exhibit, *detail: tuple[str, str]) -> None:
    bench.case.record(action, actor=bench.by, exhibit=one.digest, detail=detail)


def _used_now(bench: Bench, one: Exhibit) -> ExhibitUse:
    bench.combine()
    return exhibit_use.uses(bench.case).of(one)
