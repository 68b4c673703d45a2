"""Web pages that no browser was meant to see."""

from __future__ import annotations

from benchmarks.hostile.case import PAGE, REPORT, Case

_article = f"<article><p>{REPORT * 3}</p></article>"


def _page(inside: str, head: str = "") -> bytes:
    return f"<html><head>{head}</head><body>{inside}{_article}</body></html>".encode()


_laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
_entities = f'<!DOCTYPE html [<!ENTITY l0 "ha">{_laughs}<!ENTITY f SYSTEM "file:///etc/passwd">]>'

CASES = [
    Case("html/empty.html", b"", "empty"),
    Case("html/menu.html", b"<html><nav>Home</nav></html>", "no-article"),
    Case("html/cut.html", PAGE.encode()[:150], "no-article"),
    Case("html/deep.html", _page("<div>" * 100_000), "ok no-article"),
    Case("html/deep and closed.html", _page("<div>" * 20_000 + "x" + "</div>" * 20_000), "ok no-article"),
    Case("html/deep tables.html", _page("<table><tr><td>" * 10_000), "ok no-article"),
    Case("html/deep lists.html", _page("<ul><li>" * 20_000), "ok no-article"),
    Case("html/deep inline.html", _page("<b><i><u>" * 20_000), "ok no-article"),
    Case("html/deep quotes.html", _page("<blockquote><p>" + REPORT) * 2000, "ok no-article too-slow", heavy=True),
    Case(
        "html/fonts unclosed.html", _page("<p><font>a" * 60_000), "ok no-article too-slow too-much-memory", heavy=True
    ),
    Case("html/long attribute.html", _page(f'<p title="{"a" * 2_900_000}">x</p>'), "ok"),
    Case(
        "html/many attributes.html",
        _page("<p " + " ".join(f"a{n}=1" for n in range(150_000)) + ">x</p>"),
        "ok no-article too-slow",
        heavy=True,
    ),
    Case("html/long name.html", _page(f"<{'a' * 1_000_000}>x"), "ok no-article"),
    Case("html/many entities.html", _page("&amp;&#1;&#x110000;&nosuch;" * 90_000), "ok no-article"),
    Case("html/many less-thans.html", _page("<" * 2_000_000), "ok no-article too-slow", heavy=True),
    Case("html/comments.html", _page("<!--" * 600_000), "ok no-article"),
    Case("html/comment unclosed.html", b"<!-- " + b"-" * 2_000_000 + PAGE.encode(), "ok no-article"),
    Case("html/script unclosed.html", _page("<script>" + "a<" * 500_000), "no-article"),
    Case("html/instructions.html", b"<?xml " * 300_000 + PAGE.encode(), "ok no-article feed"),
    Case("html/doctype with entities.xhtml", _entities.encode() + _page("&l11;&f;"), "ok"),
    Case("html/xml entities.xhtml", b'<?xml version="1.0"?>' + _entities.encode() + _page("&l11;&f;"), "ok"),
    Case("html/too long.html", _page("<p>" + "a b " * 800_000), "too-large"),
    Case("html/a picture inside.html", _page(f'<img src="data:image/png;base64,{"A" * 5_000_000}">'), "ok"),
    Case(
        "html/many paragraphs.html",
        _page("<p>Shells fell on Qarun, they said.</p>" * 60_000),
        "ok too-large too-slow too-much-memory",
        heavy=True,
    ),
    Case("html/many links.html", _page('<p><a href="x">Qarun</a>' * 60_000), "ok no-article too-slow", heavy=True),
    Case(
        "html/many headings.html", _page("<h1>Shells fell on Qarun</h1>" * 50_000), "ok no-article too-slow", heavy=True
    ),
    Case("html/a long title.html", _page("", f"<title>{'T ' * 500_000}</title>"), "ok"),
    Case("html/dates in data.html", _page("", '<script>{"datePublished": "no"}</script>' * 40_000), "ok", heavy=True),
    Case(
        "html/dates in tags.html",
        _page('<time itemprop="datePublished" datetime="2">x</time>' * 40_000),
        "ok",
        heavy=True,
    ),
    Case("html/an address of script.html", _page("", '<link rel="canonical" href="javascript:alert(1)">'), "ok"),
    Case("html/charset base64.html", b"<meta charset=base64>" + _page("\xe9").replace(b"\xc3", b""), "encoding ok"),
    Case(
        "html/charset punycode.html",
        b"<meta charset=punycode>" + _page("\xe9" * 900_000).replace(b"\xc3", b""),
        "encoding ok binary",
    ),
    Case("html/charset utf-16.html", b"<meta charset=utf-16>" + PAGE.encode(), "ok"),
    Case("html/charset utf-7.html", b"<meta charset=utf-7>+ADw-script+AD4-\xe9" + PAGE.encode(), "encoding ok"),
    Case("html/zeros.html", PAGE.encode().replace(b"Tal", b"T\x00al"), "binary"),
    Case("html/no references.html", _page("&#0;&#xd800;&#xdfff;&#xffffffffff;"), "ok"),
    Case("html/named pdf.pdf", PAGE.encode(), "broken-pdf"),
    Case("html/frames.html", b"<html>" + b"<frameset><frame src=x>" * 30_000, "no-article"),
    Case("html/svg and maths.html", _page("<svg><math><mi><svg>" * 10_000), "ok no-article"),
    Case("html/templates.html", _page("<template><template>" * 20_000), "ok no-article"),
    Case("html/selects.html", _page("<select><option>" * 60_000), "ok no-article"),
]
