"""The triggers that make the ledger insert-only.

They refuse every UPDATE and DELETE while the table `maintenance` is empty. The one lawful way round them is a
transaction that inserts a row into `maintenance` with its reason, makes its change, adds an audit row, and deletes the
row again before it commits; nobody else ever sees that row. It is kept for destroying content that puts people at risk.
"""

from __future__ import annotations

GUARDED = {
    "0001": (
        "capture", "document", "run", "claim", "coding", "name", "term", "ruling", "paired", "superseded", "carried",
        "audit",
    ),
    "0002": (
        "sketch", "bucket", "likeness", "address", "token", "secret", "protection", "tombstone",
        "mapping", "feed_item", "feed_visit",
    ),
    "0003": ("look", "alert", "told"),
}  # fmt: skip
"""The tables that only take inserts, by the migration that made them."""

MESSAGE = "The ledger only takes new rows"


def guards(dialect: str, revision: str) -> list[str]:
    """The statements that install the triggers of a migration, for `sqlite` or `postgresql`."""
    tables = GUARDED[revision]
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {table}_refuses_{action.lower()} BEFORE {action} ON {table} "  # noqa: S608
            f"WHEN NOT EXISTS (SELECT 1 FROM maintenance) BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            for table in tables
            for action in ("UPDATE", "DELETE")
        ]
    function = (
        "CREATE FUNCTION marsad_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "  # noqa: S608
        f"IF NOT EXISTS (SELECT 1 FROM maintenance) THEN RAISE EXCEPTION '{MESSAGE}'; END IF; "
        "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"
    )
    return [
        *([function] if revision == "0001" else []),
        *(
            f"CREATE TRIGGER {table}_refuses BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION marsad_refuse()"
            for table in tables
        ),
    ]
