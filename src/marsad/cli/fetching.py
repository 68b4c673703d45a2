"""Options on how addresses are fetched."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    Function = TypeVar("Function", bound=Callable[..., Any])


def web_options(function: Function) -> Function:
    """`--follow` and the options of `rules_options`."""
    help_text = "Take the articles that items of feeds lead to, in place of the items."
    return click.option("--follow", is_flag=True, help=help_text)(rules_options(function))


def rules_options(function: Function) -> Function:
    """`--allow-private`, `--proxy` and `--timeout`; the command gets `rules`."""

    @wraps(function)
    def command(*arguments: Any, allow_private: bool, proxy: str | None, timeout: float, **named: Any) -> Any:
        from marsad.sources import Limits, Rules

        rules = Rules(allow_private=allow_private, proxy=proxy, limits=Limits(total=timeout))
        return function(*arguments, rules=rules, **named)

    made: Any = command
    for option in (
        click.option(
            "--timeout",
            type=click.FloatRange(1, 3600),
            default=60.0,
            show_default=True,
            metavar="SECONDS",
            help="How long one address may take, from the first look-up to the last byte.",
        ),
        click.option(
            "--proxy",
            metavar="ADDRESS",
            help="Proxy for addresses, such as socks5://127.0.0.1:9050; without it, that of the environment "
            "(HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY); an empty one means none.",
        ),
        click.option(
            "--allow-private", is_flag=True, help="Fetch addresses of this machine and of private networks, too."
        ),
    ):
        made = option(made)
    return cast("Function", made)
