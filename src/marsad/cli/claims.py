"""`marsad claims`: list, filter and show the claims of a ledger."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from marsad.cli.options import date_option, format_option, ledger_option, recorded_by_option, time_option, unlock_option
from marsad.model import EVENTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from marsad.model import Entry

TABLE_LIMIT = 100
"""How many claims a table shows unless told; JSON and CSV give all."""

STATES = ("standing", "doubted", "rejected", "superseded", "retracted", "all")


@click.group(invoke_without_command=True)
@click.option("--type", "type_", type=click.Choice(list(EVENTS)), help="The type of event.")
@click.option("--event", metavar="EVENT", help="The event, such as captured, killed or ceasefire_called.")
@click.option("--place", metavar="NAME", help="A place, by name or registry id.")
@click.option("--actor", metavar="NAME", help="Who did it, or is blamed, by name or registry id.")
@click.option("--source", metavar="NAME", help="Who says so, or published it, by name or registry id.")
@click.option("--text", metavar="WORDS", help="Words of the claim.")
@click.option("--doc", metavar="ID", help="A document, by the beginning of its id.")
@date_option("--since", "Happened, or still held, on this day or later.")
@date_option("--until", "Happened, or began to hold, on this day or earlier.")
@date_option("--on", "Had happened, or begun to hold, by this day.")
@time_option("--known-by", "Published by this time; a day means its end.")
@recorded_by_option
@click.option("--status", type=click.Choice(STATES), default="standing", show_default=True, help="What became of it.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help=f"At most N claims [table: {TABLE_LIMIT}].")
@format_option("table", "json", "csv")
@ledger_option
@unlock_option
@click.pass_context
def command(
    ctx: click.Context, /, ledger: Path, unlock: bool, type_: str | None, limit: int | None, style: str, **filters: Any
) -> None:
    """List the claims of a ledger, or show one (marsad claims show ID).

    All filters given must hold; they look at claims as corrected. JSON is one object a line: the public claim record,
    with what the ledger adds under "ledger".
    """
    ctx.obj = ledger, unlock
    if ctx.invoked_subcommand is not None:
        return
    from marsad.ledger import Ledger, Query

    query = Query(type=type_, **filters)
    with Ledger.open(ledger, create=False, unlocked=unlock) as opened:
        if style == "table":
            _print_table(opened.entries(query), limit or TABLE_LIMIT)
        else:
            _print_data(islice(opened.entries(query), limit), style)


@command.command()
@click.argument("claim", metavar="ID")
@time_option("--known-by", "What was known by this time; a day means its end.")
@recorded_by_option
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_obj
def show(
    where: tuple[Path, bool], claim: str, known_by: datetime | None, recorded_by: datetime | None, style: str
) -> None:
    """Show the claim whose id begins with ID: its words in context, who says so, and the rulings on it."""
    from marsad.ledger import Ledger

    ledger, unlock = where
    with Ledger.open(ledger, create=False, unlocked=unlock) as opened:
        entry = opened.entry(claim, known_by=known_by, recorded_by=recorded_by)
        document = opened.document(entry.claim.doc)
    if style == "json":
        _print_data(iter([entry]), "json")
        return
    from marsad.cli.rendering import console, one_claim

    console().print(one_claim(entry, document))


def _print_table(entries: Iterator[Entry], limit: int) -> None:
    from marsad.cli.rendering import console, table_of

    found = list(islice(entries, limit + 1))
    if not found:
        click.echo("No claims.", err=True)
        return
    console().print(table_of(found[:limit]))
    if len(found) > limit:
        click.echo(f"The first {limit} claims; more with --limit.", err=True)


def _print_data(entries: Iterator[Entry], style: str) -> None:
    from marsad.publish.entries import as_csv, as_json_lines

    for line in as_json_lines(entries) if style == "json" else as_csv(entries):
        click.echo(line, nl=style == "json")
