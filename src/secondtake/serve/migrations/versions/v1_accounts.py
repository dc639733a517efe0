"""Accounts, passkeys, roles, sessions, one-time links, tries to sign in, and the desk's log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "v1"
down_revision = None


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "person",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("spelling", sa.String(400), nullable=False, unique=True),
        sa.Column("password", sa.String(200)),
        sa.Column("issuer", sa.String(400)),
        sa.Column("subject", sa.String(400)),
        sa.Column("administrator", sa.Boolean, nullable=False),
        sa.Column("disabled", sa.Boolean, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("issuer", "subject", name="person_of_provider"),
    )
    op.create_table(
        "passkey",
        sa.Column("id", sa.LargeBinary, primary_key=True),
        _person(),
        sa.Column("public_key", sa.LargeBinary, nullable=False),
        sa.Column("sign_count", sa.BigInteger, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "role",
        sa.Column("case_id", sa.String(100), primary_key=True),
        _person(primary_key=True),
        sa.Column("role", sa.String(20), nullable=False),
    )
    op.create_table(
        "seen",
        sa.Column("case_id", sa.String(100), primary_key=True),
        _person(primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "session",
        sa.Column("key", sa.String(64), primary_key=True),
        _person(),
        sa.Column("begun_at", sa.BigInteger, nullable=False),
        sa.Column("ends_at", sa.BigInteger, nullable=False),
        sa.Column("address", sa.String(100), nullable=False),
    )
    op.create_table(
        "link",
        sa.Column("key", sa.String(64), primary_key=True),
        _person(nullable=True),
        sa.Column("ends_at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "attempt",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("spelling", sa.String(400), nullable=False),
        sa.Column("address", sa.String(100), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("attempt_at", "attempt", ["at"])
    op.create_table(
        "desk_log",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("by", sa.String(100), nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("about", sa.String(400), nullable=False),
    )


def _person(*, primary_key: bool = False, nullable: bool = False) -> sa.Column[int]:
    person = sa.ForeignKey("person.id")
    return sa.Column("person", sa.Integer, person, primary_key=primary_key, nullable=nullable)
