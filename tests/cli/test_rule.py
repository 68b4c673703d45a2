from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from marsad.cli.main import cli
from marsad.ledger import Ledger, Run
from tests.ledger.town import captured, fill, killed, of, report

if TYPE_CHECKING:
    from pathlib import Path

ONE, OTHER = killed(of(report())).id, captured(of(report())).id


@pytest.fixture
def town(tmp_path: Path) -> Path:
    with Ledger.open(tmp_path / "town.db") as ledger:
        fill(ledger)
    return tmp_path / "town.db"


def run(path: Path, *arguments: str) -> Result:
    signed = [] if arguments[0] == "review" else ["--by", "Amal", "--reason", "Read again."]
    return CliRunner().invoke(cli, ["rule", *arguments, *signed, "--ledger", str(path)])


@pytest.mark.parametrize(
    ("arguments", "status", "verification"),
    [
        (("accept", ONE[:8]), "standing", "none"),
        (("reject", ONE), "rejected", "none"),
        (("under-review", ONE), "standing", "under_review"),
        (("verified", ONE, "--method", "register"), "standing", "verified"),
        (("unverifiable", ONE), "standing", "unverifiable"),
        (("refuted", ONE), "standing", "refuted"),
        (("retract", ONE, "--published", "2016-12-10"), "retracted", "none"),
    ],
)
def test_rulings_on_one_claim(town: Path, arguments: tuple[str, ...], status: str, verification: str) -> None:
    result = run(town, *arguments)
    assert result.exit_code == 0, result.output
    with Ledger.open(town) as ledger:
        entry = ledger.entry(ONE)
    assert (entry.status, entry.verification, entry.rulings[0].by) == (status, verification, "Amal")
    assert entry.rulings[0].id in result.output


def test_corrections_take_json_or_plain_text(town: Path) -> None:
    result = run(
        town, "correct", ONE, "--set", "quantity.low=40", "--set", "quantity.high=null", "--set", "modality=alleged"
    )
    assert result.exit_code == 0, result.output
    with Ledger.open(town) as ledger:
        reading = ledger.entry(ONE).reading
    assert reading.quantity is not None
    assert (reading.quantity.low, reading.quantity.high, reading.modality) == (40, None, "alleged")


def test_details_of_a_document_can_be_corrected(town: Path) -> None:
    doc = of(report()).doc
    assert run(town, "correct", doc, "--set", "published=2016-12-08").exit_code == 0
    with Ledger.open(town) as ledger:
        assert ledger.document(doc).published == "2016-12-08"


@pytest.mark.parametrize("kind", ["same", "different"])
def test_pairs(town: Path, kind: str) -> None:
    assert run(town, kind, ONE, OTHER[:10]).exit_code == 0
    with Ledger.open(town) as ledger:
        assert [made.kind for made in ledger.entry(OTHER).rulings] == [kind]


def test_the_second_of_two_reviewers_is_told(town: Path) -> None:
    first = run(town, "accept", ONE).output.split()[0]
    second = run(town, "reject", ONE, "--after", first).output.split()[0]
    result = run(town, "accept", ONE, "--after", first)
    assert result.exit_code == 1
    assert "Error: Another ruling came first: Amal ruled 'reject'" in result.output
    assert run(town, "accept", ONE, "--after", second).exit_code == 0


def test_wrong_use_is_told_in_a_sentence(town: Path) -> None:
    for arguments, status, message in (
        (("accept", "xyz"), 1, "no claim whose id begins with 'xyz'"),
        (("correct", ONE, "--set", "modality"), 1, "'modality' sets nothing"),
        (("correct", ONE, "--set", "doc=x"), 1, "can't set 'doc'"),
        (("correct", ONE), 2, "Missing option '--set'"),
        (("same", ONE, ONE), 1, "about two claims"),
    ):
        result = run(town, *arguments)
        assert (result.exit_code, message in result.output) == (status, True), result.output


def test_what_waits_for_review_is_listed(town: Path) -> None:
    assert "Nothing waits for review." in run(town, "review").output
    run(town, "accept", ONE)
    with Ledger.open(town) as ledger:
        ledger.record(of(report()).doc, [], run=Run("rules", "2"))
    result = run(town, "review")
    assert ONE[:10] in result.stdout
    assert OTHER[:10] not in result.stdout
