"""The group: lazy, quick, and one sentence for each error."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import marsad
from marsad.cli import main
from marsad.errors import DataError

MARSAD = [sys.executable, "-m", "marsad.cli.main"]
HEAVY = {"spacy", "numpy", "pydantic", "sqlalchemy", "rich", "trafilatura", "pypdf", "jinja2"}


def command(monkeypatch: pytest.MonkeyPatch, function: object) -> None:
    """Have the name `demo` run a function."""
    made = click.command()(function)  # type: ignore[call-overload]
    monkeypatch.setattr(main.LazyGroup, "get_command", lambda *_: made)


@pytest.mark.parametrize("name", list(main.COMMANDS))
def test_every_command_of_the_table_is_there(name: str) -> None:
    result = CliRunner().invoke(main.cli, [name, "--help"])
    assert result.exit_code == 0, result.output
    assert result.output.startswith(f"Usage: cli {name}")


def test_help_lists_all_commands_and_imports_none() -> None:
    code = (
        "import sys; from marsad.cli.main import cli\n"
        "try: cli(['--help'])\nexcept SystemExit: pass\n"
        f"print(sorted({HEAVY!r} & set(sys.modules)), sorted(m for m in sys.modules if m.startswith('marsad.')))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert all(f"  {name}  " in result.stdout for name in main.COMMANDS)
    assert result.stdout.splitlines()[-1] == "[] ['marsad.cli', 'marsad.cli.main', 'marsad.errors']"


def test_help_is_quick() -> None:
    def seconds() -> float:
        """Processor time, which a busy machine does not change."""
        before = os.times()
        subprocess.run([*MARSAD, "--help"], check=True, stdout=subprocess.DEVNULL)
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    assert min(seconds() for _ in range(5)) <= 0.3


def test_version() -> None:
    assert CliRunner().invoke(main.cli, ["--version"]).output == f"marsad, version {marsad.__version__}\n"


def test_an_unknown_command_is_wrong_usage() -> None:
    result = CliRunner().invoke(main.cli, ["divine"])
    assert result.exit_code == 2
    assert "No such command 'divine'" in result.output


def test_an_error_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise DataError("The registry is missing.")

    command(monkeypatch, fail)
    result = CliRunner().invoke(main.cli, ["demo"])
    assert (result.exit_code, result.stderr, result.stdout) == (1, "Error: The registry is missing.\n", "")


def test_ctrl_c(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    command(monkeypatch, stop)
    result = CliRunner().invoke(main.cli, ["demo"])
    assert (result.exit_code, result.stderr) == (130, "\nStopped.\n")


def test_ctrl_c_while_workers_run(tmp_path: Path) -> None:
    documents = tmp_path / "docs.jsonl"
    documents.write_text(
        (json.dumps({"doc": "a", "text": "The army shelled Qarun on Tuesday, killing 12 people."}) + "\n") * 200_000
    )
    with subprocess.Popen(
        [*MARSAD, "extract", "--input", str(documents), "--workers", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline().startswith('{"id":')
        os.killpg(running.pid, signal.SIGINT)
        assert running.stderr is not None
        assert running.stderr.read() == "\nStopped.\n"
        assert running.wait(timeout=20) == 130


def test_a_reader_who_leaves_is_no_error() -> None:
    both = f"{sys.executable} -m marsad.cli.main schema claim | head -1"
    result = subprocess.run(both, shell=True, capture_output=True, text=True, check=True)
    assert (result.stdout, result.stderr) == ("{\n", "")
