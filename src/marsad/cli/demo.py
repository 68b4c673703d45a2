"""`marsad demo`: the shipped corpus into a ledger, its brief on the terminal and as a page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from marsad.cli.brief import rendered
from marsad.cli.options import put
from marsad.cli.sourcing import bar_wanted, progress_bar

DAY = date(2016, 12, 7)
"""The day that the brief is about: the day of the report that the project starts from."""


@click.command()
@click.option(
    "--ledger",
    type=click.Path(dir_okay=False, path_type=Path),
    default="marsad-demo.db",
    show_default=True,
    help="The ledger's file, made where there is none.",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default="brief.html",
    show_default=True,
    metavar="FILE",
    help="Where to write the brief as a page.",
)
def command(ledger: Path, output: Path) -> None:
    """Load the shipped corpus on Aleppo and print the brief of 7 December 2016.

    The corpus restates what named public sources published in November and December 2016. Run again, it changes
    nothing in the ledger.
    """
    from marsad import api, demo

    with api.open_ledger(ledger) as opened:
        with progress_bar("Reading the dispatches", bar_wanted(prints=False)) as show:
            report = opened.ingest(demo.dispatches(), progress=lambda made: show(made.done, made.total))
        brief = opened.brief(on=DAY)
    click.echo(rendered(brief, "text"))
    put(rendered(brief, "html"), output)
    many = report.taken + report.known
    click.echo(
        f"{many} dispatches are in {ledger}, {report.taken} of them new. The brief as a page: {output.resolve()}"
    )
    click.echo(f"Next: marsad claims --ledger {ledger} --type casualty", err=True)
