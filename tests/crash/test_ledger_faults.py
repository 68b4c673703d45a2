"""What can be wrong with a ledger's file: one sentence and an exit status, no traceback, and nothing lost."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from benchmarks.crash.trials import disk
from marsad.cli.main import cli
from marsad.ledger import Ledger
from marsad.ledger.connect import HEAD, VERSION_TABLE
from tests.bulk import fakes
from tests.ledger.town import empty

REPORT = "3 March 2019\n\nTal Marran was shelled on Tuesday, and then Qarun was shelled, too. Bulletin {}.\n"

small_disk = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="mounting a small disk needs root on Linux"
)


@pytest.fixture(autouse=True)
def _coder(monkeypatch: pytest.MonkeyPatch) -> None:
    fakes.install(monkeypatch)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "report.txt"
    file.write_text(REPORT.format(1))
    return file


@pytest.fixture
def ledger(tmp_path: Path, report: Path) -> Path:
    """A ledger that holds a report."""
    (tmp_path / "ledgers").mkdir()
    path = empty(tmp_path / "ledgers" / "town.db")
    assert marsad("ingest", report, ledger=path).exit_code == 0
    report.write_text(REPORT.format(2))
    return path


def marsad(*arguments: str | Path, ledger: Path) -> Result:
    return CliRunner().invoke(cli, [*map(str, arguments), "--ledger", str(ledger)])


def refused(result: Result, *words: str) -> None:
    assert result.exit_code == 1, result.output
    assert isinstance(result.exception, SystemExit)
    (line,) = result.stderr.splitlines()
    assert line.startswith("Error: ")
    assert all(word in line for word in words), line


def state(ledger: Path) -> dict[str, str]:
    """The files of the ledger's folder by name, with their hashes."""
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in ledger.parent.iterdir()}


def reports_in(ledger: Path) -> int:
    with Ledger.open(ledger, create=False) as opened:
        assert opened.verify() == []
        return opened.counts()["document"]


COMMANDS = (("claims",), ("brief",), ("verify",), ("retry", "--list"))
"""Commands that only read."""


