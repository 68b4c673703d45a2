"""Rulings by hand: whether what a person rules can be ruled, before it is added."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from rfc8785 import CanonicalizationError

from marsad.errors import InputError
from marsad.ledger import documents, rulings
from marsad.ledger.clock import told
from marsad.ledger.entries import held
from marsad.ledger.record import MACHINES
from marsad.ledger.review import one_id
from marsad.ledger.rulings import CODING, GROUPING, ON_DOCUMENTS, VERIFICATION
from marsad.ledger.schema import claim as claim_table
from marsad.ledger.schema import document as document_table
from marsad.ledger.spans import astray
from marsad.model import digest

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from marsad.ledger.audit import Writer
    from marsad.model import Ruling, RulingKind

BY_HAND: frozenset[RulingKind] = (CODING - {"add", "doubt"}) | VERIFICATION | GROUPING | {"retract"}
"""The kinds that a person may rule; `add` comes with a claim, `supersede` and `doubt` with a run."""


def judge(
    writer: Writer,
    kind: RulingKind,
    about: str,
    *,
    by: str,
    reason: str,
    change: dict[str, Any],
    after: str | Literal["last"] | None,
    published: str | None,
) -> Ruling:
    """Add a person's ruling; an `InputError` says what it lacks, `Conflict` that somebody has ruled since `after`."""
    _check_form(kind, by, reason, change, published)
    connection = writer.connection
    if kind in GROUPING:
        ids = _pair(connection, about)
        about, doc = "+".join(ids), _claim(connection, ids[0])[1]
    else:
        about, doc = _subject(connection, about)
        if about == doc and kind not in ON_DOCUMENTS:
            raise InputError(f"A ruling '{kind}' is on a claim, not on a document.")
    if kind == "correct":
        _check_change(connection, about, doc, change)
    made = rulings.add(
        writer, kind, about, doc=doc, by=by, reason=reason, change=change, after=after, published=published
    )
    if kind == "correct" and about == doc:
        documents.relocate(writer, doc)
    return made


def _check_form(kind: RulingKind, by: str, reason: str, change: dict[str, Any], published: str | None) -> None:
    if kind not in BY_HAND:
        raise InputError(f"A ruling '{kind}' can't be made by hand: choose {', '.join(sorted(BY_HAND))}.")
    if not by.strip() or not reason.strip():
        raise InputError("A ruling needs who made it, and why.")
    if by in MACHINES:
        raise InputError(f"'{by}' is a coder: a ruling needs the name of a person.")
    try:
        digest([by, reason, change])
    except CanonicalizationError as error:
        raise InputError("A ruling holds text and the values of JSON, without NaN and numbers past 2^53.") from error
    if kind == "correct" and not change:
        raise InputError("A correction needs what it sets.")
    if (kind in VERIFICATION and not change.keys() <= {"method"}) or (
        kind not in VERIFICATION | {"correct"} and change
    ):
        raise InputError(f"A ruling '{kind}' can't set {', '.join(sorted(change))}.")
    if published is not None and (kind not in VERIFICATION | {"retract"} or told(published) is None):
        wrong = f"'{published}' is not a date or time" if told(published) is None else f"A ruling '{kind}' has none"
        raise InputError(f"A published time is for retractions and verifications, in ISO 8601: {wrong}.")


def _subject(connection: Connection, about: str) -> tuple[str, str]:
    """The claim or document, by id or prefix, and the document's id."""
    try:
        return _claim(connection, about)
    except InputError as error:
        try:
            doc = one_id(connection, document_table.c.doc, about, "document")
        except InputError:
            raise error from None
        return doc, doc


def _claim(connection: Connection, prefix: str) -> tuple[str, str]:
    id_ = one_id(connection, claim_table.c.id, prefix, "claim")
    return id_, next(iter(held(connection, [id_]))).entry.claim.doc


def _pair(connection: Connection, about: str) -> list[str]:
    parts = about.split("+")
    ids = sorted({_claim(connection, part)[0] for part in parts})
    if len(parts) != 2 or len(ids) != 2:
        raise InputError("A ruling on grouping is about two claims, joined by a +.")
    return ids


def _check_change(connection: Connection, about: str, doc: str, change: dict[str, Any]) -> None:
    """Refuse a correction that would not give a claim, or a document, that is sound."""
    stored = documents.load(connection, doc)
    if stored is None:
        raise InputError(f"Document {doc} was set aside: there is nothing to correct.")
    if about == doc:
        wrong = [name for name, value in change.items() if not _fits(name, value)]
        if wrong:
            details = f"{', '.join(documents.DETAILS)}, with published in ISO 8601"
            raise InputError(f"A correction of a document can't set {', '.join(wrong)} so: it sets {details}.")
        return
    reading = rulings.corrected(next(iter(held(connection, [about]))).entry.reading, change)
    off = astray(reading, stored.text)
    if off is not None:
        raise InputError(f"The correction's {off.slot} words do not stand at {off.start}-{off.end} of the document.")


def _fits(name: str, value: Any) -> bool:
    if name not in documents.DETAILS or not (value is None or isinstance(value, str)):
        return False
    return name != "published" or value is None or told(value) is not None
