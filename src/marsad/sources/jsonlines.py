"""JSON lines: each line an object, each object a document.

An object has `text`, and may have `doc`, `title`, `publisher`, `published`, `language` and `url`; other keys are left
alone. A line is a capture of its own, so that a file which grows gives its old documents again and not new ones, and so
that a file of any length is read in little memory.
"""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING, Any

from marsad.errors import SetAside
from marsad.sources import encodings, published, telegram
from marsad.sources.languages import code
from marsad.sources.parts import Found, Given, Part, storable

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_LINE = 10_000_000
"""Longest line that is read, in bytes."""


def lines(first: bytes, stream: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """The lines that are not blank, stripped, numbered from 1; None in place of one that is too long.

    `first` is what `stream.readline(MAX_LINE + 1)` gave.
    """
    raw, number = first, 0
    while raw:
        number += 1
        if len(raw) > MAX_LINE and not raw.endswith(b"\n"):
            while raw and not raw.endswith(b"\n"):
                raw = stream.readline(MAX_LINE)
            yield number, None
        elif line := (raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw).strip():
            yield number, line
        raw = stream.readline(MAX_LINE + 1)


def items(raw: bytes, given: Given) -> Iterator[Part]:
    """The documents of a JSON value: an object, a list of objects, or an export of Telegram's.

    Raises SetAside as `load` and `found` do.
    """
    value = load(raw, given)
    if chats := telegram.chats(value):
        yield from telegram.messages(chats)
        return
    if not isinstance(value, list):
        yield "", found(value)
        return
    for number, item in enumerate(value, start=1):
        try:
            yield f"item {number}", found(item)
        except SetAside as problem:
            yield f"item {number}", problem


def load(raw: bytes, given: Given) -> Any:
    """The JSON value of the bytes. Raises SetAside with reason "json" or those of decoding."""
    text = encodings.decode(raw, given.encoding)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise SetAside("json", f"This is not valid JSON: {error.msg} at character {error.pos + 1}.") from error
    except (RecursionError, ValueError) as error:
        raise SetAside("json", "This JSON is nested too deep or holds a number too long to read.") from error


def found(value: Any) -> Found:
    """The document that a JSON value is. Raises SetAside with reason "json" or "no-text"."""
    if not isinstance(value, dict):
        raise SetAside("json", "This is not a JSON object with a text.")
    text = value.get("text")
    if not isinstance(text, str):
        raise SetAside("no-text", "The JSON object has no text.")
    doc = value.get("doc")
    return Found(
        text=storable(text),
        title=_word(value, "title"),
        publisher=_word(value, "publisher"),
        published=published.parse(_word(value, "published") or ""),
        language=code(_word(value, "language")),
        url=_word(value, "url"),
        doc=storable(str(doc)) if isinstance(doc, str | int) and str(doc) else None,
    )


def _word(value: dict[str, Any], name: str) -> str | None:
    word = value.get(name)
    return storable(word.strip()) or None if isinstance(word, str) else None
