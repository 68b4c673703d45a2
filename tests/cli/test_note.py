"""`marsad note` and `marsad rule add`: from a field note in Arabic to a brief."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

import marsad
from marsad.cli.main import cli
from marsad.language.scripts import END, FIRST, RIGHT
from tests.bulk import fakes

NOTE = "قال المرصد إن القذائف سقطت على حي الطاحون يوم الثلاثاء. قتل ٣٨ شخصاً في حي الطاحون مساء اليوم نفسه."


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fakes.install(monkeypatch)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MARSAD_BY", "Amal")


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(cli, list(arguments), input=stdin)


def test_a_note_is_a_document_and_coded() -> None:
    result = run(
        "note", "Tal Marran was shelled.", "--at", "2019-03-05T14:00+02:00", "--place", "Qarun", "--source", "a witness"
    )
    assert result.exit_code == 0, result.output
    with marsad.open_ledger() as ledger:
        (document,) = ledger.ledger.documents()
        assert result.stdout == f"Document {document.doc}: 1 new document, 0 known already; 1 coded, 1 claim.\n"
        assert (document.text, document.publisher) == ("Tal Marran was shelled.", "a witness")
        assert document.published == "2019-03-05T14:00+02:00"
        assert document.extra == {"recorded_by": "Amal", "place": "Qarun"}
        assert len(ledger.claims(source="a witness")) == 1
        assert ledger.ledger.verify() == []


def test_a_note_without_a_time_is_of_now() -> None:
    assert run("note", "Tal Marran was shelled.").exit_code == 0
    with marsad.open_ledger() as ledger:
        (document,) = ledger.ledger.documents()
    assert document.published is not None
    assert "T" in document.published


@pytest.mark.parametrize("arguments", [(), ("-",)])
def test_standard_input(arguments: tuple[str, ...]) -> None:
    assert run("note", *arguments, "--by", "Basil", stdin="---\nTal Marran\r\nwas shelled.\n").exit_code == 0
    with marsad.open_ledger() as ledger:
        (document,) = ledger.ledger.documents()
    assert (document.text, document.extra["recorded_by"]) == ("---\nTal Marran\r\nwas shelled.\n", "Basil")


def test_an_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("marsad.cli.note._at_a_terminal", lambda: True)
    monkeypatch.setattr(click, "edit", lambda **_: "Tal Marran was shelled.")
    assert run("note").exit_code == 0
    with marsad.open_ledger() as ledger:
        assert [document.text for document in ledger.ledger.documents()] == ["Tal Marran was shelled."]


@pytest.mark.parametrize(
    ("arguments", "stdin", "message"),
    [
        (("note", " "), None, "A note needs words"),
        (("note", "-"), b"\x00\x01\x02", "This is not text"),
        (("note", "Words.", "--at", "yesterday"), None, "'yesterday' is not a date"),
        (("note", "Words.", "--by", " "), None, "who recorded it"),
        (("note", "Words.", "--language", "Elvish"), None, "not a language code"),
    ],
)
def test_what_is_no_note(arguments: tuple[str, ...], stdin: bytes | None, message: str) -> None:
    result = run(*arguments, stdin=stdin)
    assert (result.exit_code, message in result.stderr) == (1, True), result.output


def test_from_a_quote_in_arabic_to_a_brief() -> None:
    result = run("note", NOTE, "--at", "2019-03-06")
    assert result.exit_code == 0
    assert "It is not coded: its language" in result.stderr
    doc = result.stdout.split()[1].rstrip(":")
    result = run(
        "rule", "add", doc[:8], "--event", "killed", "--quote", "قتل ٣٨ شخصاً في حي الطاحون", "--figure", "٣٨",
        "--target", "شخصاً", "--place", "حي الطاحون", "--source", "المرصد", "--reason", "read by hand",
        "--time", "يوم الثلاثاء", "--from", "2019-03-05",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    table = run("claims", "--text", "٣٨ شخصا في حيّ الطاحون").stdout
    assert f"{RIGHT}حي الطاحون{END}" in table
    assert result.stdout[:10] in table
    brief = run("brief", "--on", "2019-03-06").stdout
    said = f"38 people ({FIRST}شخصاً{END}) killed in {FIRST}حي الطاحون{END} on 5 March 2019"
    assert f"{said} — reported by {FIRST}المرصد{END}" in " ".join(brief.split())
    assert "قتل ٣٨ شخصاً في حي الطاحون" in brief
    page = run("brief", "--on", "2019-03-06", "--format", "html").stdout
    assert '<q dir="auto">قتل ٣٨ شخصاً في حي الطاحون</q>' in page
    with marsad.open_ledger() as ledger:
        (entry,) = ledger.claims()
        assert (entry.claim.coding.coder, entry.rulings[0].kind) == ("Amal", "add")
        assert ledger.ledger.verify() == []


def test_documents_are_found_by_words_of_any_language() -> None:
    run("note", NOTE, "--title", "قصف على حيّ الطاحون")
    run("note", "Tal Marran was shelled.")
    assert run("documents", "--text", "القذائف سقطت").stdout.count("\n") == 2
    table = run("documents", "--text", "TAL marran").stdout
    assert (table.count("\n"), "1 claim" in table) == (2, True)
    assert f"{RIGHT}قصف على حيّ الطاحون{END}" in run("documents", "--state", "not coded").stdout
    assert run("documents", "--text", "هدوء").stderr == "No documents.\n"
    assert run("documents", "--text", "،").exit_code == 1


def test_what_was_coded_by_hand_waits_for_no_coder() -> None:
    doc = run("note", NOTE).stdout.split()[1].rstrip(":")
    run("rule", "add", doc, "--event", "killed", "--quote", "قتل ٣٨ شخصاً", "--reason", "read by hand")
    assert run("documents", "--state", "not coded").stderr == "No documents.\n"


def test_words_that_do_not_stand_there() -> None:
    doc = run("note", NOTE).stdout.split()[1].rstrip(":")
    result = run("rule", "add", doc, "--event", "killed", "--quote", "سقطت الصواريخ", "--reason", "x")
    assert result.exit_code == 1
    assert "The words 'سقطت الصواريخ' do not stand in document" in result.stderr


def test_a_document_that_is_not_there() -> None:
    run("note", NOTE)
    result = run("rule", "add", "zzzz", "--event", "killed", "--quote", "x", "--reason", "x")
    assert (result.exit_code, "no document whose id" in result.stderr) == (1, True)


def test_part_of_a_note_nobody_can_read_is_kept_as_it_is() -> None:
    assert run("note", "Tal Marran\x07 was shelled.").exit_code == 0
    with marsad.open_ledger() as ledger:
        assert [document.text for document in ledger.ledger.documents()] == ["Tal Marran\x07 was shelled."]


def test_notes_are_captured_with_who_and_when() -> None:
    run("note", "Tal Marran was shelled.", "--at", "2019-03-05", "--title", "Shells: again")
    assert run("backup", "copy.db").exit_code == 0
    with marsad.open_ledger() as ledger:
        assert ledger.ledger.counts()["capture"] == 1
        (document,) = ledger.ledger.documents()
    assert document.title == "Shells: again"
    assert Path("copy.db").exists()
