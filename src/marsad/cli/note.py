"""`marsad note`: a report written down by hand."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from marsad import api
from marsad.cli.ingest import summary
from marsad.cli.options import by_option, codebook_option, ledger_option
from marsad.cli.sourcing import listed
from marsad.sources import encodings

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.argument("text", required=False, metavar="[TEXT]")
@by_option("Who records it.")
@click.option("--at", metavar="TIME", help="When it was seen or told: 2016-12-07T07:27+02:00; else now.")
@click.option("--source", metavar="NAME", help="Whose report it is, where that is not who records it.")
@click.option("--title", metavar="TITLE", help="Its title.")
@click.option("--place", metavar="NAME", help="Where it was recorded; kept beside it.")
@click.option("--language", metavar="CODE", help="Its language, such as en or ar; else found out.")
@ledger_option
@codebook_option
def command(
    text: str | None,
    ledger: Path,
    codebook: Path | None,
    by: str,
    at: str | None,
    source: str | None,
    title: str | None,
    place: str | None,
    language: str | None,
) -> None:
    """Record a report by hand, as a document of its own, and code it.

    TEXT is its words; - reads them from standard input. Without it an editor opens, or standard input is read where it
    is no terminal.
    """
    with api.open_ledger(ledger, codebook=codebook) as opened:
        document, report = opened.note(
            _words(text), by=by, at=at, source=source, title=title, place=place, language=language
        )
    click.echo(f"Document {document.doc}: {summary(report)}")
    listed("Stored but not coded:", [f"{item.origin}: {item.sentence}" for item in report.not_coded])


def _words(text: str | None) -> str:
    if text is not None and text != "-":
        return text
    if text is None and _at_a_terminal():
        return click.edit(extension=".txt") or ""
    return encodings.decode(sys.stdin.buffer.read())


def _at_a_terminal() -> bool:
    return sys.stdin.isatty()
