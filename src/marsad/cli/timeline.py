"""`marsad timeline`: truces, talks, resolutions, deals, evacuations and aid, and how each stands."""

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

    from marsad.views.timeline.parts import Timeline


@click.command()
@ledger_option
@date_option("--on", "The day; without it, that of --known-by, else the last on which anything was published.")
@known_by_option
@recorded_by_option
@inside_option
@format_option("text", "json", "svg")
@output_option
@unlock_option
def command(
    ledger: Path,
    on: date | None,
    known_by: datetime | None,
    recorded_by: datetime | None,
    place: str | None,
    style: str,
    output: Path | None,
    unlock: bool,
) -> None:
    """Print truces, talks, resolutions, deals, evacuations, aid and displacement, and how each stands on a day.

    Each names the claims that moved it from state to state, who says so, what was expected and whether it came, and
    where sources contradict each other.
    """
    from marsad import api

    with api.open_ledger(ledger, create=False, unlocked=unlock) as opened:
        found = opened.timeline(on=on, known_by=known_by, recorded_by=recorded_by, place=place)
    text = rendered(found, style)
    put(text, output)


def rendered(timeline: Timeline, style: str) -> str:
    """The timeline in one of the formats of `--format`."""
    from marsad.publish import timeline as publish

    return {"text": publish.as_text, "json": publish.as_json, "svg": publish.as_svg}[style](timeline)
