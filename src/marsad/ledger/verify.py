"""Checking that a ledger still says what was recorded: hashes, spans, references, counts and the audit chain."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from sqlalchemy import Connection, Select, select

from marsad.ledger import copies, marks, schema, sqlite, tokens
from marsad.ledger.audit import START, row_hash
from marsad.ledger.clock import told
from marsad.ledger.documents import DETAILS, as_read, capture_digest, load, sealed
from marsad.ledger.kept import KEPT, row_id
from marsad.ledger.record import coding_row, run_digest
from marsad.ledger.rulings import GROUPING, of_row
from marsad.ledger.spans import astray
from marsad.ledger.terms import terms
from marsad.model import Claim, Document, Ruling, claim_id, digest

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK = 200

FILES = {
    schema.paired: ("claim", "ruling"),
    schema.superseded: ("run", "ruling"),
    schema.carried: ("heir", "former", "ruling"),
}
"""The tables that repeat what rulings are about."""


@dataclass(frozen=True)
class Problem:
    """Something that is not as it was recorded: a short key, what it is about, and a sentence."""

    kind: str
    about: str
    sentence: str


def check(connection: Connection) -> Iterator[Problem]:
    """Every problem of a ledger; none in a sound one."""
    for fault in sqlite.faults(connection):
        yield Problem("file", "", f"The file is damaged: {fault}.")
    noted: dict[str, dict[str, Any]] = {}
    yield from _chain(connection, noted)
    yield from _captures(connection, {d["capture"]: d["kept"] for d in noted.values() if "kept" in d})
    yield from _documents(connection, noted)
    yield from _codings(connection, noted)
    yield from _rulings(connection, noted)
    yield from _kept(connection, noted)
    for id_, problem in tokens.astray(connection):
        yield Problem("token", id_, f"The time stamp {id_} does not prove what it should: {problem}.")
    for doc in copies.astray(connection, lambda doc: _address(connection, doc)):
        yield Problem("copies", doc, f"What document {doc} is like, or where it is found, is not what its text says.")
    yield from _references(connection)
    for about, detail in noted.items():
        yield Problem("missing", about, f"The audit tells of '{detail['action']}' {about}, which is not there.")


def _chain(connection: Connection, noted: dict[str, dict[str, Any]]) -> Iterator[Problem]:
    """The audit's hashes and order; `noted` takes what each row tells of, for the other checks to tick off.

    Of rows that a seal has emptied, the hash alone is left.
    """
    previous, number, before = START, 0, ""
    gone = {seq for seqs in connection.scalars(select(schema.tombstone.c.audited)) for seq in json.loads(seqs)}
    for row in _rows(connection, select(schema.audit).order_by(schema.audit.c.seq)):
        number += 1
        if row.seq != number:
            yield Problem("audit", str(row.seq), f"The audit has no row {number}: one was taken out.")
            number = row.seq
        hashed = row_hash(row.seq, row.recorded, row.action, row.about, row.detail, row.previous)
        if row.seq in gone and (row.about, row.detail) == ("", "{}"):
            hashed = row.hash
        if row.previous != previous or row.hash != hashed or row.recorded < before:
            yield Problem("audit", str(row.seq), f"Row {row.seq} of the audit was changed, or the one before it.")
        previous, before = row.hash, row.recorded
        if row.about and row.action in ("receive", "record", "rule", "keep"):
            noted[row.about] = _json(row.detail) | {"action": row.action}


def _json(text: str) -> dict[str, Any]:
    """A JSON object, or nothing where it was changed into something else."""
    try:
        value = json.loads(text)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _captures(connection: Connection, kept: dict[str, str]) -> Iterator[Problem]:
    """The bytes by their hash; `kept` has the digests of what else is known of captures, those of old ledgers none."""
    columns, emptied = schema.capture.c, marks.emptied(connection)
    for sha256 in connection.scalars(select(columns.sha256).order_by(columns.sha256)).all():
        row = connection.execute(select(schema.capture).where(columns.sha256 == sha256)).mappings().one()
        bare = sha256 in emptied and not row["content"]
        if not bare and hashlib.sha256(row["content"] or b"").hexdigest() != sha256:
            yield Problem("capture", sha256, f"The bytes of capture {sha256} are not those of its hash.")
        if kept.get(sha256, capture_digest(row)) != capture_digest(row):
            yield Problem("capture", sha256, f"Where capture {sha256} came from is not as it was recorded.")


def _kept(connection: Connection, noted: dict[str, dict[str, Any]]) -> Iterator[Problem]:
    """Rows whose id is the digest of the rest."""
    for table in KEPT:
        for row in _rows(connection, select(table).order_by(table.c.id)):
            note = noted.pop(row.id, None)
            if note is None or note.get("table") != table.name or row_id(table, row._mapping) != row.id:
                yield Problem(table.name, row.id, f"The {table.name} {row.id} is not as it was recorded.")


def _address(connection: Connection, doc: str) -> str:
    try:
        stored = load(connection, doc)
    except ValueError:  # a ruling that was changed, and is told of where rulings are checked
        return ""
    return copies.place(stored.model_dump(), copies.fetched(connection, doc))[0] if stored else ""


def _documents(connection: Connection, noted: dict[str, dict[str, Any]]) -> Iterator[Problem]:
    for row in _rows(connection, select(schema.document).order_by(schema.document.c.doc)):
        note = noted.pop(row.doc, None)
        if note is None:
            yield Problem("document", row.doc, f"The audit does not tell of document {row.doc}.")
        elif note.get("digest") != sealed(row._mapping):
            yield Problem("document", row.doc, f"Document {row.doc} is not as it was recorded.")


def _codings(connection: Connection, noted: dict[str, dict[str, Any]]) -> Iterator[Problem]:
    """Runs and their codings, by document: records, spans, ids, and the columns and names that repeat them."""
    runs = Counter[str]()
    document = schema.document.c
    columns = (document.doc, document.text, document.recorded, *(document[name] for name in DETAILS))
    for row in _rows(connection, select(*columns).where(document.text.is_not(None)).order_by(document.doc)):
        found = connection.execute(
            select(schema.coding).where(schema.coding.c.doc == row.doc).order_by(schema.coding.c.run)
        ).all()
        names = _names(connection, [coding.id for coding in found])
        filed = {
            claim.id: claim for claim in connection.execute(select(schema.claim).where(schema.claim.c.doc == row.doc))
        }
        stored = Document(doc=row.doc, text=row.text, **{name: row._mapping[name] for name in DETAILS})
        for run, codings in groupby(found, key=lambda coding: str(coding.run)):
            group = list(codings)
            runs[run] = len(group)
            note = noted.get(run, {})
            if note.get("digest") != run_digest((coding.claim, coding.record) for coding in group):
                yield Problem("run", run, f"The claims of run {run} on document {row.doc} are not as recorded.")
            details = as_read(connection, stored, group[0].recorded)
            for coding in group:
                known_at = told(details.published) or row.recorded
                yield from _coding(coding, filed.get(coding.claim), details, known_at, names.get(coding.id, []))
    yield from _runs(connection, noted, runs)
    yield from _uncoded(connection)


def _coding(
    row: Any, filed: Any, stored: Document, known_at: str, names: list[tuple[str, str, str]]
) -> Iterator[Problem]:
    about = row.claim
    try:
        claim = Claim.model_validate_json(row.record)
    except ValidationError:
        yield Problem("claim", about, f"Claim {about} is not a claim record.")
        return
    wrong = astray(claim, stored.text)
    if wrong is not None:
        where = f"{wrong.start}-{wrong.end} of document {stored.doc}"
        yield Problem("span", about, f"Claim {about}: its {wrong.slot} words are not what stands at {where}.")
    if claim_id(claim) != about:
        yield Problem("claim", about, f"Claim {about} has not the id of its content.")
    expected = coding_row(claim, row.run, stored, known_at, row.recorded)
    named = sorted((name.role, name.words, name.link) for name in terms(claim, stored.publisher))
    astray_columns = any(row._mapping[key] != value for key, value in expected.items())
    if named != sorted(names) or astray_columns or filed is None or _own(claim) != tuple(filed)[:-1]:
        yield Problem("index", about, f"Claim {about} is filed under other words than its own.")


def _own(claim: Claim) -> tuple[object, ...]:
    """The columns of a claim's row that its record gives."""
    evidence = claim.evidence
    return claim.id, claim.doc, claim.type, claim.event, claim.modality, evidence.start, evidence.end


