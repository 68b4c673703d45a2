"""Recording a run: the claims of one reading of one document, and what becomes of an older run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, insert, select

from marsad.errors import InputError, LedgerError
from marsad.ledger import carry, documents, rulings
from marsad.ledger.audit import Writer, canonical, fingerprint
from marsad.ledger.clock import holds, told
from marsad.ledger.entries import held, standing_ids
from marsad.ledger.schema import carried, coding, document, name, ruling, superseded, term
from marsad.ledger.schema import claim as claim_table
from marsad.ledger.schema import run as run_table
from marsad.ledger.spans import astray
from marsad.ledger.terms import terms, words
from marsad.model import Claim, Coding, Document, claim_id, digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from marsad.ledger.query import Held
    from marsad.model import Ruling


MACHINES = frozenset({"rules", "llm", "both"})
"""Coders that are programs: of a document, only the last reading by one of them stands."""


@dataclass(frozen=True)
class Run:
    """Who read a document: `rules` and its version, or any other coder."""

    coder: str
    version: str


def record(writer: Writer, doc: str, claims: Sequence[Claim], run: Run, doubted: Mapping[str, str]) -> int:
    """Record a run over a document; how many claims it gave, none if the run is recorded already.

    The last run of one of the `MACHINES` takes the place of the one before, by a ruling on the document; rulings on
    claims that it does not give any more are carried over to claims that say the same, or go to review.

    `doubted` are the claims, by id, that wait for a person, and why; what people have ruled on already does not.
    """
    text, basis = _stored(writer.connection, doc), _basis(writer.connection, doc, run)
    id_ = _run_id(doc, run, basis)
    if _exists(writer.connection, id_):
        return 0
    distinct = list({one.id: one for one in reversed(claims)}.values())[::-1]
    for one in distinct:
        _check(one, text, run)
    older = _standing_runs(writer.connection, doc, run.coder)
    before = _before(writer.connection, doc) if older else []
    _insert(writer, id_, text, distinct, run, basis)
    heirs = _supersede(writer, doc, id_, run, older, before, distinct) if older else set()
    _doubt(writer, run, [one for one in distinct if one.id not in heirs], doubted)
    return len(distinct)


def _doubt(writer: Writer, run: Run, claims: list[Claim], doubted: Mapping[str, str]) -> None:
    """Have claims wait for a person, and lift the doubt on those that this run does not doubt any more."""
    columns = ruling.c
    ruled = set(writer.connection.scalars(select(columns.about).where(columns.about.in_([one.id for one in claims]))))
    for one in claims:
        if one.id in doubted and one.id not in ruled:
            rulings.add(writer, "doubt", one.id, doc=one.doc, by=run.coder, reason=doubted[one.id])
        elif one.id in ruled and one.id not in doubted:
            last = rulings.last(writer.connection, one.id)
            if last is not None and last.kind == "doubt":
                reason = "It is read so without doubt now."
                rulings.add(writer, "accept", one.id, doc=one.doc, by=run.coder, reason=reason)


def add(writer: Writer, one: Claim, by: str, reason: str) -> Claim:
    """Record a claim that a person has found, with the ruling that says so; the claim as recorded."""
    text = _stored(writer.connection, one.doc)
    run = Run(by, "by hand")
    made = one.model_copy(update={"coding": Coding(coder=by, version=run.version, rule="by hand", confidence=1.0)})
    made = made.model_copy(update={"id": claim_id(made)})
    _check(made, text, run)
    id_ = _run_id(made.doc, run, made.id)
    if not _exists(writer.connection, id_):
        _insert(writer, id_, text, [made], run, made.id)
        rulings.add(writer, "add", made.id, doc=made.doc, by=by, reason=reason)
    return made


def coded(connection: Connection, doc: str, run: Run) -> bool:
    """Whether this coder has read the document with the details that it has now, and its reading stands."""
    return _exists(connection, _run_id(doc, run, _basis(connection, doc, run)))


def read_otherwise(connection: Connection, doc: str, run: Run) -> bool:
    """Whether what stands is how another of the `MACHINES` reads the document."""
    runs = _standing_runs(connection, doc, run.coder)
    query = select(run_table.c.id).where(run_table.c.id.in_(runs), run_table.c.coder != run.coder).limit(1)
    return connection.scalar(query) is not None


def coding_row(one: Claim, run: str, stored: Document, known_at: str, recorded: str) -> dict[str, Any]:
    """The row of a coding, with what repeats parts of its claim for filters."""
    first, last = holds(one, stored.published, known_at)
    return {
        "claim": one.id, "run": run, "doc": one.doc, "record": canonical(one.model_dump(mode="json")),
        "rule": one.coding.rule, "confidence": one.coding.confidence, "type": one.type, "event": one.event,
        "start": one.evidence.start, "known_at": known_at, "valid_from": first, "valid_to": last,
        "words": words(one), "recorded": recorded,
    }  # fmt: skip


def run_digest(codings: Iterable[tuple[str, str]]) -> str:
    """The digest of a run that the audit keeps: over the ids and records of its claims."""
    return fingerprint(part for pair in sorted(codings) for part in pair)


def _run_id(doc: str, run: Run, basis: str) -> str:
    return digest({"doc": doc, "coder": run.coder, "version": run.version, "basis": basis})


def _exists(connection: Connection, id_: str) -> bool:
    return connection.execute(select(run_table.c.id).where(run_table.c.id == id_)).first() is not None


def _stored(connection: Connection, doc: str) -> Document:
    stored = documents.load(connection, doc)
    if stored is None:
        raise LedgerError(f"The ledger has no document {doc}: receive it before its claims.")
    return stored


def _basis(connection: Connection, doc: str, run: Run) -> str:
    """The last ruling after which this coder's reading may be another one; empty where there is none.

    One that corrected the document's details, or since then put another version's reading in the place of this one's:
    so a user who goes back to an earlier codebook has the document read by it again.
    """
    query = select(ruling.c.id).where(ruling.c.about == doc, ruling.c.kind == "correct")
    basis = connection.scalar(query.order_by(ruling.c.recorded.desc()).limit(1)) or ""
    gone = select(superseded.c.ruling).where
    while after := connection.scalar(gone(superseded.c.run == _run_id(doc, run, basis))):
        basis = after
    return basis


def _check(one: Claim, stored: Document, run: Run) -> None:
    if one.doc != stored.doc:
        raise InputError(f"Claim {one.id} is of document {one.doc}, not of {stored.doc}.")
    if (one.coding.coder, one.coding.version) != (run.coder, run.version):
        raise InputError(f"Claim {one.id} was coded by {one.coding.coder} {one.coding.version}, not in this run.")
    wrong = astray(one, stored.text)
    if wrong is not None:
        where = f"{wrong.start}-{wrong.end}"
        raise InputError(f"Claim {one.id} has {wrong.slot} words that do not stand at {where} of its document.")
    if claim_id(one) != one.id:
        raise InputError(f"Claim {one.id} has not the id of its content.")


def _insert(writer: Writer, id_: str, stored: Document, claims: list[Claim], run: Run, basis: str) -> None:
    connection, now, doc = writer.connection, writer.recorded, stored.doc
    row = {"id": id_, "doc": doc, "coder": run.coder, "version": run.version, "basis": basis, "recorded": now}
    connection.execute(insert(run_table), row)
    rows: list[dict[str, Any]] = []
    if claims:
        known = set(connection.scalars(select(claim_table.c.id).where(claim_table.c.doc == doc)))
        new = [_claim_row(one, now) for one in claims if one.id not in known]
        if new:
            connection.execute(insert(claim_table), new)
        since = connection.scalar(select(document.c.recorded).where(document.c.doc == doc))
        known_at = told(stored.published) or since or now
        rows = [coding_row(one, id_, stored, known_at, now) for one in claims]
        ids = connection.scalars(insert(coding).returning(coding.c.id, sort_by_parameter_order=True), rows).all()
        insert_terms(connection, dict(zip(ids, claims, strict=True)), stored.publisher)
    detail = {"doc": doc, "claims": len(rows), "digest": run_digest((row["claim"], row["record"]) for row in rows)}
    writer.note("record", id_, detail)


def insert_terms(connection: Connection, codings: dict[int, Claim], publisher: str | None) -> None:
    """File the claims of codings under their names."""
    found = [(coding, one) for coding, claim in codings.items() for one in terms(claim, publisher)]
    asked = {one.words for _, one in found}
    query = select(name.c.words, name.c.id).where(name.c.words.in_(asked))
    numbers = {row.words: row.id for row in connection.execute(query)} if asked else {}
    new = [{"words": words} for words in sorted(asked - numbers.keys())]
    if new:
        made = connection.execute(insert(name).returning(name.c.words, name.c.id), new)
        numbers |= {row.words: row.id for row in made}
    rows = [{"coding": coding, "role": one.role, "name": numbers[one.words], "link": one.link} for coding, one in found]
    if rows:
        connection.execute(insert(term), rows)


def _claim_row(one: Claim, now: str) -> dict[str, Any]:
    return {
        "id": one.id, "doc": one.doc, "type": one.type, "event": one.event, "modality": one.modality,
        "start": one.evidence.start, "end": one.evidence.end, "recorded": now,
    }  # fmt: skip


def _standing_runs(connection: Connection, doc: str, coder: str) -> list[str]:
    """The runs that one of this coder follows and that stand; claims added by hand are none that one could repeat."""
    columns = run_table.c
    coders = MACHINES if coder in MACHINES else {coder}
    gone = select(superseded.c.run).where(superseded.c.run == columns.id).exists()
    query = select(columns.id).where(columns.doc == doc, columns.coder.in_(coders), columns.version != "by hand", ~gone)
    return list(connection.scalars(query.order_by(columns.recorded, columns.id)))


def _before(connection: Connection, doc: str) -> list[Held]:
    every = standing_ids(connection, doc)
    return [one for one in held(connection, every) if one.entry.status != "superseded"]


def _supersede(
    writer: Writer, doc: str, id_: str, run: Run, older: list[str], before: list[Held], claims: list[Claim]
) -> set[str]:
    """Rule that a run takes the place of older ones, and carry over what people ruled on claims that go with them.

    Returns the claims that have taken over rulings.
    """
    query = select(coding.c.claim).join(run_table, run_table.c.id == coding.c.run)
    kept = set(writer.connection.scalars(query.where(coding.c.doc == doc, run_table.c.id.not_in(older), ~_gone())))
    had = {one.entry.claim.id for one in before}
    ruled = [one.entry for one in before if any(_by_a_person(made, doc) for made in one.entry.rulings)]
    fate = carry.over(
        [entry for entry in ruled if entry.claim.id not in kept], [one for one in claims if one.id not in had]
    )
    again = {one.id: one for one in claims}
    review = fate.review | carry.misfits([entry for entry in ruled if entry.claim.id in again], again)
    change = {
        "run": id_, "coder": run.coder, "version": run.version, "runs": older,
        "carried": fate.carried, "review": review,
    }  # fmt: skip
    reason = f"Read again by {run.coder} {run.version}."
    made = rulings.add(writer, "supersede", doc, doc=doc, by=run.coder, reason=reason, change=change)
    rows = [{"run": old, "ruling": made.id, "recorded": writer.recorded} for old in older]
    writer.connection.execute(insert(superseded), rows)
    heirs = [{"heir": heir, "former": former, "ruling": made.id} for former, heir in fate.carried.items()]
    if heirs:
        writer.connection.execute(insert(carried), heirs)
    return set(fate.carried.values())


def _by_a_person(made: Ruling, doc: str) -> bool:
    return made.about != doc and made.by not in MACHINES


def _gone() -> Any:
    return select(superseded.c.run).where(superseded.c.run == run_table.c.id).exists()
