"""`marsad ingest https://…`, end to end against a server on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

import marsad
from marsad.cli.main import cli
from marsad.sources.web import fetcher_for
from tests.bulk import fakes
from tests.sources.net.servers import Server, page, serving
from tests.sources.test_web import ARTICLE, REPORT, feed, item

if TYPE_CHECKING:
    from collections.abc import Iterator

    from click.testing import Result


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    fakes.install(monkeypatch)
    monkeypatch.chdir(tmp_path)
    fetcher_for.cache_clear()
    with serving() as running:
        yield running


def run(command: str, *arguments: str, private: bool = True) -> Result:
    allowed = ("--allow-private",) if private else ()
    return CliRunner().invoke(cli, [command, "--proxy", "", *allowed, *arguments])


def test_an_address(server: Server) -> None:
    server.pages["/a"] = page(ARTICLE)
    result = run("ingest", server.address("/a"))
    assert (result.exit_code, result.stdout) == (0, "1 new document, 0 known already; 1 coded, 1 claim.\n")
    with marsad.open_ledger("marsad.db") as opened:
        (document,) = opened.ledger.documents()
        assert document.url == server.address("/a")
        assert opened.ledger.verify() == []


def test_claims_without_a_ledger(server: Server) -> None:
    server.pages["/a"] = page(REPORT, content_type="text/plain")
    result = run("extract", server.address("/a"))
    assert result.exit_code == 0
    assert '"event":"shelling"' in result.stdout
    assert not Path("marsad.db").exists()


def test_refused(server: Server) -> None:
    address = server.address("/a")
    result = run("ingest", address, private=False)
    assert result.exit_code == 3
    assert result.stderr == (
        f"Set aside:\n  {address}: 127.0.0.1 leads to a loopback address, not to the public internet; "
        "give --allow-private if you mean it.\n"
    )
    assert server.connections == 0


def test_an_address_that_answers_later_is_no_longer_set_aside(server: Server) -> None:
    assert run("ingest", server.address("/a"), server.address("/b")).exit_code == 3
    server.pages["/a"] = page(ARTICLE)
    assert run("ingest", server.address("/a")).exit_code == 0
    with marsad.open_ledger("marsad.db") as opened:
        (aside,) = opened.ledger.set_aside()
        assert (aside.origin, aside.reason) == (server.address("/b"), "http")


def test_a_feed_again_and_again(server: Server) -> None:
    """Nothing is doubled or lost, also where the ledger was left before the coder had read what it had stored."""
    server.pages["/rss"] = feed(item(2), item(1))
    assert run("ingest", server.address("/rss")).stdout.startswith("2 new documents, 0 known already; 2 coded")
    assert run("ingest", server.address("/rss")).stdout.startswith("0 new documents, 0 known already; 0 coded")
    server.pages["/rss"] = feed(item(3), item(2), item(1), ETag='"7"')
    assert run("ingest", server.address("/rss")).stdout.startswith("1 new document, 0 known already; 1 coded")
    Path("saved.xml").write_text(feed_text(item(3), item(1)))
    assert run("ingest", "saved.xml").stdout.startswith("0 new documents, 0 known already; 0 coded")
    with marsad.open_ledger("marsad.db") as opened:
        assert {document.title for document in opened.ledger.documents()} == {"Report 1", "Report 2", "Report 3"}
        assert opened.ledger.verify() == []


def test_what_was_stored_but_not_coded_is_coded_with_the_next_copy_of_the_feed(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    from marsad.ledger import Ledger

    class Stopped(Exception):  # noqa: N818
        pass

    def stop(*_: object, **__: object) -> int:
        raise Stopped

    server.pages["/rss"] = feed(item(2), item(1))
    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "record", stop)
        assert isinstance(run("ingest", server.address("/rss")).exception, Stopped)
    server.pages["/rss"] = feed(item(3), item(2), item(1))
    assert run("ingest", server.address("/rss")).stdout == "1 new document, 2 known already; 3 coded, 3 claims.\n"
    with marsad.open_ledger("marsad.db") as opened:
        assert len(list(opened.ledger.documents())) == 3


def feed_text(*items: str) -> str:
    from tests.sources.test_web import FEED

    return FEED.format("".join(items))


def test_follow(server: Server) -> None:
    server.pages |= {"/rss": feed(item(1, "/1")), "/1": page(ARTICLE)}
    assert run("ingest", "--follow", server.address("/rss")).exit_code == 0
    with marsad.open_ledger("marsad.db") as opened:
        (document,) = opened.ledger.documents()
        assert document.text.startswith("Shells on Tal Marran\n")


def test_unknown_proxy(server: Server) -> None:
    result = CliRunner().invoke(cli, ["ingest", "--proxy", "ftp://x", server.address("/")])
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: A proxy's address begins with")
