"""By which marks the ledger knows again what was sealed in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from marsad.errors import SetAside
from marsad.ledger import protection, schema
from marsad.ledger.veil import keyed

if TYPE_CHECKING:
    from marsad.model import Received


def mark(key: bytes, id_: str) -> str:
    """The mark of a document or of bytes: a keyed digest of the id."""
    return keyed(key, "seal", id_)


def every_mark(connection: Connection) -> set[str]:
    """The marks of all documents and captures that were sealed."""
    found = [json.loads(marks) for marks in connection.scalars(select(schema.tombstone.c.marks))]
    return {one for marks in found for name, one in marks.items() if name != "emptied"}


def emptied(connection: Connection) -> set[str]:
    """The captures whose bytes were destroyed while documents of them are left."""
    found = [json.loads(marks) for marks in connection.scalars(select(schema.tombstone.c.marks))]
    return {marks["emptied"] for marks in found if "emptied" in marks}


def refuse(connection: Connection, item: Received) -> None:
    """Raise SetAside where these bytes, or this document, were sealed."""
    marks = every_mark(connection)
    key = protection.key(connection) if marks else None
    if key is None:
        return
    asked = [item.capture.sha256, *([item.document.doc] if item.document else [])]
    if any(mark(key, id_) in marks for id_ in asked):
        raise SetAside("sealed", "This was sealed in the ledger: neither its bytes nor its text are taken again.")
