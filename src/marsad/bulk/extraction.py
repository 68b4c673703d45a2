"""The claims of a stream of documents, in its order, whatever the number of worker processes.

Batches are cut by the stream alone, so that each document meets the coder in the same company however many workers
there are. No more than three batches for each worker are under way at a time: memory does not grow with the stream.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeVar

from marsad.bulk import work
from marsad.errors import InputError, SetAside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future
    from multiprocessing.process import BaseProcess

    from marsad.model import Claim, Document

_BATCH_LENGTH = 200_000
"""A batch is closed when its texts come to this many characters, so that long documents do not pile up."""

_AHEAD = 3
"""Batches under way for each worker."""

_PAYING = 4
"""Batches from which on it pays to start worker processes, each of which loads the coder."""

_MOST_WORKERS = 8
"""Processes that are started unasked: each takes some 200 MB."""

Result = TypeVar("Result")

_Coded = list["list[Claim] | work.Problem"]


def extract_many(
    documents: Iterable[Document],
    workers: int | None = 1,
    chunk: int = 16,
    coder: Callable[[], work.Coder] | None = None,
) -> Iterator[tuple[Document, list[Claim] | SetAside]]:
    """Code documents, lazily and in order.

    Args:
        documents: a stream of any length; it is read a little ahead of what is yielded.
        workers: processes to code with; 1 codes in this process, None takes as many as pay.
        chunk: most documents in a batch.
        coder: makes the coder, once in each process; must be importable by name. By default the rule coder.

    Yields:
        Each document with its claims, or with the reason why it was not coded.

    Raises:
        InputError: worker processes cannot start.
        DataError: the coder's own files are missing or malformed.

    """
    coder = coder or work.RuleCoding.by()
    batches = _batches(documents, chunk)
    if workers is None:
        first = list(islice(batches, _PAYING))
        workers = processors() if len(first) == _PAYING else 1
        batches = chain(first, batches)
    coded = _here(batches, coder) if workers <= 1 else _pooled(batches, workers, coder)
    for batch, outcomes in coded:
        for document, outcome in zip(batch, outcomes, strict=True):
            yield document, SetAside(*outcome) if isinstance(outcome, tuple) else outcome


def processors() -> int:
    """How many processes are started where nobody says how many: as many as there are processors for this one."""
    there = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(there, _MOST_WORKERS)


def _batches(documents: Iterable[Document], chunk: int) -> Iterator[list[Document]]:
    batch: list[Document] = []
    length = 0
    for document in documents:
        batch.append(document)
        length += len(document.text)
        if len(batch) >= chunk or length >= _BATCH_LENGTH:
            yield batch
            batch, length = [], 0
    if batch:
        yield batch


def _here(
    batches: Iterable[list[Document]], coder: Callable[[], work.Coder]
) -> Iterator[tuple[list[Document], _Coded]]:
    for batch in batches:
        yield batch, work.code(coder, batch)


def _pooled(
    batches: Iterable[list[Document]], workers: int, coder: Callable[[], work.Coder]
) -> Iterator[tuple[list[Document], _Coded]]:
    waiting: deque[tuple[list[Document], Future[_Coded]]] = deque()
    with _Pool(workers, coder) as pool:
        for batch in batches:
            waiting.append((batch, pool.submit(batch)))
            if len(waiting) >= _AHEAD * workers:
                done, future = waiting.popleft()
                yield done, pool.result(done, future)
        for done, future in waiting:
            yield done, pool.result(done, future)


@contextmanager
def _deaf() -> Iterator[None]:
    """Hold Ctrl-C back. Processes started within never hear it, not even before they can choose to (not on Windows)."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Workers:
    """An executor of fresh processes. It starts them as they are needed, so each submission may start one."""

    def __init__(self, workers: int) -> None:
        self.executor = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), work.start)
        self.processes: set[BaseProcess] = set()

    def submit(self, function: Callable[..., Result], *arguments: object) -> Future[Result]:
        """Have a function called in one of the processes."""
        others = set(multiprocessing.active_children())
        with _deaf():
            future = self.executor.submit(function, *arguments)
        self.processes |= set(multiprocessing.active_children()) - others
        return future

    def close(self, at_once: bool) -> None:
        """End the processes, when their work is done or at once."""
        if at_once:
            for process in self.processes:
                process.terminate()
        self.executor.shutdown(wait=True, cancel_futures=True)


class _Pool:
    """Workers that are replaced when one of them dies, and stopped at once when the stream is left early."""

    def __init__(self, workers: int, coder: Callable[[], work.Coder]) -> None:
        self.size = workers
        self.coder = coder
        self.workers = self._start()

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        self.workers.close(at_once=error is not None)

    def _start(self) -> _Workers:
        workers = _Workers(self.size)
        try:
            workers.submit(work.ready, self.coder).result()
        except BrokenProcessPool as error:
            raise InputError(
                "Worker processes cannot start. A script must call this under `if __name__ == '__main__':`; "
                "or use one worker."
            ) from error
        except BaseException:
            workers.close(at_once=True)
            raise
        return workers

    def submit(self, batch: list[Document]) -> Future[_Coded]:
        """Have the batch coded."""
        try:
            return self.workers.submit(work.code, self.coder, batch)
        except BrokenProcessPool:
            self.workers.close(at_once=True)
            self.workers = self._start()
            return self.workers.submit(work.code, self.coder, batch)

    def result(self, batch: list[Document], future: Future[_Coded]) -> _Coded:
        """What became of the batch; if a worker died over it or beside it, it is coded again, one by one."""
        try:
            return future.result()
        except BrokenProcessPool:
            return self._one_by_one(batch)

    def _one_by_one(self, batch: list[Document]) -> _Coded:
        """Code in a process apart, so that no other document can be blamed if that dies."""
        outcomes: _Coded = []
        rest = deque(batch)
        while rest:
            apart = _Workers(1)
            try:
                while rest:
                    outcomes += apart.submit(work.code, self.coder, [rest[0]]).result()
                    rest.popleft()
            except BrokenProcessPool:
                rest.popleft()
                outcomes.append(("coder", "The coder's process died on it, perhaps for lack of memory."))
            finally:
                apart.close(at_once=True)
        return outcomes
