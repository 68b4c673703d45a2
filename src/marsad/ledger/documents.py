"""Captures and documents: taking them in, and reading them back as corrected."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, and_, func, insert, or_, select

from marsad import __version__
from marsad.errors import InputError, LedgerError, SetAside
from marsad.ledger import copies, marks, rulings
from marsad.ledger.audit import Writer, canonical, fingerprint
from marsad.ledger.clock import told
from marsad.ledger.schema import audit, capture, document
from marsad.ledger.schema import ruling as ruling_table
from marsad.ledger.terms import plain, plain_text
from marsad.model import Document, Received, digest

if TYPE_CHECKING:
    from collections.abc import Iterator

TOOL = f"marsad {__version__}"
"""What takes captures and reads documents, as their rows keep it."""

NOTHING = hashlib.sha256(b"").hexdigest()
"""The capture of what gave no bytes, such as an address that did not answer."""

DETAILS = ("title", "publisher", "published", "language", "url")
"""What is known of a document beside its text, and may be corrected."""


@dataclass(frozen=True)
class Aside:
    """A document that could not be read, and why."""

    capture: str
    part: str
    origin: str
    reason: str
    problem: str
    recorded: str
    doc: str


def receive(writer: Writer, item: Received) -> bool:
    """Keep a capture with its document or the reason for having none; whether that was new.

    The same bytes again change nothing, but another place that they came from is noted in the audit, and details of the
    document that were unknown so far are added by a ruling. A document that was set aside and can be read now is taken.

    A `LedgerError` says that the bytes are not those of the hash, `SetAside` that another text has the document's id,
    or that it was sealed.
    """
    connection = writer.connection
    marks.refuse(connection, item)
    known = _parts(connection, item)
    taken = next((row for row in known if row.text is not None), None)
    if taken is not None or (item.document is None and known):
        _note_origin(writer, item)
        if taken is not None and item.document is not None:
            _fill(writer, taken.doc, item.document)
        return False
    row = _document_row(writer, item)
    if connection.execute(select(document.c.doc).where(document.c.doc == row["doc"])).first():
        return _again(writer, item, row)
    kept = _keep_capture(writer, item)
    connection.execute(insert(document), row)
    detail = {"capture": row["capture"], "part": item.part, "origin": item.capture.origin, "digest": sealed(row)}
    if kept is not None:
        detail["kept"] = capture_digest(kept)
    writer.note("receive", str(row["doc"]), detail)
    if item.document is not None:
        copies.compare(connection, item.document.doc, item.document.text)
        copies.locate(connection, item.document.doc, item.document.model_dump(), writer.recorded)
    return True


def document_of(connection: Connection, item: Received) -> Document | None:
    """The document that the ledger keeps for a part of a capture, as corrected; None where it has none."""
    row = next((row for row in _parts(connection, item) if row.text is not None), None)
    if row is None and item.document is not None:
        return load(connection, item.document.doc)
    return load(connection, row.doc) if row else None


def load(connection: Connection, doc: str) -> Document | None:
    """A document by its id, its details as corrected; None where there is none of that id."""
    row = connection.execute(select(document).where(document.c.doc == doc, document.c.text.is_not(None))).mappings()
    found = row.first()
    return _document(found, corrections(connection, [doc]).get(doc, {})) if found else None


def load_all(connection: Connection, words: str | None = None) -> Iterator[Document]:
    """Every document with a text, or those whose title or text has the words, by published time."""
    asked = plain(words or "").strip()
    if words is not None and not asked:
        raise InputError("There are no words to search for.")
    columns = (document.c.doc, document.c.text, document.c.extra, *(document.c[name] for name in DETAILS))
    query = select(*columns).where(document.c.text.is_not(None)).order_by(document.c.known_at, document.c.doc)
    for rows in connection.execution_options(yield_per=200).execute(query).mappings().partitions():
        changes = corrections(connection, [row["doc"] for row in rows])
        for row in rows:
            if not asked or asked in plain_text(f"{row['title'] or ''}\n{row['text']}"):
                yield _document(row, changes.get(row["doc"], {}))


def set_aside(connection: Connection) -> list[Aside]:
    """What was set aside and has not been read since, in the order in which it came, with the last reason."""
    query = select(document).where(document.c.text.is_(None), ~read_since())
    rows = connection.execute(query.order_by(document.c.recorded, document.c.doc)).all()
    changes = corrections(connection, select(document.c.doc).where(document.c.text.is_(None)))
    found = [Aside(r.capture, r.part, r.origin, r.reason, r.problem, r.recorded, r.doc) for r in rows]
    return [replace(one, **changes.get(one.doc, {})) for one in found]


def read_since() -> ColumnElement[bool]:
    """That what was set aside, a row of `document`, has been read since it was.

    A table or chat that was set aside as a whole is read since where documents have been taken of its rows or messages.
    """
    taken = document.alias("taken")
    inner = document.c.part + " / "
    within = or_(document.c.part == "", func.substr(taken.c.part, 1, func.length(inner)) == inner)
    same = or_(taken.c.part == document.c.part, and_(within, taken.c.recorded > document.c.recorded))
    same = and_(taken.c.capture == document.c.capture, same)
    again = and_(document.c.capture == NOTHING, taken.c.origin == document.c.origin)
    return select(taken.c.doc).where(or_(same, again), taken.c.text.is_not(None)).exists()


def corrections(
    connection: Connection,
    docs: list[str] | Select[tuple[str]],
    *,
    before: str | None = None,
    until: str | None = None,
) -> dict[str, dict[str, Any]]:
    """The corrections of the details of these documents, all, or those recorded before or until a time."""
    table = ruling_table.c
    query = (
        select(table.about, table.change)
        .where(table.about.in_(docs), table.kind == "correct")
        .order_by(table.recorded, table.id)
    )
    if before is not None:
        query = query.where(table.recorded < before)
    if until is not None:
        query = query.where(table.recorded <= until)
    found: dict[str, dict[str, Any]] = {}
    for row in connection.execute(query):
        found.setdefault(row.about, {}).update(json.loads(row.change))
    return found


def as_read(connection: Connection, stored: Document, recorded: str) -> Document:
    """The document with its details as they were when a run read it."""
    try:
        change = corrections(connection, [stored.doc], before=recorded).get(stored.doc, {})
    except ValueError:  # a ruling that was changed behind the ledger's back
        return stored
    return stored.model_copy(update={name: value for name, value in change.items() if name in DETAILS})


def sealed(row: dict[str, Any] | RowMapping) -> str:
    """The digest of a document's row that the audit keeps."""
    columns = ("doc", "capture", "part", "origin", "text", *DETAILS, "reason", "problem", "known_at", "recorded")
    return fingerprint((*(canonical(row[name]) for name in columns), *_later(row, ("extra", "tool"))))


