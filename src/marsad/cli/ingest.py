"""`marsad ingest`: documents into a ledger."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from marsad import api
from marsad.cli.coding import coder_option
from marsad.cli.fetching import web_options
from marsad.cli.main import SET_ASIDE
from marsad.cli.options import codebook_option, ledger_option
from marsad.cli.sourcing import bar_wanted, document_options, going_on, listed, workers_option

if TYPE_CHECKING:
    from pathlib import Path

    from marsad.cli.coding import Choice
    from marsad.sources import Rules
    from marsad.sources.dateorder import Order


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(allow_dash=True), metavar="PATH...")
@ledger_option
@codebook_option
@workers_option
@coder_option
@document_options
@web_options
def command(
    paths: tuple[str, ...],
    ledger: Path,
    codebook: Path | None,
    workers: int | None,
    published: str | None,
    publisher: str | None,
    title: str | None,
    language: str | None,
    encoding: str | None,
    columns: tuple[str, ...],
    date_order: Order | None,
    rules: Rules,
    follow: bool,
    coding: Choice,
) -> None:
    """Take documents into a ledger and code them.

    PATH is text, Markdown, HTML, PDF, Word, a table (.csv, .xlsx) of reports, a chat exported from Telegram or
    WhatsApp, a feed (RSS, Atom), JSON lines, a folder of such, - for standard input, or an address (https://…), which
    is fetched as its robots.txt allows. The same bytes again change nothing, of feeds only new items are taken, and a
    run that was stopped is finished by the same command. What cannot be read is kept with its reason; the rest goes on,
    and the exit status is 3. Only with --coder llm or both do texts leave this machine.
    """
    with (
        coding.reader(workers, codebook) as coder,
        api.open_ledger(ledger, codebook=codebook) as opened,
        going_on(ledger, bar_wanted(prints=False)) as progress,
    ):
        report = opened.ingest(
            paths,
            workers=workers,
            published=published,
            publisher=publisher,
            title=title,
            language=language,
            encoding=encoding,
            columns=columns,
            date_order=date_order,
            rules=rules,
            follow=follow,
            coder=coder,
            progress=progress,
        )
    print_report(report)
    if not report.complete:
        sys.exit(SET_ASIDE)


def print_report(report: api.Report) -> None:
    """Print what was done, and the lists of what was not."""
    click.echo(summary(report))
    listed("Tables were read so (change it with --column):", [str(used) for used in report.tables])
    listed("Nothing new since the last visit:", report.unchanged)
    listed("Set aside:", [f"{item.origin}: {item.sentence}" for item in report.set_aside])
    listed("Stored but not coded:", [f"{item.origin}: {item.sentence}" for item in report.not_coded])
    listed("Published time unknown (relative dates stay unresolved; give --published):", report.undated)


def summary(report: api.Report) -> str:
    """What was done, in one line."""
    return (
        f"{_many(report.taken, 'new document')}, {report.known:,} known already; "
        f"{report.coded:,} coded, {_many(report.claims, 'claim')}."
    )


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}" + ("" if number == 1 else "s")
