"""The `marsad` command: a group whose commands are imported only when they run.

Exit status: 0 done; 1 an error, said in one sentence; 2 wrong usage; 3 done, but some documents were set aside;
130 stopped with Ctrl-C.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any, NamedTuple

import click

from marsad import __version__
from marsad.errors import MarsadError

SET_ASIDE = 3
"""Exit status of a command that finished and had to set documents aside."""

INTERRUPTED = 130


class Lazy(NamedTuple):
    """Where a command lives, as "module:attribute", and the line that `--help` prints for it."""

    target: str
    short_help: str


COMMANDS: dict[str, Lazy] = {
    "demo": Lazy("marsad.cli.demo:command", "Load the shipped corpus on Aleppo and print its brief."),
    "extract": Lazy("marsad.cli.extract:command", "Print the claims of documents as JSON lines."),
    "ingest": Lazy("marsad.cli.ingest:command", "Take documents into a ledger and code them."),
    "note": Lazy("marsad.cli.note:command", "Record a report by hand."),
    "watch": Lazy("marsad.cli.watch:command", "Read feeds, addresses and folders again and again; tell of changes."),
    "retry": Lazy("marsad.cli.retry:command", "Try again what was set aside or not coded."),
    "claims": Lazy("marsad.cli.claims:command", "List, filter and show the claims of a ledger."),
    "documents": Lazy("marsad.cli.documents:command", "List and show documents, their copies and versions."),
    "brief": Lazy("marsad.cli.brief:command", "Print the state of the conflict on a date."),
    "control": Lazy("marsad.cli.control:command", "Print who holds which place on a day."),
    "timeline": Lazy("marsad.cli.timeline:command", "Print truces, talks, evacuations and aid, and how they stand."),
    "incidents": Lazy("marsad.cli.tolls:incidents", "List what happened, each with the claims that tell of it."),
    "tolls": Lazy("marsad.cli.tolls:tolls", "Print how many were killed and injured: low, best, high."),
    "sources": Lazy("marsad.cli.reporting:command", "Print who reports what and first, and who agrees with whom."),
    "rule": Lazy("marsad.cli.rule:command", "Accept, correct, reject or verify a claim."),
    "protect": Lazy("marsad.cli.protect:protect", "Put a source or outlet under a pseudonym."),
    "unprotect": Lazy("marsad.cli.protect:unprotect", "Show a protected name again."),
    "seal": Lazy("marsad.cli.seal:command", "Destroy a document, or words in it, for good."),
    "stamp": Lazy("marsad.cli.custody:stamp", "Have an authority sign that documents exist now."),
    "export-case": Lazy("marsad.cli.custody:export_case", "Write documents with all that proves them to a folder."),
    "verify": Lazy("marsad.cli.verify:command", "Check hashes, spans and references of a ledger."),
    "backup": Lazy("marsad.cli.backup:backup", "Copy a ledger, safely while it is in use."),
    "restore": Lazy("marsad.cli.backup:restore", "Bring a ledger back from a copy, and compare."),
    "schema": Lazy("marsad.cli.schema:command", "Print the JSON Schema of a public record."),
    "evaluate": Lazy("marsad.cli.evaluate:command", "Score claims against documents coded by hand."),
    "codebook": Lazy("marsad.cli.codebook:command", "Show the rules; check and compare your own."),
}
"""The commands in the order of the help text."""


class LazyGroup(click.Group):
    """A group that knows its commands by a table, and turns Marsad's errors into one sentence."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names of the table, in its order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import one command; None where the table has no such name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name].target.partition(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands from the table alone."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, lazy.short_help) for name, lazy in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a `MarsadError` ends it with its sentence, Ctrl-C with status 130."""
        try:
            return super().invoke(ctx)
        except MarsadError as error:
            raise click.ClickException(str(error)) from error
        except KeyboardInterrupt:
            click.echo("\nStopped.", err=True)
            return ctx.exit(INTERRUPTED)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "--version", "-V", prog_name="marsad")
def cli() -> None:
    """Attributed claims from reports on armed conflict, each tied to its words.

    Reports go in (marsad ingest), claims come out (marsad claims), and from them the state of the conflict on any
    date (marsad brief). Nothing leaves this machine unless you ask for it.
    """


def main() -> None:
    """Entry point of the `marsad` script."""
    try:
        cli.main(prog_name="marsad")
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except OSError as error:
        sys.exit(f"Error: {error}")
    finally:
        _flush()


def _flush() -> None:
    """Write out what is buffered, so that a reader who has gone (`| head`) is no error at shutdown."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
