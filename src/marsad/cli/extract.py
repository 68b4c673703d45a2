"""`marsad extract`: claims as JSON lines, without a ledger."""

from __future__ import annotations

import sys
from itertools import chain
from typing import TYPE_CHECKING

import click

from marsad import api
from marsad.cli.coding import coder_option
from marsad.cli.fetching import web_options
from marsad.cli.main import SET_ASIDE
from marsad.cli.options import codebook_option
from marsad.cli.sourcing import bar_wanted, document_options, listed, progress_bar, safe, workers_option
from marsad.sources import NO_REPORT, count

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from marsad.bulk import Reader
    from marsad.cli.coding import Choice
    from marsad.sources import Rules
    from marsad.sources.dateorder import Order


@click.command()
@click.argument("files", nargs=-1, type=click.Path(allow_dash=True), metavar="FILE...")
@click.option(
    "--input",
    "inputs",
    multiple=True,
    type=click.Path(allow_dash=True),
    metavar="DOCS.JSONL",
    help="JSON lines with doc, text, published, publisher, title; claims carry their doc. Can be repeated.",
)
@codebook_option
@workers_option
@coder_option
@document_options
@web_options
def command(
    files: tuple[str, ...],
    inputs: tuple[str, ...],
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
    """Print the claims of each FILE as JSON lines, in the order given. No ledger is touched.

    FILE is text, Markdown, HTML, PDF, Word, a table (.csv, .xlsx) of reports, a chat exported from Telegram or
    WhatsApp, a feed (RSS, Atom), JSON lines, a folder of such, - for standard input, or an address (https://…). What
    cannot be read is said on standard error; the rest goes on, and the exit status is 3.
    """
    if not files and not inputs:
        raise click.UsageError("Give a FILE, or --input DOCS.JSONL.")

    def extracted(paths: tuple[str, ...], own_ids: bool, coder: Reader | None) -> Iterator[api.Extracted]:
        return api.extract_files(
            paths,
            workers=workers,
            published=published,
            publisher=publisher,
            title=title,
            language=language,
            encoding=encoding,
            own_ids=own_ids,
            columns=columns,
            date_order=date_order,
            rules=rules,
            follow=follow,
            codebook=codebook,
            coder=coder,
        )

    with coding.reader(workers, codebook) as coder:
        streams = [extracted(paths, own, coder) for paths, own in ((inputs, True), (files, False)) if paths]
        total = count((*inputs, *files)) if bar_wanted(prints=True) else None
        complete = _print(chain.from_iterable(streams), total)
    if not complete:
        sys.exit(SET_ASIDE)


def _print(stream: Iterator[api.Extracted], total: int | None) -> bool:
    """Print claims and problems as they come; whether there were no problems."""
    complete = True
    undated: list[str] = []
    doubted = 0
    with progress_bar("Extracting", bar_wanted(prints=True)) as show:
        for done, item in enumerate(stream, start=1):
            if item.claims:
                click.echo("\n".join(claim.model_dump_json() for claim in item.claims).encode())
            if item.problem:
                click.echo(safe(f"{item.origin}: {item.problem}"), err=True)
                complete = complete and item.problem.reason in NO_REPORT
            elif item.document and item.document.published is None:
                undated.append(item.origin)
            doubted += item.doubted
            show(done, total)
    listed("Published time unknown (relative dates stay unresolved; give --published):", undated)
    if doubted:
        click.echo(
            f"{doubted:,} claims on which the coders differ are left out; ingest sends them to review.", err=True
        )
    return complete
