from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from marsad.cli.main import cli
from marsad.ledger import Ledger
from tests.ledger.test_copies import FAMILY, OTHER, REPRINT, STORY, WIRED, told
from tests.ledger.town import aside, fill, of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Ledger.open(tmp_path / "town.db") as ledger:
        fill(ledger)
        for item in FAMILY:
            ledger.receive(item)
        url = "https://post.example/1"
        ledger.receive(told("Old. " + OTHER, "2016-12-08", url=url, author="Amal"))
        ledger.receive(told("Old. " + OTHER.replace("nine days", "ten days"), "2016-12-09", url=url))
        ledger.receive(aside(b"\x00\x01", "binary"))
    return tmp_path / "town.db"


def run(path: Path, *arguments: str) -> str:
    head, *rest = arguments
    result = CliRunner().invoke(cli, [head, "--ledger", str(path), *rest])
    assert result.exit_code == 0, result.output
    return result.output


def listed(path: Path, *arguments: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(path, "documents", "--format", "json", *arguments).splitlines()]


def test_documents_say_what_became_of_them(path: Path) -> None:
    found = listed(path)
    assert [one["state"] for one in found].count("not coded") == 6
    assert [one["claims"] for one in found if one["state"] == "coded"] == [4]
    (binary,) = listed(path, "--state", "set aside")
    assert (binary["reason"], binary["problem"]) == ("binary", "reports/x.bin is no text.")
    assert len(listed(path, "--state", "copy")) == 3
    assert [one["origin"]["kind"] for one in listed(path, "--state", "version")] == ["version"]
    assert listed(path, "--language", "ar") == []
    assert len(listed(path, "--limit", "2")) == 2


def test_a_table_and_a_csv_for_people(path: Path) -> None:
    table = run(path, "documents")
    assert f"copy of {of(WIRED).doc[:10]}" in table
    assert "set aside (binary)" in table
    rows = list(csv.DictReader(io.StringIO(run(path, "documents", "--format", "csv"))))
    copies = {row["doc"]: row for row in rows if row["copy_or_version"] == "copy"}
    assert copies[of(REPRINT).doc]["origin"] == of(WIRED).doc
    assert float(copies[of(REPRINT).doc]["share"]) > 0.9


def test_a_document_is_shown_with_copies_and_with_what_changed(path: Path) -> None:
    shown = run(path, "documents", "show", of(WIRED).doc[:12], "--text")
    assert "Of the same origin" in shown
    assert of(REPRINT).doc[:10] in shown
    assert STORY[:60] in shown
    (version,) = listed(path, "--state", "version")
    shown = run(path, "documents", "show", version["doc"])
    assert "Versions of the report" in shown
    assert "  - A ship with flour has waited in the harbour for nine days." in shown
    assert "  + A ship with flour has waited in the harbour for ten days." in shown
    history = json.loads(run(path, "documents", "show", version["doc"], "--format", "json"))
    (change,) = history["versions"][1]["changes"]
    assert (change["kind"], "nine" in change["before"], "ten" in change["after"]) == ("changed", True, True)
    assert history["versions"][0]["document"]["extra"] == {"author": "Amal"}


def test_what_was_set_aside_is_shown_with_its_reason(path: Path) -> None:
    (binary,) = listed(path, "--state", "set aside")
    assert "reports/x.bin is no text." in run(path, "documents", "show", binary["doc"], "--text")


def test_an_empty_ledger_and_an_unknown_document(tmp_path: Path) -> None:
    Ledger.open(tmp_path / "a.db").close()
    assert "No documents." in run(tmp_path / "a.db", "documents")
    result = CliRunner().invoke(cli, ["documents", "--ledger", str(tmp_path / "a.db"), "show", "abc"])
    assert result.exit_code == 1
    assert "There is no document whose id begins with 'abc'." in result.output
