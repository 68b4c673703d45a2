"""What leaves the ledger: with pseudonyms for protected names, unless it was opened unlocked."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, TypeVar

from marsad.ledger import documents, protection, schema
from marsad.ledger.intake import Intake
from marsad.model import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from _typeshed import DataclassInstance
    from sqlalchemy import Connection

    from marsad.ledger.protection import Protected
    from marsad.ledger.query import Names, Query
    from marsad.ledger.veil import Veil
    from marsad.model import Entry

Shown = TypeVar("Shown", bound=Record)
Told = TypeVar("Told", bound="DataclassInstance")


class Veiled(Intake):
    """The part of the ledger that protects sources."""

    def protect(self, name: str, *, by: str, reason: str, called: str | None = None) -> str:
        """Put a source or outlet under a pseudonym in every output.

        Args:
            name: as reports write it; case, accents and punctuation make no difference.
            by: who decides.
            reason: why.
            called: the name of a source that is protected already, where this is another name of it.

        Returns:
            The pseudonym: made with a key of this ledger, so that a guessed name can't be tested on it.

        """
        with self._writing() as writer:
            return protection.protect(writer, name, called=called, by=by, reason=reason)

    def unprotect(self, name: str, *, by: str, reason: str) -> None:
        """Show a name again, given by itself or by its pseudonym; an `InputError` says that it is not protected."""
        with self._writing() as writer:
            protection.unprotect(writer, name, by=by, reason=reason)

    def protected(self) -> list[Protected]:
        """The protected names; each as its pseudonym, unless the ledger was opened unlocked."""
        with self._reading() as connection:
            found = protection.protected(connection)
            veil = self._veil(connection)
        return [one._replace(name=one.pseudonym, reason=veil.words(one.reason) or "") if veil else one for one in found]

    def veiled(self) -> bool:
        """Whether outputs have pseudonyms in them."""
        with self._reading() as connection:
            return self._veil(connection) is not None

    def as_shown(self, told: list[Told]) -> list[Told]:
        """What was told of kept documents (dataclasses whose fields are plain values) as people may see it."""
        with self._reading() as connection:
            veil = self._veil(connection)
        return told if veil is None else [replace(one, **veil.told(asdict(one))) for one in told]

    def words_as_shown(self, words: list[str]) -> list[str]:
        """Words about kept documents, such as where they came from, as people may see them."""
        with self._reading() as connection:
            veil = self._veil(connection)
        return words if veil is None else [veil.words(one) or "" for one in words]

    def _veil(self, connection: Connection) -> Veil | None:
        return None if self.unlocked else protection.veil(connection)

    def _shown(self, connection: Connection, record: Shown) -> Shown:
        veil = self._veil(connection)
        return veil.record(record) if veil else record

    def _all_shown(self, connection: Connection, records: Iterable[Shown]) -> Iterator[Shown]:
        veil = self._veil(connection)
        return (veil.record(record) if veil else record for record in records)

    def _shown_entries(self, connection: Connection, entries: Iterable[Entry]) -> Iterator[Entry]:
        veil = self._veil(connection)
        if veil is None:
            yield from entries
            return
        doc, text = "", ""
        for entry in entries:
            if entry.claim.doc != doc:
                doc = entry.claim.doc
                stored = documents.load(connection, doc)
                text = stored.text if stored else ""
            yield veil.entry(entry, text)

    def _asked(self, connection: Connection, query: Query) -> Query:
        """The query with names for pseudonyms, and ids of this ledger for those of outputs."""
        veil = self._veil(connection)
        if veil is None:
            return query

        def real(names: Names | None) -> Names | None:
            asked = (names,) if isinstance(names, str) else names or ()
            return tuple(name for one in asked for name in veil.names_of(one)) or None

        doc = query.doc and protection.real(connection, query.doc, schema.document.c.doc)
        return replace(query, doc=doc, source=real(query.source), actor=real(query.actor), place=real(query.place))
