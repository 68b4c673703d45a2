"""Rulings: adding them, applying corrections, and what stands after them."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from pydantic import ValidationError
from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError

from marsad.errors import InputError
from marsad.ledger.audit import Writer, canonical
from marsad.ledger.clock import told
from marsad.ledger.errors import Conflict
from marsad.ledger.schema import paired, ruling
from marsad.model import EVENTS, Claim, Ruling, RulingKind, digest

if TYPE_CHECKING:
    from collections.abc import Iterable

CODING: frozenset[RulingKind] = frozenset({"accept", "correct", "reject", "add", "doubt"})
VERIFICATION: frozenset[RulingKind] = frozenset({"under_review", "verified", "unverifiable", "refuted"})
GROUPING: frozenset[RulingKind] = frozenset({"same", "different"})
ON_DOCUMENTS: frozenset[RulingKind] = frozenset({"correct", "retract"})

FIXED = frozenset({"id", "doc", "coding", "published", "publisher"})
"""The fields of a claim that no correction of it may touch; the last two are its document's, and corrected there."""

Status = Literal["standing", "doubted", "rejected", "retracted"]
Verification = Literal["none", "under_review", "verified", "unverifiable", "refuted"]


class Outcome(NamedTuple):
    """What stands after the rulings on a claim."""

    reading: Claim
    status: Status
    verification: Verification


def add(
    writer: Writer,
    kind: RulingKind,
    about: str,
    *,
    doc: str,
    by: str,
    reason: str,
    change: dict[str, Any] | None = None,
    after: str | Literal["last"] | None = "last",
    published: str | None = None,
) -> Ruling:
    """Add a ruling behind the last one on the same claim or document.

    `Conflict` says that `after` is not the last one: somebody has ruled since.
    """
    head = last(writer.connection, about)
    if after not in ("last", head and head.id):
        raise _conflict(head)
    content = {
        "kind": kind,
        "about": about,
        "change": change or {},
        "by": by,
        "reason": reason,
        "recorded": writer.recorded,
        "published": published,
        "after": head and head.id,
    }
    made = Ruling(id=digest(content), **content)
    row = content | {"id": made.id, "doc": doc, "change": canonical(made.change), "after": made.after or ""}
    try:
        writer.connection.execute(insert(ruling), row)
    except IntegrityError as error:
        raise _conflict(None) from error
    if kind in GROUPING:
        pair = [{"claim": claim, "ruling": made.id} for claim in about.split("+")]
        writer.connection.execute(insert(paired), pair)
    writer.note("rule", made.id, {"kind": kind, "about": about})
    return made


def _conflict(head: Ruling | None) -> Conflict:
    said = f"{head.by} ruled '{head.kind}' on {head.recorded[:16].replace('T', ' ')} UTC" if head else "somebody ruled"
    return Conflict(f"Another ruling came first: {said}. Look at it before ruling again.")


def last(connection: Connection, about: str) -> Ruling | None:
    """The last ruling in the chain on a claim, document or pair."""
    later = ruling.alias("later")
    query = select(ruling).where(
        ruling.c.about == about,
        ~select(later.c.id).where(later.c.about == about, later.c.after == ruling.c.id).exists(),
    )
    row = connection.execute(query).first()
    return of_row(row) if row else None


def of_row(row: Any) -> Ruling:
    """The ruling of a row of its table."""
    return Ruling(
        id=row.id, kind=row.kind, about=row.about, change=json.loads(row.change), by=row.by, reason=row.reason,
        recorded=row.recorded, published=row.published, after=row.after or None,
    )  # fmt: skip


def corrected(claim: Claim, change: dict[str, Any]) -> Claim:
    """The claim with a correction: keys are fields, or paths such as `quantity.low` and `place.0.link`.

    An `InputError` says what does not fit the claim.
    """
    record = claim.model_dump(mode="json")
    for path, value in change.items():
        keys = path.split(".")
        if keys[0] in FIXED or keys[0] not in record:
            raise InputError(f"A correction can't set '{path}'.")
        _set(record, keys, copy.deepcopy(value), path)
    try:
        made = Claim.model_validate(record)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise InputError(f"The correction does not fit the claim: {where}: {first['msg']}.") from error
    if made.event not in EVENTS[made.type]:
        raise InputError(f"There is no event '{made.event}' of type {made.type}: {', '.join(EVENTS[made.type])}.")
    return made


def _set(record: Any, keys: list[str], value: Any, path: str) -> None:
    *way, end = keys
    try:
        for key in way:
            record = record[int(key) if isinstance(record, list) else key]
        if isinstance(record, list):
            record[int(end)] = value
        elif end in record:
            record[end] = value
        else:
            raise KeyError(end)
    except (KeyError, IndexError, ValueError, TypeError) as error:
        raise InputError(f"The claim has nothing at '{path}' that could be corrected.") from error


def counts_from(made: Ruling) -> str:
    """When a retraction or verification counts from: when it was published, else when it was recorded."""
    return told(made.published) or made.recorded


def outcome(claim: Claim, rulings: Iterable[Ruling], known_by: str | None) -> Outcome:
    """What stands of a claim after rulings in the order in which they were recorded.

    Rulings on our reading count at every `known_by`; what came to be known later, retractions and verifications, does
    not count before that. The last word decides whether the claim is rejected or doubted; corrections add up.
    """
    coding: Status = "standing"
    retracted = False
    verification: Verification = "none"
    for made in rulings:
        if made.kind == "correct":
            claim = mended(claim, made.change)
        if made.kind in CODING:
            coding = "rejected" if made.kind == "reject" else "doubted" if made.kind == "doubt" else "standing"
        elif known_by is not None and counts_from(made) > known_by:
            continue
        elif made.kind == "retract":
            retracted = True
        elif made.kind in ("under_review", "verified", "unverifiable", "refuted"):
            verification = made.kind
    return Outcome(claim, "retracted" if retracted and coding == "standing" else coding, verification)


def mended(claim: Claim, change: dict[str, Any]) -> Claim:
    """The claim with a correction; as it was where a later reading of it has nothing that the correction fits."""
    try:
        return corrected(claim, change)
    except InputError:
        return claim
