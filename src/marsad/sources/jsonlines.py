"""JSON lines: each line an object, each object a document.

An object has `text`, and may have `doc`, `title`, `publisher`, `published`, `language` and `url`; other keys are left
alone. A line is a capture of its own, so that a file which grows gives its old documents again and not new ones, and so
that a file of any length is read in little memory.
"""

from __future__ import annotations

import json
import re
from typing import IO, TYPE_CHECKING, Any

from marsad.errors import SetAside
from marsad.sources import encodings, published, telegram
from marsad.sources.languages import code
from marsad.sources.parts import Found, Given, Part, storable

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_LINE = 10_000_000
"""Longest line that is read, in bytes."""

_DECODER = json.JSONDecoder()
_BLANKS = re.compile(r"[ \t\n\r]*")


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

    The items of a list are read one after the other, so that a long one takes little memory, and what stands before a
    damage is kept. Raises SetAside with reason "json", or those of decoding and of `found`.
    """
    text = encodings.decode(raw, given.encoding)
    if text.startswith("[", _after_blanks(text, 0)):
        for number, item in enumerate(_listed(text), start=1):
            try:
                yield f"item {number}", found(item)
            except SetAside as problem:
                yield f"item {number}", problem
        return
    value, end = _value(text, _after_blanks(text, 0))
    if _after_blanks(text, end) < len(text):
        raise _invalid("there is more after its end", end)
    if chats := telegram.chats(value):
        yield from telegram.messages(chats)
    else:
        yield "", found(value)


def _listed(text: str) -> Iterator[Any]:
    """The items of a list, the text's one value."""
    at = _after_blanks(text, _after_blanks(text, 0) + 1)
    if text.startswith("]", at):
        end = at
    else:
        while True:
            item, end = _value(text, at)
            yield item
            end = _after_blanks(text, end)
            if not text.startswith(",", end):
                break
            at = _after_blanks(text, end + 1)
    if not text.startswith("]", end):
        raise _invalid("the list goes on with neither a comma nor its end", end)
    if _after_blanks(text, end + 1) < len(text):
        raise _invalid("there is more after its end", end + 1)


def _value(text: str, at: int) -> tuple[Any, int]:
    """The JSON value that begins there, and where it ends."""
    try:
        return _DECODER.raw_decode(text, at)
    except json.JSONDecodeError as error:
        raise _invalid(error.msg, error.pos) from error
    except (RecursionError, ValueError) as error:
        raise SetAside("json", "This JSON is nested too deep or holds a number too long to read.") from error


def _invalid(why: str, at: int) -> SetAside:
    return SetAside("json", f"This is not valid JSON: {why} at character {at + 1}.")


def _after_blanks(text: str, at: int) -> int:
    found = _BLANKS.match(text, at)
    return found.end() if found else at


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
