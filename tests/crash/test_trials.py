"""A few of the breaks of `python -m benchmarks.crash`, on fewer documents."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from benchmarks.crash import faults
from benchmarks.crash.trials import Result, Trials

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")


@pytest.fixture(scope="module")
def trials(tmp_path_factory: pytest.TempPathFactory) -> Trials:
    return Trials(tmp_path_factory.mktemp("crash"), documents=150, seed=7)


def sound(result: Result, points: int) -> None:
    assert result.wrong == []
    assert result.points == points
    assert result.finished >= 1


def test_kills(trials: Trials) -> None:
    sound(trials.kills(4), 4)


@pytest.mark.skipif(not faults.available(), reason="Python's SQLite does not let its system calls be replaced")
def test_writes_that_fail(trials: Trials) -> None:
    result = trials.write_faults(4)
    sound(result, 4)
    assert set(result.words) == {"The ledger LEDGER cannot be read or written: its disk reports an error, or is full."}


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="mounting a small disk needs root on Linux")
def test_a_full_disk(trials: Trials) -> None:
    result = trials.full_disks(2, most=700)
    sound(result, 2)
    assert all(words == "done" or "full" in words for words in result.words)


def test_the_undisturbed_ledger_is_not_empty(trials: Trials) -> None:
    """Equal to nothing would be easy."""
    assert trials.expected["documents"].total() == 150
    assert trials.expected["claims"].total() > 50
    assert any(row[-2] for row in trials.expected["documents"])  # a reason: something was set aside
    assert Path(trials.folder).is_dir()
