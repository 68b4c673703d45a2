"""An open database with the clock of recording: how every part of the ledger reads and writes."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from marsad.ledger.audit import Writer
from marsad.ledger.connect import connect
from marsad.ledger.errors import plainly

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

    @classmethod
    def open(
        cls, where: str | Path, *, create: bool = True, now: Callable[[], datetime] = _now, wait: float = WAIT
    ) -> Self:
        """Open the ledger in a file, or at the address of a database, and bring its tables up to date.

        Args:
            where: the file, or an address such as `postgresql://...`.
            create: make the ledger where there is none.
            now: the clock of recording.
            wait: how many seconds to wait for another program that is writing.

        """
        engine, name = connect(where, create=create, wait=wait)
        return cls(engine, name, now)

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
    def _reading(self) -> Iterator[Connection]:
        with plainly(self.name), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Writer]:
        options = {"writes": True}
        with plainly(self.name), self._engine.connect().execution_options(**options) as connection, connection.begin():
            yield Writer(connection, self._now())
