"""Taking a document with all that hangs on it out of the tables, and planting it anew without some of its words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, delete, insert, or_, select

from marsad.ledger import copies, documents, schema
from marsad.ledger.audit import canonical
from marsad.ledger.record import insert_terms, run_digest
from marsad.ledger.terms import words
from marsad.model import Claim, Document, claim_id, digest, document_id

if TYPE_CHECKING:
    from marsad.ledger.audit import Writer
    from marsad.ledger.veil import Veil

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Kept:
    """The rows of a document and all that hangs on it, as they were."""

    document: dict[str, Any]
    runs: Rows
    claims: Rows
    codings: Rows
    rulings: Rows
    superseded: Rows
    carried: Rows
    paired: Rows


def uproot(connection: Connection, doc: str) -> Kept:
    """Delete a document and all that hangs on it; the rows as they were."""
    claims = select(schema.claim.c.id).where(schema.claim.c.doc == doc)
    runs = select(schema.run.c.id).where(schema.run.c.doc == doc)
    codings = select(schema.coding.c.id).where(schema.coding.c.doc == doc)
    pairs = select(schema.paired.c.ruling).where(schema.paired.c.claim.in_(claims))
    ruled = or_(schema.ruling.c.doc == doc, schema.ruling.c.id.in_(pairs))
    rulings = list(connection.scalars(select(schema.ruling.c.id).where(ruled)))
    likes = or_(schema.likeness.c.doc == doc, schema.likeness.c.other == doc)
    taken: dict[str, Rows] = {}
    for table, which in (
        (schema.term, schema.term.c.coding.in_(codings)),
        (schema.coding, schema.coding.c.doc == doc),
        (schema.superseded, schema.superseded.c.run.in_(runs)),
        (schema.carried, schema.carried.c.ruling.in_(rulings)),
        (schema.paired, schema.paired.c.ruling.in_(rulings)),
        (schema.ruling, schema.ruling.c.id.in_(rulings)),
        (schema.claim, schema.claim.c.doc == doc),
        (schema.run, schema.run.c.doc == doc),
        (schema.sketch, schema.sketch.c.doc == doc),
        (schema.bucket, schema.bucket.c.doc == doc),
        (schema.likeness, likes),
        (schema.address, schema.address.c.doc == doc),
        (schema.document, schema.document.c.doc == doc),
    ):
        taken[table.name] = [dict(row) for row in connection.execute(select(table).where(which)).mappings()]
        connection.execute(delete(table).where(which))
    connection.execute(delete(schema.name).where(schema.name.c.id.not_in(select(schema.term.c.name))))
    return Kept(
        taken["document"][0], taken["run"], taken["claim"], taken["coding"], taken["ruling"],
        taken["superseded"], taken["carried"], taken["paired"],
    )  # fmt: skip


def replant(writer: Writer, kept: Kept, veil: Veil, capture: str) -> str:
    """Insert the rows anew, without the words that the veil covers, under ids that do not hash them; the document's.

    Times of recording stay; the audit tells anew of each row.
    """
    connection, ids = writer.connection, dict[str, str]()
    row = kept.document | {name: veil.words(kept.document[name]) for name in ("title", "publisher", "url", "origin")}
    cover = veil.cover(row["text"])
    extra = row["extra"] and canonical(_renamed(json.loads(row["extra"]), veil, {}))
    row |= {"text": cover.text, "extra": extra, "capture": capture, "part": veil.words(row["part"])}
    row["doc"] = ids[kept.document["doc"]] = document_id(capture, row["part"], cover.text)
    connection.execute(insert(schema.document), row)
    _tell(writer, row)
    claims = _claims(kept, veil, ids)
    _rulings(writer, kept, veil, ids)
    _runs(writer, kept, claims, ids)
    for table, rows in (
        (schema.superseded, kept.superseded), (schema.carried, kept.carried), (schema.paired, kept.paired)
    ):  # fmt: skip
        if rows:
            connection.execute(insert(table), [{k: ids.get(v, v) for k, v in one.items()} for one in rows])
    copies.compare(connection, row["doc"], cover.text)
    stored = documents.load(connection, row["doc"])
    assert stored is not None
    copies.locate(connection, row["doc"], stored.model_dump(), row["recorded"])
    return str(row["doc"])


def _tell(writer: Writer, row: dict[str, Any]) -> None:
    capture = writer.connection.execute(select(schema.capture).where(schema.capture.c.sha256 == row["capture"]))
    detail = {"capture": row["capture"], "part": row["part"], "origin": row["origin"]}
    kept = documents.capture_digest(capture.mappings().one())
    writer.note("receive", row["doc"], detail | {"digest": documents.sealed(row), "kept": kept})


def _claims(kept: Kept, veil: Veil, ids: dict[str, str]) -> list[Claim]:
    """The claim of each coding, without the words and under its new id."""
    text = veil.cover(kept.document["text"])
    made = []
    for coding in kept.codings:
        shown = veil.record(Claim.model_validate_json(coding["record"]), text)
        shown = shown.model_copy(update={"doc": ids[shown.doc]})
        ids[coding["claim"]] = claim_id(shown)
        made.append(shown.model_copy(update={"id": ids[coding["claim"]]}))
    return [_with_whole(claim, ids) for claim in made]


def _with_whole(claim: Claim, ids: dict[str, str]) -> Claim:
    if claim.quantity is None or claim.quantity.part_of is None:
        return claim
    whole = ids.get(claim.quantity.part_of, claim.quantity.part_of)
    return claim.model_copy(update={"quantity": claim.quantity.model_copy(update={"part_of": whole})})


def _rulings(writer: Writer, kept: Kept, veil: Veil, ids: dict[str, str]) -> None:
    """Rulings in the order in which they were made: each id hashes the one that it follows."""
    for run in kept.runs:  # the basis of a run may be a ruling, and a ruling may name runs: runs of rulings come later
        ids.setdefault(run["id"], run["id"])
    for row in sorted(kept.rulings, key=lambda one: (one["recorded"], one["id"])):
        _reid_runs(kept, ids)
        about = "+".join(sorted(ids.get(part, part) for part in row["about"].split("+")))
        change = _renamed(json.loads(row["change"]), veil, ids)
        content = {
            "kind": row["kind"], "about": about, "change": change, "by": row["by"], "reason": veil.words(row["reason"]),
            "recorded": row["recorded"], "published": row["published"], "after": ids.get(row["after"]) or None,
        }  # fmt: skip
        ids[row["id"]] = digest(content)
        new = content | {"id": ids[row["id"]], "doc": ids.get(row["doc"], row["doc"]), "change": canonical(change)}
        writer.connection.execute(insert(schema.ruling), new | {"after": content["after"] or ""})
        writer.note("rule", ids[row["id"]], {"kind": row["kind"], "about": about})
    _reid_runs(kept, ids)


def _reid_runs(kept: Kept, ids: dict[str, str]) -> None:
    """The new ids of runs, as far as what they are based on has one."""
    doc = ids[kept.document["doc"]]
    for run in kept.runs:
        basis = ids.get(run["basis"], run["basis"])
        ids[run["id"]] = digest({"doc": doc, "coder": run["coder"], "version": run["version"], "basis": basis})


def _runs(writer: Writer, kept: Kept, claims: list[Claim], ids: dict[str, str]) -> None:
    connection, doc = writer.connection, ids[kept.document["doc"]]
    for run in kept.runs:
        basis = ids.get(run["basis"], run["basis"])
        connection.execute(insert(schema.run), run | {"id": ids[run["id"]], "doc": doc, "basis": basis})
    new = {ids[row["id"]]: (row, claim) for row in kept.claims for claim in claims if claim.id == ids[row["id"]]}
    rows = [
        row | {"id": id_, "doc": doc, "start": claim.evidence.start, "end": claim.evidence.end}
        for id_, (row, claim) in new.items()
    ]
    if rows:
        connection.execute(insert(schema.claim), rows)
    made: dict[str, list[tuple[str, str]]] = {ids[run["id"]]: [] for run in kept.runs}
    for coding, claim in zip(kept.codings, claims, strict=True):
        run_id, record = ids[coding["run"]], canonical(claim.model_dump(mode="json"))
        changed = {"claim": claim.id, "run": run_id, "doc": doc, "record": record, "words": words(claim)}
        connection.execute(insert(schema.coding), coding | changed | {"start": claim.evidence.start})
        insert_terms(connection, {coding["id"]: claim}, _publisher(connection, doc, coding["recorded"]))
        made[run_id].append((claim.id, record))
    for run_id, pairs in made.items():
        writer.note("record", run_id, {"doc": doc, "claims": len(pairs), "digest": run_digest(pairs)})


def _publisher(connection: Connection, doc: str, recorded: str) -> str | None:
    row = connection.execute(select(schema.document).where(schema.document.c.doc == doc)).mappings().one()
    details = {name: row[name] for name in documents.DETAILS}
    stored = Document(doc=doc, text=row["text"], **details)
    return documents.as_read(connection, stored, recorded).publisher


def _renamed(value: Any, veil: Veil, ids: dict[str, str]) -> Any:
    """A JSON value without the words, and with new ids for old ones."""
    if isinstance(value, str):
        return ids.get(value) or veil.cover(value).text
    if isinstance(value, list):
        return [_renamed(item, veil, ids) for item in value]
    if isinstance(value, dict):
        return {str(_renamed(key, veil, ids)): _renamed(item, veil, ids) for key, item in value.items()}
    return value