def _names(connection: Connection, codings: list[int]) -> dict[int, list[tuple[str, str, str]]]:
    found: dict[int, list[tuple[str, str, str]]] = {}
    columns = schema.term.c
    query = select(columns.coding, columns.role, schema.name.c.words, columns.link).join(schema.name)
    for row in connection.execute(query.where(columns.coding.in_(codings))):
        found.setdefault(row.coding, []).append((row.role, row.words, row.link))
    return found


def _runs(connection: Connection, noted: dict[str, dict[str, Any]], counts: Counter[str]) -> Iterator[Problem]:
    for row in _rows(connection, select(schema.run).order_by(schema.run.c.id)):
        note = noted.pop(row.id, None)
        made = digest({"doc": row.doc, "coder": row.coder, "version": row.version, "basis": row.basis})
        if note is None or made != row.id:
            yield Problem("run", row.id, f"The audit does not tell of run {row.id} on document {row.doc}.")
        elif note.get("claims") != counts[row.id]:
            said = f"{note.get('claims')} claims and has {counts[row.id]}"
            yield Problem("count", row.id, f"Run {row.id} on document {row.doc} gave {said}.")


def _uncoded(connection: Connection) -> Iterator[Problem]:
    claim, coding = schema.claim, schema.coding
    query = select(claim.c.id).where(~select(coding.c.id).where(coding.c.claim == claim.c.id).exists())
    for id_ in connection.scalars(query.order_by(claim.c.id)):
        yield Problem("claim", id_, f"No coding gives claim {id_}.")


