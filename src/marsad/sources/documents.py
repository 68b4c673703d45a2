"""Making the records: a capture and its document, or a capture and why it gives none."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from marsad.errors import SetAside
from marsad.model import Capture, Document, Received, document_id, item_id
from marsad.sources import apart, languages, reading
from marsad.sources.kinds import MEDIA_TYPES, Kind
from marsad.sources.parts import MAX_TEXT, too_long

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.sources.parts import Found, Given

_HARMLESS: frozenset[Kind] = frozenset({"text", "markdown", "jsonl"})
"""Kinds that are read in this process: they are as small as they look, and take a time in proportion to it."""


def capture_of(raw: bytes, origin: str, media_type: str) -> Capture:
    """The bytes as a capture."""
    return Capture(sha256=hashlib.sha256(raw).hexdigest(), content=raw, origin=origin, media_type=media_type)


def _id(found: Found, capture: str, part: str) -> str:
    """What a document is known by: what it says of itself, or else its place in its capture."""
    if found.identity is not None:
        return item_id(found.identity, found.text)
    return document_id(capture, part, found.text)


def set_aside(
    origin: str, problem: SetAside, raw: bytes = b"", media_type: str = "application/octet-stream"
) -> Received:
    """What gave no document, with the reason."""
    return Received(capture=capture_of(raw, origin, media_type), problem=str(problem), reason=problem.reason)


def received(raw: bytes, origin: str, kind: Kind, given: Given) -> Iterator[Received]:
    """The documents of one capture: one, or one for each item of a container."""
    capture = capture_of(raw, origin, MEDIA_TYPES[kind])
    read = reading.read if kind in _HARMLESS else apart.read
    for part, outcome in read(raw, kind, given):
        try:
            if isinstance(outcome, SetAside):
                raise outcome
            made = document(given.over(outcome), capture.sha256, part)
            yield Received(capture=capture, part=part, document=made)
        except SetAside as problem:
            yield Received(capture=capture, part=part, problem=str(problem), reason=problem.reason)


def document(found: Found, capture: str, part: str = "") -> Document:
    """The document of what was found in the capture with that SHA-256. Raises SetAside ("empty", "too-large")."""
    if not found.text.strip():
        raise SetAside("empty", "It holds no text, only blanks." if found.text else "It is empty.")
    if len(found.text) > MAX_TEXT:
        raise too_long()
    return Document(
        doc=found.doc or _id(found, capture, part),
        text=found.text,
        title=found.title,
        publisher=found.publisher,
        published=found.published,
        language=found.language or languages.detect(found.text) or found.likely_language,
        url=found.url,
        extra=found.extra,
    )
