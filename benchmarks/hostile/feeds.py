"""Feeds (RSS, Atom) that are broken, swell, or declare what they must not."""

from __future__ import annotations

from benchmarks.hostile.case import REPORT, Case

_laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
_DTD = f'<!DOCTYPE rss [<!ENTITY l0 "ha">{_laughs}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
_item = f"<item><title>Shells on Qarun</title><guid>1</guid><description>{REPORT}</description></item>"
_ANY = "ok feed unsafe empty no-text encoding binary too-slow too-much-memory too-deep too-large hopeless"


def _rss(items: str, before: str = "") -> bytes:
    return f'<?xml version="1.0"?>{before}<rss version="2.0"><channel><title>Q</title>{items}</channel></rss>'.encode()


CASES = [
    Case("feed/empty.rss", b"", "empty"),
    Case("feed/text.rss", REPORT.encode(), "feed"),
    Case("feed/nothing in it.xml", _rss(""), _ANY),
    Case("feed/cut.xml", _rss(_item * 3)[:200], _ANY),
    Case("feed/document type.xml", _rss(_item.replace("Shells", "&l11;&f;"), _DTD), _ANY),
    Case("feed/no feed.xml", b'<?xml version="1.0"?><a><b/></a>', "feed"),
    Case("feed/deep.xml", _rss("<item><description>" + "<b>" * 50_000), _ANY),
    Case("feed/deep markup.xml", _rss(f"<item><description>{'&lt;div&gt;' * 50_000}</description></item>"), _ANY),
    Case("feed/many attributes.xml", _rss("<item " + " ".join(f'a{n}="1"' for n in range(50_000)) + "/>"), _ANY),
    Case("feed/long attribute.xml", _rss(f'<item a="{"x" * 3_000_000}"/>{_item}'), _ANY),
    Case("feed/many items.xml", _rss(_item * 3_000), _ANY, heavy=True),
    Case("feed/many empty items.xml", _rss("<item/>" * 100_000), _ANY, heavy=True),
    Case(
        "feed/addresses that are none.xml", _rss(_item.replace("<guid>", "<link>file:///etc/passwd</link><guid>")), _ANY
    ),
    Case("feed/times that are none.xml", _rss(_item.replace("<guid>", f"<pubDate>{'9' * 5000}</pubDate><guid>")), _ANY),
    Case("feed/names without a space.xml", _rss("<x:item xmlns:y='z'>" + _item), _ANY),
    Case("feed/zeros.xml", _rss(_item).replace(b"Shells", b"Sh\x00lls"), _ANY),
    Case("feed/charset base64.xml", _rss(_item).replace(b'"1.0"', b'"1.0" encoding="base64"'), _ANY),
    Case("feed/charset utf-16.xml", _rss(_item).replace(b'"1.0"', b'"1.0" encoding="utf-16"'), _ANY),
    Case(
        "feed/included.xml", _rss('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>'), _ANY
    ),
    Case("feed/style sheet.xml", _rss(_item, '<?xml-stylesheet href="http://127.0.0.1:9/x" type="text/xsl"?>'), _ANY),
]
