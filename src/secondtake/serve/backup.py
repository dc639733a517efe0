"""The desk database as one file of JSON, and back, whichever database it was and will be in.

Sessions, one-time links and failed sign-ins are left out: those ended since would live again.
"""

from __future__ import annotations

import base64
import json
import os
from pathlib import Path
from typing import Any

from sqlalchemy import Column, LargeBinary, Table, func, insert, select, text

from secondtake.errors import InputInvalid, InputMissing
from secondtake.model.desk_enums import DeskAction
from secondtake.serve.database import BY_THE_MACHINE, Database, log
from secondtake.serve.schema import desk_log, passkey, person, role, seen

__all__ = ["back_up", "restore"]

KIND = "secondtake desk"
VERSION = 1
TABLES: tuple[Table, ...] = (person, passkey, role, seen, desk_log)
"""In an order in which each refers only to those before it."""


def back_up(database: Database, to: Path) -> int:
    """Write accounts, roles and the desk's log to a new file for this user only; how many people.

    It may be done while the desk is served: all is read in one transaction. Raises ``InputInvalid``
    where the file is there already or cannot be written.
    """
    tables: dict[str, list[dict[str, Any]]] = {}
    with database.asked() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
        else:
            connection.execute(text("BEGIN"))  # sqlite3 would begin only to write
        for table in TABLES:
            rows = connection.execute(select(table)).mappings()
            tables[table.name] = [{k: _told(v) for k, v in row.items()} for row in rows]
    try:
        with os.fdopen(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump({"kind": KIND, "version": VERSION, "tables": tables}, file)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise InputInvalid(
            f"The backup cannot be written to {to}: {error.strerror}.",
            advice="Name a file that is not there yet, in a folder that may be written to.",
        ) from error
    return len(tables[person.name])


def restore(database: Database, source: Path) -> int:
    """Read a backup into a database in which nobody has an account yet; how many people.

    Raises ``InputMissing`` for a file that is not there, ``InputInvalid`` for one that is no
    backup, or where somebody has an account.
    """
    tables = _read(source)
    with database.asked() as connection:
        if connection.scalar(select(func.count()).select_from(person)):
            raise InputInvalid(
                "People have accounts in this desk database already.",
                advice="Restore into a new one: move desk.sqlite3 away, or name an empty database.",
            )
        for table in TABLES:
            rows = [_row(table, row) for row in tables[table.name]]
            if rows:
                connection.execute(insert(table), rows)
            counted = "id" in table.c and not isinstance(table.c.id.type, LargeBinary)
            if rows and counted and connection.dialect.name == "postgresql":
                _count_on(connection, table)
        log(connection, BY_THE_MACHINE, DeskAction.RESTORED, str(source))
    return len(tables[person.name])


def _count_on(connection: Any, table: Table) -> None:
    """PostgreSQL gives numbers by a sequence of its own, which knows nothing of those read in."""
    highest = select(func.max(table.c.id)).scalar_subquery()
    connection.execute(select(func.setval(func.pg_get_serial_sequence(table.name, "id"), highest)))


def _told(value: Any) -> Any:
    return base64.b64encode(value).decode("ascii") if isinstance(value, bytes) else value


def _row(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    return {column.name: _value(column, row[column.name]) for column in table.columns}


def _value(column: Column[Any], told: Any) -> Any:
    if isinstance(column.type, LargeBinary):
        return base64.b64decode(told)
    return told


def _read(source: Path) -> dict[str, list[dict[str, Any]]]:
    try:
        told = json.loads(source.read_bytes())
    except OSError as error:
        raise InputMissing(
            f"The backup {source} cannot be read: {error.strerror}.", advice="Check its path."
        ) from error
    except ValueError as error:
        raise _no_backup(source) from error
    if not isinstance(told, dict) or told.get("kind") != KIND or told.get("version") != VERSION:
        raise _no_backup(source)
    tables: dict[str, list[dict[str, Any]]] = told.get("tables", {})
    for table in TABLES:
        rows = tables.get(table.name)
        if not isinstance(rows, list) or not all(set(table.c.keys()) <= set(row) for row in rows):
            raise _no_backup(source)
    return tables


def _no_backup(source: Path) -> InputInvalid:
    return InputInvalid(
        f"{source} is no backup of a desk that this Second Take can read.",
        advice="Name a file that secondtake serve --backup wrote.",
    )
