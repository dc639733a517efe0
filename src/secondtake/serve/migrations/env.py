"""Alembic's entrance: run the steps that are missing, on the connection it is handed."""

from __future__ import annotations

from alembic import context

from secondtake.serve.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
