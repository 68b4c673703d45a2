"""`marsad evaluate`: how well claims agree with documents coded by hand."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from marsad.cli.main import SET_ASIDE
from marsad.cli.sourcing import listed, safe, workers_option

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from marsad.evaluation.reading import Gold
    from marsad.evaluation.scoring import Record


@click.command()
@click.argument("gold", type=click.Path(exists=True, path_type=Path))
@click.argument("claims", required=False, type=click.File("rb"), metavar="[CLAIMS.jsonl]")
@click.option("--part", type=click.Choice(["read", "unread"]), help="Only this part, by the gold.csv beside GOLD.")
@click.option("--misses", is_flag=True, help="Also list the claims that are missed, differ or are extra.")
@workers_option
def command(gold: Path, claims: BinaryIO | None, part: str | None, misses: bool, workers: int) -> None:
    """Score claims against GOLD: a file of a document coded by hand, or a folder of them.

    CLAIMS.jsonl has one claim a line, as marsad extract --input prints them; - is standard input. Without it, the
    texts of GOLD are coded here. Found: same type, and the words overlap; exact: also the event and the slot that it
    cannot do without; usable: all that a monitor would enter is right. Last, how well the claims' confidence holds.
    """
    from marsad.evaluation.coding import code
    from marsad.evaluation.reading import read_claims, read_gold

    documents = read_gold(gold, part)
    problems: dict[str, str] = {}
    got: Mapping[str, Sequence[Record]]
    if claims is None:
        got, problems = code(documents, workers)
        documents = [document for document in documents if document.doc in got]
    else:
        got = read_claims(claims, claims.name)
    _print(documents, got, misses)
    listed("Not coded:", [f"{doc}: {problem}" for doc, problem in problems.items()])
    if strangers := got.keys() - {document.doc for document in documents}:
        click.echo(f"Left out: claims of {len(strangers):,} documents that are not in {gold}.", err=True)
    if problems:
        sys.exit(SET_ASIDE)


def _print(documents: Sequence[Gold], got: Mapping[str, Sequence[Record]], with_misses: bool) -> None:
    from marsad.evaluation import report
    from marsad.evaluation.scoring import score

    pairs = [(document, got.get(document.doc, [])) for document in documents]
    if with_misses:
        for document, found in pairs:
            for line in report.misses(document.doc, document.text, document.claims, found):
                click.echo(safe(line))
    for line in report.report(score((document.claims, found) for document, found in pairs)):
        click.echo(line)
    for line in report.sureness((document.claims, found) for document, found in pairs):
        click.echo(line)
