"""The whole way with the shipped coder: the same claims by every road, and all of them true to the text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import marsad
from marsad import demo
from marsad.api import extract_files
from marsad.cli.main import cli
from marsad.model import Claim, claim_id

REPORT = (
    "Shells fall on Qarun\n\n3 March 2019, 7:27am\n\n"
    "At least 12 people were killed and more than 30 injured when government forces shelled the town on Saturday, the "
    "Qarun Monitor said. The army denied it.\n\n“Rebels have called for a five-day truce,” the monitor added.\n"
)


@pytest.fixture(scope="module")
def dispatches(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's dispatches as JSON lines."""
    file = tmp_path_factory.mktemp("demo") / "docs.jsonl"
    documents = [item.document for item in extract_files(demo.dispatches()) if item.document]
    file.write_text("\n".join(document.model_dump_json() for document in documents), encoding="utf-8")
    return file


def extracted(*arguments: str) -> list[str]:
    result = CliRunner().invoke(cli, ["extract", *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


def test_claims_are_true_to_their_text() -> None:
    claims = marsad.extract(REPORT)
    assert {claim.event for claim in claims} >= {"shelling", "injured"}
    for claim in claims:
        assert claim.id == claim_id(claim)
        assert claim.published == "2019-03-03T07:27"
        mentions = [claim.evidence, *claim.actor, *claim.target, *claim.place, *claim.attribution]
        mentions += [slot for slot in (claim.quantity, claim.means) if slot]
        assert all(REPORT[mention.start : mention.end] == mention.text for mention in mentions)


def test_workers_change_nothing(dispatches: Path) -> None:
    alone = extracted("--input", str(dispatches))
    assert len(alone) > 100
    assert extracted("--input", str(dispatches), "--workers", "2") == alone


def test_a_document_alone_gives_what_it_gives_in_company(dispatches: Path) -> None:
    together = extracted("--input", str(dispatches))
    for line in dispatches.read_text(encoding="utf-8").splitlines()[:5]:
        row = json.loads(line)
        claims = marsad.extract(
            row["text"],
            published=row["published"],
            publisher=row["publisher"],
            title=row["title"],
            language=row["language"],
            doc=row["doc"],
        )
        mine = [one for one in map(Claim.model_validate_json, together) if one.doc == row["doc"]]
        assert claims == mine


def test_a_ledger_holds_what_extract_prints(dispatches: Path, tmp_path: Path) -> None:
    printed = {Claim.model_validate_json(line).id for line in extracted(str(dispatches))}
    with marsad.open_ledger(tmp_path / "ledger.db") as ledger:
        report = ledger.ingest(dispatches, workers=2)
        assert report.complete
        assert {entry.claim.id for entry in ledger.claims()} == printed
        assert ledger.ledger.verify() == []
        assert ledger.brief(on="2016-12-07").claims > 0
