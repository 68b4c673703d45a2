"""One run over a stream of received documents."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad import bulk, sources
from marsad.errors import InputError, SetAside
from marsad.intake.report import Problem, Progress, Report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from marsad.ledger import Ledger, Run
    from marsad.model import Document, Received

MOST = 64
"""Documents in a transaction: the disk is waited for once for all of them."""

SECONDS = 1.0
"""A transaction is put off no longer than this while there is something to write: a slow stream loses little."""

BYTES = 16_000_000
"""Bytes of captures that are held back for a transaction."""


def run_of(coding: bulk.RuleCoding | bulk.Reader) -> Run:
    """What the ledger calls a reading by this coder."""
    from marsad.ledger import Run

    return Run(coding.coder, coding.version)


@dataclass(frozen=True, slots=True)
class _Taken:
    """What the ledger has for an item: whether it is new, its document as kept, or the problem that it gave none."""

    item: Received
    new: bool = False
    document: Document | None = None
    coded: bool = False
    problem: SetAside | None = None


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the coder made of a document."""

    origin: str
    document: Document
    outcome: bulk.Reading | SetAside


class Intake:
    """One run: `run` takes what is received and codes it.

    Args:
        ledger: what is written.
        reader: who codes; without it the rule coder does, and what another program has read is left as it is.
        coding: how the rule coder does it, where there is no reader; by the shipped codebook if not given.
        workers: processes of the rule coder where there is no reader; None for as many as pay.
        total: how many items there will be, where known.
        progress: called after each transaction.

    """

    def __init__(
        self,
        ledger: Ledger,
        *,
        coding: bulk.RuleCoding | None = None,
        reader: bulk.Reader | None = None,
        workers: int | None = 1,
        total: int | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> None:
        self.ledger = ledger
        self.reader = reader or bulk.Rules(workers, coding)
        self.leaves = reader is None
        self.total = total
        self.progress = progress
        self.as_run = run_of(self.reader)
        self.report = Report()
        self.done = 0
        self.origins: deque[str] = deque()
        self.under_way: dict[str, Document] = {}
        self.readings: list[_Reading] = []
        self.kept = time.monotonic()

    def run(self, received: Iterable[Received]) -> Report:
        """Take and code all of a stream; stopped with Ctrl-C, what has been read by then is still recorded.

        Raises:
            LedgerError: the ledger cannot be written.
            InputError: worker processes cannot start.

        """
        try:
            for document, outcome in self.reader.read(self._to_code(received)):
                self.readings.append(_Reading(self.origins.popleft(), document, outcome))
                if len(self.readings) >= MOST or time.monotonic() - self.kept >= SECONDS:
                    self._record()
        except KeyboardInterrupt:
            self._record()
            raise
        self._record()
        return self.report

    def _to_code(self, received: Iterable[Received]) -> Iterator[Document]:
        """Keep what comes, and pass on what this version of the coder has not read as it stands."""
        for items in portions(received):
            with self.ledger.together() as ledger:
                taken = [self._take(ledger, item) for item in items]
                for one in taken:
                    if one.document is not None and one.coded:
                        _remember(ledger, one.document)
            wanted = [one for one in taken if self._wanted(one)]
            self._step(len(taken) - len(wanted))
            for one in wanted:
                assert one.document is not None
                self.origins.append(one.item.where)
                yield one.document

    def _take(self, ledger: Ledger, item: Received) -> _Taken:
        new = False
        try:
            if item.capture.content or item.reason not in sources.NOT_KEPT:
                new = ledger.receive(item)
        except SetAside as problem:
            return _Taken(item, problem=problem)
        document = ledger.document_of(item)  # which it may have from another time, when the item could be read
        if document is None:
            return _Taken(item, problem=SetAside(item.reason or "unknown", item.problem or "It gave no document."))
        return _Taken(item, new, document, self._coded(ledger, document.doc))

    def _coded(self, ledger: Ledger, doc: str) -> bool:
        run = self.as_run
        return ledger.coded(doc, run.coder, run.version) or (self.leaves and ledger.read_otherwise(doc, run))

    def _wanted(self, one: _Taken) -> bool:
        """Count what was taken; whether it is to be coded, and is not under way already."""
        if one.problem or one.document is None:
            if one.problem:
                self.report.set_aside.append(Problem(one.item.where, one.problem.reason, str(one.problem)))
            return False
        if one.new:
            self.report.taken += 1
        else:
            self.report.known += 1
        if one.coded or self.under_way.get(one.document.doc) == one.document:
            return False
        self.under_way[one.document.doc] = one.document
        return True

    def _record(self) -> None:
        """Record what has been read, and count it."""
        readings, self.readings = self.readings, []
        if readings:
            with self.ledger.together() as ledger:
                counts = [self._record_one(ledger, one) for one in readings]
                for one in readings:
                    _remember(ledger, one.document)
            for one, claims in zip(readings, counts, strict=True):
                self._count(one, claims)
            self._step(len(readings))
        self.kept = time.monotonic()

    def _record_one(self, ledger: Ledger, one: _Reading) -> int | SetAside | None:
        """The number of claims recorded, why there are none, or None where a newer reading of the document follows."""
        doc = one.document.doc
        if isinstance(one.outcome, SetAside):
            return one.outcome
        try:
            if ledger.as_kept(doc) == one.document:
                return ledger.record(doc, one.outcome.claims, run=self.as_run, doubted=one.outcome.doubted)
        except InputError as error:
            return SetAside("coder", f"What the coder read cannot be recorded: {error}")
        if self.under_way.get(doc) != one.document:
            return None
        return SetAside("changed", "Its details were corrected while it was read: run `marsad retry`.")

    def _count(self, one: _Reading, claims: int | SetAside | None) -> None:
        if isinstance(claims, SetAside):
            self.report.not_coded.append(Problem(one.origin, claims.reason, str(claims)))
        elif claims is not None:
            self.report.coded += 1
            self.report.claims += claims
            if one.document.published is None:
                self.report.undated.append(one.origin)
        if self.under_way.get(one.document.doc) == one.document:
            del self.under_way[one.document.doc]

    def _step(self, done: int) -> None:
        self.done += done
        if self.progress and done:
            self.progress(Progress(self.done, self.total, self.report.claims))


def _remember(ledger: Ledger, document: Document) -> None:
    """Remember the item of a feed that a document is, once there is nothing left to do with it."""
    entry = sources.entry_of(document)
    if entry is not None:
        ledger.take(*entry)


def portions(received: Iterable[Received]) -> Iterator[list[Received]]:
    """The items in lists, each as long as one transaction may be put off for."""
    portion: list[Received] = []
    size, since, counted = 0, time.monotonic(), ""
    for item in received:
        if item.capture.sha256 != counted:
            size, counted = size + len(item.capture.content), item.capture.sha256
        portion.append(item)
        if len(portion) >= MOST or size >= BYTES or time.monotonic() - since >= SECONDS:
            yield portion
            portion, size, since = [], 0, time.monotonic()
    if portion:
        yield portion
