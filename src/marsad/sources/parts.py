"""What readers hand to each other: the text and metadata found in a file, and what the user gives by option."""

from __future__ import annotations

from dataclasses import dataclass

MAX_TEXT = 1_000_000
"""Longest text taken as one document, in code points: some 160,000 words, a book of 500 pages."""

MAX_FILE = 100_000_000
"""Largest file read into memory, in bytes. JSON lines are read line by line and may be longer."""


@dataclass(frozen=True, slots=True)
class Found:
    """The text that becomes the stored text, and what the file itself says about it."""

    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What the user gives by option; each value that is not None overrides what the file says."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    encoding: str | None = None

    def over(self, found: Found) -> Found:
        """The found values with the given ones in their place."""
        return Found(
            text=found.text,
            title=self.title or found.title,
            publisher=self.publisher or found.publisher,
            published=self.published or found.published,
            language=self.language or found.language,
            url=found.url,
        )


def storable(text: str) -> str:
    """The text with NUL and lone surrogates replaced one for one, so that any database and UTF-8 can hold it.

    Only text taken out of JSON, HTML or PDF can hold them; offsets are not moved.
    """
    if "\x00" not in text and text.isascii():
        return text
    return text.replace("\x00", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
