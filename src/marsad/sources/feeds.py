"""Feeds: RSS 0.9 to 2.0, RSS 1.0 (RDF) and Atom, from a file or as fetched.

Each item is a document: its title, a blank line, and its content, or else its summary, as plain text. An item is known
by its id in the feed (guid, id, or else its link), so that it is the same document in whatever copy of the feed it
stands; with other words it is another. XML that declares a document type or entities is refused, for what it can blow
up into and reach; XML that is broken is mended as far as it can be.
"""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime
from html.entities import html5
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from marsad.errors import SetAside
from marsad.model import digest
from marsad.sources import encodings, markup, published
from marsad.sources.languages import code
from marsad.sources.parts import Found, Given, Member

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree
    from pydantic import JsonValue

MAX_FEED = 20_000_000
"""Largest feed that is read, in bytes: its tree takes some ten times as much memory."""

_PROLOG = re.compile(r"\s*(?>(?:<\?.*?\?>\s*|<!--.*?-->\s*)*)<!DOCTYPE", re.DOTALL | re.IGNORECASE)
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
_ENTITY = re.compile(r"&(?!#\d{1,7};|#[xX][0-9A-Fa-f]{1,6};)(?:(\w{1,31});)?")
_OWN = frozenset(("amp", "lt", "gt", "quot", "apos"))
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dc:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://www.w3.org/1999/xhtml": "xhtml:",
    "http://www.w3.org/2005/atom": "",
    "http://purl.org/atom/ns#": "",
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://backend.userland.com/rss2": "",
}
"""Namespaces, in lower case, and what stands before the names of their elements here; names of others are left out."""

_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_LONGEST_PART = 200


def items(raw: bytes, given: Given) -> Iterator[tuple[str, Found | Member | SetAside]]:
    """The items of a feed, in its order, each with the part "item ID".

    Raises SetAside with reason "too-large", "unsafe", "feed" or those of decoding.
    """
    root = _tree(_decoded(raw, given))
    head = _Element(next((child for child in root if _name(child) == "channel"), root))
    entries = [found for found in root.iter() if _name(found) in {"item", "entry"}]
    for entry in entries:
        found = _found(_Element(entry), head, given)
        if not found.text:
            continue
        part = f"item {found.extra['item']}"
        yield part if len(part) <= _LONGEST_PART else f"item {digest(part)}", found


def _decoded(raw: bytes, given: Given) -> str:
    if len(raw) > MAX_FEED:
        raise SetAside("too-large", f"The feed is larger than {MAX_FEED // 1_000_000} MB and was not read.")
    try:
        return encodings.decode(raw, given.encoding, hint=encodings.declared(raw))
    except SetAside as problem:
        if problem.reason != "encoding" or given.encoding:
            raise
        return raw.decode("utf-8", "replace")  # one item in another encoding: the rest of the feed is right


