"""`marsad extract`: claims on standard output, all else on standard error."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from marsad.cli.main import cli
from marsad.model import Claim
from tests.bulk import fakes

if TYPE_CHECKING:
    from click.testing import Result

DATED = "Shells on Qarun\n\n3 March 2019\n\nTal Marran was shelled on Tuesday, and then it was shelled again.\n"


@pytest.fixture
def _fake(monkeypatch: pytest.MonkeyPatch) -> None:
    fakes.install(monkeypatch)


def run(*arguments: object, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(cli, ["extract", *map(str, arguments)], input=stdin)


@pytest.mark.usefixtures("_fake")
def test_claims_are_json_lines_of_the_public_record(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(DATED)
    result = run(tmp_path / "a.txt", "--publisher", "Qarun Post")
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    claims = [Claim.model_validate_json(line) for line in lines]
    assert list(json.loads(lines[0])) == list(Claim.model_fields)
    assert [claim.evidence.text for claim in claims] == ["shelled", "shelled"]
    assert {(claim.published, claim.publisher) for claim in claims} == {("2019-03-03", "Qarun Post")}
    assert all(DATED[c.evidence.start : c.evidence.end] == c.evidence.text for c in claims)


@pytest.mark.usefixtures("_fake")
def test_input_keeps_the_ids_of_its_documents(tmp_path: Path) -> None:
    documents = tmp_path / "docs.jsonl"
    rows = [{"doc": f"d{n}", "text": DATED, "published": "2019-03-04"} for n in range(3)]
    documents.write_text("\n".join(map(json.dumps, rows)))
    result = run("--input", documents)
    assert result.exit_code == 0
    claims = [json.loads(line) for line in result.stdout.splitlines()]
    assert [claim["doc"] for claim in claims] == ["d0", "d0", "d1", "d1", "d2", "d2"]
    assert {claim["published"] for claim in claims} == {"2019-03-04"}
    piped = run("--input", "-", stdin=documents.read_bytes())
    assert piped.stdout == result.stdout


@pytest.mark.usefixtures("_fake")
def test_a_files_id_is_the_hash_that_a_ledger_gives_it(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(DATED)
    ids = {json.loads(line)["doc"] for line in run(tmp_path).stdout.splitlines()}
    assert len(ids) == 1
    assert {json.loads(line)["doc"] for line in run("-", stdin=DATED).stdout.splitlines()} == ids


@pytest.mark.usefixtures("_fake")
def test_problems_are_said_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text(DATED)
    result = run(tmp_path / "gone.txt", tmp_path / "a.txt", tmp_path / "b.txt")
    assert result.exit_code == 3
    assert len(result.stdout.splitlines()) == 2
    assert result.stderr.splitlines() == [
        f"{tmp_path}/gone.txt: There is no such file, or it has gone.",
        f"{tmp_path}/a.txt: It is empty.",
    ]


@pytest.mark.usefixtures("_fake")
def test_an_unknown_published_time_is_told_but_no_failure(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Tal Marran was shelled on Tuesday.")
    result = run(tmp_path / "a.txt")
    assert result.exit_code == 0
    assert "Published time unknown" in result.stderr
    assert str(tmp_path / "a.txt") in result.stderr
    assert run(tmp_path / "a.txt", "--published", "2019-03-03").stderr == ""


@pytest.mark.usefixtures("_fake")
def test_encoding_is_asked_for_and_taken(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("3 March 2019\n\nThe café of Señor Núñez was shelled.".encode("latin-1"))
    asked = run(tmp_path / "a.txt")
    assert asked.exit_code == 3
    assert "--encoding" in asked.stderr
    assert run(tmp_path / "a.txt", "--encoding", "latin-1").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        ([], 2, "Give a FILE"),
        (["a.txt", "--workers", "0"], 2, "0 is not in the range"),
        (["a.txt", "--published", "soon"], 1, "'soon' is not a date"),
        (["a.txt", "--encoding", "utf-99"], 1, "no text encoding"),
        (["a.txt", "--language", "Elvish"], 1, "not a language code"),
    ],
)
def test_wrong_usage(arguments: list[str], status: int, words: str) -> None:
    result = run(*arguments)
    assert result.exit_code == status
    assert words in result.stderr
    assert "Traceback" not in result.output
