"""The ledger: the one way in to what was received, claimed and ruled."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import func, select

from marsad.errors import InputError
from marsad.ledger import audit, documents, holdings, left, lineage, protection, record, review, rulings, schema, verify
from marsad.ledger import backup as copies
from marsad.ledger.alerts import Alerts
from marsad.ledger.asof import search
from marsad.ledger.clock import stamp
from marsad.ledger.custody import Custody
from marsad.ledger.entries import Clocks, held
from marsad.ledger.judge import judge

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from marsad.ledger.audit import Position
    from marsad.ledger.backup import Manifest
    from marsad.ledger.documents import Aside
    from marsad.ledger.left import Uncoded
    from marsad.ledger.query import Query
    from marsad.ledger.record import Run
    from marsad.ledger.verify import Problem
    from marsad.model import Capture, Claim, Document, Entry, Holding, Received, Ruling, RulingKind


class Ledger(Custody, Alerts):
    """An open ledger. Every method that writes is one transaction; errors are `LedgerError` and `InputError`."""

    # Reports

    def receive(self, item: Received) -> bool:
        """Keep a capture with its document, or with the reason for having none; whether that was new."""
        with self._writing() as writer:
            return documents.receive(writer, item)

    def document_of(self, item: Received) -> Document | None:
        """The document that the ledger keeps for what was received, with its details as corrected."""
        with self._reading() as connection:
            return documents.document_of(connection, item)

    def document(self, doc: str) -> Document:
        """A document by its id or the beginning of it, with its details as corrected."""
        with self._reading() as connection:
            id_ = review.one_id(connection, schema.document.c.doc, doc, "document")
            found = documents.load(connection, id_)
            if found is None:
                raise InputError(f"Document {doc} was set aside and has no text.")
            return self._shown(connection, found)

    def documents(self, text: str | None = None) -> Iterator[Document]:
        """Every document that has a text, or those with these words in a row, by published time.

        Case, accents, and in Arabic vowel signs and forms of letters, make no difference.
        """
        with self._reading() as connection:
            yield from self._all_shown(connection, documents.load_all(connection, text))

    def set_aside(self) -> list[Aside]:
        """What could not be read, and why: as it is kept, for readers and for nobody to see."""
        with self._reading() as connection:
            return documents.set_aside(connection)

    def holdings(self) -> Iterator[Holding]:
        """Every document, also those set aside, by published time: what became of it and what it is a copy of."""
        with self._reading() as connection:
            yield from self._all_shown(connection, holdings.holdings(connection))

    def family(self, doc: str) -> list[Holding]:
        """A document, by its id or the beginning of it, and after it its copies, versions, and what it is one of."""
        with self._reading() as connection:
            id_ = review.one_id(connection, schema.document.c.doc, doc, "document")
            found = lineage.family(connection, id_)
            docs = {id_, *found, *(origin.doc for origin in found.values())}
            held = sorted(holdings.holdings(connection, sorted(docs)), key=lambda one: one.doc != id_)
            return list(self._all_shown(connection, held))

    def as_kept(self, doc: str) -> Document | None:
        """A document by its id as it is kept, for coders and for nobody to see; None where it has no text."""
        with self._reading() as connection:
            return documents.load(connection, doc)

    def still_aside(self, doc: str, reason: str, problem: str) -> None:
        """Rule that what was set aside under this id was read again, and is set aside for another reason now."""
        with self._writing() as writer:
            left.still_aside(writer, doc, reason, problem)

    def capture(self, sha256: str) -> Capture:
        """The bytes as they came in, by their hash, for readers and for nobody to see."""
        with self._reading() as connection:
            return left.kept(connection, sha256)

    # Claims

    def record(self, doc: str, claims: Sequence[Claim], *, run: Run, doubted: Mapping[str, str] | None = None) -> int:
        """Record what a coder read in a document; how many claims, none where this run was recorded before.

        An older run, by this or another program, is superseded by a ruling; rulings of people on its claims carry over.
        Claims that are `doubted` (why, by id) wait for a person, unless people have ruled on them.
        """
        with self._writing() as writer:
            return record.record(writer, doc, claims, run, doubted or {})

    def add(self, claim: Claim, *, by: str, reason: str) -> Claim:
        """Record a claim that a person found; returned with its id and the person as its coder."""
        with self._writing() as writer:
            return record.add(writer, claim, by, reason)

    def coded(self, doc: str, coder: str, version: str) -> bool:
        """Whether this coder has read the document with the details that it has now, and no other program since."""
        with self._reading() as connection:
            return record.coded(connection, doc, record.Run(coder, version))

    def read_otherwise(self, doc: str, run: Run) -> bool:
        """Whether what stands is how another program reads the document."""
        with self._reading() as connection:
            return record.read_otherwise(connection, doc, run)

    def uncoded(self, run: Run) -> list[Uncoded]:
        """The documents that this coder has not read with the details that they have now, as they are kept."""
        with self._reading() as connection:
            return left.uncoded(connection, run)

    def entries(self, query: Query) -> Iterator[Entry]:
        """The claims that answer a query, by published time, document and place in its text."""
        with self._reading() as connection:
            found = search(connection, self._asked(connection, query))
            yield from self._shown_entries(connection, (one.entry for one in found))

    def entry(
        self, id_or_prefix: str, *, known_by: datetime | None = None, recorded_by: datetime | None = None
    ) -> Entry:
        """One claim by its id or the beginning of it, whatever its status."""
        clocks = Clocks(stamp(known_by) if known_by else None, stamp(recorded_by) if recorded_by else None)
        with self._reading() as connection:
            id_ = review.one_id(connection, schema.claim.c.id, id_or_prefix, "claim")
            held_then = [one.entry for one in held(connection, [id_], clocks)]
            found = list(self._shown_entries(connection, held_then))
        if not found:
            raise InputError(f"Claim {id_or_prefix} was recorded later than that.")
        return found[0]

    def untold(self, watch: str, channel: str) -> dict[str, str]:
        """The alerts that were not told on a channel yet, oldest first: JSON by id, with pseudonyms."""
        found = super().untold(watch, channel)
        with self._reading() as connection:
            veil = self._veil(connection)
        return found if veil is None else {id_: veil.json(record) for id_, record in found.items()}

    # Rulings

    def rule(
        self,
        kind: RulingKind,
        about: str,
        *,
        by: str,
        reason: str,
        change: dict[str, Any] | None = None,
        after: str | Literal["last"] | None = "last",
        published: str | None = None,
    ) -> Ruling:
        """Rule on a claim (by id or prefix), on two of them joined by `+`, or on a document.

        Args:
            kind: accept, correct, reject; under_review, verified, unverifiable, refuted; same, different; retract.
            about: what is ruled on.
            by: who rules.
            reason: why.
            change: what a correction sets, by field or path (`quantity.low`); the `method` of a verification.
            after: the id of the last ruling that the person saw, None for none; "last" takes whichever it is.
            published: when the source took it back, or the verification became known, ISO 8601.

        `Conflict` says that somebody has ruled since `after`.

        """
        with self._writing() as writer:
            if after not in ("last", None):
                after = protection.real(writer.connection, after, schema.ruling.c.id)
            made = judge(
                writer, kind, about, by=by, reason=reason, change=change or {}, after=after, published=published
            )
            return self._shown(writer.connection, made)

    def last_ruling(self, about: str) -> Ruling | None:
        """The last ruling on a claim, document or pair: what the next one follows."""
        with self._reading() as connection:
            columns = (schema.claim.c.id, schema.document.c.doc)
            about = "+".join(sorted(protection.real(connection, part, *columns) for part in about.split("+")))
            found = rulings.last(connection, about)
            return self._shown(connection, found) if found else None

    def to_review(self) -> list[Entry]:
        """The claims that wait for a person: rulings could not be carried over to a newer reading, or coders differ."""
        with self._reading() as connection:
            return list(self._shown_entries(connection, review.waiting(connection)))

    # The ledger as a whole

    def position(self) -> Position:
        """How far the ledger has grown: equal positions have equal content."""
        with self._reading() as connection:
            return audit.last(connection)[0]

    def contains(self, position: str) -> bool:
        """Whether the ledger has grown from a position, as `str(position)` gave it then."""
        with self._reading() as connection:
            return audit.contains(connection, position)

    def counts(self) -> dict[str, int]:
        """The number of rows of each table of what was learned."""
        names = ("capture", "document", "run", "claim", "coding", "ruling", "audit")
        with self._reading() as connection:
            return {
                name: connection.scalar(select(func.count()).select_from(schema.metadata.tables[name])) or 0
                for name in names
            }

    def verify(self) -> list[Problem]:
        """Everything that is not as it was recorded; nothing in a sound ledger."""
        with self._reading() as connection:
            return list(verify.check(connection))

    @classmethod
    def restore(cls, copy: str | Path, path: str | Path) -> Manifest:
        """Bring a copy back as a new ledger and compare it with its manifest; nothing is ever overwritten.

        What its manifest lists as sealed since then is sealed in what comes back.
        """
        manifest = copies.restore(Path(copy), Path(path))
        if manifest.to_seal:
            with cls.open(path, create=False) as back:
                back.seal_marked(set(manifest.to_seal))
        return manifest
