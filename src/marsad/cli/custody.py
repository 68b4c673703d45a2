"""`marsad stamp` and `marsad export-case`: proof of when, and of what."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from marsad.cli.fetching import rules_options
from marsad.cli.options import ledger_option, unlock_option

if TYPE_CHECKING:
    from marsad.sources import Rules


@click.command()
@click.argument("docs", nargs=-1, metavar="[DOC]...")
@click.option("--authority", required=True, envvar="MARSAD_TSA", show_envvar=True, metavar="URL", help="Whom to ask.")
@click.option(
    "--certificates",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The authority's certificates (PEM), by which you trust it.",
)
@rules_options
@ledger_option
def stamp(docs: tuple[str, ...], ledger: Path, authority: str, certificates: Path, rules: Rules) -> None:
    """Have an authority sign that the bytes of each DOC, or the ledger as it stands, exist now (RFC 3161).

    Only a digest is sent. What comes back is kept if it holds by the certificates, and checked by marsad verify.
    """
    from marsad import api

    with api.open_ledger(ledger, create=False) as opened:
        for about, time in opened.stamp(docs, authority=authority, certificates=certificates, rules=rules):
            click.echo(f"{about}  {time}")


@click.command("export-case")
@click.argument("docs", nargs=-1, required=True, metavar="DOC...")
@click.option(
    "--to", "folder", required=True, type=click.Path(path_type=Path), metavar="FOLDER", help="A new or empty folder."
)
@unlock_option
@ledger_option
def export_case(docs: tuple[str, ...], folder: Path, ledger: Path, unlock: bool) -> None:
    """Write documents with all that proves them into a folder that can be checked without Marsad.

    Bytes, stored text, claims, rulings, time stamps, SHA256SUMS, and a page (index.html) on how to check them. While
    names are protected, bytes are left out unless --unlock is given.
    """
    from marsad import api

    with api.open_ledger(ledger, create=False, unlocked=unlock) as opened:
        files = opened.export_case(docs, folder)
    click.echo(f"{len(files):,} files in {folder}; open {folder / 'index.html'}.")
