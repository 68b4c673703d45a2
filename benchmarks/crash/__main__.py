"""Break off ingests at random moments, go on, and compare with one that was left alone.

usage: python -m benchmarks.crash [--documents N] [--kills N] [--faults N] [--disks N] [--seed N]

An ingest of the documents is killed (SIGKILL) after a random number of them, gone on with, killed again, about ten
times, and then finished; so are others, until there were as many kills as asked for. In the same way, the N-th write
of SQLite is made to fail for random N, and disks of random sizes are let run full (for root on Linux). After each break
a copy of the ledger is checked: SQLite's integrity check, `marsad verify`, and that each document that was said to be
done is there. Each finished ledger must have the rows of the one that was left alone, but for recorded times.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from benchmarks import texts
from benchmarks.crash import faults
from benchmarks.crash.trials import Result, Trials


def main() -> None:
    """Print the table; the exit status is 1 where anything was wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.crash", description=__doc__)
    parser.add_argument("--documents", type=int, default=2_000)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--faults", type=int, default=50, help="numbers of the write that fails")
    parser.add_argument("--disks", type=int, default=10, help="sizes of disks that run full")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    # Processes that are killed leave semaphores of their workers to Python's own tracker, which tells of each.
    os.environ["PYTHONWARNINGS"] = "ignore::UserWarning:multiprocessing.resource_tracker"
    with tempfile.TemporaryDirectory() as top:
        trials = Trials(Path(top), given.documents, given.seed)
        print(texts.machine())
        rows = sum(kind.total() for kind in trials.expected.values())
        print(f"{given.documents} documents, {rows} rows, {trials.writes} writes, {trials.seconds:.0f} s undisturbed")
        results = {"killed": trials.kills(given.kills)}
        if faults.available():
            results["a write failed"] = trials.write_faults(given.faults)
        if sys.platform == "linux" and os.geteuid() == 0:
            results["disk full"] = trials.full_disks(given.disks)
    head = ("what", "times", "ledgers finished and equal", "not sound, or lost or doubled", "seconds")
    print(texts.table(head, [_row(what, result) for what, result in results.items()]))
    for what, result in results.items():
        for words, times in result.words.most_common():
            print(f"{what}, {times} times: {words}")
        for wrong in result.wrong:
            print(f"WRONG, {what}: {wrong}")
    sys.exit(any(result.wrong for result in results.values()))


def _row(what: str, result: Result) -> tuple[object, ...]:
    return what, result.points, result.finished, len(result.wrong), f"{result.seconds:.0f}"


if __name__ == "__main__":
    main()
