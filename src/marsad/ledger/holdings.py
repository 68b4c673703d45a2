"""What a ledger holds, document by document: where each came from, what became of it, and what it is a copy of."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, select

from marsad.ledger.documents import DETAILS, corrections, read_since
from marsad.ledger.lineage import origins
from marsad.ledger.schema import coding, document, run, superseded
from marsad.model import Holding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from marsad.model import DocumentState

BATCH = 500


def holdings(connection: Connection, docs: list[str] | None = None) -> Iterator[Holding]:
    """Every document, or these, by published time; what was set aside and read later is left out."""
    columns = document.c
    query = select(
        *(columns[name] for name in ("doc", *DETAILS, "extra", "capture", "part", "origin", "recorded")),
        *(columns.reason, columns.problem),
        func.length(columns.text).label("characters"),
    ).where(columns.text.is_not(None) | ~read_since())
    if docs is not None:
        query = query.where(columns.doc.in_(docs))
    rows = iter(connection.execute(query.order_by(columns.known_at, columns.doc)).mappings().all())
    while batch := list(islice(rows, BATCH)):
        yield from _holdings(connection, batch)


def _holdings(connection: Connection, rows: list[Any]) -> Iterator[Holding]:
    docs = [row["doc"] for row in rows]
    changes = corrections(connection, docs)
    first = origins(connection, docs, (None, None))
    read = _runs(connection, docs)
    for row in rows:
        change = {name: value for name, value in changes.get(row["doc"], {}).items() if name in DETAILS}
        details = {name: row[name] for name in DETAILS} | change
        state, problem = _state(row, details["language"], read)
        yield Holding(
            doc=row["doc"], **details, extra=json.loads(row["extra"] or "{}"), capture=row["capture"],
            part=row["part"], source=row["origin"], recorded=row["recorded"], characters=row["characters"] or 0,
            state=state, claims=read.get(row["doc"], 0), reason=row["reason"], problem=problem,
            origin=first.get(row["doc"]),
        )  # fmt: skip


def _state(row: Any, language: str | None, read: dict[str, int]) -> tuple[DocumentState, str | None]:
    if row["characters"] is None:
        return "set aside", row["problem"]
    if row["doc"] in read:
        return "coded", None
    other = f"its language is {language}" if language not in (None, "en") else "no coder has read it"
    return "not coded", f"It is not coded: {other}."


def _runs(connection: Connection, docs: Iterable[str]) -> dict[str, int]:
    """The documents that were read by a coder or a person, with how many claims stand of those readings."""
    gone = select(superseded.c.run).where(superseded.c.run == run.c.id).exists()
    query = (
        select(run.c.doc, func.count(coding.c.claim.distinct()))
        .outerjoin(coding, coding.c.run == run.c.id)
        .where(run.c.doc.in_(list(docs)), ~gone)
        .group_by(run.c.doc)
    )
    return {row[0]: row[1] for row in connection.execute(query)}
