"""`marsad codebook`: the rules by which reports are read."""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from marsad.cli.options import codebook_option, format_option
from marsad.cli.sourcing import safe
from marsad.errors import InputError
from marsad.model import EVENTS

if TYPE_CHECKING:
    from collections.abc import Sequence

MARKS = {"new": "+", "changed": "~", "left out": "-"}
HEADS = ("type", "event", "rule", "words", "roles")


@click.group()
def command() -> None:
    """Show the rules by which reports are read; check rules of your own, and what they change."""


@command.command()
@click.argument("event", required=False)
@codebook_option
@format_option("text", "json")
def show(event: str | None, codebook: Path | None, style: str) -> None:
    """Show the rules of the codebook, or those of EVENT: an event, a type, or type.event.

    Each with the words that it waits for (base forms) and the roles that fill its slots. Where the output is no
    terminal, one rule a line, its columns separated by tabs. JSON is one rule a line, with all that it says.
    """
    from marsad.coders.rules import own
    from marsad.coders.rules.codebook_files import load

    book = own.find(codebook).codebook() if codebook else load()
    rules = [rule for rule in book.rules if event in (None, rule.event, rule.type, f"{rule.type}.{rule.event}")]
    if not rules and event not in {name for events in EVENTS.values() for name in events}:
        known = "; ".join(f"{kind}: {', '.join(events)}" for kind, events in EVENTS.items())
        raise InputError(f"There is no event {event!r}. The events by type are {known}.")
    order = [f"{kind}.{name}" for kind, events in EVENTS.items() for name in events]
    rules.sort(key=lambda rule: order.index(f"{rule.type}.{rule.event}"))
    if style == "json":
        for rule in rules:
            told = rule.model_dump(mode="json", by_alias=True, exclude_defaults=True)
            click.echo(json.dumps({"name": rule.name, **told}, ensure_ascii=False))
    else:
        _print([(rule.type, rule.event, rule.id, rule.triggers, rule.slots) for rule in rules])


def _print(rows: Sequence[tuple[str, ...]]) -> None:
    if not sys.stdout.isatty():
        for row in (HEADS, *rows):
            click.echo("\t".join(row))
        return
    from rich.table import Table

    from marsad.cli.rendering import console

    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in HEADS:
        table.add_column(head, no_wrap=head in ("type", "event"))
    for row in rows:
        table.add_row(*row)
    console().print(table)


@command.command()
@click.argument("path", type=click.Path(exists=True, path_type=Path), envvar="MARSAD_CODEBOOK")
def check(path: Path) -> None:
    """Check your own codebook, a file or folder PATH; the first mistake is told with its file and line."""
    from marsad.coders.rules.changes import changes

    found = changes(path)
    told = Counter((change.what, change.how) for change in found)
    counted = ", ".join(f"{what} {how}: {number:,}" for (what, how), number in told.items())
    click.echo(f"{path} is good. {counted or 'It changes nothing'}.")


@command.command()
@click.argument("path", type=click.Path(exists=True, path_type=Path), envvar="MARSAD_CODEBOOK")
@format_option("text", "json")
def diff(path: Path, style: str) -> None:
    """Show what your own codebook, a file or folder PATH, adds to the shipped one and changes of it.

    One rule, list of words, actor, conflict or place a line: + new, ~ changed, - left out. JSON is one change a line.
    """
    from marsad.coders.rules.changes import changes

    for change in changes(path):
        if style == "json":
            click.echo(json.dumps(asdict(change), ensure_ascii=False))
        else:
            told = "; ".join(change.details)
            click.echo(safe(f"{MARKS[change.how]} {change.what} {change.name}" + (f": {told}" if told else "")))
