"""`marsad retry`: what was set aside or not coded, from the bytes that were kept."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from marsad import api
from marsad.cli.ingest import print_report
from marsad.cli.main import SET_ASIDE
from marsad.cli.options import codebook_option, ledger_option
from marsad.cli.sourcing import bar_wanted, document_options, going_on, safe, workers_option

if TYPE_CHECKING:
    from pathlib import Path

    from marsad.sources.dateorder import Order

ID_SHOWN = 10


@click.command()
@click.argument("which", nargs=-1, metavar="[DOC|REASON]...")
@click.option("--list", "only_list", is_flag=True, help="List what would be tried, with its id and reason.")
@ledger_option
@codebook_option
@workers_option
@document_options
def command(
    which: tuple[str, ...],
    only_list: bool,
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
) -> None:
    """Try again what was set aside or not coded.

    DOC is an id, or the beginning of one; REASON is one that --list shows, such as encoding. Without any, all is tried,
    but documents in other languages only with --language or by their id or reason. The bytes that were kept are read
    with the options given here. What still cannot be read keeps its bytes and the new reason, and the exit status is 3.
    """
    with api.open_ledger(ledger, create=False, codebook=codebook) as opened:
        left = opened.left(which, foreign=only_list or language is not None)
        if not left:
            click.echo("Nothing is left to try: all that was taken is coded.")
            return
        if only_list:
            for one in left:
                click.echo(f"{one.doc[:ID_SHOWN]}  {one.reason}  {safe(one.where)}: {safe(one.problem)}")
            return
        with going_on(ledger, bar_wanted(prints=False)) as progress:
            report = opened.retry(
                which,
                workers=workers,
                published=published,
                publisher=publisher,
                title=title,
                language=language,
                encoding=encoding,
                columns=columns,
                date_order=date_order,
                progress=progress,
            )
    print_report(report)
    if not report.complete:
        sys.exit(SET_ASIDE)
