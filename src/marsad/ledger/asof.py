"""Searching claims: SQL narrows the candidates, in the order of publication, and `Query.admits` has the last word."""

from __future__ import annotations

from itertools import groupby, islice
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, CompoundSelect, Connection, Select, or_, select, union

from marsad.ledger.clock import stamp
from marsad.ledger.entries import Clocks, held
from marsad.ledger.query import Held, Names, Query, names
from marsad.ledger.schema import carried, coding, name, ruling, superseded, term
from marsad.ledger.terms import Role, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

BATCH = 400
"""How many claims are put together at a time: below the number of variables that any SQLite takes."""


def search(connection: Connection, query: Query) -> Iterator[Held]:
    """The entries that answer a query, by published time, document and place in it."""
    clocks = Clocks(
        known_by=stamp(query.known_by) if query.known_by else None,
        recorded_by=stamp(query.recorded_by) if query.recorded_by else None,
    )
    rows = connection.execution_options(yield_per=BATCH).execute(_candidates(connection, query, clocks))
    ids = (id_ for id_, _ in groupby(row.claim for row in rows))
    while batch := list(islice(ids, BATCH)):
        yield from (one for one in held(connection, batch, clocks) if _admitted(one, query, clocks))


def _admitted(one: Held, query: Query, clocks: Clocks) -> bool:
    return (clocks.known_by is None or one.known_at <= clocks.known_by) and query.admits(one)


def _candidates(connection: Connection, query: Query, clocks: Clocks) -> Select[tuple[str, str, str, int]]:
    """The claims of which some coding may fit; those of one claim stand together."""
    columns = coding.c
    order = (columns.known_at, columns.doc, columns.start, columns.claim)
    chosen = select(columns.claim, columns.known_at, columns.doc, columns.start).order_by(*order)
    if clocks.recorded_by is not None:
        chosen = chosen.where(columns.recorded <= clocks.recorded_by)
    if query.doc is not None:
        chosen = chosen.where(columns.doc.startswith(query.doc, autoescape=True))
    if kind := {"doubted": "doubt", "rejected": "reject", "retracted": "retract"}.get(query.status):
        chosen = chosen.where(columns.doc.in_(select(ruling.c.doc).where(ruling.c.kind == kind)))
    if query.status not in ("superseded", "all"):
        gone = select(superseded.c.run).where(superseded.c.run == columns.run)
        if clocks.recorded_by is not None:
            gone = gone.where(superseded.c.recorded <= clocks.recorded_by)
        chosen = chosen.where(~gone.exists())
    filters = list(_filters(query, clocks))
    if filters and connection.execute(select(ruling.c.id).where(ruling.c.kind == "correct").limit(1)).first():
        return chosen.where(columns.id.in_(_fitting_or_mended(filters)))
    return chosen.where(*filters)


def _fitting_or_mended(filters: list[ColumnElement[bool]]) -> CompoundSelect[tuple[int]]:
    """Codings that fit, and those whose claim a correction may make fit, whatever its columns say."""
    mended = select(ruling.c.about).where(ruling.c.kind == "correct")
    return union(
        select(coding.c.id).where(*filters),
        select(coding.c.id).where(coding.c.claim.in_(mended)),
        select(coding.c.id).where(coding.c.doc.in_(mended)),
        select(coding.c.id).where(coding.c.claim.in_(select(carried.c.heir))),
    )


def _filters(query: Query, clocks: Clocks) -> Iterator[ColumnElement[bool]]:
    """The filters on what a coding says, which corrections may change."""
    columns = coding.c
    if clocks.known_by is not None:
        yield columns.known_at <= clocks.known_by
    if query.type is not None:
        yield columns.type == query.type
    if query.event is not None:
        yield columns.event == query.event
    if query.on is not None:
        yield columns.valid_from <= query.on.isoformat()
    if query.since is not None:
        yield columns.valid_to >= query.since.isoformat()
    if query.until is not None:
        yield columns.valid_from <= query.until.isoformat()
    if query.text is not None:
        yield columns.words.contains(plain(query.text).strip(), autoescape=True)
    asked: tuple[tuple[Role, Names | None], ...] = (
        ("place", query.place),
        ("actor", query.actor),
        ("source", query.source),
    )
    for role, wanted in asked:
        if wanted is not None:
            yield columns.id.in_(_named(role, names(wanted)))


def _named(role: Role, wanted: tuple[str, ...]) -> CompoundSelect[tuple[int]]:
    fits = or_(*(name.c.words.contains(plain(words), autoescape=True) for words in wanted))
    of_role = select(term.c.coding).where(term.c.role == role)
    return union(
        of_role.where(term.c.link.in_(wanted)),
        of_role.where(term.c.name.in_(select(name.c.id).where(fits))),
    )
