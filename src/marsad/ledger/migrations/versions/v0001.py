"""The first tables, and the triggers that let them only grow."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marsad.ledger.guard import guards

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    _reports()
    _claims()
    _decisions()
    for statement in guards(op.get_context().dialect.name, revision):
        op.execute(statement)


def _reports() -> None:
    op.create_table(
        "capture",
        sa.Column("sha256", sa.String(), primary_key=True),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("recorded", sa.String(), nullable=False),
    )
    op.create_table(
        "document",
        sa.Column("doc", sa.String(), primary_key=True),
        sa.Column("capture", sa.String(), sa.ForeignKey("capture.sha256"), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("text", sa.Text()),
        sa.Column("title", sa.Text()),
        sa.Column("publisher", sa.Text()),
        sa.Column("published", sa.String()),
        sa.Column("language", sa.String()),
        sa.Column("url", sa.Text()),
        sa.Column("reason", sa.String()),
        sa.Column("problem", sa.Text()),
        sa.Column("known_at", sa.String(), nullable=False),
        sa.Column("recorded", sa.String(), nullable=False),
    )
    op.create_index("ix_document_capture_part", "document", ["capture", "part"])
    op.create_index("ix_document_known_at_doc", "document", ["known_at", "doc"])


def _claims() -> None:
    op.create_table(
        "run",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("doc", sa.String(), sa.ForeignKey("document.doc"), nullable=False),
        sa.Column("coder", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("recorded", sa.String(), nullable=False),
        sa.UniqueConstraint("doc", "coder", "version", "basis", name="uq_run_doc_coder_version_basis"),
    )
    op.create_table(
        "claim",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("doc", sa.String(), sa.ForeignKey("document.doc"), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("modality", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("recorded", sa.String(), nullable=False),
    )
    op.create_index("ix_claim_doc", "claim", ["doc"])
    op.create_table(
        "coding",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("claim", sa.String(), sa.ForeignKey("claim.id"), nullable=False),
        sa.Column("run", sa.String(), sa.ForeignKey("run.id"), nullable=False),
        sa.Column("doc", sa.String(), sa.ForeignKey("document.doc"), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("known_at", sa.String(), nullable=False),
        sa.Column("valid_from", sa.String(), nullable=False),
        sa.Column("valid_to", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("recorded", sa.String(), nullable=False),
        sa.UniqueConstraint("claim", "run", name="uq_coding_claim_run"),
    )
    op.create_index("ix_coding_doc", "coding", ["doc"])
    op.create_index("ix_coding_event_known_at", "coding", ["event", "known_at"])
    op.create_index("ix_coding_known_at_doc_start_claim", "coding", ["known_at", "doc", "start", "claim"])
    op.create_index("ix_coding_run", "coding", ["run"])
    op.create_index("ix_coding_type_known_at", "coding", ["type", "known_at"])
    op.create_index("ix_coding_valid_from", "coding", ["valid_from"])
    op.create_table(
        "name",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.UniqueConstraint("words", name="uq_name_words"),
    )
    op.create_table(
        "term",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("coding", sa.Integer(), sa.ForeignKey("coding.id"), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("name", sa.Integer(), sa.ForeignKey("name.id"), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
    )
    op.create_index("ix_term_coding", "term", ["coding"])
    op.create_index("ix_term_role_link_coding", "term", ["role", "link", "coding"])
    op.create_index("ix_term_role_name_coding", "term", ["role", "name", "coding"])


def _decisions() -> None:
    op.create_table(
        "ruling",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("doc", sa.String(), sa.ForeignKey("document.doc"), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded", sa.String(), nullable=False),
        sa.Column("published", sa.String()),
        sa.Column("after", sa.String(), nullable=False),
        sa.UniqueConstraint("about", "after", name="uq_ruling_about_after"),
    )
    op.create_index("ix_ruling_doc_kind", "ruling", ["doc", "kind"])
    op.create_index("ix_ruling_kind_doc", "ruling", ["kind", "doc"])
    op.create_table(
        "paired",
        sa.Column("claim", sa.String(), sa.ForeignKey("claim.id"), primary_key=True),
        sa.Column("ruling", sa.String(), sa.ForeignKey("ruling.id"), primary_key=True),
    )
    op.create_table(
        "superseded",
        sa.Column("run", sa.String(), sa.ForeignKey("run.id"), primary_key=True),
        sa.Column("ruling", sa.String(), sa.ForeignKey("ruling.id"), nullable=False),
        sa.Column("recorded", sa.String(), nullable=False),
    )
    op.create_table(
        "carried",
        sa.Column("heir", sa.String(), sa.ForeignKey("claim.id"), primary_key=True),
        sa.Column("former", sa.String(), sa.ForeignKey("claim.id"), primary_key=True),
        sa.Column("ruling", sa.String(), sa.ForeignKey("ruling.id"), primary_key=True),
    )
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("recorded", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
    )
    op.create_index("ix_audit_about", "audit", ["about"])
    op.create_table(
        "maintenance",
        sa.Column("reason", sa.Text(), primary_key=True),
    )