def test_a_writer_waits_for_another_one(ledger: Path, report: Path) -> None:
    with closing(sqlite3.connect(ledger, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        release = threading.Timer(0.5, lambda: other.execute("ROLLBACK"))
        release.start()
        begun = time.monotonic()
        result = marsad("ingest", report, ledger=ledger)
        release.join()
    assert result.exit_code == 0
    assert time.monotonic() - begun >= 0.4
    assert reports_in(ledger) == 2


def test_a_ledger_that_stays_locked(ledger: Path, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(Ledger.open.__func__.__kwdefaults__, "wait", 0.05)  # type: ignore[attr-defined]
    with closing(sqlite3.connect(ledger, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        refused(marsad("ingest", report, ledger=ledger), str(ledger), "in use by another program", "try again")
        assert all(marsad(*command, ledger=ledger).exit_code == 0 for command in COMMANDS)  # readers are not held up
    assert reports_in(ledger) == 1
    assert marsad("ingest", report, ledger=ledger).exit_code == 0


@pytest.mark.parametrize("command", [*COMMANDS, ("ingest", "REPORT")])
def test_a_ledger_of_a_newer_version(ledger: Path, report: Path, command: tuple[str, ...]) -> None:
    with closing(sqlite3.connect(ledger)) as other, other:
        other.execute(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    before = state(ledger)
    result = marsad(*(report if word == "REPORT" else word for word in command), ledger=ledger)
    refused(result, str(ledger), "version 9999", HEAD, "update Marsad")
    assert state(ledger) == before


@pytest.mark.parametrize("command", [*COMMANDS, ("ingest", "REPORT")])
@pytest.mark.parametrize("kind", ["text", "database", "half a header"])
def test_a_file_that_is_no_ledger(tmp_path: Path, report: Path, kind: str, command: tuple[str, ...]) -> None:
    path = tmp_path / "other" / "contacts.db"
    path.parent.mkdir()
    if kind == "database":
        with closing(sqlite3.connect(path)) as other:
            other.execute("CREATE TABLE contact (name TEXT)")
    else:
        path.write_bytes(b"Qarun: quiet." if kind == "text" else b"SQLite format 3\x00" + bytes(30))
    before = state(path)
    refused(marsad(*(report if word == "REPORT" else word for word in command), ledger=path), str(path))
    assert state(path) == before


def test_a_folder_that_is_not_there(tmp_path: Path, report: Path) -> None:
    refused(marsad("ingest", report, ledger=tmp_path / "none" / "town.db"), "there is no folder")


@small_disk
def test_a_read_only_disk(report: Path, ledger: Path) -> None:
    with disk(2_000) as (folder, _):
        path = Path(shutil.copy(ledger, folder))
        subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
        refused(marsad("ingest", report, ledger=path), str(path), "cannot be written", "read-only")
        refused(marsad("ingest", report, ledger=folder / "new.db"), "new.db")
        assert all(marsad(*command, ledger=path).exit_code == 0 for command in COMMANDS)


NOBODY = 65_534


def _open_to_all(path: str) -> bool:
    """Whether every folder down to a path may be entered by anybody."""
    found = Path(path).resolve()
    return all(folder.stat().st_mode & 0o001 for folder in (found, *found.parents) if folder.is_dir())


may_read_python = pytest.mark.skipif(
    not (_open_to_all(sys.prefix) and _open_to_all(__file__)),
    reason="Python or this checkout lies in a folder that another user may not enter",
)


@contextmanager
def somebody_else() -> Iterator[None]:
    """Permissions do not hold for root, so act as another user for a while."""
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.mark.skipif(not hasattr(os, "setresuid") or os.geteuid() != 0, reason="only root can act as somebody else")
@may_read_python
@pytest.mark.parametrize("which", ["file", "folder"])
def test_a_ledger_of_somebody_else(ledger: Path, report: Path, which: str) -> None:
    for command in (*COMMANDS, ("ingest", report)):
        marsad(*command, ledger=ledger)  # so that all is loaded: the other user may not read where Python is
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path, new = Path(shutil.copy(ledger, folder)), Path(shutil.copy(report, folder))
        new.write_text(REPORT.format(3))
        path.chmod(0o444)
        folder.chmod(0o777 if which == "file" else 0o755)
        before = reports_in(path)
        with somebody_else():
            refused(marsad("ingest", new, ledger=path), str(path), "cannot be written", "read-only")
            results = [marsad(*command, ledger=path) for command in COMMANDS]
        assert [result.exit_code for result in results] == [0] * len(COMMANDS), results
        assert reports_in(path) == before


@small_disk
@pytest.mark.parametrize("kilobytes", [40, 300, 600])
def test_a_full_disk(tmp_path: Path, kilobytes: int) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(300):
        streets = " ".join(f"Street {100 * number + one} lay quiet." for one in range(30))  # no copies of each other
        (folder / f"{number}.txt").write_text(f"{REPORT.format(number)} {streets}")
    with disk(kilobytes) as (small, enlarge):
        path = small / "town.db"
        refused(marsad("ingest", folder, ledger=path), str(path), "full")
        enlarge()
        assert marsad("ingest", folder, ledger=path).exit_code == 0
        assert reports_in(path) == 300


def damaged(ledger: Path, how: str, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(ledger.read_bytes())
    page = 4_096 * chance.randrange(1, len(data) // 4_096)
    if how == "zeros":
        data[page : page + 4_096] = bytes(4_096)
    elif how == "noise":
        data[page : page + 4_096] = chance.randbytes(4_096)
    elif how == "letters":
        for _ in range(300):
            at = chance.randrange(4_096, len(data))
            data[at] ^= 1 << chance.randrange(8)
    else:
        del data[page:]
    ledger.write_bytes(data)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        fakes.install(patch)
        folder = tmp_path_factory.mktemp("filled")
        ledger = empty(folder / "town.db")
        reports = folder / "reports"
        reports.mkdir()
        for number in range(30):
            (reports / f"{number}.txt").write_text(REPORT.format(number))
        assert marsad("ingest", reports, ledger=ledger).exit_code == 0
        yield ledger


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("how", ["zeros", "noise", "letters", "cut"])
def test_a_damaged_ledger(filled: Path, tmp_path: Path, report: Path, how: str, seed: int) -> None:
    """No traceback whatever is damaged; and `verify`, which reads all of it, tells."""
    path = Path(shutil.copy(filled, tmp_path / "town.db"))
    damaged(path, how, seed)
    for command in (*COMMANDS, ("ingest", report), ("backup", tmp_path / "copy.db")):
        result = marsad(*command, ledger=path)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
        assert result.exit_code in {0, 1, 3}
        if result.exit_code == 1 and command[0] != "verify":
            assert result.stderr.startswith("Error: ")
    assert marsad("verify", ledger=path).exit_code == 1
