"""What is left to do: bytes that gave no document, and documents that a coder has not read as they stand."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, or_, select

from marsad.errors import InputError
from marsad.ledger import record, rulings
from marsad.ledger.schema import capture, document, ruling, superseded
from marsad.ledger.schema import run as run_table
from marsad.model import Capture, Fetched

if TYPE_CHECKING:
    from marsad.ledger.audit import Writer
    from marsad.ledger.record import Run


@dataclass(frozen=True)
class Uncoded:
    """A document that a coder has not read, and the part of the capture that it is."""

    doc: str
    capture: str
    part: str
    origin: str
    language: str | None


def uncoded(connection: Connection, run: Run) -> list[Uncoded]:
    """The documents with a text that neither this coder nor another program has read as they are now, oldest first."""
    read = select(run_table.c.id).where(
        run_table.c.doc == document.c.doc, run_table.c.coder == run.coder, run_table.c.version == run.version,
        ~select(superseded.c.run).where(superseded.c.run == run_table.c.id).exists(),
    )  # fmt: skip
    corrected = select(ruling.c.id).where(ruling.c.about == document.c.doc, ruling.c.kind == "correct")
    columns = document.c
    query = (
        select(columns.doc, columns.capture, columns.part, columns.origin, columns.language)
        .where(columns.text.is_not(None), or_(~read.exists(), corrected.exists()))
        .order_by(columns.recorded, columns.doc)
    )
    rows = connection.execute(query).all()
    open_ = [row for row in rows if not record.coded(connection, row.doc, run)]
    return [Uncoded(*row) for row in open_ if not record.read_otherwise(connection, row.doc, run)]


def kept(connection: Connection, sha256: str) -> Capture:
    """A capture with its bytes; an `InputError` where the ledger has none of that hash."""
    row = connection.execute(select(capture).where(capture.c.sha256 == sha256)).mappings().first()
    if row is None:
        raise InputError(f"The ledger has no bytes with the SHA-256 {sha256}.")
    fetched = Fetched.model_validate(json.loads(row["fetched"])) if row["fetched"] else None
    return Capture(
        sha256=sha256, content=row["content"], origin=row["origin"], media_type=row["media_type"], fetched=fetched
    )


def still_aside(writer: Writer, doc: str, reason: str, problem: str) -> None:
    """Rule that what was set aside was read again, and is now set aside for another reason."""
    change = {"reason": reason, "problem": problem}
    rulings.add(writer, "correct", doc, doc=doc, by="retry", reason="It was read again.", change=change)
