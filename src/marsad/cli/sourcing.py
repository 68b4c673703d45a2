"""What `extract` and `ingest` share: options on documents, the progress bar, and how problems are printed."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from marsad.cli.main import INTERRUPTED
from marsad.intake.report import Progress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Function = TypeVar("Function", bound=Callable[..., Any])

SHOWN = 20
"""Lines of a list that are printed in full."""


def workers_option(function: Function) -> Function:
    """`--workers N`, from 1 to the number of processors or more; None where it is not given."""
    return click.option(
        "--workers",
        type=click.IntRange(1, 64),
        metavar="N",
        help="Processes to code with.  [default: one for each processor, where there are documents enough]",
    )(function)


def document_options(function: Function) -> Function:
    """`--published`, `--publisher`, `--title`, `--language`, `--encoding`, `--column` and `--date-order`."""
    function = click.option(
        "--date-order",
        type=click.Choice(["dmy", "mdy", "ymd"]),
        help="Order of day, month and year in dates such as 3/4/16, where a chat or table leaves it open.",
    )(function)
    function = click.option(
        "--column",
        "columns",
        multiple=True,
        metavar="DETAIL=NAME",
        help="Column of tables that holds a detail, such as text=Beschreibung. Can be repeated.",
    )(function)
    for name, metavar, text in (
        ("--encoding", "NAME", "Text encoding of the files, such as windows-1252."),
        ("--language", "CODE", "Language, such as en or ar."),
        ("--title", "TITLE", "Title."),
        ("--publisher", "NAME", "Who published them."),
        ("--published", "TIME", "When they were published: 2016-12-07 or 2016-12-07T07:27+02:00."),
    ):
        function = click.option(name, metavar=metavar, help=f"{text} Overrides what the documents say.")(function)
    return function


def bar_wanted(prints: bool) -> bool:
    """Whether to show a bar: on a terminal, and not one on which the command `prints` results meanwhile."""
    return sys.stderr.isatty() and not (prints and sys.stdout.isatty())


@contextmanager
def progress_bar(what: str, wanted: bool) -> Iterator[Callable[[int, int | None], None]]:
    """A bar on standard error, if it is wanted; called with how many are done of how many."""
    if not wanted:
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    # Standard output stays where it is: it may be a file.
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task(what, total=None, rate="")

        def show(done: int, total: int | None) -> None:
            speed = bar.tasks[0].speed or bar.tasks[0].finished_speed
            bar.update(task, completed=done, total=total, rate=f"{speed:.0f}/s" if speed else "")

        yield show


@contextmanager
def going_on(ledger: Path, wanted: bool) -> Iterator[Callable[[Progress], None]]:
    """A bar over work on a ledger; Ctrl-C ends it with a sentence that says what is kept and how to go on."""
    done = Progress(0, None, 0)
    try:
        with progress_bar("Coding", wanted) as show:

            def follow(progress: Progress) -> None:
                nonlocal done
                done = progress
                show(progress.done, progress.total)

            yield follow
    except KeyboardInterrupt:
        many = f"{done.done:,}" if done.total is None else f"{done.done:,} of {done.total:,}"
        click.echo(f"\nStopped after {many}. {ledger} holds them; the same command does the rest.", err=True)
        sys.exit(INTERRUPTED)


def safe(line: str) -> str:
    """The line without what could steer a terminal, such as the escape codes that a file's name may hold."""
    return "".join(character if character.isprintable() else "\ufffd" for character in line)


def listed(heading: str, lines: list[str]) -> None:
    """Print a list on standard error, cut after the first lines."""
    if not lines:
        return
    click.echo(heading, err=True)
    for line in lines[:SHOWN]:
        click.echo(f"  {safe(line)}", err=True)
    if len(lines) > SHOWN:
        click.echo(f"  and {len(lines) - SHOWN:,} more", err=True)
