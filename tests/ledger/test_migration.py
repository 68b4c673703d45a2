"""A ledger made by the first version, brought up to date with what it holds."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from marsad.ledger import Ledger, Query, connect

OLD = Path(__file__).with_name("v0001.sql")
"""What the first version wrote: two reports, one set aside, claims, rulings, a second reading."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with closing(sqlite3.connect(tmp_path / "old.db")) as old:
        old.executescript(OLD.read_text(encoding="utf-8"))
    return tmp_path / "old.db"


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """The rows of the first version's tables, in its columns."""
    with closing(sqlite3.connect(path)) as raw, closing(sqlite3.connect(":memory:")) as first:
        first.executescript(OLD.read_text(encoding="utf-8"))
        tables = [name for (name,) in first.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        tables.remove(connect.VERSION_TABLE)
        found = {}
        for name in tables:
            columns = ", ".join(f'"{column[1]}"' for column in first.execute(f"PRAGMA table_info({name})"))
            found[name] = sorted(raw.execute(f"SELECT {columns} FROM {name}"), key=repr)
        return found


def test_an_old_ledger_is_brought_up_to_date_with_its_data(path: Path) -> None:
    before = rows(path)
    assert len(before["document"]) == 3
    with Ledger.open(path, create=False) as ledger:
        assert ledger.verify() == []
        assert [entry.status for entry in ledger.entries(Query(status="all"))].count("standing") == 5
        assert [document.extra for document in ledger.documents()] == [{}, {}]
    after = rows(path)
    assert after == before


def test_an_old_ledger_can_be_written_to(path: Path) -> None:
    with Ledger.open(path, create=False) as ledger:
        ledger.save_mapping("abc", {"text": "Report"})
        assert ledger.mappings()["abc"] == {"text": "Report"}
        assert ledger.verify() == []
