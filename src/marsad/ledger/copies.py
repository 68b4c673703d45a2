"""Finding copies and versions of documents as they come in.

What is found does not depend on the order in which documents came: every two that meet in a bucket are compared, and
what is kept of them depends on their texts alone. Only where a bucket is full, as of thousands of posts made from one
template, are later documents compared with those that came first, and not with each other: else the work and what is
kept of it would grow with the square of their number.
"""

from __future__ import annotations

import json
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from sqlalchemy import Connection, func, insert, select

from marsad.language.likeness import METHOD, alike, buckets, share, shingles, sketch
from marsad.ledger import marks
from marsad.ledger.schema import address, bucket, capture, document, likeness
from marsad.ledger.schema import sketch as sketch_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from marsad.language.likeness import Shingles

TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid")
"""Beginnings of parameters that say how a reader came to a page, and not which page it is."""

BATCH = 500
"""Documents asked for at once."""

FULL = 20
"""Documents that a bucket takes: far more than there are outlets which print one report, or versions of it."""


def compare(connection: Connection, doc: str, text: str) -> None:
    """File a new document under its buckets, and keep how much it shares with those that it meets there."""
    mine = shingles(text)
    sketched = sketch(mine)
    connection.execute(insert(sketch_table), {"doc": doc, "method": METHOD, "digest": sketched})
    keys = set(buckets(sketched)) if mine else set()
    full, met = _full(connection, keys), _met(connection, keys) - {doc}
    if room := [{"key": key, "doc": doc} for key in sorted(keys - full)]:
        connection.execute(insert(bucket), room)
    rows = [row for other, theirs in _shingles(connection, met) for row in shared(doc, mine, other, theirs)]
    if rows:
        connection.execute(insert(likeness), rows)


def shared(doc: str, mine: Shingles, other: str, theirs: Shingles) -> list[dict[str, Any]]:
    """The rows of two documents that are alike, one for each way round; none where they are not."""
    if not alike(mine, theirs):
        return []
    return [
        {"doc": doc, "other": other, "method": METHOD, "share": share(mine, theirs)},
        {"doc": other, "other": doc, "method": METHOD, "share": share(theirs, mine)},
    ]


def locate(connection: Connection, doc: str, details: Mapping[str, Any], recorded: str) -> None:
    """File a document under its address, where that is new; `details` has its `url`, and may have its `extra`."""
    where, moment = place(details, fetched(connection, doc))
    if where != located(connection, [doc]).get(doc, ("", ""))[0]:
        row = {"doc": doc, "recorded": recorded, "address": where, "moment": moment}
        connection.execute(insert(address), row)


def located(connection: Connection, docs: list[str], until: str | None = None) -> dict[str, tuple[str, str]]:
    """The address of each of these documents that has one, and the moment of that version; now, or at a time."""
    columns = address.c
    query = select(address).where(columns.doc.in_(docs)).order_by(columns.recorded)
    if until is not None:
        query = query.where(columns.recorded <= until)
    found = {row.doc: (row.address, row.moment) for row in connection.execute(query)}
    return {doc: value for doc, value in found.items() if value[0]}


def place(details: Mapping[str, Any], fetched: Mapping[str, Any]) -> tuple[str, str]:
    """The address of a document in one form, and when this version was edited or fetched; empty where unknown.

    A message is told by its chat and number. A page by its address, without the scheme, the fragment and what tracks
    readers; the front page of a site is no address of a report.
    """
    extra = details.get("extra") or {}
    moment = str(extra.get("edited") or fetched.get("at") or "")
    if extra.get("chat") and extra.get("message_id"):
        return f"{extra['chat']}/{extra['message_id']}", moment
    parts = urlsplit(str(details.get("url") or fetched.get("final") or ""))
    query = urlencode([pair for pair in parse_qsl(parts.query) if not pair[0].startswith(TRACKING)])
    path = parts.path.rstrip("/")
    if not parts.netloc or not (path or query):
        return "", moment
    return f"{parts.netloc.lower().removeprefix('www.')}{path}{'?' if query else ''}{query}", moment


