"""What watch lists have looked at, and the alerts that came of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marsad.ledger.guard import guards

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add tables; rows that are there stay as they are."""
    op.create_table(
        "look",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("watch", sa.Text(), nullable=False),
        sa.Column("until", sa.String(), nullable=False),
        sa.Column("recorded", sa.String(), nullable=False),
    )
    op.create_index("ix_look_watch_recorded", "look", ["watch", "recorded"])
    op.create_table(
        "alert",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("watch", sa.Text(), nullable=False),
        sa.Column("alert", sa.String(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("recorded", sa.String(), nullable=False),
        sa.UniqueConstraint("watch", "alert", name="uq_alert_watch_alert"),
    )
    op.create_table(
        "told",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("watch", sa.Text(), nullable=False),
        sa.Column("alert", sa.String(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("recorded", sa.String(), nullable=False),
        sa.UniqueConstraint("watch", "channel", "alert", name="uq_told_watch_channel_alert"),
    )
    for statement in guards(op.get_context().dialect.name, revision):
        op.execute(statement)
