"""`marsad evaluate`: how well claims agree with documents coded by hand, what is wrong and why, and what changed."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from marsad.cli.main import SET_ASIDE
from marsad.cli.options import codebook_option, format_option
from marsad.cli.sourcing import listed, safe, workers_option
from marsad.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from marsad.evaluation.cases import Case
    from marsad.evaluation.comparing import Change, Figure
    from marsad.evaluation.reading import Gold
    from marsad.evaluation.scoring import Record

SHIPPED = "shipped"


@click.command()
@click.argument("gold", type=click.Path(exists=True, path_type=Path))
@click.argument("claims", required=False, type=click.File("rb"), metavar="[CLAIMS.jsonl]")
@click.option("--part", type=click.Choice(["read", "unread"]), help="Only this part, by the gold.csv beside GOLD.")
@click.option("--misses", is_flag=True, help="Also list the claims that are missed, differ or are extra, a line each.")
@click.option(
    "--list",
    "wanted",
    multiple=True,
    metavar="KIND",
    help="List cases with their sentence, its parse and why: miss, extra, slot:place (or another slot), or all. Can be "
    "repeated.",
)
@click.option("--by-cause", is_flag=True, help="Count the cases by their cause; of all kinds, or those of --list.")
@click.option(
    "--compare",
    metavar="OTHER",
    help="What got better and worse since OTHER: claims (.jsonl), a codebook's file or folder, or shipped.",
)
@codebook_option
@format_option("text", "json")
@workers_option
def command(
    gold: Path,
    claims: BinaryIO | None,
    part: str | None,
    misses: bool,
    wanted: tuple[str, ...],
    by_cause: bool,
    compare: str | None,
    codebook: Path | None,
    style: str,
    workers: int | None,
) -> None:
    """Score claims against GOLD: a file of a document coded by hand, or a folder of them.

    CLAIMS.jsonl has one claim a line, as marsad extract --input prints them; - is standard input. Without it, the
    texts of GOLD are coded here. Found: same type, and the words overlap; exact: also the event and the slot that it
    cannot do without; usable: all that a monitor would enter is right. Last, how well the claims' confidence holds.

    Why a claim is missed is told where the texts are coded here: which stage lost it, and which rules waited for its
    words, with the conditions that were not met. JSON is one object.
    """
    from marsad.evaluation import cases, coding, comparing
    from marsad.evaluation.reading import read_claims, read_gold

    kinds = _kinds(wanted) or (cases.KINDS if by_cause else ())
    documents = read_gold(gold, part)
    problems: dict[str, str] = {}
    got: Mapping[str, Sequence[Record]]
    if claims is None:
        got, problems = coding.code(documents, workers, codebook)
        documents = [document for document in documents if document.doc in got]
    else:
        got = read_claims(claims, claims.name)
    explain = coding.explainer(codebook) if kinds and claims is None else None
    found = [case for one in documents for case in cases.cases(one, got.get(one.doc, []), kinds, explain)]
    told, moved = [], []
    if compare is not None:
        other = _other(compare, documents, workers)
        both = [(one, other.get(one.doc, []), got.get(one.doc, [])) for one in documents]
        told, moved = comparing.figures(both), list(comparing.changes(both))
    if style == "json":
        _json(documents, got, found, told, moved)
    else:
        _print_cases(found if wanted else [], found if by_cause else [])
        for line in comparing.lines(told, moved) if compare is not None else ():
            click.echo(safe(line))
        _print(documents, got, misses)
    listed("Not coded:", [f"{doc}: {problem}" for doc, problem in problems.items()])
    if strangers := got.keys() - {document.doc for document in documents}:
        click.echo(f"Left out: claims of {len(strangers):,} documents that are not in {gold}.", err=True)
    if problems:
        sys.exit(SET_ASIDE)


def _kinds(wanted: tuple[str, ...]) -> tuple[str, ...]:
    from marsad.evaluation.cases import KINDS

    if strange := [kind for kind in wanted if kind not in (*KINDS, "all")]:
        raise click.UsageError(f"--list has no kind {strange[0]!r}; there are {', '.join(KINDS)}, all.")
    return KINDS if "all" in wanted else tuple(kind for kind in KINDS if kind in wanted)


def _other(compare: str, documents: Sequence[Gold], workers: int | None) -> Mapping[str, Sequence[Record]]:
    """The claims of the run that is compared with."""
    from marsad.evaluation.coding import code
    from marsad.evaluation.reading import read_claims

    path = Path(compare)
    if compare == SHIPPED and not path.exists():
        return code(documents, workers)[0]
    if not path.exists():
        raise InputError(f"There is nothing to compare with at {path}: give claims (.jsonl), a codebook, or shipped.")
    if path.suffix == ".jsonl":
        with path.open("rb") as lines:
            return read_claims(lines, str(path))
    return code(documents, workers, path)[0]


def _print_cases(found: Sequence[Case], grouped: Sequence[Case]) -> None:
    from marsad.evaluation import cases

    for case in found:
        for line in cases.lines(case):
            click.echo(safe(line))
    for kind, cause, number in cases.by_cause(grouped):
        click.echo(safe(f"{number:>6,}  {kind:<16} {cause}"))


def _json(
    documents: Sequence[Gold], got: Mapping[str, Sequence[Record]], found: Sequence[Case], told: Sequence[Figure],
    moved: Sequence[Change],
) -> None:  # fmt: skip
    from marsad.evaluation import cases
    from marsad.evaluation.scoring import MEASURES, score

    made = score((document.claims, got.get(document.doc, [])) for document in documents)
    scores = {
        name: {"gold": counts.gold, "got": counts.got} | {m: list(counts.figures(m)) for m in MEASURES}
        for name, counts in (*made.types.items(), ("all", made.total))
    }
    whole = {
        "documents": len(documents),
        "scores": scores,
        "slots": {
            slot: {"right": made.right[slot], "of": made.of[slot], "surplus": made.surplus[slot]} for slot in made.of
        },
        "cases": [asdict(case) for case in found],
        "causes": [{"kind": kind, "cause": cause, "cases": number} for kind, cause, number in cases.by_cause(found)],
        "figures": [asdict(figure) for figure in told],
        "changes": [asdict(change) for change in moved],
    }
    click.echo(json.dumps(whole, ensure_ascii=False))


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
