"""Finding one claim or document by the beginning of its id, and the claims whose rulings wait for a person."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from marsad.errors import InputError
from marsad.ledger import protection
from marsad.ledger.entries import held
from marsad.ledger.schema import claim, ruling

if TYPE_CHECKING:
    from sqlalchemy import Column

    from marsad.model import Entry

SHOWN = 4

BATCH = 400
"""How many claims one query puts together."""


def one_id(connection: Connection, column: Column[str], prefix: str, what: str) -> str:
    """The one id that is, or begins with, `prefix`; an `InputError` where there is none or more than one."""
    if connection.scalar(select(column).where(column == prefix)):
        return prefix
    found = (
        list(connection.scalars(select(column).where(column.startswith(prefix, autoescape=True)).limit(SHOWN)))
        if prefix
        else []
    )
    found = found or protection.shown_as(connection, column, prefix, SHOWN)
    if not found:
        raise InputError(f"There is no {what} whose id begins with '{prefix}'.")
    if len(found) > 1:
        raise InputError(f"More than one {what} begins with '{prefix}': {', '.join(found)}.")
    return str(found[0])


def waiting(connection: Connection) -> list[Entry]:
    """Claims on which nobody has ruled since coders differed, or since rulings could not be carried over."""
    columns = ruling.c
    since: dict[str, str] = {}
    why: dict[str, str] = {}
    for row in connection.execute(select(ruling).where(columns.kind == "supersede").order_by(columns.recorded)):
        for id_, reason in json.loads(row.change)["review"].items():
            since[id_], why[id_] = row.recorded, reason
    later = select(columns.about, columns.recorded).where(columns.about.in_(since))
    ruled = {row.about for row in connection.execute(later) if row.recorded > since[row.about]}
    entries = [one.entry for one in held(connection, [id_ for id_ in since if id_ not in ruled])]
    lost = [one for one in entries if why[one.claim.id] == "misfit" or one.status == "superseded"]
    return lost + _doubted(connection, {one.claim.id for one in lost})


def _doubted(connection: Connection, listed: set[str]) -> list[Entry]:
    ids = connection.scalars(
        select(claim.c.id)
        .where(claim.c.id.in_(select(ruling.c.about).where(ruling.c.kind == "doubt")))
        .order_by(claim.c.doc, claim.c.start, claim.c.id)
    )
    wanted = [id_ for id_ in ids if id_ not in listed]
    found = (entry for at in range(0, len(wanted), BATCH) for entry in held(connection, wanted[at : at + BATCH]))
    return [one.entry for one in found if one.entry.status == "doubted"]
