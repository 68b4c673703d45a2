"""`marsad timeline` on the shipped demo."""

from __future__ import annotations

import json
from datetime import UTC, datetime
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


def test_the_veto_and_the_meeting_that_no_report_tells_of(ledger: Path) -> None:
    result = run("timeline", "--ledger", ledger, "--on", "2016-12-16", "--format", "json")
    assert result.exit_code == 0, result.output
    processes = json.loads(result.output)["processes"]
    (veto,) = (one for one in processes if one["kind"] == "resolution")
    assert veto["state"] == "vetoed"
    assert {party["id"] for party in veto["parties"]} == {"russia", "china"}
    expected = [one for process in processes if process["kind"] == "talks" for one in process["expectations"]]
    assert ("2016-12-07", "2016-12-08", "overdue") in {(e["start"], e["end"], e["outcome"]) for e in expected}


def test_what_was_known_on_a_day_knows_nothing_later(ledger: Path) -> None:
    result = run("timeline", "--ledger", ledger, "--known-by", "2016-12-07", "--format", "json")
    found = json.loads(result.output)
    assert found["on"] == "2016-12-07"
    published = [saying["published"] for process in found["processes"] for saying in process["claims"]]
    assert published
    assert max(published)[:10] <= "2016-12-07"


def test_text_names_claims_and_a_place_narrows_it(ledger: Path) -> None:
    whole, aleppo = run("timeline", "--ledger", ledger), run("timeline", "--ledger", ledger, "--place", "Geneva")
    assert whole.exit_code == aleppo.exit_code == 0
    assert "vetoed since 2016-12-05" in whole.output
    assert "Geneva" in aleppo.output
    assert "vetoed" not in aleppo.output


def test_a_drawing_and_a_wrong_place(ledger: Path, tmp_path: Path) -> None:
    drawn = tmp_path / "lanes.svg"
    assert run("timeline", "--ledger", ledger, "--format", "svg", "--output", drawn).exit_code == 0
    assert drawn.read_text("utf-8").startswith("<svg")
    unknown = run("timeline", "--ledger", ledger, "--place", "Nowhere at all")
    assert unknown.exit_code == 1
    assert "No place of the registry is called 'Nowhere at all'" in unknown.output


def test_a_ruling_parts_what_was_joined_and_the_earlier_answer_stays(ledger: Path) -> None:
    def homes(*more: str) -> dict[str, str]:
        found = json.loads(run("timeline", "--ledger", ledger, "--format", "json", *more).output)
        return {saying["claim"]: process["id"] for process in found["processes"] for saying in process["claims"]}

    def veto() -> tuple[str, str]:
        found = json.loads(run("timeline", "--ledger", ledger, "--format", "json").output)
        (process,) = (one for one in found["processes"] if one["kind"] == "resolution")
        return process["links"][0]["claim"], process["links"][0]["to"]

    one, other = veto()
    before = datetime.now(UTC).isoformat()
    ruled = run("rule", "different", one, other, "--ledger", ledger, "--by", "Lamia", "--reason", "two drafts")
    assert ruled.exit_code == 0, ruled.output
    assert homes()[one] != homes()[other]
    then = homes("--recorded-by", before)
    assert then[one] == then[other]
