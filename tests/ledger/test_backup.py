from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from marsad.errors import LedgerError
from marsad.ledger import Ledger, Query
from marsad.ledger.backup import manifest_path
from tests.ledger.town import fill, killed, of, report

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Ledger.open(tmp_path / "town.db") as ledger:
        ledger.rule("verified", killed(fill(ledger)).id, by="Amal", reason="Seen.")
    return tmp_path / "town.db"


def test_a_restored_copy_is_the_same_ledger(path: Path, tmp_path: Path) -> None:
    with Ledger.open(path) as ledger:
        manifest = ledger.backup(tmp_path / "copy.db")
        entries, position = list(ledger.entries(Query(status="all"))), ledger.position()
        fill(ledger, report("Later. " + of(report()).text))
    assert Ledger.restore(tmp_path / "copy.db", tmp_path / "back.db") == manifest
    with Ledger.open(tmp_path / "back.db", create=False) as back:
        assert list(back.entries(Query(status="all"))) == entries
        assert back.position() == position
        assert back.verify() == []
    names = {"town.db", "copy.db", "copy.db.manifest.json", "back.db"}
    assert {found.name for found in tmp_path.iterdir()} == names


def test_a_copy_is_of_one_moment_while_others_write(path: Path, tmp_path: Path) -> None:
    with Ledger.open(path) as ledger, closing(sqlite3.connect(path)) as other:
        other.isolation_level = None
        other.execute("BEGIN IMMEDIATE")
        other.execute(
            "INSERT INTO capture (sha256, content, origin, media_type, recorded) VALUES ('x', x'00', 'o', 'm', 'r')"
        )
        ledger.backup(tmp_path / "copy.db")
        other.execute("ROLLBACK")
    Ledger.restore(tmp_path / "copy.db", tmp_path / "back.db")
    with Ledger.open(tmp_path / "back.db") as back:
        assert back.verify() == []


def test_nothing_is_overwritten(path: Path, tmp_path: Path) -> None:
    with Ledger.open(path) as ledger:
        ledger.backup(tmp_path / "copy.db")
        with pytest.raises(LedgerError, match="exists already"):
            ledger.backup(tmp_path / "copy.db")
        with pytest.raises(LedgerError, match="exists already"):
            ledger.backup(path)
    with pytest.raises(LedgerError, match="exists already"):
        Ledger.restore(tmp_path / "copy.db", path)


def test_a_copy_that_has_changed_is_not_restored(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    with Ledger.open(path) as ledger:
        ledger.backup(copy)
    with closing(sqlite3.connect(copy)) as raw, raw:
        raw.execute("INSERT INTO maintenance VALUES ('a test')")
    with pytest.raises(LedgerError, match="its bytes have changed"):
        Ledger.restore(copy, tmp_path / "back.db")
    told = json.loads(manifest_path(copy).read_text())
    told["sha256"] = hashlib.sha256(copy.read_bytes()).hexdigest()
    manifest_path(copy).write_text(json.dumps(told))
    with pytest.raises(LedgerError, match="maintenance differ"):
        Ledger.restore(copy, tmp_path / "back.db")
    assert {found.name for found in tmp_path.iterdir()} == {"town.db", "copy.db", "copy.db.manifest.json"}


def test_copies_that_cannot_be_used_say_so(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    with pytest.raises(LedgerError, match="restored with its manifest"):
        Ledger.restore(path, tmp_path / "back.db")
    with Ledger.open(path) as ledger:
        with pytest.raises(LedgerError, match=r"cannot be opened|cannot be written"):
            ledger.backup(tmp_path / "no" / "folder.db")
        ledger.backup(copy)
    manifest_path(copy).write_text("{}")
    with pytest.raises(LedgerError, match="is not the manifest"):
        Ledger.restore(copy, tmp_path / "back.db")
    manifest_path(copy).write_text('{"format": 99, "made": "", "sha256": "", "tables": {}}')
    with pytest.raises(LedgerError, match="newer Marsad"):
        Ledger.restore(copy, tmp_path / "back.db")
    copy.unlink()
    manifest_path(copy).write_text('{"format": 1, "made": "", "sha256": "", "tables": {}}')
    with pytest.raises(LedgerError, match="cannot be restored"):
        Ledger.restore(copy, tmp_path / "back.db")
