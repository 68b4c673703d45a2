"""Articles out of pages."""

from __future__ import annotations

import socket

import pytest

from marsad.errors import SetAside
from marsad.sources import html
from marsad.sources.parts import Given

PARAGRAPHS = (
    "<p>Shells fell on the Tal Marran district of Qarun on Tuesday, the Qarun Monitor said in a statement.</p>"
    "<p>The monitor said that 12 people were killed &amp; more than 30&nbsp;injured by rockets fired from the hill.</p>"
)
HEAD = (
    '<title>Shells on Tal Marran | Qarun Post</title><meta property="og:title" content="Shells on Tal Marran">'
    '<meta property="og:site_name" content="Qarun Post"><link rel="canonical" href="https://qarunpost.example/a/1">'
)
DATED = '<meta property="article:published_time" content="2019-03-03T07:27:00+02:00">'


def page(head: str = HEAD + DATED, body: str = PARAGRAPHS, lang: str = "en") -> bytes:
    nav = "<nav><a href='/'>Home</a><a href='/world'>World</a></nav>"
    article = f"<article><h1>Shells on Tal Marran</h1>{body}</article>"
    return (
        f"<!doctype html><html lang='{lang}'><head><meta charset=utf-8>{head}</head><body>{nav}{article}"
        "<script>document.write('SCRIPTED words of a script that must never run.')</script>"
        "<footer>Copyright 2011 Qarun Post</footer></body></html>"
    ).encode()


def test_article() -> None:
    found = html.article(page(), Given())
    assert found.text.startswith("Shells on Tal Marran\n")
    assert "12 people were killed & more than 30" in found.text
    assert not {"SCRIPTED", "Home", "Copyright"} & set(found.text.split())
    assert (found.title, found.publisher, found.likely_language) == ("Shells on Tal Marran", "Qarun Post", "en")
    assert found.published == "2019-03-03T07:27+02:00"
    assert found.url == "https://qarunpost.example/a/1"


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (
            '<script type="application/ld+json">{"datePublished": "2019-03-03T05:27:00Z"}</script>',
            "2019-03-03T05:27+00:00",
        ),
        ('<meta name="date" content="3 March 2019">', "2019-03-03"),
        ("", None),
    ],
)
def test_published_time(head: str, published: str | None) -> None:
    assert html.article(page(head=HEAD + head), Given()).published == published


def test_declared_encoding() -> None:
    raw = (
        page(body=PARAGRAPHS.replace("statement", "déclaration"))
        .decode()
        .replace("utf-8", "iso-8859-1")
        .encode("cp1252")
    )
    assert "déclaration" in html.article(raw, Given()).text


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<div id=root></div><script>render('a long sentence that is an article, but in a script.')</script>",
        "<nav>" + "".join(f"<a href=/{n}>Section {n}</a> " for n in range(40)) + "</nav>",
        "<form><input name=user><button>Log in</button></form><p>Please log in.</p>",
    ],
)
def test_no_article(body: str) -> None:
    with pytest.raises(SetAside) as caught:
        html.article(f"<html><head><title>Page</title></head><body>{body}</body></html>".encode(), Given())
    assert caught.value.reason == "no-article"


def test_broken_page_is_read_as_far_as_it_goes() -> None:
    assert "more than 30" in html.article(page()[:-60].replace(b"</p>", b""), Given()).text


def test_pages_with_embedded_images_are_read_and_endless_ones_are_not() -> None:
    image = f"<img src='data:image/png;base64,{'QUJD' * 1_000_000}'>"
    assert "more than 30" in html.article(page(body=image + PARAGRAPHS), Given()).text
    with pytest.raises(SetAside, match="more than 3,000,000 characters") as caught:
        html.article(page(body="<p>and on it goes" * 200_000), Given())
    assert caught.value.reason == "too-large"


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    outside = '<link rel=stylesheet href="https://cdn.example/x.css"><script src="https://cdn.example/x.js"></script>'
    found = html.article(
        page(head=HEAD + DATED + outside, body=PARAGRAPHS + "<img src=https://cdn.example/i.png>"), Given()
    )
    assert "Tal Marran" in found.text
