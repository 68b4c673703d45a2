"""`marsad brief`: what the reports of a ledger say of a day, a place, as known by a time."""

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
    unlock_option,
)

if TYPE_CHECKING:
    from datetime import date, datetime

    from marsad.views.parts import Brief


@click.command()
@ledger_option
@unlock_option
@date_option("--on", "The day; without it, the whole period of the reports.")
@known_by_option
@inside_option
@format_option("text", "markdown", "html", "json")
@output_option
def command(
    ledger: Path,
    unlock: bool,
    on: date | None,
    known_by: datetime | None,
    place: str | None,
    style: str,
    output: Path | None,
) -> None:
    """Print what reports say: who holds what, attacks, casualties, displacement, diplomacy, humanitarian.

    With --on, the claims about that day and the day before, what was reported on them, and the last that is known of
    who holds each place. Every line names who says so, and a numbered note quotes the words it rests on.
    """
    from marsad import api

    with api.open_ledger(ledger, create=False, unlocked=unlock) as opened:
        brief = opened.brief(on=on, known_by=known_by, place=place)
    text = rendered(brief, style)
    put(text, output)


def rendered(brief: Brief, style: str) -> str:
    """The brief in one of the formats of `--format`."""
    from marsad.publish import brief as publish

    return {
        "text": publish.as_text,
        "markdown": publish.as_markdown,
        "html": publish.as_html,
        "json": publish.as_json,
    }[style](brief)
