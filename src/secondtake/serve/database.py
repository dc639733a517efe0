"""The desk database: SQLite beside the cases, or PostgreSQL; opened, brought up to date, asked."""

from __future__ import annotations

import contextlib
import os
import ssl
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import URL, Connection, Engine, create_engine, event, insert, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from secondtake.errors import DeskUnusable, InputInvalid
from secondtake.model.desk_enums import DeskAction
from secondtake.serve.schema import desk_log

__all__ = ["BY_THE_MACHINE", "FILE_NAME", "Database", "log", "now"]

FILE_NAME = "desk.sqlite3"
"""In the folder of cases, beside them."""
BY_THE_MACHINE = "command line"
"""Who did something, in the desk's log, when nobody was signed in."""
BUSY_SECONDS = 10
"""How long a writer waits for another one (SQLite)."""
LOOPBACK = ("localhost", "127.0.0.1", "::1")
LONGEST_ABOUT = 400


def now() -> int:
    """Whole seconds since 1970-01-01 UTC."""
    return int(time.time())


class Database:
    """Connections to the desk database. ``address``: ``postgresql://...``, or None for SQLite.

    Raises ``InputInvalid`` for an address of another kind, ``DeskUnusable`` where it cannot be
    reached or was made by a newer Second Take.
    """

    def __init__(self, folder: Path, address: str | None = None) -> None:
        if address is None:
            self.engine = _sqlite(folder / FILE_NAME)
        else:
            self.engine = _postgresql(address)
        self._upgrade()

    @contextlib.contextmanager
    def asked(self) -> Iterator[Connection]:
        """One transaction, kept where nothing was raised; raises ``DeskUnusable``."""
        try:
            with self.engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise DeskUnusable(
                f"The desk database cannot be used: {_why(error)}.",
                advice="See that it runs and has room; the cases are not in it and are not "
                "touched by this.",
            ) from error

    def close(self) -> None:
        """Let every connection go."""
        self.engine.dispose()

    def _upgrade(self) -> None:
        with self.asked() as connection:
            config = Config()
            config.set_main_option("script_location", "secondtake.serve:migrations")
            config.attributes["connection"] = connection
            try:
                command.upgrade(config, "head")
            except CommandError as error:
                raise DeskUnusable(
                    "The desk database was made by a newer Second Take.",
                    advice="Install that one again, or restore a backup made before the update.",
                ) from error


def log(connection: Connection, by: str, action: DeskAction, about: str) -> None:
    """Write down, in the same transaction, what was done about an account."""
    line = {"at": now(), "by": by, "action": action.value, "about": about[:LONGEST_ABOUT]}
    connection.execute(insert(desk_log).values(line))


def _sqlite(path: Path) -> Engine:
    try:
        path.touch(mode=0o600)  # hashes of passwords are in it: before SQLite makes it for all
    except OSError as error:
        raise DeskUnusable(
            f"The desk database {path} cannot be written: {error.strerror}.",
            advice="Check who may write to the folder of cases.",
        ) from error
    engine = create_engine(
        URL.create("sqlite", database=str(path)), connect_args={"timeout": BUSY_SECONDS}
    )

    @event.listens_for(engine, "connect")
    def _(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA foreign_keys = ON")

    return engine


def _postgresql(address: str) -> Engine:
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise _unknown(address) from error
    if url.get_backend_name() != "postgresql":
        raise _unknown(address)
    url = url.set(drivername="postgresql+pg8000")
    if url.password is None and "PGPASSWORD" in os.environ:
        url = url.set(password=os.environ["PGPASSWORD"])  # out of sight of other users' ps
    secured: dict[str, Any] = {}
    if url.host is not None and url.host not in LOOPBACK:
        secured["ssl_context"] = ssl.create_default_context()
    return create_engine(url, connect_args=secured, pool_pre_ping=True)


def _unknown(address: str) -> InputInvalid:
    return InputInvalid(
        f"{address.partition('://')[0] or 'Nothing'} names no kind of database that is known here.",
        advice="Name one as postgresql://USER@HOST/DATABASE, with its password in PGPASSWORD, or "
        "leave --database out: SQLite is used.",
    )


def _why(error: SQLAlchemyError) -> str:
    """The driver's own words on one line, without the statement and its values."""
    told = str(getattr(error, "orig", None) or type(error).__name__)
    return " ".join(told.split())[:200].rstrip(".")
