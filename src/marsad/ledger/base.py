"""An open database with the clock of recording: how every part of the ledger reads and writes."""

from __future__ import annotations

from contextlib import contextmanager
from copy import copy
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from marsad.errors import MarsadError
from marsad.ledger.audit import Writer
from marsad.ledger.connect import connect
from marsad.ledger.errors import plainly, readably

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import TracebackType

    from sqlalchemy import Connection, Engine

WAIT = 30.0
"""Seconds to wait for another program that is writing."""


def _now() -> datetime:
    return datetime.now(UTC)


class Base:
    """Every method that writes is one transaction; errors are `LedgerError` and `InputError`."""

    def __init__(self, engine: Engine, name: str, now: Callable[[], datetime]) -> None:
        self._engine, self.name, self._now = engine, name, now
        self.unlocked = False
        self._joined: Connection | None = None

    @classmethod
    def open(
        cls,
        where: str | Path,
        *,
        create: bool = True,
        unlocked: bool = False,
        now: Callable[[], datetime] = _now,
        wait: float = WAIT,
    ) -> Self:
        """Open the ledger in a file, or at the address of a database, and bring its tables up to date.

        Args:
            where: the file, or an address such as `postgresql://...`.
            create: make the ledger where there is none.
            unlocked: give protected names as they are, not their pseudonyms.
            now: the clock of recording.
            wait: how many seconds to wait for another program that is writing.

        """
        engine, name = connect(where, create=create, wait=wait)
        opened = cls(engine, name, now)
        opened.unlocked = unlocked
        return opened

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def together(self) -> Iterator[Self]:
        """The ledger within one transaction: what is written through it is kept as a whole, or not at all.

        An act in it that is refused leaves nothing behind, and the others stand. Each has a stamp of its own, later
        than the one before.
        """
        with self._transaction() as connection:
            joined = copy(self)
            joined._joined = connection
            yield joined

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        if self._joined is not None:
            yield self._joined
            return
        with readably(self.name), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Writer]:
        with self._transaction() as connection:
            yield Writer(connection, self._now())

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        if self._joined is not None:
            with _act(self._joined):
                yield self._joined
            return
        options = {"writes": True}
        with plainly(self.name), self._engine.connect().execution_options(**options) as connection, connection.begin():
            yield connection


@contextmanager
def _act(connection: Connection) -> Iterator[None]:
    """An act within a transaction: refused, it is undone alone; an error of the database undoes the transaction.

    SQLite undoes a transaction itself where its disk fails, and there is no savepoint left then to go back to.
    """
    savepoint = connection.begin_nested()
    try:
        yield
    except MarsadError:
        savepoint.rollback()
        raise
    savepoint.commit()
