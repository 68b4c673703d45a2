"""What a ledger holds, without the times at which it learned it: equal for two ledgers that were told the same."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

QUERIES = {
    "captures": "SELECT sha256, content, origin, media_type FROM capture",
    "documents": (
        "SELECT doc, capture, part, origin, text, title, publisher, published, language, url, reason, problem"
        " FROM document"
    ),
    "runs": "SELECT doc, coder, version FROM run",
    "claims": 'SELECT id, doc, type, event, modality, start, "end" FROM claim',
    "codings": (
        "SELECT coding.claim, coding.doc, coder, version, record, rule, confidence, valid_from, valid_to, words"
        " FROM coding JOIN run ON run.id = coding.run"
    ),
    "names": (
        "SELECT coding.claim, role, name.words, link"
        " FROM term JOIN coding ON coding.id = term.coding JOIN name ON name.id = term.name"
    ),
    "rulings": 'SELECT kind, about, doc, change, "by", reason, published FROM ruling',
    "acts": "SELECT action FROM audit",
}

SETTLED = "SELECT doc FROM document WHERE text IS NULL UNION SELECT doc FROM run"
"""Documents that an ingest is done with: set aside, or coded."""

Content = dict[str, Counter[tuple[Any, ...]]]


def content(ledger: Path) -> Content:
    """The rows of each kind, and how often each is there."""
    with closing(sqlite3.connect(ledger)) as database:
        return {name: Counter(database.execute(query)) for name, query in QUERIES.items()}


def differences(one: Content, other: Content) -> list[str]:
    """In words, which kinds of rows differ and by how many."""
    lost = {name: (one[name] - other[name]).total() for name in one}
    new = {name: (other[name] - one[name]).total() for name in one}
    return [f"{name}: {lost[name]} lost, {new[name]} new" for name in one if lost[name] or new[name]]


def is_empty(ledger: Path) -> bool:
    """Whether there is no ledger yet: no file, or one whose tables were not finished."""
    if not ledger.exists():
        return True
    with closing(sqlite3.connect(ledger)) as database:
        return not database.execute("SELECT 1 FROM sqlite_master").fetchone()


def settled(ledger: Path) -> set[str]:
    """The documents that an ingest is done with."""
    with closing(sqlite3.connect(ledger)) as database:
        return {row[0] for row in database.execute(SETTLED)}


def integrity(ledger: Path) -> list[str]:
    """What SQLite finds wrong with the file."""
    with closing(sqlite3.connect(ledger)) as database:
        return [row[0] for row in database.execute("PRAGMA integrity_check") if row[0] != "ok"]
