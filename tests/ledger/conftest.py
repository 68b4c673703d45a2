"""A new ledger for each test: a file, or the database of MARSAD_TEST_DATABASE (an address of PostgreSQL)."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, text

from marsad.ledger import Ledger
from tests.ledger.town import Clock, empty

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SERVER = os.environ.get("MARSAD_TEST_DATABASE")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def where(tmp_path: Path) -> str:
    if SERVER is None:
        return str(empty(tmp_path / "town.db"))
    engine = create_engine(SERVER)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return SERVER


@pytest.fixture
def ledger(where: str, clock: Clock) -> Iterator[Ledger]:
    with Ledger.open(where, now=clock) as opened:
        yield opened


@pytest.fixture
def tamper() -> Callable[[str, str], None]:
    """Changes a ledger behind its back: called with where it is and a statement."""

    def change(where: str, statement: str) -> None:
        engine = create_engine(where if "://" in where else f"sqlite:///{where}")
        with engine.begin() as connection:
            connection.execute(text("INSERT INTO maintenance (reason) VALUES ('a test')"))
            connection.execute(text(statement))
            connection.execute(text("DELETE FROM maintenance"))
        engine.dispose()

    return change
