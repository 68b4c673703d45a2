"""Trying again what was set aside or not coded."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import marsad
from marsad.cli.main import cli
from marsad.errors import InputError
from tests.bulk import fakes

REPORT = "3 March 2019\n\nTal Marran was shelled on Tuesday, and then it was shelled again.\n"
ACCENTS = "Le quartier fut bombardé; Qarun was shelled, the café too, said the Observatoire.".encode("latin-1")
FRENCH = "Les forces gouvernementales ont repris sept quartiers de la ville, a déclaré l'Observatoire mardi matin.\n"


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fakes.install(monkeypatch)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def ledger() -> marsad.OpenLedger:
    """Four that were set aside, one in French, one that breaks the coder, and one that is done."""
    Path("reports").mkdir()
    Path("reports/accents.txt").write_bytes(ACCENTS)
    Path("reports/breaks.txt").write_text("BROKEN. " + REPORT)
    Path("reports/done.txt").write_text(REPORT)
    Path("reports/empty.txt").write_bytes(b"")
    Path("reports/french.txt").write_text(FRENCH)
    rows = [json.dumps({"text": "Qarun was shelled."}), json.dumps({"words": "Qarun was shelled."})]
    Path("reports/wire.jsonl").write_text("\n".join(rows))
    Path("reports/zeros.txt").write_bytes(b"\x00\x01\x02")
    opened = marsad.open_ledger("ledger.db")
    opened.ingest("reports")
    for file in Path("reports").iterdir():
        file.unlink()  # the bytes are in the ledger
    return opened


def reasons(ledger: marsad.OpenLedger) -> list[str]:
    return sorted(one.reason for one in ledger.left(foreign=True))


def test_what_is_left(ledger: marsad.OpenLedger) -> None:
    assert reasons(ledger) == ["binary", "encoding", "language", "no-text", "not-coded"]
    assert {one.where for one in ledger.left(["no-text", "encoding"])} == {
        "reports/wire.jsonl, line 2", "reports/accents.txt",
    }  # fmt: skip
    assert "language" not in [one.reason for one in ledger.left()]


def test_an_encoding_that_is_given_takes_the_document(ledger: marsad.OpenLedger) -> None:
    report = ledger.retry(["encoding"], encoding="latin-1", published="2019-03-05")
    assert (report.taken, report.coded, report.claims, report.set_aside) == (1, 1, 1, [])
    assert "encoding" not in reasons(ledger)
    (claim,) = [one.claim for one in ledger.claims() if one.claim.published == "2019-03-05"]
    assert "bombardé" in ledger.ledger.document(claim.doc).text
    assert ledger.ledger.verify() == []


def test_what_fails_again_keeps_its_new_reason(ledger: marsad.OpenLedger) -> None:
    before = ledger.ledger.counts()["capture"]
    report = ledger.retry(["encoding"], encoding="ascii")
    assert (report.taken, len(report.set_aside)) == (0, 1)
    (left,) = [one for one in ledger.left() if one.origin == "reports/accents.txt"]
    assert "ascii" in left.problem
    assert ledger.ledger.counts()["capture"] == before
    again = ledger.ledger.position()
    ledger.retry(["encoding"], encoding="ascii")
    assert ledger.ledger.position() == again  # the same reason is not told twice
    assert ledger.ledger.verify() == []
    assert ledger.retry([left.doc[:8]], encoding="latin-1").taken == 1


def test_what_the_coder_failed_on_is_coded_by_a_better_one(
    ledger: marsad.OpenLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [one.reason for one in ledger.retry(["not-coded"]).not_coded] == ["coder"]
    better = fakes.Words()
    coder = sys.modules["marsad.coders.rules"].RuleCoder
    monkeypatch.setattr(
        coder, "code", lambda _, one: better.code(one.model_copy(update={"text": one.text.replace("BROKEN", "......")}))
    )
    report = ledger.retry()
    assert (report.known, report.coded, report.claims) == (1, 1, 2)
    assert reasons(ledger) == ["binary", "encoding", "language", "no-text"]


def test_a_language_that_is_given_corrects_the_document(ledger: marsad.OpenLedger) -> None:
    assert ledger.retry(["language"]).not_coded[0].reason == "language"
    report = ledger.retry(["language"], language="en", publisher="Qarun Post")
    assert (report.known, report.coded) == (1, 1)
    assert "language" not in reasons(ledger)
    (document,) = [one for one in ledger.ledger.documents() if one.text == FRENCH]
    assert (document.language, document.publisher) == ("en", "Qarun Post")
    assert ledger.ledger.verify() == []


def test_a_document_that_was_stored_before_a_kill_is_coded(
    ledger: marsad.OpenLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("late.txt").write_text("STOP. " + REPORT)
    with pytest.raises(KeyboardInterrupt):
        ledger.ingest("late.txt")
    assert reasons(ledger).count("not-coded") == 2
    monkeypatch.setattr(sys.modules["marsad.coders.rules"].RuleCoder, "code", lambda _self, _document: [])
    assert ledger.retry(["not-coded"]).coded == 2


def test_retry_twice_changes_nothing(ledger: marsad.OpenLedger) -> None:
    ledger.retry()
    before = ledger.ledger.position()
    ledger.retry()
    assert ledger.ledger.position() == before


def test_names_of_nothing(ledger: marsad.OpenLedger) -> None:
    with pytest.raises(InputError, match=r"reason or id 'weather'\. Reasons there are: binary, encoding"):
        ledger.retry(["weather"])


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["retry", "--ledger", "ledger.db", *arguments])


def test_command(ledger: marsad.OpenLedger) -> None:
    ledger.close()
    listed = run("--list", "binary")
    assert listed.exit_code == 0
    assert listed.stdout.split(maxsplit=1)[1] == "binary  reports/zeros.txt: This is not text: it holds zero bytes.\n"
    failed = run("binary")
    assert failed.exit_code == 3
    assert "reports/zeros.txt: This is not text" in failed.stderr
    done = run("encoding", "--encoding", "latin-1", "--published", "2019-03-05")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == "1 new document, 0 known already; 1 coded, 1 claim.\n"


def test_command_without_anything_left() -> None:
    Path("a.txt").write_text(REPORT)
    with marsad.open_ledger("ledger.db") as ledger:
        ledger.ingest("a.txt")
    assert run().stdout == "Nothing is left to try: all that was taken is coded.\n"


def test_a_protected_name_is_not_told_and_can_be_tried_again(ledger: marsad.OpenLedger) -> None:
    called = ledger.ledger.protect("accents", by="ana", reason="They ask for it.")
    (shown,) = ledger.left(["encoding"])
    assert "accents" not in shown.where
    assert called in shown.where
    report = ledger.retry([shown.doc])
    assert [called in problem.origin for problem in report.set_aside] == [True]
    assert ledger.retry([shown.doc[:8]], encoding="latin-1").taken == 1
