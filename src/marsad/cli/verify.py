"""`marsad verify`: whether a ledger still says what was recorded."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from marsad.cli.options import ledger_option

if TYPE_CHECKING:
    from pathlib import Path

SHOWN = 50


@click.command()
@click.option("--position", metavar="POSITION", help="Also check that the ledger has grown from this position.")
@ledger_option
def command(ledger: Path, position: str | None) -> None:
    """Check a ledger: hashes, every span against its document, references, counts and the audit chain.

    The exit status is 1 where something is not as it was recorded. Keep the position that is printed somewhere else:
    given back with --position, it shows that nothing before it was taken out or put together anew.
    """
    from marsad.ledger import Ledger, Problem

    with Ledger.open(ledger, create=False) as opened:
        problems = opened.verify()
        counts, now = opened.counts(), opened.position()
        if position is not None and not opened.contains(position):
            sentence = f"The ledger has not grown from position {position}."
            problems.insert(0, Problem("position", position, sentence))
    for problem in problems[:SHOWN]:
        click.echo(f"{problem.kind}: {problem.sentence}")
    if problems:
        click.echo(f"{len(problems):,} problems in {ledger}.", err=True)
        sys.exit(1)
    rows = {"audit row" if name == "audit" else name: number for name, number in counts.items()}
    held = ", ".join(f"{number:,} {name}{'' if number == 1 else 's'}" for name, number in rows.items())
    click.echo(f"{ledger} is sound: {held}; position {now}.")