def _tree(text: str) -> etree._Element:
    from lxml import etree

    if _PROLOG.match(text):
        raise SetAside("unsafe", "This XML declares a document type or entities, and such XML is not read.")
    pieces = [piece if piece.startswith("<![CDATA[") else _ENTITY.sub(_entity, piece) for piece in _CDATA.split(text)]
    mended = _CONTROLS.sub("\ufffd", "".join(pieces)).strip().encode("utf-8", "replace")
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(mended, parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None or _name(root) not in {"rss", "feed", "rdf:rdf"}:
        raise SetAside("feed", "This is XML, but no RSS or Atom feed, or one that is broken from its beginning.")
    if root.getroottree().docinfo.internalDTD is not None:
        raise SetAside("unsafe", "This XML declares a document type or entities, and such XML is not read.")
    return root


def _entity(found: re.Match[str]) -> str:
    """XML knows five entities; feeds use those of HTML, and ampersands that begin none."""
    name = found[1]
    if name in _OWN:
        return found[0]
    return html5.get(f"{name};", f"&amp;{name};") if name else "&amp;"


def _name(element: etree._Element) -> str:
    """The name of an element in lower case, with "dc:", "content:" and the like; "" where it is of no use."""
    if not isinstance(element.tag, str):
        return ""
    space, _, local = element.tag.rpartition("}")
    if not space:
        return local.lower()  # no namespace, or a prefix that was never declared and stands in the name
    prefix = _PREFIXES.get(space.removeprefix("{").lower())
    return "" if prefix is None else prefix + local.lower()


class _Element:
    """A channel or an item, with its children by name."""

    def __init__(self, element: etree._Element) -> None:
        self.element = element
        self._children: dict[str, list[etree._Element]] = {}
        for child in element:
            self._children.setdefault(_name(child), []).append(child)

    def all(self, name: str) -> list[etree._Element]:
        return self._children.get(name, [])

    def markup(self, *names: str) -> str:
        """The content of the first child of these names that has any, as HTML."""
        contents = (_markup(child) for name in names for child in self.all(name))
        return next((content for content in contents if content.strip()), "")

    def line(self, *names: str) -> str | None:
        return markup.line(self.markup(*names))


def _markup(element: etree._Element) -> str:
    """The content of an element as HTML: escaped, in CDATA, as XHTML, or plain (Atom's type="text")."""
    from lxml import etree

    kind = (element.get("type") or "").lower()
    if kind == "xhtml" or any(_name(child).startswith("xhtml:") for child in element):
        return etree.tostring(element, encoding="unicode", method="html", with_tail=False)
    words = "".join(str(piece) for piece in element.itertext())
    return words.replace("&", "&amp;").replace("<", "&lt;") if kind == "text" else words


def _found(item: _Element, head: _Element, given: Given) -> Found:
    title = item.line("title", "dc:title")
    content = item.markup("content:encoded", "content", "description", "summary", "xhtml:body", "xhtml:div")
    body = markup.plain(content)
    text = body if not title or body.startswith(title) else f"{title}\n\n{body}".rstrip()
    link = _link(item, head, given)
    when = _time(item, "pubdate", "published", "issued", "dc:date", "dc:issued", "date", "updated", "modified")
    key = item.line("guid", "id") or item.element.get(_ABOUT) or link or digest([title, when, content])
    feed = head.line("id") or _site(head) or head.line("title") or given.base or ""
    extra: dict[str, JsonValue] = {"feed": feed, "item": key, "edition": digest([title, content])}
    author = _author(item)
    return Found(
        text=text,
        title=title,
        publisher=item.line("source", "dc:publisher") or head.line("title"),
        published=when,
        likely_language=_language(item) or _language(head) or code(head.line("language", "dc:language")),
        url=link,
        extra=extra | ({"author": author} if author else {}),
        identity=f"{feed} {key}",
    )


def _link(item: _Element, head: _Element, given: Given) -> str | None:
    """The address of an item's own page; relative ones by xml:base, else by where the feed came from or belongs."""
    links = [link for link in item.all("link") if link.get("rel", "alternate") == "alternate"]
    words = next((found for link in links if (found := (link.get("href") or link.text or "").strip())), None)
    guid = next(iter(item.all("guid")), None)
    if words is None and guid is not None and guid.get("ispermalink", guid.get("isPermaLink", "true")) != "false":
        words = (guid.text or "").strip()
        words = words if words.startswith(("http://", "https://")) else None
    if not words:
        return None
    bases = [(links[0].base if links else None) or item.element.base, given.base, _site(head)]
    for base in ("", *(str(base) for base in bases if base)):
        try:
            address = urljoin(base, words)
            if urlsplit(address).scheme in {"http", "https"} and urlsplit(address).hostname:
                return address
        except ValueError:
            continue
    return None


def _site(head: _Element) -> str | None:
    """The address that a feed belongs to, as it says itself."""
    for link in head.all("link"):
        words = (link.get("href") or link.text or "").strip()
        if link.get("rel", "alternate") == "alternate" and words.startswith(("http://", "https://")):
            return words
    return None


def _time(item: _Element, *names: str) -> str | None:
    """The first of these times that can be read, in ISO 8601."""
    for name in names:
        words = item.line(name)
        found = words and (published.parse(words) or _mail_time(words))
        if found:
            return found
    return None


def _mail_time(words: str) -> str | None:
    """A time as in mails (RFC 5322), also with the years of two figures of RFC 822."""
    try:
        return published.parse(parsedate_to_datetime(words).isoformat())
    except (ValueError, OverflowError):
        return None


def _author(item: _Element) -> str | None:
    """Who wrote it: "amal@qarun.example (Amal Haddad)" gives the name alone."""
    for author in item.all("author"):
        name = next((child for child in author if _name(child) == "name"), None)
        if name is not None and (words := markup.line(_markup(name))):
            return words
    words = item.line("dc:creator", "author")
    named = re.fullmatch(r"\S+@\S+\s+\((?P<name>.+)\)", words or "")
    return named["name"] if named else words


def _language(holder: _Element) -> str | None:
    return code(holder.element.get(_LANGUAGE))
