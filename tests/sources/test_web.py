"""Addresses as sources: what comes is read by its content, and kept with how it came."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from marsad.sources import Limits, Rules, Visit, Web, count, entry_of, read
from marsad.sources.web import fetcher_for
from tests.sources.net.servers import Answering, Asked, Send, Server, page, redirect, serving

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from marsad.model import Document, Received

REPORT = "3 March 2019\n\nTal Marran was shelled on Tuesday, the Qarun Monitor said.\n"
ARTICLE = """<html lang="en"><head><title>Shells on Tal Marran</title>
<meta property="article:published_time" content="2019-03-03T10:00:00+02:00"></head><body><article>
<h1>Shells on Tal Marran</h1>
<p>Tal Marran was shelled on Tuesday, and five people were killed, the Qarun Monitor said.</p>
<p>The shelling went on until the evening, when the ambulances could reach the market at last.</p>
</article></body></html>"""
RULES = Rules(allow_private=True, proxy="", gap=0, limits=Limits(total=5, silence=2))


@pytest.fixture
def server() -> Iterator[Server]:
    fetcher_for.cache_clear()  # it knows the robots.txt of ports that other tests had
    with serving() as running:
        yield running


class Remembering:
    """A memory in two sets."""

    def __init__(self) -> None:
        self.items: set[str] = set()
        self.visits: dict[str, Visit] = {}

    def taken(self, address: str, items: Iterable[str]) -> set[str]:
        return {item for item in items if f"{address} {item}" in self.items}

    def last_visit(self, address: str) -> Visit | None:
        return self.visits.get(address)

    def keep(self, web: Web, received: Iterable[Received]) -> None:
        self.visits |= web.visits
        for one in received:
            entry = entry_of(one.document) if one.document else None
            if entry:
                self.items |= {f"{entry[0]} {item}" for item in entry[1]}


def fetched(server: Server, answer: Answering, path: str = "/report", **options: str) -> list[Received]:
    server.pages[path] = answer
    return list(read([server.address(path)], web=Web(RULES), **options))


def document(received: list[Received]) -> Document:
    (one,) = received
    assert one.problem is None
    assert one.document is not None
    return one.document


def test_a_page(server: Server) -> None:
    (one,) = received = fetched(server, page(ARTICLE, Last_Modified="Sun, 03 Mar 2019 08:00:00 GMT"))
    found = document(received)
    assert found.text.startswith("Shells on Tal Marran\n")
    assert (found.published, found.url) == ("2019-03-03T10:00+02:00", server.address("/report"))
    assert one.capture.content.decode() == ARTICLE
    assert (one.capture.origin, one.capture.media_type) == (server.address("/report"), "text/html")
    assert one.capture.fetched is not None
    assert one.capture.fetched.headers["last-modified"] == "Sun, 03 Mar 2019 08:00:00 GMT"


@pytest.mark.parametrize(
    ("body", "content_type", "media_type"),
    [
        (REPORT.encode(), "application/pdf", "text/plain"), (REPORT.encode(), None, "text/plain"),
        (ARTICLE.encode(), "text/plain", "text/html"), (ARTICLE.encode(), "application/octet-stream", "text/html"),
        (f'{{"text": "{REPORT[14:-1]}"}}'.encode(), "text/html", "application/jsonl"),
        (f"<p>{REPORT}</p>".encode(), "text/html", "text/html"),
        (f"<p>{REPORT}</p>".encode(), "text/plain", "text/plain"),
    ],
)  # fmt: skip
def test_the_content_decides_what_it_is(server: Server, body: bytes, content_type: str | None, media_type: str) -> None:
    (one,) = received = fetched(server, page(body, content_type=content_type))
    assert document(received).text
    assert one.capture.media_type == media_type


def test_what_is_no_report(server: Server) -> None:
    for body, reason in ((b"\x89PNG\r\n\x1a\n" + bytes(99), "binary"), (b"", "empty"), (bytes(range(256)), "binary")):
        (one,) = fetched(server, page(body))
        assert (one.document, one.reason) == (None, reason)
        assert one.capture.content == body
        assert one.capture.fetched is not None


def test_the_servers_encoding_helps_only_where_nothing_else_does(server: Server) -> None:
    arabic = "قال المرصد إن البلدة قصفت يوم الثلاثاء."
    plain = "text/plain; charset=windows-1256"
    assert document(fetched(server, page(arabic.encode("cp1256"), content_type=plain))).text == arabic
    assert document(fetched(server, page(arabic.encode(), content_type=plain))).text == arabic
    assert document(fetched(server, page(REPORT, content_type="text/plain; charset=base64"))).text == REPORT


def test_options_count_more_than_what_comes(server: Server) -> None:
    found = document(fetched(server, page(ARTICLE), publisher="Qarun Post", title="Shells", published="2019-03-04"))
    assert (found.publisher, found.title, found.published) == ("Qarun Post", "Shells", "2019-03-04")


def test_redirects_are_kept(server: Server) -> None:
    server.pages |= {"/b": redirect("/c"), "/c": page(ARTICLE)}
    (one,) = received = fetched(server, redirect("/b"))
    assert one.capture.fetched is not None
    assert one.capture.fetched.redirects == [server.address("/b")]
    assert document(received).url == server.address("/c")


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (page("", 404), "http"),
        (page("", 500), "http"),
        (redirect("file:///etc/passwd"), "address"),
        (redirect("/report"), "redirects"),
    ],
)
def test_what_failed_says_why(server: Server, answer: Answering, reason: str) -> None:
    (one,) = fetched(server, answer)
    assert (one.document, one.reason, one.capture.content) == (None, reason, b"")
    assert one.problem
    assert (one.capture.fetched is not None) == (reason == "http")


def test_one_bad_address_costs_nothing_else(server: Server) -> None:
    server.pages["/b"] = page(REPORT)
    sources = ["ftp://qarun.example/", "http://[", server.address("/a"), server.address("/b")]
    received = list(read(sources, web=Web(RULES)))
    assert [one.reason for one in received] == ["address", "address", "http", None]
    assert count(sources) == 4


def test_private_addresses_are_refused_unless_allowed(server: Server) -> None:
    (one,) = read([server.address()], web=Web(Rules(proxy="")))
    assert one.reason == "refused-address"
    assert server.connections == 0


# Feeds

FEED = '<rss version="2.0"><channel><title>Qarun Post</title><link>https://qarun.example/</link>{}</channel></rss>'


def item(number: int, link: str = "", words: str = "Tal Marran was shelled.") -> str:
    inner = f"<guid>q-{number}</guid><title>Report {number}</title><link>{link}</link>"
    return f"<item>{inner}<description>{words}</description></item>"


def feed(*items: str, **headers: str) -> Answering:
    return page(FEED.format("".join(items)), content_type="text/html", **headers)


def test_of_a_feed_only_what_is_new(server: Server) -> None:
    memory = Remembering()

    def visit(*items: str) -> list[str]:
        server.pages["/rss"] = feed(*items)
        web = Web(RULES, memory=memory)
        received = list(read([server.address("/rss")], web=web))
        memory.keep(web, received)
        return [one.part for one in received]

    assert visit(item(2), item(1)) == ["item q-2", "item q-1"]
    assert visit(item(2), item(1)) == []
    assert visit(item(3), item(2, words="Tal Marran was bombed."), item(1)) == ["item q-3", "item q-2"]
    assert visit(item(1)) == []


def test_a_server_may_say_that_nothing_is_new(server: Server) -> None:
    def answer(asked: Asked, send: Send) -> None:
        known = asked.headers.get("if-none-match") == '"7"'
        (page(b"", 304) if known else feed(item(1), ETag='"7"'))(asked, send)

    server.pages["/rss"] = answer
    memory = Remembering()
    for expected in (1, 0, 0):
        web = Web(RULES, memory=memory)
        received = list(read([server.address("/rss")], web=web))
        memory.keep(web, received)
        assert len(received) == expected
        assert web.unchanged == ([] if expected else [server.address("/rss")])
    assert memory.visits == {server.address("/rss"): Visit('"7"', None)}


def test_articles_are_followed(server: Server) -> None:
    server.pages |= {"/1": page(ARTICLE), "/2": page("", 404), "/robots.txt": page("User-agent: *\nDisallow: /3")}
    server.pages["/rss"] = feed(item(1, "/1"), item(2, "/2"), item(3, "/3"), item(4, "javascript:x"))
    memory = Remembering()
    web = Web(RULES, follow=True, memory=memory)
    received = list(read([server.address("/rss")], web=web, publisher="Qarun Post"))
    first, second, failed, third, refused, fourth = received
    assert first.document is not None
    assert first.document.text.startswith("Shells on Tal Marran\n")
    assert first.capture.origin == server.address("/1")
    assert first.document.extra["item"] == "q-1"
    assert [one.document and one.document.text for one in (second, third, fourth)] == [
        f"Report {number}\n\nTal Marran was shelled." for number in (2, 3, 4)
    ]
    assert [one.reason for one in (failed, refused)] == ["http", "robots"]
    memory.keep(web, received)
    assert list(read([server.address("/rss")], web=Web(RULES, follow=True, memory=memory))) == []


def test_articles_take_what_only_the_feed_says(server: Server) -> None:
    server.pages["/1"] = page(ARTICLE.replace("article:published_time", "x"))
    dated = item(1, "/1").replace("<link>", "<pubDate>Sun, 03 Mar 2019 09:30:00 GMT</pubDate><link>")
    server.pages["/rss"] = feed(dated)
    found = document(list(read([server.address("/rss")], web=Web(RULES, follow=True))))
    assert (found.published, found.publisher) == ("2019-03-03T09:30+00:00", "Qarun Post")


def test_a_packed_feed(server: Server) -> None:
    packed = gzip.compress(FEED.format(item(1)).encode())
    assert document(fetched(server, page(packed, Content_Encoding="gzip"))).title == "Report 1"
