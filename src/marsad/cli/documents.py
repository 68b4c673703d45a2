"""`marsad documents`: what a ledger holds, document by document."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import click

from marsad.cli.options import format_option, ledger_option, unlock_option

if TYPE_CHECKING:
    from pathlib import Path

    from marsad.model import Holding
    from marsad.views.history import History

TABLE_LIMIT = 100

STATES = ("coded", "not coded", "set aside", "copy", "version", "all")


@click.group(invoke_without_command=True)
@click.option("--state", type=click.Choice(STATES), default="all", show_default=True, help="What became of it.")
@click.option("--language", metavar="CODE", help="In this language, such as en or ar; unknown: where it is not known.")
@click.option("--text", metavar="WORDS", help="With these words in its title or text.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help=f"At most N documents [table: {TABLE_LIMIT}].")
@format_option("table", "json", "csv")
@ledger_option
@unlock_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    ledger: Path,
    unlock: bool,
    state: str,
    language: str | None,
    text: str | None,
    limit: int | None,
    style: str,
) -> None:
    """List the documents of a ledger, or show one (marsad documents show ID).

    With what became of each: coded, with how many claims; not coded; set aside, and why. A copy of an earlier document,
    and a later version of it, are marked with what they are of: they count once in every view.
    """
    ctx.obj = ledger, unlock
    if ctx.invoked_subcommand is not None:
        return
    from marsad import api

    with api.open_ledger(ledger, create=False, unlocked=unlock) as opened:
        found = opened.documents(state=None if state == "all" else state, language=language, text=text)
    if style == "table":
        _print_table(found, limit or TABLE_LIMIT)
        return
    from marsad.publish import holdings

    lines = holdings.as_json_lines if style == "json" else holdings.as_csv
    for line in lines(islice(found, limit)):
        click.echo(line, nl=style == "json")


@command.command()
@click.argument("doc", metavar="ID")
@click.option("--text", "with_text", is_flag=True, help="Also print the stored text.")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_obj
def show(where: tuple[Path, bool], doc: str, with_text: bool, style: str) -> None:
    """Show the document whose id begins with ID: its details, copies, and versions with what changed."""
    from marsad import api

    ledger, unlock = where
    with api.open_ledger(ledger, create=False, unlocked=unlock) as opened:
        history = opened.history(doc)
        text = opened.document(history.document.doc).text if with_text and history.document.characters else None
    if style == "json":
        click.echo(history.model_dump_json())
    else:
        _print_history(history)
    if text is not None:
        from marsad.cli.rendering import visible

        click.echo(f"\n{visible(text)}")


def _print_table(found: list[Holding], limit: int) -> None:
    from marsad.cli.rendering import console
    from marsad.cli.rendering_documents import documents_table

    if not found:
        click.echo("No documents.", err=True)
        return
    console().print(documents_table(found[:limit]))
    if len(found) > limit:
        click.echo(f"The first {limit} documents; more with --limit.", err=True)


def _print_history(history: History) -> None:
    from marsad.cli.rendering import console
    from marsad.cli.rendering_documents import one_document

    console().print(one_document(history))
