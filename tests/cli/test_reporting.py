"""`marsad sources` on the shipped demo."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from marsad.cli.main import cli
from marsad.views.sources.parts import ADVICE, Sources


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    made = run("demo", "--ledger", folder / "demo.db", "--output", folder / "brief.html")
    assert made.exit_code == 0, made.output
    return folder / "demo.db"


def test_the_observatory_is_one_source_whoever_tells_it(ledger: Path) -> None:
    result = run("sources", "--ledger", ledger, "--format", "json")
    assert result.exit_code == 0, result.output
    found = Sources.model_validate_json(result.output)
    named = [one for one in found.origins if one.name == "Syrian Observatory for Human Rights"]
    assert [one.key for one in named] == ["source:sohr"]
    assert len(named[0].told_by) > 3
    assert {copy.kind for copy in found.copies} == {"copy"}


def test_the_table_gives_counts_and_the_advice(ledger: Path) -> None:
    result = run("sources", "--ledger", ledger)
    assert result.exit_code == 0
    assert "Syrian Observatory for Human Rights" in result.output
    assert "%" not in result.output
    assert ADVICE in " ".join(result.output.split())


def test_csv_has_a_line_an_origin(ledger: Path, tmp_path: Path) -> None:
    made = tmp_path / "sources.csv"
    assert run("sources", "--ledger", ledger, "--format", "csv", "--output", made).exit_code == 0
    rows = list(csv.DictReader(made.read_text("utf-8").splitlines()))
    found = json.loads(run("sources", "--ledger", ledger, "--format", "json").output)
    assert [row["key"] for row in rows] == [one["key"] for one in found["origins"]]
    assert all(bool(row["reliability_mean"]) == (row["reliability_note"] == ADVICE) for row in rows)


def test_what_was_known_on_a_day_knows_nothing_later(ledger: Path) -> None:
    early = json.loads(run("sources", "--ledger", ledger, "--known-by", "2016-11-30", "--format", "json").output)
    whole = json.loads(run("sources", "--ledger", ledger, "--format", "json").output)
    assert 0 < sum(one["claims"] for one in early["origins"]) < sum(one["claims"] for one in whole["origins"])
    none = run("sources", "--ledger", ledger, "--known-by", "2010-01-01")
    assert "no claims that were known then" in none.output
