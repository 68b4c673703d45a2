"""The Python API: what the commands do, as functions. The command line only wraps it.

Worker processes are started afresh: a script that asks for more than one must call from under
`if __name__ == "__main__":`.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from marsad import bulk, intake, sources
from marsad.errors import InputError, SetAside
from marsad.intake import Intake, Left, Problem, Progress, Report
from marsad.sources.columns import Columns
from marsad.sources.columns import check as check_columns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import TracebackType

    from marsad.knowledge.actors import Actors
    from marsad.knowledge.places import Places
    from marsad.ledger import Ledger
    from marsad.model import Claim, Document, Entry, Holding, Received
    from marsad.sources import Rules, Source
    from marsad.sources.dateorder import Order
    from marsad.views.history import History
    from marsad.views.holding.parts import Control, Turn
    from marsad.views.parts import Brief
    from marsad.views.registries import Names
    from marsad.views.watched import Alert, Watched

__all__ = [
    "Extracted",
    "Left",
    "OpenLedger",
    "Problem",
    "Progress",
    "Report",
    "extract",
    "extract_files",
    "open_ledger",
]


def extract(
    text: str,
    *,
    published: str | date | None = None,
    publisher: str | None = None,
    title: str | None = None,
    language: str | None = None,
    doc: str | None = None,
) -> list[Claim]:
    """The claims of a text. No ledger is touched, and nothing leaves the machine.

    Args:
        text: the report; the offsets of the claims are code points of it.
        published: ISO 8601 date or time, a full date in words, or a date; without it, the dateline's, and without that
            relative times ("on Tuesday") stay unresolved.
        publisher: who published it, else the agency of its dateline.
        title: its title, else its headline.
        language: ISO 639-1 code, else found out.
        doc: the document's id, else a hash of the text.

    Returns:
        Claims in the order of their evidence.

    Raises:
        InputError: an option cannot be used.
        SetAside: the text is empty, too long, or not in English.

    """
    document = sources.from_text(
        text, published=_iso(published), publisher=publisher, title=title, language=language, doc=doc
    )
    ((_, outcome),) = bulk.extract_many([document])
    if isinstance(outcome, SetAside):
        raise outcome
    return outcome


@dataclass(frozen=True, slots=True)
class Extracted:
    """A document with its claims, or the reason why it has none to give."""

    origin: str
    document: Document | None = None
    claims: list[Claim] = field(default_factory=list)
    problem: SetAside | None = None


def extract_files(
    paths: Iterable[Source],
    *,
    workers: int | None = 1,
    published: str | date | None = None,
    publisher: str | None = None,
    title: str | None = None,
    language: str | None = None,
    encoding: str | None = None,
    own_ids: bool = False,
    columns: Iterable[str] = (),
    date_order: Order | None = None,
    rules: Rules | None = None,
    follow: bool = False,
) -> Iterator[Extracted]:
    """The claims of files, folders, "-" (standard input) and addresses, in their order. No ledger is touched.

    Args:
        paths: what to read.
        workers: processes to code with, None for as many as pay; the claims are the same for any number.
        published: like the next three, in place of what the documents themselves say.
        publisher: who published them.
        title: their title.
        language: their language.
        encoding: their text encoding.
        own_ids: the sources are JSON lines, and an object's `doc` is its document's id.
        columns: of tables, which column is what where their names don't tell: "text=Beschreibung".
        date_order: the order of day, month and year in dates in figures, where a file leaves it open.
        rules: what fetching addresses keeps to.
        follow: read the articles that the items of feeds lead to, in place of the items.

    Yields:
        One item for each document and for each file that gave none.

    Raises:
        InputError: an option cannot be used.

    """
    received = sources.read(
        paths,
        published=_iso(published),
        publisher=publisher,
        title=title,
        language=language,
        encoding=encoding,
        own_ids=own_ids,
        columns=Columns(given=check_columns(columns)),
        date_order=date_order,
        web=sources.Web(rules, follow),
    )
    return _extracted(received, workers)


def _extracted(received: Iterable[Received], workers: int | None) -> Iterator[Extracted]:
    """Code the documents; what was set aside keeps its place among them."""
    ahead: deque[Extracted] = deque()

    def documents() -> Iterator[Document]:
        for item in received:
            ahead.append(Extracted(item.where, item.document, problem=_problem(item)))
            if item.document is not None:
                yield item.document

    for document, outcome in bulk.extract_many(documents(), workers):
        while ahead[0].document is None:
            yield ahead.popleft()
        origin = ahead.popleft().origin
        if isinstance(outcome, SetAside):
            yield Extracted(origin, document, problem=outcome)
        else:
            yield Extracted(origin, document, outcome)
    yield from ahead


def _problem(item: Received) -> SetAside | None:
    return None if item.document else SetAside(item.reason or "unknown", item.problem or "It gave no document.")


class OpenLedger:
    """A ledger with what the commands do on it. Use as a context manager, or call `close`.

    `ledger` is the ledger itself, for rulings and all else.
    """

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def __enter__(self) -> OpenLedger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the ledger."""
        self.ledger.close()

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
            progress: called after each transaction, when what it counts is on the disk.

        Raises:
            InputError: an option cannot be used.
            LedgerError: the ledger cannot be written.

        """
        paths = [paths] if isinstance(paths, str | Path) else list(paths)
        known = Columns(given=check_columns(columns), saved=self.ledger.mappings())
        web = sources.Web(rules, follow, memory=self.ledger)
        received = sources.read(
            paths,
            published=_iso(published),
            publisher=publisher,
            title=title,
            language=language,
            encoding=encoding,
            columns=known,
            date_order=date_order,
            web=web,
        )
        total = sources.count(paths) if progress else None
        report = self._take(received, known, workers, total, progress)
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
    ) -> Report:
        """Take and code what is received, and keep how tables were read."""
        report = Intake(self.ledger, workers=workers, total=total, progress=progress).run(received)
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
            text, by=by, at=_iso(moment) or "", title=title, source=source, place=place, language=language
        )
        report = Intake(self.ledger).run([item])
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
        return intake.chosen(intake.left(self.ledger), list(which), foreign=foreign)

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
            LedgerError: the ledger cannot be written.

        """
        details: dict[str, Any] = {
            "published": _iso(published),
            "publisher": publisher,
            "title": title,
            "language": language,
        }
        known = Columns(given=check_columns(columns), saved=self.ledger.mappings())
        wanted = self.left(which, foreign=language is not None)
        received = intake.read_again(
            self.ledger,
            wanted,
            sources.details(**details),
            **details,
            encoding=encoding,
            columns=known,
            date_order=date_order,
        )
        return self._take(received, known, workers, len(wanted), progress)

    def claims(self, **filters: Any) -> list[Entry]:
        """Entries that pass all filters: those of `marsad.ledger.Query`; days and times may be ISO 8601 text."""
        from marsad.ledger import Query

        for name in ("on", "since", "until"):
            if name in filters:
                filters[name] = _day(filters[name])
        for name in ("known_by", "recorded_by"):
            if name in filters:
                filters[name] = _moment(filters[name])
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

    def brief(
        self,
        on: str | date | None = None,
        known_by: str | datetime | None = None,
        place: str | None = None,
    ) -> Brief:
        """The state of the conflict.

        Args:
            on: the day that the brief is about; without it, all that the ledger holds.
            known_by: what had been published by then; a day means its end, a time without offset is UTC.
            place: only this place and those in it, by name or registry id.

        Raises:
            InputError: no such day, time or place.

        """
        from marsad.ledger import Query
        from marsad.views import brief

        moment = _moment(known_by)
        places, actors = _registries()
        return brief.brief(
            self.ledger.entries(Query(status="all", known_by=moment)),
            on=_day(on),
            known_by=moment,
            place=place,
            places=places,
            actors=actors,
        )

    def alerts(self, watched: Watched, since: datetime, until: datetime) -> tuple[Alert, ...]:
        """What changed of what is watched between two recorded times: control of a place, or a toll that jumped."""
        from marsad.ledger import Query
        from marsad.views.brief import brief
        from marsad.views.registries import Names
        from marsad.views.watched import changes

        places, actors = _registries()

        def known(moment: datetime) -> Brief:
            found = [Query(type=kind, status="all", recorded_by=moment) for kind in ("control", "casualty")]
            entries = chain.from_iterable(map(self.ledger.entries, found))
            return brief(entries, places=places, actors=actors)

        return changes(known(since), known(until), watched, Names(places, actors))

    def control(
        self,
        on: str | date | None = None,
        *,
        known_by: str | datetime | None = None,
        recorded_by: str | datetime | None = None,
        place: str | None = None,
        equal: bool = False,
    ) -> Control:
        """Who holds which place on a day, as a distribution; see `docs/explanation/control.md`.

        Args:
            on: the day; without it, the last that a claim bears on.
            known_by: what had been published by then; a day means its end, a time without offset is UTC.
            recorded_by: as the ledger answered then.
            place: only this place and those in it, by name or registry id.
            equal: all sources weigh the same.

        Raises:
            InputError: no such day, time or place.

        """
        from marsad.views.holding.reading import control

        names, moment = self._names(), _moment(known_by)
        inside = self._place(names, place) if place else None
        entries = self._control_entries(moment, recorded_by)
        return control(entries, names, on=_day(on), known_by=moment, place=inside, all_equal=equal)

    def control_history(
        self,
        place: str,
        *,
        known_by: str | datetime | None = None,
        recorded_by: str | datetime | None = None,
        equal: bool = False,
    ) -> tuple[Turn, ...]:
        """The days on which the best reading of a place (name or registry id) changes; arguments as of `control`."""
        from marsad.views.holding.reading import turns

        names, moment = self._names(), _moment(known_by)
        entries = self._control_entries(moment, recorded_by)
        return turns(entries, names, self._place(names, place), known_by=moment, all_equal=equal)

    def _control_entries(self, known_by: datetime | None, recorded_by: str | datetime | None) -> Iterator[Entry]:
        from marsad.ledger import Query

        return self.ledger.entries(Query(type="control", known_by=known_by, recorded_by=_moment(recorded_by)))

    @staticmethod
    def _names() -> Names:
        from marsad.views.registries import Names

        return Names(*_registries())

    @staticmethod
    def _place(names: Names, place: str) -> str:
        """The registry id of a place by its name or id."""
        where = names.find(place)
        if where is None or where.id is None:
            raise InputError(
                f"No place of the registry is called {place!r}, or more than one is: give its registry id."
            )
        return where.id


