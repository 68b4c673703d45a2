"""A program that is killed loses nothing that it was told is done."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from marsad.ledger import Ledger
from tests.ledger.town import RULES, fill, of, report

if TYPE_CHECKING:
    from pathlib import Path

WRITER = """
import sys
from marsad.ledger import Ledger
from tests.ledger.town import fill, of, report
with Ledger.open(sys.argv[1]) as ledger:
    for number in range(10_000):
        document = fill(ledger, report(f"Bulletin {number}. " + of(report()).text))
        print(document.doc, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
@pytest.mark.parametrize("wait_for", [1, 12])
def test_what_was_acknowledged_outlives_a_kill(tmp_path: Path, wait_for: int) -> None:
    path = tmp_path / "town.db"
    with subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        acknowledged = [writer.stdout.readline().strip() for _ in range(wait_for)]
        writer.send_signal(signal.SIGKILL)
        acknowledged += [line.strip() for line in writer.stdout if line.endswith("\n")]
    with Ledger.open(path, create=False) as ledger:
        assert all(ledger.coded(doc, RULES.coder, RULES.version) for doc in acknowledged)
        assert ledger.verify() == []
        fill(ledger, report("Bulletin 10000. " + of(report()).text))
        assert ledger.verify() == []
