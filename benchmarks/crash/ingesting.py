"""An ingest in a process of its own, that can be killed at any moment and tells what it was told is done."""

from __future__ import annotations

import multiprocessing
import os
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.crash import faults
from marsad.api import open_ledger
from marsad.errors import MarsadError

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess
    from pathlib import Path


@dataclass(slots=True)
class Ended:
    """How an ingest ended: the most that it said was done, and its last words where it was not killed."""

    done: int = 0
    words: str | None = None
    writes: int = 0


@dataclass(slots=True)
class Running:
    """A process that ingests, and the end of the pipe on which it tells how far it is."""

    process: BaseProcess
    pipe: Connection

    def watch(self, kill: Callable[[int], bool] = lambda _done: False) -> Ended:
        """Follow it to its end; it is killed (SIGKILL) as soon as `kill`, asked often for the number done, says so."""
        ended, killed = Ended(), False
        while True:
            if not killed and kill(ended.done):
                self.process.kill()
                killed = True
            try:
                if not self.pipe.poll(0.002):
                    continue
                told = self.pipe.recv()
            except (EOFError, OSError):  # what was cut off by the kill has not been told
                break
            if isinstance(told, int):
                ended.done = told
            else:
                ended.words, ended.writes = told
        self.process.join()
        return ended


def start(folder: Path, ledger: Path, workers: int = 1, fault: faults.Fault | None = None) -> Running:
    """Start to take the folder into the ledger, perhaps with a fault of the disk.

    The process is forked off one that has loaded the coder, since loading it hundreds of times takes long.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["benchmarks.crash.warm"])
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_ingest, args=(folder, ledger, workers, fault, there))
    process.start()
    there.close()
    return Running(process, here)


def _ingest(folder: Path, ledger: Path, workers: int, fault: faults.Fault | None, pipe: Connection) -> None:
    if fault is not None:
        faults.install(fault)
    try:
        with open_ledger(ledger) as opened:
            opened.ingest([folder], workers=workers, progress=lambda progress: pipe.send(progress.done))
        words = "done"
    except MarsadError as error:
        words = str(error).replace(str(ledger), "LEDGER")
    except BaseException:
        words = traceback.format_exc()
    pipe.send((words, fault.seen if fault else 0))
    os._exit(0)  # at once: SQLite must not call what Python has taken down
