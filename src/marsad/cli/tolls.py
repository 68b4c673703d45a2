"""`marsad incidents` and `marsad tolls`: what happened, and how many people it cost, as the reports read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

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
    from collections.abc import Callable
    from datetime import date, datetime

    from marsad.views.incidents.parts import Incident, Range, Toll, Tolls


def asked(function: Callable[..., None]) -> Callable[..., None]:
    """The options that both commands take: which incidents, as of when, and where to."""
    for option in reversed(
        [
            ledger_option,
            inside_option,
            date_option("--from", "From this day on."),
            date_option("--to", "Up to this day."),
            date_option("--on", "On this day alone."),
            known_by_option,
            recorded_by_option,
            output_option,
            unlock_option,
        ]
    ):
        function = option(function)
    return function


@click.command()
@asked
@format_option("table", "json", "csv")
def incidents(ledger: Path, unlock: bool, style: str, output: Path | None, **which: Any) -> None:
    """List what happened: claims on casualties, attacks and facilities hit, grouped, each group with its reasons.

    An incident's address is its oldest claim. `marsad rule same` and `marsad rule different` on two claims bind.
    """
    from marsad import api
    from marsad.publish import tolls as publish

    with api.open_ledger(ledger, create=False, unlocked=unlock) as opened:
        found = opened.incidents(**_which(**which))
    if style == "table":
        text = _listed(found)
    else:
        text = publish.incidents_json(found) if style == "json" else "".join(publish.incidents_csv(found))
    put(text, output)


@click.command()
@asked
@click.option(
    "--profile",
    type=click.Choice(["marsad", "ucdp", "acled", "airwars"]),
    default="marsad",
    show_default=True,
    help="Whose rules reconcile the figures.",
)
@format_option("table", "json", "csv", "svg")
def tolls(ledger: Path, unlock: bool, style: str, output: Path | None, profile: str, **which: Any) -> None:
    """Print how many were killed, injured, missing or detained in each incident: low, best and high.

    Figures are reconciled by numbered rules; JSON names for each toll the rules that did something, and every claim
    used or set aside, with the reason. `--format svg` plots the figures of the killed by source over time.
    """
    from marsad import api
    from marsad.publish import tolls as publish

    with api.open_ledger(ledger, create=False, unlocked=unlock) as opened:
        found = opened.tolls(profile=profile, **_which(**which))
    if style == "table":
        text = _table(found)
    elif style == "csv":
        text = "".join(publish.as_csv(found))
    else:
        text = publish.as_json(found) if style == "json" else publish.as_svg(found)
    put(text, output)


def _which(
    *, place: str | None, on: date | None, known_by: datetime | None, recorded_by: datetime | None, **days: date | None
) -> dict[str, Any]:
    """The options as arguments of the API; `--on` stands for both ends."""
    first, last = days["from"], days["to"]
    if on is not None and (first is not None or last is not None):
        raise click.UsageError("--on goes without --from and --to.")
    if first is not None and last is not None and first > last:
        raise click.UsageError("--from is after --to.")
    clocks = {"known_by": known_by, "recorded_by": recorded_by}
    return {"place": place, "since": on or first, "until": on or last, **clocks}


def _listed(found: list[Incident]) -> str:
    from rich.table import Table

    from marsad.cli.rendering import Shown, console
    from marsad.views.incidents.rules.precision import listed

    made = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("incident", "days", "place", "what", "claims", "origins"):
        made.add_column(name, justify="right" if name in ("claims", "origins") else "left")
    shown = [one for one in found if listed(one)]
    for one in shown:
        cells = (
            one.id[:12], _days(one), "; ".join(where.name for where in one.places) or "not said",
            (", ".join(one.events) or "denied") + (" (a sum)" if one.kind == "aggregate" else ""),
            str(len(one.claims)), str(len(one.origins)),
        )  # fmt: skip
        made.add_row(*(Shown(cell) for cell in cells))
    screen = console()
    with screen.capture() as captured:
        screen.print(made if shown else "No claim tells of an incident that fits.")
        if len(found) > len(shown):
            screen.print(f"Not shown: {len(found) - len(shown):,} without a place or a day; --format json has them.")
    return captured.get()


def _days(one: Incident) -> str:
    if one.start is None:
        return "not known"
    days = one.start if one.start == one.end else f"{one.start} to {one.end}"
    return days if one.dated else f"told {days}"


def _table(found: Tolls) -> str:
    from rich.table import Table

    from marsad.cli.rendering import Shown, console

    made = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("days", "place", "toll", "low", "best", "high", "origins", "grade", "incident"):
        made.add_column(name, justify="right" if name in ("low", "best", "high", "origins") else "left")
    for toll in found.incidents:
        for n, one in enumerate(toll.ranges):
            made.add_row(*(Shown(cell) for cell in _row(toll, one, first=n == 0)))
    screen = console()
    with screen.capture() as captured:
        screen.print(made if found.incidents else "No claim gives a figure for an incident that fits.")
        for toll in found.aggregates:
            screen.print(Shown(f"Sum: {toll.sentence}" + (f" {toll.known.capitalize()}." if toll.known else "")))
        if found.unlisted:
            screen.print(f"Not shown: {found.unlisted:,} with figures, but without a place or a day.")
        screen.print(found.caution)
    return captured.get()


def _row(toll: Toll, one: Range, *, first: bool) -> list[str]:
    incident = toll.incident
    place = "; ".join(where.name for where in incident.places)
    origins = len({used.source for used in toll.figures if used.use == "used"})
    group = "" if one.group == "all" else f" {one.group}"
    mark = ", disputed" if one.disputed else ", presumed" if one.presumed else ""
    toll_cells = [
        f"{one.event}{group}{mark}",
        f"{one.low:g}",
        f"{one.best:g}",
        f"{one.high:g}{'+' if one.open else ''}",
    ]
    if not first:
        return ["", "", *toll_cells, "", "", ""]
    return [_days(incident), place, *toll_cells, str(origins), toll.grade or "", incident.id[:12]]
