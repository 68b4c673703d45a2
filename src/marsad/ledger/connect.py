"""Opening a ledger: finding out what the file or address holds, and bringing its tables up to date."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from marsad import __version__
from marsad.errors import LedgerError
from marsad.ledger import copies, postgresql, sqlite
from marsad.ledger.errors import plainly

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0003"
"""The newest migration: what a ledger that this version writes must be at."""

VERSION_TABLE = "marsad_version"

MIGRATIONS = Path(__file__).parent / "migrations"


def connect(where: str | Path, *, create: bool, wait: float) -> tuple[Engine, str]:
    """An engine on a ledger that is up to date, and the ledger's name for messages.

    Args:
        where: a file, or the address of a database (`postgresql://...`).
        create: make the ledger where there is none.
        wait: how many seconds to wait for another writer.

    A `LedgerError` says what is wrong: none there, something else, made by a newer Marsad, locked, not writable.

    """
    engine, name = _engine(where, create=create, wait=wait)
    try:
        with plainly(name):
            _bring_up_to_date(engine, name, create=create)
    except BaseException:
        engine.dispose()
        raise
    return engine, name


def _engine(where: str | Path, *, create: bool, wait: float) -> tuple[Engine, str]:
    if isinstance(where, str) and "://" in where and not where.startswith("sqlite:"):
        return _server(where)
    path = Path(str(where).removeprefix("sqlite:///")).absolute()
    if not create and not path.exists():
        raise LedgerError(f"There is no ledger at {path}: `marsad ingest` makes one.")
    if not path.parent.is_dir():
        raise LedgerError(f"The ledger {path} cannot be made: there is no folder {path.parent}.")
    return sqlite.engine_for(path, wait), str(path)


def _server(address: str) -> tuple[Engine, str]:
    try:
        url = make_url(address)
        if url.get_backend_name() != "postgresql":
            raise LedgerError(f"A ledger is a file or a PostgreSQL database, not {url.get_backend_name()}.")
        return postgresql.engine_for(url), url.render_as_string(hide_password=True)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise LedgerError(f"The ledger's address can't be used: {error}.") from error


def _bring_up_to_date(engine: Engine, name: str, *, create: bool) -> None:
    """Migrate a ledger that is new or older; nothing at all is written to a file that is none, or is a newer one."""
    with engine.connect() as connection:
        version = _version(connection, name)
    if version is None and not create:
        raise LedgerError(f"{name} is empty: `marsad ingest` makes a ledger of it.")
    _check_known(version, name)
    sqlite.keep_log(engine)
    if version == HEAD:
        return
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        version = _version(connection, name)  # again, now that nobody else can write
        if version != HEAD:
            _check_known(version, name)
            _migrate(connection)


def _version(connection: Connection, name: str) -> str | None:
    """The migration that the ledger is at; None for an empty database."""
    tables = inspect(connection).get_table_names()
    if VERSION_TABLE in tables:
        return str(connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}")))  # noqa: S608
    if tables:
        raise LedgerError(f"{name} is a database, but not a Marsad ledger.")
    return None


def _check_known(version: str | None, name: str) -> None:
    """Refuse a ledger at a migration that this Marsad does not have; None, for a new one, and older ones are fine."""
    if version in (None, HEAD):
        return
    from alembic.script import ScriptDirectory

    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if version not in known:
        raise LedgerError(
            f"The ledger {name} has version {version}, made by a newer Marsad; this one, {__version__}, knows versions "
            f"up to {HEAD}. It was left as it is: update Marsad to open it."
        )


def _migrate(connection: Connection) -> None:
    from alembic import command

    command.upgrade(_config(connection), "head")
    copies.backfill(connection)


def _config(connection: Connection | None = None) -> Config:
    from alembic.config import Config

    config = Config(attributes={"connection": connection, "version_table": VERSION_TABLE})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
