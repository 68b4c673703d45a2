"""The tables of the ledger, for SQLAlchemy Core; `migrations` creates them.

`capture`, `document`, `run`, `claim`, `coding`, `ruling` and `audit` are what was learned; `name`, `term`,
`paired`, `superseded` and `carried` repeat parts of them, for search; `sketch`, `bucket`, `likeness` and `address` are
worked out of documents, to find copies and versions. The others keep what the ledger was told beside reports: each
row's `id` is the digest of the rest of it. All are insert-only (`guard` refuses the rest).
Moments are texts of one width in UTC, `2016-12-07T07:27:00.000000Z`, so that they sort as they stand; days are
`2016-12-07`.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

NAMES = {"ix": "ix_%(table_name)s_%(column_0_N_name)s", "uq": "uq_%(table_name)s_%(column_0_N_name)s"}

metadata = MetaData(naming_convention=NAMES)

capture = Table(
    "capture",
    metadata,
    Column("sha256", String, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("origin", Text, nullable=False),
    Column("media_type", String, nullable=False),
    Column("recorded", String, nullable=False),
    Column("fetched", Text),
    Column("tool", String),
)
"""Raw bytes, once for each content. `fetched` is JSON; `tool` the program, with its version, that took them."""

document = Table(
    "document",
    metadata,
    Column("doc", String, primary_key=True),
    Column("capture", ForeignKey("capture.sha256"), nullable=False),
    Column("part", String, nullable=False),
    Column("origin", Text, nullable=False),
    Column("text", Text),
    Column("title", Text),
    Column("publisher", Text),
    Column("published", String),
    Column("language", String),
    Column("url", Text),
    Column("reason", String),
    Column("problem", Text),
    Column("known_at", String, nullable=False),
    Column("recorded", String, nullable=False),
    Column("extra", Text),
    Column("tool", String),
    Index(None, "capture", "part"),
    Index(None, "known_at", "doc"),
)
"""Documents as received; one that was set aside has a reason and a problem in place of its text.

`known_at` is the published time, or the recorded time where that is unknown. `extra` is JSON; `tool` the program, with
its version, that read them."""

run = Table(
    "run",
    metadata,
    Column("id", String, primary_key=True),
    Column("doc", ForeignKey("document.doc"), nullable=False),
    Column("coder", String, nullable=False),
    Column("version", String, nullable=False),
    Column("basis", String, nullable=False),
    Column("recorded", String, nullable=False),
    UniqueConstraint("doc", "coder", "version", "basis"),
)
"""One reading of one document, also where it gave no claim.

`basis` is the last ruling before it that corrected the document's details or superseded the same version's reading, or
the id of a claim added by hand."""

claim = Table(
    "claim",
    metadata,
    Column("id", String, primary_key=True),
    Column("doc", ForeignKey("document.doc"), nullable=False),
    Column("type", String, nullable=False),
    Column("event", String, nullable=False),
    Column("modality", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("recorded", String, nullable=False),
    Index(None, "doc"),
)
"""What was said and where: each claim once, however many codings gave it."""

coding = Table(
    "coding",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("claim", ForeignKey("claim.id"), nullable=False),
    Column("run", ForeignKey("run.id"), nullable=False),
    Column("doc", ForeignKey("document.doc"), nullable=False),
    Column("record", Text, nullable=False),
    Column("rule", String, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("type", String, nullable=False),
    Column("event", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("known_at", String, nullable=False),
    Column("valid_from", String, nullable=False),
    Column("valid_to", String, nullable=False),
    Column("words", Text, nullable=False),
    Column("recorded", String, nullable=False),
    UniqueConstraint("claim", "run"),
    Index(None, "known_at", "doc", "start", "claim"),
    Index(None, "doc"),
    Index(None, "event", "known_at"),
    Index(None, "type", "known_at"),
    Index(None, "valid_from"),
    Index(None, "run"),
)
"""How a run read a claim.

`record` is the whole claim as JSON; the columns after it repeat parts of it for filters."""

name = Table(
    "name",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("words", Text, nullable=False, unique=True),
)
"""Every name in plain words, once: few beside the claims, so that a part of a name is found quickly."""

term = Table(
    "term",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("coding", ForeignKey("coding.id"), nullable=False),
    Column("role", String, nullable=False),
    Column("name", ForeignKey("name.id"), nullable=False),
    Column("link", String, nullable=False),
    Index(None, "role", "name", "coding"),
    Index(None, "role", "link", "coding"),
    Index(None, "coding"),
)
"""The names in a coding by role (actor, place, source), and the registry ids that they are linked to."""

ruling = Table(
    "ruling",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("about", String, nullable=False),
    Column("doc", ForeignKey("document.doc"), nullable=False),
    Column("change", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("recorded", String, nullable=False),
    Column("published", String),
    Column("after", String, nullable=False),
    UniqueConstraint("about", "after"),
    Index(None, "doc", "kind"),
    Index(None, "kind", "doc"),
)
"""Decisions.

