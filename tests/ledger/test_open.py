from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from marsad.errors import InputError, LedgerError
from marsad.ledger import Ledger, connect, schema
from tests.ledger.town import fill, report

if TYPE_CHECKING:
    from pathlib import Path


def test_the_migrations_give_the_tables_of_the_schema(tmp_path: Path) -> None:
    Ledger.open(tmp_path / "new.db").close()
    engine = create_engine(f"sqlite:///{tmp_path / 'new.db'}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": connect.VERSION_TABLE})
        assert compare_metadata(context, schema.metadata) == []
    engine.dispose()


def test_the_head_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(connect.MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == connect.HEAD


def test_an_opened_ledger_keeps_what_it_has(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "a.db") as ledger:
        document = fill(ledger)
        position = ledger.position()
    with Ledger.open(tmp_path / "a.db", create=False) as ledger:
        assert ledger.document(document.doc) == document
        assert ledger.position() == position
    assert [path.name for path in tmp_path.iterdir()] == ["a.db"]


def test_an_address_of_a_file_opens_it(tmp_path: Path) -> None:
    with Ledger.open(f"sqlite:///{tmp_path / 'a.db'}") as ledger:
        ledger.receive(report())
    with Ledger.open(tmp_path / "a.db", create=False) as ledger:
        assert ledger.counts()["document"] == 1


def refused(where: Path | str, message: str, **options: object) -> None:
    with pytest.raises(LedgerError, match=message):
        Ledger.open(where, **options)  # type: ignore[arg-type]


def test_files_that_are_no_ledger_are_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Qasr Amin, Tuesday: quiet.")
    (tmp_path / "folder").mkdir()
    (tmp_path / "cut.db").write_bytes(b"SQLite format 3\x00" + b"\xff" * 40)
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE contact (name TEXT)")
    refused(tmp_path / "notes.txt", "is not a Marsad ledger")
    refused(tmp_path / "folder", "is a folder")
    refused(tmp_path / "cut.db", "not a Marsad ledger|damaged")
    refused(tmp_path / "other.db", "is a database, but not a Marsad ledger")
    refused(tmp_path / "none" / "a.db", "there is no folder")
    assert (tmp_path / "notes.txt").read_text() == "Qasr Amin, Tuesday: quiet."


def test_without_create_nothing_is_made(tmp_path: Path) -> None:
    refused(tmp_path / "a.db", "There is no ledger at .*a.db", create=False)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "empty.db").touch()
    refused(tmp_path / "empty.db", "is empty", create=False)
    Ledger.open(tmp_path / "empty.db").close()


def test_a_ledger_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    Ledger.open(tmp_path / "a.db").close()
    with closing(sqlite3.connect(tmp_path / "a.db")) as other, other:
        other.execute(f"UPDATE {connect.VERSION_TABLE} SET version_num = '9999'")
    refused(tmp_path / "a.db", "made by a newer Marsad")


def test_a_locked_ledger_says_so(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "a.db", wait=0.05) as ledger, closing(sqlite3.connect(tmp_path / "a.db")) as other:
        other.isolation_level = None
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="in use by another program"):
            ledger.receive(report())
        assert ledger.counts()["document"] == 0  # readers are not held up
        other.execute("ROLLBACK")
        assert ledger.receive(report())


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permissions do not hold for root")
def test_a_ledger_in_a_read_only_folder_can_be_read_and_not_written(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "a.db") as ledger:
        fill(ledger)
    (tmp_path / "a.db").chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        with Ledger.open(tmp_path / "a.db", create=False) as ledger:
            assert ledger.counts()["claim"] == 4
            with pytest.raises(LedgerError, match="read-only"):
                ledger.receive(report("More from Qasr Amin."))
        refused(tmp_path / "b.db", "cannot be opened")
    finally:
        tmp_path.chmod(0o755)


def test_any_name_of_a_file_will_do(tmp_path: Path) -> None:
    path = tmp_path / "what? 100% of #1.db"
    with Ledger.open(path) as ledger:
        fill(ledger)
        ledger.backup(tmp_path / "copy? 5%.db")
    Ledger.restore(tmp_path / "copy? 5%.db", tmp_path / "back.db")
    assert path.exists()


def test_addresses_that_cannot_be_used_are_refused() -> None:
    refused("nosuch://host/ledger", "not nosuch")
    refused("mysql://host/ledger", "not mysql")
    refused("://", "address can't be used")


def test_ids_may_be_cut_short(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "a.db") as ledger:
        document = fill(ledger)
        assert ledger.document(document.doc[:9]) == document
        with pytest.raises(InputError, match="no document whose id begins with '%'"):
            ledger.document("%")
