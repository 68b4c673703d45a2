from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from marsad.cli.main import cli
from marsad.ledger import Ledger
from tests.ledger.town import fill

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def town(tmp_path: Path) -> Path:
    with Ledger.open(tmp_path / "town.db") as ledger:
        fill(ledger)
    return tmp_path / "town.db"


def run(path: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, [*arguments, "--ledger", str(path)])


def test_a_ledger_is_copied_and_brought_back(town: Path, tmp_path: Path) -> None:
    copy, back = str(tmp_path / "copy.db"), tmp_path / "back.db"
    result = run(town, "backup", copy)
    assert (result.exit_code, "rows, SHA-256" in result.output) == (0, True)
    assert run(town, "backup", copy).exit_code == 1
    result = run(back, "restore", copy)
    assert (result.exit_code, "the same as when" in result.output) == (0, True)
    assert run(back, "verify").output.split(":")[1] == run(town, "verify").output.split(":")[1]
    assert "exists already" in run(town, "restore", copy).output


def test_a_sound_ledger_says_so_with_counts_and_position(town: Path) -> None:
    result = run(town, "verify")
    assert result.exit_code == 0
    counts = "1 capture, 1 document, 1 run, 4 claims, 4 codings, 0 rulings, 2 audit rows"
    assert f"is sound: {counts}; position 2:" in result.output


def test_what_was_changed_is_listed_and_the_status_says_so(town: Path) -> None:
    position = run(town, "verify").output.split()[-1].rstrip(".")
    assert run(town, "verify", "--position", position).exit_code == 0
    assert "has not grown from position" in run(town, "verify", "--position", "1:abc").output
    assert "is not a position" in run(town, "verify", "--position", "abc").output
    with closing(sqlite3.connect(town)) as raw, raw:
        raw.execute("INSERT INTO maintenance VALUES ('a test')")
        raw.execute("UPDATE document SET text = replace(text, 'Tuesday', 'Monday')")
        raw.execute("DELETE FROM maintenance")
    result = run(town, "verify")
    assert result.exit_code == 1
    assert "span: Claim" in result.stdout
    assert "problems in" in result.stderr


def test_no_ledger_no_copy(tmp_path: Path) -> None:
    for arguments in (("verify",), ("backup", str(tmp_path / "copy.db"))):
        result = run(tmp_path / "none.db", *arguments)
        assert (result.exit_code, "There is no ledger" in result.output) == (1, True)
    assert list(tmp_path.iterdir()) == []
