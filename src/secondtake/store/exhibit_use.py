"""Which exhibits of a case are used now and as what, and which a person set aside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from secondtake.model.enums import EventAction, ExhibitRole
from secondtake.model.evidence import Exhibit, ExhibitUse, Withdrawn
from secondtake.store.case import Case
from secondtake.store.logged_facts import RoleTaken, UseDecided

__all__ = ["Uses", "decided", "uses"]

COMPANIONS = frozenset((ExhibitRole.BESIDE, ExhibitRole.ARCHIVE, ExhibitRole.LATER_VERSION))
"""Roles of what an address gave beside the page or the film that was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Uses:
    """The exhibits of a case, in the order of arrival, by whether they are used.

    ``roles``: of each exhibit that is used, its roles in the order in which it was given them.
    """

    used: tuple[Exhibit, ...]
    roles: Mapping[str, tuple[str, ...]]
    withdrawn: tuple[Withdrawn, ...]

    def with_role(self, role: str) -> tuple[Exhibit, ...]:
        """The exhibits that are used in a role."""
        return tuple(e for e in self.used if role in self.roles[e.digest])

    def of(self, exhibit: Exhibit) -> ExhibitUse:
        """How one exhibit of the case is used."""
        return ExhibitUse(
            exhibit=exhibit,
            roles=self.roles.get(exhibit.digest, ()),
            withdrawn=next((w for w in self.withdrawn if w.exhibit == exhibit), None),
        )


def uses(case: Case) -> Uses:
    """What the log says of the use of every exhibit, the newest word of each counting.

    What came with an exhibit from its address, and for it alone, is set aside with it.
    """
    exhibits, taken = case.exhibits(), case.facts.roles()
    standing = _standing(case.facts.use_decisions())
    aside = {d: u for d, u in standing.items() if u.action == EventAction.WITHDRAWN}
    if aside:
        aside |= _companions(exhibits, taken, aside)
    roles: dict[str, dict[str, None]] = {}
    for fact in taken:
        roles.setdefault(fact.exhibit, {})[fact.role] = None
    roles |= {d: {use.role: None} for d, use in standing.items() if use.role is not None}
    return Uses(
        used=tuple(e for e in exhibits if e.digest not in aside),
        roles={e.digest: tuple(roles.get(e.digest, ())) for e in exhibits if e.digest not in aside},
        withdrawn=tuple(
            Withdrawn(exhibit=e, by=use.by, at=use.at, reason=use.reason)
            for e in exhibits
            if (use := aside.get(e.digest)) is not None
        ),
    )


def decided(case: Case, exhibit: str) -> bool:
    """Whether something that a person decided about the use of an exhibit (its digest) stands."""
    return exhibit in _standing(case.facts.use_decisions())


def _standing(decisions: Iterable[UseDecided]) -> dict[str, UseDecided]:
    """Of each exhibit the newest decision that was not taken back."""
    held: dict[str, list[UseDecided]] = {}
    for decision in decisions:
        of_it = held.setdefault(decision.exhibit, [])
        if decision.action == EventAction.TAKEN_BACK:
            del of_it[-1:]
        else:
            of_it.append(decision)
    return {exhibit: of_it[-1] for exhibit, of_it in held.items() if of_it}


def _companions(
    exhibits: tuple[Exhibit, ...], taken: tuple[RoleTaken, ...], aside: Mapping[str, UseDecided]
) -> dict[str, UseDecided]:
    """What came with exhibits that are set aside, each with the decision that it follows.

    A page around a film and a later version name no exhibit they belong to: they follow the one
    that their address was asked for.
    """
    asked: dict[str, list[str]] = {}
    origins = {e.digest: e.origin for e in exhibits}
    facts: dict[str, list[RoleTaken]] = {}
    for fact in taken:
        facts.setdefault(fact.exhibit, []).append(fact)
        if fact.role not in COMPANIONS and _is_address(origins.get(fact.exhibit, "")):
            asked.setdefault(origins[fact.exhibit], []).append(fact.exhibit)
    found = {}
    for digest, own in facts.items():
        if digest in aside or any(f.role not in COMPANIONS for f in own):
            continue
        around = asked.get(origins.get(digest, ""), [])
        heads = [head for f in own for head in ([f.of] if f.of else around)]
        if heads and all(head in aside for head in heads):
            found[digest] = aside[heads[-1]]
    return found


def _is_address(origin: str) -> bool:
    return origin.startswith(("http://", "https://"))
