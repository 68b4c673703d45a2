"""What watch lists have looked at, what they had to tell of it, and to whom it was told."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from marsad.ledger import audit, schema
from marsad.ledger.base import Base
from marsad.ledger.clock import stamp
from marsad.ledger.kept import keep

if TYPE_CHECKING:
    from collections.abc import Mapping


BEGINNING = ""
"""Stands for an alert where a channel began to be told."""


class Alerts(Base):
    """The part of the ledger that watching uses. A watch list is known by its name, an alert by its id."""

    def last_recorded(self) -> datetime | None:
        """When the ledger last learned anything; None where it is new."""
        with self._reading() as connection:
            recorded = audit.last(connection)[1]
        return datetime.fromisoformat(recorded) if recorded else None

    def looked(self, watch: str) -> datetime | None:
        """Up to what recorded time a watch list has looked; None where it never has."""
        table = schema.look.c
        query = select(table.until).where(table.watch == watch).order_by(table.recorded.desc()).limit(1)
        with self._reading() as connection:
            until = connection.scalar(query)
        return datetime.fromisoformat(until) if until else None

    def look(self, watch: str, until: datetime, alerts: Mapping[str, str]) -> None:
        """Remember that a watch list has looked, and what it has to tell: JSON by the alert's id, each kept once."""
        with self._writing() as writer:
            keep(writer, schema.look, watch=watch, until=stamp(until))
            table = schema.alert.c
            query = select(table.alert).where(table.watch == watch, table.alert.in_(alerts))
            known = set(writer.connection.scalars(query))
            for alert, record in alerts.items():
                if alert not in known:
                    keep(writer, schema.alert, watch=watch, alert=alert, record=record)

    def listen(self, watch: str, channel: str) -> None:
        """Begin to tell on a channel, where that is new: what was found before is not told on it."""
        alert, told = schema.alert.c, schema.told.c
        begun = select(told.id).where(told.watch == watch, told.channel == channel, told.alert == BEGINNING)
        with self._reading() as connection:
            if connection.execute(begun).first():
                return
        with self._writing() as writer:
            found = writer.connection.scalars(select(alert.alert).where(alert.watch == watch)).all()
            for one in (BEGINNING, *found):
                keep(writer, schema.told, watch=watch, alert=one, channel=channel)

    def untold(self, watch: str, channel: str) -> dict[str, str]:
        """The alerts that were not told on a channel yet, oldest first: JSON by id."""
        alert, told = schema.alert.c, schema.told.c
        done = select(told.id).where(told.watch == watch, told.channel == channel, told.alert == alert.alert)
        query = (
            select(alert.alert, alert.record)
            .where(alert.watch == watch, ~done.exists())
            .order_by(alert.recorded, alert.id)
        )
        with self._reading() as connection:
            return {row.alert: row.record for row in connection.execute(query)}

    def tell(self, watch: str, channel: str, alert: str) -> None:
        """Remember that an alert was told on a channel."""
        with self._writing() as writer:
            keep(writer, schema.told, watch=watch, alert=alert, channel=channel)
