"""`marsad rule add`: a claim that a person has read in a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import click

from marsad.cli.options import DATE, by_option, ledger_option, reason_option
from marsad.cli.rendering import visible
from marsad.model import EVENTS, Bound, Modality, Scope, Status

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

EVENT_NAMES = [event for events in EVENTS.values() for event in events]


@click.command()
@click.argument("doc", metavar="DOC")
@click.option("--event", type=click.Choice(EVENT_NAMES), required=True, metavar="EVENT", help="As killed, captured.")
@click.option("--quote", required=True, metavar="WORDS", help="The words of the document that state it.")
@click.option("--modality", type=click.Choice(get_args(Modality)), default="asserted", show_default=True)
@click.option("--actor", multiple=True, metavar="WORDS", help="Who did it. Can be repeated, like the next ones.")
@click.option("--target", multiple=True, metavar="WORDS", help="Whom or what it was done to.")
@click.option("--place", multiple=True, metavar="WORDS", help="Where.")
@click.option("--source", multiple=True, metavar="WORDS", help="Who says so, nearest to the fact first.")
@click.option("--status", type=click.Choice(get_args(Status)), default="unknown", show_default=True, help="Of targets.")
@click.option("--means", metavar="WORDS", help="With which weapon or in which way.")
@click.option("--figure", metavar="WORDS", help="How many; words that are no number need --low.")
@click.option("--low", type=float, metavar="N", help="The lowest value that the figure allows.")
@click.option("--high", type=float, metavar="N", help="The highest.")
@click.option("--bound", type=click.Choice(get_args(Bound)), default="exact", show_default=True, help="Of the figure.")
@click.option("--unit", default="people", show_default=True, metavar="NAME", help="What the figure counts.")
@click.option("--scope", type=click.Choice(get_args(Scope)), default="new", show_default=True, help="Of the figure.")
@click.option("--time", metavar="WORDS", help="When; --from and --to say which days the words mean.")
@click.option("--from", "start", type=DATE, metavar="DATE", help="The first day.")
@click.option("--to", "end", type=DATE, metavar="DATE", help="The last day.")
@reason_option
@by_option("Who has read it.")
@ledger_option
def add(ledger: Path, doc: str, by: str, reason: str, start: date | None, end: date | None, **parts: Any) -> None:
    """Add a claim that you read in a document, in any language.

    DOC is the beginning of the document's id. WORDS are words as they stand in it; WORDS#2 is where they stand for the
    second time, WORDS=NAME gives the name in full, WORDS=@ID an entry of the registry.
    """
    from marsad import api

    with api.open_ledger(ledger, create=False) as opened:
        days = {"start": start and start.isoformat(), "end": end and end.isoformat()}
        made = opened.add(doc, by=by, reason=reason, **parts, **days)
    click.echo(f"{made.id}  {made.event}  {visible(made.evidence.text)}")
