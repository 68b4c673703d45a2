"""`marsad control` on the shipped demo."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from marsad.cli.main import cli


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    made = run("demo", "--ledger", folder / "demo.db", "--output", folder / "brief.html")
    assert made.exit_code == 0, made.output
    return folder / "demo.db"


def test_the_districts_that_changed_hands_are_named(ledger: Path) -> None:
    result = run("control", "--ledger", ledger, "--on", "2016-12-07", "--known-by", "2016-12-07", "--format", "json")
    assert result.exit_code == 0, result.output
    places = {one["place"]["id"]: one for one in json.loads(result.output)["places"]}
    for district in ("aleppo-bab-hadid", "aleppo-aqyul"):
        reading = places[district]
        assert reading["best"]["party"]["bloc"] == "government-of-syria"
        assert reading["best"]["chance"] > 0.5
        assert {used["use"] for used in reading["claims"]} >= {"for"}


def test_the_table_says_that_it_is_a_reading(ledger: Path) -> None:
    result = run("control", "--ledger", ledger, "--on", "2016-12-07")
    assert result.exit_code == 0
    assert "Bab al-Hadid" in result.output
    assert "not for deciding where it is safe" in result.output


def test_a_history_and_a_map(ledger: Path, tmp_path: Path) -> None:
    history = run("control", "--ledger", ledger, "--history", "Bab al-Hadid")
    assert history.exit_code == 0
    assert history.output.startswith("2016-")
    drawn = tmp_path / "map.svg"
    assert run("control", "--ledger", ledger, "--format", "svg", "--output", drawn).exit_code == 0
    assert drawn.read_text("utf-8").startswith("<svg")


def test_wrong_questions_are_answered_in_a_sentence(ledger: Path) -> None:
    unknown = run("control", "--ledger", ledger, "--place", "Nowhere at all")
    assert unknown.exit_code == 1
    assert "No place of the registry is called 'Nowhere at all'" in unknown.output
    assert run("control", "--ledger", ledger, "--history", "Aleppo", "--format", "svg").exit_code == 2
