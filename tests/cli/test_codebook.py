"""`marsad codebook`: rules shown, and mistakes in them told with file and rule."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from marsad.cli import codebook as module
from marsad.cli.main import cli
from marsad.coders.rules.codebook import SHIPPED, load
from marsad.model import EVENTS


def codebook(*arguments: str, exit_code: int = 0) -> Result:
    result = CliRunner().invoke(cli, ["codebook", *arguments])
    assert result.exit_code == exit_code, result.output
    return result


def test_all_rules_in_the_order_of_the_events() -> None:
    head, *rows = [line.split("\t") for line in codebook("show").stdout.splitlines()]
    assert head == ["type", "event", "rule", "words", "roles"]
    assert sorted((kind, event, rule) for kind, event, rule, _, _ in rows) == sorted(
        (rule.type, rule.event, rule.id) for rule in load().rules
    )
    assert list(dict.fromkeys(kind for kind, *_ in rows)) == list(EVENTS)


@pytest.mark.parametrize("event", ["captured", "control.captured"])
def test_the_rules_of_an_event(event: str) -> None:
    rows = [line.split("\t") for line in codebook("show", event).stdout.splitlines()[1:]]
    assert {tuple(row[:2]) for row in rows} == {("control", "captured")}
    take = next(row for row in rows if row[2] == "take")
    assert "recapture" in take[3]
    assert "actor: subject; place: object" in take[4]


def test_the_rules_of_a_type_as_json() -> None:
    rules = [json.loads(line) for line in codebook("show", "casualty", "--format", "json").stdout.splitlines()]
    assert {rule["event"] for rule in rules} == set(EVENTS["casualty"])
    assert all(rule["name"] == f"casualty.{rule['event']}.{rule['id']}" for rule in rules)


def test_on_a_terminal_it_is_a_table(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    module._print([("control", "captured", "take", "verb take", "place: object")])
    head, row = click.unstyle(capsys.readouterr().out).splitlines()
    assert "\t" not in head + row
    assert row.index("verb take") == head.index("words")


def test_an_event_that_is_not_there() -> None:
    error = codebook("show", "regatta", exit_code=1).stderr
    assert error.startswith("Error: There is no event 'regatta'. The events by type are control: captured, withdrew,")


def test_the_shipped_rules_are_good() -> None:
    assert codebook("check", str(SHIPPED)).stdout == f"{len(load().rules)} rules are good.\n"


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        ("captured: [{id: take, verb: [take]}]", "rule 'take' of captured: verb: Extra inputs are not permitted."),
        ("captured: [{verbs: [take]}]", "rule '?' of captured: id: Field required."),
        ("captured: [{id: take, verbs: [take], object: ship}]", "rule 'take' of captured: object: Input should be"),
        ("captured: [{id: take}]", "rule 'take' of captured has no words"),
        ("captured: [take]", "'take' of captured is no rule"),
        ("captured: take", "the rules of captured must be a list"),
        ("captured: [{id: a, verbs: [take]}, {id: a, verbs: [seize]}]", "two rules have the name control.captured.a"),
        ("regatta: []", "control has no event 'regatta'"),
        ("captured: [", "is not valid YAML"),
        ("captured: [{1: take, id: a, verbs: [take]}]", "rule 'a' of captured"),
    ],
)
def test_a_mistake_is_told_with_file_and_rule(rules: str, told: str, tmp_path: Path) -> None:
    shutil.copy(SHIPPED / "words.yaml", tmp_path)
    file = tmp_path / "own.yaml"
    file.write_text(f"type: control\nrules:\n  {rules}\n", encoding="utf-8")
    error = codebook("check", str(tmp_path), exit_code=1).stderr
    assert error.startswith("Error: ")
    assert str(file) in error
    assert told in error


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("words.yaml", b"place: town", "needs lists of words"),
        ("words.yaml", b"- place", "needs lists of words"),
        ("own.yaml", b"type: sport\nrules: {}\n", "needs a type (control, "),
        ("own.yaml", b"\xff\xfe\xfa", "is not UTF-8"),
    ],
)
def test_a_broken_file_is_told(name: str, content: bytes, told: str, tmp_path: Path) -> None:
    shutil.copy(SHIPPED / "words.yaml", tmp_path)
    (tmp_path / name).write_bytes(content)
    error = codebook("check", str(tmp_path), exit_code=1).stderr
    assert name in error
    assert told in error


def test_a_folder_without_rules(tmp_path: Path) -> None:
    assert "words.yaml cannot be read" in codebook("check", str(tmp_path), exit_code=1).stderr
    shutil.copy(SHIPPED / "words.yaml", tmp_path)
    assert "has no rules" in codebook("check", str(tmp_path), exit_code=1).stderr
