"""Whether a ledger that was left in the middle of an ingest is sound, and has all that was said to be done."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from benchmarks.crash.content import Content, content, differences, integrity, is_empty, settled
from marsad.ledger import Ledger


class Failed(Exception):  # noqa: N818
    """What is wrong, in a sentence."""


def check(ledger: Path, before: set[str], done: int) -> set[str]:
    """The documents that the ledger is done with, as a copy of its files shows; raises `Failed` where it is not sound.

    Args:
        ledger: its file, with those that SQLite keeps beside it; they are left as the kill left them.
        before: what it was done with earlier, none of which may be gone.
        done: how many documents it said that it was done with.

    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / ledger.name
        for file in ledger.parent.glob(f"{ledger.name}*"):
            shutil.copy(file, folder)
        if is_empty(copy):
            now = set[str]()
        else:
            wrong = integrity(copy)
            with Ledger.open(copy, create=False) as opened:
                wrong += [problem.sentence for problem in opened.verify()]
            if wrong:
                raise Failed(f"It is not sound: {wrong[0]}")
            now = settled(copy)
    if before - now:
        raise Failed(f"{len(before - now)} documents that it had are gone.")
    if len(now) < done:
        raise Failed(f"It said that {done} documents were done, and has {len(now)}.")
    return now


def check_whole(ledger: Path, expected: Content) -> None:
    """Raise `Failed` where a finished ledger is not what an undisturbed ingest gave."""
    found = differences(expected, content(ledger))
    if found:
        raise Failed(f"It is not what an undisturbed ingest gives: {'; '.join(found)}.")
