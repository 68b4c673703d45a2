"""The public contract: a change must be meant, and show up in the snapshot.

Renew with `marsad schema claim > tests/snapshots/claim.schema.json`, likewise document and ruling.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from marsad.cli.main import cli

SNAPSHOTS = Path(__file__).parents[1] / "snapshots"


@pytest.mark.parametrize("record", ["claim", "document", "ruling"])
def test_schema_is_as_promised(record: str) -> None:
    result = CliRunner().invoke(cli, ["schema", record])
    assert result.exit_code == 0
    assert json.loads(result.output) == json.loads((SNAPSHOTS / f"{record}.schema.json").read_text())


def test_a_record_that_is_not_public() -> None:
    result = CliRunner().invoke(cli, ["schema", "capture"])
    assert result.exit_code == 2
    assert "'claim', 'document', 'ruling'" in result.output
