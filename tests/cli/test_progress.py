"""The progress bar: on a terminal only, and never in the claims."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from marsad.cli.sourcing import safe

pty = pytest.importorskip("pty")

CODE = """
import time
from marsad.cli.sourcing import bar_wanted, progress_bar
import click
with progress_bar("Coding", bar_wanted(prints=True)) as show:
    for done in range(1, 6):
        click.echo(b"claim %d" % done)
        if done == 3:
            click.echo("a problem", err=True)
        show(done, 5)
        time.sleep(0.15)
"""


def on_terminal(out: Path | None) -> str:
    """What a terminal is sent on standard error, and on standard output where that is no file."""
    terminal, end = pty.openpty()
    stdout = out.open("wb") if out else end
    with subprocess.Popen([sys.executable, "-c", CODE], stdout=stdout, stderr=end) as running:
        os.close(end)
        seen = b""
        while True:
            try:
                chunk = os.read(terminal, 4096)
            except OSError:  # Linux says so when the other end is closed
                break
            if not chunk:
                break
            seen += chunk
    os.close(terminal)
    if out:
        stdout.close()
    assert running.returncode == 0
    return seen.decode()


def test_bar_is_shown_and_claims_go_to_their_file(tmp_path: Path) -> None:
    seen = on_terminal(tmp_path / "claims")
    assert (tmp_path / "claims").read_text() == "".join(f"claim {n}\n" for n in range(1, 6))
    assert "Coding" in seen
    assert "/5" in seen
    assert "a problem" in seen
    assert "claim 1" not in seen


def test_no_bar_among_claims_on_a_terminal() -> None:
    seen = on_terminal(None)
    assert "Coding" not in seen
    assert seen.replace("\r", "") == "claim 1\nclaim 2\nclaim 3\na problem\nclaim 4\nclaim 5\n"


def test_a_name_cannot_steer_the_terminal() -> None:
    assert safe("a\x1b[2Jb\u202ec é") == "a\ufffd[2Jb\ufffdc é"
