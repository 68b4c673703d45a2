"""Options on who codes, the question before texts leave the machine, and what a language model came to."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from marsad.cli.sourcing import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from marsad.bulk import Reader
    from marsad.coders.llm import Estimate, LlmCoder

    Function = TypeVar("Function", bound=Callable[..., Any])

CODERS = ("rules", "llm", "both")


@dataclass(frozen=True, slots=True)
class Choice:
    """Who is to code, as the options say."""

    coder: str | None
    yes: bool
    config: Path | None
    cache: Path | None

    @contextmanager
    def reader(self, workers: int | None, codebook: Path | None) -> Iterator[Reader | None]:
        """The reader that is chosen, None where none is; what a language model came to is printed at the end."""
        if self.coder not in ("llm", "both"):
            from marsad.bulk import RuleCoding, Rules

            yield Rules(workers, RuleCoding.by(codebook)) if self.coder else None
            return
        from marsad.bulk import Both, Llm, RuleCoding
        from marsad.coders.llm import LlmCoder, Settings

        with LlmCoder(Settings.load(self.config, cache=self.cache), self._agree) as llm:
            try:
                yield Llm(llm) if self.coder == "llm" else Both(llm, workers, RuleCoding.by(codebook))
            finally:
                _told(llm)

    def _agree(self, estimate: Estimate) -> bool:
        click.echo(str(estimate), err=True)
        if self.yes or estimate.settings.local:
            return True
        if not sys.stdin.isatty():
            click.echo("Nothing was sent: nobody is there to be asked. Give --yes to send them.", err=True)
            return False
        return click.confirm("Send them?", err=True)


def coder_option(function: Function) -> Function:
    """`--coder`, `--yes`, `--llm-config` and `--llm-cache`; the command gets them as a `Choice`, `coding`."""

    @wraps(function)
    def command(
        *arguments: Any, coder: str | None, yes: bool, config: Path | None, cache: Path | None, **named: Any
    ) -> Any:
        return function(*arguments, coding=Choice(coder, yes, config, cache), **named)

    made: Any = command
    for option in (
        click.option(
            "--llm-cache",
            "cache",
            type=click.Path(file_okay=False, path_type=Path),
            metavar="FOLDER",
            help="Where answers of the language model are kept.",
        ),
        click.option(
            "--llm-config",
            "config",
            type=click.Path(dir_okay=False, path_type=Path),
            metavar="FILE",
            help="Settings of the language model, TOML; without it, MARSAD_LLM_ADDRESS, MARSAD_LLM_MODEL, "
            "MARSAD_LLM_KEY.",
        ),
        click.option("--yes", is_flag=True, help="Send texts to the language model without being asked."),
        click.option(
            "--coder",
            type=click.Choice(CODERS),
            help="Who codes: rules, llm (a language model; texts are sent to it) or both (what they agree on stands, "
            "differences go to review).  [default: rules]",
        ),
    ):
        made = option(made)
    return cast("Function", made)


def _told(llm: LlmCoder) -> None:
    """Print on standard error what was sent and what came of it."""
    tally, settings = llm.tally, llm.settings
    if not (tally.asked or tally.cached or tally.failed):
        return
    price = tally.usage.price(settings)
    about = "about " if tally.usage.estimated else ""
    cost = "" if price is None else f", {about}{price:,.2f} at the configured prices"
    click.echo(
        f"{settings.model}: {tally.asked:,} answers, {tally.cached:,} from the cache; "
        f"{about}{tally.usage.sent:,} tokens sent, {tally.usage.received:,} received{cost}.\n"
        f"{tally.claims:,} claims true to the text; refused: {len(tally.invented):,} for words that do not stand in "
        f"it, {tally.malformed:,} for their form.",
        err=True,
    )
    listed("Words that do not stand in the text:", tally.invented)
