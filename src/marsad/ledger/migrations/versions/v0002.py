"""How captures came, what else sources say, copies, time stamps, protection, seals, and the memory of the intake."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marsad.ledger.guard import guards

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add columns and tables; rows that are there stay as they are."""
    op.add_column("capture", sa.Column("fetched", sa.Text()))
    op.add_column("capture", sa.Column("tool", sa.String()))
    op.add_column("document", sa.Column("extra", sa.Text()))
    op.add_column("document", sa.Column("tool", sa.String()))
    _copies()
    _custody()
    _intake()
    for statement in guards(op.get_context().dialect.name, revision):
        op.execute(statement)


def _copies() -> None:
    op.create_table(
        "sketch",
        sa.Column("doc", sa.String(), sa.ForeignKey("document.doc"), primary_key=True),
        sa.Column("method", sa.String(), primary_key=True),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "bucket",
        sa.Column("key", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("doc", sa.String(), sa.ForeignKey("document.doc"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "address",
        sa.Column("doc", sa.String(), sa.ForeignKey("document.doc"), primary_key=True),
        sa.Column("recorded", sa.String(), primary_key=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("moment", sa.String(), nullable=False),
    )
    op.create_index("ix_address_address", "address", ["address"])
    op.create_table(
        "likeness",
        sa.Column("doc", sa.String(), sa.ForeignKey("document.doc"), primary_key=True),
        sa.Column("other", sa.String(), sa.ForeignKey("document.doc"), primary_key=True),
        sa.Column("method", sa.String(), primary_key=True),
        sa.Column("share", sa.Float(), nullable=False),
    )
    op.create_index("ix_likeness_other", "likeness", ["other"])


def _custody() -> None:
    op.create_table(
        "token",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("authority", sa.Text(), nullable=False),
        sa.Column("certificates", sa.Text(), nullable=False),
        sa.Column("stamped", sa.String(), nullable=False),
        sa.Column("token", sa.LargeBinary(), nullable=False),
        sa.Column("recorded", sa.String(), nullable=False),
    )
    op.create_index("ix_token_kind_about", "token", ["kind", "about"])
    op.create_table(
        "secret",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("recorded", sa.String(), nullable=False),
    )
    op.create_table(
        "protection",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("called", sa.Text(), nullable=False),
        sa.Column("protected", sa.Boolean(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded", sa.String(), nullable=False),
    )
    op.create_index("ix_protection_name", "protection", ["name"])
    op.create_table(
        "tombstone",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("marks", sa.Text(), nullable=False),
        sa.Column("audited", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded", sa.String(), nullable=False),
    )


def _intake() -> None:
    op.create_table(
        "mapping",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("header", sa.String(), nullable=False),
        sa.Column("mapping", sa.Text(), nullable=False),
        sa.Column("recorded", sa.String(), nullable=False),
    )
    op.create_index("ix_mapping_header_recorded", "mapping", ["header", "recorded"])
    op.create_table(
        "feed_item",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("recorded", sa.String(), nullable=False),
        sa.UniqueConstraint("address", "item", name="uq_feed_item_address_item"),
    )
    op.create_table(
        "feed_visit",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text()),
        sa.Column("modified", sa.Text()),
        sa.Column("recorded", sa.String(), nullable=False),
    )
    op.create_index("ix_feed_visit_address_recorded", "feed_visit", ["address", "recorded"])
