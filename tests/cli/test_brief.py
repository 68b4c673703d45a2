"""`marsad brief` and `marsad demo`, from the command line to what they write."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from marsad import demo
from marsad.cli.main import cli
from marsad.ledger import Ledger, Run
from marsad.model import Capture, Claim, Document, Received, claim_id, document_id
from tests.views import qasr_amin as qasr
from tests.views.making import claim, number, when

if TYPE_CHECKING:
    from pathlib import Path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def deaths(document: Document, words: str) -> Claim:
    """The claim that those words of the document make, every slot with its place in the text."""
    made = claim("killed", target=["people"], place=["Tanners' Quarter"], words=words, doc=document.doc,
                 published=document.published, publisher=document.publisher)  # fmt: skip
    figure = words.partition(" people")[0]

    def at(part: str) -> tuple[int, int]:
        start = document.text.index(words) + words.index(part)
        return start, start + len(part)

    def moved(slot: Any) -> Any:
        start, end = at(slot.text)
        return slot.model_copy(update={"start": start, "end": end})

    dead = float(figure.split()[-1])
    slots = {
        "evidence": moved(made.evidence),
        "target": [moved(made.target[0])],
        "place": [moved(made.place[0])],
        "quantity": moved(number(figure, dead, None)),
        "time": when("2031-05-03", text="on Saturday").model_copy(update={"span": at("on Saturday")}),
    }
    made = made.model_copy(update=slots)
    return made.model_copy(update={"id": claim_id(made)})


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger with two reports on the dead of one quarter: 14 in that of 4 May 2031, 19 in that of 5 May."""
    path = tmp_path / "qasr.db"
    with Ledger.open(path) as opened:
        for day, dead in (("2031-05-04", "14"), ("2031-05-05", "19")):
            text = qasr.TEXT.replace("14", dead)
            content = text.encode()
            digest = hashlib.sha256(content).hexdigest()
            capture = Capture(sha256=digest, content=content, origin=f"{day}.txt", media_type="text/plain")
            ident = document_id(digest, "", text)
            document = Document(doc=ident, text=text, title=qasr.TITLE, publisher=f"Outlet of {day}", published=day)
            opened.receive(Received(capture=capture, document=document))
            words = f"At least {dead} people were killed on Saturday in the Tanners' Quarter"
            opened.record(ident, [deaths(document, words)], run=Run("test", "1"))
    return path


def test_the_brief_of_a_day(ledger: Path) -> None:
    result = run("brief", "--ledger", ledger, "--on", "2031-05-04")
    assert result.exit_code == 0, result.output
    assert result.output.startswith("Brief of 4 May 2031\n")
    assert "At least 14 people killed in Tanners' Quarter on 3 May 2031" in " ".join(result.output.split())
    assert "At least 19 people" in result.output


def test_what_was_known_by_then(ledger: Path) -> None:
    result = run("brief", "--ledger", ledger, "--on", "2031-05-04", "--known-by", "2031-05-04")
    assert "At least 14 people" in result.output
    assert "At least 19 people" not in result.output


@pytest.mark.parametrize(
    ("style", "start"),
    [("text", "Reports of"), ("markdown", "# Reports of"), ("html", "<!doctype html>"), ("json", "{")],
)
def test_formats_go_to_a_file_or_the_terminal(ledger: Path, tmp_path: Path, style: str, start: str) -> None:
    printed = run("brief", "--ledger", ledger, "--format", style)
    output = tmp_path / "out"
    written = run("brief", "--ledger", ledger, "--format", style, "--output", output)
    assert written.exit_code == printed.exit_code == 0
    assert printed.output.startswith(start)
    assert output.read_text(encoding="utf-8") == printed.output
    assert written.output == ""


def test_json_can_be_read_back(ledger: Path) -> None:
    read = json.loads(run("brief", "--ledger", ledger, "--format", "json", "--known-by", "2031-05-04").output)
    assert datetime.fromisoformat(read["known_by"]).date().isoformat() == "2031-05-04"
    assert [line["figure"]["low"] for line in read["lines"]] == [14]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--on", "Tuesday"], "is not a date"),
        (["--place", "Nowhere at all"], "No place called “Nowhere at all” is known"),
        (["--output", "no/such/folder/brief.txt"], "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(ledger: Path, arguments: list[str], sentence: str) -> None:
    result = run("brief", "--ledger", ledger, *arguments)
    assert result.exit_code in (1, 2)
    assert sentence in result.output
    assert "Traceback" not in result.output


def test_a_ledger_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    result = run("brief", "--ledger", tmp_path / "none.db")
    assert result.exit_code == 1
    assert not (tmp_path / "none.db").exists()


def test_the_demo_prints_and_writes_its_brief_and_may_run_again(tmp_path: Path) -> None:
    ledger, page = tmp_path / "demo.db", tmp_path / "brief.html"
    first = run("demo", "--ledger", ledger, "--output", page)
    assert first.exit_code == 0, first.output
    many = len(demo.dispatches())
    assert "Brief of 7 December 2016" in first.output
    assert f"{many} dispatches are in {ledger}, {many} of them new." in first.output
    assert re.search(r"\bBab al-Hadid\b", first.output)
    html = page.read_text(encoding="utf-8")
    assert '<svg class="wide"' in html
    assert 'id="tolls"' in html
    second = run("demo", "--ledger", ledger, "--output", page)
    assert f"{many} dispatches are in {ledger}, 0 of them new." in second.output
    assert page.read_text(encoding="utf-8") == html
