"""What a document is a copy or a later version of, as of a time.

A document is a copy where a third of its text, at least, stands in one that was published earlier, and a version where
an earlier one has the same address. Documents without a published time come last. So what is found depends on the
documents alone, whatever the order in which they came.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, select

from marsad.language.likeness import PART
from marsad.ledger.clock import told
from marsad.ledger.copies import located
from marsad.ledger.documents import corrections
from marsad.ledger.schema import address, document, likeness
from marsad.model import Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

UNDATED = "~"
"""Sorts after every stamp."""


class Known(NamedTuple):
    """What is known of a document that may be an origin."""

    doc: str
    title: str | None
    publisher: str | None
    published: str | None
    address: str
    moment: str

    @property
    def order(self) -> tuple[str, str, str]:
        """Earlier documents first."""
        return told(self.published) or UNDATED, self.moment, self.doc


class Parent(NamedTuple):
    """The next earlier document that another one is a copy or version of."""

    known: Known
    kind: Any
    share: float | None


Shares = dict[str, dict[str, float]]
"""For each document, which part of its text stands in others."""


def origins(connection: Connection, docs: Iterable[str], clocks: tuple[str | None, str | None]) -> dict[str, Origin]:
    """The origins of those of these documents that are copies or later versions.

    Args:
        connection: to the ledger.
        docs: ids of documents.
        clocks: known by and recorded by, as stamps; None for now.

    """
    asked = set(docs)
    return {doc: origin for doc, origin in _all(connection, list(asked), clocks).items() if doc in asked}


def family(connection: Connection, doc: str) -> dict[str, Origin]:
    """The documents with the same origin as this one, or of which it is the origin; now."""
    found = _all(connection, [doc], (None, None))
    first = found[doc].doc if doc in found else doc
    return {other: origin for other, origin in found.items() if origin.doc == first}


def _all(connection: Connection, docs: list[str], clocks: tuple[str | None, str | None]) -> dict[str, Origin]:
    """The origins of these documents and of all that are related to them."""
    shares, mates = _related(connection, docs)
    if not shares and not mates:
        return {}
    known = _known(connection, {*shares, *mates}, clocks)
    parents = {doc: parent for doc in known if (parent := _parent(known[doc], known, shares)) is not None}
    return {doc: _origin(doc, parents) for doc in parents}


def _related(connection: Connection, docs: list[str]) -> tuple[Shares, set[str]]:
    """All documents that these are related to, however far: those alike with their shares, and those of one address."""
    shares: Shares = {}
    mates: set[str] = set()
    seen, fresh = set(docs), set(docs)
    while fresh:
        found: set[str] = set()
        columns = likeness.c
        for row in connection.execute(select(columns.doc, columns.other, columns.share).where(columns.doc.in_(fresh))):
            shares.setdefault(row.doc, {})[row.other] = row.share
            found.add(row.other)
        here = address.alias("here")
        same = select(address.c.doc, here.c.doc.label("mate")).join(here, here.c.address == address.c.address)
        same = same.where(address.c.doc.in_(fresh), address.c.address != "", here.c.doc != address.c.doc)
        for pair in connection.execute(same):
            mates |= set(pair)
            found.add(pair.mate)
        fresh = found - seen
        seen |= fresh
    return shares, mates


def _known(connection: Connection, docs: set[str], clocks: tuple[str | None, str | None]) -> dict[str, Known]:
    known_by, recorded_by = clocks
    columns = document.c
    query = select(columns.doc, columns.title, columns.publisher, columns.published, columns.recorded)
    query = query.where(columns.doc.in_(docs))
    if recorded_by is not None:
        query = query.where(columns.recorded <= recorded_by)
    changes = corrections(connection, list(docs), until=recorded_by)
    places = located(connection, list(docs), recorded_by)
    found = {}
    for row in connection.execute(query):
        change = changes.get(row.doc, {})
        details = {name: change.get(name, getattr(row, name)) for name in ("title", "publisher", "published")}
        if known_by is None or (told(details["published"]) or row.recorded) <= known_by:
            where, moment = places.get(row.doc, ("", ""))
            found[row.doc] = Known(row.doc, **details, address=where, moment=moment)
    return found


def _parent(one: Known, known: Mapping[str, Known], shares: Shares) -> Parent | None:
    """The version before this one; else the earlier document that has most of its text."""
    mine = shares.get(one.doc, {})
    before = [other for other in known.values() if other.order < one.order]
    versions = [other for other in before if one.address and other.address == one.address]
    if versions:
        last = max(versions, key=lambda other: other.order)
        return Parent(last, "version", mine.get(last.doc))
    alike = [other for other in before if mine.get(other.doc, 0.0) >= PART]
    if not alike:
        return None
    nearest = min(alike, key=lambda other: (-mine[other.doc], other.order))
    return Parent(nearest, "copy", mine[nearest.doc])


def _origin(doc: str, parents: Mapping[str, Parent]) -> Origin:
    nearest = parents[doc]
    first = nearest.known
    while first.doc in parents:
        first = parents[first.doc].known
    return Origin(
        doc=first.doc, title=first.title, publisher=first.publisher, published=first.published,
        kind=nearest.kind, of=nearest.known.doc, share=nearest.share,
    )  # fmt: skip
