"""`marsad control`: who holds which place on a day, as the reports read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from marsad.cli.options import (
    date_option,
    format_option,
    inside_option,
    known_by_option,
    ledger_option,
    output_option,
    put,
    recorded_by_option,
    unlock_option,
)

if TYPE_CHECKING:
    from datetime import date, datetime

    from marsad.views.holding.parts import Control, PlaceReading, Turn


@click.command()
@ledger_option
@date_option("--on", "The day; without it, the last that a claim bears on.")
@known_by_option
@recorded_by_option
@inside_option
@click.option("--history", metavar="PLACE", help="The history of one place: the days on which its reading changes.")
@click.option("--equal", is_flag=True, help="All sources weigh the same.")
@format_option("table", "json", "csv", "geojson", "svg")
@output_option
@unlock_option
def command(
    ledger: Path,
    on: date | None,
    known_by: datetime | None,
    recorded_by: datetime | None,
    place: str | None,
    history: str | None,
    equal: bool,
    style: str,
    output: Path | None,
    unlock: bool,
) -> None:
    """Print who holds which place: the best reading and its probability, contested, unknown.

    A hidden Markov model over the claims; each place names the claims for and against it. A reading of reports, not for
    deciding where it is safe.
    """
    from marsad import api

    if history is not None and (place is not None or style not in ("table", "json")):
        raise click.UsageError("--history goes with --format table or json, and not with --place.")
    with api.open_ledger(ledger, create=False, unlocked=unlock) as opened:
        if history is not None:
            turns = opened.control_history(history, known_by=known_by, recorded_by=recorded_by, equal=equal)
            text = _turns(turns, style)
        else:
            found = opened.control(on=on, known_by=known_by, recorded_by=recorded_by, place=place, equal=equal)
            text = rendered(found, style)
    put(text, output)


def rendered(control: Control, style: str) -> str:
    """The reading in one of the formats of `--format`."""
    from marsad.publish import control as publish

    if style == "table":
        return table(control)
    if style == "csv":
        return "".join(publish.as_csv(control))
    return {"json": publish.as_json, "geojson": publish.as_geojson, "svg": publish.as_svg}[style](control)


def table(control: Control) -> str:
    """A table for the terminal, with what stands beside it."""
    from rich.table import Table

    from marsad.cli.rendering import Shown, console

    made = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("place", "reading", "sure", "contested", "unknown", "last heard", "last claim", "for", "against"):
        made.add_column(name, justify="right" if name in ("sure", "contested", "unknown", "for", "against") else "left")
    for reading in control.places:
        made.add_row(*(Shown(cell) for cell in _row(reading)))
    screen = console()
    with screen.capture() as captured:
        screen.print(f"Who holds what on {control.on or 'no day'}" + (", all sources alike" if control.equal else ""))
        if control.places:
            screen.print(made)
        for area in control.areas:
            holder = area.party.name if area.party else "a party not named"
            share = f"{area.low:.0%}" + (
                "" if area.high == area.low else " or more" if area.high is None else f" to {area.high:.0%}"
            )
            screen.print(f"{area.place.name}, {area.day}: {share} said to be held by {holder} - {area.words}.")
        for words in _beside(control):
            screen.print(words)
        screen.print(control.caution)
    return captured.get()


def _row(reading: PlaceReading) -> list[str]:
    from marsad.publish.control import who

    chances = {chance.state: chance.chance for chance in reading.distribution if chance.state != "held"}
    uses = [used.use for used in reading.claims]
    return [
        reading.place.name, who(reading.best), f"{reading.best.chance:.0%}", f"{chances.get('contested', 0):.0%}",
        f"{chances.get('unknown', 0):.0%}", reading.last_heard, reading.last_claim, str(uses.count("for")),
        str(uses.count("against")),
    ]  # fmt: skip


def _beside(control: Control) -> list[str]:
    counted = (
        (control.unresolved, "claims on places that no registry knows"),
        (control.silent, "places that nobody spoke of in the year before"),
        (control.undated, "claims without any day"),
    )
    return [f"Not shown: {number:,} {what}." for number, what in counted if number]


def _turns(turns: tuple[Turn, ...], style: str) -> str:
    import json

    from marsad.publish.control import who

    if style == "json":
        return json.dumps([turn.model_dump(mode="json") for turn in turns], ensure_ascii=False, indent=2) + "\n"
    lines = [
        f"{turn.day}  {who(turn.best)} ({turn.best.chance:.0%})" + (f"  {' '.join(turn.claims)}" if turn.claims else "")
        for turn in turns
    ]
    return "".join(f"{line}\n" for line in lines) or "No claim on control names this place.\n"
