"""The ledger's own errors, and the database's errors in plain words."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from marsad.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Iterator


class Conflict(LedgerError):  # noqa: N818
    """Somebody else has ruled since: look again before ruling."""


SENTENCES = (
    ("not a database", "{name} is not a Marsad ledger."),
    ("locked", "The ledger {name} is in use by another program: try again when it has finished."),
    ("busy", "The ledger {name} is in use by another program: try again when it has finished."),
    ("readonly", "The ledger {name} cannot be written: its file or folder is read-only."),
    ("read-only", "The ledger {name} cannot be written: it is read-only."),
    ("unable to open", "The ledger {name} cannot be opened: check that it is a file and that you may read it."),
    ("full", "The ledger {name} cannot be written: the disk is full."),
    ("disk i/o", "The ledger {name} cannot be read or written: its disk reports an error, or is full."),
    ("malformed", "The ledger {name} is damaged: restore it from a backup."),
    ("connect", "The ledger {name} cannot be reached."),
)
"""Part of the database's message, and what to tell the user."""


@contextmanager
def plainly(name: str) -> Iterator[None]:
    """Turn the database's errors within into a `LedgerError` that says what is wrong with the ledger called `name`."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:  # SQLAlchemy wraps no error of a connection's first settings
        message = str(error.orig if isinstance(error, DBAPIError) else error)
        for part, sentence in SENTENCES:
            if part in message.lower():
                raise LedgerError(sentence.format(name=name)) from error
        raise LedgerError(f"The ledger {name} refused: {message.splitlines()[0]}.") from error
    except UnicodeDecodeError as error:  # from the driver, which found other bytes than anybody wrote
        raise LedgerError(f"The ledger {name} is damaged: restore it from a backup.") from error


@contextmanager
def readably(name: str) -> Iterator[None]:
    """The same for what only reads: values that are not what was written, such as broken JSON, are damage."""
    try:
        with plainly(name):
            yield
    except ValueError as error:
        raise LedgerError(f"The ledger {name} is damaged: `marsad verify` tells where; restore a backup.") from error
