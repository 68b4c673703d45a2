"""Run by Alembic: migrates over the connection that the caller has opened."""

from __future__ import annotations

from alembic import context

from marsad.ledger.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=context.config.attributes["version_table"],
)
with context.begin_transaction():
    context.run_migrations()
