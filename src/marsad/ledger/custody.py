"""What the ledger gives for proof: bytes, how they came, and time stamps over them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from marsad.errors import InputError
from marsad.ledger import audit, review, schema, tokens
from marsad.ledger.sealing import Sealing
from marsad.model import Fetched

if TYPE_CHECKING:
    from marsad.ledger.tokens import Kind, Token


class Bytes(NamedTuple):
    """The bytes that a document was read from, and how they came."""

    sha256: str
    content: bytes
    origin: str
    media_type: str
    recorded: str
    tool: str | None
    fetched: Fetched | None
    tokens: list[Token]


class Subject(NamedTuple):
    """What a time stamp is to be over."""

    kind: Kind
    about: str
    content: bytes


class Custody(Sealing):
    """The part of the ledger that proves where things came from."""

    def original(self, doc: str) -> Bytes:
        """The bytes that a document, by its id or the beginning of it, was read from.

        An `InputError` says that they can't be given: names are protected, which bytes may hold in any form.
        """
        with self._reading() as connection:
            if self._veil(connection) is not None:
                raise InputError("Bytes are given only of an unlocked ledger: they may hold protected names.")
            id_ = review.one_id(connection, schema.document.c.doc, doc, "document")
            table = schema.capture.c
            query = select(schema.capture).join(schema.document, schema.document.c.capture == table.sha256)
            row = connection.execute(query.where(schema.document.c.doc == id_)).one()
            fetched = Fetched.model_validate(json.loads(row.fetched)) if row.fetched else None
            stamps = tokens.of(connection, "capture", row.sha256)
        return Bytes(row.sha256, row.content, row.origin, row.media_type, row.recorded, row.tool, fetched, stamps)

    def to_stamp(self, doc: str | None = None) -> Subject:
        """What to have stamped for a document: its bytes; without one, for the ledger as it stands now."""
        with self._reading() as connection:
            if doc is None:
                position = audit.last(connection)[0]
                return Subject("position", str(position), position.hash.encode())
            id_ = review.one_id(connection, schema.document.c.doc, doc, "document")
            sha256 = connection.scalar(select(schema.document.c.capture).where(schema.document.c.doc == id_)) or ""
            return Subject("capture", sha256, tokens.content(connection, "capture", sha256) or b"")

    def keep_stamp(self, subject: Subject, *, authority: str, certificates: str, token: bytes) -> str:
        """Keep a time stamp, if it holds by the certificates (PEM) that the authority is trusted by; the time in it."""
        with self._writing() as writer:
            return tokens.add(
                writer, subject.kind, subject.about, subject.content,
                authority=authority, certificates=certificates, token=token,
            )  # fmt: skip

    def stamps(self) -> list[Token]:
        """Every time stamp, oldest first."""
        with self._reading() as connection:
            return tokens.of(connection)
