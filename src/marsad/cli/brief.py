"""`marsad brief`: what the reports of a ledger say of a day, a place, as known by a time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from marsad.cli.options import date_option, format_option, ledger_option, time_option, unlock_option

if TYPE_CHECKING:
    from datetime import date, datetime

    from marsad.views.parts import Brief


@click.command()
@ledger_option
@unlock_option
@date_option("--on", "The day; without it, the whole period of the reports.")
@time_option("--known-by", "Only what had been published by then; a day means its end.")
@click.option("--place", metavar="PLACE", help="Only this place and what lies inside it, by name or registry id.")
@format_option("text", "markdown", "html", "json")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write to a file, not the terminal.",
)
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
    if output is None:
        click.echo(text, nl=False)
    else:
        write(output, text)


def rendered(brief: Brief, style: str) -> str:
    """The brief in one of the formats of `--format`."""
    from marsad.publish import brief as publish

    return {
        "text": publish.as_text,
        "markdown": publish.as_markdown,
        "html": publish.as_html,
        "json": publish.as_json,
    }[style](brief)


def write(path: Path, text: str) -> None:
    """Write a file in UTF-8, or say in a sentence why that cannot be done."""
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}.") from error
