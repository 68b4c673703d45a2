"""Feeds as sites really publish them: three formats, and all that is wrong with them."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.errors import SetAside
from marsad.sources import feeds, read
from marsad.sources.kinds import kind
from marsad.sources.parts import Found, Given

if TYPE_CHECKING:
    from marsad.model import Received

NOTHING = Given()
RSS = """<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet type="text/xsl" href="feed.xsl"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Qarun Post &amp; Mail</title><link>https://qarun.example/</link><language>ar</language>
<atom:link href="https://qarun.example/rss" rel="self"/>
{}
</channel></rss>"""
ITEM = """<item><title>Mill Quarter &lt;i&gt;taken&lt;/i&gt;</title><link>https://qarun.example/1</link>
<guid isPermaLink="false">q-1</guid><pubDate>Tue, 06 Dec 2016 10:00:00 +0200</pubDate>
<dc:creator>Amal Haddad</dc:creator>
<media:title>A picture</media:title><description>Short.</description>
<content:encoded><![CDATA[<p>The army took the <b>Mill Quarter</b>.</p>
<ul><li>Five people were&nbsp;killed</li><li>Nine fled</li></ul><script>track()</script>More<br/>later.]]>
</content:encoded></item>"""


def items(raw: str | bytes, base: str | None = None) -> list[Found]:
    content = raw.encode() if isinstance(raw, str) else raw
    found = [one for _, one in feeds.items(content, Given(base=base))]
    assert all(isinstance(one, Found) for one in found)
    return found  # type: ignore[return-value]


def one(inner: str, base: str | None = None) -> Found:
    (found,) = items(RSS.format(f"<item>{inner}</item>"), base)
    return found


def test_rss() -> None:
    (found,) = items(RSS.format(ITEM))
    assert found.title == "Mill Quarter taken"
    assert found.text == (
        "Mill Quarter taken\n\nThe army took the Mill Quarter.\nFive people were killed\nNine fled\nMore\nlater."
    )
    assert (found.publisher, found.published) == ("Qarun Post & Mail", "2016-12-06T10:00+02:00")
    assert found.url == "https://qarun.example/1"
    assert found.likely_language == "ar"
    assert found.extra | {"edition": ""} == {
        "feed": "https://qarun.example/", "item": "q-1", "edition": "", "author": "Amal Haddad",
    }  # fmt: skip


def test_atom() -> None:
    first, second = items(
        """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://wire.example/news/" xml:lang="en">
        <id>urn:wire</id><title>Northern Wire</title><link rel="self" href="feed.atom"/><link href="/"/>
        <entry><id>urn:1</id><title type="html">Shells &amp;amp; rockets</title><link rel="edit" href="e/1"/>
        <link href="1.html"/><updated>2016-12-07T01:02:03Z</updated><published>2016-12-06T22:00:00Z</published>
        <author><name>Sami Aziz</name><email>sami@wire.example</email></author><summary>In short.</summary>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Shells fell.</p><p>Rockets, too.</p></div>
        </content></entry>
        <entry><id>urn:2</id><title>5 &lt; 6</title><summary type="text">Left: 3 &lt; 4 &amp;amp; more</summary>
        <updated>2016-12-07</updated></entry></feed>"""
    )
    assert first.text == "Shells & rockets\n\nShells fell.\nRockets, too."
    assert (first.url, first.published) == ("https://wire.example/news/1.html", "2016-12-06T22:00+00:00")
    assert (first.publisher, first.extra["author"], first.extra["item"]) == ("Northern Wire", "Sami Aziz", "urn:1")
    assert second.text == "5 < 6\n\nLeft: 3 < 4 &amp; more"
    assert second.published == "2016-12-07"


def test_rdf() -> None:
    (found,) = items(
        """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://old.example/">
        <title>Old Gazette</title><link>https://old.example/</link><dc:language>en</dc:language></channel>
        <item rdf:about="https://old.example/7"><title>Bridge hit</title><link>https://old.example/7</link>
        <description>The bridge was hit.</description><dc:date>2016-12-06T10:00+02:00</dc:date></item></rdf:RDF>"""
    )
    assert found.text == "Bridge hit\n\nThe bridge was hit."
    assert (found.publisher, found.published) == ("Old Gazette", "2016-12-06T10:00+02:00")
    assert found.extra["item"] == "https://old.example/7"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Tue, 06 Dec 2016 10:00:00 GMT", "2016-12-06T10:00+00:00"), ("06 Dec 16 10:00 EST", "2016-12-06T10:00-05:00"),
        ("2016-12-06", "2016-12-06"), ("2016-12-06T10:00:00.123Z", "2016-12-06T10:00+00:00"),
        ("Tue, 6 Dec 2016 10:00:00 -0000", "2016-12-06T10:00+00:00"), ("yesterday", None), ("3/4/2016", None),
        ("Tue, 45 Foo 2016 99:00:00", None), ("0000-00-00T00:00:00", None), ("Tue, 06 Dec 99999 10:00:00 GMT", None),
    ],
)  # fmt: skip
def test_dates(words: str, expected: str | None) -> None:
    assert one(f"<title>Bridge hit</title><pubDate>{words}</pubDate>").published == expected


def test_the_first_date_that_can_be_read() -> None:
    assert one("<title>A</title><pubDate>soon</pubDate><dc:date>2016-12-06</dc:date>").published == "2016-12-06"


def test_items_without_ids_keep_theirs() -> None:
    raw = RSS.format("<item><title>A</title></item><item><title>B</title><link>/b</link></item><item><pubDate/></item>")
    first, second = items(raw)
    assert second.extra["item"] == "https://qarun.example/b"
    assert [found.extra["item"] for found in items(raw)] == [first.extra["item"], second.extra["item"]]


def test_a_changed_item_is_another_edition() -> None:
    before, after = (items(RSS.format(ITEM.replace("Nine", number)))[0] for number in ("Nine", "Ten"))
    assert before.extra["item"] == after.extra["item"]
    assert before.extra["edition"] != after.extra["edition"]


@pytest.mark.parametrize(
    ("inner", "base", "expected"),
    [
        ("<link>/a?x=1&y=2</link>", None, "https://qarun.example/a?x=1&y=2"),
        ("<link>/a?copy=1&copy=2</link>", None, "https://qarun.example/a?copy=1&copy=2"),
        ("<link><![CDATA[ https://other.example/a?x=1&y=2 ]]></link>", None, "https://other.example/a?x=1&y=2"),
        ("<link>b.html</link>", "https://real.example/feeds/rss", "https://real.example/feeds/b.html"),
        ("<guid>https://qarun.example/g</guid>", None, "https://qarun.example/g"),
        ('<guid isPermaLink="false">https://qarun.example/g</guid>', None, None),
        ("<guid>77</guid>", None, None),
        ("<link>javascript:alert(1)</link>", None, None), ("<link>mailto:a@b.example</link>", None, None),
        ("<link>http://[bad</link>", None, None), ("<link/>", None, None),
    ],
)  # fmt: skip
def test_links(inner: str, base: str | None, expected: str | None) -> None:
    assert one(f"<title>A</title>{inner}", base).url == expected


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<title>R&eacute;sum&eacute; &amp; more</title>", "Résumé & more"),
        ("<title>Tom & Jerry &unknown; &#8217;s</title>", "Tom & Jerry &unknown; ’s"),
        ("<title>&amp;lt;b&amp;gt; stays</title>", "<b> stays"),
        ("<title><![CDATA[<b>Bold</b> & plain]]></title>", "Bold & plain"),
        ("<title>A\x0bB</title>", "A\ufffdB"),
        ("<description>&lt;p&gt;Open &lt;b&gt;tags</description>", "Open tags"),
        (
            "<description>&lt;table&gt;&lt;tr&gt;&lt;td&gt;a&lt;/td&gt;&lt;td&gt;b&lt;/td&gt;&lt;/table&gt;</description>",
            "a b",
        ),
        ("<title>Same</title><description>Same</description>", "Same"),
        ("<title>قصف على قارون</title>", "قصف على قارون"),
    ],
)
def test_words(inner: str, text: str) -> None:
    assert one(inner).text == text


def test_undeclared_prefixes_and_broken_ends() -> None:
    found = items(
        '<rss version="2.0"><channel><title>T</title><item><title>A</title><dc:creator>X</dc:creator>'
        "<content:encoded>Words</content:encoded></item><item><title>B</title><description>cut"
    )
    assert [one.text for one in found] == ["A\n\nWords", "B\n\ncut"]
    assert found[0].extra["author"] == "X"


def test_a_feed_that_lies_about_its_encoding() -> None:
    raw = RSS.format("<item><title>Résumé – ville</title></item>")
    (found,) = items(raw.replace("UTF-8", "ISO-8859-1").encode("cp1252"))
    assert found.text == "Résumé – ville"
    (found,) = items(raw.encode("utf-16"))
    assert found.text == "Résumé – ville"
    mixed = raw.encode().replace("–".encode(), b"\xff\xfe\xfa")
    (found,) = items(mixed)
    assert found.text.startswith("Résumé \ufffd")


@pytest.mark.parametrize("author", ["amal@qarun.example (Amal Haddad)", "Amal Haddad", "  Amal\n Haddad "])
def test_authors(author: str) -> None:
    assert one(f"<title>A</title><author>{author}</author>").extra["author"] == "Amal Haddad"


LOL = "<!ENTITY a0 'lol'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))


@pytest.mark.parametrize(
    "prolog",
    [
        f"<!DOCTYPE rss [{LOL}]>", '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss SYSTEM "http://127.0.0.1/x.dtd">', f"<!-- a --><?b?><!doctype rss [{LOL}]>",
        '<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://127.0.0.1/x"> %x;]>',
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_document_types_are_refused(prolog: str, encoding: str) -> None:
    raw = f'<?xml version="1.0"?>{prolog}<rss a="&a9;"><channel><item><title>&x;&a9;</title></item></channel></rss>'
    begun = time.monotonic()
    with pytest.raises(SetAside) as caught:
        list(feeds.items(raw.encode(encoding), NOTHING))
    assert caught.value.reason == "unsafe"
    assert time.monotonic() - begun < 1


@pytest.mark.parametrize("raw", ["", "<", "<?xml?>", "<a/>", "<rs", "<html><body>x</body></html>", "\x00", "<opml/>"])
def test_no_feeds(raw: str) -> None:
    with pytest.raises(SetAside):
        items(raw)


def test_deep_and_long() -> None:
    begun = time.monotonic()
    with pytest.raises(SetAside, match="20 MB"):
        items(b" " * 20_000_001)
    for hostile in (
        "<rss>" + "<a>" * 200_000,
        "<rss>" + "<item>" * 50_000,
        RSS.format("<item><title>" + "&lt;b&gt;" * 200_000),
    ):
        with suppress(SetAside):
            items(hostile)
    assert time.monotonic() - begun < 5


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [*"<>&;'\"/ab", "<item>", "</item>", "<title>", "<![CDATA[", "]]>", "&lt;", "<rss>", "xmlns:dc='x'"]
        )
    )
)
def test_anything_is_read_or_set_aside(pieces: list[str]) -> None:
    with suppress(SetAside):
        items("<rss>" + "".join(pieces))


@pytest.mark.parametrize("name", ["a.xml", "a.rss", "a.atom", "a.txt", "a.html", "a"])
def test_files(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(RSS.format(ITEM + ITEM.replace("q-1", "q-2")))
    first, second = list(read([path]))
    assert (first.part, second.part) == ("item q-1", "item q-2")
    assert first.capture == second.capture
    assert first.document is not None
    assert second.document is not None
    assert first.document.doc != second.document.doc


def test_the_same_item_in_two_copies_of_a_feed_is_one_document(tmp_path: Path) -> None:
    def received(name: str, inner: str) -> list[Received]:
        path = tmp_path / name
        path.write_text(RSS.format(inner))
        return list(read([path]))

    (old,), (new, again) = received("1.xml", ITEM), received("2.xml", f"<item><title>New</title></item>{ITEM}")
    assert old.capture != again.capture
    assert old.document == again.document != new.document


def test_other_xml(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text('<?xml version="1.0"?><note>Hello</note>')
    (received,) = read([path])
    assert (received.reason, received.problem and received.problem[:27]) == ("feed", "This is XML, but no RSS or ")
    assert kind("", b'<?xml version="1.0"?><!DOCTYPE html><html>') == "html"
