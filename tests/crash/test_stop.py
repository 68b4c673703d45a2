"""Ctrl-C in the middle of `marsad ingest`: a sentence, what was done is kept, and the same command does the rest."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.crash import reports
from benchmarks.crash.content import content
from marsad.ledger import Ledger

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs signals")

ROOT = Path(__file__).parents[2]
DOCUMENTS = 400


def ingest(folder: Path, ledger: Path, workers: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "marsad", "ingest", str(folder), "--ledger", str(ledger), "--workers", str(workers)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
    )


def coded(ledger: Path) -> int:
    try:
        with closing(sqlite3.connect(f"{ledger.as_uri()}?mode=ro", uri=True)) as database:
            return int(database.execute("SELECT count(*) FROM run").fetchone()[0])
    except sqlite3.OperationalError:  # there is no ledger yet
        return 0


@pytest.mark.parametrize("workers", [1, 2])
def test_ctrl_c(tmp_path: Path, workers: int) -> None:
    folder, ledger = tmp_path / "reports", tmp_path / "town.db"
    reports.make(folder, DOCUMENTS)
    with ingest(folder, ledger, workers) as running:
        while coded(ledger) == 0 and running.poll() is None:
            time.sleep(0.02)
        os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to the workers too
        out, errors = running.communicate(timeout=60)
    assert (running.returncode, out) == (130, "")
    assert errors.strip().splitlines() == [errors.strip()]
    assert errors.strip().startswith("Stopped after ")
    assert errors.strip().endswith(f"of {DOCUMENTS}. {ledger} holds them; the same command does the rest.")
    said = int(errors.split()[2])
    with Ledger.open(ledger, create=False) as opened:
        assert opened.verify() == []
    before = coded(ledger)
    assert 0 < before < DOCUMENTS
    assert said <= before + DOCUMENTS // 50  # one in fifty is set aside, and done with that

    for again in (ledger, tmp_path / "at once.db"):
        with ingest(folder, again, workers) as running:
            running.communicate(timeout=120)
        assert running.returncode == 3  # since some are set aside
    assert content(ledger) == content(tmp_path / "at once.db")
