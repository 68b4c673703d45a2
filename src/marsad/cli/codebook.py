"""`marsad codebook`: the rules by which reports are read."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from marsad.cli.options import format_option
from marsad.errors import InputError
from marsad.model import EVENTS

if TYPE_CHECKING:
    from collections.abc import Sequence

HEADS = ("type", "event", "rule", "words", "roles")


@click.group()
def command() -> None:
    """Show the rules by which reports are read, or check rules of your own."""


@command.command()
@click.argument("event", required=False)
@format_option("text", "json")
def show(event: str | None, style: str) -> None:
    """Show the rules of the shipped codebook, or those of EVENT: an event, a type, or type.event.

    Each with the words that it waits for (base forms) and the roles that fill its slots. Where the output is no
    terminal, one rule a line, its columns separated by tabs. JSON is one rule a line, with all that it says.
    """
    from marsad.coders.rules.codebook import load

    rules = [rule for rule in load().rules if event in (None, rule.event, rule.type, f"{rule.type}.{rule.event}")]
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
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def check(folder: Path) -> None:
    """Check the codebook in FOLDER; the first mistake is told with its file and rule."""
    from marsad.coders.rules.codebook import load

    rules = load(folder).rules
    if not rules:
        raise InputError(f"{folder} has no rules: the codebook is YAML files (*.yaml), one for each type of claim.")
    click.echo(f"{len(rules):,} rules are good.")
