"""Proof: time stamps by a real authority, and a case that is checked by its own instructions, without Marsad."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from marsad import api
from marsad.cli.main import cli
from marsad.errors import InputError, MarsadError
from marsad.ledger import Ledger
from marsad.sources import Rules
from tests import authority
from tests.ledger.town import aside, fill, killed, of, report

OWN = Rules(allow_private=True, proxy="")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an authority."""
    folder = tmp_path_factory.mktemp("authority") / "tsa"
    authority.found(folder)
    return folder


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Ledger.open(tmp_path / "town.db") as ledger:
        document = fill(ledger, report(title="Mill <Quarter> & more"))
        ledger.rule("verified", killed(document).id, by="Amal", reason="Seen <here>.", change={"method": "visit"})
        ledger.receive(aside(b"\x00\x01"))
    return tmp_path / "town.db"


DOC = of(report()).doc


def test_a_stamp_is_kept_and_verified(path: Path, house: Path) -> None:
    with api.open_ledger(path) as opened, authority.serving(house) as address:
        position = opened.ledger.position()
        both = [*opened.stamp([DOC[:12]], authority=address, certificates=house / "ca.pem", rules=OWN)]
        both += opened.stamp(authority=address, certificates=house / "ca.pem", rules=OWN)
        assert both[0][0] == report().capture.sha256
        assert both[1][0] != str(position)
        kept = {(one.kind, one.stamped) for one in opened.ledger.stamps()}  # of one second, so in no order
        assert kept == {("capture", both[0][1]), ("position", both[1][1])}
        assert opened.ledger.verify() == []


@pytest.mark.parametrize(
    ("kind", "statement"),
    [
        ("token", "UPDATE token SET about = '1:0000000000000000'"),
        ("token", "UPDATE token SET token = x'3003020100'"),
        ("token", "UPDATE token SET certificates = 'none'"),
        ("token", "UPDATE token SET stamped = '2016-12-07T00:00:00.000000Z'"),
        ("missing", "DELETE FROM token"),
    ],
)
def test_a_stamp_that_was_changed_is_found(path: Path, house: Path, kind: str, statement: str) -> None:
    import sqlite3
    from contextlib import closing

    with api.open_ledger(path) as opened, authority.serving(house) as address:
        assert len([*opened.stamp([DOC], authority=address, certificates=house / "ca.pem", rules=OWN)]) == 1
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("INSERT INTO maintenance VALUES ('a test')")
        raw.execute(statement)
        raw.execute("DELETE FROM maintenance")
    with Ledger.open(path) as ledger:
        assert kind in [problem.kind for problem in ledger.verify()]


def test_a_stamp_that_does_not_hold_is_not_kept(path: Path, house: Path, tmp_path: Path) -> None:
    stranger = authority.found(tmp_path / "stranger", "Somebody Else")
    (tmp_path / "notes.txt").write_text("no certificate")
    with api.open_ledger(path) as opened, authority.serving(house) as address:
        before = opened.ledger.position()
        for certificates, message in ((stranger, "does not hold by"), (tmp_path / "notes.txt", "not in PEM form")):
            with pytest.raises(InputError, match=message):
                list(opened.stamp([DOC], authority=address, certificates=certificates, rules=OWN))
        with pytest.raises(InputError, match="can't be read as certificates"):
            list(opened.stamp([DOC], authority=address, certificates=tmp_path / "none.pem", rules=OWN))
        with authority.serving(house, b"not a stamp") as mute, pytest.raises(InputError, match="can't be read as one"):
            list(opened.stamp([DOC], authority=mute, certificates=house / "ca.pem", rules=OWN))
        old = (house / "reply.tsr").read_bytes()
        with authority.serving(house, old) as parrot, pytest.raises(InputError, match="something else than was asked"):
            list(opened.stamp([DOC], authority=parrot, certificates=house / "ca.pem", rules=OWN))
        with pytest.raises(MarsadError):
            list(opened.stamp([DOC], authority="http://127.0.0.1:9/", certificates=house / "ca.pem", rules=OWN))
        assert opened.ledger.position() == before


