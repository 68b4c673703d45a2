"""Destroying what puts people at risk: a document, or words of it, out of every table and out of the file.

What is left is a tombstone: keyed marks by which the ledger knows the same bytes again and refuses them, the numbers of
the audit rows that told of what is gone, who sealed it and why. The hashes of those rows stay, so the chain holds.
Their content goes, with the salt in it, so that nobody can try out on the hashes what it may have been.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection, delete, insert, or_, select, update

from marsad.errors import InputError
from marsad.ledger import protection, schema
from marsad.ledger.audit import canonical
from marsad.ledger.documents import capture_digest, sealed
from marsad.ledger.kept import keep
from marsad.ledger.marks import mark
from marsad.ledger.review import one_id
from marsad.ledger.rewrite import replant, uproot
from marsad.ledger.veil import Veil, keyed

if TYPE_CHECKING:
    from marsad.ledger.audit import Writer

BLOCKS = "█████"
"""What stands for words that were sealed, whatever their length."""


class Tombstone(NamedTuple):
    """What is left of something that was sealed."""

    id: str
    kind: str
    by: str
    reason: str
    recorded: str
    doc: str | None = None
    """The document without the words, where only words of it were sealed."""


def seal(writer: Writer, about: str, *, by: str, reason: str, words: str | None = None) -> Tombstone:
    """Destroy a document, given by its id, or words in it, given by themselves or as the evidence of a claim.

    An `InputError` says that there is no such document or claim, or that the words do not stand in it.
    """
    if not by.strip() or not reason.strip():
        raise InputError("To seal something needs who does it, and why.")
    connection = writer.connection
    doc, evidence = _subject(connection, about)
    chosen = words if words is not None else evidence
    veil = None
    if chosen is not None:
        if not any(map(str.isalnum, chosen)):
            raise InputError("Words to be sealed need a letter or figure at least.")
        veil = Veil(b"", {chosen: BLOCKS}, ids=False)
        text = connection.scalar(select(schema.document.c.text).where(schema.document.c.doc == doc)) or ""
        if veil.cover(text).text == text:
            raise InputError("These words do not stand in the document.")
    return bury(writer, doc, veil, by=by, reason=reason)


def bury(writer: Writer, doc: str, veil: Veil | None, *, by: str, reason: str) -> Tombstone:
    """Destroy a document; where a veil covers words of it, plant it anew without them."""
    connection, key = writer.connection, protection.key_for(writer)
    connection.execute(insert(schema.maintenance), {"reason": "seal"})
    sha256 = connection.scalar(select(schema.document.c.capture).where(schema.document.c.doc == doc)) or ""
    columns = schema.document.c
    others = list(connection.scalars(select(columns.doc).where(columns.capture == sha256, columns.doc != doc)))
    emptied = keyed(key, "emptied", sha256)
    if others or veil:
        _empty_capture(connection, sha256, emptied, veil)
    told = [*_alerts(connection, doc, veil), *_tokens(connection, sha256)]
    numbers = _audited(connection, [doc, sha256, *others, *_ids(connection, doc), *told])
    kept = uproot(connection, doc)
    _move(connection, sha256, emptied)
    _empty_audit(connection, numbers)
    planted = replant(writer, kept, veil, emptied) if veil else None
    for other in others:
        _tell(writer, other)
    marks = {"doc": mark(key, doc), "capture": mark(key, sha256)}
    if others or veil:
        marks["emptied"] = emptied
    kind = "words" if veil else "document"
    content = {"kind": kind, "marks": canonical(marks), "audited": canonical(sorted(numbers))}
    id_ = keep(writer, schema.tombstone, **content, by=by, reason=reason)
    connection.execute(delete(schema.maintenance))
    return Tombstone(id_, kind, by, reason, writer.recorded, planted)


def tombstones(connection: Connection) -> list[Tombstone]:
    """Everything that was sealed, in the order in which it was."""
    rows = connection.execute(select(schema.tombstone).order_by(schema.tombstone.c.recorded))
    return [Tombstone(row.id, row.kind, row.by, row.reason, row.recorded) for row in rows]


def sealed_again(writer: Writer, marks: set[str], *, by: str, reason: str) -> int:
    """Seal the documents of a restored copy that marks tell of; how many there were.

    A copy does not know which words of a document were sealed, so the whole of it is.
    """
    key = protection.key(writer.connection)
    if key is None:
        return 0
    docs = [doc for doc in writer.connection.scalars(select(schema.document.c.doc)) if mark(key, doc) in marks]
    for doc in docs:
        bury(writer, doc, None, by=by, reason=reason)
    return len(docs)


def _subject(connection: Connection, about: str) -> tuple[str, str | None]:
    """The document, and the evidence where it is a claim that is named."""
    try:
        claim = one_id(connection, schema.claim.c.id, about, "claim")
    except InputError as error:
        try:
            return one_id(connection, schema.document.c.doc, about, "document"), None
        except InputError:
            raise error from None
    row = connection.execute(select(schema.claim).where(schema.claim.c.id == claim)).one()
    text = connection.scalar(select(schema.document.c.text).where(schema.document.c.doc == row.doc)) or ""
    return row.doc, text[row.start : row.end]


def _ids(connection: Connection, doc: str) -> list[str]:
    """The ids of the runs over a document, and of the rulings on it, its claims, and pairs with one of them."""
    claims = select(schema.claim.c.id).where(schema.claim.c.doc == doc)
    pairs = select(schema.paired.c.ruling).where(schema.paired.c.claim.in_(claims))
    rulings = select(schema.ruling.c.id).where(or_(schema.ruling.c.doc == doc, schema.ruling.c.id.in_(pairs)))
    return [*connection.scalars(select(schema.run.c.id).where(schema.run.c.doc == doc)), *connection.scalars(rulings)]


def _alerts(connection: Connection, doc: str, veil: Veil | None) -> list[str]:
    """Take out the alerts that rest on the document or hold the words; with the notes of their telling; the ids."""
    claims = connection.scalars(select(schema.claim.c.id).where(schema.claim.c.doc == doc))
    resting = {doc, *claims}
    alert, told = schema.alert.c, schema.told.c
    ids: list[str] = []
    for row in connection.execute(select(schema.alert)).all():
        covered = veil is not None and veil.cover(row.record).text != row.record
        if covered or any(id_ in row.record for id_ in resting):
            which = (told.watch == row.watch, told.alert == row.alert)
            ids += [row.id, *connection.scalars(select(told.id).where(*which))]
            connection.execute(delete(schema.told).where(*which))
            connection.execute(delete(schema.alert).where(alert.id == row.id))
    return ids


def _tokens(connection: Connection, sha256: str) -> list[str]:
    """Take out the time stamps over the bytes, whose digest they hold; their ids."""
    columns = schema.token.c
    about = (columns.kind == "capture", columns.about == sha256)
    ids = list(connection.scalars(select(columns.id).where(*about)))
    connection.execute(delete(schema.token).where(*about))
    return ids


def _empty_capture(connection: Connection, sha256: str, emptied: str, veil: Veil | None) -> None:
    """A capture without bytes, for the documents that are left of one."""
    row = dict(connection.execute(select(schema.capture).where(schema.capture.c.sha256 == sha256)).mappings().one())
    row |= {"sha256": emptied, "content": b""}
    if veil is not None:
        row |= {name: veil.words(row[name]) for name in ("origin", "fetched")}
    if connection.execute(select(schema.capture.c.sha256).where(schema.capture.c.sha256 == emptied)).first() is None:
        connection.execute(insert(schema.capture), row)


def _move(connection: Connection, sha256: str, emptied: str) -> None:
    """Destroy the bytes, and have the documents that are left refer to the emptied capture."""
    columns = schema.document.c
    connection.execute(update(schema.document).where(columns.capture == sha256).values(capture=emptied))
    connection.execute(delete(schema.capture).where(schema.capture.c.sha256 == sha256))


def _audited(connection: Connection, ids: list[str]) -> list[int]:
    return list(connection.scalars(select(schema.audit.c.seq).where(schema.audit.c.about.in_(ids))))


def _empty_audit(connection: Connection, numbers: list[int]) -> None:
    columns = schema.audit.c
    connection.execute(update(schema.audit).where(columns.seq.in_(numbers)).values(about="", detail="{}"))


def _tell(writer: Writer, doc: str) -> None:
    """Have the audit tell anew of a document whose capture was emptied, and of its runs and rulings as they were."""
    row = writer.connection.execute(select(schema.document).where(schema.document.c.doc == doc)).mappings().one()
    capture = writer.connection.execute(select(schema.capture).where(schema.capture.c.sha256 == row["capture"]))
    detail = {"capture": row["capture"], "part": row["part"], "origin": row["origin"], "digest": sealed(row)}
    writer.note("receive", doc, detail | {"kept": capture_digest(capture.mappings().one())})
