"""Sealing, as the ledger offers it: destroy, scrub the file, and tell copies of it what is still to be sealed."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from marsad.errors import LedgerError
from marsad.ledger import backup, postgresql, protection, schema, seal, sqlite
from marsad.ledger.clock import stamp
from marsad.ledger.errors import plainly
from marsad.ledger.veiled import Veiled

if TYPE_CHECKING:
    from marsad.ledger.backup import Manifest
    from marsad.ledger.seal import Tombstone


class Copy(NamedTuple):
    """A copy of the ledger that was made before something was sealed, and so still holds it."""

    path: str
    made: str
    listed: bool
    """Whether its manifest lists what is to be sealed in it, so that `restore` does it."""


class Sealing(Veiled):
    """The part of the ledger that destroys."""

    def seal(self, about: str, *, by: str, reason: str, words: str | None = None) -> Tombstone:
        """Destroy a document, or words in it, for good: in every table, in the file, and in what copies bring back.

        Args:
            about: a document, or a claim, whose evidence is then what is destroyed; by id or the beginning of it.
            by: who decides.
            reason: why; it stays readable, so it must not repeat what is sealed.
            words: these words, wherever they stand in the document, in place of all of it.

        """
        with self._writing() as writer:
            made = seal.seal(writer, about, by=by, reason=reason, words=words)
        self.scrub()
        self._list_in_copies()
        return made

    def seal_marked(self, marks: set[str]) -> int:
        """Seal the documents that these marks tell of; how many there were."""
        with self._writing() as writer:
            number = seal.sealed_again(writer, marks, by="restore", reason="Sealed since this copy was made.")
        self.scrub()
        return number

    def scrub(self) -> None:
        """Overwrite what was deleted in the file itself; a `LedgerError` says that another program is using it."""
        with plainly(self.name):
            (sqlite if self._engine.dialect.name == "sqlite" else postgresql).scrub(self._engine, self.name)

    def sealed(self) -> list[Tombstone]:
        """Everything that was sealed."""
        with self._reading() as connection:
            return seal.tombstones(connection)

    def copies_to_seal(self) -> list[Copy]:
        """The copies, as far as this ledger knows, that still hold something that was sealed since."""
        with self._reading() as connection:
            made = connection.execute(
                select(schema.audit.c.about, schema.audit.c.recorded).where(schema.audit.c.action == "backup")
            ).all()
            stones = connection.execute(select(schema.tombstone.c.marks, schema.tombstone.c.recorded)).all()
        found = []
        for path, recorded in made:
            marks = {json.loads(stone.marks)["doc"] for stone in stones if stone.recorded > recorded}
            if marks:
                found.append(Copy(path, recorded, marks <= backup.listed(Path(path))))
        return found

    def backup(self, path: str | Path) -> Manifest:
        """Copy the ledger to a new file, safely while it is in use, with a manifest beside it."""
        path = Path(path)
        backup.refuse(path)
        with suppress(LedgerError), self._writing() as writer:  # one at rest on a read-only disk can be copied, too
            protection.key_for(writer)
            writer.note("backup", str(path.absolute()), {})
        return backup.backup(self._engine, path, stamp(self._now()))

    def _list_in_copies(self) -> None:
        with self._reading() as connection:
            stones = connection.execute(select(schema.tombstone.c.marks, schema.tombstone.c.recorded)).all()
        for copy in self.copies_to_seal():
            marks = {json.loads(stone.marks)["doc"] for stone in stones if stone.recorded > copy.made}
            backup.list_to_seal(Path(copy.path), marks)
