"""The how-to of the codebook does what it says: its files are written and its commands run as they stand."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from click.testing import CliRunner

from marsad.cli.main import cli

if TYPE_CHECKING:
    import pytest

PAGE = Path(__file__).parents[1] / "docs" / "how-to" / "codebook.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"`((?:bay/)?\w+\.(?:txt|yaml))`")


def test_the_page_is_right_as_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bay").mkdir()
    page, told, before = PAGE.read_text(encoding="utf-8"), {}, 0
    for block in BLOCK.finditer(page):
        named = NAMED.findall(page[before : block.start()])
        before = block.end()
        if block[1] == "yaml" or (block[1] == "text" and "report.txt" in named):
            Path(named[-1]).write_text(block[2], encoding="utf-8")
        elif block[1] == "text":
            assert block[2] == told["codebook diff bay"]
        else:
            for line in block[2].splitlines():
                command = line.removeprefix("marsad ")
                result = CliRunner().invoke(cli, command.split())
                assert result.exit_code == 0, f"{line}: {result.output}"
                told[command] = result.stdout
    claims = [json.loads(line) for line in told["extract report.txt --codebook bay"].splitlines()]
    took = next(claim for claim in claims if claim["event"] == "captured")
    assert took["coding"]["rule"] == "control.captured.roll.up"
    assert took["place"][0]["link"]["id"] == "fenner"
    shelled = next(claim for claim in claims if claim["event"] == "shelling")
    assert shelled["actor"][0]["link"]["id"] == "bay-lancers"
    rules = {line.split("\t")[2]: line for line in told["codebook show captured --codebook bay"].splitlines()}
    assert "overtake" in rules["take"]
    assert "free" not in rules["take"].replace(",", "").split()
    assert "raise.flag" not in rules
    assert "1 coded" in told["ingest report.txt --codebook bay"]
