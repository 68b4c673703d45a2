"""Putting entries together: a claim with its document's details and the rulings that stand, as of a time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, or_, select

from marsad.ledger import rulings
from marsad.ledger.clock import holds, told
from marsad.ledger.lineage import origins
from marsad.ledger.query import Held
from marsad.ledger.schema import claim, coding, document, paired, ruling, run
from marsad.model import Claim, Entry, Ruling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from marsad.model import Origin


class Clocks(NamedTuple):
    """As of when to look, as stamps; None for now."""

    known_by: str | None = None
    recorded_by: str | None = None


NOW = Clocks()


@dataclass(frozen=True)
class Details:
    """What is known of a document at a time, with the rulings on it."""

    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    known_at: str
    rulings: list[Ruling]
    gone: dict[str, Ruling]
    """The runs that were superseded, by the rulings that say so."""
    carried: dict[str, str]
    """Claims of superseded runs to those that have taken over their rulings."""


def held(connection: Connection, ids: Sequence[str], clocks: Clocks = NOW) -> Iterator[Held]:
    """The claims of these ids, in this order, as of the clocks; one that was not recorded yet is left out."""
    codings = _codings(connection, ids, clocks)
    docs = {row.doc for rows in codings.values() for row in rows}
    rules = _rulings(connection, docs, ids, clocks)
    details = _details(connection, docs, rules)
    first = origins(connection, docs, clocks)
    by_claim: dict[str, list[Ruling]] = defaultdict(list)
    for made in rules:
        for about in made.about.split("+"):
            by_claim[about].append(made)
    for id_ in ids:
        if id_ in codings:
            doc = codings[id_][0].doc
            yield _one(id_, codings[id_], details[doc], first.get(doc), by_claim, clocks)


def standing_ids(connection: Connection, doc: str) -> list[str]:
    """The ids of all claims of a document, superseded or not, in the order of the text."""
    return list(connection.scalars(select(claim.c.id).where(claim.c.doc == doc).order_by(claim.c.start, claim.c.id)))


def _codings(connection: Connection, ids: Sequence[str], clocks: Clocks) -> dict[str, list[Any]]:
    columns = coding.c
    query = (
        select(
            columns.claim, columns.doc, columns.run, columns.record, columns.confidence,
            run.c.coder, run.c.version, run.c.basis, claim.c.recorded,
        )
        .join(run, run.c.id == columns.run)
        .join(claim, claim.c.id == columns.claim)
        .where(columns.claim.in_(ids))
    )  # fmt: skip
    if clocks.recorded_by is not None:
        query = query.where(columns.recorded <= clocks.recorded_by)
    found: dict[str, list[Any]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.claim].append(row)
    return found


def _rulings(connection: Connection, docs: set[str], ids: Sequence[str], clocks: Clocks) -> list[Ruling]:
    """Every ruling on these documents, their claims, and pairs with one of these claims."""
    pairs = select(paired.c.ruling).where(paired.c.claim.in_(ids))
    query = select(ruling).where(or_(ruling.c.doc.in_(docs), ruling.c.id.in_(pairs)))
    if clocks.recorded_by is not None:
        query = query.where(ruling.c.recorded <= clocks.recorded_by)
    return [rulings.of_row(row) for row in connection.execute(query.order_by(ruling.c.recorded, ruling.c.id))]


def _details(connection: Connection, docs: set[str], rules: list[Ruling]) -> dict[str, Details]:
    about: dict[str, list[Ruling]] = defaultdict(list)
    for made in rules:
        if made.about in docs:
            about[made.about].append(made)
    columns = document.c
    query = select(
        columns.doc, columns.title, columns.publisher, columns.published, columns.url, columns.recorded
    ).where(columns.doc.in_(docs))
    return {row.doc: _detail(row, about[row.doc]) for row in connection.execute(query)}


def _detail(row: Any, rules: list[Ruling]) -> Details:
    known = {"title": row.title, "publisher": row.publisher, "published": row.published, "url": row.url}
    gone: dict[str, Ruling] = {}
    carried: dict[str, str] = {}
    for made in rules:
        if made.kind == "correct":
            known |= {name: value for name, value in made.change.items() if name in known}
        elif made.kind == "supersede":
            gone |= dict.fromkeys(made.change["runs"], made)
            carried |= made.change["carried"]
    known_at = told(known["published"]) or row.recorded
    return Details(**known, known_at=known_at, rulings=rules, gone=gone, carried=carried)


def _one(
    id_: str,
    codings: list[Any],
    details: Details,
    origin: Origin | None,
    by_claim: dict[str, list[Ruling]],
    clocks: Clocks,
) -> Held:
    live = [row for row in codings if row.run not in details.gone]
    best = max(live or codings, key=lambda row: (row.basis == id_, row.confidence, row.coder, row.version, row.run))
    coded = Claim.model_validate_json(best.record)
    on_claim = sorted(_carried(id_, details, by_claim), key=lambda made: (made.recorded, made.id))
    taken_back = [made for made in details.rulings if made.kind == "retract"]
    stands = rulings.outcome(coded, [*on_claim, *taken_back], clocks.known_by)
    reading = stands.reading
    if (reading.published, reading.publisher) != (details.published, details.publisher):
        reading = reading.model_copy(update={"published": details.published, "publisher": details.publisher})
    on_document = [made for made in details.rulings if made.kind in rulings.ON_DOCUMENTS]
    last_word = [] if live else [details.gone[best.run]]
    entry = Entry(
        claim=coded,
        reading=reading,
        recorded=best.recorded,
        title=details.title,
        url=details.url,
        origin=origin,
        rulings=sorted([*on_claim, *on_document, *last_word], key=lambda made: (made.recorded, made.id)),
        status=stands.status if live else "superseded",
        verification=stands.verification,
    )
    return Held(entry, details.known_at, holds(reading, details.published, details.known_at))


def _carried(id_: str, details: Details, by_claim: dict[str, list[Ruling]]) -> Iterable[Ruling]:
    """The rulings on a claim and on those whose rulings it has taken over; pairs name the claim that has them now."""
    former = {id_} | {old for old in details.carried if _heir(old, details.carried) == id_}
    found = {}
    for old in former:
        for made in by_claim.get(old, ()):
            if "+" in made.about and old != id_:
                pair = sorted({*made.about.split("+")} - {old} | {id_})
                found[made.id] = made.model_copy(update={"about": "+".join(pair)})
            else:
                found[made.id] = made
    return found.values()


def _heir(id_: str, carried: dict[str, str]) -> str:
    """The claim that has the rulings of another now, after any number of re-codings."""
    seen = {id_}
    while (heir := carried.get(id_)) is not None and heir not in seen:
        id_ = heir
        seen.add(id_)
    return id_
