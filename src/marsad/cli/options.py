"""Options and parameter types that several commands share.

Nothing here imports the ledger, the coder or rich: `marsad --help` loads this module.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, TypeVar

import click

Function = TypeVar("Function", bound=Callable[..., Any])

DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


class DateType(click.ParamType):  # type: ignore[type-arg]
    """A day, `YYYY-MM-DD`, as a `datetime.date`."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the day, or fail with the form that is expected."""
        if isinstance(value, date):
            return value
        if not DAY.match(value):
            self.fail(f"'{value}' is not a date: write YYYY-MM-DD, as in 2016-12-07.", param, ctx)
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"'{value}' is not a day of the calendar.", param, ctx)


class TimeType(click.ParamType):  # type: ignore[type-arg]
    """A moment, as a `datetime` in UTC: an ISO 8601 time (UTC where it has no offset), or a day, meaning its end."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Read the moment, or fail with the forms that are expected."""
        if isinstance(value, datetime):
            return value if value.tzinfo else value.replace(tzinfo=UTC)
        try:
            if DAY.match(value):
                return datetime.combine(date.fromisoformat(value), time.max, UTC)
            moment = datetime.fromisoformat(value)
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, OverflowError):
            forms = "2016-12-07, 2016-12-07T07:27 (UTC) or 2016-12-07T09:27+02:00"
            self.fail(f"'{value}' is not a time: write {forms}.", param, ctx)


DATE = DateType()
TIME = TimeType()


def date_option(name: str, text: str, **more: Any) -> Callable[[Function], Function]:
    """An option `name` that takes a day; `text` is its help."""
    return click.option(name, type=DATE, metavar="DATE", help=text, **more)


def time_option(name: str, text: str, **more: Any) -> Callable[[Function], Function]:
    """An option `name` that takes a moment (a day alone means its end); `text` is its help."""
    return click.option(name, type=TIME, metavar="TIME", help=text, **more)


def format_option(*formats: str) -> Callable[[Function], Function]:
    """`--format`, of the formats given; the first is the default. The parameter is called `style`."""
    return click.option(
        "--format", "style", type=click.Choice(formats), default=formats[0], show_default=True, help="How to print it."
    )


def by_option(text: str) -> Callable[[Function], Function]:
    """`--by NAME`, else `MARSAD_BY`; it must be given. `text` is its help."""
    return click.option("--by", required=True, envvar="MARSAD_BY", show_envvar=True, metavar="NAME", help=text)


def reason_option(function: Function) -> Function:
    """`--reason TEXT`, which must be given."""
    return click.option("--reason", required=True, metavar="TEXT", help="Why.")(function)


def unlock_option(function: Function) -> Function:
    """`--unlock`: give protected names as they are. The parameter is `unlock`."""
    return click.option("--unlock", is_flag=True, help="Show protected names, not their pseudonyms.")(function)


def codebook_option(function: Function) -> Function:
    """`--codebook PATH`, else `MARSAD_CODEBOOK`; None where neither is given. The parameter is `codebook`."""
    option = click.option(
        "--codebook",
        type=click.Path(exists=True, path_type=Path),
        envvar="MARSAD_CODEBOOK",
        show_envvar=True,
        help="Your own rules, words, actors and places: a file or folder that is laid over the shipped ones.",
    )
    return option(function)


def ledger_option(function: Function) -> Function:
    """`--ledger PATH`, else `MARSAD_LEDGER`, else `marsad.db` in the working directory. The parameter is `ledger`."""
    option = click.option(
        "--ledger",
        type=click.Path(dir_okay=False, path_type=Path),
        envvar="MARSAD_LEDGER",
        default="marsad.db",
        show_default=True,
        show_envvar=True,
        help="The ledger's file.",
    )
    return option(function)


def known_by_option(function: Function) -> Function:
    """`--known-by`: the answer as it was once told. The parameter is `known_by`."""
    return time_option("--known-by", "Only what had been published by then; a day means its end.")(function)


def recorded_by_option(function: Function) -> Function:
    """`--recorded-by`: the answer as this ledger once gave it. The parameter is `recorded_by`."""
    return time_option("--recorded-by", "As the ledger answered at this time.")(function)


def inside_option(function: Function) -> Function:
    """`--place`: only a place and what lies inside it. The parameter is `place`."""
    text = "Only this place and what lies inside it, by name or registry id."
    return click.option("--place", metavar="PLACE", help=text)(function)


def output_option(function: Function) -> Function:
    """`--output`: a file to write to; see `put`. The parameter is `output`."""
    return click.option(
        "--output",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Write to a file, not the terminal.",
    )(function)


def put(text: str, output: Path | None) -> None:
    """Print a text, or write it to a file in UTF-8, or say in a sentence why that cannot be done."""
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.ClickException(f"{output} cannot be written: {error.strerror}.") from error