`after` is empty for the first on a claim or document: the unique pair refuses the second of two reviewers. `doc` is
the document that the ruling is about, by its claim where it is about one."""

paired = Table(
    "paired",
    metadata,
    Column("claim", ForeignKey("claim.id"), primary_key=True),
    Column("ruling", ForeignKey("ruling.id"), primary_key=True),
)
"""The two claims of a ruling that calls them the same or different."""

superseded = Table(
    "superseded",
    metadata,
    Column("run", ForeignKey("run.id"), primary_key=True),
    Column("ruling", ForeignKey("ruling.id"), nullable=False),
    Column("recorded", String, nullable=False),
)
"""The runs that a newer one took the place of, and by which ruling."""

carried = Table(
    "carried",
    metadata,
    Column("heir", ForeignKey("claim.id"), primary_key=True),
    Column("former", ForeignKey("claim.id"), primary_key=True),
    Column("ruling", ForeignKey("ruling.id"), primary_key=True),
)
"""The claims of a newer run that took over the rulings on a former one, and by which ruling."""

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("recorded", String, nullable=False),
    Column("action", String, nullable=False),
    Column("about", String, nullable=False),
    Column("detail", Text, nullable=False),
    Column("previous", String, nullable=False),
    Column("hash", String, nullable=False),
    Index(None, "about"),
)
"""One row for each act, each hashed over the one before."""

sketch = Table(
    "sketch",
    metadata,
    Column("doc", ForeignKey("document.doc"), primary_key=True),
    Column("method", String, primary_key=True),
    Column("digest", LargeBinary, nullable=False),
)
"""The MinHash of a document's text, by the method that made it."""

bucket = Table(
    "bucket",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("doc", ForeignKey("document.doc"), primary_key=True),
    sqlite_with_rowid=False,
)
"""Bands of sketches: documents that share one are compared."""

address = Table(
    "address",
    metadata,
    Column("doc", ForeignKey("document.doc"), primary_key=True),
    Column("recorded", String, primary_key=True),
    Column("address", Text, nullable=False),
    Column("moment", String, nullable=False),
    Index(None, "address"),
)
"""Where a document can be found in one form, for versions of it; the last one counts, and an empty one is none.

`moment` is when this version of it was edited or fetched, empty where unknown."""

likeness = Table(
    "likeness",
    metadata,
    Column("doc", ForeignKey("document.doc"), primary_key=True),
    Column("other", ForeignKey("document.doc"), primary_key=True),
    Column("method", String, primary_key=True),
    Column("share", Float, nullable=False),
    Index(None, "other"),
)
"""Which share of a document's text (0 to 1) stands in another. Which of two is the copy is for the views to say."""

token = Table(
    "token",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("about", String, nullable=False),
    Column("authority", Text, nullable=False),
    Column("certificates", Text, nullable=False),
    Column("stamped", String, nullable=False),
    Column("token", LargeBinary, nullable=False),
    Column("recorded", String, nullable=False),
    Index(None, "kind", "about"),
)
"""RFC 3161 time stamps over the bytes of a capture (`about` is its SHA-256) or the ledger's position.

`certificates` (PEM) are those by which the user trusts the authority."""

secret = Table(
    "secret",
    metadata,
    Column("id", String, primary_key=True),
    Column("key", String, nullable=False),
    Column("recorded", String, nullable=False),
)
"""The ledger's own key, for pseudonyms and tombstones; one row, made when it is first needed."""

protection = Table(
    "protection",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", Text, nullable=False),
    Column("called", Text, nullable=False),
    Column("protected", Boolean, nullable=False),
    Column("by", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("recorded", String, nullable=False),
    Index(None, "name"),
)
"""Names of sources and outlets that are put under a pseudonym, or no longer; the last row on a name counts.

`called` is the name that the pseudonym is made of: the same for all names of one source."""

tombstone = Table(
    "tombstone",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("marks", Text, nullable=False),
    Column("audited", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("recorded", String, nullable=False),
)
"""What was sealed: keyed marks of what is gone, and the numbers of the audit rows emptied with it, as JSON."""

mapping = Table(
    "mapping",
    metadata,
    Column("id", String, primary_key=True),
    Column("header", String, nullable=False),
    Column("mapping", Text, nullable=False),
    Column("recorded", String, nullable=False),
    Index(None, "header", "recorded"),
)
"""Which column of a table is what, as JSON, by the digest of its header; the last one counts."""

feed_item = Table(
    "feed_item",
    metadata,
    Column("id", String, primary_key=True),
    Column("address", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("recorded", String, nullable=False),
    UniqueConstraint("address", "item"),
)
"""Items of feeds that were taken."""

feed_visit = Table(
    "feed_visit",
    metadata,
    Column("id", String, primary_key=True),
    Column("address", Text, nullable=False),
    Column("etag", Text),
    Column("modified", Text),
    Column("recorded", String, nullable=False),
    Index(None, "address", "recorded"),
)
"""What a feed said of its own age (ETag, Last-Modified) when it was last fetched; the last one counts."""

look = Table(
    "look",
    metadata,
    Column("id", String, primary_key=True),
    Column("watch", Text, nullable=False),
    Column("until", String, nullable=False),
    Column("recorded", String, nullable=False),
    Index(None, "watch", "recorded"),
)
"""Up to what recorded time a watch list has looked for changes; the last one counts."""

alert = Table(
    "alert",
    metadata,
    Column("id", String, primary_key=True),
    Column("watch", Text, nullable=False),
    Column("alert", String, nullable=False),
    Column("record", Text, nullable=False),
    Column("recorded", String, nullable=False),
    UniqueConstraint("watch", "alert"),
)
"""What a watch list had to tell, as JSON."""

told = Table(
    "told",
    metadata,
    Column("id", String, primary_key=True),
    Column("watch", Text, nullable=False),
    Column("alert", String, nullable=False),
    Column("channel", Text, nullable=False),
    Column("recorded", String, nullable=False),
    UniqueConstraint("watch", "channel", "alert"),
)
"""The alerts that were told, and where: on standard output, by mail, to a webhook."""

maintenance = Table(
    "maintenance",
    metadata,
    Column("reason", Text, primary_key=True),
)
"""Empty, except within a transaction that may change or delete rows: see `guard`."""
