"""Addresses as sources: fetched once named, read by what came, and of feeds only what is new."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, NamedTuple, Protocol
from urllib.parse import urlsplit

from marsad.errors import SetAside
from marsad.model import Document, Fetched, Received, item_id
from marsad.sources import documents, encodings
from marsad.sources.kinds import kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marsad.sources.net.fetch import Answer, Fetcher
    from marsad.sources.net.rules import Rules
    from marsad.sources.parts import Given

Reader = Callable[[IO[bytes], str, str, "Given"], Iterator[Received]]
"""Reads bytes, given where they come from and a suffix to tell their kind by, as files are read."""

_TELLING = frozenset({".md", ".markdown", ".jsonl", ".ndjson"})
"""Suffixes of kinds that their content does not tell for sure."""

_MARKUP = re.compile(rb"<(?:p|div|br|h[1-6]|article|section|main|table|body|head|title|meta|a)\b", re.IGNORECASE)


_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


def is_address(source: str) -> bool:
    """Whether what the user named is an address ("https://…") and not a path."""
    return _ADDRESS.match(source) is not None


class Visit(NamedTuple):
    """What a server said of the age of a page or feed: to be sent back with the next request."""

    etag: str | None
    modified: str | None


class Memory(Protocol):
    """What was fetched and taken before; a ledger is one."""

    def taken(self, address: str, items: Iterable[str]) -> set[str]:
        """Those of the items of a feed that were taken before."""

    def last_visit(self, address: str) -> Visit | None:
        """The last visit to an address."""


@dataclass(slots=True)
class Web:
    """How addresses and feeds are read, and what came of it.

    Attributes:
        rules: what the fetcher keeps to.
        follow: read the articles that the items of feeds lead to, in place of the items.
        memory: leave out what it knows; None: nothing is left out.
        visits: what servers said of their age, to be remembered once all that they gave is stored.
        unchanged: the addresses that have nothing new.

    """

    rules: Rules | None = None
    follow: bool = False
    memory: Memory | None = None
    visits: dict[str, Visit] = field(default_factory=dict)
    unchanged: list[str] = field(default_factory=list)

    def read(self, address: str, given: Given, reader: Reader) -> Iterator[Received]:
        """What an address gives: documents, or why it gives none; `reader` reads the bytes."""
        known = self.memory.last_visit(address) if self.memory else None
        try:
            answer = self.fetcher.get(address, etag=known and known.etag, modified=known and known.modified)
            headers = answer.fetched.headers
            self.visits[address] = Visit(headers.get("etag"), headers.get("last-modified"))
            if answer.unchanged:
                self.visits.pop(address)
                self.unchanged.append(address)
                return
            yield from self._received(answer, address, given, reader)
        except SetAside as problem:
            yield _failed(address, problem)

    def fresh(self, found: Iterable[Received], given: Given, reader: Reader) -> Iterator[Received]:
        """What was received without the items of feeds that were taken before, and with their articles if wanted."""
        for one in found:
            entry = entry_of(one.document) if one.document else None
            if entry is None:
                yield one
            elif self.memory is None or not self.memory.taken(*entry):
                yield from self._article(one, given, reader) if self.follow else [one]

    def _article(self, item: Received, given: Given, reader: Reader) -> Iterator[Received]:
        """The article that an item leads to; the item itself where that cannot be had, and the reason."""
        document = item.document
        assert document is not None
        if document.url is None:
            yield item
            return
        try:
            (article,) = self._received(self.fetcher.get(document.url), document.url, given, reader)
        except SetAside as problem:
            article = _failed(document.url, problem)
        except ValueError:
            article = _failed(document.url, SetAside("kind", "The item leads to a file of several documents."))
        if article.document is None:
            yield item
            yield article
        else:
            yield article.model_copy(update={"document": _joined(article.document, document)})

    def _received(self, answer: Answer, address: str, given: Given, reader: Reader) -> Iterator[Received]:
        """The documents of an answer."""
        fetched, raw = answer.fetched, answer.body
        suffix, encoding = _suffix(fetched, raw), given.encoding or _charset(fetched, raw)
        here = replace(given, base=fetched.final, encoding=encoding)
        for one in reader(io.BytesIO(raw), address, suffix, here):
            document = one.document
            if document and document.url is None and not one.part:
                document = document.model_copy(update={"url": fetched.final})
            capture = one.capture.model_copy(update={"fetched": fetched})
            yield one.model_copy(update={"capture": capture, "document": document})

    @property
    def fetcher(self) -> Fetcher:
        """The fetcher of these rules, loaded when the first address is named."""
        return fetcher_for(self.rules)


@lru_cache(maxsize=8)
def fetcher_for(rules: Rules | None) -> Fetcher:
    """The one fetcher of these rules in this process, which knows when each host may be asked again."""
    from marsad.sources.net.fetch import Fetcher

    return Fetcher(rules)


def entry_of(document: Document) -> tuple[str, list[str]] | None:
    """The feed and the item, in the edition that it has, of a document that comes from one."""
    feed, item, edition = (document.extra.get(name) for name in ("feed", "item", "edition"))
    return (feed, [f"{edition} {item}"]) if isinstance(feed, str) and isinstance(edition, str) else None


def _suffix(fetched: Fetched, raw: bytes) -> str:
    """The suffix to read an answer by, "" for its content alone: the type that the server gives only helps."""
    suffix = PurePosixPath(urlsplit(fetched.final).path).suffix.lower()
    try:
        of = kind("", raw)
    except SetAside:
        return suffix
    if of != "text":
        return ""
    if "html" in fetched.headers.get("content-type", "").lower() and _MARKUP.search(raw[:8_192]):
        return ".html"
    return suffix if suffix in _TELLING else ""


def _charset(fetched: Fetched, raw: bytes) -> str | None:
    """The encoding that the server gives, where the content is no UTF-8 and says nothing of it itself."""
    named = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", fetched.headers.get("content-type", ""), re.IGNORECASE)
    if named is None or encodings.declared(raw):
        return None
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        name = encodings.known(named[1])
        return name if name and _reads(raw, name) else None
    return None


def _reads(raw: bytes, encoding: str) -> bool:
    try:
        raw.decode(encoding)
    except (UnicodeError, ValueError):
        return False
    return True


def _joined(article: Document, item: Document) -> Document:
    """The article with what its item in the feed says of it, where it says nothing itself."""
    known = {name: getattr(item, name) for name in ("title", "publisher", "published", "url")}
    missing = {name: value for name, value in known.items() if value and getattr(article, name) is None}
    if item.published and article.published and item.published.startswith(article.published):
        missing["published"] = item.published  # the same day, and perhaps its time
    extra = {**item.extra, **article.extra}
    ident = item_id(f"{extra['feed']} {extra['item']}", article.text)
    return article.model_copy(update={**missing, "extra": extra, "doc": ident})


def _failed(address: str, problem: SetAside) -> Received:
    """An address that gave nothing, with the reason and the answer, where one came."""
    found = documents.set_aside(address, problem)
    capture = found.capture.model_copy(update={"fetched": getattr(problem, "fetched", None)})
    return found.model_copy(update={"capture": capture})
