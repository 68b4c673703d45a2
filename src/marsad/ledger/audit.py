"""The chain of audit rows: one for each act, hashed over the one before."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, insert, select

from marsad.errors import InputError
from marsad.ledger import schema
from marsad.ledger.clock import following

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

START = "0" * 64
"""What the first row is hashed over."""

DIGITS = 18
"""More digits than any position has: a longer number is none, and no database could hold it."""


@dataclass(frozen=True)
class Position:
    """How far the ledger has grown: the number of its last audit row, and that row's hash."""

    seq: int
    hash: str

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash[:16]}"


def canonical(value: Any) -> str:
    """A JSON value in one form: sorted keys, no spaces, characters as they are."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def fingerprint(parts: Iterable[str]) -> str:
    """The SHA-256, as hex, of texts in a row; where one ends and the next begins counts too."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        total.update(b"%d:" % len(data))
        total.update(data)
    return total.hexdigest()


def row_hash(seq: int, recorded: str, action: str, about: str, detail: str, previous: str) -> str:
    """The hash of an audit row."""
    return fingerprint((str(seq), recorded, action, about, detail, previous))


def last(connection: Connection) -> tuple[Position, str | None]:
    """The position, and the stamp of the last act (None in a new ledger)."""
    table = schema.audit.c
    row = connection.execute(select(table.seq, table.hash, table.recorded).order_by(table.seq.desc()).limit(1)).first()
    return (Position(row.seq, row.hash), row.recorded) if row else (Position(0, START), None)


def contains(connection: Connection, position: str) -> bool:
    """Whether the chain has this position, as `str(position)` gives it."""
    number, _, mark = position.partition(":")
    if not (number.isdecimal() and len(number) < DIGITS and mark):
        raise InputError(f"'{position}' is not a position of a ledger, such as 12:0f3a9c2b11d04e57.")
    table = schema.audit.c
    found = connection.scalar(select(table.hash).where(table.seq == int(number)))
    return (found or (START if number == "0" else "")).startswith(mark)


class Writer:
    """A transaction that writes: its connection, the stamp of its rows, and the end of the chain."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self.connection = connection
        self._position, before = last(connection)
        self.recorded = following(now, before)

    def note(self, action: str, about: str, detail: dict[str, Any]) -> None:
        """Add one act to the chain, with a salt: on the hash that a seal leaves, nobody can try out what it told of."""
        detail = detail | {"salt": secrets.token_hex(16)}
        seq, previous = self._position.seq + 1, self._position.hash
        row = {"seq": seq, "recorded": self.recorded, "action": action, "about": about, "detail": canonical(detail)}
        hashed = row_hash(seq, self.recorded, action, about, canonical(detail), previous)
        self.connection.execute(insert(schema.audit), row | {"previous": previous, "hash": hashed})
        self._position = Position(seq, hashed)
