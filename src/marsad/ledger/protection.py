"""Protected sources and outlets: who they are, and what stands for them in every output."""

from __future__ import annotations

import secrets
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection, select

from marsad.errors import InputError
from marsad.ledger import schema
from marsad.ledger.kept import keep
from marsad.ledger.terms import plain
from marsad.ledger.veil import Veil, keyed, pseudonym

if TYPE_CHECKING:
    from sqlalchemy import Column

    from marsad.ledger.audit import Writer

SHORTEST = 3
"""Letters of the shortest name that can be protected: a shorter one would be found in half of all words."""


class Protected(NamedTuple):
    """A name that is protected, and what stands for it."""

    name: str
    pseudonym: str
    by: str
    reason: str
    recorded: str


def key(connection: Connection) -> bytes | None:
    """The ledger's own key; None where none was needed so far."""
    found = connection.scalar(select(schema.secret.c.key))
    return bytes.fromhex(found) if found else None


def key_for(writer: Writer) -> bytes:
    """The ledger's own key, made if there is none."""
    found = key(writer.connection)
    if found is None:
        found = secrets.token_bytes(32)
        keep(writer, schema.secret, key=found.hex())
    return found


def protect(writer: Writer, name: str, *, called: str | None, by: str, reason: str) -> str:
    """Put a name under a pseudonym, that of `called` where this is another name of the same source; the pseudonym."""
    if sum(map(str.isalnum, name)) < SHORTEST:
        raise InputError(f"'{name}' is too short to be protected: a name needs {SHORTEST} letters at least.")
    if not by.strip() or not reason.strip():
        raise InputError("To protect a name needs who does it, and why.")
    called = called or name
    secret = key_for(writer)
    if _standing(writer.connection).get(plain(name), ("", "", False))[1:] != (called, True):
        keep(writer, schema.protection, name=name, called=called, protected=True, by=by, reason=reason)
    return pseudonym(secret, called)


def unprotect(writer: Writer, name: str, *, by: str, reason: str) -> None:
    """Show a name again; it is given by itself or by its pseudonym."""
    if not by.strip() or not reason.strip():
        raise InputError("To show a name again needs who does it, and why.")
    chosen = [one for one in protected(writer.connection) if plain(name) in (plain(one.name), plain(one.pseudonym))]
    if not chosen:
        raise InputError(f"'{name}' is not protected.")
    for one in chosen:
        keep(writer, schema.protection, name=one.name, called=one.name, protected=False, by=by, reason=reason)


def protected(connection: Connection) -> list[Protected]:
    """Every protected name, in the order of the pseudonyms."""
    secret = key(connection)
    if secret is None:
        return []
    rows = connection.execute(select(schema.protection).order_by(schema.protection.c.recorded)).all()
    last = {plain(row.name): row for row in rows}
    found = [
        Protected(row.name, pseudonym(secret, row.called), row.by, row.reason, row.recorded)
        for row in last.values()
        if row.protected
    ]
    return sorted(found, key=lambda one: (one.pseudonym, one.name))


def veil(connection: Connection) -> Veil | None:
    """What puts pseudonyms in the place of protected names; None where nothing is protected."""
    names = protected(connection)
    secret = key(connection)
    if not names or secret is None:
        return None
    return _veil(secret, tuple((one.name, one.pseudonym) for one in names))


@lru_cache(maxsize=4)
def _veil(secret: bytes, names: tuple[tuple[str, str], ...]) -> Veil:
    return Veil(secret, dict(names))


def shown_as(connection: Connection, column: Column[str], prefix: str, limit: int) -> list[str]:
    """The ids of a column that stand in outputs under an id that begins with a prefix."""
    secret = key(connection)
    if secret is None or not prefix:
        return []
    found: list[str] = []
    for id_ in connection.scalars(select(column)):
        if keyed(secret, "id", id_)[: len(id_)].startswith(prefix):
            found.append(id_)
            if len(found) == limit:
                break
    return found


def real(connection: Connection, id_: str, *columns: Column[str]) -> str:
    """The id, in one of the columns, that begins so or that stands in outputs under an id that does; else `id_`."""
    for column in columns:
        if connection.scalar(select(column).where(column.startswith(id_, autoescape=True)).limit(1)):
            return id_
    return next((found for column in columns for found in shown_as(connection, column, id_, 1)), id_)


def _standing(connection: Connection) -> dict[str, tuple[str, str, bool]]:
    """The last that was said of each name: itself, what it is called, and whether it is protected."""
    rows = connection.execute(select(schema.protection).order_by(schema.protection.c.recorded))
    return {plain(row.name): (row.name, row.called, row.protected) for row in rows}
