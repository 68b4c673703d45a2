"""Making the records: a capture and its document, or a capture and why it gives none."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from marsad.errors import SetAside
from marsad.model import Capture, Document, Received, document_id
from marsad.sources import html, jsonlines, languages, pdf, text
from marsad.sources.kinds import MEDIA_TYPES, Kind
from marsad.sources.parts import MAX_TEXT, Found, Given

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_READERS: dict[Kind, Callable[[bytes, Given], Found]] = {
    "text": text.plain,
    "markdown": text.markdown,
    "html": html.article,
    "pdf": pdf.pages,
}
_MAX_PLAIN = 4 * MAX_TEXT
"""More bytes than any text of `MAX_TEXT` takes in UTF-8: not worth decoding."""


def capture_of(raw: bytes, origin: str, media_type: str) -> Capture:
    """The bytes as a capture."""
    return Capture(sha256=hashlib.sha256(raw).hexdigest(), content=raw, origin=origin, media_type=media_type)


def set_aside(
    origin: str, problem: SetAside, raw: bytes = b"", media_type: str = "application/octet-stream"
) -> Received:
    """What gave no document, with the reason."""
    return Received(capture=capture_of(raw, origin, media_type), problem=str(problem), reason=problem.reason)


def received(raw: bytes, origin: str, kind: Kind, given: Given, own_ids: bool = False) -> Iterator[Received]:
    """The documents of one capture: one, but for a JSON file that holds a list of them."""
    try:
        if kind in {"text", "markdown"} and len(raw) > _MAX_PLAIN:
            raise too_long()
        if kind in {"json", "jsonl"}:
            yield from _objects(raw, origin, kind, given, own_ids)
            return
        capture = capture_of(raw, origin, MEDIA_TYPES[kind])
        found = _READERS[kind](raw, given)
        yield Received(capture=capture, document=document(given.over(found), capture.sha256))
    except SetAside as problem:
        yield set_aside(origin, problem, raw, MEDIA_TYPES[kind])


def _objects(raw: bytes, origin: str, kind: Kind, given: Given, own_ids: bool) -> Iterator[Received]:
    value = jsonlines.load(raw, given)
    capture = capture_of(raw, origin, MEDIA_TYPES[kind])
    items = enumerate(value, start=1) if isinstance(value, list) else [(0, value)]
    for number, item in items:
        part = f"item {number}" if number else ""
        try:
            found, own = jsonlines.found(item)
            made = document(given.over(found), capture.sha256, part, own if own_ids else None)
            yield Received(capture=capture, part=part, document=made)
        except SetAside as problem:
            yield Received(capture=capture, part=part, problem=str(problem), reason=problem.reason)


def document(found: Found, capture: str, part: str = "", doc: str | None = None) -> Document:
    """The document of what was found in the capture with that SHA-256. Raises SetAside ("empty", "too-large")."""
    if not found.text.strip():
        raise SetAside("empty", "It holds no text, only blanks." if found.text else "It is empty.")
    if len(found.text) > MAX_TEXT:
        raise too_long()
    return Document(
        doc=doc or document_id(capture, part, found.text),
        text=found.text,
        title=found.title,
        publisher=found.publisher,
        published=found.published,
        language=found.language or languages.detect(found.text),
        url=found.url,
    )


def too_long() -> SetAside:
    """The problem of a text that is no single report."""
    return SetAside("too-large", f"The text is longer than {MAX_TEXT:,} characters: no single report. Split it up.")
