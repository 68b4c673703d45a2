"""Finding copies and versions of documents as they come in.

What is found does not depend on the order in which documents came: every two that meet in a bucket are compared, and
what is kept of them depends on their texts alone.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from sqlalchemy import Connection, insert, select

from marsad.language.likeness import METHOD, alike, buckets, share, shingles, sketch
from marsad.ledger.schema import address, bucket, capture, document, likeness
from marsad.ledger.schema import sketch as sketch_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from marsad.language.likeness import Shingles

TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid")
"""Beginnings of parameters that say how a reader came to a page, and not which page it is."""


def compare(connection: Connection, doc: str, text: str) -> None:
    """File a new document under its buckets, and keep how much it shares with those that it meets there."""
    mine = shingles(text)
    sketched = sketch(mine)
    connection.execute(insert(sketch_table), {"doc": doc, "method": METHOD, "digest": sketched})
    keys = set(buckets(sketched)) if mine else set()
    met = set(connection.scalars(select(bucket.c.doc).where(bucket.c.key.in_(keys)))) if keys else set()
    if keys:
        connection.execute(insert(bucket), [{"key": key, "doc": doc} for key in sorted(keys)])
    rows = [row for other in sorted(met - {doc}) for row in shared(doc, mine, other, _shingles(connection, other))]
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
        keys = set(buckets(sketched)) if mine else set()
        kept = select(sketch_table.c.digest).where(sketch_table.c.doc == row.doc, sketch_table.c.method == METHOD)
        met = [(found.key, found.doc) for found in connection.execute(select(bucket).where(bucket.c.key.in_(keys)))]
        likes = [
            one
            for other in {doc for _, doc in met} - {row.doc}
            for one in shared(row.doc, mine, other, _shingles(connection, other))
        ]
        made = {(one["other"], one["share"]) for one in likes if one["doc"] == row.doc}
        columns = likeness.c
        there = connection.execute(
            select(columns.other, columns.share).where(columns.doc == row.doc, columns.method == METHOD)
        )
        filed = {key for key, doc in met if doc == row.doc}
        sound = connection.scalar(kept) == sketched and filed == keys and {tuple(one) for one in there} == made
        if not sound or located(connection, [row.doc]).get(row.doc, ("", ""))[0] != found_at(row.doc):
            yield str(row.doc)


def fetched(connection: Connection, doc: str) -> dict[str, Any]:
    """How the bytes of a document came over the network; only a whole capture has the address that it came from."""
    joined = select(capture.c.fetched).join(document, document.c.capture == capture.c.sha256)
    found = connection.scalar(joined.where(document.c.doc == doc, document.c.part == ""))
    return dict(json.loads(found)) if found else {}


@lru_cache(maxsize=1024)  # some 30 MB of reports of a usual length; a smaller one is swept by each large family
def _of(text: str) -> Shingles:
    return shingles(text)


def _shingles(connection: Connection, doc: str) -> Shingles:
    return _of(connection.scalar(select(document.c.text).where(document.c.doc == doc)) or "")