def _rulings(connection: Connection, noted: dict[str, dict[str, Any]]) -> Iterator[Problem]:
    made: dict[str, Ruling] = {}
    filed = set[tuple[str, ...]]()
    for row in _rows(connection, select(schema.ruling).order_by(schema.ruling.c.id)):
        note, ruling = noted.pop(row.id, None), _ruling(row)
        if note is None or ruling is None:
            yield Problem("ruling", row.id, f"Ruling {row.id} on {row.about} is not as it was recorded.")
            continue
        made[row.id] = ruling
        filed |= _filed(ruling)
    for ruling in made.values():
        if ruling.after is not None and (ruling.after not in made or made[ruling.after].about != ruling.about):
            yield Problem("ruling", ruling.id, f"Ruling {ruling.id} follows one that is not there.")
    there = {
        (table.name, *(row._mapping[name] for name in names))
        for table, names in FILES.items()
        for row in connection.execute(select(table))
    }
    for odd in there ^ filed:
        yield Problem("ruling", odd[-1], f"Ruling {odd[-1]} is not filed under what it is about, {odd[1]}.")


def _filed(ruling: Ruling) -> set[tuple[str, ...]]:
    """The rows that repeat what a ruling is about, each with its table."""
    if ruling.kind in GROUPING:
        return {("paired", claim, ruling.id) for claim in ruling.about.split("+")}
    if ruling.kind != "supersede":
        return set()
    runs = {("superseded", run, ruling.id) for run in ruling.change["runs"]}
    return runs | {("carried", heir, former, ruling.id) for former, heir in ruling.change["carried"].items()}


def _ruling(row: Any) -> Ruling | None:
    """The ruling of a row; None where it is not what its id is the digest of."""
    try:
        ruling = of_row(row)
    except ValueError:
        return None
    return ruling if digest(ruling.model_dump(exclude={"id"})) == row.id else None


def _references(connection: Connection) -> Iterator[Problem]:
    """Rows that refer to a row that is not there."""
    for table in schema.metadata.sorted_tables:
        for key in table.foreign_keys:
            parent = key.column.table.alias("parent")
            here = key.parent
            query = select(here).outerjoin(parent, parent.c[key.column.name] == here)
            lost = query.where(here.is_not(None), parent.c[key.column.name].is_(None)).distinct()
            for value in connection.scalars(lost):
                about = f"{key.column.table.name} {value}"
                yield Problem("reference", str(value), f"The table {table.name} refers to {about}, which is not there.")


def _rows(connection: Connection, query: Select[Any]) -> Iterator[Any]:
    yield from connection.execution_options(yield_per=CHUNK).execute(query)
