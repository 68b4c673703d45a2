"""Copies of a ledger, and bringing one back: what comes back is compared, table by table, with what was copied."""

from __future__ import annotations

import hashlib
import json
import shutil
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Engine, MetaData, Table, create_engine, select
from sqlalchemy.pool import NullPool

from marsad.errors import LedgerError
from marsad.ledger import sqlite
from marsad.ledger.audit import fingerprint
from marsad.ledger.errors import plainly

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = 1


@dataclass(frozen=True)
class Manifest:
    """What a copy holds: the SHA-256 of its file, and rows and digest of each table."""

    format: int
    made: str
    sha256: str
    tables: dict[str, dict[str, Any]]
    to_seal: tuple[str, ...] = ()
    """Marks of documents that were sealed since, and are sealed in what `restore` brings back."""

    @property
    def rows(self) -> int:
        """How many rows the copy holds in all."""
        return sum(int(table["rows"]) for table in self.tables.values())


def manifest_path(copy: Path) -> Path:
    """Where the manifest of a copy stands: beside it."""
    return copy.with_name(copy.name + ".manifest.json")


def backup(engine: Engine, path: Path, made: str) -> Manifest:
    """Copy the ledger, as of one moment and while it is in use, to a new file with a manifest beside it.

    A `LedgerError` says that the file exists, can't be written, or that the ledger is no file.
    """
    if engine.dialect.name != "sqlite":
        raise LedgerError("This ledger is kept by a database server: back it up with the server's own tools.")
    refuse(path)
    part = path.with_name(path.name + ".part")
    try:
        with plainly(str(path)):
            sqlite.copy_online(engine, part)
            manifest = Manifest(FORMAT, made, _sha256(part), _tables(part))
        manifest_path(path).write_text(json.dumps(asdict(manifest), indent=1) + "\n", encoding="utf-8")
        part.rename(path)
    except OSError as error:
        raise LedgerError(f"The copy {path} cannot be written: {error.strerror}.") from error
    finally:
        _discard(part)
    return manifest


def restore(copy: Path, path: Path) -> Manifest:
    """Bring a copy back as a new ledger at `path`, and compare it with the manifest.

    A `LedgerError` says that there is something at `path` already, or that the copy is not what was backed up.
    """
    manifest = _manifest(copy)
    _refuse(path)
    part = path.with_name(path.name + ".part")
    try:
        shutil.copyfile(copy, part)
        if _sha256(part) != manifest.sha256:
            raise LedgerError(f"The copy {copy} is not what was backed up: its bytes have changed.")
        with plainly(str(copy)):
            found = _tables(part)
        changed = [name for name in {*found, *manifest.tables} if found.get(name) != manifest.tables.get(name)]
        if changed:
            raise LedgerError(f"The copy {copy} is not what was backed up: {', '.join(sorted(changed))} differ.")
        part.rename(path)
    except OSError as error:
        raise LedgerError(f"The copy {copy} cannot be restored to {path}: {error.strerror}.") from error
    finally:
        _discard(part)
    return manifest


def refuse(path: Path) -> None:
    """A `LedgerError` where a copy at the path would overwrite something."""
    _refuse(path, manifest_path(path))


def listed(copy: Path) -> set[str]:
    """The marks of what is to be sealed in a copy, by its manifest; none where that is out of reach."""
    try:
        return set(_manifest(copy).to_seal)
    except LedgerError:
        return set()


def list_to_seal(copy: Path, marks: set[str]) -> None:
    """Add marks to the manifest of a copy, where it can be reached."""
    with suppress(LedgerError, OSError):
        manifest = _manifest(copy)
        manifest = replace(manifest, to_seal=tuple(sorted({*manifest.to_seal, *marks})))
        manifest_path(copy).write_text(json.dumps(asdict(manifest), indent=1) + "\n", encoding="utf-8")


def _refuse(*paths: Path) -> None:
    for path in paths:
        if path.exists():
            raise LedgerError(f"{path} exists already, and is not overwritten: choose another name.")


def _discard(part: Path) -> None:
    for left in (part, part.with_name(part.name + "-wal"), part.with_name(part.name + "-shm")):
        with suppress(OSError):
            left.unlink(missing_ok=True)


def _manifest(copy: Path) -> Manifest:
    try:
        told = json.loads(manifest_path(copy).read_text(encoding="utf-8"))
        manifest = Manifest(**told | {"to_seal": tuple(told.get("to_seal", ()))})
    except FileNotFoundError as error:
        raise LedgerError(f"There is no {error.filename}: a copy is restored with its manifest.") from error
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise LedgerError(f"{manifest_path(copy)} is not the manifest of a copy.") from error
    if manifest.format != FORMAT:
        raise LedgerError(f"The copy {copy} was made by a newer Marsad: update Marsad to restore it.")
    return manifest


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _tables(path: Path) -> dict[str, dict[str, Any]]:
    """Rows and digest of every table in the file, whatever version of the ledger it is."""
    engine = create_engine(URL.create("sqlite", database=str(path)), poolclass=NullPool)
    try:
        tables = MetaData()
        tables.reflect(engine)
        return {name: _summary(engine, table) for name, table in sorted(tables.tables.items())}
    finally:
        engine.dispose()


def _summary(engine: Engine, table: Table) -> dict[str, Any]:
    keys = list(table.primary_key.columns) or list(table.columns)
    count = 0

    def cells() -> Iterator[str]:
        nonlocal count
        with engine.connect().execution_options(yield_per=200) as connection:
            for row in connection.execute(select(table).order_by(*keys)):
                count += 1
                yield from (hashlib.sha256(cell).hexdigest() if isinstance(cell, bytes) else repr(cell) for cell in row)

    digest = fingerprint(cells())
    return {"rows": count, "sha256": digest}
