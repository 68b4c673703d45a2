"""The error workbench: what is wrong and why, grouped, and two runs compared."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from marsad.cli.main import cli

TEXT = (
    "Rebels took the town of Fenner on Saturday, the Coast Monitor said. "
    "The army shelled Qarun on Saturday and killed 12 civilians. Troops rolled up the town of Sarn. "
    "Rebels vowed to capture Tarn. The siege has left everyone exhausted. The opera rested. "
    "Army aircraft bombed Qarun, and fighters seized the lead.\n"
)


def coded(words: str, kind: str, event: str, **slots: Any) -> dict[str, Any]:
    start = TEXT.index(words)
    empty: dict[str, Any] = {"actor": [], "target": [], "place": [], "quantity": None, "time": None, "attribution": []}
    evidence = {"start": start, "end": start + len(words), "text": words}
    return {"type": kind, "event": event, "modality": "asserted", "evidence": evidence, **empty, **slots}


CLAIMS = [
    coded("Rebels took the town of Fenner on Saturday", "control", "captured", actor=["Rebels"], place=["Tarn"]),
    coded("Troops rolled up the town of Sarn", "control", "captured", actor=["Troops"], place=["Sarn"]),
    coded("Rebels vowed to capture Tarn", "control", "captured", place=["Tarn"]),
    coded("The siege has left everyone exhausted", "control", "besieged"),
    coded("The opera rested", "control", "holds"),
    coded("killed 12 civilians", "casualty", "killed", quantity={"low": 12, "high": 12}),
]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    file = tmp_path / "kb-1.json"
    file.write_text(json.dumps({"doc": "kb-1", "published": "2019-03-03", "text": TEXT, "claims": CLAIMS}))
    return file


@pytest.fixture
def book(tmp_path: Path) -> Path:
    file = tmp_path / "own.yaml"
    rule = "{id: roll.up, verbs: [roll up], object: place, roles: {actor: subject, place: object}}"
    file.write_text(f"type: control\nrules:\n  captured: [{rule}]\n")
    return file


def evaluate(*arguments: str | Path, exit_code: int = 0) -> str:
    result = CliRunner().invoke(cli, ["evaluate", *map(str, arguments)])
    assert result.exit_code == exit_code, result.output
    return result.output


def told(*arguments: str | Path) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(evaluate(*arguments, "--format", "json"))
    return made


def test_each_miss_tells_where_its_words_were_lost(gold: Path) -> None:
    missed = {case["words"].strip("[]."): case for case in told(gold, "--list", "miss")["cases"]}
    assert {words: case["cause"] for words, case in missed.items()} == {
        "Troops rolled up the town of Sarn": "no trigger",
        "Rebels vowed to capture Tarn": "not asserted",
        "The siege has left everyone exhausted": "condition not met",
        "The opera rested": "gate closed",
    }
    near = missed["The siege has left everyone exhausted"]["told"]
    assert near[0] == "control.besieged.siege waits for “siege”; not met: place place"
    assert "control.withdrew.abandon waits for “left”; not met: subject force; object place" in near
    assert "control.captured.take counts at “capture”" in missed["Rebels vowed to capture Tarn"]["told"][0]
    assert missed["The opera rested"]["parse"] == ["The/det<opera opera/nsubj<rested rested/ROOT<- ./punct<rested"]


def test_a_document_that_is_not_read_at_all(tmp_path: Path) -> None:
    text = "The choir took the town of Fenner by storm with its new album, and a film critic praised the concert."
    claim = {**CLAIMS[0], "evidence": {"start": 0, "end": 38, "text": text[:38]}}
    file = tmp_path / "stage.json"
    file.write_text(json.dumps({"doc": "stage", "text": text, "claims": [claim]}))
    (case,) = told(file, "--list", "miss")["cases"]
    assert case["cause"] == "document not relevant"


def test_what_is_told_twice_is_named_as_left_out(tmp_path: Path) -> None:
    again = "Rebels took the town of Fenner"
    text = f"{CLAIMS[0]['evidence']['text']}. The army shelled Qarun. {again}."
    start = text.rindex(again)
    first = {**CLAIMS[0], "evidence": {"start": 0, "end": 42, "text": text[:42]}}
    claims = [first, {**CLAIMS[0], "evidence": {"start": start, "end": start + len(again), "text": again}}]
    file = tmp_path / "again.json"
    file.write_text(json.dumps({"doc": "again", "published": "2019-03-03", "text": text, "claims": claims}))
    (case,) = told(file, "--list", "miss")["cases"]
    assert case["cause"] == "repeat left out"
    assert case["told"][0].startswith("control.captured.take.plain read “Rebels took")


def test_slots_and_extras_by_cause(gold: Path) -> None:
    found = told(gold, "--list", "slot:place", "--list", "extra")["cases"]
    places = [case for case in found if case["kind"] == "slot:place"]
    assert (places[0]["cause"], places[0]["rule"]) == ("place: another one", "control.captured.take.plain")
    assert places[0]["told"] == ["place: 'Tarn' not 'Fenner'"]
    extras = {case["claim"]: case["cause"] for case in found if case["kind"] == "extra"}
    assert extras["attack/airstrike"] == "gold has nothing on these words"
    grouped = evaluate(gold, "--by-cause")
    assert "     1  miss             no trigger\n" in grouped
    assert "slot:place       place: another one" in grouped
    assert "MISS kb-1" not in grouped


def test_without_the_coder_cases_tell_what_claims_say(gold: Path, tmp_path: Path) -> None:
    claims = tmp_path / "claims.jsonl"
    claims.write_text(json.dumps({"doc": "kb-1", **CLAIMS[0], "place": ["Fenner"]}) + "\n")
    output = evaluate(gold, claims, "--list", "all")
    assert "MISS kb-1 control/holds: missed\n  [The opera rested].\n" in output
    assert "SLOT:PLACE kb-1 control/captured: place: another one\n" in output
    assert "parse:" not in output


def test_what_an_own_codebook_makes_better(gold: Path, book: Path) -> None:
    made = told(gold, "--codebook", book, "--compare", "shipped")
    (change,) = [one for one in made["changes"] if "Sarn" in one["words"]]
    assert change["better"]
    assert change["what"].startswith("missed -> ")
    assert change["rule"] == "control.captured.roll.up"
    figure = next(one for one in made["figures"] if one["name"] == "control found F1")
    assert figure["after"] > figure["before"]
    back = evaluate(gold, "--compare", book)
    assert f"- kb-1 control/captured [control.captured.roll.up] {change['what'][10:]} -> missed: " in back
    assert "better: 0, worse: 1\n" in back


def test_claims_of_another_run_are_compared_slot_by_slot(gold: Path, tmp_path: Path) -> None:
    runs = [tmp_path / "old.jsonl", tmp_path / "new.jsonl"]
    extra = coded("Army aircraft bombed Qarun", "attack", "airstrike")
    for file, made in zip(runs, ([{**CLAIMS[0], "place": ["Qarun"]}, extra], [CLAIMS[0]]), strict=True):
        file.write_text("".join(json.dumps({"doc": "kb-1", **claim}) + "\n" for claim in made))
    whats = [(one["better"], one["what"]) for one in told(gold, runs[1], "--compare", runs[0])["changes"]]
    assert whats == [(True, "found -> usable"), (True, "slot place: 'Qarun' -> 'Tarn'"), (True, "extra claim")]
    assert told(gold, runs[0], "--compare", runs[0])["figures"] == []


def test_mistakes_in_the_options(gold: Path) -> None:
    assert "--list has no kind 'slot:hat'; there are miss, extra, slot:event" in evaluate(
        gold, "--list", "slot:hat", exit_code=2
    )
    assert "There is nothing to compare with at gone.jsonl" in evaluate(gold, "--compare", "gone.jsonl", exit_code=1)
