"""`--coder llm` and `--coder both` from the command line, into JSON lines and into a ledger."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import marsad
from marsad.cli.coding import Choice
from marsad.cli.main import cli
from marsad.coders.llm import Estimate, Settings
from marsad.coders.llm.cost import Usage
from tests.llm.server import KILLED, TEXT, TRUCE, Model, Reply, said, serving

LATER = {"event": "control.contested", "quote": "a five-day truce", "place": ["Kestrel Bay"]}
"""What only the model reads."""


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Model]:
    with serving(lambda _asked, _number: Reply(said(KILLED, LATER, TRUCE | {"actor": ["the Navy"]}))) as server:
        monkeypatch.setenv("MARSAD_LLM_ADDRESS", server.address)
        monkeypatch.setenv("MARSAD_LLM_MODEL", "kestrel")
        monkeypatch.setenv("MARSAD_LLM_CACHE", str(tmp_path / "answers"))
        yield server


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(one) for one in arguments])


def claims(path: Path, *more: str) -> list[dict[str, Any]]:
    result = run("claims", "--ledger", path, "--format", "json", *more)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_extract(model: Model, file: Path) -> None:
    result = run("extract", file, "--coder", "llm", "--published", "2019-03-07")
    assert result.exit_code == 0, result.output
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(one["event"], one["coding"]["coder"]) for one in found] == [("killed", "llm"), ("contested", "llm")]
    assert f"go to {model.address}, a server on this machine (model kestrel)" in result.stderr
    assert "tokens sent" in result.stderr
    assert "refused: 1 for words that do not stand in it" in result.stderr
    assert "  the Navy" in result.stderr


def test_nothing_is_sent_unasked(model: Model, file: Path, tmp_path: Path) -> None:
    assert run("extract", file).exit_code == 0
    assert run("extract", file, "--coder", "rules").exit_code == 0
    assert run("ingest", file, "--ledger", tmp_path / "a.db").exit_code == 0
    assert model.asked == []


def test_what_must_be_set_is_said(file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    result = run("extract", file, "--coder", "llm")
    assert result.exit_code == 1
    assert "set MARSAD_LLM_ADDRESS" in result.stderr
    monkeypatch.setenv("MARSAD_LLM_ADDRESS", "ftp://host")
    assert "write it as http" in run("extract", file, "--coder", "llm").stderr
    monkeypatch.delenv("MARSAD_LLM_ADDRESS")
    config = tmp_path / "llm.toml"
    config.write_text('address = "http://127.0.0.1:1/v1"\nmodell = "x"\n', encoding="utf-8")
    result = run("extract", file, "--coder", "llm", "--llm-config", config)
    assert "there is no setting 'modell'" in result.stderr
    config.write_text("address = ", encoding="utf-8")
    assert "is not TOML" in run("extract", file, "--coder", "llm", "--llm-config", config).stderr
    assert "can't be read" in run("extract", file, "--coder", "llm", "--llm-config", tmp_path / "none").stderr


def test_settings_of_a_file_and_of_the_environment(tmp_path: Path) -> None:
    config = tmp_path / "llm.toml"
    config.write_text('address = "http://localhost:11434/v1/"\nmodel = "a"\nkey = "k"\n', encoding="utf-8")
    settings = Settings.load(config, {"MARSAD_LLM_MODEL": "b", "MARSAD_LLM_PARALLEL": "2"}, cache=tmp_path)
    assert (settings.address, settings.model, settings.parallel) == ("http://localhost:11434/v1", "b", 2)
    assert settings.local
    assert settings.cache == tmp_path
    assert "k" not in str(settings.key)
    assert Settings.load(None, {"MARSAD_LLM_CONFIG": str(config)}).model == "a"
    assert not Settings(address="https://models.example.org/v1", model="a").local


@pytest.mark.parametrize(("yes", "sent"), [(True, True), (False, False)])
def test_texts_leave_the_machine_only_with_a_yes(capsys: pytest.CaptureFixture[str], yes: bool, sent: bool) -> None:
    estimate = Estimate(Settings(address="https://models.example.org/v1", model="a"), 3, 1, Usage(900, 1350, True))
    choice = Choice("llm", yes, None, None)
    assert choice._agree(estimate) is sent
    told = capsys.readouterr().err
    assert "2 of 3 documents LEAVE THIS MACHINE: they are sent to https://models.example.org/v1" in told
    assert "900 tokens sent, 1,350 received; no price is configured" in told
    assert ("Give --yes" in told) is not sent


def test_a_ledger_of_the_language_model(model: Model, file: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "a.db"
    more = ("--ledger", ledger, "--published", "2019-03-07")
    assert run("ingest", file, *more).exit_code == 0
    result = run("ingest", file, "--coder", "llm", *more)
    assert result.exit_code == 0, result.output
    assert "1 coded, 2 claims" in result.stdout
    assert {one["coding"]["coder"] for one in claims(ledger)} == {"llm"}, "one program's reading stands"
    assert "0 coded" in run("ingest", file, *more).stdout, "what was paid for is not replaced unasked"
    assert "Nothing is left" in run("retry", "--ledger", ledger).stdout
    assert "1 coded" in run("ingest", file, "--coder", "rules", *more).stdout
    assert {one["coding"]["coder"] for one in claims(ledger)} == {"rules"}
    assert "1 coded" in run("ingest", file, "--coder", "llm", *more).stdout, "and back again"
    assert {one["coding"]["coder"] for one in claims(ledger)} == {"llm"}
    assert len(model.asked) == 1, "from the cache"
    assert run("verify", "--ledger", ledger).exit_code == 0


def test_where_coders_agree_claims_stand_and_the_rest_waits_for_people(
    model: Model, file: Path, tmp_path: Path
) -> None:
    ledger = tmp_path / "a.db"
    more = ("--ledger", ledger, "--published", "2019-03-07")
    by_rules = marsad.extract(TEXT, published="2019-03-07")
    assert run("ingest", file, "--coder", "both", *more).exit_code == 0
    standing, doubted = claims(ledger), claims(ledger, "--status", "doubted")
    assert [(one["event"], one["coding"]["coder"]) for one in standing] == [("killed", "both")]
    assert standing[0]["quantity"]["low"] == 12
    assert {one["event"] for one in doubted} == {"contested"} | {
        one.event for one in by_rules if one.id != standing[0]["id"]
    }
    with marsad.open_ledger(ledger) as opened:
        waiting = {entry.claim.id: entry.rulings[0].reason for entry in opened.ledger.to_review()}
    assert waiting.keys() == {one["id"] for one in doubted}
    assert set(waiting.values()) == {"Only the language model reads it so.", "Only the rules read it so."}

    kept, dropped = doubted[0]["id"], doubted[-1]["id"]
    why = ("--by", "Nour", "--reason", "As it says.", "--ledger", ledger)
    assert run("rule", "accept", kept, *why).exit_code == 0
    assert run("rule", "reject", dropped, *why).exit_code == 0
    assert kept in {one["id"] for one in claims(ledger)}
    with marsad.open_ledger(ledger) as opened:
        assert {entry.claim.id for entry in opened.ledger.to_review()} == waiting.keys() - {kept, dropped}
    assert run("verify", "--ledger", ledger).exit_code == 0

    assert run("ingest", file, "--coder", "rules", *more).exit_code == 0
    after = {one["id"] for one in claims(ledger)}
    assert after >= {one.id for one in by_rules} - {dropped}, "by one coder alone nothing is in doubt"
    assert not claims(ledger, "--status", "doubted")
    refused = run("rule", "accept", kept, "--by", "rules", "--reason", "x", "--ledger", ledger)
    assert "needs the name of a person" in refused.stderr


def test_extract_by_both_prints_what_they_agree_on(model: Model, file: Path) -> None:
    result = run("extract", file, "--coder", "both", "--published", "2019-03-07")
    assert [json.loads(line)["event"] for line in result.stdout.splitlines()] == ["killed"]
    assert "claims on which the coders differ are left out" in result.stderr


def test_a_model_that_fails_leaves_the_report_stored_and_the_same_command_goes_on(
    model: Model, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = ("--coder", "llm", "--ledger", tmp_path / "a.db")
    good = model.address
    monkeypatch.setenv("MARSAD_LLM_ADDRESS", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("MARSAD_LLM_TRIES", "1")
    result = run("ingest", file, *more)
    assert result.exit_code == 3
    assert "No answer from 127.0.0.1" in result.stderr
    monkeypatch.setenv("MARSAD_LLM_ADDRESS", good)
    assert "0 new documents, 1 known already; 1 coded" in run("ingest", file, *more).stdout
