"""`marsad watch`: feeds, addresses and folders read again and again; changes told."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from marsad.cli.fetching import web_options
from marsad.cli.main import SET_ASIDE
from marsad.cli.options import codebook_option, format_option, ledger_option
from marsad.cli.sourcing import safe, workers_option

if TYPE_CHECKING:
    from marsad.sources import Rules
    from marsad.watch.telling import Style


@click.command()
@click.argument("listing", metavar="LIST", type=click.Path(dir_okay=False, path_type=Path))
@ledger_option
@codebook_option
@click.option("--once", is_flag=True, help="Read every place once and stop, as for cron.")
@format_option("text", "json")
@workers_option
@web_options
def command(
    listing: Path,
    ledger: Path,
    codebook: Path | None,
    once: bool,
    style: Style,
    workers: int | None,
    rules: Rules,
    follow: bool,
) -> None:
    """Read the feeds, addresses and folders of LIST again and again, and tell when something changed.

    LIST is YAML, OPML, or a line for each address or path. New items are taken and coded as by `marsad ingest`. Where
    the list names places and tolls to watch, changes of control and jumps of tolls are printed, mailed or posted, each
    once. What goes on is said on standard error. Ctrl-C stops; the same command goes on where it was.
    """
    from marsad import api
    from marsad.watch import listing as listings
    from marsad.watch import telling
    from marsad.watch.rounds import Watcher

    found = listings.load(listing)
    if follow:
        found = found.model_copy(update={"follow": True})
    channels = telling.channels(found, click.echo, style, rules, os.environ)
    signal.signal(signal.SIGTERM, _stop)
    with api.open_ledger(ledger, codebook=codebook) as opened:
        watcher = Watcher(opened, found, channels, _say, rules=rules, workers=workers)
        if not once:
            watcher.forever()
        elif not watcher.once():
            sys.exit(SET_ASIDE)


def _say(line: str) -> None:
    click.echo(safe(line), err=True)


def _stop(*_: Any) -> None:
    """Being asked to end by the system is the same as Ctrl-C."""
    raise KeyboardInterrupt
