"""The Python API: what the commands do, as functions. The command line only wraps it.

Worker processes are started afresh: a script that asks for more than one must call from under
`if __name__ == "__main__":`.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from marsad import bulk, sources
from marsad.errors import InputError, SetAside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import TracebackType

    from marsad.knowledge.actors import Actors
    from marsad.knowledge.places import Places
    from marsad.ledger import Ledger
    from marsad.model import Claim, Document, Entry, Received
    from marsad.sources import Source
    from marsad.views.parts import Brief

CODER = "rules"


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
    workers: int = 1,
    published: str | date | None = None,
    publisher: str | None = None,
    title: str | None = None,
    language: str | None = None,
    encoding: str | None = None,
    own_ids: bool = False,
) -> Iterator[Extracted]:
    """The claims of files, folders and "-" (standard input), in their order. No ledger is touched.

    Args:
        paths: what to read.
        workers: processes to code with; the claims are the same for any number.
        published: like the next three, in place of what the documents themselves say.
        publisher: who published them.
        title: their title.
        language: their language.
        encoding: their text encoding.
        own_ids: the sources are JSON lines, and an object's `doc` is its document's id.

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
    )
    return _extracted(received, workers)


def _extracted(received: Iterable[Received], workers: int) -> Iterator[Extracted]:
    """Code the documents; what was set aside keeps its place among them."""
    ahead: deque[Extracted] = deque()

    def documents() -> Iterator[Document]:
        for item in received:
            ahead.append(Extracted(item.capture.origin, item.document, problem=_problem(item)))
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


@dataclass(frozen=True, slots=True)
class Problem:
    """What was not coded, and why: `reason` is a short stable key, `sentence` is for people."""

    origin: str
    reason: str
    sentence: str


@dataclass(slots=True)
class Report:
    """What `ingest` did."""

    taken: int = 0
    """Documents new to the ledger."""
    known: int = 0
    """Documents that the ledger had already."""
    coded: int = 0
    """Documents read by the coder; one that this version of the coder had read before is not read again."""
    claims: int = 0
    """Claims recorded of them."""
    set_aside: list[Problem] = field(default_factory=list)
    """Files and lines that gave no document."""
    not_coded: list[Problem] = field(default_factory=list)
    """Documents that were stored but not coded: in another language, or beyond the coder."""
    undated: list[str] = field(default_factory=list)
    """Where the coded documents without a published time came from: their relative dates stay unresolved."""

    @property
    def complete(self) -> bool:
        """Whether all that was given was taken and coded; hidden files do not count."""
        return not self.not_coded and all(problem.reason == "hidden" for problem in self.set_aside)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ingest has come."""

    done: int
    total: int | None
    """None where standard input is read."""
    claims: int


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
        workers: int = 1,
        published: str | date | None = None,
        publisher: str | None = None,
        title: str | None = None,
        language: str | None = None,
        encoding: str | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> Report:
        """Take documents in and code them.

        Each document is stored, and its claims recorded, in a transaction of its own: after an interruption, the same
        call does the rest. The same bytes again change nothing. What cannot be read is kept with its reason and the
        rest goes on; files that were never opened (hidden, of an unknown kind, without permission) are only reported.

        Args:
            paths: files, folders, "-" for standard input.
            workers: processes to code with.
            published: like the next three, in place of what the documents themselves say.
            publisher: who published them.
            title: their title.
            language: their language.
            encoding: their text encoding.
            progress: called after each document.

        Raises:
            InputError: an option cannot be used.
            LedgerError: the ledger cannot be written.

        """
        paths = [paths] if isinstance(paths, str | Path) else list(paths)
        received = sources.read(
            paths,
            published=_iso(published),
            publisher=publisher,
            title=title,
            language=language,
            encoding=encoding,
        )
        total = sources.count(paths) if progress else None
        return _Ingest(self.ledger, workers, total, progress).run(received)

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


def open_ledger(path: str | Path = "marsad.db", *, create: bool = True) -> OpenLedger:
    """Open a ledger: a file, which is made where there is none (unless `create` is False), or a database URL.

    Raises:
        LedgerError: it cannot be opened, or is none.

    """
    from marsad.ledger import Ledger

    return OpenLedger(Ledger.open(path, create=create))


class _Ingest:
    """One run over a stream of received documents."""

    def __init__(
        self, ledger: Ledger, workers: int, total: int | None, progress: Callable[[Progress], None] | None
    ) -> None:
        from marsad.coders.rules import VERSION

        self.ledger = ledger
        self.workers = workers
        self.total = total
        self.progress = progress
        self.version = VERSION
        self.report = Report()
        self.done = 0
        self.origins: deque[str] = deque()

    def run(self, received: Iterable[Received]) -> Report:
        """Store each document and record its claims as they come."""
        from marsad.ledger import Run

        run = Run(CODER, self.version)
        for document, outcome in bulk.extract_many(self._to_code(received), self.workers):
            origin = self.origins.popleft()
            if isinstance(outcome, SetAside):
                self.report.not_coded.append(Problem(origin, outcome.reason, str(outcome)))
            else:
                self.report.claims += self.ledger.record(document.doc, outcome, run=run)
                self.report.coded += 1
                if document.published is None:
                    self.report.undated.append(origin)
            self._step()
        return self.report

    def _to_code(self, received: Iterable[Received]) -> Iterator[Document]:
        """Store what comes and pass on what this version of the coder has not read."""
        for item in received:
            document = self._take(item)
            if document is None or self.ledger.coded(document.doc, CODER, self.version):
                self._step()
                continue
            self.origins.append(item.capture.origin)
            yield document

    def _take(self, item: Received) -> Document | None:
        """Store an item; its document as the ledger has it."""
        problem = _problem(item)
        try:
            if item.reason not in sources.NOT_KEPT:
                new = self.ledger.receive(item)
        except SetAside as taken:
            problem = taken
        if problem or item.document is None:
            if problem:
                self.report.set_aside.append(Problem(item.capture.origin, problem.reason, str(problem)))
            return None
        if new:
            self.report.taken += 1
        else:
            self.report.known += 1
        return self.ledger.document_of(item)

    def _step(self) -> None:
        self.done += 1
        if self.progress:
            self.progress(Progress(self.done, self.total, self.report.claims))


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
