"""Taking documents in, and what a person adds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from marsad import intake, sources
from marsad.api.moments import iso
from marsad.bulk import RuleCoding
from marsad.errors import InputError
from marsad.intake import Intake, Left, Progress, Report
from marsad.sources.columns import Columns
from marsad.sources.columns import check as check_columns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from marsad.bulk import Reader
    from marsad.ledger import Ledger
    from marsad.model import Claim, Document, Received
    from marsad.sources import Rules, Source
    from marsad.sources.dateorder import Order


class TakingIn:
    """Taking documents in, and what a person adds. A part of `OpenLedger`."""

    ledger: Ledger
    codebook: str | Path | None

    @property
    def _coding(self) -> RuleCoding:
        """How documents are coded now: files of a codebook may have changed since the last time."""
        return RuleCoding.by(self.codebook)

    def ingest(
        self,
        paths: Iterable[Source] | Source,
        *,
        workers: int | None = 1,
        published: str | date | None = None,
        publisher: str | None = None,
        title: str | None = None,
        language: str | None = None,
        encoding: str | None = None,
        columns: Iterable[str] = (),
        date_order: Order | None = None,
        rules: Rules | None = None,
        follow: bool = False,
        coder: Reader | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> Report:
        """Take documents in and code them.

        Documents are stored, and their claims recorded, in transactions of some dozens: after an interruption, the same
        call does the rest. The same bytes again change nothing. What cannot be read is kept with its reason and the
        rest goes on; files that were never opened (hidden, of an unknown kind, without permission) are only reported.

        Args:
            paths: files, folders, "-" for standard input, addresses. Of feeds only new items are taken.
            workers: processes to code with, None for as many as pay; the claims are the same for any number.
            published: like the next three, in place of what the documents themselves say.
            publisher: who published them.
            title: their title.
            language: their language.
            encoding: their text encoding.
            columns: of tables, which column is what where their names don't tell: "text=Beschreibung". It is saved, and
                used again for tables with the same columns.
            date_order: the order of day, month and year in dates in figures, where a file leaves it open.
            rules: what fetching addresses keeps to.
            follow: take the articles that the items of feeds lead to, in place of the items.
            coder: who codes, such as `bulk.Llm` or `bulk.Both`; its reading takes the place of another program's.
                Without it the rule coder reads what no program has read, and nothing leaves the machine.
            progress: called after each transaction, when what it counts is on the disk.

        Raises:
            InputError: an option cannot be used.
            DataError: the codebook is malformed.
            LedgerError: the ledger cannot be written.

        """
        paths = [paths] if isinstance(paths, str | Path) else list(paths)
        known = Columns(given=check_columns(columns), saved=self.ledger.mappings())
        web = sources.Web(rules, follow, memory=self.ledger)
        received = sources.read(
            paths,
            published=iso(published),
            publisher=publisher,
            title=title,
            language=language,
            encoding=encoding,
            columns=known,
            date_order=date_order,
            web=web,
        )
        total = sources.count(paths) if progress else None
        report = self._take(received, known, workers, total, progress, coder)
        for address, visit in web.visits.items():  # only now that all they gave is stored
            self.ledger.visited(address, visit)
        report.unchanged = web.unchanged
        return report

    def _take(
        self,
        received: Iterable[Received],
        columns: Columns,
        workers: int | None,
        total: int | None,
        progress: Callable[[Progress], None] | None,
        coder: Reader | None = None,
    ) -> Report:
        """Take and code what is received, and keep how tables were read."""
        run = Intake(self.ledger, reader=coder, coding=self._coding, workers=workers, total=total, progress=progress)
        report = run.run(received)
        report.tables = list(columns.used.values())
        for header, used in columns.used.items():
            if used.how == "given":
                self.ledger.save_mapping(header, used.mapping)
        return report

    def note(
        self,
        text: str,
        *,
        by: str,
        at: str | datetime | None = None,
        title: str | None = None,
        source: str | None = None,
        place: str | None = None,
        language: str | None = None,
    ) -> tuple[Document, Report]:
        """Record a report by hand, and code it.

        Args:
            text: its words.
            by: who records it.
            at: when it was seen or told, in ISO 8601 or a full date in words; now, if not given.
            title: its title.
            source: whose report it is, where that is not who records it.
            place: where it was recorded.
            language: its language, ISO 639-1; else found out.

        Returns:
            The document, and what came of coding it.

        Raises:
            InputError: it has no words, or the time cannot be read.

        """
        moment = at or datetime.now().astimezone().isoformat(timespec="minutes")
        item = sources.note(
            text, by=by, at=iso(moment) or "", title=title, source=source, place=place, language=language
        )
        report = Intake(self.ledger, coding=self._coding).run([item])
        document = self.ledger.document_of(item)
        assert document is not None
        return document, report

    def add(self, doc: str, *, by: str, reason: str, **reading: Any) -> Claim:
        """Record a claim that a person has read in a document, in any language.

        Args:
            doc: the document's id, or the beginning of it.
            by: who has read it.
            reason: why it is added.
            reading: the fields of `marsad.coders.hand.Reading`: `event` and `quote`, and the words of the parts.

        Raises:
            InputError: there is no such document, or the words do not make a claim of it.

        """
        from marsad.coders.hand import Reading, claim

        try:
            read = Reading(**reading)
        except TypeError as error:
            raise InputError(f"A claim has no such part: {error}.") from error
        return self.ledger.add(claim(self.ledger.document(doc), read), by=by, reason=reason)

    def left(self, which: Iterable[str] = (), *, foreign: bool = False) -> list[Left]:
        """What was set aside or not coded, and can be tried again.

        Args:
            which: ids, beginnings of ids, or reasons; without any, all but documents in other languages.
            foreign: those, too.

        Raises:
            InputError: nothing that is left has such an id or reason.

        """
        left = self.ledger.as_shown(intake.left(self.ledger, self._coding))
        return intake.chosen(left, list(which), foreign=foreign)

    def retry(
        self,
        which: Iterable[str] = (),
        *,
        workers: int | None = 1,
        published: str | date | None = None,
        publisher: str | None = None,
        title: str | None = None,
        language: str | None = None,
        encoding: str | None = None,
        columns: Iterable[str] = (),
        date_order: Order | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> Report:
        """Try again what was set aside or not coded, from the bytes that were kept.

        Args:
            which: ids, beginnings of ids, or reasons of what to try; without any, all, but documents in other languages
                only where `language` is given.
            workers: like the rest, see `ingest`; what is given here corrects documents that are stored already.
            published: when they were published.
            publisher: who published them.
            title: their title.
            language: their language.
            encoding: their text encoding.
            columns: which column of tables is what.
            date_order: the order of day, month and year.
            progress: called after each transaction.

        Raises:
            InputError: an option cannot be used, or nothing that is left has such an id or reason.
            DataError: the codebook is malformed.
            LedgerError: the ledger cannot be written.

        """
        details: dict[str, Any] = {
            "published": iso(published),
            "publisher": publisher,
            "title": title,
            "language": language,
        }
        known = Columns(given=check_columns(columns), saved=self.ledger.mappings())
        kept = intake.left(self.ledger, self._coding)
        as_kept = {shown.doc: one for shown, one in zip(self.ledger.as_shown(kept), kept, strict=True)}
        wanted = [as_kept[one.doc] for one in self.left(which, foreign=language is not None)]
        received = intake.read_again(
            self.ledger,
            wanted,
            sources.details(**details),
            **details,
            encoding=encoding,
            columns=known,
            date_order=date_order,
        )
        report = self._take(received, known, workers, len(wanted), progress)
        return replace(
            report,
            set_aside=self.ledger.as_shown(report.set_aside),
            not_coded=self.ledger.as_shown(report.not_coded),
            undated=self.ledger.words_as_shown(report.undated),
        )
