"""What only SQLite needs: settings of a connection, transactions, and the copy of a ledger in use."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

from marsad.errors import LedgerError

if TYPE_CHECKING:
    from pathlib import Path

HEADER = b"SQLite format 3\x00"

SETTINGS = ("PRAGMA foreign_keys = ON", "PRAGMA synchronous = FULL", "PRAGMA secure_delete = ON")
"""FULL: what was acknowledged also outlives a power cut. What a seal deletes is overwritten with zeros."""


def engine_for(path: Path, wait: float) -> Engine:
    """An engine on the file; a writer waits up to `wait` seconds for another one.

    A ledger at rest in a folder that may not be written, such as on an archive's disk, can still be read. A
    `LedgerError` says that the file is something else than an SQLite database.
    """
    check_file(path)
    at_rest = path.exists() and not os.access(path.parent, os.W_OK) and not path.with_name(f"{path.name}-wal").exists()
    if at_rest:
        address = f"{path.as_uri()}?mode=ro&immutable=1"
        return _engine(URL.create("sqlite", database=address, query={"uri": "true"}), wait)
    return _engine(URL.create("sqlite", database=str(path)), wait)


def keep_log(engine: Engine) -> None:
    """Have changes written to a log beside the file first, so that readers and the writer do not wait for each other.

    This changes the file, once: it is not for a file that has not been found to be a ledger. A file that may not be
    written is left as it is, and so is a database that is no file.
    """
    if engine.dialect.name != "sqlite" or not os.access(str(engine.url.database), os.W_OK):
        return
    with closing(engine.raw_connection()) as connection:
        connection.cursor().execute("PRAGMA journal_mode = WAL")


def _engine(url: URL, wait: float) -> Engine:
    engine = create_engine(url, connect_args={"timeout": wait})

    @event.listens_for(engine, "connect")
    def _connect(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None  # the "begin" event below starts transactions, not the driver
        for setting in SETTINGS:
            connection.execute(setting).close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A writer takes its lock at once: two that read first and write later would deadlock.
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def check_file(path: Path) -> None:
    """Refuse a folder and a file that is no database; an empty file and none at all are fine."""
    if path.is_dir():
        raise LedgerError(f"{path} is a folder, not a ledger.")
    if not path.exists():
        return
    try:
        with path.open("rb") as file:
            head = file.read(len(HEADER))
    except OSError as error:
        raise LedgerError(f"The ledger {path} cannot be read: {error.strerror}.") from error
    if head and head != HEADER:
        raise LedgerError(f"{path} is not a Marsad ledger.")


def scrub(engine: Engine, name: str) -> None:
    """Write the file anew without what was deleted, and empty the log beside it.

    A `LedgerError` says that another program has it open and holds on to what was there before.
    """
    engine.dispose()
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy = (cursor.fetchone() or (1,))[0]
    finally:
        connection.close()
    if busy:
        message = "Sealed, but its file may still hold what was, since another program has it open"
        raise LedgerError(f"{message}: run `marsad seal --scrub` on {name} when that has ended.")


def faults(connection: Connection) -> list[str]:
    """What SQLite finds wrong with the structure of the file; nothing where the database is no file."""
    if connection.dialect.name != "sqlite":
        return []
    return [line for line in connection.exec_driver_sql("PRAGMA integrity_check").scalars() if line != "ok"]


def copy_online(engine: Engine, path: Path) -> None:
    """Copy the database as of one moment to a new file, while others read and write it (SQLite's backup API)."""
    with engine.connect() as connection, closing(sqlite3.connect(path)) as target:
        source = connection.connection.driver_connection
        assert isinstance(source, sqlite3.Connection)
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")  # a single file, to carry about