def commands(page: str, what: str) -> list[str]:
    """The commands that the page tells its reader to run."""
    return [html.unescape(text) for text in re.findall(rf'<pre (?:id|class)="{what}">(.*?)</pre>', page, re.DOTALL)]


def test_a_case_is_checked_by_its_own_instructions(path: Path, house: Path, tmp_path: Path) -> None:
    if shutil.which("sha256sum") is None:
        pytest.skip("sha256sum is not installed")
    folder = tmp_path / "case"
    with api.open_ledger(path) as opened, authority.serving(house) as address:
        list(opened.stamp([DOC], authority=address, certificates=house / "ca.pem", rules=OWN))
        aside_doc = next(one.doc for one in opened.documents(state="set aside"))
        opened.export_case([DOC[:12], aside_doc], folder)
    page = (folder / "index.html").read_text(encoding="utf-8")
    (sums,), (stamp,) = commands(page, "check-sums"), commands(page, "check-stamp")
    for command, told in ((sums, ": OK"), (stamp, "Verification: OK")):
        done = subprocess.run(command.split(), cwd=folder, capture_output=True, text=True, check=True)
        assert told in done.stdout + done.stderr
    (script,) = re.findall(r"python3 -c '(.*?)' documents/001", html.unescape(page), re.DOTALL)
    arguments = [sys.executable, "-c", script, "documents/001"]
    done = subprocess.run(arguments, cwd=folder, capture_output=True, text=True, check=True)
    assert done.stdout == "All words stand where they are said to.\n"
    listed = {line.split("  ")[1] for line in (folder / "SHA256SUMS").read_text().splitlines()}
    there = {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}
    assert listed == there - {"SHA256SUMS"}
    assert (folder / "documents/001/bytes.txt").read_bytes() == report().capture.content
    assert (folder / "documents/002/bytes.bin").read_bytes() == b"\x00\x01"
    assert json.loads((folder / "documents/001/rulings.json").read_text())[0]["reason"] == "Seen <here>."
    assert "Mill &lt;Quarter&gt; &amp; more" in page
    assert "Seen &lt;here&gt;." in page
    assert "src=" not in page
    changed = folder / "documents/001/bytes.txt"
    changed.write_bytes(changed.read_bytes().replace(b"38", b"83"))
    for command in (sums, stamp):
        assert subprocess.run(command.split(), cwd=folder, capture_output=True, check=False).returncode != 0


def test_a_case_with_protected_names_has_no_bytes(path: Path, tmp_path: Path) -> None:
    with Ledger.open(path) as ledger:
        ledger.protect("Valley Observatory", by="Amal", reason="Danger.")
    for folder, more, held in (("closed", [], False), ("open", ["--unlock"], True)):
        arguments = ["export-case", DOC, "--ledger", str(path), "--to", str(tmp_path / folder), *more]
        result = CliRunner().invoke(cli, arguments)
        assert result.exit_code == 0, result.output
        content = b"".join(file.read_bytes() for file in (tmp_path / folder).rglob("*") if file.is_file())
        assert (b"Valley Observatory" in content) is held
        assert (DOC.encode() in content) is held
        assert (tmp_path / folder / "documents/001/bytes.txt").exists() is held
    again = CliRunner().invoke(cli, ["export-case", DOC, "--ledger", str(path), "--to", str(tmp_path / "open")])
    assert again.exit_code == 1
    assert "holds something already" in again.output


def test_stamping_on_the_command_line(path: Path, house: Path) -> None:
    with authority.serving(house) as address:
        arguments = ["--authority", address, "--certificates", str(house / "ca.pem"), "--ledger", str(path)]
        result = CliRunner().invoke(cli, ["stamp", DOC, *arguments, "--allow-private", "--proxy", ""])
        assert result.exit_code == 0, result.output
        assert report().capture.sha256 in result.output
        refused = CliRunner().invoke(cli, ["stamp", DOC, *arguments, "--proxy", ""])
        assert refused.exit_code == 1
    assert CliRunner().invoke(cli, ["verify", "--ledger", str(path)]).exit_code == 0
