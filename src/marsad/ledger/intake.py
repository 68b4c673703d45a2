"""What the intake remembers from one time to the next: columns of tables, and what was taken from feeds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import select

from marsad.ledger import schema
from marsad.ledger.audit import canonical
from marsad.ledger.base import Base
from marsad.ledger.kept import keep
from marsad.sources import Visit

if TYPE_CHECKING:
    from collections.abc import Iterable

BATCH = 500
"""How many values one query asks for."""


class Intake(Base):
    """The part of the ledger that intake uses."""

    def mappings(self) -> dict[str, dict[str, str]]:
        """The mappings of columns last saved, by the digest of the table's header."""
        table = schema.mapping.c
        with self._reading() as connection:
            rows = connection.execute(select(table.header, table.mapping).order_by(table.recorded)).all()
        return {row.header: {str(key): str(value) for key, value in json.loads(row.mapping).items()} for row in rows}

    def save_mapping(self, header: str, mapping: dict[str, str]) -> None:
        """Save which column is what for tables with this header digest; the same again changes nothing."""
        if self.mappings().get(header) == mapping:
            return
        with self._writing() as writer:
            keep(writer, schema.mapping, header=header, mapping=canonical(mapping))

    def taken(self, address: str, items: Iterable[str]) -> set[str]:
        """Those of the items of a feed, by their ids in it, that were taken before."""
        asked, found = list(items), set[str]()
        table = schema.feed_item.c
        with self._reading() as connection:
            for at in range(0, len(asked), BATCH):
                query = select(table.item).where(table.address == address, table.item.in_(asked[at : at + BATCH]))
                found |= set(connection.scalars(query))
        return found

    def take(self, address: str, items: Iterable[str]) -> None:
        """Remember that these items of a feed were taken."""
        asked = list(dict.fromkeys(items))
        known = self.taken(address, asked)
        fresh = [item for item in asked if item not in known]
        if not fresh:
            return
        with self._writing() as writer:
            for item in fresh:
                keep(writer, schema.feed_item, address=address, item=item)

    def last_visit(self, address: str) -> Visit | None:
        """What the feed at the address said of its age; None where it was never fetched."""
        table = schema.feed_visit.c
        query = (
            select(table.etag, table.modified).where(table.address == address).order_by(table.recorded.desc()).limit(1)
        )
        with self._reading() as connection:
            row = connection.execute(query).first()
        return Visit(row.etag, row.modified) if row else None

    def visited(self, address: str, visit: Visit) -> None:
        """Remember what a feed said of its age; the same again changes nothing."""
        if self.last_visit(address) == visit:
            return
        with self._writing() as writer:
            keep(writer, schema.feed_visit, address=address, etag=visit.etag, modified=visit.modified)
