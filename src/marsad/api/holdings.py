"""What a ledger holds: claims, documents, and proof of them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from marsad.api.moments import day_of, moment_of
from marsad.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from marsad.ledger import Ledger
    from marsad.model import Document, Entry, Holding
    from marsad.sources import Rules
    from marsad.views.history import History


class Holdings:
    """What a ledger holds: claims, documents, and proof of them. A part of `OpenLedger`."""

    ledger: Ledger

    def claims(self, **filters: Any) -> list[Entry]:
        """Entries that pass all filters: those of `marsad.ledger.Query`; days and times may be ISO 8601 text."""
        from marsad.ledger import Query

        for name in ("on", "since", "until"):
            if name in filters:
                filters[name] = day_of(filters[name])
        for name in ("known_by", "recorded_by"):
            if name in filters:
                filters[name] = moment_of(filters[name])
        try:
            query = Query(**filters)
        except TypeError as error:
            raise InputError(f"There is no such filter: {error}.") from error
        return list(self.ledger.entries(query))

    def documents(
        self, *, state: str | None = None, language: str | None = None, text: str | None = None
    ) -> list[Holding]:
        """What the ledger holds, document by document, by published time.

        Args:
            state: only what is "coded", "not coded", "set aside", a "copy" or a "version".
            language: only what is in this language, ISO 639-1; "unknown": where it is not known.
            text: only what has these words in a row in its title or text. Case, accents, and in Arabic vowel signs and
                forms of letters, make no difference.

        Raises:
            InputError: there is no such state, or no words.

        """
        known = (None, "coded", "not coded", "set aside", "copy", "version")
        if state not in known:
            raise InputError(f"There is no state {state!r}: the states are {', '.join(filter(None, known))}.")

        found = None if text is None else {document.doc for document in self.ledger.documents(text)}

        def wanted(holding: Holding) -> bool:
            kind = holding.origin.kind if holding.origin else None
            fits = state in (None, holding.state, kind) and language in (None, holding.language or "unknown")
            return fits and (found is None or holding.doc in found)

        return [holding for holding in self.ledger.holdings() if wanted(holding)]

    def document(self, doc: str) -> Document:
        """A document with its stored text, by its id or the beginning of it."""
        return self.ledger.document(doc)

    def history(self, doc: str) -> History:
        """A document, by its id or the beginning of it, with its copies, and its versions with what changed."""
        from marsad.views.history import history

        family = self.ledger.family(doc)
        return history(family[0], family, lambda other: self.ledger.document(other).text)

    def stamp(
        self, docs: Iterable[str] = (), *, authority: str, certificates: str | Path, rules: Rules | None = None
    ) -> Iterator[tuple[str, str]]:
        """Have an authority sign that the bytes of documents, or the ledger as it stands, exist now (RFC 3161).

        Args:
            docs: documents by id or the beginning of it; none: the ledger's position.
            authority: its address; only a digest is sent there.
            certificates: a file, PEM: the certificates by which the user trusts it.
            rules: for fetching.

        Yields:
            What was stamped (SHA-256 of bytes, or a position), and the time in the stamp, as each is kept.

        Raises:
            InputError: there is no such document, or the stamp does not hold by the certificates.
            FetchProblem: the authority gave no reply.

        """
        from marsad.sources import stamps

        try:
            trusted = Path(certificates).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{certificates} can't be read as certificates in PEM form.") from error
        for subject in [self.ledger.to_stamp(doc) for doc in docs] or [self.ledger.to_stamp()]:
            token = stamps.token(subject.content, authority, rules)
            kept = self.ledger.keep_stamp(subject, authority=authority, certificates=trusted, token=token)
            yield subject.about, kept

    def export_case(self, docs: Iterable[str], folder: str | Path) -> list[str]:
        """Write documents with bytes, text, claims, rulings, hashes and time stamps, and a page on how to check them.

        While names are protected, bytes are left out unless the ledger was opened unlocked.

        Args:
            docs: documents by id or the beginning of it.
            folder: a new or empty folder.

        Returns:
            The names of the files.

        Raises:
            InputError: there is no such document, or the folder can't be used.

        """
        from marsad import __version__
        from marsad.ledger import Query
        from marsad.publish import case

        found = []
        for doc in dict.fromkeys(docs):
            holding = self.ledger.family(doc)[0]
            found.append(
                case.Evidence(
                    holding=holding,
                    document=self.ledger.document(holding.doc) if holding.characters else None,
                    entries=list(self.ledger.entries(Query(doc=holding.doc, status="all"))),
                    original=None if self.ledger.veiled() else self.ledger.original(holding.doc),
                )
            )
        made = datetime.now(UTC).isoformat(timespec="seconds")
        tool, position = f"marsad {__version__}", str(self.ledger.position())
        return case.write(Path(folder), found, position=position, tool=tool, made=made)
