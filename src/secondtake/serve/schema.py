"""The tables of the desk database: who may come in, and where; nothing of a case's evidence.

Times are whole seconds since 1970-01-01 UTC. Keys that open something (of sessions and links) are
kept as SHA-256 only: whoever reads the database cannot come in with it.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

__all__ = [
    "attempt",
    "desk_log",
    "link",
    "metadata",
    "passkey",
    "person",
    "role",
    "seen",
    "session",
]

metadata = MetaData()

person = Table(
    "person",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(100), nullable=False),
    # One person has one name, however it is spelled: reviews are told apart by it.
    Column("spelling", String(400), nullable=False, unique=True),
    Column("password", String(200)),
    Column("issuer", String(400)),
    Column("subject", String(400)),
    Column("administrator", Boolean, nullable=False),
    Column("disabled", Boolean, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    UniqueConstraint("issuer", "subject", name="person_of_provider"),
)
"""Never removed, so that no name is given to another; ``disabled`` keeps somebody out."""

passkey = Table(
    "passkey",
    metadata,
    Column("id", LargeBinary, primary_key=True),
    Column("person", Integer, ForeignKey("person.id"), nullable=False),
    Column("public_key", LargeBinary, nullable=False),
    Column("sign_count", BigInteger, nullable=False),
    Column("made_at", BigInteger, nullable=False),
)

role = Table(
    "role",
    metadata,
    Column("case_id", String(100), primary_key=True),
    Column("person", Integer, ForeignKey("person.id"), primary_key=True),
    Column("role", String(20), nullable=False),
)

seen = Table(
    "seen",
    metadata,
    Column("case_id", String(100), primary_key=True),
    Column("person", Integer, ForeignKey("person.id"), primary_key=True),
    Column("at", BigInteger, nullable=False),
)
"""Who was sent what tells of a case's claims or findings: nobody there is blind any more."""

session = Table(
    "session",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("person", Integer, ForeignKey("person.id"), nullable=False),
    Column("begun_at", BigInteger, nullable=False),
    Column("ends_at", BigInteger, nullable=False),
    Column("address", String(100), nullable=False),
)

link = Table(
    "link",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("person", Integer, ForeignKey("person.id")),
    Column("ends_at", BigInteger, nullable=False),
)
"""One-time links; without a person, the one for the first administrator."""

attempt = Table(
    "attempt",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("spelling", String(400), nullable=False),
    Column("address", String(100), nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("attempt_at", "at"),
)
"""Sign-ins that failed, or are being tried now."""

desk_log = Table(
    "desk_log",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("by", String(100), nullable=False),
    Column("action", String(40), nullable=False),
    Column("about", String(400), nullable=False),
)
"""What was done about accounts. What is done to a case is in the case's own log."""