def capture_digest(row: dict[str, Any] | RowMapping) -> str:
    """The digest, kept by the audit, of what a capture's row says beside its bytes."""
    columns = ("sha256", "origin", "media_type", "recorded", "fetched", "tool")
    return fingerprint(canonical(row[name]) for name in columns)


def _later(row: dict[str, Any] | RowMapping, columns: tuple[str, ...]) -> Iterator[str]:
    """The values of columns that came with a later migration, where they are set: older digests stay right."""
    return (canonical([name, row[name]]) for name in columns if row[name] is not None)


def _document(row: RowMapping, change: dict[str, Any]) -> Document:
    details = {name: row[name] for name in DETAILS} | {k: v for k, v in change.items() if k in DETAILS}
    extra = json.loads(row["extra"]) if row["extra"] else {}
    return Document(doc=row["doc"], text=row["text"], extra=extra, **details)


def _parts(connection: Connection, item: Received) -> list[Any]:
    """The rows of this part of the capture; of bytes that were never read, those of the same place."""
    query = select(document.c.doc, document.c.text).where(
        document.c.capture == item.capture.sha256, document.c.part == item.part
    )
    if not item.capture.content:
        query = query.where(document.c.origin == item.capture.origin)
    return list(connection.execute(query))


def _document_row(writer: Writer, item: Received) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys((*DETAILS, "text", "extra", "reason", "problem"))
    got = item.capture
    row |= {"capture": got.sha256, "part": item.part, "origin": got.origin, "recorded": writer.recorded, "tool": TOOL}
    if item.document is not None:
        row |= item.document.model_dump()
        row["extra"] = canonical(row["extra"]) if row["extra"] else None
    else:
        place = None if got.content else got.origin  # where nothing was read, the place alone tells it from others
        row |= {"reason": item.reason or "unknown", "problem": item.problem or "It gave no document."}
        row["doc"] = digest({"aside": [got.sha256, item.part, place]})
    row["known_at"] = told(row["published"]) or writer.recorded
    return row


def _keep_capture(writer: Writer, item: Received) -> dict[str, Any] | None:
    """Keep the bytes; the new row, or None where the ledger has them already."""
    got = item.capture
    if writer.connection.execute(select(capture.c.sha256).where(capture.c.sha256 == got.sha256)).first():
        _note_origin(writer, item)
        return None
    if hashlib.sha256(got.content).hexdigest() != got.sha256:
        raise LedgerError(f"The bytes from {got.origin} are not those of their hash: read them again.")
    row = got.model_dump() | {"recorded": writer.recorded, "tool": TOOL}
    row["fetched"] = canonical(got.fetched.model_dump(mode="json")) if got.fetched else None
    writer.connection.execute(insert(capture), row)
    return row


def _note_origin(writer: Writer, item: Received) -> None:
    """Note where bytes came from that the ledger has from elsewhere.

    Documents are asked, not their capture: for what stands after its bytes, SQLite goes through all of them.
    """
    got, columns = item.capture, document.c
    from_there = select(columns.doc).where(columns.capture == got.sha256, columns.origin == got.origin)
    if writer.connection.execute(from_there.limit(1)).first():
        return
    told = select(audit.c.detail).where(audit.c.about == got.sha256, audit.c.action == "seen")
    noted = {json.loads(one).get("origin") for one in writer.connection.scalars(told)}
    if got.origin not in noted:
        writer.note("seen", got.sha256, {"origin": got.origin})


def _again(writer: Writer, item: Received, row: dict[str, Any]) -> bool:
    """The same document out of other bytes: nothing new; another text under its id: set aside."""
    stored = load(writer.connection, str(row["doc"]))
    if item.document is None or stored is None or stored.text != item.document.text:
        raise SetAside("id-taken", f"The ledger has another text under the id {row['doc']}: give this one its own id.")
    _fill(writer, stored.doc, item.document)
    return False


def _fill(writer: Writer, doc: str, given: Document) -> None:
    """Add details that were unknown so far; what is known stays, and may be corrected by a ruling."""
    stored = load(writer.connection, doc)
    assert stored is not None
    had, has = stored.model_dump(include=set(DETAILS)), given.model_dump(include=set(DETAILS), exclude_none=True)
    change = {name: value for name, value in has.items() if had[name] is None}
    if change:
        reason = "These details were unknown, and were given when the same bytes came in again."
        rulings.add(writer, "correct", doc, doc=doc, by="receive", reason=reason, change=change)
        relocate(writer, doc)


def relocate(writer: Writer, doc: str) -> None:
    """File a document under its address anew, after its details were corrected."""
    stored = load(writer.connection, doc)
    assert stored is not None
    copies.locate(writer.connection, doc, stored.model_dump(), writer.recorded)
