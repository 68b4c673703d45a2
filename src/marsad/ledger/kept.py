"""Rows that keep what the ledger was told beside reports: each has the digest of its content as its id."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert

from marsad.ledger import schema
from marsad.ledger.audit import canonical, fingerprint

if TYPE_CHECKING:
    from sqlalchemy import RowMapping, Table

    from marsad.ledger.audit import Writer

KEPT = (
    schema.token, schema.secret, schema.protection, schema.tombstone,
    schema.mapping, schema.feed_item, schema.feed_visit, schema.look, schema.alert, schema.told,
)  # fmt: skip
"""The tables of such rows; `verify` compares each row with its id, and with what the audit tells of it."""


def keep(writer: Writer, table: Table, **content: Any) -> str:
    """Add a row with the time of recording, and a row of the audit that tells of it; the row's id."""
    row = {**content, "recorded": writer.recorded}
    id_ = row_id(table, row)
    writer.connection.execute(insert(table), row | {"id": id_})
    writer.note("keep", id_, {"table": table.name})
    return id_


def row_id(table: Table, row: dict[str, Any] | RowMapping) -> str:
    """The id of a row: a digest of its table's name and all other columns."""
    values = {column.name: row[column.name] for column in table.columns if column.name != "id"}
    told = {name: hashlib.sha256(v).hexdigest() if isinstance(v, bytes) else v for name, v in values.items()}
    return fingerprint((table.name, canonical(told)))[:32]
