"""What readers hand to each other: the text and metadata found in a file, and what the user gives by option."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import IO, TYPE_CHECKING

from marsad.errors import SetAside
from marsad.sources.columns import Columns

if TYPE_CHECKING:
    from pydantic import JsonValue

    from marsad.sources.dateorder import Order

MAX_TEXT = 1_000_000
"""Longest text taken as one document, in code points: some 160,000 words, a book of 500 pages."""

MAX_FILE = 100_000_000
"""Largest file read into memory, in bytes. JSON lines are read line by line and may be longer."""

MAX_NAME = 300
"""Longest name of a part that is kept whole, in code points."""

NO_REPORT = frozenset({"hidden", "media-only"})
"""Reasons of what nobody would call a report: a run that sets nothing else aside is complete."""

_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Found:
    """The text that becomes the stored text, and what the file itself says about it."""

    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    extra: dict[str, JsonValue] = field(default_factory=dict)
    """What else the source says, as in `Document.extra`."""
    identity: str | None = None
    """What tells an item of a growing file from all others; without it, it is known by its place in the capture."""
    likely_language: str | None = None
    """What to believe where the text does not tell its language, as pages and feeds often name a wrong one."""
    doc: str | None = None
    """An id that the file itself gives; used only where the user says so."""

    def within(self, container: Found | None) -> Found:
        """The found values, with what the container says of the file: where it came from, who sent it and when."""
        if container is None:
            return self
        return replace(
            self,
            publisher=self.publisher or container.publisher,
            published=self.published or container.published,
            url=container.url or self.url,
            extra={**container.extra, **self.extra},
        )


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside a container, to be read by the reader of its own kind."""

    content: IO[bytes]
    name: str
    """Its name, without folders."""
    about: Found | None = None
    """What the container says of it."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the user gives by option; each value that is not None overrides what the file says."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    encoding: str | None = None
    own_ids: bool = False
    """Whether a document keeps the id that its file gives it."""
    name: str = ""
    """The name of the file that is read, without its folders; empty for standard input."""
    columns: Columns = field(default_factory=Columns)
    """Which columns of tables hold what, as far as it is known."""
    date_order: Order | None = None
    """The order of day, month and year in dates in figures; without it, it is found out from all of a file's dates."""
    base: str | None = None
    """The address that the bytes came from, to which relative links in them belong."""

    def over(self, found: Found) -> Found:
        """The found values with the given ones in their place."""
        return replace(
            found,
            title=self.title or found.title,
            publisher=self.publisher or found.publisher,
            published=self.published or found.published,
            language=self.language or found.language,
            doc=found.doc if self.own_ids else None,
        )


Part = tuple[str, Found | Member | SetAside]
"""What a file holds, and which part of the file it is."""

Reader = Callable[[bytes, Given], Iterator[Part]]
"""Reads the bytes of one kind of file.

It yields what it finds, each with the part of the file that it is: "" for the whole, else words that stay the same when
the same bytes are read again, such as "row 3" or "folder/report.txt". It raises SetAside where the file, or the rest of
it, cannot be read.
"""

Unpacker = Callable[[IO[bytes], Given], Iterator[Part]]
"""Opens one kind of container, as it comes by. A member is read before the next one is asked for."""


def single(read: Callable[[bytes, Given], Found]) -> Reader:
    """The reader of a kind whose files are one document each."""

    def reader(raw: bytes, given: Given) -> Iterator[Part]:
        yield "", read(raw, given)

    return reader


def storable(text: str) -> str:
    """The text with NUL and lone surrogates replaced one for one, so that any database and UTF-8 can hold it.

    Only text taken out of JSON, HTML or PDF can hold them; offsets are not moved.
    """
    if "\x00" not in text and text.isascii():
        return text
    return text.replace("\x00", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def clean_name(name: str) -> str:
    """A name out of a container, fit to be shown and stored.

    Control characters, and marks that turn the direction of writing to hide a suffix, become U+FFFD; a long name loses
    its middle.
    """
    shown = "".join(
        "\ufffd" if unicodedata.category(one) in {"Cc", "Zl", "Zp", "Cs"} or _TURNS.match(one) else one for one in name
    )
    return shown if len(shown) <= MAX_NAME else f"{shown[: MAX_NAME - 60]}…{shown[-59:]}"


def too_long() -> SetAside:
    """The problem of a text that is no single report."""
    return SetAside("too-large", f"The text is longer than {MAX_TEXT:,} characters: no single report. Split it up.")