def backfill(connection: Connection) -> None:
    """Compare the documents that were taken before there was this method of comparing."""
    done = select(sketch_table.c.doc).where(sketch_table.c.doc == document.c.doc, sketch_table.c.method == METHOD)
    missing = select(document.c.doc).where(document.c.text.is_not(None), ~done.exists())
    for doc in connection.scalars(missing.order_by(document.c.doc)).all():
        row = connection.execute(select(document).where(document.c.doc == doc)).mappings().one()
        compare(connection, doc, row["text"])
        extra = json.loads(row["extra"] or "{}")
        locate(connection, doc, {"url": row["url"], "extra": extra}, row["recorded"])


def astray(connection: Connection, found_at: Callable[[str], str]) -> Iterator[str]:
    """The documents whose sketch, buckets or likenesses are not those of their text, or whose address is another.

    `found_at` gives the address that a document's details now say.
    """
    query = select(document.c.doc, document.c.text).where(document.c.text.is_not(None)).order_by(document.c.doc)
    for row in connection.execution_options(yield_per=200).execute(query):
        mine = shingles(row.text)
        sketched = sketch(mine)
        kept = select(sketch_table.c.digest).where(sketch_table.c.doc == row.doc, sketch_table.c.method == METHOD)
        sound = connection.scalar(kept) == sketched and _compared(connection, row.doc, mine, sketched)
        if not sound or located(connection, [row.doc]).get(row.doc, ("", ""))[0] != found_at(row.doc):
            yield str(row.doc)


def _compared(connection: Connection, doc: str, mine: Shingles, sketched: bytes) -> bool:
    """Whether a document is filed wherever there is room, and is as alike as is kept to all that it had to meet."""
    keys = set(buckets(sketched)) if mine else set()
    here = select(bucket.c.key).where(bucket.c.key.in_(keys), bucket.c.doc == doc)
    filed = set(connection.scalars(here)) if keys else set()
    if keys - filed - _full(connection, keys) and not marks.every_mark(connection):
        return False  # a seal makes room in buckets that were full
    columns = likeness.c
    query = select(columns.other, columns.share).where(columns.doc == doc, columns.method == METHOD)
    there = {row.other: row.share for row in connection.execute(query)}
    met = _met(connection, filed) - {doc}
    made = {
        other: alike["share"]
        for other, theirs in _shingles(connection, met | there.keys())
        for alike in shared(doc, mine, other, theirs)[:1]
    }
    return there == made


def fetched(connection: Connection, doc: str) -> dict[str, Any]:
    """How the bytes of a document came over the network; only a whole capture has the address that it came from."""
    joined = select(capture.c.fetched).join(document, document.c.capture == capture.c.sha256)
    found = connection.scalar(joined.where(document.c.doc == doc, document.c.part == ""))
    return dict(json.loads(found)) if found else {}


@lru_cache(maxsize=1024)  # some 30 MB of reports of a usual length; a smaller one is swept by each large family
def _of(text: str) -> Shingles:
    return shingles(text)


def _shingles(connection: Connection, docs: Iterable[str]) -> Iterator[tuple[str, Shingles]]:
    """The shingles of documents, by their ids."""
    rest = iter(sorted(docs))
    while some := list(islice(rest, BATCH)):
        query = select(document.c.doc, document.c.text).where(document.c.doc.in_(some)).order_by(document.c.doc)
        for row in connection.execute(query).all():
            yield row.doc, _of(row.text or "")


def _met(connection: Connection, keys: set[int]) -> set[str]:
    """The documents in these buckets."""
    query = select(bucket.c.doc).where(bucket.c.key.in_(keys)).distinct()
    return set(connection.scalars(query)) if keys else set()


def _full(connection: Connection, keys: set[int]) -> set[int]:
    """Those of these buckets that take no more documents."""
    query = select(bucket.c.key).where(bucket.c.key.in_(keys)).group_by(bucket.c.key).having(func.count() >= FULL)
    return set(connection.scalars(query)) if keys else set()
