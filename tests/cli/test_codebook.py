"""`marsad codebook`: rules shown, own ones laid over them, and mistakes told with file and line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

import marsad
from marsad.bulk import RuleCoding
from marsad.cli import codebook as module
from marsad.cli.main import cli
from marsad.coders.rules import VERSION
from marsad.coders.rules.codebook_files import SHIPPED, load
from marsad.errors import DataError
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


def own(folder: Path, **files: str) -> Path:
    """A codebook in a folder: YAML files by their names."""
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / f"{name}.yaml").write_text(content, encoding="utf-8")
    return folder


SWEEP = """\
type: control
rules:
  captured:
    - id: sweep
      verbs: ["roll up"]
      roles: {actor: subject, place: object}
      object: place
    - id: take
      also: {verbs: [overtake], not_object: [lead]}
    - {id: lose, drop: true}
"""
WORDS = "force: [lancer, -party]\n"
ACTORS = """\
conflicts:
  - {id: bay-war, name: Kestrel Bay war, countries: []}
actors:
  - {id: bay-lancers, name: Bay Lancers, class: armed_group, conflicts: [bay-war]}
"""
PLACES = "places:\n  - {id: fenner, name: Fenner, kind: town}\n"
OWN = {"control": SWEEP, "words": WORDS, "actors": ACTORS, "places": PLACES}
REPORT = "Lancers rolled up the town of Fenner on Saturday, the Coast Monitor said. The Bay Lancers shelled Fenner.\n"


def test_the_shipped_rules_change_nothing() -> None:
    assert codebook("check", str(SHIPPED)).stdout == f"{SHIPPED} is good. It changes nothing.\n"


def test_what_an_own_codebook_changes(tmp_path: Path) -> None:
    folder = own(tmp_path, control=SWEEP, words=WORDS, actors=ACTORS, places=PLACES)
    assert codebook("diff", str(folder)).stdout.splitlines() == [
        "+ rule control.captured.sweep: verb roll up; actor: subject; place: object",
        "~ rule control.captured.take: verbs +overtake; not_object +lead",
        "- rule control.captured.lose",
        "~ words force: +lancer; -party",
        "+ conflict bay-war: Kestrel Bay war",
        "+ actor bay-lancers: Bay Lancers",
        "+ place fenner: Fenner",
    ]
    told = [json.loads(line) for line in codebook("diff", str(folder), "--format", "json").stdout.splitlines()]
    assert told[2] == {"what": "rule", "name": "control.captured.lose", "how": "left out", "details": []}
    checked = codebook("check", str(folder)).stdout
    assert "rule new: 1, rule changed: 1, rule left out: 1" in checked


def test_own_rules_are_shown_in_place_of_the_shipped(tmp_path: Path) -> None:
    file = own(tmp_path, control=SWEEP) / "control.yaml"
    rows = [line.split("\t") for line in codebook("show", "captured", "--codebook", str(file)).stdout.splitlines()]
    rules = {row[2]: row[3] for row in rows[1:]}
    assert rules["sweep"] == "verb roll up"
    assert rules["take"].endswith(", overtake")
    assert "lose" not in rules


def test_fields_given_anew_take_the_place_of_the_shipped(tmp_path: Path) -> None:
    content = "type: control\nrules:\n  captured: [{id: fall.to, verbs: [crumble]}]\n"
    before = next(rule for rule in load().rules if rule.name == "control.captured.fall.to")
    file = own(tmp_path, control=content) / "control.yaml"
    after = next(rule for rule in load(file).rules if rule.name == before.name)
    assert after == before.model_copy(update={"verbs": ["crumble"]})


def extracted(report: Path, *options: str) -> list[dict[str, Any]]:
    result = CliRunner().invoke(cli, ["extract", str(report), "--published", "2019-03-03", *options])
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_reports_are_read_by_it_in_any_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = own(tmp_path / "own", **OWN)
    report = tmp_path / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    assert "captured" not in {claim["event"] for claim in extracted(report)}
    read = extracted(report, "--codebook", str(folder))
    took = next(claim for claim in read if claim["coding"]["rule"] == "control.captured.sweep")
    assert took["place"][0]["link"]["id"] == "fenner"
    shelled = next(claim for claim in read if claim["event"] == "shelling")
    assert shelled["actor"][0]["link"]["id"] == "bay-lancers"
    assert extracted(report, "--codebook", str(folder), "--workers", "2") == read
    monkeypatch.setenv("MARSAD_CODEBOOK", str(folder))
    assert extracted(report) == read
    version = read[0]["coding"]["version"]
    assert version.startswith(f"{VERSION}+")
    own(folder, words="force: [lancer]\n")
    assert extracted(report)[0]["coding"]["version"] not in (version, VERSION)


def test_each_change_of_it_has_the_ledger_read_again_and_back(tmp_path: Path) -> None:
    folder = own(tmp_path / "own", control=SWEEP, words=WORDS)
    report = tmp_path / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    ledger = tmp_path / "ledger.db"
    counts, rules = [], []
    for given in (None, folder, folder, None, folder):
        with marsad.open_ledger(ledger, codebook=given) as opened:
            counts.append(opened.ingest(report, published="2019-03-03").coded)
            rules.append({entry.claim.coding.rule for entry in opened.claims()})
            assert opened.ledger.verify() == []
            assert opened.left() == []
    assert counts == [1, 1, 0, 1, 1]
    assert [("control.captured.sweep" in found) for found in rules] == [False, True, True, False, True]
    assert rules[0] == rules[3]


def test_one_that_is_changed_meanwhile_is_not_mixed(tmp_path: Path) -> None:
    coding = RuleCoding.by(own(tmp_path, control=SWEEP))
    own(tmp_path, words=WORDS)
    with pytest.raises(DataError, match="was changed while documents were coded"):
        coding()


@pytest.mark.parametrize(
    ("rules", "line", "told"),
    [
        (
            "captured: [{id: a, verb: [take]}]",
            3,
            "a rule has no field 'verb' (is 'verbs' meant?)",
        ),
        ("captured: [{verbs: [take]}]", 3, "rule '?' of captured: id: Field required."),
        ("captured: [{id: a, verbs: [take], object: ship}]", 3, "rule 'a' of captured: object: Input should be"),
        ("captured: [{id: a}]", 3, "rule 'a' of captured has no words"),
        ("captured: [take]", 3, "'take' of captured is no rule"),
        ("captured: take", 3, "the rules of captured must be a list"),
        ("captured:\n    - {id: a, verbs: [go]}\n    - {id: a, verbs: [go]}", 5, "control.yaml, line 4; give one of"),
        (
            "captured:\n    - id: a\n      verbs: [go]\n      clause: maybe",
            6,
            "clause: Input should be a valid",
        ),
        ("captured: []\n  regatta: []", 4, "control has no event 'regatta'"),
        ("captured: [", 4, "is not valid YAML"),
        ("captured: [{1: take, id: a, verbs: [take]}]", 3, "a rule has no field '1'"),
        ("captured: [{id: a, verbs: [go], roles: {plac: object}}]", 3, "no slot 'plac' (is 'place' meant?)"),
        ("captured: [{id: new, also: {verbs: [go]}}]", 3, "'also' changes a shipped rule, and none has this name"),
        ("captured: [{id: take, also: [go]}]", 3, "also must be fields with lists to add"),
        ("captured: [{id: take, also: {object: [place, -town]}}]", 3, "'town' cannot be taken out of object"),
        ("captured: [{id: take, also: {verbs: [-captures]}}]", 3, "is not in it (is 'capture' meant?)"),
        ("captured: [{id: take, also: {verbs: go}}]", 3, "also adds to lists"),
    ],
)
def test_a_mistake_is_told_with_file_and_line(rules: str, line: int, told: str, tmp_path: Path) -> None:
    folder = own(tmp_path, control=f"type: control\nrules:\n  {rules}\n")
    error = codebook("check", str(folder), exit_code=1).stderr
    assert error.startswith(f"Error: {folder / 'control.yaml'}, line {line}: ")
    assert told in error


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("words.yaml", b"place: town", "line 1: words.yaml needs lists of words"),
        ("words.yaml", b"- place", "line 1: words.yaml needs lists of words"),
        ("words.yaml", b"place: [quay]\nforces: [lancer]\n", "line 2: there is no list 'forces' (is 'force' meant?)"),
        ("words.yaml", b"force: [-lancer]\n", "line 1: 'lancer' cannot be taken out of force"),
        ("own.yaml", b"type: sport\nrules: {}\n", "line 1: a file of rules needs a type (control, "),
        ("own.yaml", b"type: control\nrules: {}\nwords: {}\n", "line 3: a file of rules holds type and rules"),
        ("own.yaml", b"hello: {}\n", "line 1: a file of a codebook has rules (with their type), or actors"),
        ("own.yaml", b"\xff\xfe\xfa", "is not UTF-8"),
        ("actors.yaml", b"actors:\n  - {id: bay, name: Bay, class: navy}\n", "line 2: there is no class 'navy'"),
        ("places.yaml", b"places:\n  - {id: bay, name: Bay, kind: sea}\n", "line 2: "),
        ("notes.txt", b"words", "has no files of a codebook"),
    ],
)
def test_a_broken_file_is_told(name: str, content: bytes, told: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    error = codebook("check", str(tmp_path), exit_code=1).stderr
    assert error.startswith("Error: ")
    assert name in error or name == "notes.txt"
    assert told in error


def test_a_codebook_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        RuleCoding.by(tmp_path / "gone.yaml")
