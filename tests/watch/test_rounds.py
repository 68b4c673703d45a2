"""Watching real servers and folders with the real coder: nothing is lost or doubled, and each change is told once."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

import marsad
from marsad.cli.main import cli
from marsad.ledger import Ledger
from marsad.sources import Rules
from marsad.sources.web import fetcher_for
from marsad.watch import rounds
from marsad.watch.listing import load
from tests.sources.net.servers import Server, in_turn, page, serving
from tests.sources.test_web import FEED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from click.testing import Result

LIST = """
name: kestrel
sources:
  - {source: "{rss}", publisher: Coast Post}
  - inbox
control: [Fenner]
tolls: [{place: Fenner, by: 10}]
"""
TAKEN = "Rebels took the town of Fenner on Saturday, the Coast Monitor said."
LOST = "The army took the town of Fenner on Tuesday, the Coast Monitor said."
KILLED = "Shelling killed at least 14 people in Fenner on Tuesday, rescuers said."


def item(number: int, words: str, day: str = "Sun, 03 Mar 2019") -> str:
    inner = f"<guid>q-{number}</guid><title>Report {number} from the front</title><pubDate>{day} 10:00:00 GMT</pubDate>"
    return f"<item>{inner}<description>{words}</description></item>"


FIRST, SECOND, THIRD = item(1, TAKEN), item(2, LOST, "Tue, 05 Mar 2019"), item(3, KILLED, "Tue, 05 Mar 2019")


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.chdir(tmp_path)
    fetcher_for.cache_clear()
    Path("inbox").mkdir()
    with serving() as running:
        Path("watch.yaml").write_text(LIST.replace("{rss}", running.address("/rss")))
        yield running


def publish(server: Server, *items: str) -> None:
    server.pages["/rss"] = page(FEED.format("".join(items)))


def watch(*arguments: str) -> Result:
    fetcher_for.cache_clear()  # what a new process begins with: no pauses, no robots.txt
    return CliRunner().invoke(
        cli, ["watch", "watch.yaml", "--once", "--allow-private", "--proxy", "", "--timeout", "5", *arguments]
    )


def titles() -> list[str]:
    with marsad.open_ledger("marsad.db", create=False) as opened:
        assert opened.ledger.verify() == []
        return sorted(document.title or "" for document in opened.ledger.documents())


def test_changes_are_told_once(server: Server) -> None:
    publish(server, FIRST)
    first = watch()
    assert first.exit_code == 0, first.output
    assert first.stdout.splitlines()[0] == (
        "Control of Fenner: reported taken by rebels, 2 March 2019. Before: nothing was reported."
    )
    assert f"{server.address('/rss')}: new: 1, claims: 1." in first.stderr
    assert watch().stdout == ""
    publish(server, THIRD, SECOND, FIRST)
    told = [json.loads(line) for line in watch("--format", "json").stdout.splitlines()]
    control, toll = sorted(told, key=lambda one: str(one["kind"]))
    assert (control["watch"], control["kind"], control["place"]) == ("kestrel", "control", "Fenner")
    assert control["text"].endswith("Before: reported taken by rebels, 2 March 2019.")
    assert control["quotes"][0]["publisher"] == "Coast Post"
    assert toll["text"].startswith("A toll jumped: At least 14 people killed")
    assert watch().stdout == ""
    assert len(titles()) == 3


def test_what_a_ledger_held_before_is_no_news(server: Server) -> None:
    Path("old.txt").write_text(f"KESTREL BAY, March 3, 2019 - {TAKEN}\n")
    assert CliRunner().invoke(cli, ["ingest", "old.txt"]).exit_code == 0
    publish(server, FIRST)
    assert watch().stdout == ""
    publish(server, SECOND, FIRST)
    assert watch().stdout.startswith("Control of Fenner: reported taken by the army, 5 March 2019.")


def test_trouble_passes_and_nothing_is_lost(server: Server) -> None:
    publish(server, FIRST)
    assert watch().exit_code == 0
    for broken in (
        page("", 503),
        page("", 500),
        page(b"", Content_Encoding="gzip"),
        page("<rss><channel>"),
        page("", 404),
    ):
        server.pages["/rss"] = broken
        assert watch().stdout == ""
    server.pages["/rss"] = page("", 500)
    trouble = watch()
    assert trouble.exit_code == 3
    assert trouble.stderr == f"{server.address('/rss')}: The answer was 500: the server has failed.\n"
    publish(server, SECOND, FIRST)
    assert watch().stdout.startswith("Control of Fenner: reported taken by the army")
    assert titles() == ["Report 1 from the front", "Report 2 from the front"]


def test_an_alert_that_cannot_be_told_is_kept(server: Server) -> None:
    with Path("watch.yaml").open("a") as listing:
        listing.write(f"tell: {{webhook: {{address: '{server.address('/hook')}'}}}}\n")
    publish(server, FIRST)
    first = watch()
    assert first.exit_code == 3
    assert first.stdout.startswith("Control of Fenner")
    assert "Alerts cannot be told by webhook: The answer was 404" in first.stderr
    server.pages["/hook"] = page("taken")
    assert watch().stdout == ""
    assert watch().exit_code == 0
    posted = [json.loads(one.body) for one in server.asked if one.path == "/hook" and one.method == "POST"]
    assert [one["id"] for one in posted] == [posted[0]["id"]] * 2


def test_a_channel_that_is_added_is_not_told_of_the_past(server: Server) -> None:
    publish(server, FIRST)
    assert watch().stdout
    with Path("watch.yaml").open("a") as listing:
        listing.write(f"tell: {{webhook: {{address: '{server.address('/hook')}'}}}}\n")
    server.pages["/hook"] = page("taken")
    assert watch().exit_code == 0
    assert "/hook" not in server.paths()
    publish(server, SECOND, FIRST)
    assert watch().exit_code == 0
    assert server.paths().count("/hook") == 1


def test_folders(server: Server) -> None:
    publish(server)
    path = Path("inbox/a.txt")
    path.write_text(f"KESTREL BAY, March 3, 2019 - {TAKEN}\n")
    assert watch().stdout == ""  # it may still be being copied
    os.utime(path, (time.time() - 60,) * 2)
    assert watch().stdout.startswith("Control of Fenner: reported taken by rebels")
    assert watch().stdout == ""
    assert len(titles()) == 1


def test_a_folder_that_is_gone_costs_nothing_else(server: Server) -> None:
    Path("inbox").rmdir()
    publish(server, FIRST)
    result = watch()
    assert result.exit_code == 3
    assert result.stdout.startswith("Control of Fenner")
    assert "inbox: There is no such file, or it has gone." in result.stderr


def test_a_locked_ledger_is_waited_for(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(server, FIRST)
    assert watch().exit_code == 0
    publish(server, SECOND, FIRST)
    monkeypatch.setattr(Ledger.open.__func__, "__kwdefaults__", {**Ledger.open.__func__.__kwdefaults__, "wait": 0.1})
    with closing(sqlite3.connect("marsad.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        locked = watch()
        other.rollback()
    assert locked.exit_code == 3
    assert "is in use by another program" in locked.stderr
    assert watch().stdout.startswith("Control of Fenner: reported taken by the army")


def test_one_process_goes_through_trouble(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.pages["/rss"] = in_turn(page("", 500), page("", 500), page("", 404), page(FEED.format(FIRST)))
    monkeypatch.setattr(rounds, "pause", lambda *_: 0.0)
    said: list[str] = []

    def say(line: str) -> None:
        said.append(line)
        if line.endswith("can be read again."):
            raise KeyboardInterrupt

    limits = Rules(allow_private=True, proxy="", gap=0)
    with marsad.open_ledger("marsad.db") as opened, pytest.raises(KeyboardInterrupt):
        rounds.Watcher(opened, load(Path("watch.yaml")), [], say, rules=limits).forever()
    source = server.address("/rss")
    assert said == [
        f"{source}: The answer was 500: the server has failed.",
        f"{source}: The answer was 404: there is no such page.",
        f"{source}: new: 1, claims: 1.",
        f"{source}: can be read again.",
    ]
    assert titles() == ["Report 1 from the front"]


def running(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "marsad", "watch", "watch.yaml", "--allow-private", "--proxy", "", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_for_ever_until_stopped(server: Server, how: signal.Signals) -> None:
    publish(server, FIRST)
    process = running()
    assert process.stdout is not None
    assert process.stdout.readline().startswith("Control of Fenner: reported taken by rebels")
    process.send_signal(how)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 130
    assert said.endswith("Stopped.\n")
    assert "Traceback" not in said
    assert titles() == ["Report 1 from the front"]


@pytest.mark.parametrize("how", [signal.SIGKILL])
def test_killed_at_any_moment_it_goes_on_where_it_was(server: Server, how: signal.Signals) -> None:
    publish(server, THIRD, SECOND, FIRST)
    told: list[str] = []
    for wait in (0.5, 1.5, 2.5, 3.0, 3.5):
        process = running()
        time.sleep(wait)
        process.send_signal(how)
        told += process.communicate(timeout=20)[0].splitlines()
    told += watch().stdout.splitlines()
    assert len(titles()) == 3
    assert len([line for line in told if line.startswith("A toll jumped")]) >= 1
    assert watch().stdout == ""


def test_lists_that_cannot_be_used(server: Server) -> None:
    Path("watch.yaml").write_text("sources: []\n")
    result = watch()
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: watch.yaml, line 1: sources: ")
