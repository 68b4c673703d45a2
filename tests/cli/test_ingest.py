"""`marsad ingest`: a summary, reasons, and an exit status that tells."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

import marsad
from marsad.cli.main import cli
from marsad.cli.sourcing import SHOWN
from tests.bulk import fakes

if TYPE_CHECKING:
    from click.testing import Result

REPORT = "3 March 2019\n\nTal Marran was shelled on Tuesday, and then it was shelled again.\n"


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fakes.install(monkeypatch)
    monkeypatch.chdir(tmp_path)


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["ingest", "--ledger", "ledger.db", *arguments], input=stdin)


def test_summary() -> None:
    Path("a.txt").write_text(REPORT)
    first = run("a.txt")
    assert (first.exit_code, first.stderr) == (0, "")
    assert first.stdout == "1 new document, 0 known already; 1 coded, 2 claims.\n"
    assert run("a.txt").stdout == "0 new documents, 1 known already; 0 coded, 0 claims.\n"
    with marsad.open_ledger("ledger.db") as ledger:
        assert len(ledger.claims()) == 2


def test_standard_input_and_options() -> None:
    result = run("-", "--publisher", "Qarun Post", "--title", "Shells", stdin=REPORT)
    assert result.exit_code == 0
    with marsad.open_ledger("ledger.db") as ledger:
        (document,) = ledger.ledger.documents()
        assert (document.publisher, document.title, document.published) == ("Qarun Post", "Shells", "2019-03-03")


def test_reasons_are_given_and_kept() -> None:
    Path("a.txt").write_text(REPORT)
    Path("b.txt").write_bytes(bytes(range(256)))
    Path("c.txt").write_text("Les forces gouvernementales ont repris sept quartiers, a déclaré l'Observatoire.")
    Path("d.txt").write_text("Qarun was shelled on Tuesday.")
    result = run("a.txt", "b.txt", "c.txt", "d.txt", "e.txt")
    assert result.exit_code == 3
    assert result.stdout == "3 new documents, 0 known already; 2 coded, 3 claims.\n"
    assert result.stderr.splitlines() == [
        "Set aside:",
        "  b.txt: This is not text: it holds zero bytes.",
        "  e.txt: There is no such file, or it has gone.",
        "Stored but not coded:",
        "  c.txt: It is not coded: its language is fr, and only English is coded so far.",
        "Published time unknown (relative dates stay unresolved; give --published):",
        "  d.txt",
    ]
    with marsad.open_ledger("ledger.db") as ledger:
        assert [aside.reason for aside in ledger.ledger.set_aside()] == ["binary"]


def test_long_lists_are_cut() -> None:
    Path("many").mkdir()
    for number in range(SHOWN + 5):
        Path("many", f"{number}.txt").write_text(" " * number)
    result = run("many")
    assert result.stderr.splitlines()[-1] == "  and 5 more"


def test_a_hidden_file_is_no_failure() -> None:
    Path("folder").mkdir()
    Path("folder", "a.txt").write_text(REPORT)
    Path("folder", ".DS_Store").write_bytes(bytes(9))
    result = run("folder")
    assert result.exit_code == 0
    assert ".DS_Store" in result.stderr


def test_a_ledger_that_is_none() -> None:
    Path("ledger.db").write_text("shopping list")
    Path("a.txt").write_text(REPORT)
    result = run("a.txt")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")
    assert result.stderr.endswith("ledger.db is not a Marsad ledger.\n")
