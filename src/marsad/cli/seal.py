"""`marsad seal`: destroy what puts people at risk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from marsad.cli.options import ledger_option
from marsad.cli.sourcing import listed
from marsad.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from marsad.ledger import Ledger


@click.command()
@click.argument("about", required=False, metavar="[ID]")
@click.option("--words", metavar="TEXT", help="Only these words, wherever they stand in the document.")
@click.option("--by", default="", envvar="MARSAD_BY", show_envvar=True, metavar="NAME", help="Who decides.")
@click.option("--reason", default="", metavar="TEXT", help="Why; it stays readable.")
@click.option("--scrub", is_flag=True, help="Only overwrite what an earlier seal had to leave in the file.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@ledger_option
def command(ledger: Path, about: str | None, words: str | None, by: str, reason: str, scrub: bool, yes: bool) -> None:
    """Destroy a document, or words in it, for good; without ID, list what was sealed.

    ID is a document, or a claim, whose words are then what is destroyed in its document. Bytes, text, quotes, claims,
    rulings and indexes go, in the ledger's file too; the same bytes are refused from then on. A mark stays by which
    marsad verify knows that it was done, by whom and why.
    """
    from marsad.ledger import Ledger

    with Ledger.open(ledger, create=False) as opened:
        if scrub:
            opened.scrub()
            return
        if about is None:
            _list(opened)
            return
        if not yes:
            click.confirm("This can't be undone. Destroy it?", abort=True, err=True)
        made = opened.seal(about, by=by, reason=reason, words=words)
        click.echo(f"{made.id}  {made.kind} sealed" + (f"; what is left is document {made.doc}" if made.doc else ""))
        _copies(opened)


def _list(opened: Ledger) -> None:
    sealed = opened.sealed()
    if not sealed:
        raise InputError("Nothing was sealed in this ledger.")
    for one in sealed:
        click.echo(f"{one.id}  {one.kind}  {one.recorded}  {one.by}: {one.reason}")
    _copies(opened)


def _copies(opened: Ledger) -> None:
    copies = opened.copies_to_seal()
    known = [f"{copy.path}, made {copy.made}" for copy in copies if copy.listed]
    others = [f"{copy.path}, made {copy.made}" for copy in copies if not copy.listed]
    listed("Copies that still hold it, and whose manifests list it, so that marsad restore seals it:", known)
    listed("Copies that still hold it, with no manifest in reach: destroy them, or seal anew what they give:", others)
