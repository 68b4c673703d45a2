from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from marsad.errors import InputError
from marsad.ledger import Ledger, Run
from tests.ledger.town import aside, captured, fill, killed, of, report

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger with rows in every table."""
    with Ledger.open(tmp_path / "town.db") as ledger:
        document = fill(ledger, report(published=None))
        ledger.receive(report(published="2016-12-07"))
        fill(ledger, report("Again. " + of(report()).text))
        ledger.receive(aside(b"\x00"))
        ledger.rule("same", f"{killed(document).id}+{captured(document).id}", by="Amal", reason="One fight.")
        ledger.rule("verified", killed(document).id, by="Amal", reason="Seen.")
        newer = Run("rules", "2")
        ledger.record(document.doc, [killed(ledger.document(document.doc), coder=newer, place=[])], run=newer)
        assert ledger.verify() == []
    return tmp_path / "town.db"


def tamper(path: Path, *statements: str) -> list[str]:
    """Change a ledger behind its back, and say which problems `verify` finds."""
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("INSERT INTO maintenance VALUES ('a test')")
        for statement in statements:
            assert raw.execute(statement).rowcount > 0
        raw.execute("DELETE FROM maintenance")
    with Ledger.open(path) as ledger:
        return [problem.kind for problem in ledger.verify()]


@pytest.mark.parametrize(
    ("kind", "statement"),
    [
        ("capture", "UPDATE capture SET content = x'00ff' WHERE media_type = 'text/plain'"),
        ("document", "UPDATE document SET text = replace(text, 'Tuesday', 'Tuesdax') WHERE text IS NOT NULL"),
        ("span", "UPDATE document SET text = replace(text, 'Tuesday', 'Tuesdax') WHERE text IS NOT NULL"),
        ("document", "UPDATE document SET published = '2016-12-01' WHERE published IS NOT NULL"),
        ("document", "UPDATE document SET reason = 'other' WHERE text IS NULL"),
        ("run", "UPDATE coding SET record = replace(record, '\"high\":38.0', '\"high\":83.0')"),
        ("claim", "UPDATE coding SET record = replace(record, '\"high\":38.0', '\"high\":83.0')"),
        ("claim", "UPDATE coding SET record = '{}'"),
        ("index", "UPDATE claim SET event = 'injured' WHERE event = 'killed'"),
        ("index", "UPDATE coding SET valid_from = '2017-01-01'"),
        ("index", "DELETE FROM term WHERE role = 'place'"),
        ("count", "DELETE FROM coding WHERE event = 'withdrew'"),
        ("claim", "DELETE FROM coding WHERE event = 'withdrew'"),
        ("ruling", "UPDATE ruling SET reason = 'Not seen.' WHERE kind = 'verified'"),
        ("ruling", "UPDATE ruling SET change = '[' WHERE kind = 'correct'"),
        ("missing", "DELETE FROM ruling WHERE kind = 'verified'"),
        ("ruling", "DELETE FROM paired"),
        ("ruling", "DELETE FROM superseded"),
        ("ruling", "DELETE FROM carried"),
        ("missing", "DELETE FROM run"),
        ("reference", "DELETE FROM run"),
        ("reference", "DELETE FROM document WHERE publisher IS NOT NULL"),
        ("audit", "UPDATE audit SET detail = '['"),
        ("audit", "DELETE FROM audit WHERE seq = 3"),
        ("audit", "UPDATE audit SET recorded = '2020-01-01T00:00:00.000000Z' WHERE seq = 2"),
        ("audit", "UPDATE audit SET detail = replace(detail, 'one.txt', 'two.txt') WHERE seq = 1"),
    ],
)
def test_what_was_changed_behind_its_back_is_found(path: Path, kind: str, statement: str) -> None:
    assert kind in tamper(path, statement)


def test_a_chain_put_together_anew_does_not_contain_the_old_position(path: Path) -> None:
    with Ledger.open(path) as ledger:
        position = str(ledger.position())
        assert ledger.contains(position)
        assert ledger.contains("0:0000000000000000")
        fill(ledger, report("Later. " + of(report()).text))
        assert ledger.contains(position)
        number, _, mark = position.partition(":")
        assert not ledger.contains(f"{number}:{mark[::-1]}")
        assert not ledger.contains(f"99999:{mark}")
        for wrong in ("", "12", "x:y", ":abc", f"{'9' * 40}:ab"):
            with pytest.raises(InputError, match="is not a position"):
                ledger.contains(wrong)


def test_problems_say_what_they_are_about(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("INSERT INTO maintenance VALUES ('a test')")
        raw.execute("UPDATE coding SET record = replace(record, 'The Garrison', 'The garrison')")
        (record,) = raw.execute("SELECT record FROM coding WHERE event = 'captured'").fetchone()
    with Ledger.open(path) as ledger:
        sentences = [problem.sentence for problem in ledger.verify() if problem.kind == "span"]
    assert f"Claim {json.loads(record)['id']}: its evidence words are not what stands at" in " ".join(sentences)
