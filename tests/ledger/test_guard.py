from __future__ import annotations

import pytest
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import DBAPIError

from marsad.ledger import Ledger, Run, Visit
from marsad.ledger.guard import GUARDED, MESSAGE
from tests.ledger.town import captured, fill, four, of, report


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    """A ledger with rows in every table."""
    document = fill(ledger)
    one, other, *_ = four(document)
    ledger.rule("same", f"{one.id}+{other.id}", by="Amal", reason="One fight.")
    newer = Run("rules", "2")
    ledger.record(document.doc, [captured(document, coder=newer, place=[])], run=newer)
    fill(ledger, report("Again. " + document.text, published="2016-12-09"))
    gone = report("Gone. " + document.text[:60], published=None)
    ledger.receive(gone.model_copy(update={"document": of(gone).model_copy(update={"url": "https://post.example/1"})}))
    ledger.seal(of(gone).doc, by="Amal", reason="A test.", words="Gone")
    ledger.protect("Hill Radio", by="Amal", reason="A test.")
    ledger.save_mapping("abc", {"text": "Report"})
    ledger.take("https://post.example/feed", ["1"])
    ledger.visited("https://post.example/feed", Visit('"5"', None))
    ledger.look("kestrel", ledger._now(), {"a": "{}"})
    ledger.tell("kestrel", "mail", "a")
    return ledger


def address(where: str) -> str:
    return where if "://" in where else f"sqlite:///{where}"


TABLES = [table for tables in GUARDED.values() for table in tables]


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_neither_changed_nor_deleted(full: Ledger, where: str, table: str) -> None:
    engine = create_engine(address(where))
    column = inspect(engine).get_columns(table)[-1]["name"]
    for statement in (f"DELETE FROM {table}", f'UPDATE {table} SET "{column}" = "{column}"'):
        with engine.begin() as connection:
            if not connection.scalar(text(f"SELECT count(*) FROM {table}")):
                pytest.skip("nothing is written to it yet")
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
    assert {problem.kind for problem in full.verify()} == {"document"}
