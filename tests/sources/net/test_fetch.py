"""Fetching from real servers on 127.0.0.1: redirects, robots.txt, pauses, limits, broken servers, TLS, proxies."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import trustme

from marsad import __version__
from marsad.errors import InputError
from marsad.sources.net.fetch import Fetcher
from marsad.sources.net.problems import FetchProblem
from marsad.sources.net.rules import Limits, Rules
from tests.sources.net.servers import Answering, Asked, Send, Server, in_turn, page, redirect, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = "<p>The army took the Mill Quarter, the Valley Observatory said.</p>"


def rules(**limits: float) -> Rules:
    named = {"total": 5, "silence": 2, **limits}
    return Rules(allow_private=True, gap=0, limits=Limits(**named), proxy="")  # type: ignore[arg-type]


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def problem(server: Server, path: str = "/", **limits: float) -> FetchProblem:
    with pytest.raises(FetchProblem) as caught:
        Fetcher(rules(**limits)).get(server.address(path))
    assert str(caught.value)[-1] == "."
    return caught.value


def test_an_answer_with_all_that_is_kept_of_it(server: Server) -> None:
    server.pages["/a"] = page(PAGE, ETag='"x"', Set_Cookie="who=you", Server="qarun")
    answer = Fetcher(rules()).get(server.address("/a#part"))
    assert answer.body.decode() == PAGE
    fetched = answer.fetched
    assert (fetched.address, fetched.final) == (server.address("/a#part"), server.address("/a"))
    assert (fetched.status, fetched.redirects) == (200, [])
    assert fetched.headers == {
        "content-length": str(len(PAGE)), "content-type": "text/html; charset=utf-8", "etag": '"x"', "server": "qarun",
    }  # fmt: skip
    assert abs(datetime.fromisoformat(fetched.at) - datetime.now(UTC)) < timedelta(seconds=5)
    (asked,) = (one for one in server.asked if one.path == "/a")
    assert asked.headers["user-agent"] == f"Marsad/{__version__}"
    assert asked.headers["host"] == f"127.0.0.1:{server.port}"
    assert not {"cookie", "authorization", "referer"} & set(asked.headers)


def test_redirects_are_followed_and_kept(server: Server) -> None:
    server.pages |= {
        "/a": redirect("/b", 301),
        "/b": redirect(f"//127.0.0.1:{server.port}/c d?q=ا", 308),
        "/c%20d?q=%D8%A7": page(PAGE),
    }
    fetched = Fetcher(rules()).get(server.address("/a")).fetched
    assert fetched.redirects == [server.address("/b")]
    assert fetched.final == server.address("/c%20d?q=%D8%A7")


def test_redirects_end(server: Server) -> None:
    server.pages["/"] = redirect("/")
    assert problem(server).reason == "redirects"
    assert len(server.paths()) == 6


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "ftp://127.0.0.1/", "http://a:b@127.0.0.1/", "data:text/html,x", "http://["],
)
def test_redirects_to_what_is_no_web_address(server: Server, target: str) -> None:
    server.pages["/"] = redirect(target)
    assert problem(server).reason == "address"
    assert server.paths() == ["/"]


@pytest.mark.parametrize(
    ("status", "words", "passing"),
    [
        (403, "refuses to give it", False), (404, "no such page", False), (410, "taken away", False),
        (418, "did not give", False),
        (451, "legal", False), (500, "failed", True), (502, "failed", True), (206, None, False), (204, None, False),
    ],
)  # fmt: skip
def test_statuses(server: Server, status: int, words: str | None, passing: bool) -> None:
    server.pages["/"] = page(b"", status)
    if words is None:
        assert Fetcher(rules()).get(server.address()).fetched.status == status
        return
    found = problem(server)
    assert (found.reason, found.passing) == ("http", passing)
    assert f"The answer was {status}: " in str(found)
    assert words in str(found)
    assert found.fetched is not None
    assert found.fetched.status == status


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("date", [False, True])
def test_a_busy_server_is_asked_again_when_it_says(server: Server, status: int, date: bool) -> None:
    wish = format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True) if date else "1"
    server.pages["/"] = in_turn(page("", status, Retry_After=wish), page(PAGE))
    begun = time.monotonic()
    assert Fetcher(rules()).get(server.address()).body.decode() == PAGE
    assert time.monotonic() - begun >= (0.5 if date else 1)
    assert server.paths() == ["/", "/"]


def test_a_server_that_stays_busy_is_given_up(server: Server) -> None:
    server.pages["/"] = page("", 429, Retry_After="0")
    assert problem(server).wait == 0
    assert server.paths() == ["/"] * 3


def test_a_long_wait_is_left_to_the_caller(server: Server) -> None:
    server.pages["/"] = page("", 429, Retry_After="7200")
    fetcher = Fetcher(rules())
    with pytest.raises(FetchProblem, match="wait 2 hours") as caught:
        fetcher.get(server.address())
    assert (caught.value.wait, caught.value.passing) == (7200, True)
    with pytest.raises(FetchProblem, match="a pause of 2 hours"):
        fetcher.get(server.address("/other"))
    assert server.paths() == ["/"]


def test_robots_are_respected(server: Server) -> None:
    server.pages |= {
        "/robots.txt": page("User-agent: *\nDisallow: /\n\nUser-agent: marsad\nDisallow: /private\nAllow: /private/o"),
        "/private/a": page(PAGE), "/private/open": page(PAGE), "/b": redirect("/private/a"),
    }  # fmt: skip
    fetcher = Fetcher(rules())
    assert fetcher.get(server.address("/private/open")).body
    for path in ("/private/a", "/b"):
        with pytest.raises(FetchProblem, match=r"robots\.txt of 127\.0\.0\.1 asks programs not to") as caught:
            fetcher.get(server.address(path))
        assert (caught.value.reason, caught.value.passing) == ("robots", False)
    assert server.paths() == ["/private/open", "/b"]
    assert [one.path for one in server.asked].count("/robots.txt") == 1


def test_robots_that_cannot_be_had(server: Server) -> None:
    server.pages |= {"/robots.txt": in_turn(page("", 500), page("", 404)), "/": page(PAGE)}
    fetcher = Fetcher(rules())
    with pytest.raises(FetchProblem, match="cannot be had now") as caught:
        fetcher.get(server.address())
    assert caught.value.passing
    assert server.paths() == []
    assert fetcher.get(server.address()).body


@pytest.mark.parametrize("target", ["/robots.txt", "file:///etc/passwd"])
def test_robots_that_lead_nowhere_forbid_nothing(server: Server, target: str) -> None:
    server.pages |= {"/robots.txt": redirect(target), "/": page(PAGE)}
    assert Fetcher(rules()).get(server.address()).body


def test_endless_robots_are_read_to_their_limit(server: Server) -> None:
    server.pages |= {
        "/robots.txt": _endless(b"User-agent: *\nDisallow: /private\n" * 100),
        "/": page(PAGE),
        "/private": page(PAGE),
    }
    assert Fetcher(rules()).get(server.address()).body
    assert problem(server, "/private").reason == "robots"


def test_pauses_between_requests(server: Server) -> None:
    server.pages |= {"/robots.txt": page("User-agent: *\nCrawl-delay: 1\n"), "/": page(PAGE)}
    fetcher = Fetcher(rules())
    begun = time.monotonic()
    fetcher.get(server.address())
    assert time.monotonic() - begun < 0.9
    fetcher.get(server.address())
    assert time.monotonic() - begun >= 1


def test_our_own_gap(server: Server) -> None:
    server.pages["/"] = page(PAGE)
    fetcher = Fetcher(Rules(allow_private=True, gap=0.3, proxy=""))
    begun = time.monotonic()
    for _ in range(3):
        fetcher.get(server.address())
    assert time.monotonic() - begun >= 0.6


def test_nothing_new(server: Server) -> None:
    def answer(asked: Asked, send: Send) -> None:
        known = asked.headers.get("if-none-match") == '"a"' and asked.headers.get("if-modified-since")
        (page(b"", 304) if known else page(PAGE))(asked, send)

    server.pages["/"] = answer
    fetcher = Fetcher(rules())
    assert not fetcher.get(server.address()).unchanged
    again = fetcher.get(server.address(), etag='"a"', modified="Tue, 06 Dec 2016 10:00:00 GMT")
    assert again.unchanged
    assert again.body == b""


def test_unasked_304(server: Server) -> None:
    server.pages["/"] = page(b"", 304)
    assert problem(server).reason == "http"


def test_packed_pages_are_unpacked(server: Server) -> None:
    packed = gzip.compress(PAGE.encode())
    server.pages["/"] = page(packed + packed + b"\0\0", Content_Encoding="gzip")
    assert Fetcher(rules()).get(server.address()).body.decode() == PAGE * 2


@pytest.mark.parametrize("coding", ["br", "gzip, gzip", "zstd", "nonsense"])
def test_packed_as_was_not_asked_for(server: Server, coding: str) -> None:
    server.pages["/"] = page(PAGE, Content_Encoding=coding)
    assert problem(server).reason == "packing"


@pytest.mark.parametrize("body", [b"no gzip at all", gzip.compress(PAGE.encode())[:-9], gzip.compress(b"x" * 99)[:20]])
def test_packed_and_broken(server: Server, body: bytes) -> None:
    server.pages["/"] = page(body, Content_Encoding="gzip")
    assert problem(server).reason == "packing"


def test_gzip_bomb(server: Server) -> None:
    bomb = gzip.compress(bytes(300_000_000), 9)
    server.pages["/"] = page(bomb, Content_Encoding="gzip")
    begun = time.monotonic()
    found = problem(server, size=2_000_000)
    assert found.reason == "too-large-answer"
    assert "2 MB" in str(found)
    assert time.monotonic() - begun < 1


def _endless(
    piece: bytes, pause: float = 0.0, head: bytes = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
) -> Answering:
    def answer(asked: Asked, send: Send) -> None:
        send(head)
        while True:
            send(piece)
            time.sleep(pause)

    return answer


def test_an_endless_page(server: Server) -> None:
    server.pages["/"] = _endless(b"x" * 65536)
    assert problem(server, size=5_000_000).reason == "too-large-answer"


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX-",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"",
        b"HTTP/1.1 1",
    ],
)
def test_a_server_that_drips(server: Server, head: bytes) -> None:
    """Bytes that keep coming one by one do not keep the fetcher longer than the whole time it has."""
    server.pages["/"] = _endless(b"1", 0.05, head)
    begun = time.monotonic()
    assert problem(server, total=0.7, silence=0.5).reason == "timeout"
    assert time.monotonic() - begun < 1.5


def test_a_server_that_says_nothing(server: Server) -> None:
    done = threading.Event()
    server.pages["/"] = lambda _asked, _send: done.wait(5) and None
    assert problem(server, silence=0.2).reason == "timeout"
    done.set()


def test_endless_headers(server: Server) -> None:
    server.pages["/"] = _endless(b"X-Filler: " + b"x" * 8000 + b"\r\n", head=b"HTTP/1.1 200 OK\r\n")
    found = problem(server)
    assert found.reason == "connection"
    assert "as a web server does" in str(found)


@pytest.mark.parametrize(
    "reply",
    [
        b"SSH-2.0-OpenSSH_9\r\n",
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\nshort",
        b"\0" * 100,
        b"HTTP/1.1 abc\r\n\r\n",
    ],
)
def test_what_is_no_web_server(server: Server, reply: bytes) -> None:
    server.pages["/"] = lambda _asked, send: send(reply)
    assert problem(server).reason == "connection"


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(FetchProblem, match=r"127\.0\.0\.1 cannot be reached") as caught:
        Fetcher(rules()).get(f"http://127.0.0.1:{port}/")
    assert caught.value.passing


# TLS


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def _tls(authority: trustme.CA, *names: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names).configure_cert(context)
    return context


def _trusting(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fetcher:
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    given = rules()
    return Fetcher(Rules(True, "", given.limits, 0, lambda _name, _port: ["127.0.0.1"]))


def test_the_name_and_not_the_address_is_in_tls_and_host(
    authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetcher = _trusting(authority, tmp_path, monkeypatch)
    with serving({"/": page(PAGE)}, _tls(authority, "qarun.example")) as server:
        address = f"https://qarun.example:{server.port}/"
        assert fetcher.get(address).body.decode() == PAGE
        assert set(server.names) == {"qarun.example"}
        assert {one.headers["host"] for one in server.asked} == {f"qarun.example:{server.port}"}
        with pytest.raises(FetchProblem, match=r"certificate of other\.example cannot be trusted") as caught:
            fetcher.get(f"https://other.example:{server.port}/")
        assert caught.value.reason == "tls"
        server.pages["/"] = redirect(f"http://qarun.example:{server.port}/a")
        with pytest.raises(FetchProblem, match="from https to the unprotected"):
            fetcher.get(address)


def test_an_unknown_authority(authority: trustme.CA) -> None:
    with serving({"/": page(PAGE)}, _tls(authority, "127.0.0.1")) as server:
        with pytest.raises(FetchProblem, match="cannot be trusted") as caught:
            Fetcher(rules()).get(f"https://127.0.0.1:{server.port}/")
        assert caught.value.reason == "tls"
        assert server.asked == []


def test_no_tls_at_all(server: Server) -> None:
    with pytest.raises(FetchProblem) as caught:
        Fetcher(rules()).get(f"https://127.0.0.1:{server.port}/")
    assert caught.value.reason in {"tls", "timeout"}


# Proxies


def _never(name: str, port: int) -> list[str]:
    assert name == "127.0.0.1", "a name was looked up here, though a proxy does it"
    return ["127.0.0.1"]


def _through(proxy: str | None) -> Fetcher:
    return Fetcher(Rules(proxy=proxy, gap=0, resolver=_never, limits=Limits(total=5, silence=2)))


@pytest.mark.parametrize("by_environment", [False, True])
def test_a_proxy_gets_the_name(server: Server, by_environment: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    proxy = server.address("")
    if by_environment:
        monkeypatch.setenv("http_proxy", proxy)
    server.pages["http://qarun.example/a"] = page(PAGE)
    answer = _through(None if by_environment else proxy).get("http://qarun.example/a")
    assert answer.body.decode() == PAGE
    assert [one.path for one in server.asked] == ["http://qarun.example/robots.txt", "http://qarun.example/a"]


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "2130706433", "0x7f.1", "localhost", "[::1]", "intranet", "printer.local"]
)
def test_what_a_proxy_is_not_asked_for(server: Server, host: str) -> None:
    with pytest.raises(FetchProblem) as caught:
        _through(server.address("")).get(f"http://{host}/")
    assert caught.value.reason == "refused-address"
    assert server.connections == 0


def test_socks(server: Server) -> None:
    server.pages["/"] = page(PAGE)
    asked: list[bytes] = []

    def socks(listener: socket.socket) -> None:
        for _ in range(2):
            connection, _ = listener.accept()
            with connection, socket.create_connection(("127.0.0.1", server.port)) as onward:
                connection.recv(100)
                connection.sendall(b"\x05\x00")
                asked.append(connection.recv(300))
                connection.sendall(b"\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x50")
                onward.sendall(connection.recv(65536))
                while more := onward.recv(65536):
                    connection.sendall(more)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=socks, args=(listener,), daemon=True)
        thread.start()
        answer = _through(f"socks5://127.0.0.1:{listener.getsockname()[1]}").get("http://qarun.example/")
        thread.join(5)
    assert answer.body.decode() == PAGE
    assert all(b"qarun.example" in one for one in asked)


@pytest.mark.parametrize("proxy", ["ftp://127.0.0.1", "http://", "socks4://127.0.0.1:1080", "http://[", "::"])
def test_what_is_no_proxy(proxy: str) -> None:
    with pytest.raises(InputError, match="proxy"):
        Fetcher(Rules(proxy=proxy))


# Webhooks


def test_post(server: Server) -> None:
    server.pages |= {"/hook": page("", 204), "/gone": page("", 410), "/moved": redirect("/hook")}
    fetcher = Fetcher(rules())
    fetcher.post(server.address("/hook"), b'{"a": 1}', "application/json")
    (asked,) = server.asked
    assert (asked.method, asked.body, asked.headers["content-type"]) == ("POST", b'{"a": 1}', "application/json")
    for path in ("/gone", "/moved"):
        with pytest.raises(FetchProblem, match="The answer was"):
            fetcher.post(server.address(path), b"{}", "application/json")
    with pytest.raises(FetchProblem, match="--allow-private"):
        Fetcher(Rules(proxy="")).post(server.address("/hook"), b"{}", "application/json")
    assert len(server.asked) == 3