def open_ledger(path: str | Path = "marsad.db", *, create: bool = True, unlocked: bool = False) -> OpenLedger:
    """Open a ledger: a file, which is made where there is none (unless `create` is False), or a database URL.

    Protected names are given as pseudonyms, unless it is opened `unlocked`.

    Raises:
        LedgerError: it cannot be opened, or is none.

    """
    from marsad.ledger import Ledger

    return OpenLedger(Ledger.open(path, create=create, unlocked=unlocked))


@lru_cache(maxsize=1)
def _registries() -> tuple[Places, Actors]:
    from marsad.knowledge.actors import Actors
    from marsad.knowledge.places import Places

    return Places.load(), Actors.load()


def _iso(moment: str | date | None) -> str | None:
    return moment.isoformat() if isinstance(moment, date) else moment


def _day(value: str | date | None) -> date | None:
    if value is None or isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise InputError(f"{value!r} is not a day; write it as 2016-12-07.") from error


def _moment(value: str | datetime | None) -> datetime | None:
    """A moment in UTC; a day means its end."""
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError as error:
        raise InputError(f"{value!r} is not a time; write it as 2016-12-07 or 2016-12-07T07:27+02:00.") from error
    if isinstance(value, str) and len(value) <= 10:
        moment = datetime.combine(moment.date(), time.max)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
