"""`marsad sources`: who reports what and first, who agrees with whom, what sides say of themselves and of others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from marsad.cli.options import (
    format_option,
    known_by_option,
    ledger_option,
    output_option,
    put,
    recorded_by_option,
    unlock_option,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from rich.table import Table

    from marsad.views.sources.parts import Origin, Sources

SHOWN = 40
"""Rows of a table on the terminal; JSON and CSV have all."""


@click.command()
@ledger_option
@known_by_option
@recorded_by_option
@format_option("table", "json", "csv")
@output_option
@unlock_option
def command(
    ledger: Path,
    known_by: datetime | None,
    recorded_by: datetime | None,
    style: str,
    output: Path | None,
    unlock: bool,
) -> None:
    """Print who reports what and first, who agrees with whom, and what each side says of itself and of others.

    Copies and citations count for their origin. Counts come with how many cases they rest on; what is learned of a
    source's reliability is advice and decides nothing. JSON names the claims behind every count.
    """
    from marsad import api

    with api.open_ledger(ledger, create=False, unlocked=unlock) as opened:
        found = opened.sources(known_by=known_by, recorded_by=recorded_by)
    text = rendered(found, style)
    put(text, output)


def rendered(sources: Sources, style: str) -> str:
    """The answer in one of the formats of `--format`."""
    from marsad.publish import reporting as publish

    if style == "csv":
        return "".join(publish.as_csv(sources))
    return publish.as_json(sources) if style == "json" else table(sources)


def table(sources: Sources) -> str:
    """Tables for the terminal: origins, copies, who is first, pairs, and sides."""
    from marsad.cli.rendering import console

    names = {origin.key: origin.name for origin in sources.origins}
    leads = sorted((lead for lead in sources.leads if lead.first), key=lambda lead: -lead.first)
    heads = ("claims", "reports", "first", "agree", "differ")
    parts = (
        ("Origins", ("source", "class", *heads, "on control, advice only"), [_origin(one) for one in sources.origins]),
        (
            "First of several origins", ("event", "place", "source", "first", "days ahead, median"),
            [(d.event, d.place.name, names[d.source], f"{d.first} of {d.of}", f"{d.days:g}") for d in leads],
        ),
        (
            "Two origins on the same event or control, place and day", ("one", "other", "type", "agree", "differ"),
            [(names[p.one], names[p.other], p.type, str(p.agree), str(p.differ)) for p in sources.pairs],
        ),
        (
            "What sides say: claims of gains and losses",
            ("side", "type", "own gains", "own losses", "others' gains", "others' losses", "denied"),
            [
                (a.name, a.type, *(str(len(ids)) for ids in (a.own_gains, a.own_losses, a.other_gains, a.other_losses)),
                 str(len(a.denied)))
                for a in sources.accounts
            ],
        ),
        (
            "Copies and later versions", ("report", "by", "is a", "of", "by", "share"),
            [
                (c.doc[:8], c.publisher or "", c.kind, c.of[:8], c.of_publisher or "",
                 "" if c.share is None else f"{c.share:.2f}")
                for c in sources.copies
            ],
        ),
    )  # fmt: skip
    screen = console()
    with screen.capture() as captured:
        for title, columns, rows in parts:
            if rows:
                screen.print(_made(title, columns, rows[:SHOWN]))
                if len(rows) > SHOWN:
                    screen.print(f"and {len(rows) - SHOWN:,} more: --format json has all.")
        if not sources.origins:
            screen.print("This ledger holds no claims that were known then.")
        screen.print(sources.advice)
        if sources.undated:
            screen.print(f"Not compared: {sources.undated:,} claims without any day.")
    return captured.get()


def _origin(origin: Origin) -> tuple[str, ...]:
    learned = origin.reliability
    advice = ""
    if learned is not None:
        cases = f"{learned.agreed} of {learned.agreed + learned.differed} with most others"
        advice = f"{cases}, {learned.low:.2f}-{learned.high:.2f}"
    first = f"{origin.first} of {origin.of}" if origin.of else ""
    return (
        origin.name, origin.class_ or "", str(origin.claims), str(origin.documents), first, str(origin.agree),
        str(origin.differ), advice,
    )  # fmt: skip


def _made(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    from rich.table import Table

    from marsad.cli.rendering import Shown

    made = Table(box=None, pad_edge=False, header_style="bold", title=title, title_justify="left", title_style="bold")
    for name in columns:
        made.add_column(name)
    for row in rows:
        made.add_row(*(Shown(cell) for cell in row))
    return made
