"""`marsad protect` and `marsad unprotect`: names of sources that no output may show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from marsad.cli.options import ledger_option, unlock_option

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def _signed(function: Callable[..., None]) -> Callable[..., None]:
    """`--by` and `--reason`; they may be left out where nothing is changed."""
    function = click.option("--reason", default="", metavar="TEXT", help="Why.")(function)
    return click.option("--by", default="", envvar="MARSAD_BY", show_envvar=True, metavar="NAME", help="Who decides.")(
        function
    )


@click.command()
@click.argument("name", required=False)
@click.option("--also-called", metavar="NAME", help="Another name that NAME goes by: it gets the same pseudonym.")
@_signed
@unlock_option
@ledger_option
def protect(ledger: Path, name: str | None, also_called: str | None, by: str, reason: str, unlock: bool) -> None:
    """Put the source or outlet NAME under a pseudonym in everything that is printed or exported; or list them.

    Case, accents and punctuation make no difference. Each way to write the name (another spelling, a surname alone, the
    name in another script) has to be named. The ledger itself keeps the name.
    """
    from marsad.ledger import Ledger

    with Ledger.open(ledger, create=False, unlocked=unlock) as opened:
        if name is not None:
            for one in filter(None, (name, also_called)):
                pseudonym = opened.protect(one, by=by, reason=reason, called=name)
            click.echo(pseudonym)
            return
        for entry in opened.protected():
            called = f"\t{entry.name}" if unlock else ""
            click.echo(f"{entry.pseudonym}{called}\t{entry.by}, {entry.recorded[:10]}: {entry.reason}")


@click.command()
@click.argument("name")
@_signed
@ledger_option
def unprotect(ledger: Path, name: str, by: str, reason: str) -> None:
    """Show NAME again; it may be given by its pseudonym."""
    from marsad.ledger import Ledger

    with Ledger.open(ledger, create=False) as opened:
        opened.unprotect(name, by=by, reason=reason)
    click.echo("Shown again.")
