from __future__ import annotations

import pytest
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import DBAPIError

from marsad.ledger import Ledger, Run
from marsad.ledger.guard import GUARDED, MESSAGE
from tests.ledger.town import captured, fill, four


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    """A ledger with rows in every table."""
    document = fill(ledger)
    one, other, *_ = four(document)
    ledger.rule("same", f"{one.id}+{other.id}", by="Amal", reason="One fight.")
    newer = Run("rules", "2")
    ledger.record(document.doc, [captured(document, coder=newer, place=[])], run=newer)
    return ledger


def address(where: str) -> str:
    return where if "://" in where else f"sqlite:///{where}"


@pytest.mark.parametrize("table", GUARDED)
def test_rows_are_neither_changed_nor_deleted(full: Ledger, where: str, table: str) -> None:
    engine = create_engine(address(where))
    column = inspect(engine).get_columns(table)[-1]["name"]
    for statement in (f"DELETE FROM {table}", f'UPDATE {table} SET "{column}" = "{column}"'):
        with engine.begin() as connection:
            assert connection.scalar(text(f"SELECT count(*) FROM {table}"))
        with pytest.raises(DBAPIError, match=MESSAGE), engine.begin() as connection:
            connection.execute(text(statement))
    engine.dispose()
    assert full.verify() == []


def test_maintenance_opens_the_tables_within_its_transaction(full: Ledger, where: str) -> None:
    engine = create_engine(address(where))
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO maintenance (reason) VALUES ('a test')"))
        connection.execute(text("UPDATE document SET title = 'gone'"))
        connection.execute(text("DELETE FROM maintenance"))
    with pytest.raises(DBAPIError, match=MESSAGE), engine.begin() as connection:
        connection.execute(text("UPDATE document SET title = 'again'"))
    engine.dispose()
    assert [problem.kind for problem in full.verify()] == ["document"]
