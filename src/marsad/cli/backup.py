"""`marsad backup` and `marsad restore`."""

from __future__ import annotations

from pathlib import Path

import click

from marsad.cli.options import ledger_option


@click.command()
@click.argument("copy", type=click.Path(dir_okay=False, path_type=Path), metavar="COPY")
@ledger_option
def backup(copy: Path, ledger: Path) -> None:
    """Copy a ledger to the new file COPY, safely while it is in use.

    Beside it stands COPY.manifest.json, with the hashes that `marsad restore` compares. Keep the two together.
    """
    from marsad.ledger import Ledger

    with Ledger.open(ledger, create=False) as opened:
        manifest = opened.backup(copy)
    click.echo(f"{copy}: {manifest.rows:,} rows, SHA-256 {manifest.sha256}.")


@click.command()
@click.argument("copy", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="COPY")
@ledger_option
def restore(copy: Path, ledger: Path) -> None:
    """Bring a ledger back from COPY and compare it with its manifest.

    The ledger's file must not exist: nothing is overwritten.
    """
    from marsad.ledger import Ledger

    manifest = Ledger.restore(copy, ledger)
    click.echo(f"{ledger}: {manifest.rows:,} rows, the same as when {copy} was made.")
