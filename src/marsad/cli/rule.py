"""`marsad rule`: rulings by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from marsad.cli.add import add
from marsad.cli.options import by_option, ledger_option, reason_option
from marsad.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from marsad.model import RulingKind

    Function = TypeVar("Function", bound=Callable[..., Any])

ON_CLAIMS: dict[RulingKind, str] = {
    "accept": "It was read rightly.",
    "reject": "It is not what the document says: it leaves every view.",
    "under_review": "Whether it is true is being looked into.",
    "verified": "It was found to be true.",
    "unverifiable": "It can be neither shown nor refuted.",
    "refuted": "It was found to be untrue.",
}
"""Kinds of ruling on one claim that set nothing, and what each says."""

METHODS = frozenset({"verified", "unverifiable", "refuted"})


@click.group()
def command() -> None:
    """Rule on claims: whether they were read rightly, and whether they are true.

    Nothing is overwritten: a ruling is added, with who made it and why. An ID may be cut short.
    """


def signed(function: Function) -> Function:
    """`--by`, `--reason`, `--after` and `--ledger`."""
    for option in (
        ledger_option,
        click.option("--after", metavar="RULING", help="The last ruling on it that you saw."),
        reason_option,
        by_option("Who rules."),
    ):
        function = option(function)
    return function


def _rule(ledger: Path, kind: RulingKind, about: str, after: str | None, **more: Any) -> None:
    from marsad.ledger import Ledger

    with Ledger.open(ledger, create=False) as opened:
        made = opened.rule(kind, about, after=after or "last", **more)
    click.echo(f"{made.id}  {made.kind}  {made.about}")


def _on_claims(kind: RulingKind, text: str) -> click.Command:
    def ruled(ledger: Path, claim: str, method: str | None = None, **more: Any) -> None:
        _rule(ledger, kind, claim, change={"method": method} if method else None, **more)

    ruled.__doc__ = text
    made: Callable[..., Any] = signed(ruled)
    if kind in METHODS:
        made = click.option("--method", metavar="TEXT", help="How it was found out.")(made)
    return click.command(name=kind.replace("_", "-"))(click.argument("claim", metavar="ID")(made))


for _kind, _text in ON_CLAIMS.items():
    command.add_command(_on_claims(_kind, _text))


command.add_command(add)


@command.command()
@click.argument("about", metavar="ID")
@click.option("--set", "sets", multiple=True, required=True, metavar="FIELD=VALUE", help="Can be repeated.")
@signed
def correct(ledger: Path, about: str, sets: tuple[str, ...], **more: Any) -> None:
    """Mend how a claim was read, or the details of a document.

    FIELD is a field of the claim or a path in it: event, quantity.low, place.0.link. VALUE is JSON, or else plain text.
    Of a document: title, publisher, published, language, url.
    """
    _rule(ledger, "correct", about, change=dict(map(_setting, sets)), **more)


def _setting(text: str) -> tuple[str, Any]:
    field, sign, value = text.partition("=")
    if not sign or not field:
        raise InputError(f"'{text}' sets nothing: write FIELD=VALUE, as in modality=denied.")
    try:
        return field, json.loads(value)
    except ValueError:
        return field, value


@command.command()
@click.argument("about", metavar="ID")
@click.option("--published", metavar="TIME", help="When the source took it back.")
@signed
def retract(ledger: Path, about: str, published: str | None, **more: Any) -> None:
    """Note that the source took back a claim, or a whole document."""
    _rule(ledger, "retract", about, published=published, **more)


@command.command()
@click.argument("one", metavar="ID")
@click.argument("other", metavar="ID")
@signed
def same(ledger: Path, one: str, other: str, **more: Any) -> None:
    """Two claims are about one happening."""
    _rule(ledger, "same", f"{one}+{other}", **more)


@command.command()
@click.argument("one", metavar="ID")
@click.argument("other", metavar="ID")
@signed
def different(ledger: Path, one: str, other: str, **more: Any) -> None:
    """Two claims are not about one happening."""
    _rule(ledger, "different", f"{one}+{other}", **more)


@command.command()
@ledger_option
def review(ledger: Path) -> None:
    """List claims that wait: coders differ on them, or rulings did not carry over to a newer reading."""
    from marsad.cli.rendering import console, table_of
    from marsad.ledger import Ledger

    with Ledger.open(ledger, create=False) as opened:
        waiting = opened.to_review()
    if waiting:
        console().print(table_of(waiting))
    else:
        click.echo("Nothing waits for review.", err=True)
