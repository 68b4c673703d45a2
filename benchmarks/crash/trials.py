"""Ingests that are broken off again and again, checked each time, gone on with, and compared in the end."""

from __future__ import annotations

import random
import subprocess
import tempfile
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.crash import faults, ingesting, reports
from benchmarks.crash.check import Failed, check, check_whole
from benchmarks.crash.content import Content, content

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LEGS = 10
"""In how many pieces, on average, an ingest is broken."""

STARTING = 0.4
"""Seconds within which a process opens or makes its ledger; some are killed then."""


@dataclass(slots=True)
class Result:
    """What came of one kind of trial."""

    points: int = 0
    finished: int = 0
    wrong: list[str] = field(default_factory=list)
    words: Counter[str] = field(default_factory=Counter)
    seconds: float = 0


class Trials:
    """A folder of documents, what an undisturbed ingest makes of it, and ways to disturb one."""

    def __init__(self, top: Path, documents: int, seed: int) -> None:
        self.documents = documents
        self.chance = random.Random(seed)
        self.folder = top / "reports"
        reports.make(self.folder, documents, seed)
        self.seconds = -time.monotonic()
        with self.ledger() as undisturbed:
            fault = faults.Fault(10**9, stays=False) if faults.available() else None
            ended = ingesting.start(self.folder, undisturbed, fault=fault).watch()
            if ended.words != "done":
                raise SystemExit(f"The undisturbed ingest failed: {ended.words}")
            self.expected: Content = content(undisturbed)
        self.seconds += time.monotonic()
        self.writes = ended.writes

    @contextmanager
    def ledger(self) -> Iterator[Path]:
        """The name of a ledger in a folder of its own."""
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder) / "town.db"

    def kills(self, count: int) -> Result:
        """Kill ingests at `count` points, every fifth with two workers."""

        def leg(ledger: Path, before: int) -> ingesting.Ended:
            workers = 2 if self.chance.random() < 0.2 else 1
            return ingesting.start(self.folder, ledger, workers).watch(self._killer(before))

        return self._broken(count, leg)

    def write_faults(self, count: int) -> Result:
        """Fail the N-th write of ingests, for `count` numbers N; every second time all writes after it as well."""

        def leg(ledger: Path, _before: int) -> ingesting.Ended:
            number = self.chance.randint(1, 2 * self.writes // LEGS)
            fault = faults.Fault(number, stays=self.chance.random() < 0.5)
            return ingesting.start(self.folder, ledger, fault=fault).watch()

        return self._broken(count, leg)

    def full_disks(self, count: int, most: int = 4_000) -> Result:
        """Ingest onto disks of `count` sizes, of `most` kilobytes, that fill up, and go on when there is room."""
        result = Result(seconds=-time.monotonic())
        for _ in range(count):
            with disk(self.chance.randint(100, most)) as (folder, enlarge):
                ledger = folder / "town.db"
                ended = ingesting.start(self.folder, ledger).watch()
                result.points += 1
                result.words[ended.words or "killed"] += 1
                try:
                    check(ledger, set(), ended.done)
                    enlarge()
                    self._finish(ledger)
                    result.finished += 1
                except Failed as failed:
                    result.wrong.append(str(failed))
        result.seconds += time.monotonic()
        return result

    def _broken(self, count: int, leg: Callable[[Path, int], ingesting.Ended]) -> Result:
        """Ledgers made in legs that are broken off, until that has happened `count` times; the last one is finished."""
        result = Result(seconds=-time.monotonic())
        while result.points < count:
            with self.ledger() as ledger:
                try:
                    self._legs(ledger, count, leg, result)
                    self._finish(ledger)
                    result.finished += 1
                except Failed as failed:
                    result.wrong.append(str(failed))
        result.seconds += time.monotonic()
        return result

    def _legs(self, ledger: Path, count: int, leg: Callable[[Path, int], ingesting.Ended], result: Result) -> None:
        before = set[str]()
        while result.points < count and len(before) < self.documents:
            ended = leg(ledger, len(before))
            if ended.words == "done":
                return
            result.points += 1
            result.words[ended.words or "killed"] += 1
            before = check(ledger, before, ended.done)

    def _finish(self, ledger: Path) -> None:
        ended = ingesting.start(self.folder, ledger).watch()
        if ended.words != "done":
            raise Failed(f"The ingest that went on ended: {ended.words}")
        check(ledger, set(), self.documents)
        check_whole(ledger, self.expected)

    def _killer(self, before: int) -> Callable[[int], bool]:
        """When to kill: at a number of documents done and a little later, or while the ledger is opened."""
        begun = time.monotonic()
        if self.chance.random() < 0.1:
            moment = begun + self.chance.uniform(0, STARTING)
            return lambda _done: time.monotonic() >= moment
        target = before * self.chance.uniform(0.5, 1) + self.chance.uniform(0, 2 * self.documents / LEGS)
        later = self.chance.uniform(0, 0.3)
        reached: list[float] = []

        def kill(done: int) -> bool:
            if done >= target and not reached:
                reached.append(time.monotonic())
            return bool(reached) and time.monotonic() >= reached[0] + later

        return kill


@contextmanager
def disk(kilobytes: int) -> Iterator[tuple[Path, Callable[[], None]]]:
    """A disk of a size in kilobytes in memory (Linux, for root), and what makes it large."""
    with tempfile.TemporaryDirectory() as folder:

        def mount(options: str) -> None:
            subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], check=True, capture_output=True)

        mount(f"size={kilobytes}k")
        try:
            yield Path(folder), lambda: mount("remount,size=1g")
        finally:
            subprocess.run(["umount", folder], check=True)
