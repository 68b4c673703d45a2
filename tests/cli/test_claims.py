from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from marsad.cli.main import cli
from marsad.cli.rendering import context
from marsad.ledger import Ledger
from marsad.model import Claim
from tests.ledger.town import RULES, Clock, captured, fill, four, killed, left, of, report, talks

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def town(tmp_path: Path) -> Path:
    path = tmp_path / "town.db"
    with Ledger.open(path, now=Clock()) as ledger:
        document = fill(ledger)
        ledger.rule("verified", captured(document).id, by="Amal", reason="Seen.", change={"method": "satellite image"})
        ledger.rule("correct", left(document).id, by="Amal", reason="Read again.", change={"event": "holds"})
    return path


def run(path: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["claims", "--ledger", str(path), *arguments])


def lines(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_the_table_names_who_did_what_where_and_who_says_so(town: Path) -> None:
    result = run(town)
    assert result.exit_code == 0
    rows = result.stdout.splitlines()
    assert all(sum(row.startswith(one.id[:10]) for row in rows) == 1 for one in four(of(report())))
    row = next(row for row in rows if "captured" in row)
    document = of(report())
    for words in (captured(document).id[:10], "verified", "The Garrison", "the Mill Quarter", "the Valley Observatory"):
        assert words in row
    assert "2016-12-06" in next(row for row in rows if "killed" in row)


@pytest.mark.parametrize(
    ("arguments", "events"),
    [
        ((), ["killed", "captured", "holds", "talks_planned"]),
        (("--type", "control"), ["captured", "holds"]),
        (("--event", "holds"), ["holds"]),
        (("--place", "mill quarter"), ["captured"]),
        (("--actor", "the garrison"), ["captured"]),
        (("--source", "rescuers"), ["killed"]),
        (("--text", "salt market"), ["holds"]),
        (("--until", "2016-12-06"), ["killed"]),
        (("--since", "2016-12-08"), ["talks_planned"]),
        (("--on", "2016-12-06"), ["killed"]),
        (("--known-by", "2016-12-06"), []),
        (("--known-by", "2016-12-07"), ["killed", "captured", "holds", "talks_planned"]),
        (("--known-by", "2016-12-07T08:59+02:00"), []),
        (("--recorded-by", "2026-02-28"), []),
        (("--status", "rejected"), []),
        (("--limit", "2"), ["killed", "captured"]),
        (("--doc", "zz"), []),
    ],
)
def test_filters_of_the_list(town: Path, arguments: tuple[str, ...], events: list[str]) -> None:
    assert [one["event"] for one in lines(run(town, "--format", "json", *arguments))] == events


def test_json_is_the_public_record_with_what_the_ledger_adds(town: Path) -> None:
    records = lines(run(town, "--format", "json"))
    holds = records[2]
    ledger = holds.pop("ledger")
    assert Claim.model_validate(holds).event == "holds"
    assert Claim.model_validate(ledger["coded"]) == left(of(report()))
    assert (ledger["status"], ledger["verification"], ledger["title"]) == ("standing", "none", "Mill Quarter taken")
    assert [ruling["kind"] for ruling in ledger["rulings"]] == ["correct"]
    assert "coded" not in records[0]["ledger"]


def test_csv_gives_one_row_for_each_claim(town: Path) -> None:
    result = run(town, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [row["event"] for row in rows] == ["killed", "captured", "holds", "talks_planned"]
    assert (rows[0]["low"], rows[0]["figure"], rows[0]["start"]) == ("38", "38", "2016-12-06")
    assert (rows[1]["place"], rows[1]["place_ids"]) == ("the Mill Quarter", "place-mill-quarter")


def test_one_claim_is_shown_in_context_with_its_chain_and_rulings(town: Path) -> None:
    one = captured(of(report()))
    result = run(town, "show", one.id[:8])
    assert result.exit_code == 0, result.output
    shown = " ".join(result.stdout.split())
    for words in (
        "control: captured (verified)",
        "38 people had been killed. The Garrison took the Mill Quarter, the Valley Observatory reported. The River",
        "the Mill Quarter [place-mill-quarter]",
        "reported by the Valley Observatory",
        "Qasr Amin Post, Mill Quarter taken, 2016-12-07T09:00+02:00",
        "rules 1: control.captured",
        "0.90",
        "verified by satellite image Amal: Seen.",
    ):
        assert words in shown
    assert "plan to meet" not in shown


def test_the_words_of_the_claim_are_set_off_on_a_terminal(town: Path) -> None:
    document = of(report())
    console = Console(force_terminal=True, color_system="standard", width=200, _environ={})
    with console.capture() as capture:
        console.print(context(killed(document), document))
    assert "\x1b[1;4;33m38\x1b[0m" in capture.get()
    assert "\x1b[1;32mQasr Amin\x1b[0m" in capture.get() or "\x1b[1;31m" in capture.get()


def test_control_characters_of_a_report_do_not_reach_the_terminal(tmp_path: Path) -> None:
    text = "The Garrison took the Mill Quarter\x1b[2J, the Valley Observatory\u202e reported."
    path = tmp_path / "bad.db"
    with Ledger.open(path) as ledger:
        ledger.receive(report(text, title="\x1b]0;title\x07"))
        document = of(report(text))
        one = captured(document)
        ledger.record(document.doc, [one], run=RULES)
    for arguments in ((), ("show", one.id)):
        result = run(path, *arguments)
        assert result.exit_code == 0, result.output
        assert not {"\x1b", "\x07", "\u202e"} & set(result.output)


def test_show_as_json_and_at_other_times(town: Path) -> None:
    one = left(of(report()))
    (record,) = lines(run(town, "show", one.id, "--format", "json"))
    assert record["event"] == "holds"
    result = run(town, "show", one.id, "--recorded-by", "2026-02-01")
    assert (result.exit_code, "recorded later" in result.output) == (1, True)


def test_wrong_use_is_told_in_a_sentence(town: Path, tmp_path: Path) -> None:
    for arguments, status, message in (
        (("--since", "yesterday"), 2, "'yesterday' is not a date: write YYYY-MM-DD"),
        (("--since", "2016-02-30"), 2, "not a day of the calendar"),
        (("--known-by", "noon"), 2, "'noon' is not a time"),
        (("--event", "rained"), 1, "There is no event 'rained'"),
        (("--limit", "0"), 2, "0 is not in the range"),
        (("show", "xyz"), 1, "There is no claim whose id begins with 'xyz'"),
    ):
        result = run(town, *arguments)
        assert (result.exit_code, message in result.output) == (status, True), result.output
    result = run(tmp_path / "none.db")
    assert (result.exit_code, "There is no ledger at" in result.output) == (1, True)
    assert not (tmp_path / "none.db").exists()


def test_the_environment_can_name_the_ledger(town: Path) -> None:
    result = CliRunner(env={"MARSAD_LEDGER": str(town)}).invoke(cli, ["claims", "--format", "json"])
    assert len(lines(result)) == 4


def test_a_long_table_says_that_there_is_more(town: Path) -> None:
    result = run(town, "--limit", "3")
    assert captured(of(report())).id[:10] in result.stdout
    assert "The first 3 claims" in result.stderr
    assert "No claims." in run(town, "--status", "retracted").stderr
    assert talks(of(report())).id[:10] not in result.stdout
