"""`marsad incidents` and `marsad tolls` on the shipped demo."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from marsad.cli.main import cli


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    made = run("demo", "--ledger", folder / "demo.db", "--output", folder / "brief.html")
    assert made.exit_code == 0, made.output
    return folder / "demo.db"


def tolls(ledger: Path, *more: str) -> dict[str, object]:
    result = run("tolls", "--ledger", ledger, "--format", "json", *more)
    assert result.exit_code == 0, result.output
    found: dict[str, object] = json.loads(result.output)
    return found


def jubb(ledger: Path, *more: str) -> dict[str, object]:
    """The shelling of Jubb al-Qubbeh on 30 November 2016, of which rescuers and a monitor give different counts."""
    incidents = tolls(ledger, "--on", "2016-11-30", *more)["incidents"]
    assert isinstance(incidents, list)
    (found,) = (one for one in incidents if "Qubbeh" in one["sentence"])
    return dict(found)


def test_two_counts_of_one_shelling_are_one_toll(ledger: Path) -> None:
    toll = jubb(ledger)
    ranges = {(one["event"], one["group"]): one for one in toll["ranges"]}  # type: ignore[attr-defined]
    killed = ranges["killed", "all"]
    assert (killed["low"], killed["high"]) == (21, 45)
    sources = {figure["source"] for figure in toll["figures"]}  # type: ignore[attr-defined]
    assert {"source:white-helmets", "source:sohr"} <= sources


def test_what_was_known_earlier(ledger: Path) -> None:
    assert tolls(ledger, "--known-by", "2016-11-01")["incidents"] == []
    assert tolls(ledger, "--recorded-by", "2016-11-01")["incidents"] == []


def test_tables_csv_and_plot(ledger: Path, tmp_path: Path) -> None:
    table = run("tolls", "--ledger", ledger, "--from", "2016-11-20", "--to", "2016-12-07", "--profile", "airwars")
    assert "not to be added up" in table.output
    rows = list(csv.DictReader(io.StringIO(run("tolls", "--ledger", ledger, "--format", "csv").output)))
    assert {"killed", "injured"} <= {row["event"] for row in rows}
    drawn = tmp_path / "plot.svg"
    assert run("tolls", "--ledger", ledger, "--format", "svg", "--output", drawn).exit_code == 0
    assert etree.parse(str(drawn)).getroot().tag.endswith("svg")


def test_incidents_are_listed_with_reasons(ledger: Path) -> None:
    assert "Furqan" in run("incidents", "--ledger", ledger).output
    result = run("incidents", "--ledger", ledger, "--format", "json", "--on", "2016-11-30")
    found = json.loads(result.output)
    assert all(tie["reasons"] for one in found for tie in one["ties"])
    rows = list(csv.DictReader(io.StringIO(run("incidents", "--ledger", ledger, "--format", "csv").output)))
    assert {one["id"] for one in found} <= {row["id"] for row in rows}


def test_a_ruling_binds(ledger: Path) -> None:
    first, *others = json.loads(run("incidents", "--ledger", ledger, "--format", "json", "--on", "2016-11-30").output)
    one, other = first["id"], others[-1]["id"]
    same = run("rule", "same", "--ledger", ledger, one, other, "--by", "R. Reviewer", "--reason", "read both")
    assert same.exit_code == 0, same.output
    again = run("demo", "--ledger", ledger, "--output", ledger.parent / "again.html")  # the same reports once more
    assert again.exit_code == 0, again.output
    found = json.loads(run("incidents", "--ledger", ledger, "--format", "json").output)
    assert any({one, other} <= set(incident["claims"]) for incident in found)


def test_wrong_questions_are_answered_in_a_sentence(ledger: Path) -> None:
    both = run("tolls", "--ledger", ledger, "--on", "2016-12-01", "--from", "2016-12-01")
    assert both.exit_code == 2
    assert run("tolls", "--ledger", ledger, "--from", "2016-12-02", "--to", "2016-12-01").exit_code == 2
    empty = run("tolls", "--ledger", ledger, "--on", "2001-01-01", "--format", "svg")
    assert (empty.exit_code, "nothing to draw" in empty.output) == (1, True)
    assert run("tolls", "--ledger", ledger, "--place", "Nowhere at all").exit_code == 1
