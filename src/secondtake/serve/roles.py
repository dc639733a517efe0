"""Who may do what in which case: the one place that says what an address needs."""

from __future__ import annotations

from sqlalchemy import delete, insert, select

from secondtake.model.desk_enums import DeskAction, DeskRight, DeskRole
from secondtake.serve.accounts import Person
from secondtake.serve.database import Database, log
from secondtake.serve.schema import person, role

__all__ = ["RIGHTS", "Roles", "needed"]

_VIEWER = frozenset({DeskRight.READ})
_REVIEWER = _VIEWER | {DeskRight.REVIEW}
_ANALYST = _REVIEWER | {DeskRight.EDIT, DeskRight.KEEP, DeskRight.OPEN}
RIGHTS: dict[DeskRole, frozenset[DeskRight]] = {
    DeskRole.VIEWER: _VIEWER,
    DeskRole.REVIEWER: _REVIEWER,
    DeskRole.ANALYST: _ANALYST,
    DeskRole.ADMINISTRATOR: _ANALYST | {DeskRight.MANAGE},
}
_EITHER: dict[str, DeskRight] = {
    "review": DeskRight.REVIEW,
    "blind": DeskRight.REVIEW,
    "take": DeskRight.KEEP,
    "access": DeskRight.MANAGE,
}
"""What needs a right even to be looked at, by what follows the case in an address."""
_WRITING: dict[str, DeskRight] = {
    "see": DeskRight.READ,  # how much is covered; what is opened asks for more
    "viewed": DeskRight.READ,  # of one's own time before open films
    "note": DeskRight.REVIEW,
    "notes": DeskRight.REVIEW,
    "people": DeskRight.REVIEW,
}
"""What is written without the right to edit; all else needs it."""


def needed(part: str, *, writes: bool) -> DeskRight:
    """The right that an address needs by the part of it that follows the case (may be empty)."""
    if part in _EITHER:
        return _EITHER[part]
    return _WRITING.get(part, DeskRight.EDIT) if writes else DeskRight.READ


class Roles:
    """The roles of people in cases. An administrator of the desk has every right in each."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rights(self, who: Person, case: str) -> frozenset[DeskRight]:
        """What somebody may do in a case; nothing, where they have no role there."""
        if who.administrator:
            return RIGHTS[DeskRole.ADMINISTRATOR]
        with self._database.asked() as connection:
            asked = select(role.c.role).where(role.c.case_id == case, role.c.person == who.id)
            held = connection.scalar(asked)
        return RIGHTS[DeskRole(held)] if held else frozenset()

    def cases(self, who: Person) -> dict[str, DeskRole]:
        """The cases in which somebody was given a role."""
        with self._database.asked() as connection:
            rows = connection.execute(select(role).where(role.c.person == who.id)).all()
        return {row.case_id: DeskRole(row.role) for row in rows}

    def people(self, case: str) -> dict[int, DeskRole]:
        """Who was given a role in a case, by their numbers."""
        with self._database.asked() as connection:
            rows = connection.execute(select(role).where(role.c.case_id == case)).all()
        return {row.person: DeskRole(row.role) for row in rows}

    def give(self, case: str, number: int, given: DeskRole | None, *, by: str) -> None:
        """Give somebody a role in a case in place of the one they had; None takes it away."""
        with self._database.asked() as connection:
            theirs = (role.c.case_id == case, role.c.person == number)
            connection.execute(delete(role).where(*theirs))
            name = connection.scalar(select(person.c.name).where(person.c.id == number))
            if given is None:
                log(connection, by, DeskAction.WITHDRAWN, f"{name}: case {case}")
                return
            connection.execute(insert(role).values(case_id=case, person=number, role=given.value))
            log(connection, by, DeskAction.GRANTED, f"{name}: {given.value}, case {case}")
