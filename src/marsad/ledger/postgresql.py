"""What only PostgreSQL needs: one writer at a time, so that the audit stays one chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, create_engine, event

if TYPE_CHECKING:
    from sqlalchemy import URL

LOCK = 0x6D617273
"""The number of the lock that a writer holds until its transaction ends."""


def engine_for(url: URL) -> Engine:
    """An engine on the database; a writer waits for the one before it."""
    engine = create_engine(url)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writes", False):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")

    return engine


def scrub(engine: Engine, _name: str) -> None:
    """Have the server write its tables anew without what was deleted; its log and its own backups are its keeper's."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM FULL")
